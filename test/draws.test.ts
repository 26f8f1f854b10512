import { describe, expect, it } from 'vitest';
import { readCertificate } from '../src/certificate/read.ts';
import { certificateLines } from '../src/certificate/write.ts';
import { allReductions } from '../src/machine/reduction.ts';
import type { StoryModel } from '../src/machine/storymodel.ts';
import type { Progression } from '../src/machine/values.ts';
import type { Program } from '../src/program/program.ts';
import { certify, claims, verify } from './support/certify.ts';
import { analysisOf, explore, verdictDifference, verdictsOf } from './support/explore.ts';
import { compareReductions } from './support/explorecompare.ts';
import { Random } from './support/random.ts';
import { type Pair, pairOf } from './support/routes.ts';

function pairFor(source: string): Pair {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
}
const programOf = (source: string): Program => pairFor(source).program;

/** Two draws of a hundred and one numbers each in one turn, each only compared with a few. */
const weather = `VAR wind = 0
VAR rain = 0
-> day
=== day
~ wind = RANDOM(0, 100)
~ rain = RANDOM(0, 100)
{wind < 30: Still.}
+ [Out] -> out
+ [Stay] -> day
=== out
{rain >= 70 and wind < 30: -> wet}
{rain == 13: -> odd}
Dry.
-> END
=== wet
Wet.
-> END
=== odd
Odd.
-> END
`;

const sizes = (source: string): readonly [number, number] => {
  const program = programOf(source);
  const plain = explore(program, { reductions: { ...allReductions, draws: false } });
  return [explore(program).graph.states, plain.graph.states];
};

/** Stories in which numbers that chance gives are easily taken for one another. */
const sharp: Readonly<Record<string, string>> = {
  weather,
  'compared at once': '{RANDOM(1, 20) > 17: Seldom.|Often.}\n{3 >= RANDOM(1, 6): Half.}\n-> END',
  'compared with what changes':
    'VAR n = 2\n-> a\n=== a\n~ temp x = RANDOM(1, 9)\n{x < n: Less.}\n{x == n: Equal.}\n+ {n < 6} [On]\n~ n = n + 2\n-> a\n+ [Out] -> END',
  'compared later with another number':
    'VAR x = 0\n~ x = RANDOM(1, 9)\n{x < 3: Few.}\n+ [On]\n- {x > 5: Many.}\n{x != 8: Not eight.}\n-> END',
  'moved before it is compared':
    'VAR x = 0\n~ x = RANDOM(1, 9)\n{x < 3: Few.}\n~ x = x + 10\n{x > 15: Many.}\n{20 - x < 4: Most.}\n-> END',
  'asked whether it is anything':
    'VAR x = 0\n~ x = RANDOM(-2, 2)\n{x < 1: Low.}\n{x: Some.|None.}\n{not x: None.}\n-> END',
  'told apart by remainders': 'VAR x = 0\n~ x = RANDOM(1, 9)\n{x < 3: Few.}\n{x % 3 == 0: Third.}\n-> END',
  'the lesser and the greater':
    'VAR x = 0\n~ x = RANDOM(1, 9)\n{x < 3: Few.}\n{MIN(x, 4) == 4: Four.}\n{MAX(x, 6) == 7: Seven.}\n-> END',
  'two compared with each other':
    'VAR x = 0\nVAR y = 0\n~ x = RANDOM(1, 4)\n~ y = RANDOM(1, 4)\n{x < 3: Few.}\n{y < 3: Few.}\n{x == y: Equal.}\n-> END',
  'made into a text':
    'VAR x = 0\nVAR s = ""\n~ x = RANDOM(1, 9)\n{x < 3: Few.}\n~ s = "{x}"\n{s == "7": Seven.}\n-> END',
  'the bound of another draw': 'VAR x = 0\n~ x = RANDOM(1, 4)\n{x < 3: Few.}\n{RANDOM(1, x) == 4: Four.}\n-> END',
  'handed on to a counter':
    'VAR x = 0\nVAR c = 0\n-> a\n=== a\n~ x = RANDOM(0, 9)\n{x < 5: Low.}\n~ c = x\n+ {c < 7} [On]\n~ c = c + 1\n{c > 6: -> END}\n-> a\n+ [Out] -> END',
  'given to a function':
    'VAR x = 0\n~ x = RANDOM(1, 9)\n{x < 4: Few.}\n{twice(x) > 12: Much.}\n-> END\n=== function twice(n)\n~ return n * 2',
};

/** A story that draws and compares at random. */
function drawingStory(seed: number): string {
  const chance = new Random(seed);
  const pick = (count: number): number => chance.below(count);
  const number = (): number => pick(10);
  const variable = (): string => ['x', 'y', 'z'][pick(3)];
  const compared = (): string => `${variable()} ${['<', '>', '<=', '>=', '==', '!='][pick(6)]} ${number()}`;
  const line = (): string =>
    [
      () => `~ ${variable()} = RANDOM(${pick(3)}, ${3 + pick(7)})`,
      () => `{${compared()}: One.|Two.}`,
      () => `{${compared()} and ${compared()}: Three.}`,
      () => `{RANDOM(0, 9) ${['<', '>='][pick(2)]} ${number()}: Four.}`,
      () => `{${variable()}}`,
      () => `~ ${variable()} = ${variable()} + ${pick(3)}`,
    ][pick(6)]();
  const lines = (count: number): string => Array.from({ length: count }, line).join('\n');
  return `VAR x = 0\nVAR y = 0\nVAR z = 0\nVAR n = 0\n-> a\n=== a\n${lines(3)}\n+ [One]\n${lines(2)}\n+ {${compared()}} [Two]\n${lines(1)}\n+ [Out] -> END\n- ~ n = n + 1\n{n == 2:\n-> END\n}\n~ z = 0\n-> a\n`;
}

describe('of the numbers that chance gives, only what is asked of them is told apart', () => {
  it('so that ranges of many numbers come to few states', () => {
    const [states, plain] = sizes(weather);
    expect(states).toBeLessThan(20);
    expect(plain).toBeGreaterThan(1000);
  });

  for (const [name, source] of Object.entries(sharp))
    it(`and all is found as if each were followed: ${name}`, () => {
      const { states, difference } = compareReductions(programOf(source));
      expect(difference).toBeNull();
      expect(Object.keys(states)).toContain('without draws');
    });

  it('and all is found as if each were followed: generated stories', { timeout: 120_000 }, () => {
    let fewer = 0;
    for (let seed = 0; seed < 25; seed++) {
      const { states, difference } = compareReductions(programOf(drawingStory(seed)), { states: 4000 });
      expect({ seed, difference }).toEqual({ seed, difference: null });
      if (states.all < states['without draws']) fewer++;
    }
    // most of these numbers only decide between texts, which tell no states apart anyway
    expect(fewer).toBeGreaterThan(1);
  });

  it('and the number of playthroughs counts every number', () => {
    const source = 'VAR x = 0\n~ x = RANDOM(0, 100)\n{x < 30:\n+ [A] -> END\n+ [B] -> END\n}\n+ [C] -> END';
    const explored = explore(programOf(source));
    expect(explored.graph.states).toBeLessThan(8);
    expect(analysisOf(explored).exploration.playthroughs).toBe(String(30 * 3 + 71));
  });

  it('and each outcome that is followed weighs as much as it stands for', () => {
    const { model, graph } = explore(programOf('{RANDOM(0, 100) < 30: Rare.}\n-> END'));
    const weights = (state: number): number[] => {
      const labels: number[] = [];
      for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++) labels.push(graph.labels.at(t));
      graph.store.with(state, (bytes, from, length) => void model.read(bytes, from, length));
      return model.weightsOf(labels);
    };
    expect(weights(0)).toEqual([30, 71]);
  });

  it('and ink’s own engine finds it right, with every number, and any other of its class', () => {
    for (const source of Object.values(sharp)) {
      const { certificate, difference } = certify(pairFor(source));
      expect(difference).toBeNull();
      expect(readCertificate([...certificateLines(certificate)].join('\n'))).toEqual(certificate);
    }
  });
});

describe('a wrong class', () => {
  /** Takes the answer for the least number of a class for that of all. */
  const blind = (model: StoryModel): void => {
    const { values } = model.machine;
    Object.assign(values, {
      progression: (p: Progression) => values.int(p.least),
    });
  };
  const source = 'VAR x = 0\n~ x = RANDOM(1, 9)\n{x < 3: Few.}\n+ [On]\n- {x > 7: Many.|Not many.}\n-> END';
  const wrong = (program: Program) =>
    explore(program, {
      tamper: blind,
      spoil: (kept) => Object.assign(kept.cuts!, { at: () => new Set([3]) }),
    });

  it('is noticed and mended, where it was only guessed', () => {
    const program = programOf(source);
    const mended = explore(program, {
      spoil: (kept) => {
        const cuts = kept.cuts!;
        const known = Reflect.get(cuts, 'known') as Map<number, ReadonlySet<number>>;
        for (const address of program.op.keys()) known.set(address, new Set([3]));
      },
    });
    expect(mended.refined.length).toBeGreaterThan(0);
    const right = explore(program, { reductions: { ...allReductions, draws: false } });
    expect(verdictDifference(verdictsOf(right), verdictsOf(mended))).toBeNull();
  });

  it('is seen in the comparison, and by ink’s own engine, where nothing notices it', () => {
    const pair = pairFor(source);
    const explored = wrong(pair.program);
    const right = explore(pair.program, { reductions: { ...allReductions, draws: false } });
    expect(verdictDifference(verdictsOf(right), verdictsOf(explored))).not.toBeNull();
    expect(verify(pair, claims(explored)).difference).not.toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { generateStory, shrink } from './support/generate.ts';
import { type ChanceRequest, compileInk, ForcedOutcomeError, Oracle, type OracleOptions } from './support/oracle.ts';

function oracleFor(source: string, options: OracleOptions = {}): Oracle {
  const { story, errors } = compileInk(source);
  if (story === null) throw new Error(errors.join('\n'));
  return new Oracle(story, options);
}

const SCENE = `
# title: A lamp
You light it. # warm
<>It burns.
* Blow [it out]softly # gone
  Dark. -> END
+ {false} Never
* [Wait # slow] You wait.
  -> rest
=== rest ===
- Nothing left
`;

describe('the oracle', () => {
  it('shows text, tags, choices and errors as the runtime reports them', () => {
    const oracle = oracleFor(SCENE);
    expect(oracle.turn()).toEqual({
      lines: [{ text: 'You light it. It burns.\n', tags: ['title: A lamp', 'warm'] }],
      choices: [
        { text: 'Blow it out', tags: [] },
        { text: 'Wait', tags: ['slow'] },
      ],
      errors: [],
      warnings: [],
      crash: null,
      overran: false,
    });
    oracle.choose(1);
    const turn = oracle.turn();
    expect(turn.lines.map((line) => line.text)).toEqual(['You wait.\n', 'Nothing left\n']);
    expect(turn.errors).toEqual([expect.stringMatching(/^RUNTIME ERROR: 'story\.ink' line 11: ran out of content/)]);
    expect(turn.choices).toEqual([]);
  });

  it('goes on from a save, and from a knot that a host jumps to', () => {
    const oracle = oracleFor('VAR n = 1\n* [a] -> DONE\n=== knot(x)\n{n} {x}\n~ n++\n+ [b] {n} -> DONE');
    oracle.choosePath('knot', [7]);
    expect(oracle.turn().lines).toEqual([{ text: '1 7\n', tags: [] }]);
    const saved = oracle.save();
    const later = new Oracle(oracle.story);
    later.load(saved);
    later.choose(0);
    expect(later.turn().lines).toEqual([{ text: '2', tags: [] }]);
  });

  it('gives each variable an empty list of its own, as the runtime itself does after a save', () => {
    const source = `LIST mood = sour, calm
VAR pile = ()
VAR other = ()
~ other = pile
Hi.
+ [Go]
- ~ mood = other
{LIST_ALL(pile)}.
-> END`;
    const alone = (saved: boolean): string => {
      const { story } = compileInk(source);
      story!.ContinueMaximally();
      const save = story!.state.ToJson();
      if (saved) story!.ResetState();
      if (saved) story!.state.LoadJson(save);
      story!.ChooseChoiceIndex(0);
      return story!.ContinueMaximally();
    };
    expect([alone(false), alone(true)]).toEqual(['sour, calm.\n', '.\n']);
    const oracle = oracleFor(source);
    for (const load of [false, true, false]) {
      const player = new Oracle(oracle.story);
      player.turn();
      if (load) player.load(player.save());
      player.choose(0);
      expect(player.turn().lines.map(({ text }) => text)).toEqual(['.\n']);
    }
  });

  it('tells a crash of the runtime from an endless loop', () => {
    expect(oracleFor('VAR zero = 0\n{5 % zero}').turn().crash).toContain('null or undefined');
    const endless = oracleFor('-> a\n=== a\nround\n-> a', { maxSteps: 500 }).turn();
    expect(endless).toMatchObject({ overran: true, crash: null });
  });

  it('repeats itself with the same seed, on the same compiled story', () => {
    const { story } = compileInk('{RANDOM(1, 1000)} {~a|b|c} {RANDOM(1, 1000)}');
    if (story === null) throw new Error('does not compile');
    const play = (seed: number) => new Oracle(story, { seed }).turn().lines[0].text;
    expect(play(7)).toBe(play(7));
    expect(new Set([0, 1, 2, 3, 4].map(play)).size).toBeGreaterThan(1);
  });

  it('includes files', () => {
    expect(compileInk('INCLUDE more.ink\n{f()}', { 'more.ink': '=== function f\nhere' }).errors).toEqual([]);
    expect(compileInk('INCLUDE none.ink').errors[0]).toContain('none.ink');
  });
});

describe('forced chance', () => {
  const DICE = `LIST kit = rope = 3, lamp = 1, key = 2
~ kit = LIST_ALL(kit)
First {RANDOM(1, 6)}.
Then {LIST_RANDOM(kit)} and {~red|green|blue}.
{RANDOM(1, 6)} <>
at last.`;

  it('gives the outcomes in the order they are asked for, whatever the runtime looks up ahead', () => {
    const oracle = oracleFor(DICE, { chance: [4, 2, 1, 6] });
    const expected = ['First 4.\n', 'Then rope and green.\n', '6 at last.\n'];
    expect(oracle.turn().lines.map((line) => line.text)).toEqual(expected);
    expect(oracle.drawn.map((draw) => draw.outcome)).toEqual([4, 2, 1, 6]);
  });

  it('asks once for each outcome, and says what may come out', () => {
    const asked: ChanceRequest[] = [];
    const chance = (request: ChanceRequest) => {
      asked.push(request);
      return request.kind === 'random' ? request.high : 'outcomes' in request ? request.outcomes[0] : null;
    };
    const oracle = oracleFor(DICE, { chance });
    expect(oracle.turn().lines[1].text).toBe('Then lamp and red.\n');
    expect(asked.map((request) => request.kind)).toEqual(['random', 'list', 'shuffle', 'random']);
    expect(asked[0]).toEqual({ kind: 'random', low: 1, high: 6 });
  });

  it('knows what is left of a shuffle, and need not ask for the last', () => {
    const oracle = oracleFor('-> a\n=== a\n{~x|y|z}\n+ [on] -> a', { chance: [2, 0, 1], skipCertain: true });
    const seen: string[] = [];
    for (let i = 0; i < 4; i++) {
      seen.push(oracle.turn().lines[0].text);
      oracle.choose(0);
    }
    expect(seen).toEqual(['z\n', 'x\n', 'y\n', 'y\n']);
  });

  it('refuses outcomes that are missing or impossible', () => {
    expect(() => oracleFor('{RANDOM(1, 6)}', { chance: [] }).turn()).toThrow(ForcedOutcomeError);
    expect(() => oracleFor('{RANDOM(1, 6)}', { chance: [7] }).turn()).toThrow(ForcedOutcomeError);
  });

  it('gives each value of a host function once', () => {
    const source = 'EXTERNAL next()\nA {next()}\nB {next()}\nC\n=== function next\n~ return 0';
    let n = 0;
    const counted = oracleFor(source, { externals: { next: () => ++n } });
    expect(counted.turn().lines.map((line) => line.text)).toEqual(['A 1\n', 'B 2\n', 'C\n']);
    const drawn = oracleFor(source, { chance: [5, 8], externals: { next: (_args, draw) => draw() } });
    expect(drawn.turn().lines.map((line) => line.text)).toEqual(['A 5\n', 'B 8\n', 'C\n']);
    expect(oracleFor(source).turn().lines[0].text).toBe('A 0\n');
  });
});

describe('the generator', () => {
  it('makes the same story from the same seed', () => {
    for (const seed of [1, 2, 3]) expect(generateStory(seed).source).toBe(generateStory(seed).source);
    expect(generateStory(1).source).not.toBe(generateStory(2).source);
  });

  it('makes stories that mostly compile', () => {
    let compiled = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { source } = generateStory(seed, seed % 2 === 0 ? {} : { finite: true });
      if (compileInk(source).story !== null) compiled++;
    }
    expect(compiled).toBeGreaterThanOrEqual(180);
  }, 60_000);

  it('only goes forward when told to', () => {
    for (let seed = 0; seed < 30; seed++) {
      const { story } = compileInk(generateStory(seed, { acyclic: true }).source);
      if (story === null) continue;
      const oracle = new Oracle(story, { seed });
      let turns = 0;
      for (let offered = oracle.turn().choices.length; offered > 0; offered = oracle.turn().choices.length) {
        oracle.choose(turns++ % offered);
        expect(turns).toBeLessThan(200);
      }
    }
  }, 60_000);

  it('shrinks a story to what makes it fail', () => {
    const story = generateStory(5, { size: 2 });
    const fails = (source: string) => source.includes('{') && compileInk(source).story !== null;
    const small = shrink(story, fails);
    expect(fails(small)).toBe(true);
    expect(small.length).toBeLessThan(story.source.length / 20);
  }, 60_000);
});

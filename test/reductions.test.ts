import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import type { Kept } from '../src/machine/reduction.ts';
import type { StoryModel } from '../src/machine/storymodel.ts';
import type { Progression } from '../src/machine/values.ts';
import type { Program } from '../src/program/program.ts';
import { loadProject } from '../src/project.ts';
import { explore, verdictDifference, verdictsOf } from './support/explore.ts';
import { compareReductions, naiveDifference, variants } from './support/explorecompare.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { exploreNaively } from './support/naive.ts';
import { type Pair, pairFromFile, pairOf } from './support/routes.ts';
import { keyStory, missing, slotOf, trustBlindly } from './support/spoil.ts';

function pairFor(source: string): Pair {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
}

const programOf = (source: string): Program => pairFor(source).program;

/** The first difference among all ways to explore a story, and from the official runtime's own search; null where all agree. */
function difference(source: string, turns: number): string | null {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) return null;
  const { reduced, difference: found } = compareReductions(pair.program, { states: 2000 });
  return found ?? naiveDifference(reduced, exploreNaively(pair.story, pair.program, { turns, states: turns }));
}

/** Goes from `k` to `j` and back six times; what stands in `k` is asked each time. */
const rounds = (declared: string, asked: string): string => `VAR n = 0
${declared}
-> k
=== k
${asked}
+ {n < 6} [Again] -> j
+ [Stop] -> END
=== j
~ n = n + 1
-> k`;

/** Two tunnels deep, in one that never goes back, a reference is passed on. */
const passing = (inner: string): string => `-> outer ->
-> END
=== outer
-> middle ->
->->
=== middle
~ temp x = 1
${inner}
-> END
=== wait(ref b)
+ [More]
~ b = b + 1
{b == 2: Two.}
->->
=== function add(ref v, n)
~ v = v + n`;

/** Stories that reductions are easily wrong about. */
const sharp: Readonly<Record<string, string>> = {
  'a count in a text that is compared': rounds('VAR s = ""', '~ s = "{k}"\n{s == "3": Three.}'),
  'a counter in a text that is compared': rounds(
    'VAR c = 0\nVAR s = ""',
    '~ c = c + 1\n~ s = "{c}"\n{s == "3": Three.}',
  ),
  'a text made by a function': rounds('', '{"{say(k)}" == "3": Three.}').replace(
    '-> k',
    '-> k\n=== function say(x)\n{x}',
  ),
  'a count as the bound of a draw': rounds('', '{RANDOM(0, MIN(k, 3)) == 3: Three.}').replace('n < 6', 'n < 4'),
  'a count as a seed': rounds('', '~ SEED_RANDOM(k)'),
  'a count that makes an item of a list': rounds('LIST L = a, b, c, d', '~ temp x = L(k)\n{x == c: Three.}'),
  'a count that bounds a list': rounds('LIST L = a, b, c', '{LIST_COUNT(LIST_RANGE(LIST_ALL(L), 1, k)) == 3: Three.}'),
  'a count and a text': rounds('', '{k && "abc": See.}'),
  'two counts compared': rounds('', '{k == n + 2: Equal.}\n{j < k: Less.}'),
  'a count modulo': rounds('', '{k % 3 == 2: Two.}\n{(k + 1) % 2: Odd.}'),
  'a count that becomes a variable': rounds('VAR v = 0', '~ v = k\n{v == 5: Five.}'),
  'a count below and above': rounds(
    '',
    '{5 <= k: Five or more.}\n{k - 4 == 0: Four.}\n{MAX(k, 3) == 3: Three at most.}',
  ),
  'a number only shown, then asked': rounds('VAR v = 0', '{v}\n~ v = v + 2\n{v > 9: Many.}'),
  'turns since': rounds('', '{TURNS_SINCE(-> j) == 0: Just now.}\n{TURNS() > 4: Late.}'),
  'a visit count through a variable': rounds('VAR t = -> j', '{READ_COUNT(t) == 3: Three.}'),
  'a reference passed into a tunnel': passing('-> wait(x) ->\n{x > 1: More.}'),
  'a reference on the stack while chance decides': passing('~ add(x, RANDOM(1, 2))\n{x > 2: Three.}\n+ [Go] -> END'),
  'a reference to a reference': passing('-> hand(x) ->').replace(
    '=== wait',
    '=== hand(ref a)\n-> wait(a) ->\n-> END\n=== wait',
  ),
  'a temporary declared anew as an empty list': `LIST L = a, b
~ temp x = (a)
+ [Go] -> two
=== two
~ temp x = ()
{LIST_COUNT(LIST_ALL(x)) > 0: Some.|None.}
-> END`,
  'items of several lists in one, in the order in which they came': `LIST bag = bread, map, rope
LIST mood = low, high
VAR a = ()
-> hub
=== hub
+ {a !? bread} [Bread]
  ~ a += bread
+ {a !? map} [Map]
  ~ a += map
+ {a !? high} [Cheer]
  ~ a += high
+ {LIST_COUNT(a) > 2} [Look]
  {LIST_MIN(a) == bread: Bread.}
  {LIST_MIN(LIST_ALL(a)) == low: Low first.}
  -> END
- -> hub`,
  'a way back that is overridden': `VAR way = -> out
-> tunnel ->
Back.
-> END
=== tunnel
-> inner ->
->->
=== inner
+ [Out] ->-> way
+ [Back] ->->
+ [Elsewhere]
~ way = -> aside
->-> way
=== out
->->
=== aside
+ [On] ->->`,
  'a thread that waits with its own temporaries': `VAR g = 0
-> top
=== top
<- side(1)
<- side(g)
+ {g < 3} [Main] -> more
-> DONE
=== more
~ g = g + 1
-> top
=== side(x)
* [Side {x}] {x > 1: Large.}
-> top
+ {x == 2} [Two] -> END`,
  'a shuffle that is left and entered again': `VAR n = 0
-> k
=== k
{shuffle:
- Sun.
- Rain.
- Snow. -> END
}
+ {n < 2} [Again] -> j
+ [Stop] -> END
=== j
~ n = n + 1
-> k`,
};

describe('explorations that leave out what no longer matters say the same as those that leave out nothing', () => {
  for (const [name, source] of Object.entries(sharp)) {
    it(`of ${name}`, () => {
      const { program, story } = pairFor(source);
      const { reduced, states, difference: found } = compareReductions(program);
      const naive = exploreNaively(story, program);
      expect(found).toBeNull();
      // not every one can be gone through in sets
      expect(Object.keys(states).filter((way) => way !== 'in sets')).toEqual(['all', ...Object.keys(variants)]);
      expect(naive.complete).toBe(true);
      expect(naiveDifference(reduced, naive)).toBeNull();
    });
  }

  for (const name of readdirSync('stories')) {
    it(`of the story ${name}`, { timeout: 120_000 }, () => {
      const path = `stories/${name}/story.ink`;
      const pair = pairFromFile(path);
      const { project } = loadProject(path, nodeFiles());
      if ('refused' in pair || project === null) throw new Error(`stories/${name} can't be read`);
      const externals = new Map(Object.entries(project.settings.externals));
      const { entries } = project;
      const { reduced, difference: found } = compareReductions(pair.program, { entries, externals, states: 4000 });
      expect(found).toBeNull();
      if (entries.some((entry) => entry.path !== '')) return;
      expect(naiveDifference(reduced, exploreNaively(pair.story, pair.program, { externals, turns: 200 }))).toBeNull();
    });
  }

  for (const part of [0, 1, 2, 3]) {
    it(`of generated stories, part ${part + 1}`, { timeout: 120_000 }, () => {
      for (let seed = 20_000 + part; seed < 20_040; seed += 4) {
        const { source } = generateStory(seed, { size: 1, finite: seed % 3 !== 0, acyclic: seed % 3 === 1 });
        expect({ seed, difference: difference(source, 60) }).toEqual({ seed, difference: null });
      }
    });
  }
  it('of stories that ask much of counts', { timeout: 120_000 }, () => {
    for (let seed = 0; seed < 40; seed++) {
      expect({ seed, difference: difference(countingStory(seed), 40) }).toEqual({ seed, difference: null });
    }
  });
  it('of stories of calls inside calls', { timeout: 120_000 }, () => {
    for (let seed = 0; seed < 60; seed++) {
      expect({ seed, difference: difference(callingStory(seed), 60) }).toEqual({ seed, difference: null });
    }
  });
});

describe('the self-check', () => {
  it('notices a live variable that was left out, and mends it', () => {
    const program = programOf(keyStory);
    const key = slotOf(program, 'global', 'key');
    const mended = explore(program, { tamper: missing(key) });
    expect(mended.refined.map(({ slot, need }) => [slot, need])).toEqual([[key, null]]);
    expect(verdictDifference(verdictsOf(explore(program)), verdictsOf(mended))).toBeNull();
  });

  it('is what keeps the result right: without it, the comparison sees a wrong one', () => {
    const program = programOf(keyStory);
    const wrong = explore(program, {
      tamper: (model, kept) => {
        missing(slotOf(program, 'global', 'key'))(model, kept);
        trustBlindly(model);
      },
    });
    expect(wrong.refined).toEqual([]);
    expect(verdictDifference(verdictsOf(explore(program)), verdictsOf(wrong))).toMatch(/findings|ends|covered/);
  });

  it('notices a count that was left out, and a temporary', () => {
    const program = programOf(keyStory);
    const right = verdictsOf(explore(program));
    const floor = program.slots.length + program.temps.indexOf('floor');
    for (const slot of [slotOf(program, 'visits', 'hall'), floor]) {
      const mended = explore(program, { tamper: missing(slot) });
      expect(mended.refined.map((each) => each.slot)).toContain(slot);
      expect(verdictDifference(right, verdictsOf(mended))).toBeNull();
    }
  });

  it('mends whatever is left out of any story, or nothing needed it', { timeout: 120_000 }, () => {
    const sources = [0, 1, 2].flatMap((seed) => [
      countingStory(seed),
      callingStory(seed),
      generateStory(seed, { size: 1, acyclic: true }).source,
    ]);
    let mended = 0;
    for (const [i, source] of sources.entries()) {
      const program = programOf(source);
      const right = verdictsOf(explore(program, { states: 5000 }));
      const count = program.slots.length + program.temps.length;
      for (let slot = i % 3; slot < count; slot += Math.ceil(count / 12)) {
        const spoilt = explore(program, { states: 5000, tamper: missing(slot) });
        if (spoilt.refined.some((each) => each.slot === slot)) mended++;
        expect({ i, slot, difference: verdictDifference(right, verdictsOf(spoilt)) }).toEqual({
          i,
          slot,
          difference: null,
        });
      }
    }
    expect(mended).toBeGreaterThan(5);
  });

  it('refuses to go on where mending does not help', () => {
    const program = programOf(keyStory);
    const key = slotOf(program, 'global', 'key');
    const forEver = (model: StoryModel, kept: Kept): void =>
      missing(key)(model, { ...kept, always: new Set() } as Kept);
    expect(() => explore(program, { tamper: forEver })).toThrow(/kept already/);
  });

  it('has nothing to mend of shuffles and sequences, whose text tells how many parts they have', () => {
    const program = programOf(`-> street
=== street
{~Rain.|Sun.|Wind.} {&Left.|Right.} {A door.|A gate.|A wall.} {shuffle once:
- A dog.
- A cat.
}
+ [On] -> street
* [Home] -> END
`);
    expect(explore(program).refined).toEqual([]);
    const spoilt = explore(program, { spoil: (kept) => kept.period.fill(1) });
    expect(spoilt.refined.length).toBeGreaterThan(1);
    expect(verdictDifference(verdictsOf(explore(program)), verdictsOf(spoilt))).toBeNull();
  });

  it('mends counts that were kept too coarsely', () => {
    for (const source of [keyStory, ...Object.values(sharp)]) {
      const program = programOf(source);
      const spoilt = explore(program, {
        spoil: (kept) => {
          for (const [slot, least] of kept.least.entries()) kept.least[slot] = Math.min(least, 1);
        },
      });
      expect(verdictDifference(verdictsOf(explore(program)), verdictsOf(spoilt))).toBeNull();
    }
  });

  it('is what keeps coarse counts right: without it, the comparison sees a wrong result', () => {
    const program = programOf(keyStory);
    const hall = slotOf(program, 'visits', 'hall');
    const coarse = { spoil: (kept: Kept) => kept.least.fill(1, hall, hall + 1) };
    const blind = (model: StoryModel): void => {
      const { values } = model.machine;
      Object.assign(values, { progression: ({ least }: Progression) => values.int(least) });
    };
    const right = verdictsOf(explore(program));
    const mended = explore(program, coarse);
    expect(mended.refined[0]).toMatchObject({ slot: hall, need: { least: 4 } });
    expect(verdictDifference(right, verdictsOf(mended))).toBeNull();
    const wrong = explore(program, { ...coarse, tamper: blind });
    expect(wrong.refined).toEqual([]);
    expect(verdictDifference(right, verdictsOf(wrong))).toMatch(/findings|ends|covered/);
  });
});

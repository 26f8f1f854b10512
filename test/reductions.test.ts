import { afterEach, describe, expect, it, vi } from 'vitest';
import { Codec } from '../src/machine/codec.ts';
import type { Kept } from '../src/machine/reduction.ts';
import { Liveness } from '../src/program/liveness.ts';
import type { Program } from '../src/program/program.ts';
import { explore, verdictDifference, verdictsOf } from './support/explore.ts';
import { compareReductions, naiveDifference } from './support/explorecompare.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { exploreNaively } from './support/naive.ts';
import { pairOf } from './support/routes.ts';

/** The key is taken long before it is asked for, and a count is asked for more than whether it is there. */
const keyStory = `VAR key = false
-> hall
=== hall
* [Take the key]
  ~ key = true
  -> hall
+ {hall < 4} [Walk round] -> walk
+ [Try the door] -> door
=== walk
-> hall
=== door
{key: The door opens. -> END}
{hall > 3: You sit down in front of it. -> END}
It is locked.
-> hall`;

function programOf(source: string): Program {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair.program;
}

/** The first difference among all ways to explore a story, and from the official runtime's own search; null where all agree. */
function difference(source: string, naiveStates: number): string | null {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) return null;
  const { reduced, difference: found } = compareReductions(pair.program, { states: 2000 });
  if (found !== null || naiveStates === 0) return found;
  return naiveDifference(reduced, exploreNaively(pair.story, pair.program, { states: naiveStates }));
}

describe('explorations that leave out what no longer matters say the same as those that leave out nothing', () => {
  for (const part of [0, 1, 2, 3]) {
    it(`on generated stories, part ${part + 1}`, { timeout: 120_000 }, () => {
      for (let seed = 20_000 + part; seed < 20_040; seed += 4) {
        const { source } = generateStory(seed, { finite: seed % 3 !== 0, acyclic: seed % 3 === 1 });
        expect({ seed, difference: difference(source, 60) }).toEqual({ seed, difference: null });
      }
    });
  }
  it('on stories that ask much of counts', { timeout: 120_000 }, () => {
    for (let seed = 0; seed < 40; seed++) {
      expect({ seed, difference: difference(countingStory(seed), 40) }).toEqual({ seed, difference: null });
    }
  });
  it('on stories of calls inside calls', { timeout: 120_000 }, () => {
    for (let seed = 0; seed < 40; seed++) {
      expect({ seed, difference: difference(callingStory(seed), 40) }).toEqual({ seed, difference: null });
    }
  });
});

describe('the self-check', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const slotOf = (program: Program, name: string): number =>
    program.slots.findIndex((slot) => slot.kind === 'global' && slot.name === name);

  /** Makes the analysis forget that a slot is live, everywhere; until it is asked for, where `kept` is told. */
  function forget(slot: number, kept?: Kept): void {
    const original = Liveness.prototype.slotsIn;
    vi.spyOn(Liveness.prototype, 'slotsIn').mockImplementation(function (this: Liveness, row) {
      return original.call(this, row).filter((each) => each !== slot || kept?.always.has(slot) === true);
    });
  }

  it('notices a live variable that was left out, and mends it', () => {
    const program = programOf(keyStory);
    const right = verdictsOf(explore(program));
    const key = slotOf(program, 'key');
    const mended = explore(program, { spoil: (kept) => forget(key, kept) });
    expect(mended.refined.map(({ slot }) => slot)).toEqual([key]);
    expect(verdictDifference(right, verdictsOf(mended))).toBeNull();
  });

  it('refuses to go on where mending does not help', () => {
    const program = programOf(keyStory);
    forget(slotOf(program, 'key'));
    expect(() => explore(program)).toThrow(/kept already/);
  });

  it('is what keeps the result right: without it, the comparison sees a wrong one', () => {
    const program = programOf(keyStory);
    const right = verdictsOf(explore(program));
    forget(slotOf(program, 'key'));
    const wrong = explore(program, { spoil: () => forgetQuietly() });
    expect(verdictDifference(right, verdictsOf(wrong))).not.toBeNull();
  });

  /** A slot that was left out looks as it did in the beginning, in place of saying that it was left out. */
  function forgetQuietly(): void {
    const original = Codec.prototype.decode;
    vi.spyOn(Codec.prototype, 'decode').mockImplementation(function (this: Codec, ...args) {
      const { dropped, initial } = this as unknown as { dropped: Int32Array; initial: Int32Array };
      dropped.set(initial);
      original.apply(this, args);
    });
  }

  it('mends counts that were kept too coarsely', () => {
    const program = programOf(keyStory);
    const right = explore(program);
    const spoilt = explore(program, { spoil: (kept) => kept.least.fill(1, program.globals) });
    expect(spoilt.refined.length).toBeGreaterThan(0);
    expect(verdictDifference(verdictsOf(right), verdictsOf(spoilt))).toBeNull();
  });
});

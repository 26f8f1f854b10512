import { describe, expect, it } from 'vitest';
import { atOnce } from '../src/machine/bits.ts';
import { Guide } from '../src/machine/guide.ts';
import { apart, Possible, type Way } from '../src/machine/possible.ts';
import { allReductions, Kept } from '../src/machine/reduction.ts';
import { type Explored, explore } from './support/explore.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { Random } from './support/random.ts';
import { pairOf } from './support/routes.ts';

/** An abstraction in which moments are told apart by these slots, and it is noted where something happens at these addresses. */
function abstraction({ model }: Explored, told: readonly number[], asked: Uint8Array): Possible | null {
  const kept = new Kept(model.program, allReductions);
  return atOnce(
    Possible.of(model.program, kept, model.entries, model.externals, { ...apart, told, asked, runs: 20_000 }),
  );
}

/** The steps of the shortest way to the first time that something happens at an address, in order. */
function wayTo({ model, graph }: Explored, address: number, bit: number): { state: number; label: number }[] {
  const occasion = model.firsts.of(address, bit);
  const steps = occasion === null ? [] : [occasion];
  for (let state = occasion?.state ?? -1; state >= 0; ) {
    const t = graph.reachedBy.at(state);
    if (t < 0) break;
    state = graph.sourceOf(t);
    steps.unshift({ state, label: graph.labels.at(t) });
  }
  return steps;
}

/** How far away something is said to be, where it really is nearer; null where that never is so. */
function overstated(
  explored: Explored,
  told: readonly number[],
  spoil = (possible: Possible): Possible => possible,
): string | null {
  const { model, graph } = explored;
  const { op } = model.program;
  const far = [...op.keys()].filter((address) => wayTo(explored, address, 1).length >= 3);
  for (const address of far.filter((_, i) => i % Math.ceil(far.length / 4) === 0)) {
    const way = wayTo(explored, address, 1);
    const asked = new Uint8Array(op.length);
    asked[address] = 1;
    const possible = abstraction(explored, told, asked);
    if (possible === null) return null;
    const guide = new Guide([{ possible: spoil(possible), told }], asked);
    let left = 0;
    for (const { state, label } of way.reverse()) {
      if (state < 0) break;
      let isChoice = false;
      graph.store.with(state, (bytes, from, length) => {
        const distance = guide.distance(model, bytes.slice(from, from + length), label);
        isChoice = distance !== null;
        if (distance !== null && distance > left) left = -1;
      });
      if (left < 0) return `address ${address}`;
      if (isChoice) left++;
    }
  }
  return null;
}

describe('how far away something is in an abstraction', () => {
  const sources = Array.from({ length: 4 }, (_, i) => [
    generateStory(70_000 + i, { size: 1, finite: true }).source,
    countingStory(7000 + i),
    callingStory(7000 + i),
  ]).flat();
  const all = sources.flatMap((source) => {
    const pair = pairOf(source, 'shared');
    return 'refused' in pair ? [] : [explore(pair.program, { states: 300 })];
  });

  it('is never more than it really is', { timeout: 120_000 }, () => {
    for (const [i, explored] of all.entries()) {
      const { slots } = explored.model.program;
      expect(overstated(explored, [])).toBeNull();
      expect(overstated(explored, new Random(i).sample([...slots.keys()], Math.min(2, slots.length)))).toBeNull();
    }
  });
  it('is noticed to be too much where ways on are forgotten', () => {
    const forget = (possible: Possible): Possible => {
      const ways = new Map(
        [...possible.ways].map(([moment, ways]): [typeof moment, Way[]] => [
          moment,
          ways.map((way) => ({ ...way, choices: [] })),
        ]),
      );
      return Object.assign(Object.create(possible), { ways });
    };
    expect(all.some((explored) => overstated(explored, [], forget) !== null)).toBe(true);
  });
});

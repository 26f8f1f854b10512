import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Changes } from '../src/machine/changes.ts';
import { Decisions } from '../src/machine/decisions.ts';
import { type Layout, RulePart, RuleTable, sameCalls } from '../src/machine/ruletable.ts';
import { Runs } from '../src/machine/runs.ts';
import { bitsOf, wordsFor } from '../src/machine/slotbits.ts';
import { Strides } from '../src/machine/strides.ts';

const slotCount = 80;
const stretchCount = 100;
/** So often stretches are gone through before rows of them are passed at once, and a little more. */
const often = 1100;

/** What a stretch asks for, and with some values: how far the next one is, and the choice that it offers (-1: none). */
interface Stretch {
  readonly slot: number;
  readonly ways: readonly { readonly value: number; readonly by: number; readonly offer: number }[];
}

/** Mostly a row of stretches, each with the next slot; some ways lead past a few, or ask for a slot that was asked for before. */
const way = (value: number): fc.Arbitrary<Stretch['ways'][number]> =>
  fc.record({
    value: fc.constant(value),
    by: fc.oneof({ weight: 12, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 5 }) }),
    offer: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(-1) }, fc.nat(60)),
  });
const row: fc.Arbitrary<readonly Stretch[]> = fc
  .array(
    fc.record({
      isNext: fc.oneof({ weight: 40, arbitrary: fc.constant(true) }, fc.constant(false)),
      ways: fc.oneof({ weight: 80, arbitrary: fc.tuple(way(0), way(8)) }, fc.tuple(way(8)), fc.tuple(way(0))),
    }),
    { minLength: stretchCount, maxLength: stretchCount },
  )
  .map((all) => {
    let slot = 0;
    return all.map(({ isNext, ways }, i) => {
      if (isNext && slot < slotCount - 1) slot++;
      else slot = Math.floor(slot / 2);
      return { slot, ways: ways.map((each) => (each.offer === 0 ? { ...each, offer: 100 + i } : each)) };
    });
  });

function tableOf(stretches: readonly Stretch[]): RuleTable {
  const layout: Layout = {
    initial: new Int32Array(slotCount),
    dropped: new Int32Array(slotCount),
    least: new Int32Array(slotCount),
    limit: new Int32Array(slotCount),
    clocks: new Int32Array(0),
    whenOver: new Int32Array(0),
    words: wordsFor(slotCount),
    dead: true,
  };
  const table = new RuleTable(layout);
  const decisions = new Decisions(table.code);
  stretches.forEach(({ slot, ways }, stretch) => {
    table.trees.push(0);
    for (const { value, by, offer } of ways) {
      const parts = new Array<number>(RulePart.Length).fill(0);
      parts[RulePart.Next] = stretch + by;
      parts[RulePart.Calls] = sameCalls;
      parts[RulePart.Offers] = offer < 0 ? 0 : 1;
      const rule = table.records.append(offer < 0 ? parts : [...parts, offer]);
      table.trees.data[stretch] = decisions.add(table.trees.data[stretch], [slot, value], rule);
    }
  });
  return table;
}

/** Strides that know all stretches, and pass rows of them at once. */
function stridesOf(stretches: readonly Stretch[], slots: Int32Array, changes: Changes): Strides {
  const table = tableOf(stretches);
  const strides = new Strides(table, slots, changes);
  stretches.forEach(({ slot, ways }, stretch) => {
    for (const { value } of ways) {
      slots[slot] = value;
      for (let i = 0; i < 16; i++) strides.note(stretch, leafOf(table, stretch, value));
    }
    slots[slot] = 0;
  });
  const offers = new Runs();
  for (let i = 0; i < often; i++) {
    offers.clear();
    strides.go(i % stretches.length, 1, offers);
  }
  return strides;
}

/** The rule for a stretch whose slot has a value. */
function leafOf({ code, trees }: RuleTable, stretch: number, value: number): number {
  const { data } = code;
  const node = trees.data[stretch];
  for (let entry = node + 3; entry < node + 3 + 2 * (data[node + 1] + 1); entry += 2)
    if (data[entry] === value && data[entry + 1] !== 0) return ~data[entry + 1];
  throw new Error('no such rule');
}

/** Where it goes from a stretch, with what is on offer then, one by one. */
function walk(stretches: readonly Stretch[], from: number, slots: Int32Array): [number, number[]] {
  const offers: number[] = [];
  for (let stretch = from; ; ) {
    const { slot, ways } = stretches[stretch] ?? { slot: 0, ways: [] };
    const way = ways.find(({ value }) => value === slots[slot]);
    if (way === undefined) return [stretch, offers];
    if (way.offer >= 0) offers.push(way.offer);
    stretch += way.by;
  }
}

function offersIn({ data, end, count }: Runs): number[] {
  const offers: number[] = [];
  for (let i = 0; i < end; i += 2) for (let offer = data[i]; offer < data[i + 1]; offer++) offers.push(offer);
  expect(offers).toHaveLength(count);
  return offers;
}

const values = fc.array(fc.tuple(fc.nat(slotCount - 1), fc.constantFrom(8, 8, 8, 16)), { maxLength: 20 });

describe('strides', () => {
  it('lead where single rules lead, with the same choices on offer, however many are taken at once', () => {
    let taken = 0;
    fc.assert(
      fc.property(row, fc.array(fc.tuple(fc.nat(20), values, values), { minLength: 8 }), (stretches, turns) => {
        const slots = new Int32Array(slotCount);
        const changes = new Changes(slots);
        const strides = stridesOf(stretches, slots, changes);
        for (const [from, before, since] of turns) {
          slots.fill(0);
          for (const [slot, value] of before) slots[slot] = value;
          changes.begin(
            bitsOf(
              [...slots.keys()].filter((slot) => slots[slot] === 0),
              slotCount,
            ),
          );
          for (const [slot, value] of since) {
            slots[slot] = value;
            changes.note(slot);
          }
          const offers = new Runs();
          const to = strides.go(from, 4000, offers);
          expect([to, offersIn(offers)]).toEqual(walk(stretches, from, slots));
          taken = Math.max(taken, strides.taken);
        }
      }),
      { numRuns: 60 },
    );
    expect(taken).toBeGreaterThan(60);
  });

  it('would lead elsewhere if it was not noted that a slot was changed, and that is seen', () => {
    const stretches = Array.from({ length: stretchCount }, (_, i) => ({
      slot: i % slotCount,
      ways: [
        { value: 0, by: 1, offer: i },
        { value: 8, by: 1, offer: -1 },
      ],
    }));
    const slots = new Int32Array(slotCount);
    const changes = new Changes(slots);
    const strides = stridesOf(stretches, slots, changes);
    changes.begin(bitsOf(slots.keys(), slotCount));
    slots[50] = 8;
    const go = (): [number, number[]] => {
      const offers = new Runs();
      return [strides.go(0, 4000, offers), offersIn(offers)];
    };
    expect(go()).not.toEqual(walk(stretches, 0, slots));
    changes.note(50);
    expect(go()).toEqual(walk(stretches, 0, slots));
  });
});

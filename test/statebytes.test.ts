import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noCalls } from '../src/machine/calls.ts';
import { type Layout, OfferPart, RuleTable } from '../src/machine/ruletable.ts';
import { Runs } from '../src/machine/runs.ts';
import { bitsOf, slotsOf, wordsFor } from '../src/machine/slotbits.ts';
import { StateBytes, waitsForChoice, waitsForDraw } from '../src/machine/statebytes.ts';

const choices = 3000;
const dropped = -7;

/** Some slots, of which states keep all, or only what some of many choices need. */
function tableOf(slots: number, dead: boolean): RuleTable {
  const layout: Layout = {
    initial: Int32Array.from({ length: slots }, (_, slot) => slot % 3),
    dropped: new Int32Array(slots).fill(dropped),
    least: new Int32Array(slots),
    limit: new Int32Array(slots).fill(2 ** 30),
    clocks: new Int32Array(0),
    whenOver: new Int32Array(0),
    words: wordsFor(slots),
    dead,
  };
  return new RuleTable(layout);
}

/** Three slots, all of which are kept, and many choices. */
function stateBytes(slots: Int32Array): StateBytes {
  const table = tableOf(3, false);
  for (let i = 0; i < choices; i++) table.addOffer(new Int32Array(1), false, noCalls, -1);
  return new StateBytes(table, slots);
}

function runs(offers: readonly number[]): Runs {
  const runs = new Runs();
  for (const offer of offers) runs.add(offer);
  return runs;
}

/** Choices in any order, many of them in runs. */
const offers = fc
  .array(fc.tuple(fc.nat(choices - 1), fc.integer({ min: 1, max: 70 })), { maxLength: 12 })
  .map((runs) => runs.flatMap(([first, length]) => Array.from({ length }, (_, i) => Math.min(first + i, choices - 1))));
const value = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const values = fc.array(value, { minLength: 3, maxLength: 3 });

const slotCount = 70;
const slot = fc.nat(slotCount - 1);
/** Choices, many of them alike: so many in a row, what is live if one is taken, and whether they are fallbacks. */
const kinds = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.array(slot, { maxLength: 40 }), fc.boolean()), {
  minLength: 3,
  maxLength: 8,
});
const sets = fc.array(fc.tuple(slot, fc.oneof(fc.nat(2), value)), { maxLength: 12 });

/** A state with some values is opened, goes on with others, and is written and read again; gives what was live, what is, and what it should be. */
function goOn(
  [parts, from, to, first, then]: readonly [
    readonly (readonly [number, readonly number[], boolean])[],
    readonly number[],
    readonly number[],
    readonly (readonly [number, number])[],
    readonly (readonly [number, number])[],
  ],
  spoil: (table: RuleTable) => void = () => {},
  notes = true,
): { readonly is: readonly number[]; readonly should: readonly number[] } {
  const table = tableOf(slotCount, true);
  const all: (readonly [readonly number[], boolean])[] = parts.flatMap(([count, live, isFallback]) =>
    Array.from({ length: count }, () => [live, isFallback] as const),
  );
  for (const [live, isFallback] of all) table.addOffer(bitsOf(live, slotCount), isFallback, noCalls, -1);
  spoil(table);
  const slots = table.layout.initial.slice();
  const bytes = new StateBytes(table, slots);
  const write = (on: readonly number[]): Uint8Array =>
    bytes.buffer.slice(0, bytes.waiting(bytes.shown(runs(on.map((offer) => offer % all.length))), 0));
  for (const [at, held] of first) slots[at] = held;
  bytes.changes.noteAll();
  const opened = write(from);
  bytes.read(opened, 0, opened.length);
  bytes.changes.begin(bytes.usual);
  const before = [...slots];
  for (const [at, held] of then) {
    slots[at] = held;
    if (notes) bytes.changes.note(at);
  }
  const live = new Set(to.flatMap((offer) => (all[offer % all.length][1] ? [] : all[offer % all.length][0])));
  const should = [...slots].map((held, at) => (live.has(at) ? held : dropped));
  const written = write(to);
  bytes.changes.undo();
  if (notes) expect([...slots]).toEqual(before);
  bytes.read(written, 0, written.length);
  expect(bytes.live).toEqual([...live].sort((x, y) => x - y));
  return { is: [...slots], should };
}

const someOffers = fc.array(fc.nat(40), { maxLength: 9 });

describe('a state as bytes', () => {
  it('is read as it was written', () => {
    const slots = new Int32Array(3);
    const bytes = stateBytes(slots);
    fc.assert(
      fc.property(offers, values, fc.nat(300), fc.boolean(), (on, held, rest, draws) => {
        slots.set(held);
        const length = draws ? bytes.drawing(runs(on), rest) : bytes.waiting(runs(on), rest);
        const written = bytes.buffer.slice(0, length);
        slots.fill(7);
        bytes.read(written, 0, length);
        expect(bytes.kind).toBe(draws ? waitsForDraw : waitsForChoice);
        expect([...bytes.numbers.subarray(0, bytes.count)]).toEqual(on);
        expect(bytes.rest).toBe(rest);
        expect([...slots]).toEqual(held);
      }),
    );
  });

  it('takes few bytes for many choices one after another', () => {
    const bytes = stateBytes(Int32Array.of(0, 1, 2));
    const hub = Array.from({ length: 60 }, (_, i) => 5 + i).filter((i) => i !== 9 && i !== 30);
    expect(bytes.waiting(runs(hub), 0)).toBeLessThan(12);
  });

  it('has what is live for its choices and nothing else, where only what changed is looked at', () => {
    fc.assert(
      fc.property(fc.tuple(kinds, someOffers, someOffers, sets, sets), (given) => {
        const { is, should } = goOn(given);
        expect(is).toEqual(should);
      }),
    );
  });

  const toldApart = [
    [
      [1, [3, 40], false],
      [1, [5, 69], false],
    ],
    [0, 1],
    [0, 1],
    [],
    [
      [40, 11],
      [3, 12],
    ],
  ] as const;
  it('would lack what is live for a choice that is taken for one like another, and that is seen', () => {
    expect(goOn(toldApart).is).toEqual(goOn(toldApart).should);
    const spoil = ({ offers: { data } }: RuleTable): void => {
      data[OfferPart.Length + OfferPart.Alike] = 0;
    };
    expect(() => goOn(toldApart, spoil)).toThrow(/expected/);
  });

  it('would have old values where a change was not noted, and that is seen', () => {
    const { is, should } = goOn(toldApart, undefined, false);
    expect(is).not.toEqual(should);
  });
});

describe('slots as bits', () => {
  it('are the same slots', () => {
    fc.assert(
      fc.property(fc.uniqueArray(slot), (some) => {
        expect(slotsOf(bitsOf(some, slotCount))).toEqual([...some].sort((x, y) => x - y));
      }),
    );
  });
});

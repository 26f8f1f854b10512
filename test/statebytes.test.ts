import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noCalls } from '../src/machine/calls.ts';
import { type Layout, RuleTable } from '../src/machine/ruletable.ts';
import { StateBytes, waitsForChoice, waitsForDraw } from '../src/machine/statebytes.ts';

const choices = 3000;

/** Three slots, all of which are kept, and many choices. */
function stateBytes(slots: Int32Array): StateBytes {
  const layout: Layout = {
    initial: new Int32Array(3),
    dropped: new Int32Array(3),
    least: new Int32Array(3),
    limit: new Int32Array(3).fill(2 ** 30),
    clocks: new Int32Array(0),
    whenOver: new Int32Array(0),
    slotOfBit: Int32Array.from({ length: 32 }, (_, bit) => (bit < 3 ? bit : -1)),
    words: 1,
    dead: false,
  };
  const table = new RuleTable(layout);
  for (let i = 0; i < choices; i++) table.addOffer(new Int32Array(1), false, noCalls, -1);
  return new StateBytes(table, slots);
}

/** Choices in any order, many of them in runs. */
const offers = fc
  .array(fc.tuple(fc.nat(choices - 1), fc.integer({ min: 1, max: 70 })), { maxLength: 12 })
  .map((runs) => runs.flatMap(([first, length]) => Array.from({ length }, (_, i) => Math.min(first + i, choices - 1))));
const values = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: 3, maxLength: 3 });

describe('a state as bytes', () => {
  it('is read as it was written', () => {
    const slots = new Int32Array(3);
    const bytes = stateBytes(slots);
    fc.assert(
      fc.property(offers, values, fc.nat(300), fc.boolean(), (on, held, rest, draws) => {
        slots.set(held);
        const length = draws ? bytes.drawing(on, on.length, rest) : bytes.waiting(on, on.length, rest);
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
    const bytes = stateBytes(new Int32Array(3));
    const hub = Array.from({ length: 60 }, (_, i) => 5 + i).filter((i) => i !== 9 && i !== 30);
    expect(bytes.waiting(hub, hub.length, 0)).toBeLessThan(12);
  });
});

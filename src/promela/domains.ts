import { Failed } from '../machine/answers.ts';
import { type Learned, nodes } from './learned.ts';

/** A counter with a higher limit than this stands for itself. */
const highLimit = 4096;

/**
 * What a slot may hold: what stands for a value that is left out, then all others in ascending order. A value is exported as its place in this
 * list, so that numbers are small and those side by side stay so; null where the numbers of a counter stand for themselves.
 */
export type Domain = readonly number[] | null;

/** What the rules, and the states in `starts` (all slots of each), say that each slot may hold. */
export function domainsOf(learned: Learned, starts: readonly Int32Array[]): Domain[] {
  const { initial, dropped, limit, clocks } = learned.table.layout;
  const found = Array.from(initial, (value, slot) => new Set([value, dropped[slot]]));
  const counted = new Set(clocks);
  for (const slots of starts) for (const [slot, value] of slots.entries()) found[slot].add(value);
  for (const { sets, raises } of learned.rules()) {
    for (const [slot, value] of sets) found[slot].add(value);
    for (const slot of raises) counted.add(slot);
  }
  for (const tree of [...learned.stretches, ...learned.draws])
    for (const { key, branches } of nodes(tree))
      if (key >= 0 && key < found.length) for (const [value] of branches) found[key].add(value);
  for (const { slot, isUpdate, results } of learned.computed) {
    for (const [value, result] of results) {
      found[slot].add(value);
      if (isUpdate && result !== Failed) found[slot].add(result);
    }
  }
  return found.map((values, slot) => {
    if (counted.has(slot)) {
      if (limit[slot] > highLimit) return null;
      for (let n = 0; n < limit[slot]; n++) values.add(n);
    }
    values.delete(dropped[slot]);
    return [dropped[slot], ...[...values].sort((a, b) => a - b)];
  });
}

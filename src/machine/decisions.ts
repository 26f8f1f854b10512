import type { Ints } from './ints.ts';

const initialTable = 4;
/** The key of how many choices a turn has on offer when a stretch of it begins; slots have the keys from 0. */
export const offeredKey = -1;
/** The key of the call that waits just below; those further down have the keys below it. */
export const callKey = -2;
/** The key of the first relation (see `Relations`); others have the keys below it. */
export const relationKey = -(1 << 24);

/**
 * Decision trees over a state. A tree asks for one key after another, always the same one after the same answers, and leads to a leaf. A key is a
 * slot, (numbered after all slots) a computation with one, `offeredKey`, a call that waits (`callKey` and below), or a relation between several slots
 * (`relationKey` and below). All trees lie in one array: a node is the key it asks for, the size of its table less one, how many answers are known,
 * then the table (open addressing): value, where it leads. What leads to a node is its index, to a leaf `~leaf`; 0 is nowhere.
 * A node that nobody asks a key of serves as a map.
 */
export class Decisions {
  private readonly code: Ints;

  constructor(code: Ints) {
    this.code = code;
  }

  /** Tells a tree that the answers in `guard` (key, value, key, value …) lead to `leaf`; gives the tree, which may be a new one. */
  add(tree: number, guard: readonly number[], leaf: number, from = 0): number {
    if (from === guard.length) return ~leaf;
    const at = tree === 0 ? this.node(guard[from], initialTable) : this.roomy(tree);
    const { data } = this.code;
    if (data[at] !== guard[from])
      throw new Error('the same answers led to different questions: this is a fault of Redthread');
    this.put(at, guard[from + 1], this.add(follow(data, at, guard[from + 1]), guard, leaf, from + 2));
    return at;
  }

  /** Tells a map that `value` leads to `leaf`; gives the map, which may be a new one. */
  map(map: number, value: number, leaf: number): number {
    const at = map === 0 ? this.node(0, initialTable) : this.roomy(map);
    this.put(at, value, ~leaf);
    return at;
  }

  private node(key: number, size: number): number {
    const at = this.code.extend(3 + 2 * size);
    this.code.data[at] = key;
    this.code.data[at + 1] = size - 1;
    return at;
  }

  /** The same node with room for one more answer: a larger copy of it where it is three quarters full. */
  private roomy(at: number): number {
    const size = this.code.data[at + 1] + 1;
    if ((this.code.data[at + 2] + 1) * 4 <= size * 3) return at;
    const copy = this.node(this.code.data[at], size * 2);
    const { data } = this.code;
    for (let entry = at + 3; entry < at + 3 + 2 * size; entry += 2)
      if (data[entry + 1] !== 0) this.put(copy, data[entry], data[entry + 1]);
    return copy;
  }

  private put(at: number, value: number, next: number): void {
    const { data } = this.code;
    const entry = entryOf(data, at, value);
    if (data[entry + 1] === 0) data[at + 2]++;
    data[entry] = value;
    data[entry + 1] = next;
  }
}

/** Where a node leads with a value: to a node, to a leaf, or nowhere. */
export function follow(code: Int32Array, at: number, value: number): number {
  return code[entryOf(code, at, value) + 1];
}

function entryOf(code: Int32Array, at: number, value: number): number {
  const mask = code[at + 1];
  let i = hashOf(value) & mask;
  for (;;) {
    const entry = at + 3 + 2 * i;
    if (code[entry + 1] === 0 || code[entry] === value) return entry;
    i = (i + 1) & mask;
  }
}

/** Spreads values, whose low bits are mostly alike (Knuth's multiplicative hashing). */
export function hashOf(value: number): number {
  return Math.imul(value, 0x9e3779b1) >>> 12;
}

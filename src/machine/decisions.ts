import type { Computations } from './computations.ts';

const initialTable = 4;

/**
 * Decision trees over a state. A tree asks for one key after another, always the same one after the same answers, and leads to a leaf. A key is a
 * slot, or (numbered after all slots) a computation with one. All trees lie in one array: a node is the key it asks for, the size of its table less one, how many answers are known,
 * then the table (open addressing): value, where it leads. What leads to a node is its index, to a leaf `~leaf`; 0 is nowhere.
 */
export class Decisions {
  private code = new Int32Array(1 << 12);
  private used = 1;
  private readonly slots: Int32Array;
  private readonly computations: Computations;

  constructor(slots: Int32Array, computations: Computations) {
    this.slots = slots;
    this.computations = computations;
  }

  /** The leaf that a tree leads to with the slots as they are, or -1 where it was never told. */
  find(tree: number): number {
    const { code, slots } = this;
    let at = tree;
    while (at > 0) {
      const key = code[at];
      const value = key < slots.length ? slots[key] : this.computations.answer(key - slots.length);
      const mask = code[at + 1];
      let i = hashOf(value) & mask;
      for (;;) {
        const entry = at + 3 + 2 * i;
        const next = code[entry + 1];
        if (next === 0 || code[entry] === value) {
          at = next;
          break;
        }
        i = (i + 1) & mask;
      }
    }
    return at === 0 ? -1 : ~at;
  }

  /** Tells a tree that the answers in `guard` (key, value, key, value …) lead to `leaf`; gives the tree, which may be a new one. */
  add(tree: number, guard: readonly number[], leaf: number, from = 0): number {
    if (from === guard.length) return ~leaf;
    const at = tree === 0 ? this.node(guard[from], initialTable) : this.roomy(tree);
    if (this.code[at] !== guard[from])
      throw new Error('the same answers led to different questions: this is a fault of Redthread');
    const known = this.get(at, guard[from + 1]);
    this.put(at, guard[from + 1], this.add(known, guard, leaf, from + 2));
    return at;
  }

  private node(key: number, size: number): number {
    const at = this.used;
    this.used += 3 + 2 * size;
    if (this.used > this.code.length) {
      const larger = new Int32Array(Math.max(this.code.length * 2, this.used));
      larger.set(this.code);
      this.code = larger;
    }
    this.code[at] = key;
    this.code[at + 1] = size - 1;
    return at;
  }

  /** The same node with room for one more answer: a larger copy of it where it is three quarters full. */
  private roomy(at: number): number {
    const size = this.code[at + 1] + 1;
    if ((this.code[at + 2] + 1) * 4 <= size * 3) return at;
    const copy = this.node(this.code[at], size * 2);
    for (let entry = at + 3; entry < at + 3 + 2 * size; entry += 2)
      if (this.code[entry + 1] !== 0) this.put(copy, this.code[entry], this.code[entry + 1]);
    return copy;
  }

  private get(at: number, value: number): number {
    return this.code[this.entry(at, value) + 1];
  }

  private put(at: number, value: number, next: number): void {
    const entry = this.entry(at, value);
    if (this.code[entry + 1] === 0) this.code[at + 2]++;
    this.code[entry] = value;
    this.code[entry + 1] = next;
  }

  private entry(at: number, value: number): number {
    const mask = this.code[at + 1];
    let i = hashOf(value) & mask;
    while (this.code[at + 4 + 2 * i] !== 0 && this.code[at + 3 + 2 * i] !== value) i = (i + 1) & mask;
    return at + 3 + 2 * i;
  }
}

/** Spreads values, whose low bits are mostly alike (Knuth's multiplicative hashing). */
function hashOf(value: number): number {
  return Math.imul(value, 0x9e3779b1) >>> 12;
}

import { bitsOf, lowest, wordsFor } from './slotbits.ts';

/** Slots that are taken back to where they were, again and again: notes which of them may have changed, so that nobody has to look at all. */
export class Changes {
  private readonly slots: Int32Array;
  private readonly all: Int32Array;
  /** Where they are taken back to. */
  private readonly base: Int32Array;
  /** Bits of those that may have another value there than at the beginning of the story, and of those that may have changed since. */
  private readonly unlike: Int32Array;
  private readonly changed: Int32Array;

  constructor(slots: Int32Array) {
    this.slots = slots;
    this.all = bitsOf(slots.keys(), slots.length);
    this.base = slots.slice();
    this.unlike = this.all.slice();
    this.changed = new Int32Array(wordsFor(slots.length));
  }

  /** From now on the slots are taken back to what they are now. Those of `like` have the values from the beginning of the story. */
  begin(like: Int32Array): void {
    const { all, unlike, changed } = this;
    this.base.set(this.slots);
    for (let w = 0; w < all.length; w++) {
      unlike[w] = all[w] & ~like[w];
      changed[w] = 0;
    }
  }

  /** Must be told of each slot that is given a value. */
  note(slot: number): void {
    this.changed[slot >> 5] |= 1 << (slot & 31);
  }

  /** Must be told where others may have given values to any slots. */
  noteAll(): void {
    this.changed.set(this.all);
  }

  /** Takes the slots back. */
  undo(): void {
    const { slots, base, changed } = this;
    for (let w = 0; w < changed.length; w++) {
      for (let rest = changed[w]; rest !== 0; rest &= rest - 1) {
        const slot = lowest(w, rest);
        slots[slot] = base[slot];
      }
      changed[w] = 0;
    }
  }

  /** Bits of those of the slots 32 w … 32 w + 31 that may have another value than at the beginning of the story. */
  mayDiffer(w: number): number {
    return this.unlike[w] | this.changed[w];
  }
}

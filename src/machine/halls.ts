import type { Runs } from './runs.ts';
import { bitsOf } from './slotbits.ts';

/** A stretch on the way through a hall: the slot that it asks for, and, if that holds its first value, the choice that it offers (-1: none) and the next stretch. */
export interface Door {
  readonly stretch: number;
  readonly slot: number;
  readonly offer: number;
  readonly next: number;
}

/** A way past many strides, as it is while all slots that they ask for hold the values from the beginning of the story. Slots come in ascending order. */
export class Hall {
  /** The stretches on the way, then the one that it leads to. */
  readonly stretches: Int32Array;
  /** The slots that they ask for; a bit for each, and where on the way each is asked for. */
  readonly asked: Int32Array;
  readonly bits: Int32Array;
  readonly place: Int32Array;
  /** What is offered on the way; how many of it before each stretch; and where in it the run of successive choices ends that each is part of. */
  private readonly offers: Int32Array;
  private readonly before: Int32Array;
  private readonly ends: Int32Array;

  /** The way past some doors, in a story with so many slots. */
  constructor(doors: readonly Door[], slots: number) {
    this.stretches = Int32Array.from([...doors.map(({ stretch }) => stretch), doors[doors.length - 1].next]);
    this.asked = Int32Array.from(doors, ({ slot }) => slot);
    this.bits = bitsOf(this.asked, slots);
    this.place = new Int32Array(slots);
    this.before = new Int32Array(doors.length + 1);
    const offers: number[] = [];
    for (const [i, { slot, offer }] of doors.entries()) {
      this.place[slot] = i;
      if (offer >= 0) offers.push(offer);
      this.before[i + 1] = offers.length;
    }
    this.offers = Int32Array.from(offers);
    this.ends = new Int32Array(offers.length);
    for (let i = offers.length - 1; i >= 0; i--)
      this.ends[i] = offers[i + 1] === offers[i] + 1 ? this.ends[i + 1] : i + 1;
  }

  get length(): number {
    return this.asked.length;
  }

  /** Offers what is offered on the way from one place up to another. */
  offer(from: number, to: number, runs: Runs): void {
    const { offers, before, ends } = this;
    const end = before[to];
    for (let i = before[from]; i < end; ) {
      const next = Math.min(ends[i], end);
      runs.addRun(offers[i], offers[i] + next - i);
      i = next;
    }
  }
}

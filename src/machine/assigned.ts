import { isForgotten } from './values.ts';

/** How many different values of a variable are remembered, to tell a writer. */
const mostValues = 32;

/** The values that each global was assigned in an exploration. */
export class Assigned {
  /** For each slot its values; null where there are many, or some aren't known. */
  readonly values: (Set<number> | null)[];
  /** Slots whose values are told apart from the exploration; and those of which there are any to be told. */
  private readonly apart: ReadonlySet<number>;
  private readonly untold = new Set<number>();

  /** `initial` are the values at first, `apart` the slots that are told apart. */
  constructor(initial: Int32Array, apart: ReadonlySet<number>) {
    this.values = Array.from(initial, (value) => new Set([value]));
    this.apart = apart;
  }

  note(slot: number, value: number): void {
    const seen = this.values[slot];
    if (seen === null || seen.has(value)) return;
    if (isForgotten(value) && this.apart.has(slot)) this.untold.add(slot);
    else if (seen.size < mostValues && !isForgotten(value)) seen.add(value);
    else this.values[slot] = null;
  }

  /** Says of which slots all values have been told apart by now; others may have had any. */
  told(slots: ReadonlySet<number>): void {
    for (const slot of this.untold) if (!slots.has(slot)) this.values[slot] = null;
  }
}

import type { Program } from '../program/program.ts';
import type { Values } from './values.ts';

/** Numbers from one to another, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Variables that are only followed within a range. */
export class Ranges {
  /** The names of those that left theirs. */
  readonly left = new Set<string>();
  private readonly values: Values;
  private readonly all: readonly { readonly name: string; readonly slot: number; readonly range: Range }[];

  constructor({ slots }: Program, values: Values, ranges: Readonly<Record<string, Range>>) {
    this.values = values;
    this.all = Object.entries(ranges).map(([name, range]) => ({
      name,
      slot: slots.findIndex((slot) => slot.kind === 'global' && slot.name === name),
      range,
    }));
  }

  /** Whether there are any. */
  get any(): boolean {
    return this.all.length > 0;
  }

  /** Whether one of some slots is such a variable. */
  concern(slots: readonly number[]): boolean {
    return this.all.some(({ slot }) => slots.includes(slot));
  }

  /** Whether a variable is outside its range; which, is noted. */
  areLeft(slots: Int32Array): boolean {
    let areLeft = false;
    for (const { name, slot, range } of this.all) {
      const n = this.values.leastOf(slots[slot]);
      if (n === null || (n >= range.from && n <= range.to)) continue;
      this.left.add(name);
      areLeft = true;
    }
    return areLeft;
  }
}

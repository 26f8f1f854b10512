import { Failed } from './answers.ts';
import { Pairs } from './pairs.ts';
import type { RuleTable } from './ruletable.ts';
import { onSmall } from './smallints.ts';
import { Tag } from './values.ts';

/** What a term of a relation is: the value in a slot, a value, or a native function of the two results before. */
export const Term = { Slot: 0, Value: 1, Native: 2 } as const;

/** Each takes some memory: beyond this many there are no new ones, and variables are read instead. */
const mostRelations = 10_000;

/**
 * Questions about several variables at once: two sides, each computed from variables and constants, are compared. Whoever knows the answer needs to
 * know no more of the values. A relation is its terms in reverse Polish notation, and has the number of where they lie in the table.
 */
export class Relations {
  private readonly table: RuleTable;
  private readonly slots: Int32Array;
  private readonly results: number[] = [];
  private readonly sequences = new Pairs();
  private readonly numbers = new Map<number, number>();

  constructor(table: RuleTable, slots: Int32Array) {
    this.table = table;
    this.slots = slots;
  }

  /** The number of a relation (kind, number, kind, number …; see `Term`), or null where there are too many. */
  number(terms: readonly number[]): number | null {
    const key = this.sequences.numberOf(terms);
    let number = this.numbers.get(key);
    if (number === undefined) {
      if (this.numbers.size === mostRelations) return null;
      number = this.table.relations.append([terms.length, ...terms]);
      this.numbers.set(key, number);
    }
    return number;
  }

  /** The slots that a relation asks for, each once. */
  slotsOf(relation: number): number[] {
    const { data } = this.table.relations;
    const slots = new Set<number>();
    for (let at = relation + 1; at <= relation + data[relation]; at += 2)
      if (data[at] === Term.Slot) slots.add(data[at + 1]);
    return [...slots];
  }

  /** Whether a relation holds with the slots as they are, as a value; `Failed` where that can't be told of small integers alone. */
  answer(relation: number): number {
    const { slots, results } = this;
    const { data } = this.table.relations;
    let count = 0;
    for (let at = relation + 1, end = at + data[relation]; at < end; at += 2) {
      const number = data[at + 1];
      if (data[at] === Term.Native) {
        const result = onSmall(number, results[count - 2], results[count - 1]);
        if (result === undefined) return Failed;
        results[--count - 1] = result;
      } else {
        const value = data[at] === Term.Slot ? slots[number] : number;
        if ((value & 7) !== Tag.Int) return Failed;
        results[count++] = value;
      }
    }
    return results[0];
  }
}

import { Answers, Failed, Unknown } from './answers.ts';
import { ContentNumbers, flags } from './contentnumbers.ts';
import { Decisions } from './decisions.ts';
import { Crash, StoryError } from './errors.ts';
import type { Machine } from './machine.ts';
import { binary, isTrue, unary } from './natives.ts';
import { ComputationPart, near, type RuleTable } from './ruletable.ts';
import { Absent, isForgotten, Tag } from './values.ts';
import { updated } from './variables.ts';

/** What is asked of a variable besides the native functions, which have the numbers from 0. */
const truth = -1;
/** Longer texts are left to the machine, which takes them for one without end. */
const longestText = 100_000;

/** Each takes some memory: beyond this many there are no new ones, and variables are read instead. */
const mostComputations = 10_000;
export const none = -1;

/** Something computed from one global and a constant. */
interface Computation {
  readonly slot: number;
  readonly native: number;
  /** The other operand, or null where there is none. */
  readonly other: number | null;
  readonly slotFirst: boolean;
  /** Whether the result becomes the variable's new value. */
  readonly isUpdate: boolean;
  /** Whether an update leaves a value forgotten that is. */
  readonly isIdle: boolean;
}

/** Computations with one global, each numbered; `none` where there are too many. Whoever knows the answer needs to know no more of the value. */
export class Computations extends Answers {
  private readonly all: Computation[] = [];
  private readonly numbers = new ContentNumbers();
  private readonly machine: Machine;
  private readonly decisions: Decisions;

  constructor(machine: Machine, table: RuleTable) {
    super(table, machine.slots);
    this.machine = machine;
    this.decisions = new Decisions(table.code);
  }

  /** Whether a variable is true. */
  truth(slot: number): number {
    return this.number({ slot, native: truth, other: null, slotFirst: true, isUpdate: false, isIdle: false });
  }
  /** A native function of a variable and perhaps a constant. */
  native(slot: number, native: number, other: number | null, slotFirst: boolean): number {
    return this.number({ slot, native, other, slotFirst, isUpdate: false, isIdle: false });
  }
  /** The new value of a variable after `x = x native other`; `isIdle` where a forgotten value may stay so. */
  update(slot: number, native: number, other: number, isIdle: boolean): number {
    return this.number({ slot, native, other, slotFirst: true, isUpdate: true, isIdle });
  }

  private number(computation: Computation): number {
    const { slot, native, other, slotFirst, isUpdate, isIdle } = computation;
    const number = this.numbers.number([
      slot,
      native,
      flags(slotFirst, isUpdate),
      flags(isIdle, other === null),
      other ?? 0,
    ]);
    if (number >= mostComputations) return none;
    if (number === this.all.length) {
      this.all.push(computation);
      this.table.computations.append([computation.slot, 0, computation.isUpdate ? 1 : 0]);
      const results = this.table.near.extend(near);
      this.table.near.data.fill(Unknown, results, results + near);
    }
    return number;
  }

  /** The result with the slots as they are, computed where it isn't known yet, or `Failed`. */
  override result(number: number): number {
    const known = super.result(number);
    if (known !== Unknown) return known;
    const { table } = this;
    const value = this.slots[this.slotOf(number)];
    const result = this.compute(this.all[number], value);
    if (value >= 0 && value < near) table.near.data[number * near + value] = result;
    else {
      const at = number * ComputationPart.Length + ComputationPart.Far;
      const map = this.decisions.map(table.computations.data[at], value, table.far.length);
      table.computations.data[at] = map;
      table.far.push(result);
    }
    return result;
  }

  private compute(computation: Computation, value: number): number {
    const { slot, native, other, slotFirst, isUpdate, isIdle } = computation;
    const { values } = this.machine;
    if (value === Absent) return Failed;
    if (isIdle && isForgotten(value)) {
      this.machine.onAssign?.(slot, value);
      return value;
    }
    try {
      if (native === truth) return values.bool(isTrue(values, value));
      if (other === null) return unary(values, native, value);
      const result = slotFirst ? binary(values, native, value, other) : binary(values, native, other, value);
      if ((result & 7) === Tag.String && values.stringOf(result).length > longestText) return Failed;
      if (!isUpdate) return result;
      const kept = updated(this.machine, slot, value, result);
      this.machine.onAssign?.(slot, kept);
      return kept;
    } catch (error) {
      if (error instanceof StoryError || error instanceof Crash) return Failed;
      throw error;
    }
  }
}

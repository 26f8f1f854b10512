import { Crash, StoryError } from './errors.ts';
import type { Machine } from './machine.ts';
import { binary, isTrue, unary } from './natives.ts';
import { Absent, isForgotten, Tag } from './values.ts';
import { updated } from './variables.ts';

/** Says that a computation fails for a value, or can't be told from the value alone; no value is this number. */
export const Failed = -(2 ** 31);
/** What is asked of a variable besides the native functions, which have the numbers from 0. */
const truth = -1;
/** Longer texts are left to the machine, which takes them for one without end. */
const longestText = 100_000;

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

/** Results for values below this lie in an array, those for others in a map. */
const near = 512;
const Unknown = Failed + 1;

/**
 * Computations with one global, each numbered, with their results for the values met: what a turn asks of the state (`x > 3`), and how
 * it changes it (`x = x + 1`). Whoever knows the answer needs to know no more of the value.
 */
export class Computations {
  private readonly all: Computation[] = [];
  private slots = new Int32Array(64);
  private nearResults = new Int32Array(64 * near);
  private readonly farResults: Map<number, number>[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly machine: Machine;

  constructor(machine: Machine) {
    this.machine = machine;
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
    const key = Object.values(computation).join();
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.all.push(computation) - 1;
      this.numbers.set(key, number);
      this.makeRoom(number, computation.slot);
    }
    return number;
  }

  private makeRoom(number: number, slot: number): void {
    if (number === this.slots.length) {
      const [slots, results] = [this.slots, this.nearResults];
      this.slots = new Int32Array(2 * number);
      this.slots.set(slots);
      this.nearResults = new Int32Array(2 * number * near);
      this.nearResults.set(results);
    }
    this.slots[number] = slot;
    this.nearResults.fill(Unknown, number * near, (number + 1) * near);
    this.farResults.push(new Map());
  }

  slotOf(number: number): number {
    return this.slots[number];
  }

  /** The result with the slots as they are, or `Failed`. */
  result(number: number): number {
    const value = this.machine.slots[this.slots[number]];
    if (value >= 0 && value < near) {
      const known = this.nearResults[number * near + value];
      if (known !== Unknown) return known;
      return (this.nearResults[number * near + value] = this.compute(this.all[number], value));
    }
    const results = this.farResults[number];
    let result = results.get(value);
    if (result === undefined) results.set(value, (result = this.compute(this.all[number], value)));
    return result;
  }

  /** All that a rule has to know of a result: of an update, only whether it failed. */
  answer(number: number): number {
    const result = this.result(number);
    return this.all[number].isUpdate && result !== Failed ? 0 : result;
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

import { Op } from '../program/opcodes.ts';
import { Failed } from './answers.ts';
import type { Ask, PassedAside } from './asides.ts';
import { type Calls, noCalls, OpenCalls } from './calls.ts';
import { Computations, none } from './computations.ts';
import { callKey, offeredKey, relationKey } from './decisions.ts';
import type { Temps } from './frames.ts';
import { forgottenCount, type Machine } from './machine.ts';
import { Relations } from './relations.ts';
import type { RuleTable } from './ruletable.ts';
import { isForgotten } from './values.ts';

const wasRead = 1;
const wasSet = 2;
const wasUpdated = 4;

/** What reads a slot for what comes just after it. */
const shownAtOnce: ReadonlySet<number> = new Set([Op.GetGlobal, Op.GetTemp, Op.GetCount, Op.Turns]);

/** A variable that is read only at the native function that takes it, see `takeUp`: where it stands in the text, and whether it is to be given the result. */
export interface PutOff {
  readonly slot: number;
  readonly from: number;
  readonly native: number;
  readonly isUpdate: boolean;
}

/** What a stretch of a turn does to the slots. */
export interface Effect {
  /** Values that it sets: slot, value, slot, value … */
  readonly sets: readonly number[];
  /** Counts that it raises by one; a slot as often as it is raised. */
  readonly raises: readonly number[];
  /** Updates: numbers of computations. */
  readonly updates: readonly number[];
  /** Asides that were passed over. */
  readonly asks: readonly Ask[];
}

/**
 * Notes which slots a stretch of a turn reads before it sets them, with the values they had when it began, and what it does to slots. As the
 * machine is deterministic, the same values lead to the same stretch with the same effect.
 */
export class Recorder {
  /**
   * What was read, in order, each with the value it had: slots, computations (numbered after all slots), `offeredKey`, calls that wait (`callKey` and
   * below), and relations (`relationKey` and below).
   */
  readonly guard: number[] = [];
  readonly computations: Computations;
  private readonly relations: Relations;
  /** How many choices the turn had on offer when the stretch began. */
  private offers = 0;
  private askedOffers = false;
  /** The variable that is to be read later on; null where there is none. */
  putOff: PutOff | null = null;
  /** The calls that waited when the stretch began. */
  open: OpenCalls;
  private readonly calls: Calls;
  private readonly machine: Machine;
  private readonly touched: number[] = [];
  private readonly how: Uint8Array;
  private readonly before: Int32Array;
  private readonly raises: Int32Array;
  private readonly updates: number[] = [];
  private readonly asks: Ask[] = [];

  constructor(machine: Machine, table: RuleTable, calls: Calls) {
    this.machine = machine;
    this.calls = calls;
    this.open = this.opened(noCalls);
    this.computations = new Computations(machine, table);
    this.relations = new Relations(table, machine.slots);
    this.how = new Uint8Array(machine.slots.length);
    this.before = new Int32Array(machine.slots.length);
    this.raises = new Int32Array(machine.slots.length);
  }

  /** Begins a stretch in a turn that has so many choices on offer, and in which these calls wait. */
  begin(offers: number, waiting: number): void {
    this.offers = offers;
    this.askedOffers = false;
    this.putOff = null;
    this.open = this.opened(waiting);
  }

  private opened(waiting: number): OpenCalls {
    return new OpenCalls(this.calls, waiting, (index, content) => this.guard.push(callKey - index, content));
  }

  /** How many choices were on offer when the stretch began. */
  offersBefore(): number {
    if (!this.askedOffers) this.guard.push(offeredKey, this.offers);
    this.askedOffers = true;
    return this.offers;
  }

  /** Must be told before a slot is read. */
  read(slot: number): void {
    if (this.isLost()) return;
    this.touch(slot);
    if (this.how[slot] === wasUpdated) throw new Error('an updated variable was read: this is a fault of Redthread');
    if (this.how[slot] !== 0) return;
    this.how[slot] = wasRead;
    this.guard.push(slot, this.before[slot]);
  }

  /** Whether what the machine reads now is only shown, where prose is not kept: then nobody needs to know it. */
  private isLost(): boolean {
    const { program, pc, output, mayLack } = this.machine;
    const { op, next } = program;
    return !mayLack && output.deaf && shownAtOnce.has(op[pc]) && next[pc] >= 0 && op[next[pc]] === Op.Output;
  }

  /** The answer to a question about a variable, instead of reading it; null where it has to be read. */
  ask(question: number): number | null {
    if (question === none) return null;
    const slot = this.computations.slotOf(question);
    if (this.how[slot] !== 0) return null;
    const result = this.computations.result(question);
    this.guard.push(this.how.length + question, this.computations.answer(question));
    return result === Failed ? null : result;
  }

  /** Whether a slot was read, set or updated before. */
  isTouched(slot: number): boolean {
    return this.how[slot] !== 0;
  }

  /** Whether a slot's value follows from what was read and done before. */
  isKnown(slot: number): boolean {
    return this.how[slot] === wasRead || (this.how[slot] & wasSet) !== 0;
  }

  /** Whether a relation holds, given as its terms (see `Relations`); null where the variables in it have to be read. None of them may be known. */
  compare(terms: readonly number[]): number | null {
    const relation = this.relations.number(terms);
    if (relation === null || this.relations.slotsOf(relation).some((slot) => this.how[slot] !== 0)) return null;
    const result = this.relations.answer(relation);
    this.guard.push(relationKey - relation, result);
    return result === Failed ? null : result;
  }

  /** Updates a variable without reading it, if that can be done; the stretch must end before anything is read again. */
  update(computation: number): boolean {
    if (computation === none) return false;
    const slot = this.computations.slotOf(computation);
    if (this.how[slot] !== 0) return false;
    const result = this.ask(computation);
    if (result === null) return false;
    this.touch(slot);
    this.how[slot] = wasUpdated;
    this.updates.push(computation);
    this.machine.slots[slot] = result;
    this.machine.onAssign?.(slot, result);
    return true;
  }

  /** Must be told before a slot is given a value that doesn't depend on the one it has. */
  set(slot: number): void {
    this.touch(slot);
    this.how[slot] |= wasSet;
  }

  /** Must be told before a count is raised. */
  raise(slot: number): void {
    this.touch(slot);
    this.raises[slot]++;
  }

  /** Notes that an aside was passed over, and all that decides what it would have shown. */
  passOver(aside: PassedAside, temps: Temps): void {
    const { slots } = this.machine;
    const known: number[] = [];
    const raised: number[] = [];
    for (const slot of aside.kept) {
      this.read(slot);
      known.push(slot, slots[slot]);
    }
    for (const slot of aside.open) {
      if (this.how[slot] === wasUpdated) throw new Error('an updated variable was asked: this is a fault of Redthread');
      const isKnown = this.how[slot] !== 0 && !this.isLeftOut(slot, slots[slot]);
      if (isKnown || (this.how[slot] & wasSet) !== 0) known.push(slot, slots[slot]);
      else for (let i = 0; i < this.raises[slot]; i++) raised.push(slot);
    }
    this.asks.push({ aside, temps, known, raised });
  }

  private isLeftOut(slot: number, content: number): boolean {
    return slot < this.machine.program.globals ? isForgotten(content) : content === forgottenCount;
  }

  private touch(slot: number): void {
    if (this.how[slot] !== 0 || this.raises[slot] !== 0) return;
    this.touched.push(slot);
    this.before[slot] = this.machine.slots[slot];
  }

  /** What was done since the last call; forgets everything noted. */
  takeEffect(): Effect {
    this.open.close();
    const { slots } = this.machine;
    const sets: number[] = [];
    const raises: number[] = [];
    for (const slot of this.touched) {
      const how = this.how[slot];
      // what was left out is raised all the same, for whoever follows it apart
      if (
        how === 0 ||
        (how === wasRead && this.isLeftOut(slot, this.before[slot]) && slots[slot] === this.before[slot])
      )
        for (let i = 0; i < this.raises[slot]; i++) raises.push(slot);
      else if ((how & wasSet) !== 0 || (how === wasRead && slots[slot] !== this.before[slot]))
        sets.push(slot, slots[slot]);
      this.how[slot] = 0;
      this.raises[slot] = 0;
    }
    const updates = this.updates.slice();
    this.touched.length = 0;
    this.guard.length = 0;
    this.updates.length = 0;
    const asks = this.asks.splice(0);
    return { sets, raises, updates, asks };
  }
}

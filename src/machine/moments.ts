import { containerAt } from './counting.ts';
import { GiveUp } from './errors.ts';
import type { Frame, Temps, Thread } from './frames.ts';
import { forgottenCount, type Machine, type Offer } from './machine.ts';
import type { Returns } from './returns.ts';
import { unknown } from './unknowns.ts';
import { isForgotten, Tag } from './values.ts';

const deepest = 12;
const mostLeft = 20;
const mostThreads = 20;
/** More combinations of values than this aren't told apart. */
const mostContents = 1000;

/** A moment of a turn, as far as it is told apart: by where the machine stands, not by what its variables hold. */
export interface Moment {
  /** A choice or fallback choice is about to be taken, the story starts, or a turn goes on. */
  readonly kind: 'start' | 'choice' | 'fallback' | 'turn';
  /** The choice that is about to be taken, and its number; null and -1 elsewhere. */
  chosen: Offer | null;
  readonly offer: number;
  thread: Thread;
  threads: readonly Thread[];
  /** What is left on the evaluation stack. */
  stack: readonly number[];
  readonly safeExit: boolean;
  readonly hidOffers: boolean;
  /** Where the automaton of what is asked stands; 0 where nothing is. */
  readonly phase: number;
  /** What is known of the slots, whichever way one came here. */
  readonly slots: Int32Array;
  /** Choices that may have been offered in this turn so far, by number. */
  readonly table: Set<number>;
  /** Whether it may be that none of them is one that a reader sees, or that there is none at all. */
  maySeeNone: boolean;
  mayHaveNone: boolean;
}

/** The moments that a machine may come to, with what is known at each: where two ways meet, only what both agree on. */
export class Moments {
  private readonly machine: Machine;
  private readonly known = new Map<string, Moment>();
  private readonly offers: Offer[] = [];
  private readonly numbers = new Map<string, number>();
  /** The moments to look at, the longest waiting first. */
  private readonly waiting = new Set<Moment>();

  /** Moments are told apart by what these slots hold, too. */
  private readonly told: readonly number[];
  /** Whether they are told apart by what temporaries hold. */
  private readonly exact: boolean;
  private readonly contents = new Set<string>();
  /** Where calls return to, if that isn't told apart by all who wait. */
  returns: Returns | null = null;
  /** Where the automaton of what is asked stands in this turn: moments are told apart by that, too. */
  phase = 0;

  constructor(machine: Machine, told: readonly number[] = [], exact = false) {
    this.machine = machine;
    this.told = told;
    this.exact = exact;
  }

  get all(): Iterable<Moment> {
    return this.known.values();
  }

  isFallback(offer: number): boolean {
    return this.machine.program.choices[this.offers[offer].point].isFallback;
  }

  isUnknown(slot: number): boolean {
    const value = this.machine.slots[slot];
    return slot < this.machine.program.globals ? isForgotten(value) : value === forgottenCount;
  }

  isPlain(): boolean {
    const m = this.machine;
    return m.stack.length === 0 && !m.inExpression && m.output.items.length === 0 && m.output.openStrings === 0;
  }

  /** A moment from which the ways on have to be looked at (again); null where there is none. */
  next(): Moment | null {
    for (const moment of this.waiting) {
      this.waiting.delete(moment);
      return moment;
    }
    return null;
  }

  wake(moment: Moment): void {
    this.waiting.add(moment);
  }

  /** Puts the machine to a moment. */
  restore(moment: Moment): void {
    const m = this.machine;
    m.output.reset();
    m.diverted = -1;
    m.rest = 'none';
    m.restAt = -1;
    m.errors.length = 0;
    m.warnings.length = 0;
    m.steps = 0;
    m.offers = [];
    m.stack = moment.stack.slice();
    m.slots.set(moment.slots);
    m.setThread(moment.thread);
    m.threads = moment.threads.slice();
    m.safeExit = moment.safeExit;
    m.hidOffers = moment.hidOffers;
    this.phase = moment.phase;
  }

  /** The machine has come to a moment, from another one in the same turn, where `offers` were offered since. */
  arrive(kind: 'start' | 'turn', from: Moment | null, offers: readonly number[]): Moment {
    const m = this.machine;
    if (m.threads.length > mostThreads) throw new GiveUp('too many threads');
    const thread = m.thread();
    const key = `${kind} ${m.safeExit} ${m.hidOffers} ${[thread, ...m.threads].map((t) => this.threadKey(t)).join('|')}`;
    const moment = this.meet(key, kind, -1, thread, m.threads);
    let changed = false;
    for (const offer of [...(from?.table ?? []), ...offers]) {
      changed ||= !moment.table.has(offer);
      moment.table.add(offer);
    }
    const seesNone = (from?.maySeeNone ?? true) && offers.every((offer) => this.isFallback(offer));
    const hasNone = (from?.mayHaveNone ?? true) && offers.length === 0;
    if ((seesNone && !moment.maySeeNone) || (hasNone && !moment.mayHaveNone)) changed = true;
    moment.maySeeNone ||= seesNone;
    moment.mayHaveNone ||= hasNone;
    if (changed) this.wake(moment);
    return moment;
  }

  /** A choice may be taken now, with the automaton in this state; a fallback choice in the same turn. */
  choose(kind: 'choice' | 'fallback', offer: number, phase: number): Moment {
    const chosen = this.offers[offer];
    const m = this.machine;
    const key = kind === 'choice' ? `choice ${offer}` : `fallback ${offer} ${m.safeExit} ${m.hidOffers}`;
    const moment = this.meet(key, kind, offer, chosen.thread, [], phase);
    moment.maySeeNone = true;
    moment.mayHaveNone = true;
    return moment;
  }

  private meet(
    place: string,
    kind: Moment['kind'],
    offer: number,
    thread: Thread,
    threads: readonly Thread[],
    phase = this.phase,
  ): Moment {
    const m = this.machine;
    if (m.stack.length > mostLeft) throw new GiveUp('values left over');
    const where = phase === 0 ? place : `${phase}: ${place}`;
    const after = m.stack.length === 0 ? where : `${where} after ${shapeOf(m.stack)}`;
    const key = this.told.length === 0 ? after : `${after} with ${this.content()}`;
    const now = m.slots.slice();
    const known = this.known.get(key);
    if (known === undefined) {
      const safeExit = kind === 'choice' ? false : m.safeExit;
      const hidOffers = kind === 'choice' ? false : m.hidOffers;
      const table = new Set<number>();
      const nothing = { table, maySeeNone: false, mayHaveNone: false };
      const stack = m.stack.slice();
      const chosen = offer < 0 ? null : this.offers[offer];
      const moment = {
        kind,
        chosen,
        offer,
        stack,
        thread,
        threads: threads.slice(),
        safeExit,
        hidOffers,
        phase,
        slots: now,
        ...nothing,
      };
      this.known.set(key, moment);
      this.wake(moment);
      return moment;
    }
    let changed = false;
    for (let slot = 0; slot < now.length; slot++) {
      const met =
        slot < m.program.globals
          ? this.meetValue(known.slots[slot], now[slot])
          : now[slot] === known.slots[slot]
            ? now[slot]
            : forgottenCount;
      if (known.slots[slot] === met) continue;
      known.slots[slot] = met;
      changed = true;
    }
    const stack = known.stack.map((value, i) => this.meetValue(value, m.stack[i]));
    if (stack.some((value, i) => value !== known.stack[i])) changed = true;
    known.stack = stack;
    const met = this.meetThread(known.thread, thread);
    const others = known.threads.map((other, i) => this.meetThread(other, threads[i]));
    if (met !== known.thread || others.some((other, i) => other !== known.threads[i])) changed = true;
    known.thread = met;
    known.threads = others;
    if (changed) this.wake(known);
    return known;
  }

  private content(): string {
    const content = this.told.map((slot) => this.machine.slots[slot]).join();
    this.contents.add(content);
    if (this.contents.size > mostContents) throw new GiveUp('too many values');
    return content;
  }

  /** What is known of a value that may be either of two. */
  meetValue(a: number, b: number): number {
    if (a === b) return a;
    const { unknowns } = this.machine.values;
    return unknown(unknowns!.kindsOf(a) | unknowns!.kindsOf(b));
  }

  /** The number of a choice; offered once more it keeps of its temporaries what is the same. */
  offerNumber(offer: Offer): number {
    const key = `${offer.point} ${this.threadKey(offer.thread)}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.offers.push(offer) - 1;
      this.numbers.set(key, number);
      return number;
    }
    const known = this.offers[number];
    const thread = this.meetThread(known.thread, offer.thread);
    if (thread === known.thread) return number;
    this.offers[number] = { ...known, thread };
    for (const moment of this.known.values()) {
      if (moment.chosen !== known) continue;
      moment.chosen = this.offers[number];
      moment.thread = thread;
      this.wake(moment);
    }
    return number;
  }

  threadKey(thread: Thread): string {
    const before = thread.previous < 0 ? -1 : containerAt(this.machine, thread.previous);
    return `${this.frameKey(thread)}@${before}`;
  }

  /** What tells frames apart: their addresses, which temporaries they have, and what those hold that leads somewhere. */
  frameKey(frame: Frame): string {
    const any = this.returns?.keyOf(frame) ?? null;
    if (any !== null) return any;
    if (frame.depth > deepest) throw new GiveUp('calls nested too deeply');
    const temps: string[] = [];
    for (let i = 0; i < frame.temps.length; i += 2) {
      const value = frame.temps[i + 1];
      temps.push(
        leads(value) || (this.exact && !isForgotten(value)) ? `${frame.temps[i]}=${value}` : String(frame.temps[i]),
      );
    }
    const { kind, pc, inExpression, functionStart, parent } = frame;
    return `${kind},${pc},${inExpression},${functionStart},${temps.join(';')}/${parent === null ? '' : this.frameKey(parent)}`;
  }

  meetThread(a: Thread, b: Thread): Thread {
    const frame = this.meetFrame(a, b);
    return frame === a ? a : { ...frame, previous: a.previous };
  }

  meetFrame(a: Frame, b: Frame): Frame {
    const parent = a.parent === null || b.parent === null ? a.parent : this.meetFrame(a.parent, b.parent);
    const temps = this.meetTemps(a.temps, b.temps);
    return parent === a.parent && temps === a.temps ? a : { ...a, parent, temps };
  }

  private meetTemps(a: Temps, b: Temps): Temps {
    let met: number[] | null = null;
    for (let i = 0; i < a.length; i += 2) {
      const value = this.meetValue(a[i + 1], b[i + 1]);
      if (value === a[i + 1]) continue;
      met ??= a.slice();
      met[i + 1] = value;
    }
    return met ?? a;
  }
}

/** What tells the contents of evaluation stacks apart: values that lead somewhere, and those that are none. */
export function shapeOf(stack: readonly number[]): string {
  return stack
    .map((value) => (leads(value) || ((value & 7) === Tag.Special && !isForgotten(value)) ? value : 'any'))
    .join();
}

/** Whether a value leads somewhere: it is told apart from all others. */
function leads(value: number): boolean {
  return (value & 7) === Tag.Pointer || (value & 7) === Tag.Target;
}

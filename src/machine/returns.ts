import { arityAt } from '../program/flow.ts';
import { GiveUp } from './errors.ts';
import { type Frame, FrameKind, noTemps, setTempAt, type Temps, type Thread } from './frames.ts';
import type { Machine } from './machine.ts';
import { type Moment, type Moments, shapeOf } from './moments.ts';
import { Item, type OutputItem } from './output.ts';
import { anyText } from './textops.ts';
import { Tag } from './values.ts';

/** Tunnels nested more deeply than this are told apart by what they lead into, and not by who went there; functions always are. */
const deepest = 4;
/** The depth that stands for all depths below such a call. */
const anyDepth = 11;
/** The number of a frame that isn’t told apart from others; real ones are counted from 1. */
export const someFrame = -1;
const mostThreads = 6;

/** Someone who waits for a call to return: the frame, and what else was left for later. */
interface Caller {
  frame: Frame;
  stack: readonly number[];
  readonly items: readonly OutputItem[];
  readonly dropsText: number;
}

/** All who wait for the same thing to be over, and the moments at which one of them goes on. */
interface Waiting<Who> {
  readonly number: number;
  readonly all: Map<string, Who>;
  readonly readers: Set<Moment>;
}

/**
 * Where calls may return to, where it is only asked what may happen: whoever calls the same thing waits in the same place, and any of them may go on when it
 * is over. So calls inside calls without end come to an end here (abstract machines whose continuations lie in a store: Van Horn and
 * Might 2010). The same goes for threads that start threads. References into frames that wait like this are followed by name only.
 */
export class Returns {
  /** Whether a call was left since this was last set back, and nothing is being written: then everything that matters is in the frames and on the stack. */
  hasReturned = false;
  private readonly machine: Machine;
  private readonly moments: Moments;
  private readonly pick: (count: number) => number;
  /** The moment that is being gone on from. */
  private readonly now: () => Moment | null;
  /** By the address that was called and how; and by the frame that stands for them. */
  private readonly calls = new Map<string, Frame>();
  private readonly callers = new Map<Frame, Waiting<Caller>>();
  private readonly forks = new Map<string, Thread>();
  private readonly threads = new Map<Thread, Waiting<{ thread: Thread; readonly rest: readonly Thread[] }>>();
  /** What temporaries of each name held that were referred to, and the moments that asked. */
  private readonly lent = new Map<number, { value: number; readonly readers: Set<Moment> }>();

  constructor(machine: Machine, moments: Moments, pick: (count: number) => number, now: () => Moment | null) {
    this.machine = machine;
    this.moments = moments;
    this.pick = pick;
    this.now = now;
    moments.returns = this;
  }

  /** What tells apart a frame that stands for all who wait for something; null for any other. */
  keyOf(frame: Frame): string | null {
    const waiting = this.callers.get(frame) ?? this.threads.get(frame as Thread);
    return waiting === undefined ? null : `any ${waiting.number}`;
  }

  /** A call of what is at an address was just begun. */
  enter(address: number): void {
    const m = this.machine;
    const caller = m.parent!;
    if (m.kind === FrameKind.Tunnel && m.depth <= deepest && !this.isBelow(caller)) return;
    const arity = arityAt(m.program, address);
    if (m.stack.length < arity) throw new GiveUp('a call without its arguments');
    const rest = m.stack.splice(0, m.stack.length - arity);
    const items = m.output.copy();
    const { dropsText } = m.output;
    m.output.reset();
    m.functionStart = 0;
    m.parent = this.frameFor(`${address} ${m.kind}`);
    m.depth = anyDepth + 1;
    const { all, readers } = this.callers.get(m.parent)!;
    const shape = shapeOf(rest);
    const shown = items.map(({ kind, text }) => `${kind}${text}`).join('\u0001');
    const key = `${this.moments.frameKey(caller)} ${shape} ${dropsText} ${shown}`;
    const known = all.get(key);
    if (known === undefined) {
      all.set(key, { frame: caller, stack: rest, items, dropsText });
      return this.wake(readers);
    }
    const frame = this.moments.meetFrame(known.frame, caller);
    const stack = known.stack.map((value, i) => this.moments.meetValue(value, rest[i]));
    if (frame === known.frame && stack.every((value, i) => value === known.stack[i])) return;
    known.frame = frame;
    known.stack = stack;
    this.wake(readers);
  }

  /** The frame to go on with when a call is over whose caller was `frame`. */
  leave(frame: Frame): Frame {
    const waiting = this.callers.get(frame);
    if (waiting === undefined) return frame;
    const m = this.machine;
    if (m.output.items.length > 0) throw new GiveUp('a call that leaves a text unfinished');
    const caller = this.one(waiting);
    m.stack = [...caller.stack, ...m.stack];
    m.output.restore(caller.items);
    m.output.dropsText = caller.dropsText;
    this.hasReturned = caller.items.length === 0;
    if (!m.output.deaf) m.output.items.push({ kind: Item.Text, text: anyText, from: -1, at: -1 });
    return this.changed(caller.frame);
  }

  /** Puts a thread among those that wait. */
  fork(thread: Thread): void {
    const m = this.machine;
    const key = this.moments.threadKey(thread);
    const marker = this.forks.get(key);
    const isKnown = m.threads.some((other) => other === marker || this.moments.threadKey(other) === key);
    if (!isKnown && m.threads.length < mostThreads) return void m.threads.push(thread);
    const standsFor = marker ?? { ...thread, parent: null, temps: noTemps };
    if (marker === undefined) {
      this.forks.set(key, standsFor);
      this.threads.set(standsFor, { number: this.threads.size, all: new Map(), readers: new Set() });
    }
    const { all, readers } = this.threads.get(standsFor)!;
    const under = m.threads.map((other) => this.moments.threadKey(other)).join('|');
    const known = all.get(under);
    const met = known === undefined ? thread : this.moments.meetThread(known.thread, thread);
    const rest =
      known === undefined ? m.threads : known.rest.map((other, i) => this.moments.meetThread(other, m.threads[i]));
    if (known === undefined || met !== known.thread || rest.some((other, i) => other !== known.rest[i])) {
      all.set(under, { thread: met, rest });
      this.wake(readers);
    }
    m.threads = [standsFor];
  }

  /** The thread to go on with when the last of those that wait is due. */
  join(thread: Thread): Thread {
    const waiting = this.threads.get(thread);
    if (waiting === undefined) return thread;
    const { thread: next, rest } = this.one(waiting);
    this.machine.threads = rest.slice();
    return next;
  }

  /** What a temporary may hold that is referred to from where its frame isn't at hand. */
  borrowed(name: number): number {
    const lent = this.lent.get(name);
    if (lent === undefined) throw new GiveUp('a reference to nothing');
    const now = this.now();
    if (now !== null) lent.readers.add(now);
    return lent.value;
  }

  /** A reference to a temporary of the current frame that holds `value`. */
  reference(name: number, value: number): number {
    const m = this.machine;
    // a reference passed on becomes one to the first variable of the chain
    if ((value & 7) === Tag.Pointer) return value;
    this.lend(name, value);
    return m.values.pointer({ name, global: -1, frame: m.depth > anyDepth ? someFrame : m.depth });
  }

  /** Assigns to a temporary of another frame, by its number. */
  assign(frame: number, name: number, value: number): void {
    const m = this.machine;
    this.lend(name, value);
    const isAtHand = frame !== someFrame && m.depth <= anyDepth;
    if (isAtHand) m.parent = setTempAt(m.parent!, frame, name, value);
  }

  /** A temporary that is referred to, perhaps from where its frame isn't at hand, may hold a value. */
  private lend(name: number, value: number): void {
    const lent = this.lent.get(name);
    if (lent === undefined) this.lent.set(name, { value, readers: new Set() });
    else {
      const met = this.moments.meetValue(lent.value, value);
      if (met === lent.value) return;
      lent.value = met;
      this.wake(lent.readers);
    }
  }

  private one<Who>({ all, readers }: Waiting<Who>): Who {
    const now = this.now();
    if (now !== null) readers.add(now);
    const who = [...all.values()];
    return who[this.pick(who.length)];
  }

  private frameFor(key: string): Frame {
    let frame = this.calls.get(key);
    if (frame === undefined) {
      const { kind } = this.machine;
      frame = {
        kind,
        parent: null,
        depth: anyDepth,
        pc: -1,
        inExpression: false,
        functionStart: 0,
        temps: noTemps,
        trimmed: false,
      };
      this.calls.set(key, frame);
      this.callers.set(frame, { number: this.calls.size, all: new Map(), readers: new Set() });
    }
    return frame;
  }

  /** Whether the same call waits further down, or it isn't known who waits there. */
  private isBelow(caller: Frame): boolean {
    for (let frame = caller.parent; frame !== null; frame = frame.parent)
      if (frame.pc === caller.pc || this.callers.has(frame)) return true;
    return false;
  }

  /** Frames that waited: what was referred to may have changed meanwhile. */
  private changed(frame: Frame): Frame {
    if (this.callers.has(frame)) return frame;
    const temps = this.changedTemps(frame.temps);
    const parent = frame.parent === null ? null : this.changed(frame.parent);
    return temps === frame.temps && parent === frame.parent ? frame : { ...frame, temps, parent };
  }

  private changedTemps(temps: Temps): Temps {
    let changed: number[] | null = null;
    for (let i = 0; i < temps.length; i += 2) {
      if ((temps[i + 1] & 7) === Tag.Pointer || !this.lent.has(temps[i])) continue;
      const value = this.moments.meetValue(temps[i + 1], this.borrowed(temps[i]));
      if (value === temps[i + 1]) continue;
      changed ??= temps.slice();
      changed[i + 1] = value;
    }
    return changed ?? temps;
  }

  private wake(readers: ReadonlySet<Moment>): void {
    for (const moment of readers) this.moments.wake(moment);
  }
}

import type { Liveness } from '../program/liveness.ts';
import type { Program } from '../program/program.ts';
import { attached, type Calls, detached } from './calls.ts';
import { ContentNumbers, flags } from './contentnumbers.ts';
import { containerAt } from './counting.ts';
import { cutFrame, type Frame, FrameKind, getTemp, type Temps, type Thread } from './frames.ts';
import { type Machine, maxCalls, type Offer } from './machine.ts';
import { Pairs } from './pairs.ts';
import type { Kept } from './reduction.ts';
import type { RuleTable } from './ruletable.ts';
import { lowest, wordsFor } from './slotbits.ts';
import { Absent, Tag } from './values.ts';

/** Choices that are alike but for the calls that wait. */
export interface OfferShape {
  readonly number: number;
  /** How to go on with any of them; the calls are left open (see `detached`). */
  readonly offer: Offer;
  /** The stretch of a turn that begins so, -1 as long as there is none. */
  stretch: number;
}

/** Brings threads and choices to one form each, without what no longer matters, and numbers them. */
export class Canon {
  /** For each choice its shape and the calls that wait, by number. */
  private readonly pairs = new Pairs();
  private readonly shapes: OfferShape[] = [];
  /** The choices that were asked for, by number. */
  private readonly offers: (Offer | undefined)[] = [];
  private readonly shapeNumbers = new ContentNumbers();
  private readonly plainOffers = new Map<number, number>();
  /** For calls that may be returned to, by number, as they are kept; and what is live in them, or in all of them from there on down. */
  private readonly keptFrames: (Frame | undefined)[] = [];
  private readonly liveInReturns: (Int32Array | undefined)[] = [];
  private readonly liveInAll: (Int32Array | undefined)[] = [];
  private readonly program: Program;
  private readonly machine: Machine;
  private readonly liveness: Liveness;
  private readonly kept: Kept;
  private readonly table: RuleTable;
  private readonly calls: Calls;
  /** What is live if the choice is taken that gets a number; and the last row that was told as bits of slots. */
  private readonly row: Int32Array;
  private readonly told: Int32Array;
  private readonly bits: Int32Array;

  constructor(machine: Machine, liveness: Liveness, kept: Kept, table: RuleTable, calls: Calls) {
    this.table = table;
    this.calls = calls;
    this.machine = machine;
    this.program = machine.program;
    this.liveness = liveness;
    this.kept = kept;
    this.row = new Int32Array(liveness.words);
    this.told = this.row.slice();
    this.bits = new Int32Array(wordsFor(machine.slots.length));
  }

  /** A choice by its number. */
  offer(number: number): Offer {
    const known = this.offers[number];
    if (known !== undefined) return known;
    const { offer } = this.shapeOf(number);
    const thread = attached(offer.thread, () => this.calls.frame(this.pairs.second(number + 1)));
    return (this.offers[number] = { ...offer, thread, number });
  }

  /** How many choices have a number. */
  get size(): number {
    return this.pairs.size - 1;
  }

  /** What a choice is alike to, by its number. */
  shapeOf(number: number): OfferShape {
    return this.shapes[this.pairs.first(number + 1)];
  }

  /** Which choice of the program has a number. */
  pointOf(number: number): number {
    return this.shapeOf(number).offer.point;
  }

  /** The number of a choice on offer. */
  offerNumber(offer: Offer): number {
    if (offer.number < 0) offer.number = this.findNumber(offer);
    return offer.number;
  }

  private findNumber(offer: Offer): number {
    const point = this.program.choices[offer.point];
    const around = this.around(point.targetContainer, offer.thread.previous);
    const { thread, by, willing } = offer;
    const isPlain = thread.parent === null && thread.temps.length === 0 && !thread.trimmed;
    const place = offer.point * (this.program.containers.length + 1) + around + 1;
    const key = place * 2 * this.machine.cast.names.length + 2 * by + (willing ? 1 : 0);
    const known = isPlain ? this.plainOffers.get(key) : undefined;
    if (known !== undefined) return known;
    const previous = around < 0 ? -1 : this.program.containers[around].start - 1;
    const kept = { ...this.frame(thread, point.target, true), previous };
    const waiting = this.calls.openPart(kept);
    const number = this.numberIn(this.shapeFor(offer, kept, isPlain), waiting, thread.parent);
    if (isPlain) this.plainOffers.set(key, number);
    return number;
  }

  /**
   * How to number a choice whatever calls wait: `offer` leaves them open; -1 where they are too deep. If the first one keeps them as they are, so do
   * all.
   */
  offering(offer: Offer): (of: (index: number) => Frame) => number {
    const { calls } = this;
    const parent = calls.frame(calls.number(offer.thread.parent));
    let alike: OfferShape | null = null;
    return (of) => {
      const below = calls.frame(calls.numberOf(parent, of));
      if (below.depth >= maxCalls) return -1;
      if (alike !== null) return this.numberIn(alike, this.keptBelow(below), below);
      const number = this.offerNumber({ ...offer, thread: attached(offer.thread, of), number: -1 });
      const { thread } = this.offer(number);
      const waiting = calls.openPart(thread);
      if (waiting !== null && waiting === thread.parent && waiting === this.keptBelow(below))
        alike = this.shapeOf(number);
      return number;
    };
  }

  /** A thread that nothing was left out of yet makes choices of its own. */
  private shapeFor({ point, by, willing }: Offer, kept: Thread, isPlain: boolean): OfferShape {
    const waiting = this.calls.openPart(kept);
    const thread = waiting === null ? kept : detached(kept, new Map([[waiting, 0]]));
    const calls = this.calls.number(thread);
    const number = this.shapeNumbers.number([point, thread.previous, by, flags(willing, isPlain), calls]);
    const offer = { point, thread, text: '', tags: [], by, willing, number: -1 };
    return (this.shapes[number] ??= { number, offer, stretch: -1 });
  }

  /** The number of a choice by its shape and the calls that wait; `below` are all those that waited where it was offered. */
  private numberIn(shape: OfferShape, waiting: Frame | null, below: Frame | null): number {
    const calls = this.calls.number(waiting);
    const { size } = this;
    const number = this.pairs.number(shape.number, calls) - 1;
    if (number < size) return number;
    const { target, isFallback } = this.program.choices[shape.offer.point];
    this.offers.push(undefined);
    this.row.fill(0);
    this.addLive(this.row, below, target);
    this.table.addOffer(this.bitsIn(this.row), isFallback, calls, shape.stretch);
    return number;
  }

  /** The innermost container around both a choice's target and the place where it was offered: all that the latter is needed for. */
  private around(target: number, previous: number): number {
    if (previous < 0) return -1;
    const { containers } = this.program;
    let inner = containerAt(this.machine, previous);
    let c = target;
    while (c !== inner && c >= 0 && inner >= 0) {
      if (c > inner) c = containers[c].parent;
      else inner = containers[inner].parent;
    }
    return c === inner ? c : -1;
  }

  /** Adds what is live when a thread goes on at `address`: there, and where it may return to. */
  addLive(row: Int32Array, parent: Frame | null, address: number): void {
    const { liveness } = this;
    if (address >= 0) liveness.addTo(row, address);
    const returns = liveness.returns(address);
    if (returns === 0 || parent === null || parent === cutFrame) return;
    const below = this.liveBelow(parent, returns === 2);
    for (let word = 0; word < row.length; word++) row[word] |= below[word];
  }

  /** The slots in a row of what is live, as bits of their own; valid until the next call. */
  bitsIn(row: Int32Array): Int32Array {
    const { bits, told } = this;
    if (isSame(row, told)) return bits;
    told.set(row);
    bits.fill(0);
    const { slotOfBit } = this.liveness;
    const { length } = this.machine.slots;
    for (let w = 0; w < row.length; w++) {
      for (let rest = row[w]; rest !== 0; rest &= rest - 1) {
        const slot = slotOfBit[lowest(w, rest)];
        if (slot >= 0 && slot < length) bits[slot >> 5] |= 1 << (slot & 31);
      }
    }
    return bits;
  }

  /** What is live where a call returns to a frame, and further down as far as may be returned to from there: `isAll` where that is to the bottom. */
  private liveBelow(frame: Frame, isAll: boolean): Int32Array {
    const known = isAll ? this.liveInAll : this.liveInReturns;
    const number = this.calls.number(frame);
    if (known[number] !== undefined) return known[number];
    const row = new Int32Array(this.liveness.words);
    const after = this.program.next[frame.pc];
    this.addLive(row, frame.parent, after);
    if (isAll && frame.parent !== null && frame.parent !== cutFrame) {
      const below = this.liveBelow(frame.parent, true);
      for (let word = 0; word < row.length; word++) row[word] |= below[word];
    }
    known[number] = row;
    return row;
  }

  /**
   * The one frame with the content that matters when it goes on at `address`. Its own address matters only to what returns to it.
   * `pinned` where references from above name frames by their numbers: then none may go.
   */
  frame(frame: Frame, address: number, forgetAddress: boolean, pinned = false): Frame {
    const temps = this.temps(frame, address);
    const parent = this.parent(frame, address, pinned || temps.some((value, i) => i % 2 === 1 && this.refers(value)));
    const depth = parent === cutFrame ? 2 : parent === null ? 1 : parent.depth + 1;
    const pc = forgetAddress ? 0 : frame.pc;
    const start = frame.kind === FrameKind.Function ? frame.functionStart : 0;
    const { kind, inExpression } = frame;
    const trimmed = this.kept.reductions.dead;
    const kept = { kind, parent, depth, pc, inExpression, functionStart: start, temps, trimmed };
    return this.calls.frame(this.calls.number(kept));
  }

  /** Whether a value is a reference to a temporary of some frame. */
  refers(value: number): boolean {
    return (value & 7) === Tag.Pointer && this.machine.values.pointerOf(value).frame > 0;
  }

  private parent(frame: Frame, address: number, pinned: boolean): Frame | null {
    const { parent } = frame;
    if (parent === null || parent === cutFrame) return parent;
    const returns = this.liveness.returns(address);
    if (returns === 0 && !this.kept.keepCalls && !pinned) return cutFrame;
    if (returns > 0 && !pinned) return this.keptBelow(parent);
    return this.frame(parent, returns === 0 ? -1 : this.program.next[parent.pc], false, pinned);
  }

  /** A frame that may be returned to, as it is kept. */
  private keptBelow(frame: Frame): Frame {
    const number = this.calls.number(frame);
    return (this.keptFrames[number] ??= this.frame(frame, this.program.next[frame.pc], false));
  }

  private temps(frame: Frame, address: number): Temps {
    if (!this.kept.reductions.dead) return sortTemps(frame.temps);
    const temps: number[] = [];
    const { length } = this.program.slots;
    const names =
      address < 0
        ? [...this.kept.always].flatMap((slot) => (slot < length ? [] : [slot - length]))
        : this.liveness.liveTemps(address, length);
    for (const name of names.sort((x, y) => x - y)) {
      const value = getTemp(frame.temps, name);
      if (value !== undefined || !frame.trimmed) temps.push(name, value ?? Absent);
    }
    return temps;
  }
}

function sortTemps(temps: Temps): Temps {
  const pairs: [number, number][] = [];
  for (let i = 0; i < temps.length; i += 2) pairs.push([temps[i], temps[i + 1]]);
  return pairs.sort((x, y) => x[0] - y[0]).flat();
}

function isSame(row: Int32Array, other: Int32Array): boolean {
  for (let w = 0; w < row.length; w++) if (row[w] !== other[w]) return false;
  return true;
}

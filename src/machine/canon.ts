import type { Liveness } from '../program/liveness.ts';
import type { Program } from '../program/program.ts';
import { containerAt } from './counting.ts';
import { cutFrame, type Frame, FrameKind, getTemp, type Temps } from './frames.ts';
import type { Machine, Offer } from './machine.ts';
import type { Kept } from './reduction.ts';
import type { RuleTable } from './ruletable.ts';
import { Absent, Tag } from './values.ts';

/** Brings threads and choices to one form each, without what no longer matters, and numbers them. */
export class Canon {
  readonly offers: Offer[] = [];
  private readonly plainOffers = new Map<number, number>();
  private readonly otherOffers = new Map<string, number>();
  private readonly frames = new Map<string, Frame>();
  private readonly frameNumbers = new Map<Frame, number>();
  private readonly program: Program;
  private readonly machine: Machine;
  private readonly liveness: Liveness;
  private readonly kept: Kept;
  private readonly table: RuleTable;

  constructor(machine: Machine, liveness: Liveness, kept: Kept, table: RuleTable) {
    this.table = table;
    this.machine = machine;
    this.program = machine.program;
    this.liveness = liveness;
    this.kept = kept;
  }

  /** The number of a choice on offer. */
  offerNumber(offer: Offer): number {
    if (offer.number < 0) offer.number = this.findNumber(offer);
    return offer.number;
  }

  private findNumber(offer: Offer): number {
    const point = this.program.choices[offer.point];
    const around = this.around(point.targetContainer, offer.thread.previous);
    const { thread } = offer;
    const actor = 2 * offer.by + (offer.willing ? 1 : 0);
    if (thread.parent === null && thread.temps.length === 0 && !thread.trimmed) {
      const place = offer.point * (this.program.containers.length + 1) + around + 1;
      const key = place * 2 * this.machine.cast.names.length + actor;
      let number = this.plainOffers.get(key);
      if (number === undefined) {
        number = this.addOffer(offer, point.target, around);
        this.plainOffers.set(key, number);
      }
      return number;
    }
    const frame = this.frame(thread, point.target, true);
    const key = `${offer.point},${around},${this.frameNumbers.get(frame)},${actor}`;
    let number = this.otherOffers.get(key);
    if (number === undefined) {
      number = this.addOffer(offer, point.target, around);
      this.otherOffers.set(key, number);
    }
    return number;
  }

  private addOffer({ point, thread, by, willing }: Offer, target: number, around: number): number {
    const previous = around < 0 ? -1 : this.program.containers[around].start - 1;
    const offer: Offer = {
      point,
      thread: { ...this.frame(thread, target, true), previous },
      text: '',
      tags: [],
      by,
      willing,
      number: -1,
    };
    const row = new Int32Array(this.liveness.words);
    this.addLive(row, thread, target);
    offer.number = this.offers.length;
    this.table.addOffer(row, this.program.choices[point].isFallback);
    return this.offers.push(offer) - 1;
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

  /** Adds what is live when a thread goes on at `address`: in its own frame, and in those it may return to. */
  addLive(row: Int32Array, thread: Frame, address: number): void {
    const { liveness, program } = this;
    if (address >= 0) liveness.addTo(row, address);
    let returns = liveness.returns(address);
    for (let frame = thread.parent; frame !== null && frame !== cutFrame && returns > 0; frame = frame.parent) {
      const after = program.next[frame.pc];
      if (after >= 0) liveness.addTo(row, after);
      if (returns < 2) returns = liveness.returns(after);
    }
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
    const parentNumber = parent === null ? -1 : parent === cutFrame ? -2 : this.frameNumbers.get(parent)!;
    const key = `${frame.kind},${parentNumber},${pc},${frame.inExpression ? 1 : 0},${start},${temps.join(';')}`;
    let known = this.frames.get(key);
    if (known === undefined) {
      const { kind, inExpression } = frame;
      const trimmed = this.kept.reductions.dead;
      known = { kind, parent, depth, pc, inExpression, functionStart: start, temps, trimmed };
      this.frames.set(key, known);
      this.frameNumbers.set(known, this.frames.size - 1);
    }
    return known;
  }

  numberOf(frame: Frame): number {
    return this.frameNumbers.get(frame)!;
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
    return this.frame(parent, returns === 0 ? -1 : this.program.next[parent.pc], false, pinned);
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

import { ContentNumbers, flags } from './contentnumbers.ts';
import { cutFrame, type Frame, FrameKind, noTemps, onTop, type Temps, type Thread } from './frames.ts';
import { Pairs } from './pairs.ts';
import { CallPart, type RuleTable } from './ruletable.ts';

/** The numbers of no calls at all, and of calls that were cut. */
export const noCalls = 0;
const cutCalls = 1;

/** The stand-in for calls that a description leaves open: what waits so many calls further down. */
function standIn(index: number): Frame {
  return (standIns[index] ??= {
    kind: FrameKind.Tunnel,
    parent: null,
    depth: 1,
    pc: -2 - index,
    inExpression: false,
    functionStart: 0,
    temps: noTemps,
    trimmed: true,
  });
}
const standIns: Frame[] = [];
const isStandIn = (frame: Frame): boolean => frame.pc < cutFrame.pc;

/**
 * The same frames where stand-ins take the place of those in `at` and all below them; what isn't in `at` and stands open is looked at. Depths
 * mean nothing in the result.
 */
export function detached<F extends Frame | null>(frame: F, at: ReadonlyMap<Frame, number>): F {
  if (frame === null || frame === cutFrame) return frame;
  const index = at.get(frame);
  if (index !== undefined) return standIn(index) as F;
  const parent = detached(frame.parent, at);
  return parent === frame.parent && !frame.unseen ? frame : (moved(frame, parent, frame.depth) as F);
}

/** The same frames where `of` takes the place of stand-ins. */
export function attached<F extends Frame | null>(frame: F, of: (index: number) => Frame): F {
  if (frame === null || frame === cutFrame) return frame;
  if (isStandIn(frame)) return of(-2 - frame.pc) as F;
  const parent = attached(frame.parent, of);
  return parent === frame.parent ? frame : (moved(frame, parent, parent === null ? 1 : parent.depth + 1) as F);
}

/** A frame or a thread on top of others. */
function moved(frame: Frame & Partial<Thread>, parent: Frame | null, depth: number): Frame | Thread {
  const { previous } = frame;
  if (previous === undefined) return onTop(frame, parent, depth);
  const { kind, pc, inExpression, functionStart, temps, trimmed } = frame;
  return { kind, parent, depth, pc, inExpression, functionStart, temps, trimmed, previous };
}

/** A call that waits and has a number. */
class Call implements Frame {
  readonly kind: number;
  readonly parent: Frame | null;
  readonly depth: number;
  readonly pc: number;
  readonly inExpression: boolean;
  readonly functionStart: number;
  readonly temps: Temps;
  readonly trimmed: boolean;
  readonly number: number;

  constructor(frame: Frame, parent: Frame | null, number: number) {
    this.kind = frame.kind;
    this.parent = parent;
    this.depth = parent === null ? 1 : parent.depth + 1;
    this.pc = frame.pc;
    this.inExpression = frame.inExpression;
    this.functionStart = frame.functionStart;
    this.temps = frame.temps;
    this.trimmed = frame.trimmed;
    this.number = number;
  }
}

/**
 * Numbers calls that wait for one another, each content once. In a table of rules they are lists: the call on top, by the number of its content,
 * and the calls below it. So a stretch of a turn can be learned once for all calls that are alike in those of them that it looks at.
 */
export class Calls {
  private readonly table: RuleTable;
  private readonly frames: (Frame | null)[] = [null, cutFrame];
  /** What waits below a call, and its content: what comes first has number 2, after no calls and cut ones. */
  private readonly pairs = new Pairs();
  private readonly contents = new ContentNumbers();

  constructor(table: RuleTable) {
    this.table = table;
    for (const number of this.frames.keys()) table.addCall(number, -1);
  }

  /** The number of a frame and all that wait below it. */
  number(frame: Frame | null): number {
    if (frame === null) return noCalls;
    if (frame instanceof Call) return frame.number;
    return frame === cutFrame ? cutCalls : this.on(this.number(frame.parent), frame);
  }

  /** The number of a call on top of others. */
  private on(below: number, frame: Frame): number {
    const content = frame instanceof Call ? this.contentOf(frame.number) : this.content(frame);
    const number = this.pairs.number(below, content) + cutCalls;
    if (number === this.frames.length) {
      this.frames.push(new Call(frame, this.frames[below], number));
      this.table.addCall(below, content);
    }
    return number;
  }

  /** The number of calls that leave others open, with `of` for these. */
  numberOf(frame: Frame | null, of: (index: number) => Frame): number {
    if (frame === null || frame === cutFrame) return this.number(frame);
    if (isStandIn(frame)) return this.number(of(-2 - frame.pc));
    return this.on(this.numberOf(frame.parent, of), frame);
  }

  /** The frame with a number; only for calls that wait, not cut. */
  frame(number: number): Frame {
    return this.frames[number]!;
  }

  /** What waits so many calls further down. */
  below(number: number, index: number): number {
    let below = number;
    for (let i = 0; i < index; i++) below = this.table.calls.data[below * CallPart.Length + CallPart.Below];
    return below;
  }

  contentOf(number: number): number {
    return this.table.calls.data[number * CallPart.Length + CallPart.Content];
  }

  /** Tells frames apart by all that is in them, and by whether more wait below. */
  private content({ kind, pc, inExpression, functionStart, trimmed, temps, parent }: Frame): number {
    const start = kind === FrameKind.Function ? functionStart : 0;
    const below = parent === null ? 0 : parent === cutFrame ? 1 : 2;
    return this.contents.number([pc, flags(inExpression, trimmed), kind, below, start, ...temps]);
  }

  /**
   * The calls below a frame that a turn can be learned without: all that wait for tunnels, down to the bottom. Who called a function goes on in the same
   * turn, and a function may be asked whether it has shown anything. Null where there are none.
   */
  openPart(frame: Frame): Frame | null {
    let open = frame.parent;
    for (let each: Frame | null = frame; each !== null && each !== cutFrame && !each.unseen; each = each.parent)
      if (each.kind === FrameKind.Function) open = each.parent?.parent ?? null;
    return open === cutFrame ? null : open;
  }

  /** For a frame and those that wait below it, how far down they are. */
  indexes(frame: Frame | null): Map<Frame, number> {
    const at = new Map<Frame, number>();
    for (let below = frame; below !== null && below !== cutFrame; below = below.parent) at.set(below, at.size);
    return at;
  }
}

/** Calls that wait while a stretch of a turn is learned: it is noted which of them it looks at. */
export class OpenCalls {
  /** For each frame that was handed out, how far down it is. */
  readonly indexes = new Map<Frame, number>();
  private readonly calls: Calls;
  private readonly top: number;
  /** Told of each call once it is looked at: how far down it is, and its content. */
  private readonly note: (index: number, content: number) => void;
  private readonly frames: Frame[] = [];
  private readonly seen = new Set<number>();
  private isOver = false;

  constructor(calls: Calls, top: number, note: (index: number, content: number) => void) {
    this.calls = calls;
    this.top = top;
    this.note = note;
  }

  /** What waits so many calls further down. */
  frame(index: number): Frame {
    let frame = this.frames[index];
    if (frame === undefined) {
      frame = this.frames[index] = this.unseen(index);
      this.indexes.set(frame, index);
    }
    return frame;
  }

  /** For a frame and all below it that were handed out, or stand above those, how far down they are from there. */
  from(frame: Frame | null): Map<Frame, number> {
    const at = new Map<Frame, number>();
    let below = frame;
    for (; below !== null && below !== cutFrame && !below.unseen; below = below.parent) at.set(below, at.size);
    if (below?.unseen !== true) return at;
    const [first, above] = [this.indexes.get(below)!, at.size];
    for (const [other, index] of this.indexes) if (index >= first) at.set(other, above + index - first);
    return at;
  }

  /** Looks at all calls: for what depends on how many they are. */
  seeAll(): void {
    if (this.frames.length === 0) return;
    for (let frame: Frame | null = this.frame(0); frame !== null && frame !== cutFrame; frame = frame.parent);
  }

  /** From now on nothing may be looked at any more. */
  close(): void {
    this.isOver = true;
  }

  private unseen(index: number): Frame {
    const number = this.calls.below(this.top, index);
    return new Unseen(this, index, number, this.calls.frame(number));
  }

  /** Notes that a call is looked at. */
  see(index: number, number: number): void {
    if (this.isOver) throw new Error('a call was looked at too late: this is a fault of Redthread');
    if (this.seen.has(index)) return;
    this.seen.add(index);
    this.note(index, this.calls.contentOf(number));
  }
}

/** A call that is noted as soon as it is looked at. */
class Unseen implements Frame {
  readonly unseen = true;
  // a depth alone tells nothing but that there are calls; references, which it would matter to, look at all calls
  readonly depth: number;
  private readonly open: OpenCalls;
  private readonly index: number;
  private readonly number: number;
  private readonly frame: Frame;

  constructor(open: OpenCalls, index: number, number: number, frame: Frame) {
    this.depth = frame.depth;
    this.open = open;
    this.index = index;
    this.number = number;
    this.frame = frame;
  }

  private get seen(): Frame {
    this.open.see(this.index, this.number);
    return this.frame;
  }

  get kind(): number {
    return this.seen.kind;
  }
  get parent(): Frame | null {
    const { parent } = this.seen;
    return parent === null || parent === cutFrame ? parent : this.open.frame(this.index + 1);
  }
  get pc(): number {
    return this.seen.pc;
  }
  get inExpression(): boolean {
    return this.seen.inExpression;
  }
  get functionStart(): number {
    return this.seen.functionStart;
  }
  get temps(): Temps {
    return this.seen.temps;
  }
  get trimmed(): boolean {
    return this.seen.trimmed;
  }
}

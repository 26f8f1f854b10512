import { type Actor, actorOf, type Cast, castOf, castTags } from '../program/cast.ts';
import { Op } from '../program/opcodes.ts';
import type { Program } from '../program/program.ts';
import { plainChoiceTexts } from '../program/shortcuts.ts';
import { type Update, updatesOf } from '../program/updates.ts';
import type { PassedAside } from './asides.ts';
import type { Draw } from './chance.ts';
import { Circles } from './circles.ts';
import { visitChanged, visitContainer } from './counting.ts';
import type { Cuts } from './cuts.ts';
import { Circle, Crash, Endless, GiveUp, Refine, StoryError } from './errors.ts';
import { execute } from './execute.ts';
import { cutFrame, type Frame, FrameKind, noTemps, type Temps, type Thread } from './frames.ts';
import { Output } from './output.ts';
import { exactRead, forgottenRead } from './progressions.ts';
import type { Recorder } from './recorder.ts';
import { callsSlot } from './reduction.ts';
import type { Returns } from './returns.ts';
import { Absent, isForgotten, isProgression, Values, Void } from './values.ts';

/** A choice on offer: which, and the thread to go on with when it is chosen. */
export interface Offer {
  readonly point: number;
  readonly thread: Thread;
  readonly text: string;
  readonly tags: readonly string[];
  /** Who makes it: index into the names of the cast. */
  readonly by: number;
  /** Whether they are willing to. */
  readonly willing: boolean;
  /** The number that `Canon` gave it, -1 as long as it has none. */
  number: number;
}

/** An error or a warning of the runtime, with the address where it happened. */
export interface Issue {
  readonly message: string;
  readonly address: number;
  /** The address whose line the official runtime puts before the message, or -1. */
  readonly at: number;
  /** Where the runtime still stood, or -1: its messages name that where there are no lines. */
  readonly stoodAt: number;
}

/** Decides what isn't known: see `Possible`. */
export interface Guess {
  /** One of `count` possibilities. */
  pick(count: number): number;
  /** Told before a slot is read, so that it can decide what the slot holds; a count is known to be `least` or more. */
  read(slot: number, least?: number): void;
  /** Told before the function at an address is called; true where the call was passed over. */
  skips(address: number): boolean;
  /** Told where a divert to a variable is that may lead anywhere: one of the addresses that it can lead to. */
  target(): number;
  /** A draw of RANDOM of more outcomes than this may give anything. */
  readonly mostOutcomes: number;
  /** Whether anybody who called the same may be returned to; null where calls are told apart by all who wait. */
  readonly returns: Returns | null;
}

/** How the story came to rest: at the words END or DONE, with its content run out, or by an error. */
export type Rest = 'none' | 'end' | 'done' | 'ran-out' | 'error' | 'crash';

export interface MachineOptions {
  /** Keep no prose: for exploring. */
  readonly silent?: boolean;
  /** Stop before each draw instead of drawing. */
  readonly stopAtChance?: boolean;
  /** What functions of the host may return, by name. */
  readonly externals?: ReadonlyMap<string, readonly number[]>;
  /** Shared with other machines, so that values mean the same to all. */
  readonly values?: Values;
}

/** From this many steps on a turn is watched for going round in circles. */
const watchFrom = 1000;
/** Calls nested more deeply than this aren't followed in an exploration. */
export const maxCalls = 200;
/** The raw content of a count's slot whose value was left out of the state. */
export const forgottenCount = -(1 << 30);
/** The `least` of a slot that keeps all numbers apart. */
export const unbounded = 1 << 29;

/**
 * Runs a program one instruction at a time, exactly as the official runtime would. All of its state that a saved game would hold is in
 * `slots`, the registers of the current thread, `threads`, `offers` and `stack`.
 */
export class Machine {
  readonly program: Program;
  readonly values: Values;
  readonly options: MachineOptions;
  /** Globals as values; counts, ages and the turn as plain numbers: see `Program.slots`. */
  readonly slots: Int32Array;
  /** Counts keep their value below `least`; above they go round in `least` … `limit - 1`. */
  readonly least: Int32Array;
  readonly limit: Int32Array;
  readonly output: Output;
  stack: number[] = [];
  offers: Offer[] = [];
  /** Threads that wait below the current one. */
  threads: Thread[] = [];
  // the registers: the current thread's top frame
  pc = -1;
  previous = -1;
  kind: number = FrameKind.Tunnel;
  depth = 1;
  inExpression = false;
  functionStart = 0;
  temps: Temps = noTemps;
  trimmed = false;
  parent: Frame | null = null;
  /** Where a divert wants to go next, or -1. */
  diverted = -1;
  errors: Issue[] = [];
  warnings: Issue[] = [];
  /** Whether the story stopped where its author said so. */
  safeExit = false;
  rest: Rest = 'none';
  /** The address of the instruction at which it came to rest. */
  restAt = -1;
  /** The draw that the machine stopped at, and the outcome with which to go on. */
  draw: Draw | null = null;
  /** Whether to stop before a draw that isn't forced. */
  stopAtChance: boolean;
  forced: number[] = [];
  forcedNext = 0;
  /** The outcomes of the draws of this turn, where somebody wants to know. */
  drawn: number[] | null = null;
  storySeed = 0;
  previousRandom = 0;
  /** One byte for each address: 1 executed, 2 condition held, 4 condition failed, 8 choice put on offer (what follows may take it back). */
  readonly covered: Uint8Array;
  /** The addresses at which something happened for the first time, where somebody wants to know. */
  news: number[] | null = null;
  steps = 0;
  /** A turn that takes more steps than this is left. */
  maxSteps = 200_000;
  /** The slots that count turns: the ages of containers, and last the turn itself. */
  readonly clocks: readonly number[];
  /** Where the ranges of draws are cut, in an exploration; null where every number counts. */
  cuts: Cuts | null = null;
  private readonly circles = new Circles();
  /** Where the plain texts of choices end, for machines that keep no prose. */
  readonly plainTexts: Int32Array | null;
  /** Statements like `x = x + 1`, and which of them may be left undone while x is forgotten; null for machines that execute all one by one. */
  readonly updates: ReadonlyMap<number, Update> | null;
  idle: ReadonlySet<number> = new Set();
  /** Stretches that only decide between texts and are passed over, by where they begin. */
  asides: ReadonlyMap<number, PassedAside> = new Map();
  /** Whether some variable may have no value: then showing it warns. */
  mayLack = true;
  /** For each choice, how it was offered last. */
  readonly lastOffers: Offer[] = [];
  /** Whether a choice was met in this turn that could not be offered. */
  hidOffers = false;
  readonly cast: Cast;
  /** Which tags of choices to read though their texts are not kept, see `castTags`; null where texts are kept, or nobody asks. */
  readonly castTags: Uint8Array | null;
  /** For choices whose `by` tag named nobody of the cast: the name. */
  readonly strangers = new Map<number, string>();
  /** Whose choice began the turn, -1 before the first. */
  turnBy = -1;
  /** Decides what isn't known, where it is asked what may happen at all; null where everything is known. */
  guess: Guess | null = null;
  /** Told of everything that is read and changed in the slots, while a stretch of a turn is being learned. */
  recorder: Recorder | null = null;
  /** Where to note every address that is executed, where somebody wants to know. */
  trace: number[] | null = null;
  /** Told of every assignment to a global. */
  onAssign: ((slot: number, value: number) => void) | null = null;

  constructor(program: Program, options: MachineOptions = {}) {
    this.program = program;
    this.options = options;
    this.stopAtChance = options.stopAtChance === true;
    this.values = options.values ?? new Values(program, options.silent !== true);
    this.slots = new Int32Array(program.slots.length);
    this.least = new Int32Array(program.slots.length).fill(unbounded);
    this.limit = new Int32Array(program.slots.length).fill(unbounded + 1);
    this.updates = options.silent === true || this.stopAtChance ? updatesOf(program) : null;
    this.output = new Output(options.silent === true);
    this.plainTexts = options.silent === true ? plainChoiceTexts(program) : null;
    this.covered = new Uint8Array(program.op.length);
    this.cast = castOf(program);
    this.castTags = options.silent === true ? castTags(program) : null;
    this.clocks = program.slots.flatMap((slot, i) => (slot.kind === 'age' || slot.kind === 'turn' ? [i] : []));
  }

  /** Puts every slot to its value before the story begins, and runs the declarations of globals. */
  begin(): void {
    const { program } = this;
    program.slots.forEach((slot, i) => {
      this.slots[i] = slot.kind === 'global' ? Absent : slot.kind === 'age' || slot.kind === 'turn' ? -1 : 0;
    });
    this.forceEnd();
    if (program.declarations >= 0) {
      this.pc = program.declarations;
      visitChanged(this);
      this.runTurn();
    }
    this.rest = 'none';
    this.pc = program.start;
    this.safeExit = false;
    this.output.reset();
  }

  get canContinue(): boolean {
    return this.pc >= 0 && this.errors.length === 0;
  }

  /** Runs to where the story waits for a choice or a draw, or rests. Only for machines that don't cut text into lines. */
  runTurn(): void {
    this.steps = 0;
    this.draw = null;
    try {
      while (this.pc >= 0) {
        this.step();
        if (this.draw !== null) return;
        if (this.pc < 0) this.followFallback();
      }
      this.comeToRest();
    } catch (error) {
      this.fail(error);
    }
  }

  /** What to do with something thrown by a step. */
  fail(error: unknown): void {
    if (!(error instanceof StoryError || error instanceof Crash)) throw error;
    this.errors.push({ message: error.message, address: this.pc, at: this.whereabouts(), stoodAt: this.pc });
    this.restAt = this.pc;
    this.forceEnd();
    this.rest = error instanceof StoryError ? 'error' : 'crash';
  }

  /** At the end of a turn: says so where the content ran out without an authored end. */
  comeToRest(): void {
    if (this.threads.length > 0) {
      this.error('Thread available to pop, threads should always be flat by the end of evaluation?');
    } else if (this.offers.length === 0 && !this.safeExit) {
      const what = 'unexpectedly reached end of content. Do you need a';
      if (this.depth === 1) this.error("ran out of content. Do you need a '-> DONE' or '-> END'?");
      else
        this.error(this.kind === FrameKind.Tunnel ? `${what} '->->' to return from a tunnel?` : `${what} '~ return'?`);
    }
  }

  private error(message: string): void {
    const address = this.restAt;
    this.errors.push({ message, address, at: this.whereabouts(), stoodAt: -1 });
    this.forceEnd();
    this.rest = 'ran-out';
  }

  warn(message: string): void {
    this.warnings.push({ message, address: this.pc, at: this.whereabouts(), stoodAt: this.pc });
  }

  /** The address that the official runtime names in its messages: here, else where a call waits, else what was shown last. */
  private whereabouts(): number {
    if (this.program.placeOf[this.pc] >= 0) return this.pc;
    for (let frame = this.parent; frame !== null; frame = frame.parent)
      if (this.program.placeOf[frame.pc] >= 0) return frame.pc;
    return this.output.items.findLast((item) => this.program.placeOf[item.from] >= 0)?.from ?? -1;
  }

  forceEnd(): void {
    this.threads = [];
    this.offers = [];
    this.pc = -1;
    this.previous = -1;
    this.kind = FrameKind.Tunnel;
    this.depth = 1;
    this.inExpression = false;
    this.functionStart = 0;
    this.temps = noTemps;
    this.trimmed = false;
    this.parent = null;
    this.safeExit = true;
  }

  /** The current thread as it stands. */
  thread(): Thread {
    const { kind, parent, depth, pc, inExpression, functionStart, temps, trimmed, previous } = this;
    return { kind, parent, depth, pc, inExpression, functionStart, temps, trimmed, previous };
  }

  private setFrame(frame: Frame): void {
    this.kind = frame.kind;
    this.parent = frame.parent;
    this.depth = frame.depth;
    this.pc = frame.pc;
    this.inExpression = frame.inExpression;
    this.functionStart = frame.functionStart;
    this.temps = frame.temps;
    this.trimmed = frame.trimmed;
  }

  setThread(thread: Thread): void {
    this.setFrame(thread);
    this.previous = thread.previous;
  }

  pushFrame(kind: number): void {
    const { parent, depth, pc, inExpression, functionStart, temps, trimmed } = this;
    this.parent = { kind: this.kind, parent, depth, pc, inExpression, functionStart, temps, trimmed };
    this.kind = kind;
    this.depth++;
    if (this.depth > 10_000) throw new Endless('calls without end');
    this.inExpression = false;
    this.functionStart = this.output.length;
    this.temps = noTemps;
    this.trimmed = false;
  }

  /** Begins a call of what is at an address. */
  call(kind: number, address: number): void {
    this.pushFrame(kind);
    this.guess?.returns?.enter(address);
  }

  popFrame(): void {
    if (this.kind === FrameKind.Function && !this.output.deaf) this.output.trimFunctionEnd(this.functionStart);
    if (this.parent === cutFrame) throw new Refine(callsSlot, null);
    this.setFrame(this.guess?.returns?.leave(this.parent!) ?? this.parent!);
  }

  /** Calls a function: used for externals with a fallback too. */
  callFunction(address: number): void {
    this.call(FrameKind.Function, address);
    this.diverted = address;
  }

  push(value: number): void {
    this.stack.push(value);
  }

  /** Pops a value; undefined where there is none. */
  pop(): number | undefined {
    return this.stack.pop();
  }

  popValue(): number {
    const value = this.stack.pop();
    if (value === undefined) throw new Crash('the story took a value that is not there');
    return value;
  }

  /** Who makes choice number `point`, offered with these tags. */
  actor(point: number, tags: readonly string[]): Actor {
    const actor = actorOf(this.cast, tags);
    if (actor.stranger !== null) this.strangers.set(point, actor.stranger);
    return actor;
  }

  /** Goes to a choice's target with the thread it was offered from. */
  choose(offer: Offer, countTurn: boolean): void {
    if (countTurn) this.turnBy = offer.by;
    this.setThread(offer.thread);
    this.go(this.program.choices[offer.point].target, countTurn);
  }

  /** Goes to an address as a choice or the host does. */
  go(address: number, countTurn: boolean): void {
    this.offers = [];
    this.pc = address;
    if (countTurn) this.passTurn();
    visitChanged(this);
  }

  /** Counts a turn. */
  passTurn(): void {
    const { slots, least, limit } = this;
    for (const s of this.clocks) {
      const never = slots[s] === forgottenCount || (slots[s] < 0 && s !== slots.length - 1);
      if (!never && ++slots[s] >= limit[s]) slots[s] = least[s];
    }
  }

  /** Takes the first fallback choice if nothing else is on offer. */
  followFallback(): boolean {
    if (this.offers.length === 0) return false;
    for (const offer of this.offers) if (!this.program.choices[offer.point].isFallback) return false;
    this.rest = 'none';
    this.choose(this.offers[0], false);
    return true;
  }

  /** Notes that something happens at an address, as bits of `covered`. */
  cover(pc: number, bits: number): void {
    if ((this.covered[pc] & bits) === bits) return;
    this.covered[pc] |= bits;
    this.news?.push(pc);
  }

  /** Executes one instruction, entering containers on the way, and moves on. */
  step(): void {
    const { program } = this;
    const { op, a } = program;
    let pc = this.pc;
    while (op[pc] === Op.Enter) {
      const container = program.containers[a[pc]];
      this.cover(pc, 1);
      visitContainer(this, container, true);
      if (container.size === 0) break;
      pc = container.start;
    }
    this.pc = pc;
    if ((this.covered[pc] & 1) === 0) this.cover(pc, 1);
    if (this.trace !== null) this.trace.push(pc);
    if (++this.steps > watchFrom) this.watch();
    execute(this, op[pc], a[pc], program.b[pc]);
    if (this.pc < 0 || this.draw !== null) return;
    const startsThread = op[pc] === Op.Thread;
    this.advance();
    if (startsThread) this.fork();
  }

  /** Leaves the current thread waiting, and goes on with a copy of it. */
  private fork(): void {
    const thread = this.thread();
    if (this.guess?.returns) this.guess.returns.fork(thread);
    else this.threads.push(thread);
  }

  /** Goes on with the thread that waits on top. */
  nextThread(): void {
    const thread = this.threads.pop()!;
    this.setThread(this.guess?.returns?.join(thread) ?? thread);
  }

  /** Moves to the next content: where a divert leads, after this one, or out of a call or thread that has run out. */
  private advance(): void {
    for (;;) {
      this.previous = this.pc;
      if (this.diverted >= 0) {
        this.pc = this.diverted;
        this.diverted = -1;
        visitChanged(this);
        return;
      }
      this.pc = this.program.next[this.pc];
      if (this.pc >= 0) return;
      if (this.depth > 1 && this.kind === FrameKind.Function) {
        this.popFrame();
        if (this.inExpression) this.push(Void);
      } else if (this.threads.length > 0) this.nextThread();
      else {
        this.restAt = this.previous;
        return;
      }
      if (this.pc < 0) return;
    }
  }

  /** A turn this long may be one without end. */
  private watch(): void {
    if (this.options.stopAtChance === true && this.circles.closes(this)) throw new Circle('a turn without end');
    if (this.steps > this.maxSteps) throw new Endless('a turn that goes on and on');
  }

  stop(rest: Rest): void {
    this.safeExit = true;
    this.rest = rest;
    this.restAt = this.pc;
    this.pc = -1;
  }

  /** Whether a value isn't known, where it is only asked what may happen. */
  isUnknown(value: number): boolean {
    return this.guess !== null && isForgotten(value);
  }

  /** For uses of a value that need all of it. */
  mustBeKnown(value: number): void {
    if (isForgotten(value) && this.guess !== null) throw new GiveUp('a value that must be known');
    if (isForgotten(value)) forgottenRead(value);
    if (isProgression(value)) exactRead(this.values, value);
  }
}

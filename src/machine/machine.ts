import { nativeArity, Op } from '../program/opcodes.ts';
import type { DivertAny, Program } from '../program/program.ts';
import { callExternal, random, randomItem, seedRandom, shuffle } from './chanceops.ts';
import type { Draw } from './chance.ts';
import { Circles } from './circles.ts';
import { getCount, readCount, visitChanged, visitContainer, visitIndex } from './counting.ts';
import { Crash, Endless, Refine, StoryError } from './errors.ts';
import { cutFrame, type Frame, FrameKind, markSpoken, noTemps, type Temps, type Thread } from './frames.ts';
import { listFromInt, listRange } from './listops.ts';
import { binary, isTrue, unary } from './natives.ts';
import { Item, Output } from './output.ts';
import { callsSlot } from './reduction.ts';
import { Absent, isForgotten, isTagValue, Tag, Values, Void } from './values.ts';
import { assignTemp, declareTemp, makeReference, readGlobal, readTemp, readVariable, setGlobal } from './variables.ts';

/** A choice on offer: which, and the thread to go on with when it is chosen. */
export interface Offer {
  readonly point: number;
  readonly thread: Thread;
  readonly text: string;
  readonly tags: readonly string[];
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
  storySeed = 0;
  previousRandom = 0;
  /** One byte for each address: 1 executed, 2 condition held, 4 condition failed, 8 choice offered. */
  readonly covered: Uint8Array;
  steps = 0;
  /** A turn that takes more steps than this counts as endless. */
  maxSteps = 200_000;
  /** The slots that count turns: the ages of containers, and last the turn itself. */
  private readonly clocks: readonly number[];
  private readonly circles = new Circles();
  /** Whether a choice was met in this turn that could not be offered. */
  hidOffers = false;
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
    this.output = new Output(options.silent === true);
    this.covered = new Uint8Array(program.op.length);
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
    this.hidOffers = false;
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
      else this.error(this.kind === FrameKind.Tunnel ? `${what} '->->' to return from a tunnel?` : `${what} '~ return'?`);
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
    for (let frame = this.parent; frame !== null; frame = frame.parent) if (this.program.placeOf[frame.pc] >= 0) return frame.pc;
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

  private pushFrame(kind: number): void {
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

  private popFrame(): void {
    if (this.kind === FrameKind.Function && !this.output.deaf) this.output.trimFunctionEnd(this.functionStart);
    if (this.parent === cutFrame) throw new Refine(callsSlot, null);
    this.setFrame(this.parent!);
  }

  /** Calls a function: used for externals with a fallback too. */
  callFunction(address: number): void {
    this.pushFrame(FrameKind.Function);
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

  /** Goes to a choice's target with the thread it was offered from. */
  choose(offer: Offer, countTurn: boolean): void {
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

  private passTurn(): void {
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

  /** Executes one instruction, entering containers on the way, and moves on. */
  step(): void {
    const { program } = this;
    const { op, a } = program;
    let pc = this.pc;
    while (op[pc] === Op.Enter) {
      const container = program.containers[a[pc]];
      this.covered[pc] = 1;
      visitContainer(this, container, true);
      if (container.size === 0) break;
      pc = container.start;
    }
    this.pc = pc;
    this.covered[pc] |= 1;
    if (++this.steps > watchFrom) this.watch();
    this.execute(op[pc], a[pc], program.b[pc]);
    if (this.pc < 0 || this.draw !== null) return;
    const startsThread = op[pc] === Op.Thread;
    this.advance();
    if (startsThread) this.threads.push(this.thread());
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
      } else if (this.threads.length > 0) this.setThread(this.threads.pop()!);
      else {
        this.restAt = this.previous;
        return;
      }
      if (this.pc < 0) return;
    }
  }

  /** A turn this long may be one without end. */
  private watch(): void {
    const circle = this.output.silent && this.circles.closes(this);
    if (circle || this.steps > this.maxSteps) throw new Endless('a turn without end');
  }

  private execute(op: number, a: number, b: number): void {
    switch (op) {
      case Op.Nop:
      case Op.Enter:
      case Op.Thread:
        return;
      case Op.Text:
        if (this.inExpression) this.push(this.values.string(this.program.strings[a]));
        else this.show(this.program.strings[a], this.pc);
        return;
      case Op.Literal:
        if (this.inExpression) this.push(this.values.literals[a]);
        else this.output.mark(Item.Other, this.pc);
        return;
      case Op.Reference:
        return this.push(makeReference(this, a, b));
      case Op.Glue:
        if (!this.output.deaf) this.output.glue(this.pc);
        return;
      case Op.Void:
        if (this.inExpression) this.push(Void);
        return;
      case Op.EvalStart:
        if (this.inExpression) throw new Crash('Already in expression evaluation?');
        this.inExpression = true;
        return;
      case Op.EvalEnd:
        if (!this.inExpression) throw new Crash('Not in expression evaluation mode');
        this.inExpression = false;
        return;
      case Op.Output:
        return this.outputValue();
      case Op.Duplicate:
        if (this.stack.length === 0) throw new Crash('the story repeated a value that is not there');
        return this.push(this.stack[this.stack.length - 1]);
      case Op.Pop:
        this.pop();
        return;
      case Op.Return:
        return this.popCall(FrameKind.Function, -1);
      case Op.TunnelReturn:
        return this.tunnelReturn();
      case Op.StringStart:
        if (!this.inExpression) throw new Crash('Expected to be in an expression when evaluating a string');
        this.output.startString(this.pc, a === 1);
        this.inExpression = false;
        return;
      case Op.StringEnd:
        this.inExpression = true;
        return this.push(this.values.string(this.output.endString()));
      case Op.TagStart:
        return this.output.mark(Item.TagStart, this.pc);
      case Op.TagEnd:
        return this.endTag();
      case Op.ChoiceCount:
        return this.push(this.values.int(this.offers.length));
      case Op.Turns:
        return this.push(getCount(this, this.slots.length - 1, 1));
      case Op.TurnsSince:
      case Op.ReadCount:
        return readCount(this, op === Op.TurnsSince);
      case Op.Random:
        return random(this);
      case Op.SeedRandom:
        return seedRandom(this);
      case Op.VisitIndex:
        return this.push(visitIndex(this, a));
      case Op.Shuffle:
        return shuffle(this, a, b);
      case Op.Done:
        if (this.threads.length > 0) return this.setThread(this.threads.pop()!);
        this.stop('done');
        return;
      case Op.End:
        this.stop('end');
        return this.forceEnd();
      case Op.ListFromInt:
        return listFromInt(this);
      case Op.ListRange:
        return listRange(this);
      case Op.ListRandom:
        return randomItem(this);
      case Op.Divert:
        return this.divert(a);
      case Op.DivertIf:
        if (this.condition()) this.divert(a);
        return;
      case Op.Call:
        this.pushFrame(b === 1 ? FrameKind.Function : FrameKind.Tunnel);
        return this.divert(a);
      case Op.DivertAny:
        return this.divertAny(this.program.diverts[a]);
      case Op.External:
        return callExternal(this, a, b);
      case Op.GetGlobal:
        return this.push(readGlobal(this, a));
      case Op.GetTemp:
        return this.push(readTemp(this, a));
      case Op.GetCount:
        return this.push(visitIndex(this, a, 0));
      case Op.SetGlobal:
        return setGlobal(this, a, this.pop() ?? Absent);
      case Op.SetTemp:
        return assignTemp(this, a, this.pop() ?? Absent);
      case Op.DeclareTemp:
        return declareTemp(this, a, this.pop() ?? Absent);
      case Op.Native:
        return this.native(a);
      case Op.Choice:
        return this.offer(a);
      case Op.TagText:
        if (this.inExpression) this.push(this.values.tag(this.program.strings[a]));
        else if (!this.output.silent) this.output.items.push({ kind: Item.Tag, text: this.program.strings[a], from: this.pc });
        return;
    }
    throw new Error(`unknown instruction ${op} at ${this.pc}`);
  }

  private stop(rest: Rest): void {
    this.safeExit = true;
    this.rest = rest;
    this.restAt = this.pc;
    this.pc = -1;
  }

  /** Shows text that stands at address `from`, or of a value (-1). */
  private show(text: string, from: number): void {
    if (this.output.deaf) return;
    const start = this.kind === FrameKind.Function ? this.functionStart : -1;
    if (!this.output.text(text, from, start)) return;
    this.functionStart = -1;
    this.parent = markSpoken(this.parent);
  }

  private outputValue(): void {
    const value = this.pop();
    if (value === undefined || value === Void || this.output.deaf) return;
    if (isForgotten(value) || (value & 7) === Tag.Special) this.mustBeKnown(value);
    this.show(this.values.show(value, this.program.temps), -1);
  }

  /** For uses of a value that need all of it. */
  mustBeKnown(value: number): void {
    if ((value & 7) === Tag.Special && !isTagValue(value) && value !== Void) isTrue(this.values, value);
  }

  private endTag(): void {
    if (this.output.openStrings === 0) return this.output.mark(Item.TagEnd, this.pc);
    const text = this.output.endTagInString();
    if (text === null) throw new StoryError('Unexpected ControlCommand while extracting tag from choice');
    this.push(this.values.tag(text));
  }

  /** Pops a condition. */
  private condition(): boolean {
    const value = this.pop();
    const holds = value !== undefined && isTrue(this.values, value);
    this.covered[this.pc] |= holds ? 2 : 4;
    return holds;
  }

  private divert(address: number): void {
    if (address < 0) throw new StoryError("Divert target doesn't exist");
    this.diverted = address;
  }

  private divertAny(divert: DivertAny): void {
    if (divert.conditional && !this.condition()) return;
    let { target } = divert;
    if (divert.variable !== null) {
      const { name, global, temp } = divert.variable;
      const value = readVariable(this, temp, global);
      const problem = `Tried to divert to a target from a variable, but the variable (${name}) didn't contain a divert target, it `;
      if (value === undefined) throw new StoryError(`Tried to divert using a target from a variable that could not be found (${name})`);
      this.mustBeKnown(value);
      if (value === 0) throw new StoryError(`${problem}was empty/null (the value 0).`);
      if ((value & 7) !== Tag.Target) throw new StoryError(`${problem}contained '${this.values.show(value)}'.`);
      target = this.addressOf(value);
    }
    if (divert.push > 0) this.pushFrame(divert.push === 1 ? FrameKind.Function : FrameKind.Tunnel);
    this.divert(target);
  }

  private addressOf(value: number): number {
    const target = this.values.targetOf(value);
    if (target.address < 0) {
      throw new StoryError(`Failed to find content at path '${target.path}', and no approximation of it was possible.`);
    }
    return target.address;
  }

  private tunnelReturn(): void {
    const value = this.pop();
    if (value !== undefined && (value & 7) === Tag.Special && value !== Void) this.mustBeKnown(value);
    if (value !== undefined && (value & 7) === Tag.Target) return this.popCall(FrameKind.Tunnel, value);
    if (value !== Void) throw new Crash("Expected void if ->-> doesn't override target");
    this.popCall(FrameKind.Tunnel, -1);
  }

  private popCall(kind: number, overrideTarget: number): void {
    if (this.depth === 1 || this.kind !== kind) {
      const names = ['tunnel onwards statement (->->)', 'function return statement (~ return)'];
      const expected = this.depth === 1 ? 'end of flow (-> END or choice)' : names[this.kind];
      throw new StoryError(`Found ${names[kind]}, when expected ${expected}`);
    }
    this.popFrame();
    if (overrideTarget >= 0) this.diverted = this.addressOf(overrideTarget);
  }

  private native(n: number): void {
    if (this.stack.length < nativeArity(n)) throw new Crash('trying to pop too many objects');
    const y = this.popValue();
    this.push(nativeArity(n) === 2 ? binary(this.values, n, this.popValue(), y) : unary(this.values, n, y));
    const top = this.stack[this.stack.length - 1];
    if ((top & 7) === Tag.String && this.values.stringOf(top).length > 1_000_000) throw new Endless('a text without end');
  }

  private offer(index: number): void {
    const point = this.program.choices[index];
    let visible = !point.hasCondition || this.condition();
    const tags: string[] = [];
    const choiceOnly = point.hasChoiceOnly ? this.popText(tags) : '';
    const start = point.hasStart ? this.popText(tags) : '';
    if (point.onceOnly) {
      const seen = isTrue(this.values, visitIndex(this, point.targetContainer, 0));
      if (seen) visible = false;
    }
    if (!visible) {
      this.hidOffers = true;
      return;
    }
    this.covered[this.pc] |= 8;
    const text = (start + choiceOnly).replace(/^[ \t]+|[ \t]+$/g, '');
    this.offers.push({ point: index, thread: this.thread(), text, tags: tags.reverse() });
  }

  private popText(tags: string[]): string {
    const value = this.popValue();
    if ((value & 7) !== Tag.String) throw new Crash('the text of a choice is not a text');
    for (let top = this.stack.at(-1); top !== undefined && isTagValue(top); top = this.stack.at(-1)) {
      tags.push(this.values.tagText(top));
      this.pop();
    }
    return this.values.stringOf(value);
  }
}


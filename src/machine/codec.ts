import { hasCast } from '../program/cast.ts';
import type { Liveness } from '../program/liveness.ts';
import { Calls, detached } from './calls.ts';
import { Canon } from './canon.ts';
import { Refine } from './errors.ts';
import type { Frame, Thread } from './frames.ts';
import { forgottenCount, type Machine, type Offer, type Rest } from './machine.ts';
import { keyOf } from './output.ts';
import { callsSlot, type Kept } from './reduction.ts';
import { type Layout, RuleTable } from './ruletable.ts';
import { maxOffers, Runs } from './runs.ts';
import { type Situation, Situations } from './situations.ts';
import { wordsFor } from './slotbits.ts';
import { StateBytes } from './statebytes.ts';
import { forgotten } from './values.ts';

/** How a story rests in a state: it waits for a choice or a draw, it is over, or it wasn't followed further (`cut`, or `long` in a turn). */
export type Kind = 'choice' | 'draw' | Rest | 'no-choices' | 'endless' | 'long' | 'cut';
const kinds: readonly Kind[] = [
  'choice',
  'draw',
  'none',
  'end',
  'done',
  'ran-out',
  'error',
  'crash',
  'endless',
  'no-choices',
  'cut',
  'long',
];

/** A state, taken apart. */
export interface Decoded {
  kind: Kind;
  /** For a state that is over: where, and with which message (index into `messages`, -1 for none). */
  address: number;
  message: number;
  /** The choices on offer. */
  readonly offers: Offer[];
  /** What was noted of the turn that led here: see `Codec.noted`. */
  noted: number;
  /** For a state that waits: the number of what is left on the evaluation stack, at a draw that of the interrupted turn. */
  rest: number;
}

/**
 * Writes the machine's state as bytes (see `StateBytes`), and reads it back. What is no number already gets one here: choices, what is left
 * on the evaluation stack, interrupted turns, messages.
 */
export class Codec {
  readonly messages: string[] = [];
  readonly canon: Canon;
  readonly bytes: StateBytes;
  /** What is learned of turns; it also knows what is live where. */
  readonly table: RuleTable;
  readonly calls: Calls;
  readonly situations: Situations;
  /** What is on offer in the state that is being written. */
  private readonly runs = new Runs();
  private readonly machine: Machine;
  private readonly liveness: Liveness;
  private readonly kept: Kept;
  private readonly messageNumbers = new Map<string, number>();
  private readonly stacks: (readonly number[])[] = [[]];
  private readonly stackNumbers = new Map<string, number>([['', 0]]);
  private readonly middles: Situation[] = [];
  private readonly middleNumbers = new Map<string, number>();
  /** For each draw the situation of all turns that it interrupts; and the draws by these. */
  readonly situationsOfDraws: number[] = [];
  private readonly draws = new Map<number, number>();
  /** Whether it matters whose choice began a turn: the story has a cast, and who sets a variable is told. */
  readonly asksTurnBy: boolean;

  /** The machine must be at its beginning. */
  constructor(machine: Machine, liveness: Liveness, kept: Kept, keepsNotes = false) {
    this.machine = machine;
    this.liveness = liveness;
    this.kept = kept;
    this.table = new RuleTable(layoutOf(machine, kept));
    this.bytes = new StateBytes(this.table, machine.slots, keepsNotes);
    this.calls = new Calls(this.table);
    this.situations = new Situations(machine, this.calls);
    this.canon = new Canon(machine, liveness, kept, this.table, this.calls);
    this.asksTurnBy = hasCast(machine.cast);
  }

  /** Writes the machine's state to the buffer of `bytes` and gives its length. */
  encode(cut: 'endless' | 'long' | 'cut' | null): number {
    const { machine: m, bytes } = this;
    bytes.changes.noteAll();
    if (cut !== null) return bytes.over(kinds.indexOf(cut), m.pc, this.messageOf());
    if (m.offers.length > maxOffers) throw new RangeError(`more than ${maxOffers} choices at once`);
    this.runs.clear();
    for (const offer of m.offers) this.runs.add(this.canon.offerNumber(offer));
    if (m.draw !== null) return bytes.drawing(this.runs, this.middleNumber());
    const shown = bytes.shown(this.runs);
    if (shown.count > 0) return bytes.waiting(shown, this.stackNumber());
    this.checkStack();
    const { kind, address, message } = this.howOver();
    return bytes.over(kind, address, message);
  }

  /** How the machine's story is over: the number of the kind, the address, the number of the message. */
  howOver(): { readonly kind: number; readonly address: number; readonly message: number } {
    const m = this.machine;
    const kind = m.rest === 'ran-out' && m.hidOffers ? 'no-choices' : m.rest;
    return { kind: kinds.indexOf(kind), address: m.restAt, message: this.messageOf() };
  }

  /** A kind of rest by its number. */
  kindOf(kind: number): Kind {
    return kinds[kind];
  }

  /** Whether a kind of rest, by its number, is an end that somebody meant: the story says END or DONE. */
  isEnding(kind: number): boolean {
    return kinds[kind] === 'end' || kinds[kind] === 'done';
  }

  /** References left on the evaluation stack name frames by their numbers: then calls must be kept as they are. */
  private checkStack(): void {
    if (this.kept.keepCalls) return;
    for (const value of this.machine.stack) if (this.canon.refers(value)) throw new Refine(callsSlot, null);
  }

  /** The number of the first error's message, or -1. */
  private messageOf(): number {
    const { errors } = this.machine;
    return errors.length === 0 ? -1 : this.messageNumber(errors[0].message);
  }

  private messageNumber(message: string): number {
    let number = this.messageNumbers.get(message);
    if (number === undefined) this.messageNumbers.set(message, (number = this.messages.push(message) - 1));
    return number;
  }

  /** The number of what is left on the evaluation stack. */
  stackNumber(): number {
    const { stack } = this.machine;
    if (stack.length === 0) return 0;
    this.checkStack();
    const key = stack.join();
    let number = this.stackNumbers.get(key);
    if (number === undefined) this.stackNumbers.set(key, (number = this.stacks.push(stack.slice()) - 1));
    return number;
  }

  /** The number of a turn that is interrupted by a draw: all of the machine but slots and offers. */
  middleNumber(): number {
    this.checkStack();
    const m = this.machine;
    const { canon } = this;
    const { next } = m.program;
    const thread = canon.frame(m.thread(), m.pc, false);
    const threads = m.threads.map((other) => canon.frame(other, next[other.pc], false));
    const turnBy = this.asksTurnBy ? m.turnBy : -1;
    const key = `${turnBy}|${[thread, ...threads].map((frame) => this.calls.number(frame)).join()}|${m.stack.join()}|${m.safeExit}|${m.hidOffers}|${m.output.dropsText}|${keyOf(m.output.items)}`;
    let number = this.middleNumbers.get(key);
    if (number !== undefined) return number;
    const row = new Int32Array(this.liveness.words);
    canon.addLive(row, thread.parent, m.pc);
    threads.forEach((frame, i) => {
      canon.addLive(row, frame.parent, next[m.threads[i].pc]);
    });
    const still = (frame: Frame): Thread => ({ ...frame, previous: -1 });
    const kept = { ...this.situations.now(), thread: still(thread), threads: threads.map(still), turnBy };
    const waiting = this.calls.openPart(kept.thread);
    number = this.middles.push(kept) - 1;
    this.table.addMiddle(canon.bitsIn(row), this.drawOf(kept, waiting), this.calls.number(waiting));
    this.middleNumbers.set(key, number);
    return number;
  }

  /** The draw that an interrupted turn waits for: the same for turns that are alike but for the calls from some on down. */
  private drawOf(turn: Situation, waiting: Frame | null): number {
    const at = this.calls.indexes(waiting);
    const threads = turn.threads.map((thread) => detached(thread, at));
    const situation = this.situations.number({ ...turn, thread: detached(turn.thread, at), threads });
    let draw = this.draws.get(situation);
    if (draw === undefined) this.draws.set(situation, (draw = this.situationsOfDraws.push(situation) - 1));
    return draw;
  }

  /** Puts the machine into a state, ready for a choice or a draw, and tells what the state is. */
  decode(bytes: Uint8Array, from: number, length: number, into: Decoded): void {
    const { machine: m, bytes: state } = this;
    state.read(bytes, from, length);
    state.changes.noteAll();
    into.kind = kinds[state.kind];
    into.noted = state.noted;
    into.address = state.address;
    into.message = state.message;
    into.rest = state.rest;
    into.offers.length = state.count;
    for (let i = 0; i < state.count; i++) into.offers[i] = this.canon.offer(state.numbers[i]);
    m.offers = into.offers.slice();
    if (into.kind === 'choice') {
      m.stack = this.stacks[into.rest].slice();
      this.rest();
    } else if (into.kind === 'draw') this.resume(into.rest);
  }

  /** Clears what a turn leaves behind. */
  rest(): void {
    const m = this.machine;
    m.threads = [];
    m.output.reset();
    m.diverted = -1;
    m.safeExit = false;
    m.hidOffers = false;
    m.rest = 'none';
    m.restAt = -1;
    m.draw = null;
    m.errors.length = 0;
    m.warnings.length = 0;
  }

  /** Where a turn stands that a draw interrupted. */
  addressOf(middleNumber: number): number {
    return this.middles[middleNumber].thread.pc;
  }

  /** Puts the machine back into the middle of a turn that a draw interrupted; slots and offers stay as they are. */
  resume(middleNumber: number): void {
    this.rest();
    this.situations.resume(this.middles[middleNumber]);
  }
}

function layoutOf(machine: Machine, kept: Kept): Layout {
  const { slots, least, limit, clocks, program } = machine;
  return {
    initial: slots.slice(),
    dropped: slots.map((_, i) => (i < program.globals ? forgotten(i) : forgottenCount)),
    least,
    limit,
    clocks: Int32Array.from(clocks),
    whenOver: kept.whenOver,
    words: wordsFor(slots.length),
    dead: kept.reductions.dead,
  };
}

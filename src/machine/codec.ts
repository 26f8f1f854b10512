import type { Liveness } from '../program/liveness.ts';
import { Canon } from './canon.ts';
import { Refine } from './errors.ts';
import type { Frame, Thread } from './frames.ts';
import { forgottenCount, type Machine, type Offer, type Rest } from './machine.ts';
import type { OutputItem } from './output.ts';
import { callsSlot, type Kept } from './reduction.ts';
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

/** No story offers more choices than this at once. */
export const maxOffers = 1 << 14;

/** The state of a machine in the middle of a turn, but for the slots and the choices on offer. */
interface Middle {
  readonly thread: Thread;
  readonly threads: readonly Thread[];
  readonly stack: readonly number[];
  readonly output: readonly OutputItem[];
  /** The texts of the choices offered so far, where they are built. */
  readonly texts: readonly string[];
  readonly dropsText: number;
  readonly safeExit: boolean;
  readonly hidOffers: boolean;
  /** Whose choice began the turn; -1 where nobody asks. */
  readonly turnBy: number;
  readonly row: Uint32Array;
}

/** A state, taken apart. */
export interface Decoded {
  kind: Kind;
  /** For a state that is over: where, and with which message (index into `messages`, -1 for none). */
  address: number;
  message: number;
  /** The choices on offer. */
  readonly offers: Offer[];
  /** The slots that it keeps, in ascending order; the temporaries kept are those of the offers' threads. */
  live: Int32Array;
  /** What was noted of the turn that led here: see `Codec.noted`. */
  noted: number;
  /** For a state that waits: the number of what is left on the evaluation stack, at a draw that of the interrupted turn. */
  rest: number;
}

/**
 * Writes the machine's state as bytes, and reads it back. In order: the kind; how many choices are on offer and their numbers; what
 * is left on the evaluation stack (or, at a draw, all of the interrupted turn), by number; then the live slots, each run of slots with
 * their initial value as a count, each other slot as its value. All numbers are variable-length (7 bits a byte, least first). Where
 * turns are listened to, what was noted of the turn comes after the kind.
 */
export class Codec {
  readonly buffer = new Uint8Array(1 << 16);
  readonly messages: string[] = [];
  readonly canon: Canon;
  /** Whether states keep `noted`. */
  readonly keepsNotes: boolean;
  /** What to keep of the turn that led to the state being written, besides what comes of it. */
  noted = 0;
  private at = 0;
  private readonly machine: Machine;
  private readonly liveness: Liveness;
  private readonly kept: Kept;
  private readonly initial: Int32Array;
  private readonly dropped: Int32Array;
  private readonly allSlots: Int32Array;
  private readonly messageNumbers = new Map<string, number>();
  private readonly stacks: (readonly number[])[] = [[]];
  private readonly stackNumbers = new Map<string, number>([['', 0]]);
  private readonly middles: Middle[] = [];
  private readonly middleNumbers = new Map<string, number>();
  private readonly row: Uint32Array;
  private readonly numbers = new Int32Array(maxOffers);
  /** Whether it matters whose choice began a turn: some variable has an owner. */
  readonly asksTurnBy: boolean;
  /** The live slots for choices on offer, for the combinations met lately. */
  private readonly recent: ({ readonly numbers: Int32Array; readonly slots: Int32Array } | undefined)[] = new Array(
    4096,
  );

  /** The machine must be at its beginning. */
  constructor(machine: Machine, liveness: Liveness, kept: Kept, keepsNotes = false) {
    this.machine = machine;
    this.liveness = liveness;
    this.kept = kept;
    this.keepsNotes = keepsNotes;
    this.canon = new Canon(machine, liveness, kept);
    this.initial = machine.slots.slice();
    this.row = new Uint32Array(liveness.words);
    this.allSlots = Int32Array.from(machine.slots.keys());
    this.asksTurnBy = machine.cast.owner.some((owner) => owner >= 0);
    const { globals } = machine.program;
    this.dropped = machine.slots.map((_, i) => (i < globals ? forgotten(i) : forgottenCount));
  }

  /** Writes the machine's state to `buffer` and gives its length. */
  encode(cut: 'endless' | 'long' | 'cut' | null): number {
    const m = this.machine;
    if (cut !== null) return this.over(cut, m.pc, this.messageOf());
    const offers = m.offers.map((offer) => this.canon.offerNumber(offer));
    if (m.draw !== null) return this.drawing(offers, offers.length, this.middleNumber());
    if (offers.some((offer) => !this.isFallback(offer))) return this.waiting(offers, offers.length, this.stackNumber());
    this.checkStack();
    const { kind, address, message } = this.howOver();
    return this.over(kind, address, message);
  }

  /** Writes a state that waits for one of the first `count` choices of `offers`, fallback choices left out. */
  waiting(offers: ArrayLike<number>, count: number, stack: number): number {
    const { numbers, canon } = this;
    checkCount(count);
    let visible = 0;
    for (let i = 0; i < count; i++) if (!canon.offers[offers[i]].isFallback) numbers[visible++] = offers[i];
    this.begin(0);
    this.unsigned(visible);
    for (let i = 0; i < visible; i++) this.unsigned(numbers[i]);
    this.unsigned(stack);
    this.slots(this.liveSlots(visible, null));
    return this.at;
  }

  private begin(kind: number): void {
    this.at = 0;
    this.byte(kind);
    if (this.keepsNotes) this.unsigned(this.noted);
  }

  /** Writes a state that waits for a draw. */
  drawing(offers: ArrayLike<number>, count: number, middle: number): number {
    checkCount(count);
    for (let i = 0; i < count; i++) this.numbers[i] = offers[i];
    this.begin(1);
    this.unsigned(count);
    for (let i = 0; i < count; i++) this.unsigned(this.numbers[i]);
    this.unsigned(middle);
    this.slots(this.liveSlots(count, this.middles[middle].row));
    return this.at;
  }

  /** Writes a state in which the story is over. */
  over(kind: Kind, address: number, message: number): number {
    this.begin(kinds.indexOf(kind));
    this.unsigned(address + 1);
    this.unsigned(message + 1);
    this.slots(this.kept.whenOver);
    return this.at;
  }

  /** How the machine's story is over. */
  howOver(): { readonly kind: Kind; readonly address: number; readonly message: number } {
    const m = this.machine;
    const kind = m.rest === 'ran-out' && m.hidOffers ? 'no-choices' : m.rest;
    return { kind, address: m.restAt, message: this.messageOf() };
  }

  isFallback(offer: number): boolean {
    return this.canon.offers[offer].isFallback;
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
    const output = m.output.items.map((item) => `${item.kind}${item.text}`).join('\u0001');
    const texts = m.output.silent ? [] : m.offers.map((offer) => offer.text);
    const turnBy = this.asksTurnBy ? m.turnBy : -1;
    const key = `${turnBy}|${[thread, ...threads].map((frame) => canon.numberOf(frame)).join()}|${m.stack.join()}|${m.safeExit}|${m.hidOffers}|${m.output.dropsText}|${output}|${texts.join('\u0001')}`;
    let number = this.middleNumbers.get(key);
    if (number !== undefined) return number;
    const row = new Uint32Array(this.liveness.words);
    canon.addLive(row, thread, m.pc);
    threads.forEach((frame, i) => {
      canon.addLive(row, frame, next[m.threads[i].pc]);
    });
    const still = (frame: Frame): Thread => ({ ...frame, previous: -1 });
    const kept: Middle = {
      thread: still(thread),
      threads: threads.map(still),
      stack: m.stack.slice(),
      output: m.output.copy(),
      texts,
      dropsText: m.output.dropsText,
      safeExit: m.safeExit,
      hidOffers: m.hidOffers,
      turnBy,
      row,
    };
    number = this.middles.push(kept) - 1;
    this.middleNumbers.set(key, number);
    return number;
  }

  /** The slots that are live for the first `count` choices in `numbers`, and in `extra`. */
  private liveSlots(count: number, extra: Uint32Array | null): Int32Array {
    if (!this.kept.reductions.dead) return this.allSlots;
    const { numbers, row } = this;
    let hash = 0;
    if (extra === null) {
      for (let i = 0; i < count; i++) hash = Math.imul(hash ^ numbers[i], 0x01000193) + 1;
      hash = (hash ^ (hash >>> 12)) & 4095;
      const known = this.recent[hash];
      if (known !== undefined && startsWith(numbers, count, known.numbers)) return known.slots;
    }
    if (extra === null) row.fill(0);
    else row.set(extra);
    for (let i = 0; i < count; i++) {
      const add = this.canon.offers[numbers[i]].row;
      for (let w = 0; w < row.length; w++) row[w] |= add[w];
    }
    const slots = this.liveness.slotsIn(row);
    if (extra === null) this.recent[hash] = { numbers: numbers.slice(0, count), slots };
    return slots;
  }

  private slots(live: Int32Array): void {
    const { slots } = this.machine;
    const { initial } = this;
    let run = 0;
    for (let i = 0; i < live.length; i++) {
      const slot = live[i];
      const value = slots[slot];
      if (value === initial[slot]) run++;
      else {
        this.unsigned(run);
        run = 0;
        this.signed(value);
      }
    }
    if (this.at > this.buffer.length - 1024) throw new RangeError('a state of more than 64 kilobytes');
  }

  private byte(value: number): void {
    this.buffer[this.at++] = value;
  }

  private unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest > 127) {
      this.buffer[this.at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.buffer[this.at++] = rest;
  }

  private signed(value: number): void {
    this.unsigned((value << 1) ^ (value >> 31));
  }

  /** Puts the machine into a state, ready for a choice or a draw, and tells what the state is. */
  decode(bytes: Uint8Array, from: number, length: number, into: Decoded): void {
    let at = from;
    const read = (): number => {
      let value = 0;
      let shift = 0;
      for (;;) {
        const byte = bytes[at++];
        value |= (byte & 127) << shift;
        if (byte < 128) return value >>> 0;
        shift += 7;
      }
    };
    const m = this.machine;
    m.slots.set(this.kept.reductions.dead ? this.dropped : this.initial);
    const readSlots = (live: Int32Array): void => {
      into.live = live;
      let i = 0;
      while (at < from + length) {
        for (let run = read(); run > 0; run--, i++) m.slots[live[i]] = this.initial[live[i]];
        const value = read();
        m.slots[live[i++]] = (value >>> 1) ^ -(value & 1);
      }
      for (; i < live.length; i++) m.slots[live[i]] = this.initial[live[i]];
    };
    into.kind = kinds[bytes[at++]];
    into.noted = this.keepsNotes ? read() : 0;
    if (into.kind !== 'choice' && into.kind !== 'draw') {
      into.address = read() - 1;
      into.message = read() - 1;
      into.offers.length = 0;
      m.offers = [];
      readSlots(this.kept.whenOver);
      return;
    }
    const { numbers } = this;
    const count = read();
    for (let i = 0; i < count; i++) numbers[i] = read();
    into.offers.length = count;
    for (let i = 0; i < count; i++) into.offers[i] = this.canon.offers[numbers[i]].offer;
    into.rest = read();
    const middle = into.kind === 'draw' ? this.middles[into.rest] : null;
    if (middle === null) m.stack = this.stacks[into.rest].slice();
    readSlots(this.liveSlots(count, middle?.row ?? null));
    m.offers = into.offers.slice();
    if (middle !== null) this.resume(into.rest);
    else this.rest();
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

  /** Puts the machine back into the middle of a turn that a draw interrupted; slots and offers stay as they are. */
  resume(middleNumber: number): void {
    const m = this.machine;
    const middle = this.middles[middleNumber];
    this.rest();
    m.stack = middle.stack.slice();
    m.threads = middle.threads.slice();
    if (middle.texts.length > 0) m.offers = m.offers.map((offer, i) => ({ ...offer, text: middle.texts[i] }));
    m.setThread(middle.thread);
    m.output.restore(middle.output);
    m.output.dropsText = middle.dropsText;
    m.safeExit = middle.safeExit;
    m.hidOffers = middle.hidOffers;
    m.turnBy = middle.turnBy;
  }
}

function checkCount(count: number): void {
  if (count > maxOffers) throw new RangeError(`more than ${maxOffers} choices at once`);
}

function startsWith(numbers: Int32Array, count: number, known: Int32Array): boolean {
  if (known.length !== count) return false;
  for (let i = 0; i < count; i++) if (known[i] !== numbers[i]) return false;
  return true;
}

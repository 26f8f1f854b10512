import { OfferPart, type RuleTable } from './ruletable.ts';

/** No story offers more choices than this at once. */
export const maxOffers = 1 << 14;

/** The kinds of states that wait, as the first byte of a state. */
export const waitsForChoice = 0;
export const waitsForDraw = 1;

/** The beginning of states that come of a rule which alone tells what is on offer, and their live slots. */
interface Closing {
  readonly bytes: Uint8Array;
  readonly live: Int32Array;
}

/**
 * States as bytes, written from `slots` and read back into them. In order: the kind; how many choices are on offer and their numbers, as runs; what
 * is left on the evaluation stack (or, at a draw, all of the interrupted turn), by number; then the live slots, each run of slots with
 * their initial value as a count, each other slot as its value. All numbers are variable-length (7 bits a byte, least first). Where
 * turns are listened to, what was noted of the turn comes after the kind.
 */
export class StateBytes {
  readonly buffer = new Uint8Array(1 << 16);
  /** What was read last: the kind, how many choices are on offer and their numbers, and what was left of the turn. */
  kind = 0;
  count = 0;
  readonly numbers = new Int32Array(maxOffers);
  rest = 0;
  /** Of a state that is over: its address and its message, -1 for none. */
  address = -1;
  message = -1;
  /** What is kept of the turn that led to a state besides what comes of it; only where `keepsNotes`. */
  noted = 0;
  readonly keepsNotes: boolean;
  private at = 0;
  /** Where the slots begin in the state that was written last. */
  private head = 0;
  private readonly table: RuleTable;
  private readonly slots: Int32Array;
  /** The slots kept in the state that was read last, or that waits and was written last: so many of these, in ascending order. */
  private kept: Int32Array;
  private keptCount = 0;
  private readonly found: Int32Array;
  private readonly allSlots: Int32Array;
  private readonly closings: (Closing | undefined)[] = [];

  constructor(table: RuleTable, slots: Int32Array, keepsNotes = false) {
    this.table = table;
    this.slots = slots;
    this.keepsNotes = keepsNotes;
    this.found = new Int32Array(slots.length);
    this.kept = this.found;
    this.allSlots = Int32Array.from(slots.keys());
  }

  /** Whether the story goes on from the state that was written last. */
  get isWaiting(): boolean {
    return !isOver(this.buffer);
  }

  /** The slots kept in the state that was read last, or that waits and was written last; in ascending order. */
  get live(): Int32Array {
    return this.kept.slice(0, this.keptCount);
  }

  isFallback(offer: number): boolean {
    return this.table.offers.data[offer * OfferPart.Length + OfferPart.IsFallback] === 1;
  }

  /** Writes a state that waits for one of the first `count` choices of `offers`, fallback choices left out; gives its length. */
  waiting(offers: ArrayLike<number>, count: number, stack: number): number {
    checkCount(count);
    const { numbers } = this;
    const { data } = this.table.offers;
    let visible = 0;
    for (let i = 0; i < count; i++) {
      const offer = offers[i];
      if (data[offer * OfferPart.Length + OfferPart.IsFallback] === 0) numbers[visible++] = offer;
    }
    return this.resting(waitsForChoice, visible, stack);
  }

  /** The same after a rule that offered all these choices, if such a state was written before; else -1. */
  closing(rule: number): number {
    const known = this.closings[rule];
    if (known === undefined) return -1;
    const { bytes, live } = known;
    for (let i = 0; i < bytes.length; i++) this.buffer[i] = bytes[i];
    this.at = bytes.length;
    return this.writeSlots(live, live.length);
  }

  /** Writes a state likewise, and remembers how it begins for `closing`. */
  close(rule: number, offers: ArrayLike<number>, count: number, stack: number): number {
    const length = this.waiting(offers, count, stack);
    this.closings[rule] = { bytes: this.buffer.slice(0, this.head), live: this.live };
    return length;
  }

  /** Writes a state that waits for a draw. */
  drawing(offers: ArrayLike<number>, count: number, middle: number): number {
    checkCount(count);
    for (let i = 0; i < count; i++) this.numbers[i] = offers[i];
    return this.resting(waitsForDraw, count, middle);
  }

  /** Writes a state in which the story is over. */
  over(kind: number, address: number, message: number): number {
    this.begin(kind);
    this.unsigned(address + 1);
    this.unsigned(message + 1);
    const { whenOver } = this.table.layout;
    return this.writeSlots(whenOver, whenOver.length);
  }

  private resting(kind: number, count: number, rest: number): number {
    this.begin(kind);
    this.writeOffers(count);
    this.unsigned(rest);
    this.head = this.at;
    this.findLive(count, kind === waitsForDraw ? rest : -1);
    return this.writeSlots(this.kept, this.keptCount);
  }

  /** Writes the first `count` of `numbers`, each run of successive ones as how far it begins after the last one's end, and how long it is. */
  private writeOffers(count: number): void {
    const { numbers } = this;
    this.unsigned(count);
    for (let from = 0, next = 0; from < count; ) {
      let end = from + 1;
      while (end < count && numbers[end] === numbers[end - 1] + 1) end++;
      const gap = numbers[from] - next;
      const isLong = end - from > 1;
      this.unsigned((((gap << 1) ^ (gap >> 31)) << 1) | (isLong ? 1 : 0));
      if (isLong) this.unsigned(end - from - 2);
      next = numbers[end - 1] + 1;
      from = end;
    }
  }

  private begin(kind: number): void {
    this.at = 0;
    this.buffer[this.at++] = kind;
    if (this.keepsNotes) this.unsigned(this.noted);
  }

  /** Finds the slots that are live for the first `count` choices in `numbers`, and for the turn that a draw interrupts (-1: none). */
  private findLive(count: number, middle: number): void {
    const { numbers, found } = this;
    const { offerRows, middleRows, layout } = this.table;
    const { words, slotOfBit, dead } = layout;
    this.kept = dead ? found : this.allSlots;
    this.keptCount = this.allSlots.length;
    if (!dead) return;
    const { data } = offerRows;
    let size = 0;
    for (let w = 0; w < words; w++) {
      let row = middle < 0 ? 0 : middleRows.data[middle * words + w];
      for (let i = 0; i < count; i++) row |= data[numbers[i] * words + w];
      for (; row !== 0; row &= row - 1) {
        const slot = slotOfBit[(w << 5) + 31 - Math.clz32(row & -row)];
        if (slot >= 0) found[size++] = slot;
      }
    }
    this.keptCount = size;
  }

  /** Writes the first `count` slots of `live`. */
  private writeSlots(live: Int32Array, count: number): number {
    const { slots } = this;
    const { initial } = this.table.layout;
    let run = 0;
    for (let i = 0; i < count; i++) {
      const slot = live[i];
      const value = slots[slot];
      if (value === initial[slot]) run++;
      else {
        this.unsigned(run);
        run = 0;
        this.unsigned((value << 1) ^ (value >> 31));
      }
    }
    if (this.at > this.buffer.length - 1024) throw new RangeError('a state of more than 64 kilobytes');
    return this.at;
  }

  private unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest > 127) {
      this.buffer[this.at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.buffer[this.at++] = rest;
  }

  /** Reads a state. */
  read(bytes: Uint8Array, from: number, length: number): void {
    const { slots } = this;
    const { layout } = this.table;
    slots.set(layout.dead ? layout.dropped : layout.initial);
    this.readOffers(bytes, from);
    if (this.kind !== waitsForChoice && this.kind !== waitsForDraw) {
      this.address = this.readUnsigned(bytes) - 1;
      this.message = this.readUnsigned(bytes) - 1;
      this.kept = layout.whenOver;
      this.keptCount = layout.whenOver.length;
      this.readSlots(bytes, from + length);
      return;
    }
    this.rest = this.readUnsigned(bytes);
    this.findLive(this.count, this.kind === waitsForDraw ? this.rest : -1);
    this.readSlots(bytes, from + length);
  }

  /** Reads only the kind of a state and what it has on offer. */
  readOffers(bytes: Uint8Array, from: number): void {
    this.at = from;
    this.kind = bytes[this.at++];
    this.noted = this.keepsNotes ? this.readUnsigned(bytes) : 0;
    this.count = this.kind === waitsForChoice || this.kind === waitsForDraw ? this.readUnsigned(bytes) : 0;
    for (let i = 0, next = 0; i < this.count; ) {
      const run = this.readUnsigned(bytes);
      const end = i + ((run & 1) === 1 ? this.readUnsigned(bytes) + 2 : 1);
      for (next += (run >>> 2) ^ -((run >>> 1) & 1); i < end; i++) this.numbers[i] = next++;
    }
  }

  private readSlots(bytes: Uint8Array, end: number): void {
    const { slots, kept: live, keptCount } = this;
    const { initial } = this.table.layout;
    let i = 0;
    while (this.at < end) {
      for (let run = this.readUnsigned(bytes); run > 0; run--, i++) slots[live[i]] = initial[live[i]];
      const value = this.readUnsigned(bytes);
      slots[live[i++]] = (value >>> 1) ^ -(value & 1);
    }
    for (; i < keptCount; i++) slots[live[i]] = initial[live[i]];
  }

  private readUnsigned(bytes: Uint8Array): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes[this.at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
      shift += 7;
    }
  }
}

function checkCount(count: number): void {
  if (count > maxOffers) throw new RangeError(`more than ${maxOffers} choices at once`);
}

/** Whether the story is over in a state. */
export function isOver(state: Uint8Array): boolean {
  return state[0] !== waitsForChoice && state[0] !== waitsForDraw;
}

/** How the story is over in a state without notes: the same for the same kind, address and message. */
export function overKey(state: Uint8Array): string {
  let at = 1;
  for (let numbers = 0; numbers < 2; at++) if (state[at] < 128) numbers++;
  return state.subarray(0, at).join();
}

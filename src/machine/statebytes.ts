import { Changes } from './changes.ts';
import { OfferPart, type RuleTable } from './ruletable.ts';
import { maxOffers, Runs } from './runs.ts';
import { bitsOf, countOf, lowest, slotsOf } from './slotbits.ts';

/** The kinds of states that wait, as the first byte of a state. */
export const waitsForChoice = 0;
export const waitsForDraw = 1;

/** The beginning of states that come of a rule which alone tells what is on offer, and the slots that they keep, as bits. */
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
  /** Must be told of every slot that is given a value before a state is written. */
  readonly changes: Changes;
  /** What is on offer in the state that was read last. */
  private readonly runs = new Runs();
  /** Slots as bits: those kept in the state that was read last; and those of them that have the values from the beginning of the story in it. */
  private kept: Int32Array;
  readonly usual: Int32Array;
  /** Those that were found to be live last, all there are, and those kept where the story is over. */
  private readonly found: Int32Array;
  private readonly all: Int32Array;
  private readonly whenOver: Int32Array;
  private readonly closings: (Closing | undefined)[] = [];

  constructor(table: RuleTable, slots: Int32Array, keepsNotes = false) {
    this.table = table;
    this.slots = slots;
    this.keepsNotes = keepsNotes;
    this.changes = new Changes(slots);
    this.all = bitsOf(slots.keys(), slots.length);
    this.whenOver = bitsOf(table.layout.whenOver, slots.length);
    this.found = new Int32Array(table.layout.words);
    this.usual = this.found.slice();
    this.kept = this.found;
  }

  /** Whether the story goes on from the state that was written last. */
  get isWaiting(): boolean {
    return !isOver(this.buffer);
  }

  /** The slots kept in the state that was read last, in ascending order; until another one is written. */
  get live(): number[] {
    return slotsOf(this.kept);
  }

  /** Of some choices those that are no fallbacks; valid until the next call, or until a state is read. */
  shown(offers: Runs): Runs {
    return this.hasFallback(offers) ? this.withoutFallbacks(offers) : offers;
  }

  private hasFallback({ data: runs, end }: Runs): boolean {
    const { data } = this.table.offers;
    for (let i = 0; i < end; i += 2)
      for (let offer = runs[i + 1] - 1; offer >= runs[i]; offer = data[offer * OfferPart.Length + OfferPart.Alike] - 1)
        if (data[offer * OfferPart.Length + OfferPart.IsFallback] === 1) return true;
    return false;
  }

  private withoutFallbacks({ data: all, end }: Runs): Runs {
    const { runs } = this;
    const { data } = this.table.offers;
    runs.clear();
    for (let i = 0; i < end; i += 2)
      for (let offer = all[i]; offer < all[i + 1]; offer++)
        if (data[offer * OfferPart.Length + OfferPart.IsFallback] === 0) runs.add(offer);
    return runs;
  }

  /** Writes a state that waits for one of some choices, none of which is a fallback; gives its length. */
  waiting(offers: Runs, stack: number): number {
    return this.resting(waitsForChoice, offers, stack);
  }

  /** The same after a rule that offered all these choices, if such a state was written before; else -1. */
  closing(rule: number): number {
    const known = this.closings[rule];
    if (known === undefined) return -1;
    const { bytes, live } = known;
    for (let i = 0; i < bytes.length; i++) this.buffer[i] = bytes[i];
    this.at = bytes.length;
    return this.writeSlots(live);
  }

  /** Writes a state likewise, and remembers how it begins for `closing`. */
  close(rule: number, offers: Runs, stack: number): number {
    const length = this.waiting(offers, stack);
    this.closings[rule] = { bytes: this.buffer.slice(0, this.head), live: this.kept.slice() };
    return length;
  }

  /** Writes a state that waits for a draw. */
  drawing(offers: Runs, middle: number): number {
    return this.resting(waitsForDraw, offers, middle);
  }

  /** Writes a state in which the story is over. */
  over(kind: number, address: number, message: number): number {
    this.begin(kind);
    this.unsigned(address + 1);
    this.unsigned(message + 1);
    return this.writeSlots(this.whenOver);
  }

  private resting(kind: number, offers: Runs, rest: number): number {
    this.begin(kind);
    this.writeOffers(offers);
    this.unsigned(rest);
    this.head = this.at;
    this.kept = this.liveFor(offers, kind === waitsForDraw ? rest : -1);
    return this.writeSlots(this.kept);
  }

  /** Writes how many choices there are, and each run of them as how far it begins after the last one's end, and how long it is. */
  private writeOffers({ data, end, count }: Runs): void {
    this.unsigned(count);
    for (let i = 0, next = 0; i < end; i += 2) {
      const gap = data[i] - next;
      next = data[i + 1];
      const length = next - data[i];
      this.unsigned((((gap << 1) ^ (gap >> 31)) << 1) | (length > 1 ? 1 : 0));
      if (length > 1) this.unsigned(length - 2);
    }
  }

  private begin(kind: number): void {
    this.at = 0;
    this.buffer[this.at++] = kind;
    if (this.keepsNotes) this.unsigned(this.noted);
  }

  /** The slots that are live for some choices, and for the turn that a draw interrupts (-1: none). */
  private liveFor({ data: runs, end }: Runs, middle: number): Int32Array {
    const { found } = this;
    const { offers, offerRows, middleRows, layout } = this.table;
    const { words, dead } = layout;
    if (!dead) return this.all;
    for (let w = 0; w < words; w++) found[w] = middle < 0 ? 0 : middleRows.data[middle * words + w];
    for (let i = 0; i < end; i += 2) {
      // those that are alike have the same row
      for (let offer = runs[i + 1] - 1; offer >= runs[i]; ) {
        for (let w = 0; w < words; w++) found[w] |= offerRows.data[offer * words + w];
        offer = offers.data[offer * OfferPart.Length + OfferPart.Alike] - 1;
      }
    }
    return found;
  }

  /** Writes some slots, and looks only at those that may have another value than at the beginning. */
  private writeSlots(live: Int32Array): number {
    const { slots, changes } = this;
    const { initial } = this.table.layout;
    let before = 0;
    let next = 0;
    for (let w = 0; w < live.length; w++) {
      const word = live[w];
      for (let rest = word & changes.mayDiffer(w); rest !== 0; rest &= rest - 1) {
        const slot = lowest(w, rest);
        const value = slots[slot];
        if (value === initial[slot]) continue;
        const index = before + countOf(word & ((rest & -rest) - 1));
        this.unsigned(index - next);
        this.unsigned((value << 1) ^ (value >> 31));
        next = index + 1;
      }
      before += countOf(word);
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
      this.kept = this.whenOver;
      this.readSlots(bytes, from + length);
      return;
    }
    this.rest = this.readUnsigned(bytes);
    this.kept = this.liveFor(this.runs, this.kind === waitsForDraw ? this.rest : -1);
    this.readSlots(bytes, from + length);
  }

  /** Reads only the kind of a state and what it has on offer. */
  readOffers(bytes: Uint8Array, from: number): void {
    this.at = from;
    this.kind = bytes[this.at++];
    this.noted = this.keepsNotes ? this.readUnsigned(bytes) : 0;
    this.count = this.kind === waitsForChoice || this.kind === waitsForDraw ? this.readUnsigned(bytes) : 0;
    const { runs, numbers } = this;
    runs.clear();
    for (let next = 0; runs.count < this.count; ) {
      const run = this.readUnsigned(bytes);
      const first = next + ((run >>> 2) ^ -((run >>> 1) & 1));
      next = first + ((run & 1) === 1 ? this.readUnsigned(bytes) + 2 : 1);
      for (let offer = first; offer < next; offer++) numbers[runs.count + offer - first] = offer;
      runs.addRun(first, next);
    }
  }

  private readSlots(bytes: Uint8Array, end: number): void {
    const { slots, kept, usual } = this;
    const { initial } = this.table.layout;
    let run = this.at < end ? this.readUnsigned(bytes) : -1;
    for (let w = 0; w < kept.length; w++) {
      let word = kept[w];
      for (let rest = word; rest !== 0; rest &= rest - 1) {
        const slot = lowest(w, rest);
        if (run-- !== 0) slots[slot] = initial[slot];
        else {
          const value = this.readUnsigned(bytes);
          slots[slot] = (value >>> 1) ^ -(value & 1);
          run = this.at < end ? this.readUnsigned(bytes) : -1;
          word &= ~(1 << (slot & 31));
        }
      }
      usual[w] = word;
    }
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

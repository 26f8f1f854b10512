import type { Changes } from './changes.ts';
import { follow } from './decisions.ts';
import { type Door, Hall } from './halls.ts';
import { Ints } from './ints.ts';
import { RulePart, type RuleTable, sameCalls } from './ruletable.ts';
import { maxOffers, type Runs } from './runs.ts';
import { lowest } from './slotbits.ts';

/**
 * What a stride asks: a slot plus one (0: nothing is known), the number of the hall plus one that it is part of (0: none), and its ways on. Of each: the
 * slot's value, the next stretch, and a choice that is offered or -1.
 */
const Stride = { Slot: 0, Hall: 1, Ways: 2, Length: 8 } as const;
const Way = { Value: 0, Next: 1, Offer: 2, Length: 3 } as const;
const ways = 2;
const none = -1;
/** One in so many stretches is looked into: what comes often is among these, too. */
const interval = 16;
/** Halls are made when so often nothing new was learned; and when twice as often, after that. */
const firstPatience = 256;
/** A hall has so many stretches at least (else single strides are as fast) and at most; near the most choices that can be on offer there are no strides. */
const shortest = 32;
const longest = 4096;
const room = maxOffers - longest;

/**
 * Stretches of turns that ask for one slot, change nothing and offer at most one choice, as short cuts past the rules that say so: most of what a hub with
 * many choices does. Rows of them are passed at once (see `Hall`). All of it follows from the table, in which nothing ever changes that is known.
 */
export class Strides {
  /** How many strides were taken last. */
  taken = 0;
  /** How many of them were passed at once. */
  private passed = 0;
  /** How many stretches were noted; and how often strides were asked for since the last new one. */
  private met = 0;
  private since = 0;
  private patience = firstPatience;
  private readonly known = new Ints();
  private halls: Hall[] = [];
  private readonly table: RuleTable;
  private readonly slots: Int32Array;
  private readonly changes: Changes;

  constructor(table: RuleTable, slots: Int32Array, changes: Changes) {
    this.table = table;
    this.slots = slots;
    this.changes = changes;
  }

  /** Goes on from a stretch for about so many strides at most, adding to what is on offer; gives the stretch that it comes to. */
  go(from: number, most: number, offers: Runs): number {
    const { slots } = this;
    const { data, length } = this.known;
    let stretch = from;
    let taken = 0;
    while (taken < most && offers.count < room) {
      const at = stretch * Stride.Length;
      if (at >= length || data[at + Stride.Slot] === 0) break;
      if (data[at + Stride.Hall] !== 0) {
        stretch = this.pass(this.halls[data[at + Stride.Hall] - 1], stretch, offers);
        if (this.passed === 0) break;
        taken += this.passed;
      } else {
        const way = this.wayFrom(at, slots);
        if (way < 0) break;
        if (data[way + Way.Offer] >= 0) offers.add(data[way + Way.Offer]);
        stretch = data[way + Way.Next];
        taken++;
      }
    }
    this.taken = taken;
    if (taken > 0 && ++this.since === this.patience) this.build();
    return stretch;
  }

  /** Which hall a stretch is part of, or -1. */
  private hallAt(stretch: number): number {
    const at = stretch * Stride.Length;
    return at < this.known.length ? this.known.data[at + Stride.Hall] - 1 : none;
  }

  /** The way on from a stride with some values of slots; -1 where none is known. */
  private wayFrom(at: number, slots: Int32Array): number {
    const { data } = this.known;
    const value = slots[data[at + Stride.Slot] - 1];
    const first = at + Stride.Ways;
    const second = first + Way.Length;
    if (data[first] === value && data[first + Way.Next] >= 0) return first;
    return data[second] === value && data[second + Way.Next] >= 0 ? second : none;
  }

  /** Goes through a hall from a stretch on, looking only at slots that may have another value than at the beginning. */
  private pass(hall: Hall, from: number, offers: Runs): number {
    const { slots, changes, known } = this;
    const { initial } = this.table.layout;
    const { stretches, bits, place } = hall;
    const first = known.data[from * Stride.Length + Stride.Slot] - 1;
    const start = place[first];
    let at = start;
    for (let w = first >> 5, ahead = -1 << (first & 31); w < bits.length; w++, ahead = -1) {
      for (let rest = bits[w] & ahead & changes.mayDiffer(w); rest !== 0; rest &= rest - 1) {
        const slot = lowest(w, rest);
        if (slots[slot] === initial[slot]) continue;
        const next = place[slot];
        hall.offer(at, next, offers);
        at = next;
        const way = this.wayFrom(stretches[at] * Stride.Length, slots);
        this.passed = at - start;
        if (way < 0) return stretches[at];
        if (known.data[way + Way.Offer] >= 0) offers.add(known.data[way + Way.Offer]);
        at++;
        this.passed++;
        if (known.data[way + Way.Next] !== stretches[at]) return known.data[way + Way.Next];
      }
    }
    hall.offer(at, hall.length, offers);
    this.passed = hall.length - start;
    return stretches[hall.length];
  }

  /** Makes halls of all strides that are known, each from one that no other leads to. */
  private build(): void {
    const { known, slots } = this;
    const count = known.length / Stride.Length;
    this.patience *= 2;
    const inside = new Set<number>();
    for (let stretch = 0; stretch < count; stretch++) {
      known.data[stretch * Stride.Length + Stride.Hall] = 0;
      const door = this.doorAt(stretch, none);
      if (door !== null && this.doorAt(door.next, door.slot) !== null) inside.add(door.next);
    }
    this.halls = [];
    for (let stretch = 0; stretch < count; stretch++) {
      const doors = inside.has(stretch) ? [] : this.doorsFrom(stretch);
      if (doors.length < shortest) continue;
      this.halls.push(new Hall(doors, slots.length));
      for (const door of doors) known.data[door.stretch * Stride.Length + Stride.Hall] = this.halls.length;
    }
  }

  /** The doors from a stretch on, up to those of another hall. */
  private doorsFrom(stretch: number): Door[] {
    const doors: Door[] = [];
    let door = this.doorAt(stretch, none);
    while (door !== null && this.hallAt(door.stretch) < 0 && doors.length < longest) {
      doors.push(door);
      door = this.doorAt(door.next, door.slot);
    }
    return doors;
  }

  /** The door at a stretch; null where none is known, or its slot doesn't come after another one. */
  private doorAt(stretch: number, after: number): Door | null {
    const { data, length } = this.known;
    const at = stretch * Stride.Length;
    const slot = at < length ? data[at + Stride.Slot] - 1 : none;
    const way = slot > after ? this.wayFrom(at, this.table.layout.initial) : none;
    return way < 0 ? null : { stretch, slot, offer: data[way + Way.Offer], next: data[way + Way.Next] };
  }

  /** Notes that a stretch was gone through by a rule: now and then it is looked into whether that makes a stride. */
  note(stretch: number, rule: number): void {
    if (++this.met % interval === 0) this.consider(stretch, rule);
  }

  private consider(stretch: number, rule: number): void {
    const { code, records, trees } = this.table;
    const root = trees.data[stretch];
    if (root <= 0) return;
    const slot = code.data[root];
    const { data } = records;
    if (slot < 0 || slot >= this.slots.length || data[rule + RulePart.Next] < 0) return;
    if (data[rule + RulePart.Calls] !== sameCalls || data[rule + RulePart.Offers] > 1) return;
    if (data[rule + RulePart.Sets] + data[rule + RulePart.Raises] + data[rule + RulePart.Updates] > 0) return;
    const offers = data[rule + RulePart.Offers] === 1;
    const offer = offers ? data[rule + RulePart.Length] : none;
    if (offers && offer < 0) return; // it depends on the calls that wait
    const value = this.slots[slot];
    if (follow(code.data, root, value) !== ~rule) return;
    const { known } = this;
    const at = stretch * Stride.Length;
    while (known.length <= at) this.addStretch();
    known.data[at + Stride.Slot] = slot + 1;
    for (let way = at + Stride.Ways; way < at + Stride.Length; way += Way.Length) {
      if (known.data[way + Way.Next] >= 0) continue;
      known.data.set([value, data[rule + RulePart.Next], offer], way);
      this.since = 0;
      return;
    }
  }

  private addStretch(): void {
    this.known.append([0, 0]);
    for (let way = 0; way < ways; way++) this.known.append([0, none, none]);
  }
}

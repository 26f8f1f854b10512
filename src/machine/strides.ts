import { follow } from './decisions.ts';
import { Ints } from './ints.ts';
import { RulePart, type RuleTable, sameCalls } from './ruletable.ts';

/** What a stride asks: a slot plus one (0: nothing is known), and its ways on. Of each: the slot's value, the next stretch, and a choice that is offered or -1. */
const Stride = { Slot: 0, Ways: 1, Length: 7 } as const;
const Way = { Value: 0, Next: 1, Offer: 2, Length: 3 } as const;
const ways = 2;
const none = -1;
/** One in so many stretches is looked into: what comes often is among these, too. */
const interval = 16;

/**
 * Stretches of turns that ask for one slot, change nothing and offer at most one choice, as short cuts past the rules that say so: most of what a hub with
 * many choices does. All of it follows from the table, in which nothing ever changes that is known.
 */
export class Strides {
  /** How many strides were taken last. */
  taken = 0;
  /** How many choices were on offer in the end. */
  count = 0;
  /** How many stretches were noted. */
  private met = 0;
  private readonly known = new Ints();
  private readonly table: RuleTable;
  private readonly slots: Int32Array;

  constructor(table: RuleTable, slots: Int32Array) {
    this.table = table;
    this.slots = slots;
  }

  /** Goes on from a stretch for at most so many strides, adding to the first `count` choices of `offers`; gives the stretch that it comes to. */
  go(from: number, most: number, offers: Int32Array, count: number): number {
    const { slots } = this;
    const { data, length } = this.known;
    let stretch = from;
    let taken = 0;
    let offered = count;
    for (; taken < most && offered < offers.length; taken++) {
      const at = stretch * Stride.Length;
      if (at >= length || data[at] === 0) break;
      const value = slots[data[at] - 1];
      let way = at + Stride.Ways;
      if (data[way + Way.Next] < 0 || data[way] !== value) way += Way.Length;
      if (data[way + Way.Next] < 0 || data[way] !== value) break;
      if (data[way + Way.Offer] >= 0) offers[offered++] = data[way + Way.Offer];
      stretch = data[way + Way.Next];
    }
    this.taken = taken;
    this.count = offered;
    return stretch;
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
      return;
    }
  }

  private addStretch(): void {
    this.known.push(0);
    for (let way = 0; way < ways; way++) this.known.append([0, none, none]);
  }
}

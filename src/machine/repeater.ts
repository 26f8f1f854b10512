import { type Answers, Unknown } from './answers.ts';
import { noCalls } from './calls.ts';
import type { Changes } from './changes.ts';
import { callKey, follow, hashOf, offeredKey, relationKey } from './decisions.ts';
import { forgottenCount } from './machine.ts';
import type { Narration } from './narration.ts';
import { Relations } from './relations.ts';
import {
  ComputationPart,
  contentBelow,
  MiddlePart,
  noMoreCalls,
  OfferPart,
  RulePart,
  type RuleTable,
  sameCalls,
} from './ruletable.ts';
import { maxOffers, Runs } from './runs.ts';
import { type StateBytes, waitsForChoice, waitsForDraw } from './statebytes.ts';
import { Strides } from './strides.ts';

/** More stretches than this in one turn, and it is left to the machine, which notices turns without end. */
const longestTurn = 4000;

/** In place of a length: the turn goes on with a fallback choice. */
const falls = -2;

/** Whoever can learn what isn't known yet. */
export interface Learner {
  /** The rule for a stretch with the slots as they are, after it was carried out; -1 where that can't be learned. */
  rule(stretch: number): number;
  /** The stretch that begins with a choice. */
  choice(offer: number): number;
  /** The stretch that goes on with a choice as the only thing on offer, a fallback. */
  fallback(offer: number, fallbacks: number): number;
  /** The stretch that goes on from an interrupted turn with an outcome. */
  draw(middle: number, outcome: number): number;
  /** The outcomes of the draw that an interrupted turn waits for, as a record of the table; -1 where they can't be learned. */
  outcomes(middle: number): number;
  /** What a template stands for while these calls wait; -1 where they are too deep. */
  worked(template: number, calls: number): number;
}

/**
 * Repeats what was learned of turns, from the table alone: takes a state as bytes and writes those that follow. Without a learner it
 * says so where it comes to something unknown; with one, the learner works on the same slots.
 */
export class Repeater {
  /** The choices on offer so far. */
  private readonly offers = new Runs();
  /** The calls that wait, by number. */
  calls = noCalls;
  /** How many stretches were gone through: for whoever wants to know, and sets it back. */
  stretches = 0;
  /** The rules by which the last step was taken, where somebody wants to know. */
  readonly trail: number[] = [];
  keepsTrail = false;
  readonly bytes: StateBytes;
  private readonly table: RuleTable;
  private readonly slots: Int32Array;
  readonly answers: Answers;
  private readonly strides: Strides;
  readonly relations: Relations;
  private readonly learner: Learner | null;
  /** Who follows what is told; null where nobody listens. */
  private readonly narration: Narration | null;
  /** What was noted in the state that was opened. */
  private noted = 0;
  /** Takes the slots back to those of the state that was opened. */
  private readonly changes: Changes;
  /** What the state that was opened has on offer, and the outcomes of its draw. */
  private readonly onOffer = new Int32Array(maxOffers);
  private onOfferCount = 0;
  private middle = -1;
  private outcomes = -1;
  /** Whether what the last rule offered is the same whatever calls wait. */
  private isFixed = true;

  constructor(
    table: RuleTable,
    slots: Int32Array,
    bytes: StateBytes,
    answers: Answers,
    learner: Learner | null,
    narration: Narration | null = null,
  ) {
    this.table = table;
    this.slots = slots;
    this.bytes = bytes;
    this.answers = answers;
    this.relations = new Relations(table, slots);
    this.learner = learner;
    this.strides = new Strides(table, slots, bytes.changes);
    this.narration = narration;
    this.changes = bytes.changes;
  }

  /** How many choices are on offer so far. */
  get count(): number {
    return this.offers.count;
  }

  /** Has so many choices be on offer and such calls wait, for whoever asks for rules alone. */
  stand(count: number, calls: number): void {
    this.offers.count = count;
    this.calls = calls;
  }

  /** Opens a state; gives how many steps lead on from it, or -1 where that isn't known. */
  open(state: Uint8Array, from: number, length: number): number {
    const { bytes } = this;
    bytes.read(state, from, length);
    this.changes.begin(bytes.usual);
    this.noted = bytes.noted;
    this.onOfferCount = bytes.count;
    for (let i = 0; i < bytes.count; i++) this.onOffer[i] = bytes.numbers[i];
    this.middle = -1;
    if (bytes.kind === waitsForChoice) return bytes.rest === 0 ? bytes.count : -1;
    if (bytes.kind !== waitsForDraw) return 0;
    this.middle = bytes.rest;
    const draw = this.waitAgain();
    const found = this.find(this.table.draws.data[draw]);
    this.outcomes = found < 0 ? ~found : (this.learning()?.outcomes(this.middle) ?? -1);
    return this.outcomes < 0 ? -1 : this.table.records.data[this.outcomes];
  }

  /** The calls wait of the turn that a draw interrupted; gives the draw. */
  private waitAgain(): number {
    const { data } = this.table.middles;
    this.calls = data[this.middle * MiddlePart.Length + MiddlePart.Calls];
    return data[this.middle * MiddlePart.Length + MiddlePart.Draw];
  }

  /** The label of a step from the state that was opened: the index of a choice, or an outcome. */
  label(step: number): number {
    return this.middle < 0 ? step : this.table.records.data[this.outcomes + 1 + 2 * step];
  }

  /** Takes a step from the state that was opened and writes the state that comes of it to the buffer; gives its length, or -1 where something unknown is met. */
  take(step: number): number {
    if (this.keepsTrail) this.trail.length = 0;
    this.changes.undo();
    return this.middle < 0 ? this.choose(this.onOffer[step]) : this.decide(step);
  }

  private choose(offer: number): number {
    this.passTurn();
    this.narration?.begin(offer, this.noted);
    const { data } = this.table.offers;
    const stretch = data[offer * OfferPart.Length + OfferPart.Stretch];
    this.calls = data[offer * OfferPart.Length + OfferPart.Calls];
    this.offers.clear();
    return this.run(stretch < 0 ? (this.learning()?.choice(offer) ?? -1) : stretch);
  }

  /** Whoever can learn, on the same slots; null where nobody can. */
  private learning(): Learner | null {
    this.changes.noteAll();
    return this.learner;
  }

  private decide(step: number): number {
    this.narration?.resume(this.noted);
    const at = this.outcomes + 1 + 2 * step;
    const [outcome, stretch] = [this.table.records.data[at], this.table.records.data[at + 1]];
    this.waitAgain();
    this.offers.clear();
    for (let i = 0; i < this.onOfferCount; i++) this.offers.add(this.onOffer[i]);
    if (stretch >= 0 || this.learner === null) return this.run(stretch);
    const learned = this.learning()!.draw(this.middle, outcome);
    this.table.records.data[at + 1] = learned;
    return this.run(learned);
  }

  /** Counts a turn, as `Machine.passTurn` does. */
  private passTurn(): void {
    const { slots, changes } = this;
    const { clocks, limit, least } = this.table.layout;
    for (let i = 0; i < clocks.length; i++) {
      const slot = clocks[i];
      const never = slots[slot] === forgottenCount || (slots[slot] < 0 && slot !== slots.length - 1);
      if (never) continue;
      changes.note(slot);
      if (++slots[slot] >= limit[slot]) slots[slot] = least[slot];
    }
  }

  /** Goes through the stretches of a turn from the first on, to where the story rests; gives the length of that state, or -1 where something unknown is met. */
  private run(first: number): number {
    const { learner, narration, strides } = this;
    const isQuick = narration === null && !this.keepsTrail;
    let stretch = first;
    for (let i = 0; i < longestTurn && stretch >= 0; i++) {
      if (isQuick) {
        stretch = strides.go(stretch, longestTurn - i, this.offers);
        this.stretches += strides.taken;
        i += strides.taken;
      }
      this.stretches++;
      const found = this.find(this.table.trees.data[stretch]);
      if (found >= 0 && learner === null) return -1;
      const rule = found < 0 ? ~found : this.learning()!.rule(stretch);
      if (rule < 0) return -1;
      const { data } = this.table.records;
      if (found < 0) {
        if (isQuick) strides.note(stretch, rule);
        this.apply(data, rule);
      }
      if (!isQuick) this.follow(data, rule);
      const closed = this.close(data, rule);
      if (closed >= 0) return closed;
      if (!this.offer(data, rule)) return -1;
      const calls = data[rule + RulePart.Calls];
      if (calls !== sameCalls && !this.wait(calls)) return -1;
      stretch = data[rule + RulePart.Next];
      if (stretch >= 0) continue;
      const written = this.rest(data, rule);
      if (written !== falls) return written;
      stretch = this.fallback(data, rule);
    }
    return -1;
  }

  /** For whoever wants to know of a rule that it was gone by. */
  private follow(data: Int32Array, rule: number): void {
    if (this.keepsTrail) this.trail.push(rule);
    this.narration?.repeat(data[rule + RulePart.Number]);
  }

  /** Writes the state in which a turn rests after a rule; gives its length, -1 where it isn't known, or `falls` where only fallback choices are on offer. */
  private rest(data: Int32Array, rule: number): number {
    const { bytes, offers, narration } = this;
    const middle = data[rule + RulePart.Middle];
    if (middle !== -1) {
      const interrupted = middle >= 0 ? middle : this.standsFor(-2 - middle);
      if (interrupted < 0) return -1;
      if (narration !== null) bytes.noted = narration.pause();
      return bytes.drawing(offers, interrupted);
    }
    if (data[rule + RulePart.Always] === 1 || this.count === 0) {
      const over = rule + RulePart.Over;
      if (narration !== null) bytes.noted = narration.end(false);
      return bytes.over(data[over], data[over + 1], data[over + 2]);
    }
    const shown = bytes.shown(offers);
    if (shown.count === 0) return falls;
    const stack = data[rule + RulePart.Stack];
    if (narration !== null) bytes.noted = narration.end(true);
    const isAlone = this.isFixed && this.count === data[rule + RulePart.Offers] && narration === null;
    if (!isAlone || data[rule + RulePart.Calls] !== sameCalls) return bytes.waiting(shown, stack);
    return bytes.close(data[rule + RulePart.Number], shown, stack);
  }

  /** Writes the state in which a turn rests if a rule alone tells what is on offer in it, and such a state was written before; else gives -1. */
  private close(data: Int32Array, rule: number): number {
    if (data[rule + RulePart.Next] >= 0 || this.count > 0) return -1;
    const written = this.bytes.closing(data[rule + RulePart.Number]);
    if (written >= 0) this.stand(data[rule + RulePart.Offers], this.calls);
    return written;
  }

  /** Goes on with a fallback choice after a rule: gives the stretch, or -1 where it isn't known. */
  private fallback(data: Int32Array, rule: number): number {
    if (data[rule + RulePart.Stack] !== 0) return -1;
    const first = this.offers.data[0];
    this.calls = this.table.offers.data[first * OfferPart.Length + OfferPart.Calls];
    this.offers.clear();
    return this.stretchOfFallback(first, data[rule + RulePart.Fallbacks]);
  }

  /** Has other calls wait, as a rule says; false where it isn't known which. */
  private wait(calls: number): boolean {
    this.calls = calls === noMoreCalls ? noCalls : this.standsFor(calls);
    return this.calls >= 0;
  }

  /** What a template stands for while these calls wait; -1 where that isn't known. */
  private standsFor(template: number): number {
    const map = this.table.templates.data[template];
    const found = map === 0 ? 0 : follow(this.table.code.data, map, this.calls);
    return found < 0 ? ~found : (this.learning()?.worked(template, this.calls) ?? -1);
  }

  /** Offers what a rule offers; false where it isn't known. */
  private offer(data: Int32Array, rule: number): boolean {
    const offered = data[rule + RulePart.Offers];
    this.isFixed = true;
    if (offered === 0) return true;
    if (this.count + offered > maxOffers) return false;
    const from =
      rule +
      RulePart.Length +
      data[rule + RulePart.Sets] +
      data[rule + RulePart.Raises] +
      data[rule + RulePart.Updates];
    for (let i = from; i < from + offered; i++) {
      const offer = data[i] >= 0 ? data[i] : this.offerNow(~data[i]);
      if (offer < 0) return false;
      this.offers.add(offer);
    }
    return true;
  }

  /** The choice that a template stands for now. */
  private offerNow(template: number): number {
    this.isFixed = false;
    return this.standsFor(template);
  }

  private stretchOfFallback(offer: number, fallbacks: number): number {
    const map = this.table.fallbacks.data[fallbacks];
    const found = map === 0 ? 0 : follow(this.table.code.data, map, offer);
    return found < 0 ? ~found : (this.learning()?.fallback(offer, fallbacks) ?? -1);
  }

  /** Where a tree leads with the slots as they are: `~leaf`, or 0 where that isn't known. */
  private find(tree: number): number {
    const { slots, answers, relations, table } = this;
    let code = table.code.data;
    let at = tree;
    while (at > 0) {
      const key = code[at];
      let value: number;
      if (key >= slots.length) {
        value = answers.answer(key - slots.length);
        if (value === Unknown) return 0;
        code = table.code.data; // it may have grown
      } else if (key >= 0) value = slots[key];
      else if (key === offeredKey) value = this.count;
      else if (key <= relationKey) value = relations.answer(relationKey - key);
      else value = contentBelow(table, this.calls, callKey - key);
      const mask = code[at + 1];
      let entry = at + 3 + 2 * (hashOf(value) & mask);
      while (code[entry] !== value && code[entry + 1] !== 0) {
        entry += 2;
        if (entry > at + 3 + 2 * mask) entry = at + 3;
      }
      at = code[entry + 1];
    }
    return at;
  }

  /** Does to the slots what a rule says. */
  private apply(data: Int32Array, rule: number): void {
    const { slots, table, answers, changes } = this;
    const { limit, least } = table.layout;
    let at = rule + RulePart.Length;
    for (const end = at + data[rule + RulePart.Sets]; at < end; at += 2) {
      changes.note(data[at]);
      slots[data[at]] = data[at + 1];
    }
    for (const end = at + data[rule + RulePart.Raises]; at < end; at++) {
      const slot = data[at];
      changes.note(slot);
      if (slots[slot] !== forgottenCount && ++slots[slot] >= limit[slot]) slots[slot] = least[slot];
    }
    const { data: computations } = table.computations;
    for (const end = at + data[rule + RulePart.Updates]; at < end; at++) {
      const slot = computations[data[at] * ComputationPart.Length + ComputationPart.Slot];
      changes.note(slot);
      slots[slot] = answers.result(data[at]);
    }
  }
}

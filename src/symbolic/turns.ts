import { type Changes, nothing } from '../diagrams/diagrams.ts';
import { noCalls } from '../machine/calls.ts';
import { callKey, follow, offeredKey, relationKey } from '../machine/decisions.ts';
import { forgottenCount } from '../machine/machine.ts';
import type { Rules } from '../machine/rules.ts';
import {
  ComputationPart,
  contentBelow,
  MiddlePart,
  noMoreCalls,
  OfferPart,
  RulePart,
  type RuleTable,
  sameCalls,
} from '../machine/ruletable.ts';
import { NotFollowed, type Vectors } from './vectors.ts';

/** Where states rest: all waiting for a choice; waiting for the same draw; or over in the same way. */
export interface Place {
  readonly kind: 'choice' | 'draw' | 'over';
  /** The number of the interrupted turn at a draw. */
  readonly middle: number;
  /** How the story is over: kind, address and message. */
  readonly over: readonly number[];
}

/** A part of a set of states in the middle of a turn, what becomes of it next, and where that leads: to a stretch, or (-1) to rest at a place. */
export interface Arc {
  readonly part: number;
  readonly changes: Changes;
  /** The stretch with the calls that wait while it is gone through, by a number of their own (see `Turns.spot`). */
  readonly stretch: number;
  readonly place: Place | null;
  /** The rule by which it goes; -1 where a turn begins. */
  readonly rule: number;
}

/** How a turn begins: by a choice, as `Vectors` number it, or by the outcome of a draw, which stands for so many. */
export interface Beginning {
  readonly door: number;
  readonly arc: Arc;
  readonly weight: bigint;
}

/** Turns taken by whole sets of states at once, by the rules that are learned of single ones; what isn't known yet is learned from a state of the set. */
export class Turns {
  readonly choice: Place = { kind: 'choice', middle: -1, over: [] };
  /** Is told of each rule that was learned, just after that. */
  onLearn: (rule: number) => void = () => {};
  private readonly rules: Rules;
  private readonly table: RuleTable;
  private readonly slots: Int32Array;
  private readonly vectors: Vectors;
  private readonly places = new Map<string, Place>();
  /** What rules change, by rule and what is offered. */
  private readonly effects = new Map<string, Changes>();
  private readonly spots: { readonly stretch: number; readonly calls: number }[] = [];
  private readonly spotNumbers = new Map<string, number>();
  private readonly clocks: Changes;

  constructor(rules: Rules, table: RuleTable, slots: Int32Array, vectors: Vectors) {
    this.rules = rules;
    this.table = table;
    this.slots = slots;
    this.vectors = vectors;
    this.clocks = [...table.layout.clocks].map((slot) => ({
      variable: vectors.slot(slot),
      to: (n) => this.tick(slot, n),
    }));
  }

  place(kind: 'draw' | 'over', numbers: readonly number[]): Place {
    const key = `${kind} ${numbers.join()}`;
    let place = this.places.get(key);
    if (place === undefined) {
      place = { kind, middle: kind === 'draw' ? numbers[0] : -1, over: kind === 'draw' ? [] : numbers };
      this.places.set(key, place);
    }
    return place;
  }

  /** How the turns begin that states at a place can take. */
  *beginnings(place: Place, states: number): Generator<Beginning> {
    const { vectors } = this;
    if (place.kind === 'draw') yield* this.draws(states, place.middle);
    if (place.kind !== 'choice') return;
    for (const offer of vectors.offersIn(states)) yield this.taking(vectors.withOffer(states, offer), offer);
  }

  /** How a turn begins that takes a choice, for states in which it is on offer. */
  taking(states: number, offer: number): Beginning {
    const { offers } = this.table;
    const known = offers.data[offer * OfferPart.Length + OfferPart.Stretch];
    const stretch = this.spot(known >= 0 ? known : this.rules.choice(offer), this.callsOf(offer));
    const changes = this.merged([...this.clocks, ...this.taken(states)]);
    return { door: offer, arc: { part: states, changes, stretch, place: null, rule: -1 }, weight: 1n };
  }

  /** How the turns go on that wait for a draw: by each outcome. */
  private *draws(states: number, middle: number): Generator<Beginning> {
    const { draws, middles, records } = this.table;
    const calls = middles.data[middle * MiddlePart.Length + MiddlePart.Calls];
    const draw = middles.data[middle * MiddlePart.Length + MiddlePart.Draw];
    const leaves = this.leaves(
      states,
      calls,
      () => draws.data[draw],
      () => this.rules.outcomes(middle),
    );
    for (const [record, part] of leaves) {
      const weights = this.rules.weights.get(record);
      for (let i = 0; i < records.data[record]; i++) {
        const at = record + 1 + 2 * i;
        const door = records.data[at];
        if (records.data[at + 1] < 0) {
          const stretch = this.rules.draw(middle, door);
          records.data[at + 1] = stretch;
        }
        const arc = { part, changes: [], stretch: this.spot(records.data[at + 1], calls), place: null, rule: -1 };
        yield { door, arc, weight: BigInt(weights?.[i] ?? 1) };
      }
    }
  }

  /** The number of a stretch that is gone through while some calls wait. */
  private spot(stretch: number, calls: number): number {
    const key = `${stretch},${calls}`;
    let spot = this.spotNumbers.get(key);
    if (spot === undefined) this.spotNumbers.set(key, (spot = this.spots.push({ stretch, calls }) - 1));
    return spot;
  }

  private callsOf(offer: number): number {
    return this.table.offers.data[offer * OfferPart.Length + OfferPart.Calls];
  }

  /** What a template stands for while some calls wait. */
  private standsFor(template: number, calls: number): number {
    const map = this.table.templates.data[template];
    const found = map === 0 ? 0 : follow(this.table.code.data, map, calls);
    const number = found < 0 ? ~found : this.rules.worked(template, calls);
    if (number < 0) throw new NotFollowed('calls that are nested too deeply');
    return number;
  }

  /** What becomes of states at the beginning of a stretch. */
  *stretch(states: number, spot: number): Generator<Arc> {
    const { trees } = this.table;
    const { stretch, calls } = this.spots[spot];
    const leaves = this.leaves(
      states,
      calls,
      () => trees.data[stretch],
      () => {
        const rule = this.rules.rule(stretch);
        this.onLearn(rule);
        return rule;
      },
    );
    for (const [rule, part, last] of leaves)
      for (const arc of this.arcs(rule, part, last, calls)) yield { ...arc, rule };
  }

  /** The parts of a set by the leaves that a tree leads them to, each with the variable that was asked last (-1: none). */
  private leaves(states: number, calls: number, tree: () => number, learn: () => number): [number, number, number][] {
    const found: [number, number, number][] = [];
    const { diagrams } = this.vectors;
    const go = (at: number, bag: number, last: number): number => {
      if (at < 0) found.push([~at, bag, last]);
      if (at <= 0) return at < 0 ? nothing : bag;
      const { data } = this.table.code;
      const [variable, parts] = this.parted(bag, data[at], calls);
      let unknown = nothing;
      for (const [answer, part] of parts)
        unknown = diagrams.sum(unknown, go(follow(this.table.code.data, at, answer), part, variable));
      return unknown;
    };
    for (let open = states; ; ) {
      open = go(tree(), open, -1);
      if (open === nothing) return found;
      this.load(open, calls);
      if (learn() < 0) throw new NotFollowed('a turn that cannot be learned');
    }
  }

  /** A bag by the answers to the question that a key of a decision tree stands for. */
  private parted(bag: number, key: number, calls: number): readonly [number, Map<number, number>] {
    const { diagrams } = this.vectors;
    if (key <= relationKey) return this.byRelation(bag, relationKey - key);
    if (key <= callKey) return [-1, new Map([[contentBelow(this.table, calls, callKey - key), bag]])];
    if (key === offeredKey) return [-1, this.byCount(bag)];
    if (key < this.slots.length) {
      const variable = this.vectors.slot(key);
      return [variable, diagrams.split(bag, variable, (value) => value)];
    }
    const computation = key - this.slots.length;
    const { answers } = this.rules.repeater;
    const slot = answers.slotOf(computation);
    const variable = this.vectors.slot(slot);
    const answer = (value: number): number => {
      this.slots[slot] = value;
      return answers.answer(computation);
    };
    return [variable, diagrams.split(bag, variable, answer)];
  }

  /** A bag by whether a relation holds: by the exact value of each slot in it but the last. */
  private byRelation(bag: number, relation: number): readonly [number, Map<number, number>] {
    const { diagrams } = this.vectors;
    const { relations } = this.rules.repeater;
    const parts = new Map<number, number>();
    const variables = diagrams.sorted(relations.slotsOf(relation).map((slot) => this.vectors.slot(slot)));
    const go = (part: number, at: number): void => {
      const slot = this.vectors.meaning(variables[at]);
      const isLast = at === variables.length - 1;
      const classOf = (value: number): number => {
        this.slots[slot] = value;
        return isLast ? relations.answer(relation) : value;
      };
      for (const [number, piece] of diagrams.split(part, variables[at], classOf)) {
        if (isLast) parts.set(number, diagrams.sum(parts.get(number) ?? nothing, piece));
        else {
          this.slots[slot] = number;
          go(piece, at + 1);
        }
      }
    };
    go(bag, 0);
    return [variables.at(-1)!, parts];
  }

  /** A bag by how many choices are on offer. */
  private byCount(bag: number): Map<number, number> {
    const { diagrams } = this.vectors;
    let counts = new Map([[0, bag]]);
    for (const offer of this.vectors.offersIn(bag)) {
      const next = new Map<number, number>();
      for (const [count, part] of counts)
        for (const [is, half] of diagrams.split(part, this.vectors.offer(offer), (value) => value))
          next.set(count + is, diagrams.sum(next.get(count + is) ?? nothing, half));
      counts = next;
    }
    return counts;
  }

  /** Puts some state of a bag into the slots. */
  private load(bag: number, calls: number): void {
    const { dropped, initial, dead } = this.table.layout;
    this.slots.set(dead ? dropped : initial);
    let count = 0;
    for (const [variable, value] of this.vectors.diagrams.pick(bag)) {
      const slot = this.vectors.meaning(variable);
      if (slot >= 0) this.slots[slot] = value;
      else count += value;
    }
    this.rules.repeater.stand(count, calls);
  }

  /** What a rule does to states, and what comes then. */
  private *arcs(rule: number, bag: number, last: number, calls: number): Generator<Omit<Arc, 'rule'>> {
    const { data } = this.table.records;
    const { vectors } = this;
    const { diagrams } = vectors;
    const offers = this.offersOf(rule, calls);
    const changes = this.effect(rule, bag, last, offers);
    const next = data[rule + RulePart.Next];
    if (next >= 0)
      return yield { part: bag, changes, stretch: this.spot(next, this.callsAfter(rule, calls)), place: null };
    const middle = data[rule + RulePart.Middle];
    if (middle !== -1) {
      const interrupted = middle >= 0 ? middle : this.standsFor(-2 - middle, calls);
      return yield { part: bag, changes, stretch: -1, place: this.place('draw', [interrupted]) };
    }
    this.callsAfter(rule, calls);
    const at = rule + RulePart.Over;
    const over = this.place('over', [...data.subarray(at, at + 3)]);
    if (data[rule + RulePart.Always] === 1) return yield { part: bag, changes, stretch: -1, place: over };
    const all = vectors.offersIn(bag);
    const none = offers.length > 0 ? nothing : vectors.withNone(bag, all);
    if (none !== nothing) yield { part: none, changes, stretch: -1, place: over };
    const some = diagrams.without(diagrams.support(bag), diagrams.support(none));
    const offering = diagrams.within(bag, some);
    if (offering === nothing) return;
    const hidden = offers.every((offer) => vectors.isFallback(offer))
      ? vectors.withNone(
          offering,
          all.filter((offer) => !vectors.isFallback(offer)),
        )
      : nothing;
    const shown = diagrams.within(offering, diagrams.without(diagrams.support(offering), diagrams.support(hidden)));
    if (data[rule + RulePart.Stack] !== 0) throw new NotFollowed('values left over at the end of a turn');
    const fallbacks = [...new Set([...all, ...offers])].filter((offer) => vectors.isFallback(offer));
    const cleared = this.merged([
      ...changes,
      ...fallbacks.map((offer) => ({ variable: vectors.offer(offer), to: () => 0 })),
    ]);
    if (shown !== nothing) yield { part: shown, changes: cleared, stretch: -1, place: this.choice };
    yield* this.fallingBack(hidden, cleared, fallbacks, offers, data[rule + RulePart.Fallbacks]);
  }

  /** Goes on with the first fallback choice, where nothing else is on offer. */
  private *fallingBack(
    hidden: number,
    changes: Changes,
    fallbacks: readonly number[],
    own: readonly number[],
    flags: number,
  ): Generator<Omit<Arc, 'rule'>> {
    const { vectors, table } = this;
    let left = hidden;
    const sorted = [...fallbacks].sort((a, b) => (vectors.isBefore(a, b) ? -1 : vectors.isBefore(b, a) ? 1 : 0));
    for (const offer of sorted) {
      if (left === nothing) return;
      const rest = own.includes(offer) ? nothing : vectors.withNone(left, [offer]);
      const { diagrams } = vectors;
      const part = diagrams.within(left, diagrams.without(diagrams.support(left), diagrams.support(rest)));
      left = rest;
      if (part === nothing) continue;
      const map = table.fallbacks.data[flags];
      const found = map === 0 ? 0 : follow(table.code.data, map, offer);
      const stretch = found < 0 ? ~found : this.rules.fallback(offer, flags);
      yield { part, changes, stretch: this.spot(stretch, this.callsOf(offer)), place: null };
    }
  }

  /** The calls that wait after a rule. */
  private callsAfter(rule: number, calls: number): number {
    const after = this.table.records.data[rule + RulePart.Calls];
    if (after === sameCalls) return calls;
    return after === noMoreCalls ? noCalls : this.standsFor(after, calls);
  }

  /** The choices that a rule offers while some calls wait. */
  private offersOf(rule: number, calls: number): number[] {
    const { data } = this.table.records;
    const from =
      rule +
      RulePart.Length +
      data[rule + RulePart.Sets] +
      data[rule + RulePart.Raises] +
      data[rule + RulePart.Updates];
    const offers = data.slice(from, from + data[rule + RulePart.Offers]);
    return Array.from(offers, (offer) => (offer < 0 ? this.standsFor(~offer, calls) : offer));
  }

  /** What a rule changes; the choices that it offers must not be on offer before. */
  private effect(rule: number, bag: number, last: number, offers: readonly number[]): Changes {
    const key = `${rule} ${offers.join()}`;
    let known = this.effects.get(key);
    if (known === undefined) {
      let after = last;
      for (const offer of offers) after = this.vectors.offer(offer, after);
      const offering = offers.map((offer) => ({ variable: this.vectors.offer(offer), to: () => 1 }));
      known = this.merged([...this.settings(rule), ...offering]);
      this.effects.set(key, known);
    }
    offers.forEach((offer, i) => {
      this.vectors.offered(bag, offers.slice(0, i), offer);
    });
    return known;
  }

  private settings(rule: number): Changes {
    const { data } = this.table.records;
    const { limit, least } = this.table.layout;
    const changes: { variable: number; to: (value: number) => number }[] = [];
    let at = rule + RulePart.Length;
    for (const end = at + data[rule + RulePart.Sets]; at < end; at += 2) {
      const value = data[at + 1];
      changes.push({ variable: this.vectors.slot(data[at]), to: () => value });
    }
    for (const end = at + data[rule + RulePart.Raises]; at < end; at++) {
      const slot = data[at];
      const raise = (n: number): number => (n === forgottenCount ? n : n + 1 >= limit[slot] ? least[slot] : n + 1);
      changes.push({ variable: this.vectors.slot(slot), to: raise });
    }
    const { answers } = this.rules.repeater;
    for (const end = at + data[rule + RulePart.Updates]; at < end; at++) {
      const computation = data[at];
      const slot = this.table.computations.data[computation * ComputationPart.Length + ComputationPart.Slot];
      const update = (value: number): number => {
        this.slots[slot] = value;
        return answers.result(computation);
      };
      changes.push({ variable: this.vectors.slot(slot), to: update });
    }
    return changes;
  }

  /** Counts a turn, as `Repeater.passTurn` does. */
  private tick(slot: number, n: number): number {
    const { limit, least } = this.table.layout;
    if (n === forgottenCount || (n < 0 && slot !== this.slots.length - 1)) return n;
    return n + 1 >= limit[slot] ? least[slot] : n + 1;
  }

  /** No choice is on offer any more. */
  private taken(states: number): Changes {
    return this.vectors.offersIn(states).map((offer) => ({ variable: this.vectors.offer(offer), to: () => 0 }));
  }

  /** Changes in the order of the diagrams, those of the same variable one after another in one. */
  private merged(changes: Changes): Changes {
    const byVariable = new Map<number, (value: number) => number>();
    for (const { variable, to } of changes) {
      const before = byVariable.get(variable);
      byVariable.set(variable, before === undefined ? to : (value) => to(before(value)));
    }
    return this.vectors.diagrams
      .sorted(byVariable.keys())
      .map((variable) => ({ variable, to: byVariable.get(variable)! }));
  }
}

import { Unknown } from '../machine/answers.ts';
import { noCalls } from '../machine/calls.ts';
import { callKey, follow, offeredKey, relationKey } from '../machine/decisions.ts';
import { Relations } from '../machine/relations.ts';
import {
  ComputationPart,
  contentBelow,
  MiddlePart,
  near,
  noMoreCalls,
  OfferPart,
  RulePart,
  type RuleTable,
  sameCalls,
} from '../machine/ruletable.ts';
import { slotsOf as slotsIn } from '../machine/slotbits.ts';

/** What a stretch of a turn does, and how it ends; see `RulePart`. */
export interface Rule {
  readonly next: number;
  readonly middle: number;
  readonly stack: number;
  readonly fallbacks: number;
  readonly always: boolean;
  readonly over: readonly [kind: number, address: number, message: number];
  readonly sets: readonly (readonly [slot: number, value: number])[];
  readonly raises: readonly number[];
  /** Numbers of computations. */
  readonly updates: readonly number[];
  readonly offers: readonly number[];
}

/** A decision tree: asks for a key and goes on by the answer. Nothing is known of a null. */
export type Tree = { readonly key: number; readonly branches: readonly (readonly [number, Tree])[] } | Leaf | null;
interface Leaf {
  readonly leaf: number;
}
export const isLeaf = (tree: Tree): tree is Leaf => tree !== null && 'leaf' in tree;

/** A computation with one slot, as far as it is known: value of the slot, result. */
export interface Computed {
  readonly slot: number;
  readonly isUpdate: boolean;
  readonly results: ReadonlyMap<number, number>;
}

/** An outcome of a draw, and the stretch that goes on from it. */
export interface Outcome {
  readonly outcome: number;
  readonly stretch: number;
}

/** Numbers things of a table with the calls that wait meanwhile: with none they keep their own numbers. */
class WithCalls {
  private readonly least: number;
  private readonly pairs: (readonly [thing: number, calls: number])[] = [];
  private readonly numbers = new Map<string, number>();

  /** All numbers of things must be below `least`. */
  constructor(least: number) {
    this.least = least;
  }

  number(thing: number, calls: number): number {
    if (calls === noCalls || thing < 0) return thing;
    const key = `${thing},${calls}`;
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.least + this.pairs.push([thing, calls]) - 1));
    return number;
  }

  pair(number: number): readonly [thing: number, calls: number] {
    return number < this.least ? [number, noCalls] : this.pairs[number - this.least];
  }
}

/** Reads what was learned of a story out of its flat arrays. What was learned for whatever calls wait is told for each of these apart. */
export class Learned {
  readonly table: RuleTable;
  /** The tree of each stretch that is come to; its leaves are rules. */
  readonly stretches: readonly Tree[];
  /** For each interrupted turn the tree whose leaves are records of outcomes. */
  readonly draws: readonly Tree[];
  readonly computed: readonly Computed[];
  /** Works on slots of its own. */
  private readonly relations: Relations;
  private readonly values: Int32Array;
  private readonly known = new Map<number, Rule | null>();
  private readonly spots: WithCalls;
  private readonly leaves: WithCalls;

  constructor(table: RuleTable) {
    this.table = table;
    const { trees, draws, middles, records, computations, layout } = table;
    this.values = layout.initial.slice();
    this.relations = new Relations(table, this.values);
    this.spots = new WithCalls(trees.length);
    this.leaves = new WithCalls(records.length);
    this.draws = Array.from({ length: middles.length / MiddlePart.Length }, (_, middle) => {
      const at = middle * MiddlePart.Length;
      return this.tree(draws.data[middles.data[at + MiddlePart.Draw]], middles.data[at + MiddlePart.Calls]);
    });
    this.stretches = this.treesFromHere();
    this.computed = Array.from({ length: computations.length / ComputationPart.Length }, (_, number) =>
      this.computation(number),
    );
  }

  /** The trees of all stretches that turns come to. */
  private treesFromHere(): Tree[] {
    const { trees } = this.table;
    const found: Tree[] = Array.from({ length: trees.length }, () => null);
    const seen = new Set<number>([-1]);
    const waiting: number[] = [];
    const come = (spot: number): void => {
      if (!seen.has(spot)) waiting.push(spot);
      seen.add(spot);
    };
    for (let offer = 0; offer < this.offers; offer++) come(this.stretchOf(offer));
    for (const draw of this.draws)
      for (const record of leaves(draw)) for (const { stretch } of this.outcomes(record)) come(stretch);
    for (const map of new Set(this.table.fallbacks.data.subarray(0, this.table.fallbacks.length)))
      for (const [, stretch] of this.fallbacks(map)) come(stretch);
    for (let spot = waiting.pop(); spot !== undefined; spot = waiting.pop()) {
      const [stretch, calls] = this.spots.pair(spot);
      found[spot] = this.withKnown(this.tree(trees.data[stretch], calls));
      for (const leaf of leaves(found[spot])) come(this.rule(leaf).next);
    }
    return Array.from(found, (tree) => tree ?? null);
  }

  private tree(at: number, calls: number): Tree {
    if (at === 0) return null;
    if (at < 0) return { leaf: this.leaves.number(~at, calls) };
    const { code } = this.table;
    const key = code.data[at];
    if (key <= callKey && key > relationKey)
      return this.tree(follow(code.data, at, contentBelow(this.table, calls, callKey - key)), calls);
    return { key, branches: this.branches(at).map(([value, to]) => [value, this.tree(to, calls)]) };
  }

  /** A tree of rules without those that were never needed while these calls wait. */
  private withKnown(tree: Tree): Tree {
    if (tree === null) return null;
    if (isLeaf(tree)) return this.find(tree.leaf) === null ? null : tree;
    return { ...tree, branches: tree.branches.map(([value, branch]) => [value, this.withKnown(branch)]) };
  }

  /** The entries of a node, or of a map, in ascending order. */
  private branches(at: number): [value: number, to: number][] {
    const { data } = this.table.code;
    const found: [number, number][] = [];
    for (let entry = at + 3; entry <= at + 3 + 2 * data[at + 1]; entry += 2)
      if (data[entry + 1] !== 0) found.push([data[entry], data[entry + 1]]);
    return found.sort((a, b) => a[0] - b[0]);
  }

  /** The entries of a map. */
  private map(at: number): (readonly [value: number, leaf: number])[] {
    return at === 0 ? [] : this.branches(at).map(([value, to]) => [value, ~to]);
  }

  /** The fallback choices of a map, and with which stretch it goes on. */
  fallbacks(map: number): (readonly [offer: number, stretch: number])[] {
    return this.map(map).map(([offer, stretch]) => [offer, this.spots.number(stretch, this.callsOf(offer))]);
  }

  private computation(number: number): Computed {
    const { computations, near: nearResults, far } = this.table;
    const at = number * ComputationPart.Length;
    const results = new Map<number, number>();
    for (let value = 0; value < near; value++) results.set(value, nearResults.data[number * near + value]);
    for (const [value, index] of this.map(computations.data[at + ComputationPart.Far]))
      results.set(value, far.data[index]);
    for (const [value, result] of results) if (result === Unknown) results.delete(value);
    return {
      slot: computations.data[at + ComputationPart.Slot],
      isUpdate: computations.data[at + ComputationPart.IsUpdate] === 1,
      results,
    };
  }

  /** The slots whose values decide what the answer to a key is. */
  slotsOf(key: number): number[] {
    if (key === offeredKey) return [];
    if (key <= relationKey) return this.relations.slotsOf(relationKey - key);
    return [key < this.values.length ? key : this.computed[key - this.values.length].slot];
  }

  /** The keys of all relations that are asked for, in ascending order of the relations. */
  relationKeys(): number[] {
    const asked = [...this.stretches, ...this.draws].flatMap((tree) => [...nodes(tree)].map(({ key }) => key));
    return [...new Set(asked.filter((key) => key <= relationKey))].sort((a, b) => b - a);
  }

  /** Whether a relation, by its key, holds with such values in the slots that it asks for; see `Relations.answer`. */
  related(key: number, values: readonly number[]): number {
    for (const [i, slot] of this.slotsOf(key).entries()) this.values[slot] = values[i];
    return this.relations.answer(relationKey - key);
  }

  /** A rule that is a leaf of some stretch. */
  rule(leaf: number): Rule {
    return this.find(leaf)!;
  }

  /** Null where it isn't known what a rule comes to while these calls wait. */
  private find(leaf: number): Rule | null {
    let rule = this.known.get(leaf);
    if (rule === undefined) {
      rule = this.readRule(...this.leaves.pair(leaf));
      if (rule.offers.some((offer) => offer < 0) || rule.middle < -1 || rule.next < -1) rule = null;
      this.known.set(leaf, rule);
    }
    return rule;
  }

  /** What a template stands for while some calls wait; -2 where that isn't known. */
  private standsFor(template: number, calls: number): number {
    const map = this.table.templates.data[template];
    const found = map === 0 ? 0 : follow(this.table.code.data, map, calls);
    return found < 0 ? ~found : -2;
  }

  private next(stretch: number, after: number, calls: number): number {
    if (stretch < 0 && after < 0) return stretch;
    if (after === sameCalls) return this.spots.number(stretch, calls);
    if (after === noMoreCalls) return stretch;
    const waiting = this.standsFor(after, calls);
    return waiting < 0 ? waiting : this.spots.number(stretch, waiting);
  }

  private readRule(at: number, calls: number): Rule {
    const { data } = this.table.records;
    const part = (which: number): number => data[at + which];
    let from = at + RulePart.Length;
    const take = (count: number): number[] => Array.from(data.subarray(from, (from += count)));
    const flat = take(part(RulePart.Sets));
    const middle = part(RulePart.Middle);
    return {
      next: this.next(part(RulePart.Next), part(RulePart.Calls), calls),
      middle: middle < -1 ? this.standsFor(-2 - middle, calls) : middle,
      stack: part(RulePart.Stack),
      fallbacks: part(RulePart.Fallbacks),
      always: part(RulePart.Always) === 1,
      over: [part(RulePart.Over), part(RulePart.Over + 1), part(RulePart.Over + 2)],
      sets: Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]] as const),
      raises: take(part(RulePart.Raises)),
      updates: take(part(RulePart.Updates)),
      offers: take(part(RulePart.Offers)).map((offer) => (offer < 0 ? this.standsFor(~offer, calls) : offer)),
    };
  }

  /** All rules. */
  *rules(): Generator<Rule> {
    for (const tree of this.stretches) for (const leaf of leaves(tree)) yield this.rule(leaf);
  }

  /** The slots that are live if a choice is taken. */
  liveForOffer(offer: number): ReadonlySet<number> {
    return this.row(this.table.offerRows.data, offer);
  }
  /** The slots that are live in an interrupted turn. */
  liveInMiddle(middle: number): ReadonlySet<number> {
    return this.row(this.table.middleRows.data, middle);
  }

  private row(data: Int32Array, which: number): ReadonlySet<number> {
    const { words } = this.table.layout;
    return new Set(slotsIn(data.subarray(which * words, (which + 1) * words)));
  }

  /** How many choices have a number. */
  get offers(): number {
    return this.table.offers.length / OfferPart.Length;
  }
  /** The stretch that begins with a choice, or -1. */
  stretchOf(offer: number): number {
    const stretch = this.table.offers.data[offer * OfferPart.Length + OfferPart.Stretch];
    return this.spots.number(stretch, this.callsOf(offer));
  }
  private callsOf(offer: number): number {
    return this.table.offers.data[offer * OfferPart.Length + OfferPart.Calls];
  }
  isFallback(offer: number): boolean {
    return this.table.offers.data[offer * OfferPart.Length + OfferPart.IsFallback] === 1;
  }

  /** The outcomes of a draw, by a leaf of its tree. */
  outcomes(leaf: number): Outcome[] {
    const { data } = this.table.records;
    const [record, calls] = this.leaves.pair(leaf);
    return Array.from({ length: data[record] }, (_, i) => ({
      outcome: data[record + 1 + 2 * i],
      stretch: this.spots.number(data[record + 2 + 2 * i], calls),
    }));
  }
}

/** The leaves of a tree. */
export function* leaves(tree: Tree): Generator<number> {
  if (isLeaf(tree)) yield tree.leaf;
  else for (const [, branch] of tree?.branches ?? []) yield* leaves(branch);
}

/** All that a tree asks for, each with the answers it knows. */
export function* nodes(tree: Tree): Generator<Exclude<Tree, Leaf | null>> {
  if (tree === null || isLeaf(tree)) return;
  yield tree;
  for (const [, branch] of tree.branches) yield* nodes(branch);
}

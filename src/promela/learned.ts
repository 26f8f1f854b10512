import { Unknown } from '../machine/answers.ts';
import { ComputationPart, near, OfferPart, RulePart, type RuleTable } from '../machine/ruletable.ts';

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

/** Reads what was learned of a story out of its flat arrays. */
export class Learned {
  readonly table: RuleTable;
  /** The tree of each stretch; its leaves are rules. */
  readonly stretches: readonly Tree[];
  /** For each interrupted turn the tree whose leaves are records of outcomes. */
  readonly draws: readonly Tree[];
  readonly computed: readonly Computed[];
  private readonly known = new Map<number, Rule>();

  constructor(table: RuleTable) {
    this.table = table;
    const { trees, draws, computations } = table;
    this.stretches = Array.from(trees.data.subarray(0, trees.length), (at) => this.tree(at));
    this.draws = Array.from(draws.data.subarray(0, draws.length), (at) => this.tree(at));
    this.computed = Array.from({ length: computations.length / ComputationPart.Length }, (_, number) =>
      this.computation(number),
    );
  }

  private tree(at: number): Tree {
    if (at === 0) return null;
    if (at < 0) return { leaf: ~at };
    return { key: this.table.code.data[at], branches: this.branches(at).map(([value, to]) => [value, this.tree(to)]) };
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
  map(at: number): (readonly [value: number, leaf: number])[] {
    return at === 0 ? [] : this.branches(at).map(([value, to]) => [value, ~to]);
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

  rule(at: number): Rule {
    let rule = this.known.get(at);
    if (rule === undefined) this.known.set(at, (rule = this.readRule(at)));
    return rule;
  }

  private readRule(at: number): Rule {
    const { data } = this.table.records;
    const part = (which: number): number => data[at + which];
    let from = at + RulePart.Length;
    const take = (count: number): number[] => Array.from(data.subarray(from, (from += count)));
    const flat = take(part(RulePart.Sets));
    return {
      next: part(RulePart.Next),
      middle: part(RulePart.Middle),
      stack: part(RulePart.Stack),
      fallbacks: part(RulePart.Fallbacks),
      always: part(RulePart.Always) === 1,
      over: [part(RulePart.Over), part(RulePart.Over + 1), part(RulePart.Over + 2)],
      sets: Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]] as const),
      raises: take(part(RulePart.Raises)),
      updates: take(part(RulePart.Updates)),
      offers: take(part(RulePart.Offers)),
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
    const { words, slotOfBit } = this.table.layout;
    const live = new Set<number>();
    slotOfBit.forEach((slot, bit) => {
      if (slot >= 0 && (data[which * words + (bit >> 5)] & (1 << (bit & 31))) !== 0) live.add(slot);
    });
    return live;
  }

  /** How many choices have a number. */
  get offers(): number {
    return this.table.offers.length / OfferPart.Length;
  }
  /** The stretch that begins with a choice, or -1. */
  stretchOf(offer: number): number {
    return this.table.offers.data[offer * OfferPart.Length + OfferPart.Stretch];
  }
  isFallback(offer: number): boolean {
    return this.table.offers.data[offer * OfferPart.Length + OfferPart.IsFallback] === 1;
  }

  outcomes(record: number): Outcome[] {
    const { data } = this.table.records;
    return Array.from({ length: data[record] }, (_, i) => ({
      outcome: data[record + 1 + 2 * i],
      stretch: data[record + 2 + 2 * i],
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

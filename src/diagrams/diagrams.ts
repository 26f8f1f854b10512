import { Cache } from './cache.ts';
import { Nodes, nothing } from './nodes.ts';

export { nothing, TooLarge } from './nodes.ts';

/** The one vector in which every variable has its usual value, once. */
export const single = -1;

/** What happens to a vector where a variable is changed: variables, in the order of the diagrams, each with its new value for an old one. */
export type Changes = readonly { readonly variable: number; readonly to: (value: number) => number }[];

const mostAsked = 1000;

/**
 * Bags of vectors of integers (how often each is in it), and so sets of them, as multi-valued decision diagrams: a node asks for a variable and leads
 * on by its value; alike parts are the same node, so that 2^60 vectors may take a hundred nodes (Bryant, "Graph-based algorithms for Boolean function
 * manipulation", 1986; list decision diagrams for states: Blom and van de Pol 2008). A variable that a path doesn't ask for has its usual value
 * (zero-suppressed: Minato 1993), so that there can be as many variables as one likes. A bag is the number of its root: `nothing`, a leaf
 * (below 0: how often) or a node (above 0). Equal bags have equal numbers.
 */
export class Diagrams {
  private table: Nodes;
  /** How often the vectors of leaf `-1 - i` are in a bag. */
  private readonly weights: bigint[] = [1n];
  private readonly leaves = new Map<bigint, number>([[1n, single]]);
  /** The usual value of each variable, and its place in the order. */
  private readonly usual: number[] = [];
  private readonly ranks: number[] = [];
  private readonly cache = new Cache();
  /** Results for single nodes in the operation that goes on, valid where the stamp is that of the operation. */
  private results = new Int32Array();
  private stamps = new Int32Array();
  private stamp = 0;
  private readonly askedIn = new Map<number, readonly number[]>();
  private worked = 0;
  private readonly most: number;

  /** `most` is how many nodes there may be. */
  constructor(most: number) {
    this.most = most;
    this.table = new Nodes(most);
  }

  /** How much was worked so far, in nodes that were asked for. */
  get work(): number {
    return this.worked + this.table.asked;
  }

  /** How many nodes there are. */
  get nodes(): number {
    return this.table.count - 1;
  }

  /** A new variable, which comes just after another one in the order (-1: after all). */
  variable(usual: number, after: number): number {
    const { ranks } = this;
    const variable = this.usual.push(usual) - 1;
    const from = after < 0 ? Math.max(0, ...ranks) : ranks[after];
    let next = Number.POSITIVE_INFINITY;
    for (const rank of ranks) if (rank > from && rank < next) next = rank;
    ranks.push(next === Number.POSITIVE_INFINITY ? from + 1 : (from + next) / 2);
    if (ranks[variable] === from || ranks[variable] === next) this.spread(variable, after);
    return variable;
  }

  /** Gives the variables whole ranks again, in the order that they have. */
  private spread(last: number, after: number): void {
    const order = [...this.ranks.keys()].filter((v) => v !== last).sort((a, b) => this.ranks[a] - this.ranks[b]);
    order.splice(order.indexOf(after) + 1, 0, last);
    for (const [i, variable] of order.entries()) this.ranks[variable] = i;
  }

  /** Sorts variables by their order. */
  sorted(variables: Iterable<number>): number[] {
    return [...new Set(variables)].sort((a, b) => this.ranks[a] - this.ranks[b]);
  }

  /** The bag of one vector, once, given as the variables that don't have their usual values, and their values. */
  vector(values: ReadonlyMap<number, number>): number {
    let bag = single;
    for (const variable of this.sorted(values.keys()).reverse()) bag = this.above(variable, values.get(variable)!, bag);
    return bag;
  }

  /** Some vector of a bag that isn't empty: the values of the variables that it asks for. */
  pick(bag: number): Map<number, number> {
    const values = new Map<number, number>();
    const { variables, begins, edges } = this.table;
    for (let at = bag; at > 0; at = edges[begins[at] + 1]) values.set(variables[at], edges[begins[at]]);
    return values;
  }

  /** How many vectors there are in a bag, each as often as it is in it. */
  size(bag: number): bigint {
    const known = new Map<number, bigint>();
    const count = (at: number): bigint => {
      if (at === nothing) return 0n;
      if (at < 0) return this.weights[-1 - at];
      let sum = known.get(at);
      if (sum !== undefined) return sum;
      sum = 0n;
      const { begins, edges } = this.table;
      for (let i = begins[at]; i < begins[at + 1]; i += 2) sum += count(edges[i + 1]);
      known.set(at, sum);
      return sum;
    };
    return count(bag);
  }

  /** All vectors of two sets. */
  union(a: number, b: number): number {
    return this.both(a, b, 0);
  }

  /** Two bags together: each vector as often as in both. */
  sum(a: number, b: number): number {
    return this.both(a, b, 1);
  }

  /** The vectors of the set `a` that aren't in the set `b`. */
  without(a: number, b: number): number {
    if (a === b || a === nothing) return nothing;
    if (b === nothing) return a;
    if (a < 0 && b < 0) return nothing;
    const known = this.cache.get(2, a, b);
    if (known !== undefined) return known;
    const variable = this.first(a, b);
    const mark = this.table.begin();
    this.each(variable, a, b, (value, left, right) => this.table.put(value, this.without(left, right)));
    return this.cache.put(2, a, b, this.node(variable, mark));
  }

  /** The vectors of the bag `a` that are in the set `b`. */
  within(a: number, b: number): number {
    if (a === nothing || b === nothing) return nothing;
    if (a === b || (a < 0 && b < 0)) return a;
    const known = this.cache.get(3, a, b);
    if (known !== undefined) return known;
    const variable = this.first(a, b);
    const mark = this.table.begin();
    this.each(variable, a, b, (value, left, right) => this.table.put(value, this.within(left, right)));
    return this.cache.put(3, a, b, this.node(variable, mark));
  }

  private both(a: number, b: number, kind: 0 | 1): number {
    if (a === nothing) return b;
    if (b === nothing) return a;
    if (a < 0 && b < 0) return kind === 0 ? single : this.leaf(this.weights[-1 - a] + this.weights[-1 - b]);
    if (a === b && kind === 0) return a;
    if (a > b) return this.both(b, a, kind);
    const known = this.cache.get(kind, a, b);
    if (known !== undefined) return known;
    const variable = this.first(a, b);
    const mark = this.table.begin();
    this.each(variable, a, b, (value, left, right) => this.table.put(value, this.both(left, right, kind)));
    return this.cache.put(kind, a, b, this.node(variable, mark));
  }

  /** Every vector so many times as often. */
  times(bag: number, factor: bigint): number {
    if (factor === 1n) return bag;
    return this.rebuild(bag, (leaf) => this.leaf(this.weights[-1 - leaf] * factor));
  }

  /** The set of the vectors in a bag. */
  support(bag: number): number {
    return this.rebuild(bag, () => single);
  }

  private rebuild(bag: number, change: (leaf: number) => number): number {
    this.beginOperation();
    const { table } = this;
    const go = (at: number): number => {
      if (at === nothing) return nothing;
      if (at < 0) return change(at);
      if (this.stamps[at] === this.stamp) return this.results[at];
      const mark = table.begin();
      for (let i = table.begins[at]; i < table.begins[at + 1]; i += 2)
        table.put(table.edges[i], go(table.edges[i + 1]));
      return this.note(at, this.node(table.variables[at], mark));
    };
    return go(bag);
  }

  private beginOperation(): void {
    this.stamp++;
    if (this.results.length >= this.table.count) return;
    this.results = new Int32Array(this.table.variables.length);
    this.stamps = new Int32Array(this.table.variables.length);
    this.stamp = 1;
  }

  private note(at: number, result: number): number {
    this.stamps[at] = this.stamp;
    return (this.results[at] = result);
  }

  /** A bag parted by the values of a variable, of which those that `classOf` gives the same number stay together. */
  split(bag: number, variable: number, classOf: (value: number) => number): Map<number, number> {
    const classes = new Set<number>();
    const { table, ranks } = this;
    this.beginOperation();
    const collect = (at: number): void => {
      if (at <= 0 || ranks[table.variables[at]] > ranks[variable]) {
        if (at !== nothing) classes.add(classOf(this.usual[variable]));
        return;
      }
      if (this.stamps[at] === this.stamp) return;
      this.stamps[at] = this.stamp;
      for (let i = table.begins[at]; i < table.begins[at + 1]; i += 2)
        if (table.variables[at] === variable) classes.add(classOf(table.edges[i]));
        else collect(table.edges[i + 1]);
    };
    collect(bag);
    if (classes.size <= 1) return new Map([...classes].map((number) => [number, bag]));
    return new Map([...classes].map((number) => [number, this.where(bag, variable, (n) => classOf(n) === number)]));
  }

  /** The part of a bag in which a variable has certain values. */
  where(bag: number, variable: number, holds: (value: number) => boolean): number {
    const { table, ranks } = this;
    this.beginOperation();
    const go = (at: number): number => {
      if (at === nothing) return at;
      const top = at < 0 ? -1 : table.variables[at];
      if (top < 0 || ranks[top] > ranks[variable]) return holds(this.usual[variable]) ? at : nothing;
      if (this.stamps[at] === this.stamp) return this.results[at];
      const mark = table.begin();
      for (let i = table.begins[at]; i < table.begins[at + 1]; i += 2)
        if (top !== variable) table.put(table.edges[i], go(table.edges[i + 1]));
        else if (holds(table.edges[i])) table.put(table.edges[i], table.edges[i + 1]);
      return this.note(at, this.node(top, mark));
    };
    return go(bag);
  }

  /** The bag after changes; `isSet` where each vector is to be in it once. */
  after(bag: number, changes: Changes, isSet: boolean): number {
    const { table, ranks } = this;
    const join = (a: number, b: number): number => this.both(a, b, isSet ? 0 : 1);
    this.beginOperation();
    const go = (at: number, next: number): number => {
      if (next === changes.length || at === nothing) return at;
      const { variable, to } = changes[next];
      const top = at < 0 ? -1 : table.variables[at];
      if (top < 0 || ranks[top] > ranks[variable])
        return this.above(variable, to(this.usual[variable]), go(at, next + 1));
      // the change that is next is always the same one at a node
      if (this.stamps[at] === this.stamp) return this.results[at];
      const mark = table.begin();
      for (let i = table.begins[at]; i < table.begins[at + 1]; i += 2)
        if (top !== variable) table.put(table.edges[i], go(table.edges[i + 1], next));
        else table.insert(mark, to(table.edges[i]), go(table.edges[i + 1], next + 1), join);
      return this.note(at, this.node(top, mark));
    };
    return go(bag, 0);
  }

  /** The vectors of a set that are in the set `goal` after changes. */
  before(set: number, changes: Changes, goal: number): number {
    const { ranks } = this;
    const known = new Map<string, number>();
    const go = (at: number, next: number, to: number): number => {
      if (at === nothing || to === nothing) return nothing;
      if (next === changes.length) return this.within(at, to);
      const key = `${at} ${next} ${to}`;
      let result = known.get(key);
      if (result !== undefined) return result;
      const change = changes[next];
      const top = this.first(at, to);
      const variable = top < 0 || ranks[top] > ranks[change.variable] ? change.variable : top;
      const isIt = variable === change.variable;
      const mark = this.table.begin();
      this.each(variable, at, nothing, (value, below) => {
        const wanted = this.child(to, variable, isIt ? change.to(value) : value);
        this.table.put(value, go(below, isIt ? next + 1 : next, wanted));
      });
      result = this.node(variable, mark);
      known.set(key, result);
      return result;
    };
    return go(set, 0, goal);
  }

  /** The variables that have another than their usual value in some vector, in their order. */
  asked(bag: number): readonly number[] {
    const known = this.askedIn.get(bag);
    if (known !== undefined) return known;
    const found = new Set<number>();
    const { table } = this;
    this.beginOperation();
    const go = (at: number): void => {
      if (at <= 0 || this.stamps[at] === this.stamp) return;
      this.stamps[at] = this.stamp;
      found.add(table.variables[at]);
      for (let i = table.begins[at]; i < table.begins[at + 1]; i += 2) go(table.edges[i + 1]);
    };
    go(bag);
    const asked = this.sorted(found);
    if (this.askedIn.size > mostAsked) this.askedIn.clear();
    this.askedIn.set(bag, asked);
    return asked;
  }

  /** Forgets all nodes but those of some bags, which get new numbers. */
  keep(bags: readonly number[]): number[] {
    const old = this.table;
    this.worked += old.asked;
    this.table = new Nodes(this.most, old.variables.length);
    this.cache.clear();
    this.askedIn.clear();
    this.results = new Int32Array();
    this.stamps = new Int32Array();
    const known = new Map<number, number>();
    const copy = (at: number): number => {
      if (at <= 0) return at;
      let result = known.get(at);
      if (result !== undefined) return result;
      const mark = this.table.begin();
      for (let i = old.begins[at]; i < old.begins[at + 1]; i += 2) this.table.put(old.edges[i], copy(old.edges[i + 1]));
      result = this.node(old.variables[at], mark);
      known.set(at, result);
      return result;
    };
    return bags.map(copy);
  }

  /** The bag of vectors of another one, which doesn't ask for a variable or those before, with a value for the variable. */
  private above(variable: number, value: number, bag: number): number {
    const mark = this.table.begin();
    this.table.put(value, bag);
    return this.node(variable, mark);
  }

  private node(variable: number, mark: number): number {
    return this.table.end(variable, mark, this.usual[variable]);
  }

  /** The variable that comes first in one of two bags; -1 where both are leaves. */
  private first(a: number, b: number): number {
    const [va, vb] = [a > 0 ? this.table.variables[a] : -1, b > 0 ? this.table.variables[b] : -1];
    if (va < 0 || vb < 0) return Math.max(va, vb);
    return this.ranks[va] <= this.ranks[vb] ? va : vb;
  }

  /** Goes through the values that a variable has in one of two bags, with what follows in each. No bag may ask for an earlier variable. */
  private each(variable: number, a: number, b: number, use: (value: number, a: number, b: number) => void): void {
    const usual = this.usual[variable];
    const inA = a > 0 && this.table.variables[a] === variable;
    const inB = b > 0 && this.table.variables[b] === variable;
    const { begins, edges } = this.table;
    let i = inA ? begins[a] : 0;
    let j = inB ? begins[b] : 0;
    const endA = inA ? begins[a + 1] : a === nothing ? 0 : 2;
    const endB = inB ? begins[b + 1] : b === nothing ? 0 : 2;
    while (i < endA || j < endB) {
      const valueA = i >= endA ? Number.POSITIVE_INFINITY : inA ? edges[i] : usual;
      const valueB = j >= endB ? Number.POSITIVE_INFINITY : inB ? edges[j] : usual;
      const value = Math.min(valueA, valueB);
      let [below, belowB] = [nothing, nothing];
      if (valueA === value) {
        below = inA ? edges[i + 1] : a;
        i += 2;
      }
      if (valueB === value) {
        belowB = inB ? edges[j + 1] : b;
        j += 2;
      }
      use(value, below, belowB);
    }
  }

  /** What follows in a bag where a variable, before which it asks for none, has a value. */
  private child(bag: number, variable: number, value: number): number {
    if (bag <= 0 || this.table.variables[bag] !== variable) return value === this.usual[variable] ? bag : nothing;
    for (let i = this.table.begins[bag]; i < this.table.begins[bag + 1]; i += 2)
      if (this.table.edges[i] === value) return this.table.edges[i + 1];
    return nothing;
  }

  private leaf(weight: bigint): number {
    let leaf = this.leaves.get(weight);
    if (leaf === undefined) {
      leaf = -this.weights.push(weight);
      this.leaves.set(weight, leaf);
    }
    return leaf;
  }
}

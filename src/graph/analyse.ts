import type { Graph } from './graph.ts';

/**
 * The states from which some state marked in `goals` can be reached, the goals among them: one byte a state. Who asks often turns the graph
 * round once, and hands that in.
 */
export function canReach(graph: Graph, goals: Uint8Array, reversed = graph.reversed()): Uint8Array {
  const { first, sources } = reversed;
  const reach = goals.slice();
  const queue = new Int32Array(graph.states);
  let size = 0;
  for (let s = 0; s < graph.states; s++) if (reach[s] !== 0) queue[size++] = s;
  for (let head = 0; head < size; head++) {
    const s = queue[head];
    for (let i = first[s]; i < first[s + 1]; i++) {
      const source = sources[i];
      if (reach[source] !== 0) continue;
      reach[source] = 1;
      queue[size++] = source;
    }
  }
  return reach;
}

/** An order in which every state within `among` comes before its successors; null where they go round in a circle (Kahn 1962). */
export function topologicalOrder(graph: Graph, among: Uint8Array): Int32Array | null {
  const incoming = new Int32Array(graph.states);
  let count = 0;
  for (let s = 0; s < graph.states; s++) {
    if (among[s] === 0) continue;
    count++;
    if (s >= graph.expanded) continue;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) incoming[graph.targets.at(t)]++;
  }
  const order = new Int32Array(count);
  let size = 0;
  for (let s = 0; s < graph.states; s++) if (among[s] !== 0 && incoming[s] === 0) order[size++] = s;
  for (let head = 0; head < size; head++) {
    const s = order[head];
    if (s >= graph.expanded) continue;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      const target = graph.targets.at(t);
      if (among[target] !== 0 && --incoming[target] === 0) order[size++] = target;
    }
  }
  return size === count ? order : null;
}

/** How many different ways there are from the initial states to a final one (a state without successors), and the longest, in `weight`. */
export interface Ways {
  readonly count: bigint | 'infinite';
  readonly longest: number | 'infinite';
}

/**
 * Counts ways exactly. A way that can be prolonged at will and still come to a final state makes the number infinite; circles that never
 * come to one add nothing to the number, but any circle makes the longest way infinite. `weight` tells how much a transition from a state adds to the length;
 * `times`, for some states, how many ways each of its transitions stands for.
 */
export function countWays(
  graph: Graph,
  weight: (state: number) => number,
  isComplete: (state: number) => boolean,
  times: (state: number) => readonly number[] | null = () => null,
): Ways {
  const final = new Uint8Array(graph.states);
  for (let s = 0; s < graph.expanded; s++)
    if (graph.first.at(s) === graph.first.at(s + 1) && isComplete(s)) final[s] = 1;
  const useful = canReach(graph, final);
  const order = topologicalOrder(graph, useful);
  if (order === null) return { count: 'infinite', longest: 'infinite' };
  const ways: bigint[] = new Array(graph.states);
  const length = new Int32Array(graph.states);
  for (let i = order.length - 1; i >= 0; i--) {
    const s = order[i];
    if (final[s] === 1) {
      ways[s] = 1n;
      continue;
    }
    let sum = 0n;
    let longest = 0;
    const standsFor = times(s);
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      const target = graph.targets.at(t);
      if (useful[target] === 0) continue;
      sum += standsFor === null ? ways[target] : ways[target] * BigInt(standsFor[t - graph.first.at(s)]);
      longest = Math.max(longest, length[target] + weight(s));
    }
    ways[s] = sum;
    length[s] = longest;
  }
  let count = 0n;
  let longest = 0;
  for (let s = 0; s < graph.initial; s++) {
    count += (ways[s] ?? 0n) * BigInt(graph.startWays[s]);
    longest = Math.max(longest, length[s]);
  }
  const all = new Uint8Array(graph.states).fill(1);
  return { count, longest: topologicalOrder(graph, all) === null ? 'infinite' : longest };
}

/** For every state marked in `among`, the number of its group: states joined by transitions among themselves, either way round. */
export function groupsOf(graph: Graph, among: Uint8Array): Int32Array {
  const parent = Int32Array.from({ length: graph.states }, (_, s) => s);
  const root = (s: number): number => {
    let r = s;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  };
  for (let s = 0; s < graph.expanded; s++) {
    if (among[s] === 0) continue;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      const target = graph.targets.at(t);
      if (among[target] === 0) continue;
      const [a, b] = [root(s), root(target)];
      if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  return parent.map((_, s) => (among[s] === 0 ? -1 : root(s)));
}

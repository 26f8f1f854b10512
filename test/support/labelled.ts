import { Explorer } from '../../src/graph/explore.ts';
import type { Labelled } from '../../src/graph/outline.ts';
import { countLeaves, type Leaves } from './naivecount.ts';
import type { Random } from './random.ts';

/** A small graph with labels, and what each label shows. */
export interface Sample {
  readonly labelled: Labelled;
  /** For each label the things that it shows. */
  readonly shows: readonly (readonly number[])[];
  readonly things: number;
}

export interface Edge {
  readonly label: number;
  readonly to: number;
}

/** A graph of states 0, 1, … with these edges; what a state without edges is, is its number among `leaves`, else 0. */
export function labelledOf(
  edges: readonly (readonly Edge[])[],
  starts: readonly Edge[],
  leaves: readonly number[] = [],
): Labelled {
  const explorer = new Explorer(
    {
      start: (emit) => {
        for (const [i, { to }] of starts.entries()) emit(i, Uint8Array.of(to), 1);
      },
      successors: (_, state, from, _length, emit) => {
        for (const [i, { to }] of edges[state[from]].entries()) emit(i, Uint8Array.of(to), 1);
      },
    },
    { states: 1000, bytes: 10_000_000 },
  );
  while (explorer.work(100) === 'more');
  const { graph } = explorer;
  const names: number[] = [];
  for (let s = 0; s < graph.states; s++) graph.store.with(s, (bytes, from) => names.push(bytes[from]));
  return {
    graph,
    labels: Int32Array.from(names.flatMap((name) => edges[name].map(({ label }) => label))),
    starts: starts.map(({ label }) => label),
    leaf: (state) => leaves[names[state]] ?? 0,
  };
}

/** A random one; without `circles` each edge leads to a larger number. */
export function randomSample(random: Random, size: number, things: number, circles: boolean): Sample {
  const states = random.between(1, size);
  const labels = random.between(1, 2 * things);
  const edge = (from: number): Edge => ({
    label: random.below(labels),
    to: circles ? random.below(states) : random.between(from, states - 1),
  });
  const edges = Array.from({ length: states }, (_, s) =>
    s === states - 1 || random.chance(0.15) ? [] : Array.from({ length: random.between(1, 3) }, () => edge(s + 1)),
  );
  const starts = Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => ({
    ...edge(0),
    label: random.below(labels),
  }));
  const leaves = edges.map(() => random.below(2));
  const shows = Array.from({ length: labels }, () => {
    const count = random.chance(0.4) ? 0 : random.between(1, 2);
    return random.sample([...Array(things).keys()], count);
  });
  return { labelled: labelledOf(edges, starts, leaves), shows, things };
}

/** All that can be shown, and how few ways can show it: every set of things that some way shows, and every choice of such sets. */
export function fewestWays({ labelled, shows }: Sample): { readonly all: number; readonly fewest: number } {
  const { graph, labels, starts } = labelled;
  const bits = shows.map((things) => things.reduce((mask, thing) => mask | (1 << thing), 0));
  const met = new Set<string>();
  const queue: [state: number, seen: number][] = [];
  const visit = (state: number, seen: number): void => {
    if (met.has(`${state} ${seen}`)) return;
    met.add(`${state} ${seen}`);
    queue.push([state, seen]);
  };
  for (const [i, state] of graph.starts.entries()) visit(state, bits[starts[i]]);
  for (const [state, seen] of queue)
    for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++)
      visit(graph.targets.at(t), seen | bits[labels[t]]);
  const sets = [...new Set(queue.map(([, seen]) => seen))];
  const all = sets.reduce((mask, set) => mask | set, 0);
  let fewest = 0;
  for (let reached = new Set([0]); !reached.has(all); fewest++)
    reached = new Set([...reached].flatMap((mask) => sets.map((set) => mask | set)));
  return { all, fewest };
}

/** The complete ways (those that end in leaf 1) that take one of some labels, counted in the graph that remembers whether one was taken. */
export function waysThrough({ graph, labels, starts, leaf }: Labelled, some: readonly number[]): Leaves {
  const numbers = new Map<string, number>();
  const nodes: [state: number, taken: boolean][] = [];
  const node = (state: number, taken: boolean): number => {
    const key = `${state} ${taken}`;
    if (!numbers.has(key)) numbers.set(key, nodes.push([state, taken]) - 1);
    return numbers.get(key)!;
  };
  const start = graph.starts.map((state, i) => node(state, some.includes(starts[i])));
  const edges: number[][] = [];
  for (const [s, taken] of nodes) {
    const [first, end] = [graph.first.at(s), graph.first.at(s + 1)];
    const targets = first === end && leaf(s) === 1 && taken ? [-1] : [];
    for (let t = first; t < end; t++) targets.push(node(graph.targets.at(t), taken || some.includes(labels[t])));
    edges.push(targets);
  }
  return countLeaves(edges, start, 0);
}

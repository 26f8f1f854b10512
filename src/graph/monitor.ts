import { endComponents, shortestCircle } from './components.ts';
import type { Graph } from './graph.ts';

/** Says of a state that nothing is observed there. */
export const unobserved = 255;

/**
 * A deterministic automaton that follows a way through a graph and sees a letter at each observed state, the first one included. Its
 * states are 0 … `size - 1`.
 */
export interface Monitor {
  readonly size: number;
  readonly start: number;
  /** How many letters there are: at most 255. */
  readonly letters: number;
  /** Where letter `l` leads from state `q`: at `q * letters + l`. */
  readonly next: Int32Array;
  /** A way that leads here is a violation at once; -1 where there is no such state. */
  readonly bad: number;
  /** A way that stays here, or ends here, is a violation; -1 where there is no such state. Only one letter's answer leads out of it. */
  readonly open: number;
}

/** What a monitor watches. */
export interface Watched {
  readonly graph: Graph;
  /** For each state its letter, or `unobserved`. */
  readonly letter: Uint8Array;
  /** For each state 1 where a way ends; states that were not expanded are not ends. */
  readonly final: Uint8Array;
  /** For each state 1 where whatever can happen happens again and again, if the way comes there again and again. */
  readonly fair: Uint8Array;
}

/** A way through a graph, from an initial state on; where `circle` is not empty, it goes on round that for ever. */
export interface Violation {
  readonly start: number;
  readonly stem: readonly number[];
  readonly circle: readonly number[];
}

/**
 * The shortest violation, null where there is none: the graph and the monitor are followed together (the automata-theoretic approach:
 * Vardi, Wolper, An automata-theoretic approach to automatic program verification, 1986).
 */
export function findViolation(watched: Watched, monitor: Monitor): Violation | null {
  const { graph, letter, final, fair } = watched;
  const { size, next, letters, bad, open } = monitor;
  const search = new Search(graph, size);
  const step = (q: number, s: number): number => (letter[s] === unobserved ? q : next[q * letters + letter[s]]);
  for (let s = 0; s < graph.initial; s++) {
    const q = step(monitor.start, s);
    search.add(s, q, -1, -1);
    if (q === bad) return { start: s, stem: [], circle: [] };
  }
  for (let head = 0; head < search.count; head++) {
    const node = search.queue[head];
    const s = Math.floor(node / size);
    if (s >= graph.expanded) continue;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      const target = graph.targets.at(t);
      const q = step(node % size, target);
      search.add(target, q, t, node);
      if (q === bad) return { ...search.wayTo(target * size + q), circle: [] };
    }
  }
  if (open < 0) return null;
  const among = new Uint8Array(graph.states);
  for (let s = 0; s < graph.states; s++) if (search.has(s * size + open)) among[s] = 1;
  const forever = endComponents(graph, among, fair);
  for (let head = 0; head < search.count; head++) {
    const node = search.queue[head];
    const s = Math.floor(node / size);
    if (node % size !== open || (final[s] === 0 && forever[s] === 0)) continue;
    return { ...search.wayTo(node), circle: final[s] === 1 ? [] : shortestCircle(graph, s, forever) };
  }
  return null;
}

/** A breadth-first search over pairs of a state and a monitor's state. */
class Search {
  readonly queue: number[] = [];
  private readonly size: number;
  /** For each pair the transition by which it was first reached plus two, 1 for the initial ones, 0 where it was not. */
  private readonly cameBy: Int32Array;
  private readonly cameFrom: Int32Array;

  constructor(graph: Graph, size: number) {
    this.size = size;
    this.cameBy = new Int32Array(graph.states * size);
    this.cameFrom = new Int32Array(graph.states * size);
  }

  get count(): number {
    return this.queue.length;
  }

  has(node: number): boolean {
    return this.cameBy[node] > 0;
  }

  add(state: number, q: number, transition: number, from: number): void {
    const node = state * this.size + q;
    if (this.cameBy[node] > 0) return;
    this.cameBy[node] = transition + 2;
    this.cameFrom[node] = from;
    this.queue.push(node);
  }

  wayTo(node: number): { readonly start: number; readonly stem: readonly number[] } {
    const stem: number[] = [];
    let at = node;
    for (; this.cameBy[at] > 1; at = this.cameFrom[at]) stem.push(this.cameBy[at] - 2);
    return { start: Math.floor(at / this.size), stem: stem.reverse() };
  }
}

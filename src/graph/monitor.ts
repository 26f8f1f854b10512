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
  /** For each state 1 where whatever can happen happens again and again, if the way comes there again and again; null: only ways that come to an end count. */
  readonly fair: Uint8Array | null;
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
  const search = new Search(graph.states, size);
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
      search.add(target, q, t, node % size);
      if (q === bad) return { ...search.wayTo(graph, target, q), circle: [] };
    }
  }
  if (open < 0) return null;
  const forever = fair === null ? new Uint8Array(graph.states) : endComponents(graph, search.reached(open), fair);
  for (let head = 0; head < search.count; head++) {
    const node = search.queue[head];
    const s = Math.floor(node / size);
    if (node % size !== open || (final[s] === 0 && forever[s] === 0)) continue;
    return { ...search.wayTo(graph, s, open), circle: final[s] === 1 ? [] : shortestCircle(graph, s, forever) };
  }
  return null;
}

/** A breadth-first search over pairs of a state and a monitor's state. */
class Search {
  readonly queue: number[] = [];
  private readonly states: number;
  private readonly size: number;
  /** For each state of the monitor that was reached, and each state: the transition by which the pair was first reached plus two, 1 for
   * the initial ones, 0 where it was not. */
  private readonly cameBy: (Int32Array | undefined)[] = [];
  /** In the same way, the state of the monitor that it was reached from. */
  private readonly cameFrom: (Int32Array | undefined)[] = [];

  constructor(states: number, size: number) {
    this.states = states;
    this.size = size;
  }

  get count(): number {
    return this.queue.length;
  }

  /** For each state, whether it was reached with the monitor in state `q`. */
  reached(q: number): Uint8Array {
    return Uint8Array.from({ length: this.states }, (_, s) => (this.cameBy[q]?.[s] ? 1 : 0));
  }

  add(state: number, q: number, transition: number, from: number): void {
    const cameBy = (this.cameBy[q] ??= new Int32Array(this.states));
    if (cameBy[state] > 0) return;
    cameBy[state] = transition + 2;
    const cameFrom = (this.cameFrom[q] ??= new Int32Array(this.states));
    cameFrom[state] = from;
    this.queue.push(state * this.size + q);
  }

  wayTo(graph: Graph, state: number, q: number): { readonly start: number; readonly stem: readonly number[] } {
    const stem: number[] = [];
    let [s, at] = [state, q];
    for (let by = this.cameBy[at]![s]; by > 1; by = this.cameBy[at]![s]) {
      stem.push(by - 2);
      [s, at] = [graph.sourceOf(by - 2), this.cameFrom[at]![s]];
    }
    return { start: s, stem: stem.reverse() };
  }
}

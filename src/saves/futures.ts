import type { Context, Final } from '../findings/context.ts';
import { maybeEnds } from '../findings/locks.ts';
import { canReach } from '../graph/analyse.ts';
import type { Graph } from '../graph/graph.ts';

/** How a story must not come to rest. */
const faults = new Set<Final['kind']>(['ran-out', 'no-choices', 'error', 'crash', 'endless']);

/** A way in which the new version comes to grief, and the states in which it has. */
export interface Fault {
  readonly kind: Final['kind'];
  readonly address: number;
  readonly message: string;
  readonly states: readonly number[];
}

/** States from which an ending is within reach, or may be as far as anyone knows: one byte a state. */
export function hopeOf(context: Context): Uint8Array {
  const { graph } = context;
  const goals = new Uint8Array(graph.states);
  for (let s = graph.expanded; s < graph.states; s++) goals[s] = 1;
  for (const { state, kind } of context.finals()) if (maybeEnds.has(kind)) goals[state] = 1;
  return canReach(graph, goals);
}

/** The states that a reader comes to who begins with one of the first `starts` starts. */
export function reachableFrom(graph: Graph, starts: number): Uint8Array {
  const reached = new Uint8Array(graph.states);
  const queue = new Int32Array(graph.states);
  let size = 0;
  const reach = (s: number): void => {
    if (reached[s] === 1) return;
    reached[s] = 1;
    queue[size++] = s;
  };
  for (let i = 0; i < starts; i++) reach(graph.starts[i]);
  for (let head = 0; head < size; head++) {
    const s = queue[head];
    if (s >= graph.expanded) continue;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) reach(graph.targets.at(t));
  }
  return reached;
}

/** The faults that only readers come to whose reading is marked 0 in `fresh`. */
export function faultsBeyond(context: Context, fresh: Uint8Array): Fault[] {
  const found = new Map<string, Fault & { states: number[] }>();
  for (const { state, kind, address, message } of context.finals()) {
    if (fresh[state] === 1 || !faults.has(kind)) continue;
    const key = `${kind} ${address} ${message}`;
    const fault = found.get(key);
    if (fault === undefined) found.set(key, { kind, address, message, states: [state] });
    else fault.states.push(state);
  }
  return [...found.values()];
}

/** The states from which one of these can be reached. */
export function towards(graph: Graph, states: readonly number[]): Uint8Array {
  const goals = new Uint8Array(graph.states);
  for (const s of states) goals[s] = 1;
  return canReach(graph, goals);
}

/** The shortest way to a state from the initial state that the exploration came to it from, as transitions. */
export function wayTo(
  graph: Graph,
  state: number,
): { readonly start: number; readonly transitions: readonly number[] } {
  const transitions: number[] = [];
  let s = state;
  for (let t = graph.reachedBy.at(s); t >= 0; t = graph.reachedBy.at(s)) {
    transitions.push(t);
    s = graph.sourceOf(t);
  }
  return { start: s, transitions: transitions.reverse() };
}

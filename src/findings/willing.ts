import { canReach } from '../graph/analyse.ts';
import { waysFrom, waysTo } from '../graph/subgraph.ts';
import type { Context } from './context.ts';
import { type EndState, endStates } from './endings.ts';
import { type Moves, movesOf } from './moves.ts';
import type { Way } from './witness.ts';

/** What can come of a story if all act only as they will. The reader and chance are always willing. */
export class AsTheyWill {
  readonly context: Context;
  readonly moves: Moves;
  /** All states in which the story is at an end. */
  readonly endings: readonly EndState[];
  /** For each state whether some ending can be reached by what they can do, that is by any moves at all. */
  readonly hope: Uint8Array;
  /** Whether some ending may be reached by willing moves; what was not explored might be anything. */
  readonly mayEnd: Uint8Array;
  /** Whether nothing but endings can come of acting as they will, as long as nobody goes round in circles for ever. */
  readonly mustEnd: Uint8Array;
  /** The transition that begins a shortest willing way to an ending: -1 at the ending, -2 where none was found. */
  readonly toEnding: Int32Array;
  private readonly fromStart: Int32Array;

  constructor(context: Context) {
    const { graph } = context;
    this.context = context;
    this.moves = movesOf(context);
    const { willing } = this.moves;
    this.endings = endStates(context);
    const goals = new Uint8Array(graph.states);
    for (const { state } of this.endings) goals[state] = 1;
    this.hope = canReach(graph, goals);
    this.toEnding = waysTo(graph, goals, willing);
    const unknown = new Uint8Array(graph.states).fill(1, graph.expanded);
    for (const { state, kind } of context.finals()) if (kind === 'cut' || kind === 'long') unknown[state] = 1;
    const possible = goals.map((goal, s) => goal | unknown[s]);
    const maybe = waysTo(graph, possible, willing);
    this.mayEnd = Uint8Array.from(maybe, (way) => (way === -2 ? 0 : 1));
    const doubtful = unknown.map((each, s) => (each === 1 || this.mayEnd[s] === 0 ? 1 : 0));
    this.mustEnd = Uint8Array.from(waysTo(graph, doubtful, willing), (way) => (way === -2 ? 1 : 0));
    this.fromStart = waysFrom(graph, willing);
  }

  /** Whether a state can be reached by willing moves alone. */
  reaches(state: number): boolean {
    return this.fromStart[state] !== -2;
  }

  /** A shortest way to a state: by willing moves alone where there is one, else by any. */
  wayTo(state: number): Way {
    const { graph } = this.context;
    const transitions: number[] = [];
    let s = state;
    const before = (): number => (this.reaches(state) ? this.fromStart[s] : graph.reachedBy.at(s));
    for (let t = before(); t >= 0; t = before()) {
      transitions.push(t);
      s = graph.sourceOf(t);
    }
    return { start: s, transitions: transitions.reverse() };
  }

  /** How many steps `wayTo` takes. */
  distance(state: number): number {
    return this.wayTo(state).transitions.length;
  }

  /** The transitions of a shortest willing way from a state to an ending. */
  wayToEnding(state: number): number[] {
    const { graph } = this.context;
    const transitions: number[] = [];
    for (let t = this.toEnding[state]; t >= 0; t = this.toEnding[graph.targets.at(t)]) transitions.push(t);
    return transitions;
  }
}

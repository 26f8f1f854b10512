import type { AsTheyWill } from './willing.ts';

/** Moves against somebody's will, and the way to an ending that they open. */
export interface FoundWay {
  /** The transitions that are made against somebody's will. */
  readonly against: readonly number[];
  /** All transitions, from where it begins to the ending. */
  readonly transitions: readonly number[];
  /** Whether nothing but endings can come of acting as they will after the last of those moves. */
  readonly certain: boolean;
}

export interface WaysOut {
  readonly ways: readonly FoundWay[];
  /** Whether there are no others of so few moves. */
  readonly complete: boolean;
}

/** A way out of more moves against somebody's will than this is not looked for. */
const mostMoves = 3;
const mostNodes = 20_000;

/** A state, come to by these moves against somebody's will (by their numbers, ascending, each as often as it was made). */
interface Node {
  readonly state: number;
  readonly made: readonly number[];
  readonly parent: Node | null;
  readonly transition: number;
}

/**
 * The smallest collections of moves against somebody's will after which willing moves lead from `start` to an ending: none holds another.
 * Breadth-first by their number, with willing moves free in between; of two ways to a state only the one counts whose moves are among
 * those of the other. `moveOf` numbers the moves, so that the same one in different states is the same.
 */
export function waysOut(will: AsTheyWill, start: number, moveOf: (transition: number) => number): WaysOut {
  const { graph } = will.context;
  const { willing } = will.moves;
  const found = new Map<string, { node: Node; certain: boolean }>();
  const visited = new Map<number, (readonly number[])[]>();
  let nodes = 0;
  const isNew = (state: number, made: readonly number[]): boolean => {
    const known = visited.get(state) ?? [];
    if (known.some((other) => isPartOf(other, made)) || ++nodes > mostNodes) return false;
    visited.set(state, [...known, made]);
    return true;
  };
  let level: Node[] = isNew(start, []) ? [{ state: start, made: [], parent: null, transition: -1 }] : [];
  for (let moves = 0; level.length > 0; moves++) {
    const next: Node[] = [];
    for (const node of level) {
      const { state, made } = node;
      if (state >= graph.expanded) continue;
      for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++) {
        const target = graph.targets.at(t);
        if (will.hope[target] === 0) continue;
        if (willing[t] === 1) {
          if (isNew(target, made)) level.push({ state: target, made, parent: node, transition: t });
          continue;
        }
        const then = [...made, moveOf(t)].sort((x, y) => x - y);
        const key = then.join();
        const known = found.get(key);
        const certain = will.mustEnd[target] === 1;
        if (known === undefined && [...found.values()].some((other) => isPartOf(other.node.made, then))) continue;
        const reached = { state: target, made: then, parent: node, transition: t };
        if (will.toEnding[target] !== -2) {
          if (known === undefined || (certain && !known.certain)) found.set(key, { node: reached, certain });
        } else if (moves + 1 < mostMoves && known === undefined && isNew(target, then)) next.push(reached);
      }
    }
    level = next;
  }
  const ways = [...found.values()].map(({ node, certain }) => ({ certain, ...trace(will, node) }));
  return { ways, complete: nodes <= mostNodes && will.context.exhaustive };
}

function trace(will: AsTheyWill, last: Node): Pick<FoundWay, 'against' | 'transitions'> {
  const transitions: number[] = [];
  for (let node: Node | null = last; node !== null && node.transition >= 0; node = node.parent)
    transitions.push(node.transition);
  transitions.reverse();
  const against = transitions.filter((t) => will.moves.willing[t] === 0);
  return { against, transitions: [...transitions, ...will.wayToEnding(last.state)] };
}

/** Whether all numbers of `part` are in `whole`, each as often; both ascending. */
function isPartOf(part: readonly number[], whole: readonly number[]): boolean {
  let at = 0;
  for (const each of whole) if (part[at] === each) at++;
  return at === part.length;
}

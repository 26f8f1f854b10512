import type { Context } from '../findings/context.ts';
import { endStates } from '../findings/endings.ts';
import type { Labelled } from '../graph/outline.ts';
import type { Telling } from '../machine/telling.ts';

/** What a state is from which nothing goes on: an ending, a stop that nobody meant as one, or where nobody looked further. */
export const Leaf = { Ending: 0, Stopped: 1, Open: 2 } as const;

/** What a step shows, and the choice that it takes. */
export interface Label {
  /** A number of `Telling`. */
  readonly shown: number;
  /** The address of the choice that is taken; -1 where none is, or where that isn't asked. */
  readonly taken: number;
}

/** An exploration whose steps are labelled by what they show and, where that is asked, by the address of the choice that each transition takes. */
export function labelledBy(
  context: Context,
  telling: Telling,
  taken: Int32Array | null,
): { readonly labelled: Labelled; readonly labels: readonly Label[] } {
  const { graph } = context;
  const labels: Label[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (label: Label): number => {
    const key = `${label.shown} ${label.taken}`;
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = labels.push(label) - 1));
    return number;
  };
  const starts = graph.starts.map((_, entry) => numberOf({ shown: telling.numberAtStart(entry), taken: -1 }));
  const steps = Int32Array.from({ length: graph.transitions }, (_, t) =>
    numberOf({ shown: telling.number(t), taken: taken === null ? -1 : taken[t] }),
  );
  const leaves = leavesOf(context);
  return { labelled: { graph, labels: steps, starts, leaf: (state) => leaves[state] }, labels };
}

/** What each state is if nothing goes on from it: one of `Leaf`. */
export function leavesOf(context: Context): Uint8Array {
  const { graph } = context;
  const leaves = new Uint8Array(graph.states).fill(Leaf.Stopped).fill(Leaf.Open, graph.expanded);
  for (const { state, kind } of context.finals()) if (kind === 'cut' || kind === 'long') leaves[state] = Leaf.Open;
  for (const { state } of endStates(context)) leaves[state] = Leaf.Ending;
  return leaves;
}

import type { Listener } from '../../src/machine/listener.ts';
import { allReductions } from '../../src/machine/reduction.ts';
import { Telling } from '../../src/machine/telling.ts';
import type { Program } from '../../src/program/program.ts';
import { Everything } from './everything.ts';
import { contextOf, type Explored, type ExploreOptions, explore } from './explore.ts';
import { sameGraph } from './explorecompare.ts';

interface Heard<L extends Listener> {
  readonly explored: Explored;
  readonly listener: L;
}

function heard<L extends Listener>(program: Program, options: ExploreOptions, make: () => L, learn: boolean): Heard<L> {
  let listener = make();
  const reductions = { ...allReductions, learn };
  const explored = explore(program, { ...options, reductions, listener: () => (listener = make()) });
  return { explored, listener };
}

/** What is told at each start and at each transition. */
function tellings({ explored, listener }: Heard<Telling>): string[] {
  const { starts, transitions } = explored.graph;
  return [
    ...starts.map((_, entry) => JSON.stringify(listener.atStart(entry))),
    ...Array.from({ length: transitions }, (_, t) => JSON.stringify(listener.of(t))),
  ];
}

/** What is noted of the turn that leads to each state in which the story rests. */
function notes({ explored, listener }: Heard<Everything>): string[] {
  const context = contextOf(explored);
  return Array.from({ length: explored.graph.states }, (_, state) => {
    const { kind, noted } = context.read(state);
    return kind === 'draw' ? '' : listener.heard[noted];
  });
}

const firstDifference = (a: readonly string[], b: readonly string[]): string | null => {
  const i = a.findIndex((text, i) => text !== b[i]);
  return i < 0 ? null : `${i}: learned ${a[i]}, executed ${b[i]}`;
};

/** Explores with words, with turns repeated from memory and with all of them executed: the first difference, in words, or null. */
export function wordsDifference(program: Program, options: ExploreOptions = {}): string | null {
  const starts = options.entries?.length ?? 1;
  const [told, alone] = [true, false].map((learn) => heard(program, options, () => new Telling(starts), learn));
  if (!sameGraph(told.explored.graph, alone.explored.graph)) return 'another graph with tellings';
  const mistold = firstDifference(tellings(told), tellings(alone));
  if (mistold !== null) return `told at ${mistold}`;
  const [noted, others] = [true, false].map((learn) => heard(program, options, () => new Everything(), learn));
  if (!sameGraph(noted.explored.graph, others.explored.graph)) return 'another graph with notes';
  const misheard = firstDifference(notes(noted), notes(others));
  return misheard === null ? null : `noted in state ${misheard}`;
}

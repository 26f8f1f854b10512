import { TooLarge } from '../../src/diagrams/diagrams.ts';
import { maybeEnds } from '../../src/findings/locks.ts';
import { canReach } from '../../src/graph/analyse.ts';
import { atOnce } from '../../src/machine/bits.ts';
import { Refine } from '../../src/machine/errors.ts';
import { allReductions, Kept } from '../../src/machine/reduction.ts';
import { StoryModel } from '../../src/machine/storymodel.ts';
import type { Program } from '../../src/program/program.ts';
import { Reach } from '../../src/symbolic/reach.ts';
import { System } from '../../src/symbolic/system.ts';
import type { Place } from '../../src/symbolic/turns.ts';
import { NotFollowed } from '../../src/symbolic/vectors.ts';
import { analysisOf, contextOf, type Explored, type ExploreOptions, explore } from './explore.ts';

/** So many bits of work at most. */
const mostBits = 20_000;
const mostNodes = 4_000_000;

export interface BySets {
  readonly model: StoryModel;
  readonly system: System;
  readonly reach: Reach;
  /** What the self-check asked for, in order. */
  readonly refined: readonly Refine[];
}

/** Comes to all states of a story as sets; tells in words why not where that isn't followed. */
export function reachAll(
  program: Program,
  { entries, externals }: ExploreOptions = {},
  tamper: (model: StoryModel) => void = () => {},
): BySets | string {
  const kept = new Kept(program, allReductions);
  const refined: Refine[] = [];
  for (;;) {
    const model = new StoryModel(program, kept, entries, externals);
    if (model.unlearnable !== null) return model.unlearnable;
    tamper(model);
    try {
      const system = new System(model, mostNodes);
      const reach = new Reach(system);
      let bits = 0;
      for (const _ of reach.all()) if (++bits > mostBits) return 'too much work';
      return { model, system, reach, refined };
    } catch (error) {
      if (error instanceof Refine) {
        refined.push(error);
        kept.refine(error);
      } else if (error instanceof NotFollowed) return error.message;
      else if (error instanceof TooLarge) return 'too large';
      else throw error;
    }
  }
}

const isGoal = (model: StoryModel, place: Place): boolean =>
  place.kind === 'over' && maybeEnds.has(model.codec.kindOf(place.over[0]));

/** What sets say of a story, in lines, as far as it can be compared with an exploration. */
export function tellSets({ model, system, reach }: BySets, countsPlaythroughs: boolean): string[] {
  let stuck = 0n;
  for (const set of atOnce(reach.without((place) => isGoal(model, place))).values()) stuck += system.diagrams.size(set);
  const ends = [...reach.states].flatMap(([{ kind, over }, set]) =>
    kind === 'over' ? [endLine(model, over, system.diagrams.size(set))] : [],
  );
  return [
    `${reach.size()} states, ${reach.steps} steps, ${stuck} stuck`,
    ...ends.sort(),
    coverage(model.program, (address) => model.covered(address)),
    ...(countsPlaythroughs ? [playthroughs(reach)] : []),
  ];
}

function playthroughs(reach: Reach): string {
  const { count, longest } = atOnce(reach.playthroughs(() => true));
  return `${count} playthroughs, the longest ${longest}`;
}

/** The same of an exploration. */
export function tellGraph(explored: Explored): string[] {
  const { model, graph } = explored;
  const context = contextOf(explored);
  const goals = new Uint8Array(graph.states);
  const ends = new Map<string, bigint>();
  for (const { state, kind, address, message } of context.finals()) {
    goals[state] = maybeEnds.has(kind) ? 1 : 0;
    const key = JSON.stringify([kind, address, message]);
    ends.set(key, (ends.get(key) ?? 0n) + 1n);
  }
  const stuck = canReach(graph, goals).filter((can, state) => can === 0 && context.isWaiting(state)).length;
  return [
    `${graph.states} states, ${graph.transitions} steps, ${stuck} stuck`,
    ...[...ends].map(([key, count]) => `${key}: ${count}`).sort(),
    coverage(model.program, (address) => context.covered(address)),
    ...(hasNoCircle(explored) ? [playthroughsOf(explored)] : []),
  ];
}

/** Whether an exploration has no circle. */
export const hasNoCircle = (explored: Explored): boolean => analysisOf(explored).exploration.longest !== 'infinite';

function playthroughsOf(explored: Explored): string {
  const { playthroughs, longest } = analysisOf(explored).exploration;
  return `${playthroughs} playthroughs, the longest ${longest}`;
}

const endLine = (model: StoryModel, [kind, address, message]: readonly number[], count: bigint): string =>
  `${JSON.stringify([model.codec.kindOf(kind), address, model.codec.messages[message] ?? ''])}: ${count}`;

const coverage = (program: Program, covered: (address: number) => number): string =>
  [...program.op.keys()].map((pc) => covered(pc).toString(16)).join('');

/** The first difference between sets and an exploration of the same story, or null; a text in `why` where it can't be followed as sets. */
export function setsDifference(
  explored: Explored,
  options: ExploreOptions = {},
): { difference: string | null; why?: string } {
  const sets = reachAll(explored.model.program, options);
  if (typeof sets === 'string') return { difference: null, why: sets };
  const difference = differenceOf(sets, explored);
  const asked = (refined: readonly Refine[]): string => refined.map((each) => JSON.stringify(each)).join();
  if (difference === null || asked(sets.refined) === asked(explored.refined)) return { difference };
  // whoever asks first what a state keeps may ask for more than is needed: so the same is kept once more by an exploration
  const spoil = (kept: Kept): void => {
    for (const refine of sets.refined) kept.refine(refine);
  };
  return { difference: differenceOf(sets, explore(explored.model.program, { ...options, spoil })) };
}

function differenceOf(sets: BySets, explored: Explored): string | null {
  const [theirs, ours] = [tellGraph(explored), tellSets(sets, hasNoCircle(explored))];
  for (let i = 0; i < Math.max(theirs.length, ours.length); i++)
    if (theirs[i] !== ours[i]) return `sets say ${ours[i]}, the exploration ${theirs[i]}`;
  return null;
}

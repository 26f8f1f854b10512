import { placeAt } from '../program/program.ts';
import type { CastMove, Standoff, Step, UnwillingMove, WayOut } from './types.ts';
import { cyclesOf, unwillingMove, waitsOf } from './waits.ts';
import { type FoundWay, waysOut } from './waysout.ts';
import type { AsTheyWill } from './willing.ts';
import type { Way } from './witness.ts';

/** Situations that are alike to a writer: the same choices on offer, by the same people. */
export interface Alike {
  readonly kind: Standoff['kind'];
  /** The one that is reached first: as they will if any of them is. */
  readonly state: number;
  readonly situations: number;
  /** Once round from there and back, for a livelock: transitions. */
  readonly round: readonly number[];
}

/**
 * The states in which nobody has a willing move, no reader and no chance decides, and some ending can be reached by what they can do.
 */
export function findStandoffs(will: AsTheyWill): Alike[] {
  const { context, hope, moves } = will;
  const { graph } = context;
  const found = new Map<string, number[]>();
  for (let s = 0; s < graph.expanded; s++) {
    if (!context.isChoice(s) || hope[s] === 0) continue;
    const [from, to] = [graph.first.at(s), graph.first.at(s + 1)];
    let unwilling = from;
    while (unwilling < to && moves.willing[unwilling] === 0) unwilling++;
    if (unwilling < to) continue;
    const key = offersKey(will, [s]);
    if (!found.has(key)) found.set(key, []);
    found.get(key)!.push(s);
  }
  return [...found.values()].map((states) => {
    return { kind: 'standoff', state: nearest(will, states), situations: states.length, round: [] };
  });
}

/** Which choices are on offer in some states, and by whom. */
export function offersKey({ context }: AsTheyWill, states: readonly number[]): string {
  const offers = states.flatMap((s) => context.read(s).offers.map(({ point, by }) => `${point} ${by}`));
  return [...new Set(offers)].sort().join();
}

/** The state that is reached first: as they will if any of them is. */
export function nearest(will: AsTheyWill, states: readonly number[]): number {
  const willed = states.filter((s) => will.reaches(s));
  if (willed.length === 0) return Math.min(...states);
  return willed.reduce((best, s) => (will.distance(s) < will.distance(best) ? s : best));
}

/** Tells of situations as one: how they come about, who waits for what, and every way out. */
export function tell(will: AsTheyWill, { kind, state, situations, round }: Alike): Standoff {
  const { context } = will;
  const { program, graph } = context;
  const way = will.wayTo(state);
  const { witness, player } = context.witnesses.arrive(way);
  const unwilling: UnwillingMove[] = [];
  for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++) {
    const label = graph.labels.at(t);
    if (will.moves.willing[t] === 0)
      unwilling.push(unwillingMove(player, label, witness.turn.choices[label].text, context.model.setters));
  }
  const waits = waitsOf(unwilling);
  const { ways, complete } = waysOut(will, state, moveNumbers(will));
  const address = program.choices[context.read(state).offers[0].point].address;
  return {
    kind,
    place: placeAt(program, address),
    quote: witness.lastWords,
    asTheyWill: will.reaches(state),
    playthrough: witness.steps,
    round: stepsAfter(will, way, round),
    situations,
    unwilling,
    waits,
    cycles: cyclesOf(waits, will.moves.names),
    waysOut: ways.map((found) => tellWay(will, way, found)),
    allWaysOut: complete,
  };
}

/** Numbers each move by the choice it takes and who makes it. */
function moveNumbers({ context, moves }: AsTheyWill): (transition: number) => number {
  const numbers = new Map<string, number>();
  return (t) => {
    const { offers } = context.read(context.graph.sourceOf(t));
    const key = `${offers[context.graph.labels.at(t)].point} ${moves.by[t]}`;
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  };
}

function tellWay(will: AsTheyWill, to: Way, { against, transitions, certain }: FoundWay): WayOut {
  const { context, moves } = will;
  const { graph, program } = context;
  const { steps } = context.witnesses.along({ ...to, transitions: [...to.transitions, ...transitions] });
  const made = againstWill(to.transitions.length, transitions, against, steps);
  return {
    moves: against.map((t, i): CastMove => {
      const { offers } = context.read(graph.sourceOf(t));
      const { address } = program.choices[offers[graph.labels.at(t)].point];
      return { by: moves.names[moves.by[t]], text: made[i], place: placeAt(program, address) };
    }),
    certain,
    playthrough: steps,
  };
}

/** The texts of the moves against somebody's will. A playthrough has a step for each transition, and one more for an entry before them. */
function againstWill(
  before: number,
  transitions: readonly number[],
  against: readonly number[],
  steps: readonly Step[],
): string[] {
  const first = steps.length - transitions.length - before;
  return transitions.flatMap((t, i) => {
    const step = steps[first + before + i];
    return against.includes(t) && 'text' in step ? [step.text] : [];
  });
}

function stepsAfter(will: AsTheyWill, way: Way, transitions: readonly number[]): Step[] {
  if (transitions.length === 0) return [];
  const whole = will.context.witnesses.along({ ...way, transitions: [...way.transitions, ...transitions] });
  return whole.steps.slice(whole.steps.length - transitions.length);
}

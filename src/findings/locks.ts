import { canReach, groupsOf, topologicalOrder } from '../graph/analyse.ts';
import type { Kind } from '../machine/codec.ts';
import { placeAt } from '../program/program.ts';
import type { Context } from './context.ts';
import type { Finding } from './types.ts';
import type { Proven } from './verdicts.ts';

/** How a story rests where it has ended, or may yet end as far as anyone knows. */
export const maybeEnds: ReadonlySet<Kind> = new Set<Kind>(['end', 'done', 'none', 'cut', 'long']);

/**
 * States from which no ending can be reached: one finding for each region of them, with the choice that first leads into it. A state
 * that was not expanded may lead anywhere, unless an abstraction proves that no ending comes after it; so the claim holds for unfinished explorations too.
 */
export function findLocks(context: Context): Finding[] {
  const hope = hopeIn(context);
  const lost = hope.map((can, s) => (can === 0 && context.isWaiting(s) ? 1 : 0));
  if (!lost.includes(1)) return [];
  const freezes = findFreezes(context);
  if (isHopeless(context, hope) && lost[0] === 1) return [...freezes, ...noEnding(context, lost)];
  return [...freezes, ...regions(context, hope, lost).filter((finding) => finding.code !== 'endless-turn')];
}

/** Whether it is proved that no playthrough comes to an ending. */
export function neverEnds(context: Context): boolean {
  return isHopeless(context, hopeIn(context));
}

const isHopeless = ({ graph }: Context, hope: Uint8Array): boolean => !hope.subarray(0, graph.initial).includes(1);

/** From which states an ending may be reached, as far as anyone knows. */
function hopeIn(context: Context): Uint8Array {
  const { graph } = context;
  const goals = new Uint8Array(graph.states);
  for (let s = graph.expanded; s < graph.states; s++) if (!isProvedLost(context, s, context.proofs)) goals[s] = 1;
  for (const { state, kind } of context.finals()) if (maybeEnds.has(kind)) goals[state] = 1;
  return canReach(graph, goals);
}

/** The same as `findLocks` in an exploration of some ways only: from a state more may follow than is there. */
export function findLocksAlong(context: Context, proofs: Proven): Finding[] {
  const { graph } = context;
  const followed = Array.from({ length: graph.states }, (_, s) => isFollowed(context, s));
  const goals = Uint8Array.from(followed, (is, s) => (is || isProvedLost(context, s, proofs) ? 0 : 1));
  for (const { state, kind } of context.finals()) if (maybeEnds.has(kind)) goals[state] = 1;
  const hope = canReach(graph, goals);
  const lost = hope.map((can, s) => (can === 0 && context.isWaiting(s) ? 1 : 0));
  return lost.includes(1) ? regions(context, hope, lost, (s) => followed[s]) : [];
}

/** Whether all steps that lead on from a state are in an exploration of some ways only. */
function isFollowed({ graph, model }: Context, state: number): boolean {
  let steps = 0;
  graph.store.with(state, (bytes, from, length) =>
    model.successors(state, bytes, from, length, () => {
      steps++;
    }),
  );
  return graph.first.at(state + 1) - graph.first.at(state) === steps;
}

function isProvedLost({ graph, model }: Context, state: number, proofs: Proven | null): boolean {
  if (proofs === null) return false;
  let isLost = false;
  graph.store.with(state, (bytes, from, length) => {
    isLost = proofs.isLost(model, bytes, from, length);
  });
  return isLost;
}

/** Turns that whatever chance gives never come to a choice or a stop: worth telling even where no ending can be reached anyway. */
function findFreezes(context: Context): Finding[] {
  const { graph } = context;
  const goals = new Uint8Array(graph.states);
  for (let s = 0; s < graph.states; s++)
    if (s >= graph.expanded || context.isChoice(s) || !context.isWaiting(s)) goals[s] = 1;
  const moves = canReach(graph, goals);
  const frozen = moves.map((can) => (can === 0 ? 1 : 0));
  return frozen.includes(1) ? regions(context, moves, frozen) : [];
}

function noEnding(context: Context, lost: Uint8Array): Finding[] {
  // where every way stops at a fault, those faults are the findings
  const stops = context.exhaustive && [...context.finals()].length > 0;
  if (stops && topologicalOrder(context.graph, lost) !== null) return [];
  return [
    {
      code: 'no-ending',
      level: 'error',
      evidence: 'proved',
      message:
        'However this story is played, it never comes to an end: no -> END, and no -> DONE with nothing left to do, is ever reached.',
      place: placeAt(context.program, context.program.start),
      quote: '',
      details: [],
      playthrough: null,
    },
  ];
}

interface Region {
  /** The transition that first leads into it; for a region that the story starts in, -1 less the number of the state. */
  readonly transition: number;
  /** The address of the choice or draw that this is, -1 at the start. */
  readonly door: number;
  /** The choices that lead there otherwise. */
  readonly others: Set<number>;
  /** Whether all was followed that comes after it. */
  isWhole: boolean;
}

/** One region for each group of lost states; groups that the same choice first leads into are one to a writer. `isFollowed` tells which states were followed in all ways. */
function regions(
  context: Context,
  hope: Uint8Array,
  lost: Uint8Array,
  isFollowed = (state: number): boolean => state < context.graph.expanded,
): Finding[] {
  const { graph } = context;
  const groups = groupsOf(graph, lost);
  const found = new Map<number, Region>();
  for (let s = 0; s < graph.initial; s++) {
    if (lost[s] === 1 && !found.has(groups[s]))
      found.set(groups[s], { transition: -1 - s, door: -1, others: new Set(), isWhole: true });
  }
  for (let s = 0; s < graph.expanded; s++) {
    if (hope[s] === 0) continue;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      const group = groups[graph.targets.at(t)];
      if (group < 0) continue;
      const door = doorOf(context, s, t);
      const region = found.get(group);
      if (region === undefined) found.set(group, { transition: t, door, others: new Set(), isWhole: true });
      else if (door !== region.door) region.others.add(door);
    }
  }
  const byDoor = new Map<number, Region>();
  for (const region of found.values()) {
    // where only chance comes before every fault, those faults are the findings
    const { transition } = region;
    const target = transition < 0 ? -1 - transition : graph.targets.at(transition);
    region.isWhole = reachable(context, target, lost).every(isFollowed);
    if (region.isWhole && (stopsAtOnce(context, target, lost) || isToldByItsStops(context, target, lost))) continue;
    const known = byDoor.get(region.door);
    if (known === undefined) byDoor.set(region.door, region);
    else for (const other of region.others) known.others.add(other);
  }
  return [...byDoor.values()].map((region) => describe(context, region, lost));
}

/** The address of the choice that a transition takes, or of the draw where chance takes it. */
function doorOf(context: Context, state: number, transition: number): number {
  if (!context.isChoice(state)) {
    context.read(state);
    return context.model.drawOf().address;
  }
  const offer = context.read(state).offers[context.graph.labels.at(transition)];
  return context.program.choices[offer.point].address;
}

function describe(context: Context, { transition, door, others, isWhole }: Region, lost: Uint8Array): Finding {
  const { graph } = context;
  const atStart = transition < 0;
  const target = atStart ? -1 - transition : graph.targets.at(transition);
  const source = atStart ? -1 : graph.sourceOf(transition);
  const address = atStart ? context.program.start : door;
  const witness = atStart
    ? context.witnesses.toState(target)
    : context.witnesses.beyond(source, graph.labels.at(transition));
  const { code, message } = isWhole ? nature(context, target, lost) : softLock;
  const details = isWhole ? [howLong(context, target, lost)] : [];
  const more = [...others].map((other) => context.place(other));
  const lines = [...new Set(more.flatMap((place) => (place === null ? [] : [`${place.file}:${place.line}`])))];
  if (lines.length > 0)
    details.push(`Other choices lead there too: ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' …' : ''}.`);
  return {
    code,
    level: 'error',
    evidence: 'proved',
    message,
    place: context.place(address),
    quote: lastChoice(witness.steps) || witness.lastWords,
    details,
    playthrough: witness.steps,
  };
}

function lastChoice(steps: readonly object[]): string {
  const step = steps.findLast((each) => 'choice' in each);
  return step !== undefined && 'text' in step ? String(step.text) : '';
}

const softLock = {
  code: 'soft-lock',
  message: 'From here no ending can be reached any more, and the reader is not told.',
};

/** What kind of trap a region is. */
function nature(context: Context, from: number, lost: Uint8Array): Pick<Finding, 'code' | 'message'> {
  const isTurn = reachable(context, from, lost).every((s) => !context.isChoice(s)) && !context.isChoice(from);
  if (!isTurn && isForced(context, from)) {
    const message =
      'From here the story goes round in a circle for ever: there is only one way on each time, and no ending.';
    return { code: 'forced-loop', message };
  }
  return isTurn
    ? {
        code: 'endless-turn',
        message: 'From here the story goes round without ever stopping for a choice, whatever chance gives.',
      }
    : softLock;
}

/** Whether from a lost state on the story stops without another choice, whatever chance gives. */
function stopsAtOnce(context: Context, from: number, lost: Uint8Array): boolean {
  const states = reachable(context, from, lost);
  if (states.some((s) => context.isChoice(s))) return false;
  const region = new Uint8Array(context.graph.states);
  for (const s of states) region[s] = 1;
  return topologicalOrder(context.graph, region) !== null;
}

/**
 * Whether all that is left is one more choice, after which the story stops at a fault whose own finding comes by the same way: then that
 * finding tells it all.
 */
function isToldByItsStops(context: Context, from: number, lost: Uint8Array): boolean {
  const { graph } = context;
  const states = reachable(context, from, lost);
  if (!context.isChoice(from) || states.some((s) => s !== from && context.isChoice(s))) return false;
  const region = new Uint8Array(graph.states);
  for (const s of states) region[s] = 1;
  if (topologicalOrder(graph, region) === null) return false;
  for (const s of states) {
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      const way = graph.reachedBy.at(graph.targets.at(t));
      if (way < 0 || region[graph.sourceOf(way)] === 0) return false;
    }
  }
  return true;
}

/** The lost states that can be reached from one, itself first. */
function reachable({ graph }: Context, from: number, lost: Uint8Array): number[] {
  const seen = new Set([from]);
  for (const s of seen) {
    if (s >= graph.expanded) continue;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
      if (lost[graph.targets.at(t)] === 1) seen.add(graph.targets.at(t));
  }
  return [...seen];
}

/** Whether from a state on there is never more than one way, and it never stops. */
function isForced(context: Context, from: number): boolean {
  const { graph } = context;
  const seen = new Set<number>();
  for (let s = from; !seen.has(s); s = graph.targets.at(graph.first.at(s))) {
    seen.add(s);
    if (s >= graph.expanded || graph.first.at(s + 1) - graph.first.at(s) !== 1) return false;
  }
  return true;
}

/** How long a reader can go on after being lost. */
function howLong(context: Context, from: number, lost: Uint8Array): string {
  const { graph } = context;
  const region = new Uint8Array(graph.states);
  for (const s of reachable(context, from, lost)) region[s] = 1;
  const order = topologicalOrder(graph, region);
  if (order === null) return 'The story can go on like this for ever.';
  const length = new Int32Array(graph.states);
  for (let i = order.length - 1; i >= 0; i--) {
    const s = order[i];
    let longest = 0;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
      longest = Math.max(longest, length[graph.targets.at(t)]);
    length[s] = longest + (context.isChoice(s) ? 1 : 0);
  }
  const choices = length[from] === 1 ? '1 more choice' : `up to ${length[from]} more choices`;
  return `The story goes on for ${choices} before it stops.`;
}

import { follow } from '../findings/follow.ts';
import type { Step } from '../findings/types.ts';
import type { Way } from '../findings/witness.ts';
import { passageAt } from '../program/program.ts';
import type { Meeting } from './types.ts';
import type { Version } from './version.ts';

/** Where a piece of one version is in the other: its position, or -1; and the same of passages, by number. */
export interface Translation {
  readonly pieces: Int32Array;
  readonly passages: Int32Array;
}

/** How far a playthrough could be taken over, and why no further. */
interface Taken {
  readonly way: Way;
  readonly made: number;
  readonly end: 'all' | 'parted' | 'chance' | 'unexplored';
  readonly missing: string | null;
}

/**
 * What a playthrough of one version comes to in another: the same entry, the same choices (though their words may be others, or their
 * numbers), and the same outcomes of chance. Null where the playthrough can't be followed in its own version, or can't begin in the other.
 */
export function retrace(
  from: Version,
  to: Version,
  { pieces, passages }: Translation,
  steps: readonly Step[],
): Meeting | null {
  const { way, problem } = follow(from.context, steps);
  const start = problem === null ? startIn(from, to, passages, way.start) : -1;
  if (start < 0) return null;
  const choices = steps.flatMap((step) => ('choice' in step ? [step.text] : []));
  return meeting(to, takeOver(from, to, pieces, way, start, choices));
}

/** The initial state that the same entry leads to; -1 where there is none. */
function startIn(from: Version, to: Version, passages: Int32Array, start: number): number {
  const { context } = from;
  const entry = context.model.entries[context.graph.startLabels[start]];
  const { paths, containers } = context.program;
  const container = paths.get(entry.path);
  const moved = container === undefined ? -1 : passages[containers[container].passage];
  const path = entry.path === '' || moved < 0 ? entry.path : to.context.program.passages[moved].name;
  const same = JSON.stringify(entry.sets);
  const number = to.context.model.entries.findIndex(
    (other) => (other.path === path || other.path === entry.path) && JSON.stringify(other.sets) === same,
  );
  return number < 0 ? -1 : to.context.graph.starts[number];
}

function takeOver(
  from: Version,
  to: Version,
  pieces: Int32Array,
  { transitions }: Way,
  start: number,
  choices: readonly string[],
): Taken {
  const { graph } = to.context;
  const taken: number[] = [];
  let state = start;
  let made = 0;
  const stop = (end: Taken['end'], missing: string | null = null): Taken => ({
    way: { start, transitions: taken },
    made,
    end,
    missing,
  });
  /** Takes the transition with that label; false where there is none. */
  const take = (label: number): boolean => {
    for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++) {
      if (graph.labels.at(t) !== label) continue;
      taken.push(t);
      state = graph.targets.at(t);
      return true;
    }
    return false;
  };
  for (const t of transitions) {
    const source = from.context.graph.sourceOf(t);
    const label = from.context.graph.labels.at(t);
    const isChoice = from.context.isChoice(source);
    if (!to.context.isWaiting(state)) return stop('all');
    if (state >= graph.expanded) return stop('unexplored');
    // here it draws where it did not, or no longer does
    if (isChoice && !to.context.isChoice(state)) return stop('chance');
    if (!isChoice && to.context.isChoice(state)) continue;
    if (!isChoice) {
      if (!take(label)) return stop('chance');
      continue;
    }
    const wanted = pieces[from.at.get(addresses(from, source)[label]) ?? -1] ?? -1;
    const rank = sameBefore(addresses(from, source), label);
    const address = wanted < 0 ? -1 : to.pieces[wanted].address;
    const offered = addresses(to, state);
    const same = [...offered.keys()].filter((i) => offered[i] === address);
    const next = same[rank] ?? same[0];
    if (next === undefined) return stop('parted', choices[made]);
    if (!take(next)) return stop('unexplored');
    made++;
  }
  return stop(to.context.isWaiting(state) && state >= graph.expanded ? 'unexplored' : 'all');
}

/** The choices on offer in a state, by their addresses. */
function addresses({ context }: Version, state: number): number[] {
  return context.read(state).offers.map(({ point }) => context.program.choices[point].address);
}

/** How many of the items before one are the same as it. */
const sameBefore = (items: readonly number[], at: number): number =>
  items.slice(0, at).filter((item) => item === items[at]).length;

function meeting(to: Version, { way, made, end, missing }: Taken): Meeting {
  const { context } = to;
  const { graph, program } = context;
  const { steps, turn, lastWords } = context.witnesses.along(way);
  const last = way.transitions.length === 0 ? way.start : graph.targets.at(way.transitions.at(-1)!);
  const common = { made, words: lastWords, playthrough: steps, missing };
  if (!context.isWaiting(last)) {
    const passage = passageAt(program, context.read(last).address).name;
    return { ...common, end: to.endings.has(last) ? 'ended' : 'stopped', passage, offered: [], onward: null };
  }
  const choices = context.isChoice(last) ? turn.choices : [];
  const { distance, next } = to.nearestEnding;
  const canEnd = Number.isFinite(distance[last]);
  const transitions = way.transitions.slice();
  let state = last;
  for (; canEnd && next[state] >= 0; state = graph.targets.at(next[state])) transitions.push(next[state]);
  const onward = canEnd
    ? {
        passage: passageAt(program, context.read(state).address).name,
        steps: context.witnesses.along({ start: way.start, transitions }).steps.slice(steps.length),
      }
    : null;
  context.read(last);
  const waitsAt = choices[0]?.address ?? context.model.drawOf().address;
  return {
    ...common,
    end: end === 'all' ? (context.isChoice(last) ? 'choice' : 'chance') : end,
    passage: passageAt(program, waitsAt).name,
    offered: choices.map(({ text }) => text),
    onward,
  };
}

import type { Step } from '../findings/types.ts';
import type { Way } from '../findings/witness.ts';
import { Player } from '../machine/player.ts';
import { passageAt } from '../program/program.ts';
import type { Meeting } from './types.ts';
import type { Version } from './version.ts';

/** Where a piece of one version is in the other: its position, or -1; and the same of passages, by number. */
export interface Translation {
  readonly pieces: Int32Array;
  readonly passages: Int32Array;
}

/** A step of a playthrough, in terms of content. */
type Move =
  | { readonly chance: number }
  /** `rank`: how many choices of the same address are offered before it. */
  | { readonly choice: number; readonly rank: number; readonly text: string };

/** How far a playthrough could be taken over, and why no further. */
interface Taken {
  readonly way: Way;
  readonly made: number;
  readonly end: 'all' | 'parted' | 'chance' | 'unexplored';
  readonly missing: string | null;
}

/**
 * What a playthrough of one version comes to in another: the same entry, the same choices (though their words may be others, or their
 * numbers), and the same outcomes of chance. Null where the playthrough can't be played in its own version, or can't begin in the other.
 */
export function retrace(from: Version, to: Version, translation: Translation, steps: readonly Step[]): Meeting | null {
  const moves = movesOf(from, steps);
  const start = moves === null ? -1 : startIn(from, to, translation.passages, steps);
  return moves === null || start < 0 ? null : meeting(to, takeOver(from, to, translation.pieces, moves, start));
}

/** The steps of a playthrough, by playing it; null where it can't be played. */
function movesOf({ context }: Version, steps: readonly Step[]): Move[] | null {
  const player = new Player(context.program, { externals: context.model.externals });
  player.stopAtChance();
  const moves: Move[] = [];
  let at = 0;
  const [first] = steps;
  if (first !== undefined && 'entry' in first) {
    if (!player.enter(first.entry, first.sets)) return null;
    at++;
  }
  for (;;) {
    const outcomes: number[] = [];
    for (let step = steps[at]; step !== undefined && 'chance' in step; step = steps[++at]) outcomes.push(step.chance);
    player.force(outcomes);
    const { choices } = player.turn();
    moves.push(...player.drawn.map((chance) => ({ chance })));
    const step = steps[at++];
    if (step === undefined) return moves;
    const taken = 'choice' in step ? choices[step.choice] : undefined;
    if (taken === undefined) return null;
    const rank = choices.filter(({ address, index }) => address === taken.address && index < taken.index).length;
    moves.push({ choice: taken.address, rank, text: taken.text });
    player.choose(taken.index);
  }
}

/** The initial state that the same entry leads to; -1 where there is none. */
function startIn(from: Version, to: Version, passages: Int32Array, [first]: readonly Step[]): number {
  const entry = first !== undefined && 'entry' in first ? first : { entry: '', sets: {} };
  const { paths, containers } = from.context.program;
  const container = paths.get(entry.entry);
  const moved = container === undefined ? -1 : passages[containers[container].passage];
  const names = [entry.entry, ...(entry.entry === '' || moved < 0 ? [] : [to.context.program.passages[moved].name])];
  const sets = JSON.stringify(entry.sets);
  const number = to.context.model.entries.findIndex(
    (other) => names.includes(other.path) && JSON.stringify(other.sets) === sets,
  );
  return number < 0 ? -1 : to.context.graph.starts[number];
}

function takeOver(from: Version, to: Version, pieces: Int32Array, moves: readonly Move[], start: number): Taken {
  const { context } = to;
  const { graph } = context;
  const taken: number[] = [];
  let state = start;
  let made = 0;
  const stop = (end: Taken['end'], missing: string | null = null): Taken => ({
    way: { start, transitions: taken },
    made,
    end,
    missing,
  });
  /** Takes the transition of that choice or outcome, which may stand for a whole class of them; false where there is none. */
  const take = (wanted: number): boolean => {
    const t = context.transition(state, wanted);
    if (t < 0) return false;
    taken.push(t);
    state = graph.targets.at(t);
    return true;
  };
  for (const move of moves) {
    if (!context.isWaiting(state)) return stop('all');
    if (state >= graph.expanded) return stop('unexplored');
    const isChoice = context.isChoice(state);
    if ('chance' in move) {
      // what chance decides no more is passed over
      if (!isChoice && !take(move.chance)) return stop('chance');
      continue;
    }
    if (!isChoice) return stop('chance');
    const piece = pieces[from.at.get(move.choice) ?? -1] ?? -1;
    const address = piece < 0 ? -1 : to.pieces[piece].address;
    const offered = context.read(state).offers.map(({ point }) => context.program.choices[point].address);
    const same = [...offered.keys()].filter((i) => offered[i] === address);
    const next = same[move.rank] ?? same[0];
    if (next === undefined) return stop('parted', move.text);
    if (!take(next)) return stop('unexplored');
    made++;
  }
  return stop(context.isWaiting(state) && state >= graph.expanded ? 'unexplored' : 'all');
}

function meeting(to: Version, { way, made, end, missing }: Taken): Meeting {
  const { context } = to;
  const { graph, program } = context;
  const { steps, turn, lastWords } = context.witnesses.along(way);
  const last = way.transitions.length === 0 ? way.start : graph.targets.at(way.transitions.at(-1)!);
  const common = { made, words: lastWords, playthrough: steps, missing };
  if (!context.isWaiting(last)) {
    const { kind, address } = context.read(last);
    const left = kind === 'cut' || kind === 'long';
    const over = left ? 'unexplored' : to.endings.has(last) ? 'ended' : 'stopped';
    return { ...common, end: over, passage: passageAt(program, address).name, offered: [], onward: null };
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

import type { CastMove, Standoff, Step } from '../../src/findings/types.ts';
import { castStory } from './caststories.ts';
import { analysisOf, explore } from './explore.ts';
import { witnessFaults } from './explorewitness.ts';
import { type NaiveCast, searchCast } from './naivecast.ts';
import { pairOf } from './routes.ts';

/** What a comparison came across. */
export interface CastCompared {
  /** What differs, in words, or null. */
  readonly difference: string | null;
  readonly standoffs: number;
  /** Standoffs that they come to as they will. */
  readonly willed: number;
  readonly livelocks: number;
  readonly waysOut: number;
}

/**
 * Explores a generated story with a cast, and holds what is said of its standoffs and livelocks against a plain search by the official
 * runtime. Null where there are too many situations for that.
 */
export function compareCast(seed: number, situations = 300): CastCompared | null {
  const pair = pairOf(castStory(seed, { plain: true, chance: seed % 4 === 0 }), 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  const explored = explore(pair.program, { states: 4000 });
  const naive = searchCast(pair.story, situations);
  if (naive === null || !explored.exhaustive) return null;
  const analysis = analysisOf(explored);
  const { cast } = analysis;
  const found = cast?.standoffs ?? [];
  const standoffs = found.filter(({ kind }) => kind === 'standoff');
  const livelocks = found.filter(({ kind }) => kind === 'livelock');
  const faults = witnessFaults(pair.story, explored.model, analysis);
  const ours = standoffs.map(told);
  const theirs = standoffs.map((standoff) => toldBy(naive, standoff));
  const differs = ours.findIndex((each, i) => each !== theirs[i]);
  const difference =
    faults.length > 0
      ? faults[0]
      : differs >= 0
        ? `ours ${ours[differs]}; theirs ${theirs[differs]}`
        : standoffs.length !== naive.standoffs.size
          ? `${standoffs.length} standoffs; theirs ${naive.standoffs.size}`
          : livelocks.length > 0 !== naive.livelocks
            ? `${livelocks.length} livelocks; theirs ${naive.livelocks}`
            : livelocks.every((livelock) => goesRound(naive, livelock))
              ? null
              : 'a livelock that does not go round';
  return {
    difference,
    standoffs: standoffs.length,
    willed: standoffs.filter(({ asTheyWill }) => asTheyWill).length,
    livelocks: livelocks.length,
    waysOut: found.flatMap(({ waysOut }) => waysOut).length,
  };
}

const named = ({ by, text }: CastMove): string => `${by}: ${text}`;

const movesOf = ({ unwilling }: Standoff): string => [...new Set(unwilling.map(named))].sort().join(', ');

/** What a standoff says, as a text to compare: its moves, how many choices lead there, and every way out. */
function told(standoff: Standoff): string {
  const { asTheyWill, playthrough, waysOut } = standoff;
  const ways = waysOut.map(({ moves, certain }) => `${moves.map(named).sort().join(' + ')}${certain ? ' !' : ''}`);
  return `${movesOf(standoff)} ${asTheyWill} ${taken(playthrough).choices.length}: ${ways.sort().join(', ')}`;
}

function toldBy(naive: NaiveCast, standoff: Standoff): string {
  const { choices, outcomes } = taken(standoff.playthrough);
  const { willed, any } = naive.standoffs.get(movesOf(standoff)) ?? { willed: -2, any: -2 };
  const ways = naive.waysOut(choices, outcomes).join(', ');
  return `${movesOf(standoff)} ${willed >= 0} ${willed >= 0 ? willed : any}: ${ways}`;
}

function goesRound(naive: NaiveCast, { playthrough, round }: Standoff): boolean {
  return [playthrough, [...playthrough, ...round]].every((steps) => {
    const { choices, outcomes } = taken(steps);
    return naive.goesRound(choices, outcomes);
  });
}

/** The choices of a playthrough, and for each turn, the first one included, the outcomes of chance. */
function taken(steps: readonly Step[]): { readonly choices: number[]; readonly outcomes: number[][] } {
  const choices: number[] = [];
  const outcomes: number[][] = [[]];
  for (const step of steps) {
    if ('chance' in step) outcomes[outcomes.length - 1].push(step.chance);
    else if ('choice' in step) {
      choices.push(step.choice);
      outcomes.push([]);
    }
  }
  return { choices, outcomes };
}

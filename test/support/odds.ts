import { Context } from '../../src/findings/context.ts';
import { playthroughFacts } from '../../src/findings/facts.ts';
import { Chain } from '../../src/graph/chain.ts';
import { roundedSolver } from '../../src/graph/solver.ts';
import type { Leanings } from '../../src/machine/leanings.ts';
import type { Told } from '../../src/machine/lines.ts';
import { Telling } from '../../src/machine/telling.ts';
import type { Measure, Reader, Stats } from '../../src/measures/figures.ts';
import { leaningsFor, Picks } from '../../src/measures/picks.ts';
import { Sights } from '../../src/measures/sights.ts';
import { statsOf } from '../../src/measures/stats.ts';
import { walkOver } from '../../src/measures/walk.ts';
import type { Program } from '../../src/program/program.ts';
import { explore } from './explore.ts';
import { even, type Reading } from './officialreader.ts';

/** Something of which a reading can tell whether it happened in it, and how likely it is. */
export interface Event {
  readonly name: string;
  readonly odds: number;
  readonly happened: (reading: Reading) => boolean;
}

export interface Expected {
  readonly stats: Stats;
  readonly events: readonly Event[];
  /** How many playthroughs there are. */
  readonly playthroughs: bigint | 'infinite';
}

export const evenReader: Reader = { prefers: 'evenly', weights: {} };

/** What is to be expected of the readings of a story; null where it was not explored to its end. */
export function expectedOf(program: Program, reader: Reader = evenReader, states = 20_000): Expected | null {
  let telling = new Telling(1);
  let leanings = leaningsFor(program, reader);
  const listener = (): Telling => {
    leanings = leaningsFor(program, reader);
    return (telling = new Telling(1, leanings));
  };
  const { model, graph, exhaustive } = explore(program, { states, listener });
  if (!exhaustive) return null;
  const context = new Context(model, graph, true);
  const { stats } = statsOf({ context, telling, leanings, stopped: null }, reader);
  const { atLeast } = playthroughFacts(context);
  return {
    stats,
    events: [...endings(stats), ...texts(context, telling, leanings, reader)],
    playthroughs: atLeast === 'infinite' ? atLeast : BigInt(atLeast),
  };
}

const number = ({ value, least, most }: Measure): number =>
  typeof value === 'number' ? value : (Number(least) + Number(most)) / 2;

function endings({ outcomes }: Stats): Event[] {
  const odds = new Map<string, number>();
  for (const outcome of outcomes) {
    const { kind, how, place } = outcome;
    const end =
      kind === 'ending' && how === 'END'
        ? `END ${place?.line}`
        : kind === 'standoff'
          ? 'standoff'
          : kind === 'endless'
            ? 'left'
            : how === 'runtime-error'
              ? 'error'
              : 'over';
    odds.set(end, (odds.get(end) ?? 0) + number(outcome.odds));
  }
  return [...odds].map(([end, odds]) => ({ name: end, odds, happened: (reading) => reading.end === end }));
}

/** Every line and every choice that is ever shown, by its text. */
function texts(context: Context, telling: Telling, leanings: Leanings, reader: Reader): Event[] {
  const walk = walkOver(context, telling, new Chain(context.graph, new Picks(context, leanings, reader).weights));
  const sights = new Sights(roundedSolver(walk.chain), walk.starts, null);
  const kinds = { steps: walk.shown, starts: walk.shownAtStart, count: telling.size };
  const events: Event[] = [];
  for (const what of ['lines', 'offers'] as const) {
    const where = new Map<string, number[]>();
    for (let number = 0; number < telling.size; number++) {
      const said: readonly Told[] = telling.shown(number)[what];
      for (const text of new Set(said.map(({ text }) => even(text))))
        where.set(text, [...(where.get(text) ?? []), number]);
    }
    where.delete('');
    for (const [text, steps] of where)
      events.push({
        name: `${what} ${text}`,
        odds: number(sights.odds(kinds, steps)),
        happened: (reading) => reading[what].has(text),
      });
  }
  return events;
}

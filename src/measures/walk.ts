import type { Context } from '../findings/context.ts';
import type { Rounded } from '../graph/arithmetic.ts';
import type { Chain } from '../graph/chain.ts';
import type { Fraction } from '../graph/fraction.ts';
import { exactSolver, roundedSolver, type Solver } from '../graph/solver.ts';
import type { Telling } from '../machine/telling.ts';

/** A reading at random: a chain, with what its steps show. */
export interface Walk {
  readonly chain: Chain;
  /** The positions to which the ways to start the story lead; all of them are equally likely. */
  readonly starts: readonly number[];
  /** What each start and each step shows, and what it comes to, by the numbers that `telling` gives both. */
  readonly shownAtStart: readonly number[];
  readonly shown: Int32Array;
  readonly sightsAtStart: readonly number[];
  readonly sights: Int32Array;
  /** The choice that each step takes, as an index into the program's; -1 for a draw. */
  readonly taken: Int32Array;
  readonly telling: Telling;
}

export function walkOver(context: Context, telling: Telling, chain: Chain): Walk {
  const { graph } = context;
  const taken = new Int32Array(chain.transition.length).fill(-1);
  for (let i = 0; i < chain.size; i++) {
    const s = chain.states[i];
    if (chain.first[i] === chain.first[i + 1] || !context.isChoice(s)) continue;
    const { offers } = context.read(s);
    for (let e = chain.first[i]; e < chain.first[i + 1]; e++)
      taken[e] = offers[graph.labels.at(chain.transition[e])].point;
  }
  const shownAtStart = graph.starts.map((_, entry) => telling.numberAtStart(entry));
  const shown = chain.transition.map((t) => telling.number(t));
  return {
    chain,
    starts: graph.starts.map((s) => chain.position[s]),
    shownAtStart,
    shown,
    sightsAtStart: shownAtStart.map((number) => telling.sightOf(number)),
    sights: shown.map((number) => telling.sightOf(number)),
    taken,
    telling,
  };
}

/** Steps times questions up to which no number is rounded. */
const mostExact = 20_000;

/** Does some work that asks so many questions of a chain: in exact numbers where that is not too much, else in rounded ones. */
export function inNumbers<R>(
  chain: Chain,
  questions: number,
  work: <T extends Fraction | Rounded>(solver: Solver<T>) => R,
): R {
  const circles = chain.blocks.reduce((sum, { from, to, isCircle }) => sum + (isCircle ? (to - from) ** 3 : 0), 0);
  const cost = (chain.transition.length + circles) * questions;
  return cost <= mostExact ? work(exactSolver(chain)) : work(roundedSolver(chain));
}

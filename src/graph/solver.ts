import { type Arithmetic, exactArithmetic, type Rounded, roundedArithmetic } from './arithmetic.ts';
import { certainty, type Goal } from './certain.ts';
import type { Chain } from './chain.ts';
import { exactOdds, expectExactly } from './exactly.ts';
import { Expectations } from './expectation.ts';
import type { Fraction } from './fraction.ts';

/** A question to a chain, see `Question`. */
export interface Asked<T> extends Goal {
  readonly gain?: readonly T[];
}

/** Answers questions to a chain in numbers of some kind. */
export interface Solver<T> {
  readonly chain: Chain;
  readonly arithmetic: Arithmetic<T>;
  /** The odds of each step. */
  readonly odds: readonly T[];
  /** What is to be expected from each position on; what can't be is the `nought` of the arithmetic, and what is certain to be exactly 1. */
  solve(question: Asked<T>): (position: number) => T;
}

export function exactSolver(chain: Chain): Solver<Fraction> {
  const odds = exactOdds(chain);
  return {
    chain,
    arithmetic: exactArithmetic,
    odds,
    solve: ({ worth, ...question }) => {
      const { nought, one } = exactArithmetic;
      const worths = worth && Array.from(worth, (counts) => (counts === 1 ? one : nought));
      const values = expectExactly(chain, odds, { ...question, worth: worths });
      return (position) => (values[position].over === 0n ? nought : values[position]);
    },
  };
}

export function roundedSolver(chain: Chain): Solver<Rounded> {
  const expectations = new Expectations(chain);
  const odds: Rounded[] = [];
  for (let i = 0; i < chain.size; i++) {
    const error = (2 * (chain.first[i + 1] - chain.first[i]) + 3) * 2 ** -52;
    for (let e = chain.first[i]; e < chain.first[i + 1]; e++)
      odds.push({ value: chain.odds[e], error: chain.odds[e] * error });
  }
  return {
    chain,
    arithmetic: roundedArithmetic,
    odds,
    solve: ({ gain, worth, kinds, asked }) => {
      const answer = expectations.ask({
        gain: gain && Float64Array.from(gain, ({ value }) => value),
        gainError: gain && Float64Array.from(gain, ({ error }) => error),
        worth: worth && Float64Array.from(worth),
        kinds,
        asked,
      });
      let certain: Uint8Array | null = null;
      return (position) => {
        const value = answer.values[position];
        if (value === 0) return roundedArithmetic.nought;
        const error = answer.error(position);
        if (gain !== undefined || value + error < 1) return { value, error };
        certain ??= certainty(chain, { kinds, asked, worth });
        return certain[position] === 1 ? roundedArithmetic.one : { value, error };
      };
    },
  };
}

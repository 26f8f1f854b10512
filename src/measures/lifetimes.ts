import type { Rounded } from '../graph/arithmetic.ts';
import type { Chain } from '../graph/chain.ts';
import type { Fraction } from '../graph/fraction.ts';
import { lengthsOf } from '../graph/lengths.ts';
import type { Solver } from '../graph/solver.ts';
import type { Measure, Outcome, Spread, Stats } from './figures.ts';
import { between, infinite, measured, rootOf, upToOne, whole } from './measure.ts';
import type { Way } from './outcomes.ts';
import { inNumbers, type Walk } from './walk.ts';

/** How playthroughs go and how long they are. */
export interface Lifetimes extends Pick<Stats, 'words' | 'choices' | 'outcomes'> {
  /** How likely it is to leave what was explored; null where that can't be. */
  readonly left: Measure | null;
}

export function lifetimesOf(walk: Walk, ways: readonly Way[]): Lifetimes {
  return inNumbers(walk.chain, 6 * (ways.length + 1), (solver) => new Lives(walk, solver).all(ways));
}

const finite = (value: number): number | 'infinite' =>
  value === Number.POSITIVE_INFINITY ? 'infinite' : Math.max(0, value);

/** Where the exploration did not finish, and has more states than this, no bound is worked out for averages: it would say little. */
const mostForBounds = 100_000;

const unknown: Measure = { value: null, least: 0, most: 'infinite', exact: null };

class Lives<T extends Fraction | Rounded> {
  private readonly walk: Walk;
  private readonly solver: Solver<T>;
  private readonly words: Counted;
  private readonly choices: Counted;

  constructor(walk: Walk, solver: Solver<T>) {
    this.walk = walk;
    this.solver = solver;
    const { telling, shown, shownAtStart, taken } = walk;
    this.words = {
      atStart: shownAtStart.map((number) => telling.words(number)),
      steps: Float64Array.from(shown, (number) => telling.words(number)),
    };
    this.choices = {
      atStart: shownAtStart.map(() => 0),
      steps: Float64Array.from(taken, (choice) => (choice < 0 ? 0 : 1)),
    };
  }

  all(ways: readonly Way[]): Lifetimes {
    const leaves = ways.find(({ kind }) => kind === 'unexplored');
    const left = leaves === undefined ? null : this.odds(leaves);
    const outcomes = ways.map((way): Outcome => {
      const { positions, ...about } = way;
      const odds = way === leaves ? left! : this.widened(this.odds(way), left);
      const spread = (counted: Counted): Spread | null => {
        if (way.kind === 'endless' || way === leaves) return null;
        return leaves === undefined ? this.spread(counted, [way]) : this.someOf(counted, [way], leaves);
      };
      return { ...about, odds, words: spread(this.words), choices: spread(this.choices) };
    });
    const spread = (counted: Counted): Spread =>
      leaves === undefined ? this.spread(counted, ways) : this.someOf(counted, ways, leaves);
    return { words: spread(this.words), choices: spread(this.choices), outcomes, left };
  }

  private marks(ways: readonly Way[]): Uint8Array {
    const marks = new Uint8Array(this.walk.chain.size);
    for (const { positions } of ways) for (const position of positions) marks[position] = 1;
    return marks;
  }

  private odds(way: Way): Measure {
    const { plus, divided, whole, nought } = this.solver.arithmetic;
    const comes = this.solver.solve({ worth: this.marks([way]) });
    const sum = this.walk.starts.reduce((sum, position) => plus(sum, comes(position)), nought);
    return upToOne(measured(divided(sum, whole(this.walk.starts.length))));
  }

  /** Whoever left what was explored may come to it there. */
  private widened(odds: Measure, left: Measure | null): Measure {
    return left === null ? odds : upToOne(between(Number(odds.least), Number(odds.most) + Number(left.most)));
  }

  private spread(counted: Counted, ways: readonly Way[]): Spread {
    const { least, most } = this.extremes(counted, ways);
    if (this.growsForEver(counted, ways))
      return { least: whole(least), mean: infinite, most: infinite, deviation: infinite };
    const { mean, variance } = momentsOf(this.solver, this.walk.starts, counted, this.marks(ways));
    return { least: whole(least), mean: measured(mean), most: whole(most), deviation: rootOf(measured(variance)) };
  }

  /** The same where some playthroughs leave what was explored: of those nothing is known but what they had come by until then. */
  private someOf(counted: Counted, ways: readonly Way[], leaves: Way): Spread {
    const known = ways.filter((way) => way !== leaves);
    const { least, most } = this.extremes(counted, known);
    const atLeaving = this.extremes(counted, [leaves]);
    const isAll = known.length < ways.length;
    const isWorthIt = isAll && (this.walk.chain.size <= mostForBounds || this.growsForEver(counted, ways));
    const mean = isWorthIt ? this.spread(counted, ways).mean : unknown;
    return {
      least: between(Math.min(least, atLeaving.least), least),
      mean: mean.value === 'infinite' ? infinite : { ...unknown, least: mean.least },
      most: { ...unknown, least: finite(isAll ? Math.max(most, atLeaving.most) : most) },
      deviation: unknown,
    };
  }

  private extremes(counted: Counted, ways: readonly Way[]): { readonly least: number; readonly most: number } {
    const { chain, starts } = this.walk;
    const over = ways.filter(({ kind }) => kind !== 'endless');
    const { least } = extremesOf(chain, starts, counted, this.marks(over));
    return { least, most: extremesOf(chain, starts, counted, this.marks(ways)).most };
  }

  /** Whether some playthroughs never end, and what is counted goes on being counted in them. */
  private growsForEver({ steps }: Counted, ways: readonly Way[]): boolean {
    const { first } = this.walk.chain;
    return ways.some(
      ({ kind, positions }) =>
        kind === 'endless' && positions.some((i) => steps.subarray(first[i], first[i + 1]).some((count) => count > 0)),
    );
  }
}

/** Something that is counted along a playthrough: what each start and each step adds, whole numbers from 0 on. */
export interface Counted {
  readonly atStart: readonly number[];
  readonly steps: Float64Array;
}

/** What is known of playthroughs that end in one of some closed blocks. */
export interface Moments<T> {
  /** How likely it is to end there. */
  readonly odds: T;
  /** Of those that do: the average of what is counted, and its variance. */
  readonly mean: T;
  readonly variance: T;
}

/**
 * How likely it is to come to closed blocks, and the average and variance of what is counted on the ways there. `starts` are the positions to
 * which the ways to start the story lead; all are equally likely.
 */
export function momentsOf<T>(
  solver: Solver<T>,
  starts: readonly number[],
  counted: Counted,
  worth: Uint8Array,
): Moments<T> {
  const { chain, arithmetic: math } = solver;
  const { plus, times, divided, minus, whole } = math;
  const all = (answer: (position: number) => T): T[] => Array.from({ length: chain.size }, (_, i) => answer(i));
  const comes = all(solver.solve({ worth }));
  const once = all(solver.solve({ gain: gains(solver, counted, comes, (count, to) => times(count, comes[to])) }));
  const atOnce = (count: T, to: number): T => plus(times(count, comes[to]), times(whole(2), once[to]));
  const twice = solver.solve({ gain: gains(solver, counted, comes, (count, to) => times(count, atOnce(count, to))) });
  let [odds, first, second] = [math.nought, math.nought, math.nought];
  starts.forEach((position, i) => {
    const count = whole(counted.atStart[i]);
    odds = plus(odds, comes[position]);
    first = plus(first, plus(times(count, comes[position]), once[position]));
    second = plus(second, plus(times(count, atOnce(count, position)), twice(position)));
  });
  const mean = divided(first, odds);
  const variance = minus(divided(second, odds), times(mean, mean));
  return { odds: divided(odds, whole(starts.length)), mean, variance };
}

/** The sum over the steps of each position, by how likely they are, of what they gain where they still come to what counts. */
function gains<T>(
  { chain, arithmetic, odds }: Solver<T>,
  { steps }: Counted,
  comes: readonly T[],
  gain: (count: T, to: number) => T,
): T[] {
  const { first, to, size } = chain;
  const result: T[] = new Array(size).fill(arithmetic.nought);
  for (let i = 0; i < size; i++)
    for (let e = first[i]; e < first[i + 1]; e++)
      if (steps[e] > 0 && comes[to[e]] !== arithmetic.nought) {
        const gained = gain(arithmetic.whole(steps[e]), to[e]);
        result[i] = arithmetic.plus(result[i], arithmetic.times(odds[e], gained));
      }
  return result;
}

/** The least and the most that is counted in playthroughs that end in some closed blocks; the most may be infinite. */
export function extremesOf(
  chain: Chain,
  starts: readonly number[],
  counted: Counted,
  worth: Uint8Array,
): { readonly least: number; readonly most: number } {
  const lengths = lengthsOf(chain, counted.steps, worth);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  starts.forEach((position, i) => {
    least = Math.min(least, counted.atStart[i] + lengths.least[position]);
    most = Math.max(most, counted.atStart[i] + lengths.most[position]);
  });
  return { least, most };
}

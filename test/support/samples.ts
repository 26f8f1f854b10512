import type { Reader } from '../../src/measures/figures.ts';
import type { Expected } from './odds.ts';
import { type Decide, readOnce } from './officialreader.ts';
import { Random } from './random.ts';
import type { Pair } from './routes.ts';

/** One thing that was worked out beside what samples say of it, and how likely it is to be off so far if it is right. */
export interface Comparison {
  readonly name: string;
  readonly expected: number;
  readonly seen: number;
  /** An upper bound. */
  readonly likelihood: number;
}

export interface Sampling {
  readonly readings: number;
  readonly seed: number;
  /** Readings of more choices than this are left. */
  readonly longest: number;
  readonly reader: Reader;
  /** Let ink's own generator decide, with a new seed for each reading; else chance is decided evenly by the test. */
  readonly ownChance: boolean;
}

/** Reads a story at random with ink's own runtime, and compares. */
export function compareSamples({ story }: Pair, { stats, events }: Expected, options: Sampling): Comparison[] {
  const { readings, seed, longest, reader, ownChance } = options;
  const random = new Random(seed);
  const happened = new Float64Array(events.length);
  const sums = { words: 0, choices: 0 };
  const play = (decide: Decide): Sample => {
    const reading = readOnce(story, reader, decide, longest, ownChance ? 1 + random.below(2 ** 31 - 2) : null);
    const { words, choices } = reading;
    return { words, choices, events: events.flatMap((event, e) => (event.happened(reading) ? [e] : [])) };
  };
  const decide = (weights: readonly number[]): number =>
    random.weighted(weights.map((weight, index) => [weight, index] as const));
  const played = new Played(play, decide);
  for (let i = 0; i < readings; i++) {
    const sample = ownChance ? play(decide) : played.sample();
    for (const e of sample.events) happened[e]++;
    sums.words += sample.words;
    sums.choices += sample.choices;
  }
  const comparisons = events.map(({ name, odds }, e) => ({
    name,
    expected: odds,
    seen: happened[e] / readings,
    likelihood: chernoff(odds, happened[e] / readings, readings),
  }));
  for (const what of ['words', 'choices'] as const) {
    const { mean, deviation } = stats[what];
    if (typeof mean.value !== 'number') continue;
    const seen = sums[what] / readings;
    comparisons.push({
      name: `average ${what}`,
      expected: mean.value,
      seen,
      likelihood: tail(Math.abs(seen - mean.value), (deviation.value as number | null) ?? 0, readings),
    });
  }
  return comparisons;
}

/** What came of one reading: which events happened, by their numbers. */
interface Sample {
  readonly events: readonly number[];
  readonly words: number;
  readonly choices: number;
}

/** Something that has to be decided, and what comes after each decision, as far as it was played. */
interface Decision {
  readonly weights: readonly number[];
  readonly next: (Decision | Sample | undefined)[];
}

/** More readings than these aren't remembered. */
const mostRemembered = 300_000;

/**
 * Readings at random, for stories in which nothing is left to the runtime's own chance: those in which the same is decided are the same, so
 * each is played by ink's runtime once, however often it comes up.
 */
class Played {
  private readonly play: (decide: Decide) => Sample;
  private readonly decide: Decide;
  private first: Decision | Sample | undefined;
  private remembered = 0;

  constructor(play: (decide: Decide) => Sample, decide: Decide) {
    this.play = play;
    this.decide = decide;
  }

  sample(): Sample {
    const decided: number[] = [];
    let at = this.first;
    while (at !== undefined && 'next' in at) {
      const index = this.decide(at.weights);
      decided.push(index);
      at = at.next[index];
    }
    return at ?? this.playOn(decided);
  }

  /** Plays a reading that begins with these decisions. */
  private playOn(decided: readonly number[]): Sample {
    const made: { readonly weights: readonly number[]; readonly index: number }[] = [];
    const sample = this.play((weights) => {
      const index = decided[made.length] ?? this.decide(weights);
      made.push({ weights, index });
      return index;
    });
    if (this.remembered === mostRemembered) return sample;
    this.remembered++;
    let rest: Decision | Sample = sample;
    for (const { weights, index } of made.slice(decided.length).reverse()) {
      const next: Decision['next'] = [];
      next[index] = rest;
      rest = { weights, next };
    }
    this.add(decided, rest);
    return sample;
  }

  private add(decided: readonly number[], rest: Decision | Sample): void {
    let at = this.first;
    if (at === undefined) this.first = rest;
    decided.forEach((index, i) => {
      const { next } = at as Decision;
      if (i === decided.length - 1) next[index] = rest;
      else at = next[index];
    });
  }
}

/** A bound on how likely it is that of `count` trials a share at least as far off as `seen` comes up (Chernoff 1952, both sides). */
export function chernoff(odds: number, seen: number, count: number): number {
  const part = (x: number, y: number): number => (x === 0 ? 0 : x * Math.log(x / y));
  return Math.min(1, 2 * Math.exp(-count * (part(seen, odds) + part(1 - seen, 1 - odds))));
}

/** The same for an average of many, which is as good as normally distributed (bounded by Mills' ratio). */
function tail(off: number, deviation: number, count: number): number {
  if (deviation < 1e-6) return off < 1e-9 ? 1 : 0;
  const z = (off * Math.sqrt(count)) / deviation;
  return Math.min(1, (2 * Math.exp((-z * z) / 2)) / Math.max(1, z * Math.sqrt(2 * Math.PI)));
}

/** How likely something that is right may be to be refused, in all comparisons together (Bonferroni's correction). */
export const level = 0.001;

/** Those that are further off than chance allows, `all` being how many there are. */
export function refused(comparisons: readonly Comparison[], all: number): Comparison[] {
  return comparisons.filter(({ likelihood }) => !(likelihood >= level / all));
}

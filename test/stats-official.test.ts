import { describe, expect, it } from 'vitest';
import type { Measure, Reader } from '../src/measures/figures.ts';
import { castStory } from './support/caststories.ts';
import { generateStory } from './support/generate.ts';
import { type Expected, evenReader, expectedOf } from './support/odds.ts';
import { type Reading, readOnce } from './support/officialreader.ts';
import { type Pair, pairFromFile, pairOf } from './support/routes.ts';
import { type Comparison, compareSamples, refused } from './support/samples.ts';

/** A reading, and how likely it is. */
interface Weighted extends Reading {
  readonly odds: number;
}

/** Every playthrough there is, as ink's own runtime plays it; null where there are too many, or too long ones. */
function allReadings({ story }: Pair, reader: Reader, most: number): Weighted[] | null {
  const readings: Weighted[] = [];
  const taken: { readonly weights: readonly number[]; index: number }[] = [];
  for (;;) {
    let at = 0;
    let odds = 1;
    const reading = readOnce(
      story,
      reader,
      (weights) => {
        if (at === taken.length) taken.push({ weights, index: weights.findIndex((weight) => weight > 0) });
        const { index } = taken[at++];
        odds *= weights[index] / weights.reduce((sum, weight) => sum + weight, 0);
        return index;
      },
      12,
    );
    if (reading.end === 'left' || readings.length === most) return null;
    readings.push({ ...reading, odds });
    for (let last = taken.at(-1); last !== undefined; last = taken.at(-1)) {
      last.index = last.weights.findIndex((weight, i) => i > last.index && weight > 0);
      if (last.index >= 0) break;
      taken.pop();
    }
    if (taken.length === 0) return readings;
  }
}

const sum = (readings: readonly Weighted[], of: (reading: Weighted) => number): number =>
  readings.reduce((sum, reading) => sum + reading.odds * of(reading), 0);

/** The first thing in which what was worked out differs from all readings, one by one. */
function difference({ stats, events }: Expected, readings: readonly Weighted[]): string | null {
  for (const { name, odds, happened } of events) {
    const really = sum(readings, (reading) => (happened(reading) ? 1 : 0));
    if (Math.abs(really - odds) > 1e-9) return `${name}: ${odds}, really ${really}`;
  }
  for (const what of ['words', 'choices'] as const) {
    const counts = readings.map((reading) => reading[what]);
    const mean = sum(readings, (reading) => reading[what]);
    const variance = sum(readings, (reading) => (reading[what] - mean) ** 2);
    const really = { least: Math.min(...counts), mean, most: Math.max(...counts), deviation: Math.sqrt(variance) };
    for (const which of ['least', 'mean', 'most', 'deviation'] as const) {
      const { least, most } = stats[what][which] as Measure;
      const slack = which === 'deviation' ? 1e-5 : 1e-9;
      if (Number(least) > really[which] + slack || Number(most) < really[which] - slack)
        return `${which} ${what}: ${least} to ${most}, really ${really[which]}`;
    }
  }
  return null;
}

const readers: readonly Reader[] = [evenReader, { prefers: 'first', weights: {} }, { prefers: 'unseen', weights: {} }];

/** What is worked out for one reader beside all readings of another; null where that can't be compared. */
function compared(source: string, reader: Reader, other = reader): { readonly difference: string | null } | null {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) return null;
  const expected = expectedOf(pair.program, reader, 300);
  // in an endless circle no playthrough is complete; where the runtime crashes it may have shown half a line
  if (expected?.stats.outcomes.every(({ kind, how }) => kind !== 'endless' && how !== 'runtime-error') !== true)
    return null;
  const readings = allReadings(pair, other, 60);
  return readings === null ? null : { difference: difference(expected, readings) };
}

describe("odds and lengths agree with readings at random by ink's own runtime", () => {
  const sampling = { readings: 250, seed: 7, longest: 200, reader: evenReader, ownChance: true };
  const sampled = (name: string, reader = evenReader): Comparison[] => {
    const pair = pairFromFile(`stories/${name}/story.ink`);
    if ('refused' in pair) throw new Error(pair.refused);
    return compareSamples(pair, expectedOf(pair.program)!, { ...sampling, reader });
  };

  it('within what chance allows', () => {
    const comparisons = ['weather', 'lantern', 'hare', 'pier'].flatMap((name) => sampled(name));
    expect(comparisons.length).toBeGreaterThan(200);
    expect(refused(comparisons, comparisons.length)).toEqual([]);
  });

  it('and those of a reader of another kind do not', () => {
    const comparisons = sampled('weather', { prefers: 'first', weights: {} });
    expect(refused(comparisons, 1000).length).toBeGreaterThan(5);
  });
});

const generated = (number: number): string => generateStory(90_000 + number, { size: 1 }).source;

function expectAgreement(found: readonly ReturnType<typeof compared>[], atLeast: number): void {
  const differences = found.filter((each) => each !== null).map(({ difference }) => difference);
  expect(differences.length).toBeGreaterThan(atLeast);
  expect(differences.filter((each) => each !== null)).toEqual([]);
}

describe("odds and lengths are those of all playthroughs, played one by one by ink's own runtime", () => {
  for (const part of [0, 1, 2])
    it(`in generated stories, part ${part + 1}`, () => {
      const found = Array.from({ length: 10 }, (_, i) => compared(generated(10 * part + i), readers[i % 3]));
      expectAgreement(found, 2);
    });

  it('in generated scenes with a cast', () => {
    const scene = (seed: number): string => castStory(seed, { chance: seed % 2 === 0, rounds: 2 });
    const found = Array.from({ length: 20 }, (_, i) => compared(scene(95_000 + i), readers[i % 3]));
    expectAgreement(found, 4);
  });

  it('and it would be noticed if they were not', () => {
    const found = Array.from({ length: 10 }, (_, i) => compared(generated(i), evenReader, readers[1]));
    expect(found.filter((each) => each?.difference).length).toBeGreaterThan(2);
  });
});

import { comparePair, type Difference, type Plan, type Tally } from './agree.ts';
import { type GeneratedStory, generateStory, shrink } from './generate.ts';
import { type Pair, pairOf, type Route } from './routes.ts';

/** What came of comparing one generated story. */
export type Outcome =
  | { readonly kind: 'same' }
  | { readonly kind: 'uncompiled'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'different'; readonly difference: Difference };

const manners: readonly ('plain' | 'saves' | 'forced' | 'hosted')[] = ['plain', 'saves', 'forced', 'hosted'];
const routes: readonly Route[] = ['shared', 'read', 'shared', 'json', 'shared'];
const results: Readonly<Record<string, readonly (string | number | boolean)[]>> = {
  int: [3, 0, -1],
  bool: [true, false],
  string: ['x', 'red '],
};

/** How a story is played: by turns straight on, with saves, with chance forced, and as a host game would drive it. */
function planFor(story: GeneratedStory, { program }: Pair): Plan {
  const manner = manners[story.seed % manners.length];
  const forced = manner === 'forced' || manner === 'hosted';
  const bound = story.externals.map(({ name, returns }): [string, readonly (string | number | boolean)[]] => [
    name,
    results[returns] ?? [1],
  ]);
  return {
    turns: 20,
    forced,
    saves: manner === 'saves',
    entries: manner === 'saves' || manner === 'hosted' ? story.entries.filter((path) => program.paths.has(path)) : [],
    externals: new Map(forced ? bound : []),
  };
}

function compareSource(story: GeneratedStory, source: string, runs: number, tally?: Tally): Outcome {
  const pair = pairOf(source, routes[story.seed % routes.length]);
  if (!('refused' in pair)) {
    const difference = comparePair(pair, runs, planFor(story, pair), story.seed, tally);
    return difference === null ? { kind: 'same' } : { kind: 'different', difference };
  }
  return { kind: pair.refused.startsWith('the official compiler') ? 'uncompiled' : 'refused', why: pair.refused };
}

/** Plays `runs` random playthroughs of the story made from a seed, in the manner that the seed decides. */
export function compareGenerated(seed: number, runs: number, tally?: Tally): Outcome {
  const story = generateStory(seed);
  return compareSource(story, story.source, runs, tally);
}

/** A smaller story with the same kind of difference, and that difference. */
export function shrinkDifference(
  seed: number,
  runs: number,
  what: string,
): { readonly source: string; readonly outcome: Outcome } {
  const story = generateStory(seed);
  const source = shrink(story, (smaller) => {
    const outcome = compareSource(story, smaller, runs);
    return outcome.kind === 'different' && outcome.difference.what === what;
  });
  return { source, outcome: compareSource(story, source, runs) };
}

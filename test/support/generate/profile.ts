import type { Random } from '../random.ts';

/** How often each feature is switched on in a story. Switching features off at random makes rare combinations common. */
const ODDS = {
  blocks: 0.8,
  brackets: 0.8,
  chains: 0.5,
  choiceBlocks: 0.4,
  comments: 0.3,
  conditions: 0.8,
  constants: 0.5,
  counts: 0.75,
  dynamicTags: 0.5,
  endless: 0.06,
  escapes: 0.25,
  externals: 0.3,
  fallback: 0.8,
  floats: 0.5,
  functions: 0.75,
  glue: 0.55,
  inlineConditionals: 0.75,
  labels: 0.75,
  lists: 0.6,
  loops: 0.35,
  math: 0.4,
  multiline: 0.6,
  nesting: 0.65,
  overrides: 0.45,
  random: 0.45,
  recursion: 0.35,
  references: 0.5,
  seeds: 0.25,
  sequences: 0.75,
  shuffles: 0.45,
  slips: 0.35,
  sticky: 0.8,
  stitches: 0.65,
  strings: 0.6,
  switches: 0.5,
  tags: 0.5,
  targets: 0.5,
  temporaries: 0.75,
  threads: 0.55,
  tunnels: 0.75,
  turns: 0.4,
  whitespace: 0.3,
} as const;

export type Feature = keyof typeof ODDS;

export interface GenerateOptions {
  /** Roughly how much story: 1 is a page, 10 is a lot. At random from 1 to 6, mostly small, when left out. */
  readonly size?: number;
  /** Keep the reachable states few once dead things are dropped: bounded counters, no turn numbers, bounded recursion. */
  readonly finite?: boolean;
  /** Let the story only ever go forward, so that it has finitely many playthroughs, whatever a state keeps. */
  readonly acyclic?: boolean;
}

/** What one story is made of. */
export interface Profile {
  readonly size: number;
  readonly finite: boolean;
  /** Whether a choice may lead back to an earlier place. */
  readonly cycles: boolean;
  on(feature: Feature): boolean;
  /** The weight when the feature is on, else 0: for weighted picks. */
  weigh(feature: Feature, weight: number): number;
}

export function drawProfile(random: Random, options: GenerateOptions): Profile {
  const features = new Set<Feature>();
  for (const feature of Object.keys(ODDS) as Feature[]) {
    if (random.chance(ODDS[feature])) features.add(feature);
  }
  const acyclic = options.acyclic ?? false;
  const finite = (options.finite ?? false) || acyclic;
  const cycles = random.chance(finite ? 0.5 : 0.8) && !acyclic;
  if (finite) for (const feature of ['endless', 'turns', 'seeds'] as const) features.delete(feature);
  const size =
    options.size ??
    (acyclic ? random.between(2, 5) : finite ? random.pick([1, 2, 2, 3]) : random.pick([1, 1, 1, 2, 2, 3, 4, 6]));
  return {
    size,
    finite,
    cycles,
    on: (feature) => features.has(feature),
    weigh: (feature, weight) => (features.has(feature) ? weight : 0),
  };
}

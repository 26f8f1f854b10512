/**
 * Compares odds and lengths with readings at random by ink's own runtime:
 *
 *     npm run campaign:odds -- [--readings N] [--seed N] [--reader evenly|first|unseen] [--even] [--most N] [--stories PATH]… [--generated N]
 *
 * Without arguments: a million readings of each story in `stories` that can be read from its top to an end, and of 15 generated ones. Every
 * ending, line and choice is a comparison, and so are the averages of words and choices; the level is that of all comparisons of all
 * stories together. Chance is left to ink's own generator, with a new seed for each reading; with `--even`, in stories that set the
 * seed themselves, and in those with several shuffles (which all start from the same seed, and so depend on each other) the test decides. Where
 * it does, or nothing is left to chance, readings in which the same is decided are played once: of stories that have at most `--most`
 * playthroughs a million readings then take seconds. Exit
 * code 1: something differs by more than chance allows.
 */
import { parseArgs } from 'node:util';
import type { Preference } from '../../src/measures/figures.ts';
import { Op } from '../../src/program/opcodes.ts';
import { castStory } from '../support/caststories.ts';
import { generateStory } from '../support/generate.ts';
import { type Expected, expectedOf } from '../support/odds.ts';
import { type Pair, pairFromFile, pairOf } from '../support/routes.ts';
import { type Comparison, compareSamples, level, refused } from '../support/samples.ts';
import { storiesAt } from '../support/storyfiles.ts';

const { values } = parseArgs({
  options: {
    readings: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    reader: { type: 'string', default: 'evenly' },
    even: { type: 'boolean', default: false },
    most: { type: 'string' },
    stories: { type: 'string', multiple: true },
    generated: { type: 'string', default: '15' },
  },
});
const reader = { prefers: values.reader as Preference, weights: {} };
const readings = Number(values.readings);

interface Case {
  readonly name: string;
  readonly pair: Pair;
  readonly expected: Expected;
  /** Readings of more choices than this never end. */
  readonly longest: number;
}

/** Stories with a `redthread.json`, EXTERNAL functions or faults of the runtime are left out: here everything starts at the top. */
function caseOf(name: string, pair: Pair): Case | null {
  if (pair.program.externals.length > 0) return null;
  const expected = expectedOf(pair.program, reader, 40_000);
  if (expected === null || expected.stats.outcomes.some(({ how }) => how === 'runtime-error' || how === 'endless-turn'))
    return null;
  const lengths = expected.stats.outcomes.map(({ choices }) =>
    choices === null ? 0 : Number(choices.mean.value) + 60 * Number(choices.deviation.most),
  );
  const longest = 20 + Math.round(Math.max(...lengths));
  const most = values.most === undefined ? Number.POSITIVE_INFINITY : Number(values.most);
  const { playthroughs } = expected;
  if (Number.isFinite(most) && (playthroughs === 'infinite' || playthroughs > most)) return null;
  return longest > 1000 ? null : { name, pair, expected, longest };
}

function* cases(): Generator<Case> {
  for (const path of (values.stories ?? ['stories']).flatMap(storiesAt)) {
    const pair = pairFromFile(path);
    const found = 'refused' in pair ? null : caseOf(path, pair);
    if (found === null) console.log(`${path}: left out`);
    else yield found;
  }
  let left = Number(values.generated);
  for (let seed = 500_000; left > 0; seed++) {
    const source =
      seed % 5 === 0 ? castStory(seed, { chance: true, rounds: 6 }) : generateStory(seed, { size: 2 }).source;
    const pair = pairOf(source, 'shared');
    const found = 'refused' in pair ? null : caseOf(`generated ${seed}`, pair);
    // something must be left to chance, and playthroughs must come to an end
    if (found === null || found.expected.stats.outcomes.some(({ kind }) => kind === 'endless')) continue;
    if (found.expected.events.filter(({ odds }) => odds > 0 && odds < 1).length < 10) continue;
    left--;
    yield found;
  }
}

const results: { readonly name: string; readonly comparisons: Comparison[] }[] = [];
for (const { name, pair, expected, longest } of cases()) {
  const started = performance.now();
  const { op, slots } = pair.program;
  const shuffles = slots.filter(({ kind }) => kind === 'shuffle').length;
  const isChancy = shuffles > 0 || op.includes(Op.Random) || op.includes(Op.ListRandom);
  const ownChance = !values.even && isChancy && !op.includes(Op.SeedRandom) && shuffles < 2;
  const comparisons = compareSamples(pair, expected, {
    readings,
    seed: Number(values.seed) + results.length,
    longest,
    reader,
    ownChance,
  });
  results.push({ name, comparisons });
  const least = comparisons.reduce((a, b) => (b.likelihood < a.likelihood ? b : a));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `${name}: ${comparisons.length} comparisons, the unlikeliest ${least.likelihood.toPrecision(2)}, ${seconds} s${ownChance ? '' : ', chance by the test'}`,
  );
}
const all = results.reduce((sum, { comparisons }) => sum + comparisons.length, 0);
const wrong = results.flatMap(({ name, comparisons }) =>
  refused(comparisons, all).map((each) => ({ story: name, ...each })),
);
for (const each of wrong) console.log(JSON.stringify(each));
console.log(
  `${results.length} stories, ${readings.toLocaleString('en')} readings each, ${all} comparisons at a level of ${level} for all together: ${wrong.length} refused.`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;

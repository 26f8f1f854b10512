/**
 * Compares explorations that leave out what no longer matters with those that leave out nothing, at length:
 *
 *     npm run campaign:reductions -- [--seeds A-B] [--stories PATH]… [--states N] [--turns N]
 *
 * Each story is explored with all reductions, with none and with each one switched off; with its words, learned and executed; and by the
 * official runtime for so many turns (0: not at all); every playthrough that its report shows is played again there. Without arguments: four or five generated stories for each of a
 * thousand seeds, and each story in `stories`; of stories with promises, a cast or ranges, reports that tell texts apart are compared with those that
 * don't. A path to stories is a story, its folder, or a folder of such folders. An exploration that
 * does not finish within the bound on states is not compared; how many were is told at the end. Exit code 1: something differs.
 */
import { parseArgs } from 'node:util';
import { nodeFiles } from '../../src/faces/cli/files.ts';
import { loadProject } from '../../src/project.ts';
import { company, promised, ranged, reports } from '../support/asidereports.ts';
import { asideStory } from '../support/asidestories.ts';
import { comparingStory } from '../support/comparingstories.ts';
import { analysisOf, type ExploreOptions } from '../support/explore.ts';
import { compareReductions, naiveDifference, variants } from '../support/explorecompare.ts';
import { callingStory, countingStory } from '../support/explorestories.ts';
import { witnessFaults } from '../support/explorewitness.ts';
import { generateStory } from '../support/generate.ts';
import { exploreNaively } from '../support/naive.ts';
import { type Pair, pairFromFile, pairOf } from '../support/routes.ts';
import { storiesAt } from '../support/storyfiles.ts';
import { tunnelStory } from '../support/tunnelstories.ts';
import { wordsDifference } from '../support/wordscompare.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    stories: { type: 'string', multiple: true, default: [] },
    states: { type: 'string' },
    turns: { type: 'string', default: '40' },
  },
});
const turns = Number(values.turns);

/** How many stories were explored to the end in each way, and what was compared with them. */
class Tally {
  stories = 0;
  refused = 0;
  differences = 0;
  playthroughs = 0;
  /** Whole searches by the official runtime; those that gave up are compared as far as they came. */
  searches = 0;
  /** Stories in which more than the reduced exploration finished. */
  compared = 0;
  readonly finished = new Map<string, number>(['all', 'in sets', ...Object.keys(variants)].map((way) => [way, 0]));

  show(what: string): void {
    const finished = [...this.finished].map(([way, count]) => `${way} ${count}`).join(', ');
    console.log(
      `${what}: ${this.stories} stories (${this.refused} more don't compile), ${this.differences} differences`,
    );
    console.log(`  ${this.compared} explored reduced and otherwise; finished: ${finished}`);
    console.log(
      `  ${this.searches} searched to the end by the official runtime, ${this.playthroughs} playthroughs replayed`,
    );
  }
}

/** States up to which explorations with words are compared. */
const mostWithWords = 2000;

/** Compares one story in every way; tells differences as they come. */
function compare(name: string, pair: Pair, options: ExploreOptions, tally: Tally): void {
  const differs = (what: string): void => {
    tally.differences++;
    console.log(`${name}: ${what}`);
  };
  tally.stories++;
  const { reduced, states, difference } = compareReductions(pair.program, options);
  const ways = Object.keys(states);
  for (const way of ways) tally.finished.set(way, tally.finished.get(way)! + 1);
  if (ways.length > 1) tally.compared++;
  if (difference !== null) differs(difference);
  const words = wordsDifference(pair.program, { ...options, states: Math.min(mostWithWords, options.states!) });
  if (words !== null) differs(`words: ${words}`);
  const analysis = analysisOf(reduced);
  const fromTop = (options.entries ?? []).every(({ path }) => path === '');
  if (turns > 0 && fromTop) {
    const naive = exploreNaively(pair.story, pair.program, { externals: options.externals, turns, states: turns });
    if (naive.complete) tally.searches++;
    const other = naiveDifference(reduced, naive);
    if (other !== null) differs(`official runtime: ${other}`);
  }
  const shown = [...analysis.endings, ...analysis.findings];
  tally.playthroughs += shown.filter(({ playthrough }) => playthrough !== null).length;
  for (const fault of witnessFaults(pair.story, reduced.model, analysis)) differs(fault);
}

/** What is made of a seed: a story of all the language, one that counts, one that compares variables, one of calls in calls, one of tunnels, and for some one that mostly decides between texts. */
function* generated(seed: number): Generator<readonly [string, string]> {
  const finite = seed % 3 !== 0;
  yield ['story', generateStory(seed, { size: 1, finite, acyclic: seed % 3 === 1 }).source];
  yield ['counting story', countingStory(seed)];
  yield ['comparing story', comparingStory(seed)];
  yield ['calling story', callingStory(seed)];
  yield ['story of tunnels', tunnelStory(seed)];
  if (seed % 3 === 0) yield ['story of asides', asideStory(seed)];
}

/** Stories whose reports may tell texts apart: with promises, with a cast, with ranges. */
const told: Readonly<Record<string, (seed: number) => Readonly<Record<string, string>>>> = {
  promises: promised,
  cast: (seed) => ({ 'story.ink': company(seed) }),
  ranges: ranged,
};

/** Compares the reports of such stories with those that have all texts in the states. */
async function reportsOf(seed: number, tally: Tally): Promise<void> {
  for (const [kind, files] of Object.entries(told)) {
    const same = await reports(files(seed));
    tally.stories++;
    if (same === true) tally.compared++;
    if (same !== false) continue;
    tally.differences++;
    console.log(`the report of a story with ${kind} ${seed} differs where texts are told apart`);
  }
}

async function seeds(range: string): Promise<Tally> {
  const [first, last] = range.split('-').map(Number);
  const tally = new Tally();
  for (let seed = first; seed <= (last ?? first); seed++) {
    for (const [kind, source] of generated(seed)) {
      const before = tally.differences;
      const pair = pairOf(source, 'shared');
      if ('refused' in pair) tally.refused++;
      else compare(`${kind} ${seed}`, pair, { states: Number(values.states ?? 2000) }, tally);
      if (before < 3 && tally.differences > before) console.log(source);
    }
    await reportsOf(seed, tally);
    if ((seed + 1) % 50 === 0) console.error(`… seed ${seed}, ${tally.differences} differences`);
  }
  tally.show(`Generated stories ${range}`);
  return tally;
}

function stories(paths: readonly string[]): Tally[] {
  return paths.flatMap(storiesAt).map((path) => {
    const pair = pairFromFile(path);
    const { project } = loadProject(path, nodeFiles());
    if ('refused' in pair || project === null) throw new Error(`${path} can't be read`);
    const externals = new Map(Object.entries(project.settings.externals));
    const tally = new Tally();
    const states = Number(values.states ?? 200_000);
    compare(path, pair, { entries: project.entries, externals, states }, tally);
    tally.show(path);
    return tally;
  });
}

const nothingAsked = values.seeds === undefined && values.stories.length === 0;
const tallies = [
  ...stories(nothingAsked ? ['stories'] : values.stories),
  ...(values.seeds !== undefined || nothingAsked ? [await seeds(values.seeds ?? '0-999')] : []),
];
const differences = tallies.reduce((sum, tally) => sum + tally.differences, 0);
console.log(differences === 0 ? 'No differences.' : `${differences} differences.`);
process.exitCode = differences === 0 ? 0 : 1;

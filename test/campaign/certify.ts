/**
 * Has explorations checked by ink's own engine, step by step and with garbage in place of what states leave out, at length:
 *
 *     npm run campaign:certify -- [--seeds A-B] [--stories PATH]… [--states N] [--seed N]
 *
 * Without arguments: a thousand generated stories of each kind, and each story in `stories`; with all texts in the states, and with what
 * only texts depend on in slices. A path to stories is a story, its folder, or a folder
 * of such folders. Explorations stop at so many states (300 for generated stories, 20,000 for others); what was followed until then is
 * checked. `--seed` makes other garbage. Exit code 1: something differs.
 */
import { parseArgs } from 'node:util';
import type { Tally } from '../../src/certificate/verify.ts';
import { nodeFiles } from '../../src/faces/cli/files.ts';
import { allReductions, everyReduction } from '../../src/machine/reduction.ts';
import { loadProject } from '../../src/project.ts';
import { asideStory } from '../support/asidestories.ts';
import { claims, verify } from '../support/certify.ts';
import { type ExploreOptions, explore } from '../support/explore.ts';
import { countingStory } from '../support/explorestories.ts';
import { generateStory } from '../support/generate.ts';
import { type Pair, pairFromFile, pairOf } from '../support/routes.ts';
import { storiesAt } from '../support/storyfiles.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    stories: { type: 'string', multiple: true, default: [] },
    states: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
/** Draws of thousands of outcomes make explorations of few states long ones. */
const mostTransitions = 100_000;
const total: Tally = { transitions: 0, scrambled: 0, shown: 0, endless: 0, open: 0, sliced: 0 };
const count = { stories: 0, refused: 0, tooLarge: 0, differences: 0 };

function check(name: string, pair: Pair, options: ExploreOptions): void {
  const explored = explore(pair.program, options);
  if (explored.graph.transitions > mostTransitions) {
    count.tooLarge++;
    return;
  }
  const { tally, difference } = verify(pair, claims(explored), Number(values.seed));
  count.stories++;
  for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key];
  if (difference === null) return;
  count.differences++;
  console.log(`${name}: ${JSON.stringify(difference, null, 2)}`);
}

function seeds(range: string): void {
  const [first, last] = range.split('-').map(Number);
  for (let seed = first; seed <= (last ?? first); seed++) {
    const states = Number(values.states ?? 300);
    for (const [name, source] of [
      ['seed', generateStory(seed).source],
      ['asides', asideStory(seed)],
      ['counts', countingStory(seed)],
    ]) {
      const pair = pairOf(source, 'shared');
      if ('refused' in pair) count.refused++;
      else
        for (const [how, reductions] of Object.entries({ whole: allReductions, sliced: everyReduction }))
          check(`${name} ${seed}, ${how}`, pair, { states, reductions });
    }
    if ((seed + 1) % 100 === 0) console.error(`… seed ${seed}, ${count.differences} differences`);
  }
}

function stories(paths: readonly string[]): void {
  for (const path of paths.flatMap(storiesAt)) {
    const pair = pairFromFile(path);
    const { project } = loadProject(path, nodeFiles());
    if ('refused' in pair || project === null) count.refused++;
    else {
      const externals = new Map(Object.entries(project.settings.externals));
      for (const reductions of [allReductions, everyReduction])
        check(path, pair, { states: Number(values.states ?? 20_000), entries: project.entries, externals, reductions });
    }
  }
}

const nothingAsked = values.seeds === undefined && values.stories.length === 0;
if (values.seeds !== undefined || nothingAsked) seeds(values.seeds ?? '0-999');
stories(nothingAsked ? ['stories'] : values.stories);
console.log(
  `${count.stories} stories, ${count.differences} differences (${count.refused} more don't compile, ${count.tooLarge} are too large)`,
);
console.log(`  ${total.transitions} transitions executed twice, ${total.scrambled} values replaced by garbage`);
console.log(`  ${total.sliced} more for what only texts depend on`);
console.log(
  `  of these ${total.shown} show a value that isn't kept, ${total.endless} have no end; ${total.open} more are open`,
);
process.exitCode = count.differences === 0 ? 0 : 1;

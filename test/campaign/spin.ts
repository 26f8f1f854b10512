/**
 * Has the model checker SPIN go through stories by their learned rules, exported as Promela, and compares what it comes to:
 *
 *     npm run campaign:spin -- [--seeds A-B] [--stories PATH]… [--states N]
 *
 * Without arguments: three hundred generated stories of each kind, and each story in `stories` and `bench/stories`. It needs `spin` and `gcc`
 * (Debian: `apt-get install spin gcc`). Compared are the numbers of states, of transitions, and of states in which the story stops
 * without an end. Stories of more states (20,000) are left out. Exit code 1: something differs; 2: there is no SPIN here.
 */
import { parseArgs } from 'node:util';
import { collect } from '../../bench/collect.ts';
import { nodeFiles } from '../../src/faces/cli/files.ts';
import type { Program } from '../../src/program/program.ts';
import { loadProject } from '../../src/project.ts';
import { exportPromela } from '../../src/promela/export.ts';
import { comparingStory } from '../support/comparingstories.ts';
import { type ExploreOptions, explore } from '../support/explore.ts';
import { callingStory, countingStory } from '../support/explorestories.ts';
import { generateStory } from '../support/generate.ts';
import { pairOf } from '../support/routes.ts';
import { hasProgram, runSpin } from '../support/spin.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    stories: { type: 'string', multiple: true, default: [] },
    states: { type: 'string', default: '20000' },
  },
});
if (!hasProgram('spin') || !hasProgram('gcc')) {
  console.error('This needs the programs spin and gcc: apt-get install spin gcc');
  process.exit(2);
}
const count = { stories: 0, refused: 0, differences: 0, states: 0, transitions: 0 };
const obstacles = new Map<string, number>();

function check(name: string, program: Program, options: ExploreOptions = {}): void {
  const { model, graph } = explore(program, { ...options, states: Number(values.states) });
  const exported = exportPromela(model, graph);
  if (exported.obstacle !== null) {
    obstacles.set(exported.obstacle, (obstacles.get(exported.obstacle) ?? 0) + 1);
    return;
  }
  const { states, transitions, stuck } = exported.expected;
  const run = runSpin(exported.text, 600);
  if (run === null) {
    obstacles.set('too large for SPIN', (obstacles.get('too large for SPIN') ?? 0) + 1);
    return;
  }
  count.stories++;
  count.states += states;
  count.transitions += transitions;
  if (run.states === states && run.transitions === transitions && run.stuck === stuck) return;
  count.differences++;
  console.log(`${name}: ${JSON.stringify(exported.expected)}, but SPIN: ${JSON.stringify(run)}`);
}

function seeds(range: string): void {
  const [first, last] = range.split('-').map(Number);
  for (let seed = first; seed <= (last ?? first); seed++) {
    const sources = [
      countingStory(seed),
      callingStory(seed),
      generateStory(seed, { size: 1 }).source,
      comparingStory(seed),
    ];
    for (const [kind, source] of sources.entries()) {
      const pair = pairOf(source, 'shared');
      if ('refused' in pair) count.refused++;
      else check(`seed ${seed}, kind ${kind}`, pair.program);
    }
    if ((seed + 1) % 50 === 0) console.error(`… seed ${seed}, ${count.differences} differences`);
  }
}

function stories(paths: readonly string[]): void {
  for (const { path } of paths.flatMap(collect)) {
    const { project } = loadProject(path, nodeFiles());
    if (project === null) count.refused++;
    else {
      const externals = new Map(Object.entries(project.settings.externals));
      check(path, project.program, { entries: project.entries, externals });
    }
  }
}

const nothingAsked = values.seeds === undefined && values.stories.length === 0;
if (values.seeds !== undefined || nothingAsked) seeds(values.seeds ?? '0-299');
stories(nothingAsked ? ['stories', 'bench/stories'] : values.stories);
console.log(`${count.stories} stories, ${count.differences} differences (${count.refused} more don't compile)`);
console.log(`  ${count.states} states and ${count.transitions} transitions`);
for (const [obstacle, number] of obstacles) console.log(`  ${number} can't be exported: ${obstacle}`);
process.exitCode = count.differences === 0 ? 0 : 1;

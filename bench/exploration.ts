/**
 * Explores one story again and again and nothing else: `node exploration.js STORY SECONDS STATES`, with bounds
 * for each time. Prints one
 * line of JSON, an `Exploration`.
 */
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { workersOf } from '../src/faces/cli/workers.ts';
import { Explorer } from '../src/graph/explore.ts';
import { Refine } from '../src/machine/errors.ts';
import { allReductions, Kept } from '../src/machine/reduction.ts';
import { StoryModel } from '../src/machine/storymodel.ts';
import { loadProject, type Project, pause } from '../src/project.ts';
import { Team } from '../src/team.ts';
import { median, type Watch, watch } from './child.ts';

export interface Exploration {
  readonly states: number;
  readonly transitions: number;
  /** The median, from the program to the whole graph, with all that had to be done again on the way. */
  readonly seconds: number;
  /** The same in processor time. */
  readonly processor: number;
  /** How often it had to begin again, because a state turned out to need more than was kept of it. */
  readonly restarts: number;
  readonly finished: boolean;
  /** Of memory for each state: all of the graph, and the visited set alone. */
  readonly graphBytes: number;
  readonly storeBytes: number;
  /** Seconds by the clock on all cores; null where the story is too small for that to tell anything. */
  readonly allCores: number | null;
  /** How many times as much the cores explore when each does so for itself, at the same time: what sharing work could come to at best. */
  readonly atBest: number | null;
}

/** It is explored at least so often, and for so many seconds of processor time altogether. */
const times = 3;
const long = 3;
/** Stories of fewer states are explored on one core anyway. */
const manyStates = 100_000;

type Alone = Omit<Exploration, 'allCores' | 'atBest'>;

async function exploreOnce(project: Project, bound: number, mostStates: number, cores?: number): Promise<Alone> {
  const time = watch();
  const kept = new Kept(project.program, allReductions);
  for (let restarts = 0; ; restarts++) {
    try {
      const externals = new Map(Object.entries(project.settings.externals));
      const model = new StoryModel(project.program, kept, project.entries, externals);
      const explorer = new Explorer(model, { states: mostStates, bytes: 4e9 });
      const outcome = await exploreAll(new Team(explorer, model, workersOf(cores)), bound, time);
      const { graph } = explorer;
      const { states, transitions } = graph;
      const finished = outcome === 'done' && model.cutDraws.size === 0;
      const bytes = { graphBytes: graph.bytes / states, storeBytes: graph.store.bytes / states };
      return {
        states,
        transitions,
        seconds: time.seconds(),
        processor: time.processor(),
        restarts,
        finished,
        ...bytes,
      };
    } catch (error) {
      if (!(error instanceof Refine)) throw error;
      kept.refine(error);
    }
  }
}

/** Explores until it is done or a bound is reached. */
async function exploreAll(team: Team, bound: number, time: Watch): Promise<string> {
  try {
    for (let round = 1; ; round++) {
      const outcome = await team.work();
      if (outcome !== 'more' || time.isPast(bound)) return outcome;
      if (round % 256 === 0) await pause();
    }
  } finally {
    team.stop();
  }
}

/** Explores once on one core in some processes at the same time; gives the seconds of the slowest. */
async function sideBySide(processes: number): Promise<number> {
  const args = [fileURLToPath(import.meta.url), story, bound, mostStates, 'once'];
  const runs = Array.from({ length: processes }, () => promisify(execFile)(process.execPath, args));
  return Math.max(...(await Promise.all(runs)).map(({ stdout }) => Number(stdout)));
}

const [story, bound, mostStates, how] = process.argv.slice(2);
const { project } = loadProject(story, nodeFiles());
if (project !== null && how === 'once') {
  const { seconds } = await exploreOnce(project, Number(bound), Number(mostStates), 1);
  process.stdout.write(`${seconds}\n`);
} else if (project !== null) {
  const once = (cores?: number): Promise<Alone> => exploreOnce(project, Number(bound), Number(mostStates), cores);
  const runs = [await once(1)];
  const together: Alone[] = [];
  const isLarge = runs[0].states >= manyStates;
  // one after the other, so that what else the machine does meanwhile slows down both
  while (isLarge && together.length < times) {
    together.push(await once());
    if (runs.length < times) runs.push(await once(1));
  }
  const used = (): number => runs.reduce((sum, run) => sum + run.processor, 0);
  while (!isLarge && runs[0].finished && (runs.length < times || used() < long)) runs.push(await once(1));
  const seconds = median(runs.map((run) => run.seconds));
  const allCores = together.length === 0 ? null : median(together.map((run) => run.seconds));
  const cores = availableParallelism();
  const atBest = allCores === null ? null : (cores * (await sideBySide(1))) / (await sideBySide(cores));
  const processor = median(runs.map((run) => run.processor));
  const result: Exploration = { ...runs[0], seconds, processor, allCores, atBest };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/**
 * Explores one story again and again and nothing else: `node exploration.js STORY SECONDS STATES`, with bounds
 * for each time. Prints one
 * line of JSON, an `Exploration`.
 */
import { nodeFiles } from '../src/faces/cli/files.js';
import { workersOf } from '../src/faces/cli/workers.js';
import { Explorer } from '../src/graph/explore.js';
import { Refine } from '../src/machine/errors.js';
import { allReductions, Kept } from '../src/machine/reduction.js';
import { StoryModel } from '../src/machine/storymodel.js';
import { loadProject, pause } from '../src/project.js';
import { Team } from '../src/team.js';
import { median, watch } from './child.js';
const times = 3;
/** Stories of fewer states are explored on one core anyway. */
const manyStates = 100_000;
async function exploreOnce(project, bound, mostStates, cores) {
    const { seconds, processor } = watch();
    const kept = new Kept(project.program, allReductions);
    for (let restarts = 0;; restarts++) {
        try {
            const externals = new Map(Object.entries(project.settings.externals));
            const model = new StoryModel(project.program, kept, project.entries, externals);
            const explorer = new Explorer(model, { states: mostStates, bytes: 4e9 });
            const outcome = await exploreAll(new Team(explorer, model, workersOf(cores)), bound, processor);
            const { graph } = explorer;
            const { states, transitions } = graph;
            const finished = outcome === 'done' && model.cutDraws.size === 0;
            const bytes = { graphBytes: graph.bytes / states, storeBytes: graph.store.bytes / states };
            return { states, transitions, seconds: seconds(), processor: processor(), restarts, finished, ...bytes };
        }
        catch (error) {
            if (!(error instanceof Refine))
                throw error;
            kept.refine(error);
        }
    }
}
/** Explores until it is done or a bound is reached. */
async function exploreAll(team, bound, processor) {
    try {
        for (let round = 1;; round++) {
            const outcome = await team.work();
            if (outcome !== 'more' || processor() >= bound)
                return outcome;
            if (round % 256 === 0)
                await pause();
        }
    }
    finally {
        team.stop();
    }
}
const [story, bound, mostStates] = process.argv.slice(2);
const { project } = loadProject(story, nodeFiles());
if (project !== null) {
    const once = (cores) => exploreOnce(project, Number(bound), Number(mostStates), cores);
    const runs = [await once(1)];
    while (runs[0].finished && runs.length < times)
        runs.push(await once(1));
    const seconds = median(runs.map((run) => run.seconds));
    const together = [];
    while (runs[0].states >= manyStates && together.length < runs.length)
        together.push(await once());
    const allCores = together.length === 0 ? null : median(together.map((run) => run.seconds));
    const result = { ...runs[0], seconds, processor: median(runs.map((run) => run.processor)), allCores };
    process.stdout.write(`${JSON.stringify(result)}\n`);
}

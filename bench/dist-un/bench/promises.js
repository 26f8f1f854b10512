/**
 * What promises cost, in seconds of processor time:
 *
 *     npm run bench:promises -- STORY FILE…
 *
 * Explores the story without and with the promises in the files (their paths lead from the story's folder), and tells how long it then
 * takes to ask them at every moment and to judge them.
 */
import { nodeFiles } from '../src/faces/cli/files.js';
import { Context } from '../src/findings/context.js';
import { slotsAsked } from '../src/findings/promises/asked.js';
import { judgePromises } from '../src/findings/promises/judge.js';
import { Moments } from '../src/findings/promises/moments.js';
import { Explorer } from '../src/graph/explore.js';
import { Refine } from '../src/machine/errors.js';
import { Hearing } from '../src/machine/hearing.js';
import { allReductions, Kept } from '../src/machine/reduction.js';
import { StoryModel } from '../src/machine/storymodel.js';
import { loadProject } from '../src/project.js';
import { promisesOf } from '../src/promised.js';
const [story, ...promises] = process.argv.slice(2);
if (story === undefined)
    throw new Error('which story?');
const used = () => process.cpuUsage().user / 1e6;
let since = used();
function lap(what) {
    console.log(`${what.padEnd(44)} ${(used() - since).toFixed(2)} s`);
    since = used();
}
function explore(project, asked) {
    const program = asked?.program ?? project.program;
    const kept = new Kept(program, allReductions, asked === null ? null : slotsAsked(asked));
    const externals = new Map(Object.entries(project.settings.externals));
    for (;;) {
        try {
            const hearing = new Hearing(asked?.wanted ?? [], asked?.asksBy ?? false);
            const listens = hearing.hears || asked?.asksBy === true;
            const model = new StoryModel(program, kept, project.entries, externals, listens ? hearing : null);
            const explorer = new Explorer(model, { states: 5_000_000, bytes: 2_000_000_000 });
            while (explorer.work(1000) === 'more')
                ;
            lap(`explored, ${explorer.graph.states} states`);
            if (asked === null)
                return null;
            const moments = new Moments(new Context(model, explorer.graph, true, project.program), asked, hearing);
            lap('asked at every moment');
            return moments;
        }
        catch (error) {
            if (!(error instanceof Refine))
                throw error;
            kept.refine(error);
        }
    }
}
const { project, diagnostics } = loadProject(story, nodeFiles());
if (project === null)
    throw new Error(diagnostics[0]?.message);
lap('read');
explore(project, null);
const { asked, diagnostics: problems } = promisesOf(story, nodeFiles(), project.program, { promises });
if (asked === null)
    throw new Error(problems[0]?.message ?? 'no promises');
lap('promises compiled');
const moments = explore(project, asked);
if (moments !== null) {
    const judged = judgePromises(moments, asked.promises, false);
    lap('judged');
    for (const { verdict, text } of judged.promises)
        console.log(`  ${verdict.padEnd(8)} ${text}`);
}

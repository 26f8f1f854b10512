import { Context } from './findings/context.js';
import { Refine } from './machine/errors.js';
import { allReductions, Kept } from './machine/reduction.js';
import { StoryModel } from './machine/storymodel.js';
import { Telling } from './machine/telling.js';
import { cutShort, exploreOnce, loadProject } from './project.js';
/**
 * Reads a story and explores it with its words. `readings` is null where it could not be read: then some diagnostic is an error. `notes` makes what
 * else its states have to keep, each time the exploration starts anew.
 */
export async function readingsOf(story, files, options, notes = () => null) {
    const { project, diagnostics } = loadProject(story, files, options);
    if (project === null)
        return { readings: null, diagnostics };
    const { program, entries, settings } = project;
    const started = options.clock();
    const externals = new Map(Object.entries(settings.externals));
    const kept = new Kept(program, options.reductions ?? allReductions);
    for (;;) {
        try {
            const telling = new Telling(entries.length, notes(project));
            const story = new StoryModel(program, kept, entries, externals, telling, settings.ranges);
            const { model, explorer, limit } = await exploreOnce(story, options, started, null);
            const stopped = limit ?? cutShort(model, explorer.graph);
            const context = new Context(model, explorer.graph, stopped === null, program);
            return { readings: { project, context, telling, stopped }, diagnostics };
        }
        catch (error) {
            if (!(error instanceof Refine))
                throw error;
            kept.refine(error);
        }
    }
}

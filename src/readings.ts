import { Context } from './findings/context.ts';
import type { Limit } from './findings/types.ts';
import { Refine } from './machine/errors.ts';
import { allReductions, Kept } from './machine/reduction.ts';
import { StoryModel } from './machine/storymodel.ts';
import { type Notes, Telling } from './machine/telling.ts';
import { type CheckOptions, cutShort, exploreOnce, loadProject, type Project } from './project.ts';
import type { Diagnostic } from './text/diagnostic.ts';
import type { Files } from './text/files.ts';

/** A story with all that its readers can read: every step of its exploration, and what is shown in it. */
export interface Readings {
  readonly project: Project;
  readonly context: Context;
  readonly telling: Telling;
  /** Why not all of it was explored; null where it was. */
  readonly stopped: Limit | null;
}

/**
 * Reads a story and explores it with its words. `readings` is null where it could not be read: then some diagnostic is an error. `notes` makes what
 * else its states have to keep, each time the exploration starts anew.
 */
export async function readingsOf(
  story: string,
  files: Files,
  options: CheckOptions,
  notes: (project: Project) => Notes | null = () => null,
): Promise<{ readonly readings: Readings | null; readonly diagnostics: readonly Diagnostic[] }> {
  const { project, diagnostics } = loadProject(story, files, options);
  if (project === null) return { readings: null, diagnostics };
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
    } catch (error) {
      if (!(error instanceof Refine)) throw error;
      kept.refine(error);
    }
  }
}

import { Context } from '../../src/findings/context.ts';
import type { AskedPromises } from '../../src/findings/promises/asked.ts';
import { slotsAsked } from '../../src/findings/promises/asked.ts';
import { Moments } from '../../src/findings/promises/moments.ts';
import type { Analysis } from '../../src/findings/types.ts';
import { Explorer } from '../../src/graph/explore.ts';
import { Refine } from '../../src/machine/errors.ts';
import { Hearing } from '../../src/machine/hearing.ts';
import { allReductions, Kept } from '../../src/machine/reduction.ts';
import { StoryModel } from '../../src/machine/storymodel.ts';
import { type Checked, type CheckOptions, checkStory, loadProject } from '../../src/project.ts';
import { promisesOf } from '../../src/promised.ts';
import type { Files } from '../../src/text/files.ts';

export function filesOf(files: Readonly<Record<string, string>>): Files {
  return {
    read: (path) => (files[path] === undefined ? null : new TextEncoder().encode(files[path])),
    list: () => Object.keys(files),
  };
}

/** Checks a story with the promises in the file beside it. */
export function checkPromises(
  source: string,
  promises: readonly string[],
  options: Partial<CheckOptions> = {},
): Promise<Checked> {
  const files = filesOf({ 'story.ink': source, 'story.promises': promises.join('\n') });
  return checkStory('story.ink', files, { clock: () => 0, ...options });
}

/** What came of each promise, shortly. */
export async function verdicts(
  source: string,
  promises: readonly string[],
  options: Partial<CheckOptions> = {},
): Promise<readonly string[]> {
  const { analysis, diagnostics } = await checkPromises(source, promises, options);
  if (analysis === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return analysis.promises.map(({ verdict, text }) => `${verdict}: ${text}`);
}

export const stepsOf = (playthrough: Analysis['promises'][number]['playthrough']): string[] =>
  (playthrough ?? []).map((step) => ('choice' in step ? step.text : 'chance' in step ? step.what : step.entry));

export interface AskedStory {
  readonly asked: AskedPromises;
  readonly moments: Moments;
}

/** Explores a story as a check does and asks its promises everywhere; null where it can't be read or is too large. */
export function askStory(source: string, promises: readonly string[], states: number): AskedStory | null {
  const files = filesOf({ 'story.ink': source, 'story.promises': promises.join('\n') });
  const { project } = loadProject('story.ink', files);
  if (project === null) return null;
  const { asked } = promisesOf('story.ink', files, project.program, {});
  if (asked === null) return null;
  const kept = new Kept(asked.program, allReductions, slotsAsked(asked));
  for (;;) {
    try {
      const hearing = new Hearing(asked.wanted, asked.asksBy);
      const model = new StoryModel(asked.program, kept, undefined, undefined, hearing);
      const explorer = new Explorer(model, { states, bytes: 400_000_000 });
      let outcome = explorer.work(64);
      while (outcome === 'more') outcome = explorer.work(64);
      const context = new Context(model, explorer.graph, outcome === 'done' && model.isWhole, project.program);
      return { asked, moments: new Moments(context, asked, hearing) };
    } catch (error) {
      if (!(error instanceof Refine)) throw error;
      kept.refine(error);
    }
  }
}

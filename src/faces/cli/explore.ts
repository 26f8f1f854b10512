import type { Values } from './args.ts';
import { type Checked, checkStory } from './core.ts';
import { nodeFiles } from './files.ts';
import { checkOptions } from './limits.ts';
import { ProgressLine } from './progress.ts';
import { storyPath } from './story.ts';

const INTERRUPTED = 130;

/** Explores a story as the options say. Ctrl-C ends the exploration with what there is; a second one ends everything. */
export async function explore(story: string, values: Values): Promise<Checked> {
  const line = new ProgressLine(process.stderr);
  const signal = { aborted: false };
  const interrupt = (): void => {
    if (signal.aborted) process.exit(INTERRUPTED);
    signal.aborted = true;
  };
  process.on('SIGINT', interrupt);
  try {
    return await checkStory(storyPath(story), nodeFiles(), {
      ...checkOptions(values),
      signal,
      progress: (progress) => {
        line.show(progress);
        return true;
      },
    });
  } finally {
    line.erase();
    process.off('SIGINT', interrupt);
  }
}

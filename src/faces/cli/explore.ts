import { checkStory } from '../../project.ts';
import type { Values } from './args.ts';
import type { Checked, CheckOptions } from './core.ts';
import { nodeFiles, storyPath } from './files.ts';
import { checkOptions } from './limits.ts';
import { ProgressLine, showExploring } from './progress.ts';
import { workersOf } from './workers.ts';

const INTERRUPTED = 130;

/** Does something long. Ctrl-C asks it to end with what there is; a second one ends everything. */
export async function atLength<T>(work: (signal: { aborted: boolean }, line: ProgressLine) => Promise<T>): Promise<T> {
  const line = new ProgressLine(process.stderr);
  const signal = { aborted: false };
  const interrupt = (): void => {
    if (signal.aborted) process.exit(INTERRUPTED);
    signal.aborted = true;
  };
  process.on('SIGINT', interrupt);
  try {
    return await work(signal, line);
  } finally {
    line.erase();
    process.off('SIGINT', interrupt);
  }
}

/** Explores a story as the options say, and as `more` does in any case; Ctrl-C ends it with what there is. */
export function explore(
  story: string,
  values: Values,
  files = nodeFiles(),
  more: Pick<CheckOptions, 'whole' | 'onlyReport' | 'unpromised'> = {},
): Promise<Checked> {
  return atLength((signal, line) =>
    checkStory(storyPath(story), files, {
      ...watched(story, values, signal, line),
      ...more,
      workers: workersOf(values.whole('workers', 1)),
    }),
  );
}

/** The options of an exploration that Ctrl-C ends and a line on the terminal tells of. */
export function watched(story: string, values: Values, signal: { aborted: boolean }, line: ProgressLine): CheckOptions {
  return {
    ...checkOptions(story, values),
    signal,
    progress: (progress) => {
      line.show(progress.seconds, () => showExploring(progress));
      return true;
    },
  };
}

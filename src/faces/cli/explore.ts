import type { Values } from './args.ts';
import {
  type Certificate,
  type Certified,
  type Checked,
  type CheckOptions,
  certify,
  checkStory,
  type Project,
  readingsOf,
  type StatisticsOptions,
  statisticsOf,
} from './core.ts';
import { nodeFiles, storyPath } from './files.ts';
import { checkOptions } from './limits.ts';
import { ProgressLine, showCertifying, showExploring } from './progress.ts';
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

/** Explores a story with its words; Ctrl-C ends it with what there is. */
export function read(
  story: string,
  values: Values,
  files = nodeFiles(),
  mostStates = Number.POSITIVE_INFINITY,
): ReturnType<typeof readingsOf> {
  return atLength((signal, line) => {
    const options = watched(story, values, signal, line);
    const maxStates = Math.min(mostStates, options.maxStates ?? mostStates);
    return readingsOf(storyPath(story), files, { ...options, maxStates });
  });
}

/** The same, and works out what a writer counts. */
export function readStatistics(
  story: string,
  values: Values,
  prefers: StatisticsOptions['prefers'],
  files = nodeFiles(),
): ReturnType<typeof statisticsOf> {
  return atLength((signal, line) =>
    statisticsOf(storyPath(story), files, { ...watched(story, values, signal, line), prefers }),
  );
}

function watched(story: string, values: Values, signal: { aborted: boolean }, line: ProgressLine): CheckOptions {
  return {
    ...checkOptions(story, values),
    signal,
    progress: (progress) => {
      line.show(progress.seconds, () => showExploring(progress));
      return true;
    },
  };
}

/** Has a certificate checked by ink's own engine; Ctrl-C ends it. */
export function confirm(project: Project, certificate: Certificate, values: Values): Promise<Certified> {
  return atLength((signal, line) =>
    certify(project, certificate, {
      clock: () => performance.now() / 1000,
      seed: values.whole('seed', 0),
      signal,
      progress: (done, all, seconds) => line.show(seconds, () => showCertifying(done, all, seconds)),
    }),
  );
}

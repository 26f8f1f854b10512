import { readingsOf } from '../../readings.ts';
import { statisticsOf } from '../../statistics.ts';
import type { Values } from './args.ts';
import type { StatisticsOptions } from './core.ts';
import { atLength, watched } from './explore.ts';
import { nodeFiles, storyPath } from './files.ts';

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

import type { Leanings } from './machine/leanings.ts';
import type { Preference, Stats } from './measures/figures.ts';
import { leaningsFor } from './measures/picks.ts';
import { statsOf } from './measures/stats.ts';
import type { CheckOptions } from './project.ts';
import { type Readings, readingsOf } from './readings.ts';
import type { Diagnostic } from './text/diagnostic.ts';
import type { Files } from './text/files.ts';

export interface StatisticsOptions extends CheckOptions {
  /** How readers choose, whatever `redthread.json` says of it. */
  readonly prefers?: Preference;
}

/** Reads a story, explores it, and works out what a writer counts. `stats` is null where the story could not be read: then some diagnostic is an error. */
export async function statisticsOf(
  story: string,
  files: Files,
  options: StatisticsOptions,
): Promise<{
  readonly stats: Stats | null;
  readonly readings: Readings | null;
  readonly diagnostics: readonly Diagnostic[];
}> {
  let leanings: Leanings | null = null;
  const { readings, diagnostics } = await readingsOf(story, files, options, ({ program, settings }) => {
    leanings = leaningsFor(program, { ...settings.reader, prefers: options.prefers ?? settings.reader.prefers });
    return leanings;
  });
  if (readings === null || leanings === null) return { stats: null, readings: null, diagnostics };
  const { project, ...explored } = readings;
  const { reader } = project.settings;
  const judged = statsOf({ ...explored, leanings }, { ...reader, prefers: options.prefers ?? reader.prefers });
  return { stats: judged.stats, readings, diagnostics: [...diagnostics, ...judged.diagnostics] };
}

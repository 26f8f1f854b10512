import { leaningsFor } from './measures/picks.js';
import { statsOf } from './measures/stats.js';
import { readingsOf } from './readings.js';
/** Reads a story, explores it, and works out what a writer counts. `stats` is null where the story could not be read: then some diagnostic is an error. */
export async function statisticsOf(story, files, options) {
    let leanings = null;
    const { readings, diagnostics } = await readingsOf(story, files, options, ({ program, settings }) => {
        leanings = leaningsFor(program, { ...settings.reader, prefers: options.prefers ?? settings.reader.prefers });
        return leanings;
    });
    if (readings === null || leanings === null)
        return { stats: null, readings: null, diagnostics };
    const { project, ...explored } = readings;
    const { reader } = project.settings;
    const judged = statsOf({ ...explored, leanings }, { ...reader, prefers: options.prefers ?? reader.prefers });
    return { stats: judged.stats, readings, diagnostics: [...diagnostics, ...judged.diagnostics] };
}

import type { Reading, ReadingList } from '../measures/covertypes.ts';
import { type JsonOptions, place, SCHEMA } from './json.ts';

/** The answer to `redthread cover`, for programs. Its contract is in docs/cover.md. */
export function coverJson(list: ReadingList, { version }: JsonOptions): string {
  const { file, silent, readings, least, shown, missing, changedSince, limit, assumptions } = list;
  const written = {
    redthread: version,
    schema: SCHEMA,
    file,
    silent,
    exhaustive: limit === null,
    limit: limit === null ? null : { kind: limit.kind, bound: limit.bound },
    assumptions,
    changedSince,
    least,
    shown,
    missing,
    readings: readings.map((reading, i) => ({ number: i + 1, ...summary(reading) })),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** One reading, for `redthread play STORY --replay`. */
export function readingJson(reading: Reading, { version }: JsonOptions): string {
  return `${JSON.stringify({ redthread: version, schema: SCHEMA, ...summary(reading) }, null, 2)}\n`;
}

function summary({ steps, moments, end, choices, words, newLines, newOffers, newTaken }: Reading): object {
  return {
    choices,
    words,
    new: { lines: newLines, offered: newOffers, taken: newTaken },
    end: { kind: end.kind, passage: end.passage, ...place(end.place) },
    playthrough: steps,
    moments: moments.map(({ step, lines, offers }) => ({ step, lines, offers })),
  };
}

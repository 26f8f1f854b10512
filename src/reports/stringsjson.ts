import type { StringList } from '../measures/stringtypes.ts';
import { type JsonOptions, place, SCHEMA } from './json.ts';

/** All strings for programs. The contract is in docs/strings.md. */
export function stringsJson(
  { file, silent, strings, readings, limit, assumptions }: StringList,
  { version }: JsonOptions,
): string {
  const written = {
    redthread: version,
    schema: SCHEMA,
    file,
    silent,
    exhaustive: limit === null,
    limit: limit === null ? null : { kind: limit.kind, bound: limit.bound },
    assumptions,
    readings,
    strings: strings.map(({ place: at, ...string }) => ({ ...string, ...place(at) })),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

import type { Content } from '../findings/types.ts';
import { type JsonOptions, limit as limitJson, place, SCHEMA } from './json.ts';

/** Every piece of a story with its verdict, for programs. The contract is in docs/content.md. */
export function contentJson(content: Content, { version }: JsonOptions): string {
  const { file, silent, exhaustive, limit, assumptions, assuming, pieces } = content;
  const written = {
    redthread: version,
    schema: SCHEMA,
    file,
    silent,
    exhaustive,
    limit: limit === null ? null : limitJson(limit),
    assumptions,
    assuming,
    pieces: pieces.map(({ place: at, ...piece }, i) => ({
      number: i + 1,
      ...piece,
      ...place(at),
      playthrough: content.playthrough(i),
    })),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

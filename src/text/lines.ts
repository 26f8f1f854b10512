import type { Source } from './files.ts';

const known = new WeakMap<Source, readonly string[]>();

/** The lines of a source, however they end; taken apart once. */
export function linesOf(source: Source): readonly string[] {
  let lines = known.get(source);
  if (lines === undefined) known.set(source, (lines = source.text.split(/\r\n|\r|\n/)));
  return lines;
}

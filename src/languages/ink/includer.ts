import type { Diagnostic } from '../../text/diagnostic.ts';
import { stripComments } from './comments.ts';
import { resolveInclude } from './include.ts';
import { folderOf, join, nameOf } from './paths.ts';
import type { Shelf } from './shelf.ts';

/** More files than this beside one aren't looked into, nor more characters in them. */
const mostFiles = 200;
const mostText = 5_000_000;

/** That a file is only a part of a story which another file beside it INCLUDEs, if so: then it can't stand by itself. */
export function partOfStory(path: string, shelf: Shelf): Diagnostic | null {
  const seen = new Set([path]);
  for (const part of seen) {
    const includer = includerOf(part, shelf);
    if (includer !== null) seen.add(includer);
  }
  const whole = shelf.nameOf([...seen].at(-1)!);
  if (seen.size === 1) return null;
  return {
    code: 'part-of-a-story',
    level: 'note',
    message: `${shelf.nameOf(path)} is a part of ${whole}, which INCLUDEs it: check ${whole} instead.`,
    place: null,
  };
}

/** A file's name without its folder, its ending, and quotes. */
const bare = (path: string): string => nameOf(path.replaceAll('"', '')).replace(/\..*$/, '').toLowerCase();

/** A file beside another that INCLUDEs it; null where there is none. */
function includerOf(path: string, shelf: Shelf): string | null {
  const folder = folderOf(path);
  const names = shelf.list(folder).filter((name) => /\.(?:inkl?|txt)$/i.test(name));
  let read = 0;
  for (const name of names.slice(0, mostFiles)) {
    const other = join(folder, name);
    const source = other !== path && shelf.permits(other) ? shelf.read(other, null) : null;
    if (source === null || 'code' in source) continue;
    read += source.text.length;
    if (read > mostText) return null;
    for (const [, typed] of stripComments(source.text).text.matchAll(/^[ \t]*INCLUDE[ \t]+(.+?)[ \t]*$/gm)) {
      if (bare(typed) !== bare(path)) continue;
      const resolution = resolveInclude(typed, other, shelf);
      if ('found' in resolution && resolution.found === path) return other;
    }
  }
  return null;
}

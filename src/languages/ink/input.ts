import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Files, Source } from '../../text/files.ts';
import { isBlank, nothingToPlay } from './blank.ts';
import { compileInk } from './compile.ts';
import { habits } from './habits.ts';
import { partOfStory } from './includer.ts';
import type { Story } from './inkjs.ts';
import { loadInkJson } from './json.ts';
import { didYouMean, nearNames } from './near.ts';
import { folderOf, join, nameOf, normalize } from './paths.ts';
import { Shelf } from './shelf.ts';

/** An ink story as it was handed in: what ink's own engine runs, and what its writer should know about the files. */
export interface InkInput {
  /** The story of ink's own engine (inkjs), or null when it can't be had: then at least one diagnostic is an error. */
  readonly story: Story | null;
  /** Every file that took part, the one asked for first; names are relative to its folder. */
  readonly sources: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it came compiled, as `.ink.json`: then nothing in it knows its line. */
  readonly compiled: boolean;
}

export interface ReadOptions {
  /** Read files outside the story's folder when an INCLUDE asks for them. */
  readonly allowOutside?: boolean;
}

/** Reads a story, `.ink` or compiled `.ink.json`, with every file that it includes. */
export function readInk(entry: string, files: Files, options: ReadOptions = {}): InkInput {
  const path = normalize(entry);
  const shelf = new Shelf(files, folderOf(path), options.allowOutside === true);
  const source = shelf.read(path, null);
  if (source === null) return failed([], missing(path, shelf));
  if ('code' in source) return failed([], source);
  shelf.use(source);
  if (isCompiled(source)) {
    const { story, diagnostics } = loadInkJson(source);
    return { story, sources: shelf.sources, diagnostics, compiled: true };
  }
  const { story, diagnostics } = compileInk(source, path, shelf);
  const { sources } = shelf;
  if (diagnostics.every((each) => each.level !== 'error') && sources.every(isBlank)) {
    return failed(sources, nothingToPlay(source.name), diagnostics);
  }
  const part = story === null ? partOfStory(path, shelf) : null;
  const all = [...(part === null ? [] : [part]), ...diagnostics, ...habits(sources)];
  return { story, sources, diagnostics: all, compiled: false };
}

function failed(sources: readonly Source[], why: Diagnostic, others: readonly Diagnostic[] = []): InkInput {
  return { story: null, sources, diagnostics: [why, ...others], compiled: false };
}

/** By its name, or because it plainly is what ink's compiler writes. */
function isCompiled({ name, text }: Source): boolean {
  return /\.json$/i.test(name) || /^\s*\{\s*"inkVersion"/.test(text);
}

function missing(path: string, shelf: Shelf): Diagnostic {
  const common = { code: 'file-not-found', level: 'error', place: null } as const;
  if (shelf.isFolder(path)) {
    const stories = storiesIn(path, shelf).slice(0, 3);
    const advice = stories.length > 0 ? didYouMean(stories) : 'There is no .ink file in it.';
    return { ...common, message: `${path} is a folder, not a story.`, advice };
  }
  const names = shelf.list(shelf.folder);
  const near = names.filter((name) => name.startsWith(`${nameOf(path)}.`));
  const advice = didYouMean(near.length > 0 ? near.slice(0, 3) : nearNames(nameOf(path), names));
  return { ...common, message: `There is no file ${path}.`, advice };
}

/** The stories in a folder; where there are none, those in the folders in it. */
function storiesIn(folder: string, shelf: Shelf): string[] {
  const inside = (path: string): string[] => shelf.list(path).map((name) => join(path, name));
  const isStory = (path: string): boolean => /\.ink(?:\.json)?$/i.test(path);
  const here = inside(folder).filter(isStory);
  if (here.length > 0) return here;
  return inside(folder).flatMap((path) => (shelf.isFolder(path) ? inside(path).filter(isStory) : []));
}

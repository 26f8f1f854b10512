import { posix } from 'node:path';
import { reportDiagnostics } from '../../reports/diagnostics.ts';
import type { TextOptions } from '../../reports/page.ts';
import type { Files } from '../../text/files.ts';
import type { Values } from './args.ts';
import type { Diagnostic } from './core.ts';
import { nodeFiles, storyPath } from './files.ts';
import { limitArguments } from './limits.ts';
import { colourOn, err, ownName, shellWord, widthOf } from './terminal.ts';

/** The folder of a story, for places that lead to files from where the reader stands; empty for the folder they stand in. */
export function folderOf(story: string): string {
  const folder = posix.dirname(storyPath(story));
  return folder === '.' ? '' : folder;
}

/** The command that plays this story under the same limits. */
export function playCommand(story: string, values: Values): string {
  return [ownName(), 'play', shellWord(story), ...limitArguments(values)].join(' ');
}

/** How a report looks on a stream, with places that lead from where the reader stands. */
export function lookFor(story: string, stream: NodeJS.WriteStream): Omit<TextOptions, 'command'> {
  return { colour: colourOn(stream), width: widthOf(stream), folder: folderOf(story) };
}

/** How a report looks that can be kept beside the story and compared: the same wherever and whenever it is made. */
export const KEPT: Omit<TextOptions, 'command'> = { colour: false, width: 100, timeless: true };

/** The diagnostics as text, each with its source line. */
export function showDiagnostics(
  story: string,
  diagnostics: readonly Diagnostic[],
  look: Omit<TextOptions, 'command'>,
  files = nodeFiles(),
): string {
  return reportDiagnostics(diagnostics, { ...look, sourceLine: sourceLines(story, files) });
}

/** Says on standard error why a story can't be read. */
export function complain(story: string, diagnostics: readonly Diagnostic[], files?: Files): void {
  err(showDiagnostics(story, diagnostics, lookFor(story, process.stderr), files));
}

function sourceLines(story: string, files: Files): (file: string, line: number) => string | null {
  const read = new Map<string, readonly string[]>();
  return (file, line) => {
    let lines = read.get(file);
    if (lines === undefined) {
      lines = readLines(files, posix.join(folderOf(story), file));
      read.set(file, lines);
    }
    return lines[line - 1] ?? null;
  };
}

/** The lines of a file, or none when it can't be read: a diagnostic is worth printing without its excerpt too. */
function readLines(files: Files, path: string): readonly string[] {
  try {
    const bytes = files.read(path);
    return bytes === null ? [] : new TextDecoder('utf-8', { fatal: true }).decode(bytes).split(/\r\n|\n|\r/);
  } catch {
    return [];
  }
}

import type { Diagnostic } from '../text/diagnostic.ts';
import type { Place } from '../text/place.ts';
import { columns } from './layout.ts';
import { page as open, type Page, paragraph, type TextOptions, where } from './page.ts';
import { MARKS } from './style.ts';

export interface DiagnosticOptions extends Omit<TextOptions, 'command'> {
  /** A line of a source file as it stands there, or null when it can't be had. Lines count from 1. */
  readonly sourceLine: (file: string, line: number) => string | null;
}

const MOST_SHOWN = 40;

/** What is wrong with a story's files, each with the line it is about. Empty when there is nothing to say. */
export function reportDiagnostics(diagnostics: readonly Diagnostic[], options: DiagnosticOptions): string {
  const page = open({ ...options, command: '' });
  const shown = diagnostics.slice(0, MOST_SHOWN).map((diagnostic) => one(page, diagnostic, options).join('\n'));
  const more = diagnostics.length - shown.length;
  if (more > 0) shown.push(page.style.faint(`and ${more} more (--format json lists all)`));
  return shown.length === 0 ? '' : `${shown.join('\n\n')}\n`;
}

function one(page: Page, diagnostic: Diagnostic, options: DiagnosticOptions): string[] {
  const { style } = page;
  const { level, place, advice } = diagnostic;
  const mark = style[level](`${MARKS[level]} ${style.strong(level)}`);
  return [
    place === null ? mark : `${mark}   ${where(page, place)}`,
    ...paragraph(page, diagnostic.message, '  '),
    ...(place === null ? [] : excerpt(page, place, options.sourceLine(place.file, place.line))),
    ...(advice === undefined ? [] : paragraph(page, advice, '  ')),
  ];
}

/** The source line, with carets under the place where it is only a part of it. A long line is cut around them. */
function excerpt(page: Page, place: Place, line: string | null): string[] {
  if (line === null || line.trim() === '') return [];
  const { style } = page;
  const from = Math.min(Math.max(place.column - 1, 0), line.length);
  const until = place.endLine === place.line ? Math.min(Math.max(place.endColumn, from + 1), line.length) : line.length;
  const margin = `${place.line} | `;
  const room = Math.max(20, page.width - margin.length - 4);
  const start = from > room * 0.7 ? from - Math.floor(room / 2) : line.length - line.trimStart().length;
  const text = plain(line.slice(Math.min(start, from), start + room));
  const before = columns(plain(line.slice(Math.min(start, from), from)));
  const length = Math.max(1, Math.min(columns(plain(line.slice(from, until))), columns(text) - before));
  const quoted = `    ${style.faint(margin)}${text.trimEnd()}`;
  if (before === 0 && length >= columns(text.trimEnd())) return [quoted];
  return [
    quoted,
    `    ${' '.repeat(margin.length + before)}${style[page.options.colour ? 'error' : 'faint']('^'.repeat(length))}`,
  ];
}

/** A source line as one row of characters: tabs become spaces, anything that would drive the terminal goes. */
function plain(text: string): string {
  return text.replace(/\t/g, ' ').replace(/\p{Cc}/gu, '');
}

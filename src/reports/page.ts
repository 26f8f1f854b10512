import type { Step } from '../findings/types.ts';
import type { Place } from '../text/place.ts';
import { clean, wrap } from './layout.ts';
import { showLength, showSteps } from './playthrough.ts';
import { type Style, style } from './style.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Columns to wrap to. */
  readonly width: number;
  /** The command that plays this story, such as `redthread play held.ink`; a report ends its commands with what to jump to. */
  readonly command: string;
  /** Put before every file name, so that places lead to files from where the reader stands: `stories/held`. */
  readonly folder?: string;
  /** Leave out what differs from run to run. */
  readonly timeless?: boolean;
}

/** What all parts of a report share: the writing surface. */
export interface Page {
  readonly options: TextOptions;
  readonly style: Style;
  readonly width: number;
}

export function page(options: TextOptions): Page {
  return { options, style: style(options.colour), width: Math.max(40, options.width) };
}

export function fileName(options: TextOptions, file: string): string {
  const folder = options.folder;
  if (folder === undefined || folder === '' || folder === '.' || file.startsWith('/')) return file;
  return shortened(`${folder.replace(/\/+$/, '')}/${file}`);
}

/** A path without the folders that it enters only to leave them again. */
function shortened(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && !['', '..', '.'].includes(parts[parts.length - 1]!)) parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

export function where(page: Page, place: Place): string {
  return `${fileName(page.options, place.file)}:${place.line}:${place.column}`;
}

const PLACE = /[^\s(){}"“”:]+\.\w+:\d+/g;

/** A sentence with the files in it named as they are everywhere else in the report. */
export function located(page: Page, sentence: string): string {
  return sentence.replace(PLACE, (place) => fileName(page.options, place));
}

type Paint = (text: string) => string;

/** A wrapped paragraph; `hanging` goes before all lines but the first. */
export function paragraph(page: Page, text: string, indent: string, hanging = indent, paint?: Paint): string[] {
  const lines = wrap(clean(text), page.width, indent, hanging);
  if (paint === undefined) return lines;
  return lines.map((line) => {
    const text = line.trimStart();
    return line.slice(0, line.length - text.length) + paint(text);
  });
}

/** A command to copy: never wrapped, because half a command is no command. */
export function command(page: Page, label: string, jump: string, indent: string): string {
  const text = jump === '' ? page.options.command : `${page.options.command} --replay ${jump}`;
  return `${indent}${label} ${page.style.command(text)}`;
}

/** How to get there, in one paragraph; `searched` where only a search came there. */
export function route(page: Page, steps: readonly Step[], indent: string, searched = false): string[] {
  if (steps.length === 0) return paragraph(page, 'It happens at the very start, before any choice.', indent);
  const way = searched ? 'A way there (there may be a shorter one)' : 'Shortest way there';
  return paragraph(page, `${way}, ${showLength(steps)}: ${showSteps(steps)}`, indent, `${indent}  `);
}

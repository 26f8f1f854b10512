import type { Analysis, Ending } from '../findings/types.ts';
import { hasAllEndings } from './exploration.ts';
import { clean, columns, keepEnd, padEnd } from './layout.ts';
import { count, thousands } from './numbers.ts';
import { fileName, type Page } from './page.ts';
import { countChoices } from './playthrough.ts';

const MOST_LISTED = 15;

/** Every ending that was reached: its number, its passage, how far away it is, and the last words a reader sees. */
export function endingBlock(page: Page, { endings, exploration, findings }: Analysis): string[] {
  const { style } = page;
  if (endings.length === 0) {
    return [
      hasAllEndings(exploration) || findings.some(({ code }) => code === 'no-ending')
        ? `${style.strong('ENDINGS')}  none: no playthrough comes to an end.`
        : `${style.strong('ENDINGS')}  none reached yet.`,
    ];
  }
  const listed = endings.slice(0, MOST_LISTED);
  const rows = listed.map((ending, index) => row(page, ending, index + 1));
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => columns(row[column]!))));
  const lines = [
    `${style.strong('ENDINGS')}  ${thousands(endings.length)}${hasAllEndings(exploration) ? '' : ' so far; there may be more'}`,
  ];
  rows.forEach((cells, index) => {
    const [number, passage, ...rest] = cells.map((cell, column) => padEnd(cell, widths[column] ?? 0));
    lines.push(`  ${style.faint(number!)}  ${style.strong(passage!)}  ${rest.join('  ')}`.trimEnd());
    const words = clean(listed[index]!.quote);
    const indent = ' '.repeat(4 + widths[0]!);
    if (words !== '') lines.push(`${indent}${style.faint(`“${keepEnd(words, page.width - indent.length - 2)}”`)}`);
  });
  if (endings.length > listed.length) {
    lines.push(`  ${style.faint(`and ${thousands(endings.length - listed.length)} more (--format json lists all)`)}`);
  }
  return lines;
}

function row(page: Page, ending: Ending, number: number): string[] {
  const place = ending.place === null ? '' : `${fileName(page.options, ending.place.file)}:${ending.place.line}`;
  return [
    String(number),
    ending.passage === '' ? 'top of the story' : ending.passage,
    count(countChoices(ending.playthrough), 'choice'),
    ending.kind === 'DONE' ? `${place}  (-> DONE)`.trim() : place,
  ];
}

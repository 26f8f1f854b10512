import type { StringList } from '../measures/stringtypes.ts';
import { rowsOf } from './stringrows.ts';

const HEAD = [
  'id',
  'of',
  'kind',
  'text',
  'speaker',
  'tags',
  'standing',
  'readings',
  'passage',
  'file',
  'line',
  'column',
  'written',
];

/** All strings as comma-separated values (RFC 4180). */
export function stringsCsv({ strings }: StringList): string {
  const rows = strings.flatMap((string) => {
    const { id, kind, standing, passage, place, written } = string;
    const where = place === null ? ['', '', ''] : [place.file, String(place.line), String(place.column)];
    return rowsOf(string).map((row) => [
      row.id,
      id,
      kind,
      row.text,
      row.speaker ?? '',
      row.tags.join('; '),
      standing,
      row.readings ?? '',
      passage,
      ...where,
      written ?? '',
    ]);
  });
  return [HEAD, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula, wide signs included. */
const FORMULA = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A cell in quotes where it has to be; what a spreadsheet would run as a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

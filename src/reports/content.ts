import type { Content, Piece } from '../findings/types.ts';
import { SILENT } from './cover.ts';
import { stopped } from './exploration.ts';
import { clean, columns, keepStart, padEnd } from './layout.ts';
import { count, listed, thousands } from './numbers.ts';
import { fileName, located, page as open, type Page, paragraph, type TextOptions } from './page.ts';
import { EVIDENCE } from './titles.ts';

/** Every knot, choice, line and ending with its verdict, or only those of one verdict. */
export function contentText(content: Content, only: Piece['verdict'] | null, options: TextOptions): string {
  const page = open(options);
  const numbered = content.pieces.map((piece, i): [Piece, string] => [piece, String(i + 1)]);
  const listed = numbered.filter(([{ verdict }]) => only === null || verdict === only);
  const blocks = [head(page, content), table(page, content, listed), closing(page, content)];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function head(page: Page, { file, silent, pieces, limit, assumptions, assuming }: Content): string[] {
  const { style } = page;
  const of = (wanted: Piece['verdict']): number => pieces.filter(({ verdict }) => verdict === wanted).length;
  const [reached, impossible, unknown] = [of('reached'), of('impossible'), of('unknown')];
  const proved = [EVIDENCE.proved, ...assuming].join(', assuming ');
  const known = [
    `${thousands(reached)} reached (${EVIDENCE.found})`,
    ...(impossible > 0 ? [`${thousands(impossible)} impossible (${proved})`] : []),
    ...(unknown > 0 ? [`${thousands(unknown)} not known yet`] : []),
  ];
  const isCut = limit !== null && limit.kind !== 'answered';
  return [
    `${style.strong(fileName(page.options, file))} · ${count(pieces.length, 'piece')}: ${listed(known)}`,
    ...(silent ? paragraph(page, `${SILENT} Name the knots that it jumps to: --entry KNOT.`, '  ') : []),
    ...(isCut
      ? paragraph(
          page,
          `Not finished: ${stopped(limit)}. What is not known yet may be possible or not.`,
          '  ',
          '  ',
          style.warning,
        )
      : []),
    ...assumptions.flatMap((each) => paragraph(page, `Assumed: ${each}`, '  ', '    ')),
  ];
}

function table(page: Page, content: Content, listed: readonly (readonly [Piece, string])[]): string[] {
  const rows = listed.map(([piece, number]) => [number, placeOf(page, piece), piece.kind, verdictOf(piece)]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => columns(row[column]!))));
  return listed.flatMap(([piece], i) => {
    const [number, ...cells] = rows[i]!;
    const start = `  ${number!.padStart(widths[0]!)}  ${cells.map((cell, at) => padEnd(cell, widths[at + 1]!)).join('  ')}`;
    const words = wordsOf(piece);
    const line = `${start}  ${keepStart(words, Math.max(12, page.width - columns(start) - 2))}`.trimEnd();
    // what a knot's own row has said need not be said again of all that stands in it
    const before = listed[i - 1]?.[0].reasons.join(' ');
    const reasons = piece.reasons.join(' ') === before ? [] : piece.reasons;
    const indent = ' '.repeat(widths[0]! + 4);
    return [
      piece.verdict === 'reached' ? line : page.style[content.silent ? 'faint' : 'warning'](line),
      ...reasons.flatMap((reason) => paragraph(page, located(page, reason), indent, indent, page.style.faint)),
    ];
  });
}

function placeOf(page: Page, { place }: Piece): string {
  return place === null ? '' : `${fileName(page.options, place.file)}:${place.line}`;
}

function verdictOf({ verdict, choices, searched }: Piece): string {
  if (verdict === 'impossible') return 'impossible';
  if (verdict === 'unknown') return 'not known yet';
  if (choices === null) return 'reached';
  return `${searched ? 'at most ' : ''}${count(choices, 'choice')}`;
}

function wordsOf({ kind, passage, text }: Piece): string {
  if (kind === 'choice') return text === '' ? '' : `[${clean(text)}]`;
  if (kind === 'line') return `“${clean(text)}”`;
  return passage === '' ? 'top of the story' : passage;
}

/** How to read the way to a piece. */
function closing(page: Page, { pieces }: Content): string[] {
  if (page.options.command === '') return [];
  const first = pieces.findIndex(({ choices }) => choices !== null);
  if (first < 0) return [];
  const say = (jump: string): string => page.style.command(`${page.options.command} --replay ${jump}`);
  const { place } = pieces[first]!;
  return [
    `read the way to a piece: ${say(`content:${first + 1}`)}`,
    ...(place === null ? [] : [`or to a line of the source: ${say(`line:${place.line}`)}`]),
  ];
}

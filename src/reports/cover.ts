import type { Reading, ReadingList } from '../measures/covertypes.ts';
import { stopped } from './exploration.ts';
import { columns, padEnd } from './layout.ts';
import { count, listed, thousands } from './numbers.ts';
import { fileName, page as open, type Page, paragraph, type TextOptions } from './page.ts';
import { showLength } from './playthrough.ts';
import { endOf } from './transcript.ts';

/** What a list of readings is like: how many there are and have to be, and what is new in each. */
export function coverText(list: ReadingList, options: TextOptions): string {
  const page = open(options);
  const next = options.command === '' ? [] : [`to have them written down: ${page.style.command(options.command)}`];
  const blocks = [head(page, list), table(page, list.readings), next];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function head(page: Page, list: ReadingList): string[] {
  const { style } = page;
  const { file, limit, assumptions, changedSince } = list;
  const since = changedSince === null ? '' : ` that is new or changed since ${changedSince}`;
  return [
    `${style.strong(fileName(page.options, file))} · the fewest readings that show everything${since}`,
    ...(limit === null
      ? []
      : paragraph(
          page,
          `Not finished: ${stopped(limit)}. The readings show what was found so far; there may be more, and fewer readings may do.`,
          '  ',
          '  ',
          style.warning,
        )),
    ...assumptions.flatMap((each) => paragraph(page, `Assumed: ${each}`, '  ', '    ')),
    '',
    ...[answer(list), proof(list), rest(list)].flatMap((text) => (text === '' ? [] : paragraph(page, text, ''))),
  ];
}

/** Why a story has nothing to show. */
export const SILENT = 'Nothing happens from the top of this story: a game is meant to jump to its knots.';

function answer({ silent, readings, shown, changedSince }: ReadingList): string {
  const { lines, offered, taken } = shown;
  if (silent) return `${SILENT} Name the knots that it jumps to: --entry KNOT.`;
  if (readings.length === 0)
    return changedSince === null ? 'There is nothing to read.' : 'Nothing that can be read is new or changed.';
  const all = listed([count(lines, 'piece of text', 'pieces of text'), count(offered, 'choice')]);
  const one = readings.length === 1;
  const chosen = taken === offered ? 'every choice' : `${thousands(taken)} of the choices`;
  return `${count(readings.length, 'reading')} ${one ? 'shows' : 'show'} all of it (${all}) and ${one ? 'takes' : 'take'} ${chosen}.`;
}

function proof({ readings, least, limit }: ReadingList): string {
  if (readings.length === 0) return '';
  const where = limit === null ? '' : ' in what was explored';
  if (least === readings.length) return least === 1 ? '' : `Fewer can’t do it${where}: that is proved.`;
  return `Fewer than ${thousands(least)} can’t do it${where}: that is proved. Whether ${least === readings.length - 1 ? thousands(least) : `${thousands(least)} to ${thousands(readings.length - 1)}`} can is not known.`;
}

/** What is in no reading. */
function rest({ silent, missing: { lines, choices }, limit, changedSince }: ReadingList): string {
  if (silent || lines + choices === 0) return '';
  const parts = [
    ...(lines > 0 ? [count(lines, 'piece of text', 'pieces of text')] : []),
    ...(choices > 0 ? [count(choices, 'choice')] : []),
  ];
  const what = changedSince === null ? listed(parts) : `${listed(parts)} of what is new or changed`;
  return limit === null
    ? `In no reading, for nobody can ever come to it: ${what} (redthread check lists it).`
    : `Not come to so far: ${what}.`;
}

function table(page: Page, readings: readonly Reading[]): string[] {
  if (readings.length === 0) return [];
  const { style } = page;
  const rows = [
    ['', 'new lines', 'new choices', 'taken', 'words', 'length', ''],
    ...readings.map((reading, i) => [
      String(i + 1),
      thousands(reading.newLines),
      thousands(reading.newOffers),
      thousands(reading.newTaken),
      thousands(reading.words),
      showLength(reading.steps),
      endOf(reading.end),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => columns(row[column]!))));
  const align = (text: string, column: number): string => {
    const width = widths[column]!;
    return column < 5 ? ' '.repeat(width - columns(text)) + text : padEnd(text, width);
  };
  return rows.map((row, i) => {
    const line = `  ${row.map(align).join('  ')}`.trimEnd();
    return i === 0 ? style.faint(line) : line;
  });
}

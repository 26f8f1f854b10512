import type { Outcome, Seen, Spread, Stats } from '../measures/figures.ts';
import { stopped } from './exploration.ts';
import { barOf, readerIn, showAmount, showOdds } from './figures.ts';
import { clean, columns, keepEnd, keepStart, padEnd } from './layout.ts';
import { count, listed, thousands } from './numbers.ts';
import { fileName, page as open, type Page, paragraph, type TextOptions } from './page.ts';
import { title } from './titles.ts';

/** How many rows a list has at most. */
const mostRows = 12;

/** The odds of everything and how long it is, for a writer: the endings, one reading, the knots, and what is seldom seen. */
export function statsText(stats: Stats, options: TextOptions): string {
  const page = open(options);
  const blocks = [
    heading(page, stats),
    outcomes(page, stats),
    reading(page, stats),
    knots(page, stats),
    seldom(page, stats),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function heading(page: Page, stats: Stats): string[] {
  const { story, cast, exhaustive, limit, assumptions } = stats;
  const facts = [count(story.words, 'word'), count(story.knots, 'knot'), count(story.choices, 'choice')];
  const others =
    cast.length === 0 ? '' : ` ${listed(cast)} ${cast.length === 1 ? 'makes a move' : 'make moves'} only as they will.`;
  const lines = [
    `${page.style.strong(fileName(page.options, story.file))} · ${facts.join(' · ')}`,
    ...paragraph(page, `For ${readerIn(stats.reader)}.${others}`, '  '),
  ];
  if (!exhaustive) {
    const why = limit === null ? 'what leaves its range was not followed' : stopped(limit);
    const head = `Not finished: ${why}. Nothing exact can be said; what follows are bounds.`;
    lines.push(...paragraph(page, head, '  ', '  ', page.style.warning));
  }
  return [...lines, ...assumptions.flatMap((sentence) => paragraph(page, `Assumed: ${sentence}`, '  ', '    '))];
}

/** Rows of cells, each column as wide as it has to be; `right` are the columns to be set to the right. */
function table(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => columns(row[column]!))));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column]!;
        return right.includes(column) ? ' '.repeat(width - columns(cell)) + cell : padEnd(cell, width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** What each outcome is called; those of the same passage are told apart by their lines. */
export function outcomeNames(outcomes: readonly Outcome[]): string[] {
  const names = outcomes.map(nameOf);
  return names.map((name, i) => {
    const { place } = outcomes[i]!;
    return place !== null && names.indexOf(name) !== names.lastIndexOf(name) ? `${name}, line ${place.line}` : name;
  });
}

function nameOf({ kind, how, passage }: Outcome): string {
  const where = passage === '' ? 'top of the story' : passage;
  if (kind === 'ending') return how === 'DONE' ? `${where} (-> DONE)` : where;
  if (kind === 'stop') return `${title(how ?? '')} in ${where}`;
  if (kind === 'standoff') return `standoff in ${where}`;
  return kind === 'endless' ? 'goes on for ever, and can no longer end' : 'leaves what was explored';
}

function outcomes(page: Page, { outcomes }: Stats): string[] {
  const shown = outcomes.slice(0, mostRows);
  const names = outcomeNames(outcomes);
  const rows = shown.map((outcome, i) => [
    names[i]!,
    bar(barOf(outcome.odds)),
    showOdds(outcome.odds),
    outcome.words === null ? '' : span(outcome.words, 'words'),
    outcome.choices === null ? '' : span(outcome.choices, 'choices'),
  ]);
  const lines = shown.length === 0 ? [] : table(rows, [2]);
  const more = outcomes.length - shown.length;
  return [
    page.style.strong('HOW IT ENDS'),
    ...lines.flatMap((line, i) => {
      const words = clean(shown[i]!.quote);
      const quote = words === '' ? [] : [`    ${page.style.faint(`“${keepEnd(words, page.width - 6)}”`)}`];
      return [`  ${line}`, ...quote];
    }),
    ...(more > 0 ? [page.style.faint(`  and ${thousands(more)} more (--format json lists all)`)] : []),
  ];
}

function span({ mean, least, most }: Spread, what: string): string {
  const shown = showAmount(mean);
  const named = `${shown} ${shown === '1' ? what.replace(/s$/, '') : what}`;
  return shown === showAmount(least) && shown === showAmount(most)
    ? named
    : `${named} (${showAmount(least)}–${showAmount(most)})`;
}

const eighths = ' ▏▎▍▌▋▊▉█';
const barWidth = 12;

/** A bar of block elements, for a number from 0 to 1. */
function bar(value: number): string {
  const parts = Math.max(value > 0 ? 1 : 0, Math.round(value * barWidth * 8));
  const whole = '█'.repeat(Math.floor(parts / 8));
  return padEnd(parts % 8 === 0 ? whole : whole + eighths[parts % 8]!, barWidth);
}

function reading(page: Page, { words, choices, share }: Stats): string[] {
  const row = (name: string, { least, mean, most, deviation }: Spread): string[] => [
    name,
    ...[least, mean, most, deviation].map(showAmount),
  ];
  const rows = [['', 'least', 'average', 'most', 'spread'], row('words', words), row('choices', choices)];
  const sees = `On average one reading sees ${showShare(share.words)} of the words, ${showShare(share.lines)} of the lines and ${showShare(share.choices)} of the choices.`;
  return [
    page.style.strong('ONE READING'),
    ...table(rows, [1, 2, 3, 4]).map((line) => `  ${line}`),
    ...paragraph(page, sees, '  '),
  ];
}

const showShare = (share: Stats['share']['words']): string =>
  share.value === 1 ? 'all' : share.value === 0 ? 'none' : showOdds(share);

function knots(page: Page, { knots }: Stats): string[] {
  const only = knots.filter(({ kind }) => kind === 'knot');
  if (only.length === 0) return [];
  const sorted = [...only].sort((a, b) => barOf(b.odds) - barOf(a.odds));
  const always = sorted.filter(({ odds }) => odds.value === 1);
  const others = sorted.filter(({ odds }) => odds.value !== 1);
  const shown = others.slice(0, mostRows);
  const rows = shown.map(({ text, odds }) => [text, bar(barOf(odds)), showOdds(odds)]);
  const names = always.length > mostRows ? count(always.length, 'knot') : listed(always.map(({ text }) => text));
  const more = others.length - shown.length;
  return [
    page.style.strong('KNOTS'),
    ...(always.length === 0 ? [] : paragraph(page, `In every reading: ${names}.`, '  ', '    ')),
    ...(rows.length === 0 ? [] : table(rows, [2]).map((line) => `  ${line}`)),
    ...(more > 0 ? [page.style.faint(`  and ${thousands(more)} more (--format json lists all)`)] : []),
  ];
}

/** The lines and choices that fewest readers see, but for those that nobody does: of these the check tells. */
function seldom(page: Page, { lines, offered }: Stats): string[] {
  const all = [...lines, ...offered];
  const never = all.filter(({ odds }) => odds.value === 0).length;
  const rare = all.filter(({ odds }) => odds.value !== 0 && barOf(odds) > 0 && barOf(odds) < 1);
  const shown = rare.sort((a, b) => barOf(a.odds) - barOf(b.odds)).slice(0, 5);
  const rows = table(
    [...shown.map((seen) => [showOdds(seen.odds), seen.kind, whereIs(page, seen)]), ['', '', '']],
    [0],
  );
  const lead =
    never === 0
      ? ''
      : `  ${count(never, 'line or choice', 'lines and choices')} no such reader ever sees; redthread check tells which of them nobody can.`;
  return shown.length === 0 && never === 0
    ? []
    : [
        page.style.strong('SELDOM SEEN'),
        ...shown.map((seen, i) => {
          const row = `  ${rows[i]!}  `;
          return (
            row + page.style.faint(`“${keepStart(clean(seen.text), Math.max(20, page.width - columns(row) - 2))}”`)
          );
        }),
        ...(lead === '' ? [] : [lead]),
      ];
}

function whereIs(page: Page, { place }: Seen): string {
  return place === null ? '' : `${fileName(page.options, place.file)}:${place.line}`;
}

import type { Closing, Grade, Indifferent, Loss, NoReturn, Passed, Stakes } from '../measures/types.ts';
import { stopped } from './exploration.ts';
import { clean, columns, keepEnd, keepStart, padEnd } from './layout.ts';
import { count, eitherOf, listed, thousands } from './numbers.ts';
import { fileName, page as open, type Page, paragraph, type TextOptions } from './page.ts';
import { showLength, showSteps } from './playthrough.ts';
import { EVIDENCE } from './titles.ts';

const MOST_POINTS = 5;
const MOST_LISTED = 12;
const LONGEST = 48;

/** What a reader can lose and when, and what they cannot change, for the story's writer. */
export function stakesText(stakes: Stakes, options: TextOptions): string {
  const page = open(options);
  const blocks = [
    head(page, stakes),
    cruelty(page, stakes),
    closings(page, stakes),
    passed(page, stakes.passed),
    indifferent(page, stakes.indifferent),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function head(page: Page, { file, limit, assumptions }: Stakes): string[] {
  const { style } = page;
  const title = `${style.strong(fileName(page.options, file))} · what can be lost, and what can't be changed`;
  const assumed = assumptions.flatMap((each) => paragraph(page, `Assumed: ${each}`, '  ', '    '));
  if (limit === null) return [title, ...assumed];
  const warning = `Not finished: ${stopped(limit)}. What follows was found and is real; there may be more of it.`;
  return [title, ...paragraph(page, warning, '  ', '  ', style.warning), ...assumed];
}

const GRADES: Readonly<Record<Grade, string>> = {
  merciful: 'merciful',
  polite: 'polite',
  worse: 'tough, nasty or cruel',
  hopeless: 'lost from the start',
};

function cruelty(page: Page, { grade, losses, good }: Stakes): string[] {
  const { style } = page;
  const sure = grade === 'worse' ? EVIDENCE.found : grade === null ? EVIDENCE.unknown : EVIDENCE.proved;
  const name = grade === null ? 'not known' : GRADES[grade];
  const lines = [
    `${style.strong('CRUELTY')}  ${style.strong(name)}   ${style.faint(sure)}`,
    ...paragraph(page, judgement(grade, good), '  '),
  ];
  const shown = losses.slice(0, MOST_POINTS);
  for (const loss of shown) lines.push(...lossLines(page, loss));
  return [...lines, ...more(page, losses.length - shown.length)];
}

function judgement(grade: Grade | null, good: readonly string[]): string {
  const ending = good.length === 0 ? 'an ending' : `an ending in ${eitherOf(good)}`;
  switch (grade) {
    case 'merciful':
      return `Whatever a reader does, ${ending} can still be reached.`;
    case 'polite':
      return `A reader can get to where ${ending} can no longer be reached, and sees so at once: there is nothing more to choose.`;
    case 'worse':
      return `A reader can get to where ${ending} can no longer be reached, and go on without knowing. Whether they are warned before (tough), can see it afterwards (nasty) or neither (cruel), only a reader can tell.`;
    case 'hopeless':
      return `Whatever a reader does, ${ending} is never reached.`;
    case null:
      return `No choice was found after which ${ending} can no longer be reached; there may be one where nobody looked.`;
  }
}

function lossLines(page: Page, loss: Loss): string[] {
  const { least, most } = loss;
  const on =
    most === 'infinite'
      ? least === Number.POSITIVE_INFINITY
        ? 'The story then goes on for ever.'
        : `The story then goes on for ${count(least, 'choice')} at least, or for ever.`
      : most === 0
        ? 'The story then is over at once.'
        : `The story then goes on for ${least === most ? '' : `${thousands(least)} to `}${count(most, 'choice')}.`;
  return [
    `  ${deedLine(page, loss)}`,
    ...paragraph(
      page,
      `${on} Earliest way there, ${showLength(loss.playthrough)}: ${showSteps(loss.playthrough)}`,
      '      ',
    ),
  ];
}

/** `held.ink:33   [Pull]` */
function deedLine(page: Page, { what, chance, place }: Pick<NoReturn, 'what' | 'chance' | 'place'>): string {
  const shown = keepStart(clean(what), LONGEST);
  const at = place === null ? '' : `${fileName(page.options, place.file)}:${place.line}   `;
  return `${page.style.faint(at)}${chance ? `(${shown})` : `[${shown}]`}`;
}

function closings(page: Page, { closings, limit }: Stakes): string[] {
  const { style } = page;
  if (closings.length === 0) return [];
  const lines = [
    `${style.strong('POINTS OF NO RETURN')}  after which an ending is out of reach for good   ${style.faint(limit === null ? EVIDENCE.proved : EVIDENCE.found)}`,
  ];
  closings.forEach((closing, i) => {
    lines.push(...closingLines(page, closing, i + 1, limit === null));
  });
  return lines;
}

function closingLines(page: Page, { ending, points }: Closing, number: number, whole: boolean): string[] {
  const { style } = page;
  const name = ending.passage === '' ? 'top of the story' : ending.passage;
  const words = clean(ending.quote);
  const lines = [
    `  ${style.faint(String(number))}  ${style.strong(name)}${words === '' ? '' : `  ${style.faint(`“${keepEnd(words, Math.max(20, page.width - columns(name) - 10))}”`)}`}`,
  ];
  if (points.length === 0)
    return [...lines, `     ${whole ? 'It can never be lost.' : 'Nothing was found that loses it.'}`];
  const shown = points.slice(0, MOST_POINTS);
  const rows = shown.map((point) => [
    when(point),
    deedLine(page, point) + (point.always === false ? style.faint('  not always') : ''),
  ]);
  const width = Math.max(...rows.map(([first]) => columns(first!)));
  for (const [first, second] of rows) lines.push(`     ${padEnd(first!, width)}  ${second}`);
  return [...lines, ...more(page, points.length - shown.length)];
}

/** `choice 4 to 31`: the number of the choice that loses it, or before which chance does. */
function when({ earliest, latest, chance }: NoReturn): string {
  const word = chance ? 'after choice' : 'choice';
  if (latest === earliest || latest === null) return `${word} ${thousands(earliest)}`;
  return `${word} ${thousands(earliest)} ${latest === 'infinite' ? 'or later' : `to ${thousands(latest)}`}`;
}

const more = (page: Page, left: number): string[] =>
  left > 0 ? [`     ${page.style.faint(`and ${thousands(left)} more (--format json lists all)`)}`] : [];

function passed(page: Page, all: readonly Passed[] | null): string[] {
  const { style } = page;
  const title = style.strong('EVERY READING PASSES');
  if (all === null) return [`${title}  not known: not everything was explored`];
  const [passages, choices, lines] = (['passage', 'choice', 'line'] as const).map((kind) =>
    all.filter((each) => each.kind === kind),
  );
  if (all.length === 0) return [`${title}  nothing that every other reading passes too`];
  const names = passages!.map(({ text }) => text);
  const rows = [
    ...(names.length === 0 ? [] : paragraph(page, listed(names), '  ', '    ')),
    ...choices!
      .slice(0, MOST_LISTED)
      .map((choice) => `  ${deedLine(page, { ...choice, what: choice.text, chance: false })}`),
    ...more(page, choices!.length - MOST_LISTED),
  ];
  const counts = [
    ...(passages!.length > 0 ? [count(passages!.length, 'passage')] : []),
    ...(choices!.length > 0 ? [count(choices!.length, 'choice')] : []),
    ...(lines!.length > 0 ? [count(lines!.length, 'line')] : []),
  ];
  return [`${title}  ${listed(counts)}   ${style.faint(EVIDENCE.proved)}`, ...rows];
}

function indifferent(page: Page, all: readonly Indifferent[] | null): string[] {
  const { style } = page;
  const title = style.strong('CHOICES THAT MAKE NO DIFFERENCE LATER');
  if (all === null) return [`${title}  not known: not everything was explored`];
  if (all.length === 0) return [`${title}  none`];
  const shown = all.slice(0, MOST_LISTED);
  const rows = shown.flatMap(({ choices, changes, situations }) => [
    ...choices.map((choice, i) => `${i === 0 ? '  ' : '    or '}${deedLine(page, choice)}`),
    `      ${style.faint(
      `${changes === 'nothing' ? 'afterwards not a word is different' : 'afterwards only words are different'}${situations > 1 ? `, in ${thousands(situations)} situations` : ''}`,
    )}`,
  ]);
  return [
    `${title}  ${thousands(all.length)}   ${style.faint(EVIDENCE.proved)}`,
    ...rows,
    ...more(page, all.length - shown.length),
  ];
}

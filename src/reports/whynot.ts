import type { Lifetime, Moment, Refusal, WhyNot } from '../findings/types.ts';
import { clean, columns, keepEnd, padEnd, wrap } from './layout.ts';
import { listed } from './numbers.ts';
import { page as open, type Page, paragraph, type TextOptions } from './page.ts';
import { showLength, showStep, showSteps } from './playthrough.ts';
import { EVIDENCE } from './titles.ts';

const GAP = '   ';
const LONGEST_QUOTE = 120;
/** From this many moments on a lifetime's middle is left out. */
const MOST_MOMENTS = 9;
const LAST_MOMENTS = 4;

/** What the core calls whoever makes the choices that are nobody else's. */
const readerName = 'the reader';

const nameOf = (ending: string): string => (ending === '' ? 'the ending at the top of the story' : ending);

/** What happened and the nearest lifetime that ends otherwise, side by side, and when it was too late. */
export function whyNotText(answer: WhyNot, options: TextOptions): string {
  const page = open(options);
  const blocks = [
    [
      page.style.strong(`WHY NOT ${nameOf(answer.ending)}`),
      ...paragraph(page, verdict(answer), '  '),
      ...paragraph(page, basis(answer), '  '),
    ],
    ...(answer.instead === null ? [] : [sameBlock(page, answer), ...sideBySide(page, answer, answer.instead)]),
    noReturn(page, answer),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

/** Why there is nothing to show. */
export function refusalText({ message, endings }: Refusal, options: TextOptions): string {
  const page = open(options);
  const known = endings.map(nameOf);
  const said = known.length === 0 ? 'It is not known to end anywhere.' : `It ends in ${listed(known)}.`;
  return `${[...paragraph(page, message, ''), ...paragraph(page, said, '')].join('\n')}\n`;
}

function verdict({ ending, exhaustive, happened, instead, shared }: WhyNot): string {
  if (instead === null) return `It does come to ${nameOf(ending)}.`;
  const changed = instead.moments.flatMap(({ changed }, i) => (changed ? [i] : []));
  const sure = exhaustive ? '' : ' Not everything was explored: there may be a nearer one.';
  const [first] = changed;
  if (first === undefined) return `Nothing has to be different: it isn’t over, and can still come to it.${sure}`;
  const moment = instead.moments[first]!;
  const isChance = 'chance' in moment.step;
  const what = isChance ? 'outcome of chance' : 'choice';
  const number = isChance
    ? `after choice ${choiceNumber(instead, first)}, `
    : `choice ${choiceNumber(instead, first)}, `;
  const before = first === shared ? happened.moments[shared] : undefined;
  const place = before === undefined ? '' : ` in place of ${showMoment(happened.moments, before)}`;
  const one = `${number}${showMoment(instead.moments, moment)}${place}`;
  return changed.length === 1
    ? `A single ${what} makes the difference: ${one}.${sure}`
    : `It takes ${changed.length} different choices. The first of them is ${one}.${sure}`;
}

/** What the left column is. */
function basis({ given, happened }: WhyNot): string {
  if (given) return 'What happened is the playthrough that was given.';
  return isCast(happened.moments)
    ? 'What happened: everybody acted as they will. Each time it was the first choice that somebody is willing to take and that leads somewhere new. (--from FILE tells of something else.)'
    : 'What happened: each time the first choice that leads somewhere new. (--from FILE tells of something else.)';
}

const isCast = (moments: readonly Moment[]): boolean => moments.some(({ by }) => by !== null && by !== readerName);

/** `ikram [Pull.]`, with the name left out where all choices are the reader's. */
function showMoment(moments: readonly Moment[], { step, by, willing }: Moment): string {
  const who = by !== null && isCast(moments) ? `${by} ` : '';
  return `${who}${showStep(step)}${willing ? '' : ' (against their will)'}`;
}

/** The number of the last choice up to a moment, from 1. */
const choiceNumber = ({ moments }: Lifetime, at: number): number =>
  moments.slice(0, at + 1).filter(({ step }) => 'choice' in step).length;

function sameBlock(page: Page, { happened, shared }: WhyNot): string[] {
  const { style } = page;
  const same = happened.moments.slice(0, shared);
  if (same.length === 0) return [`${style.strong('THE SAME UP TO HERE')}  nothing: they part at once`];
  const words = same.findLast(({ words }) => words !== '')?.words ?? '';
  return [
    `${style.strong('THE SAME UP TO HERE')}  ${showLength(same.map(({ step }) => step))}`,
    ...paragraph(page, showSteps(same.map(({ step }) => step)), '  ', '    '),
    ...(words === '' ? [] : paragraph(page, `“${keepEnd(clean(words), LONGEST_QUOTE)}”`, '    ', '     ', style.faint)),
  ];
}

/** The two lifetimes from where they part, as two columns. */
function sideBySide(page: Page, answer: WhyNot, instead: Lifetime): string[][] {
  const { happened, shared } = answer;
  const width = Math.floor((page.width - 2 - GAP.length) / 2);
  const columnsOf = (lifetime: Lifetime): string[][] => [
    ...cells(lifetime, shared, width),
    wrap(endOf(lifetime), width),
  ];
  const [left, right] = [columnsOf(happened), columnsOf(instead)];
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [left[i] ?? [], right[i] ?? []]);
  const heads = ['AS IT HAPPENED', 'ANOTHER LIFETIME'].map((head) => padEnd(head, width));
  return [
    [
      `  ${heads.map((head) => page.style.strong(head.trimEnd()) + ' '.repeat(width - columns(head.trimEnd()))).join(GAP)}`.trimEnd(),
      ...rows.flatMap(([one = [], other = []]) =>
        Array.from({ length: Math.max(one.length, other.length) }, (_, i) =>
          `  ${padEnd(one[i] ?? '', width)}${GAP}${other[i] ?? ''}`.trimEnd(),
        ),
      ),
    ],
  ];
}

/** The moments of a lifetime from `from` on, each as wrapped lines; of a long one the middle is left out. */
function cells(lifetime: Lifetime, from: number, width: number): string[][] {
  const all = lifetime.moments.slice(from).map((moment, i) => cell(lifetime, moment, from + i, width));
  const left = all.length - MOST_MOMENTS;
  if (left > 1) all.splice(MOST_MOMENTS - LAST_MOMENTS, left, [`      … ${left} more …`]);
  return all;
}

function cell(lifetime: Lifetime, moment: Moment, at: number, width: number): string[] {
  const { step, changed, words } = moment;
  const number = 'choice' in step ? String(choiceNumber(lifetime, at)) : '';
  const head = `${changed ? '≠' : ' '} ${number.padStart(2)}  `;
  return [
    ...wrap(clean(showMoment(lifetime.moments, moment)), width, head, '      '),
    ...(words === '' ? [] : wrap(`“${keepEnd(clean(words), LONGEST_QUOTE)}”`, width, '      ', '       ')),
  ];
}

function endOf({ end, passage, place }: Lifetime): string {
  const at = place === null ? '' : ` (${place.file}:${place.line})`;
  switch (end) {
    case 'ended':
      return `The end: ${nameOf(passage ?? '')}${at}`;
    case 'stopped':
      return `It breaks off here${at}.`;
    case 'standstill':
      return 'Nobody takes any of the choices that are left: they stand still.';
    case 'round':
      return 'From here it goes round in a circle.';
    case 'open':
      return 'It goes no further than this.';
  }
}

function noReturn(page: Page, { ending, happened, instead, closedBy, exhaustive }: WhyNot): string[] {
  if (instead === null) return [];
  const head = page.style.strong('POINT OF NO RETURN');
  if (!exhaustive) return [`${head}  not known: not everything was explored`];
  if (closedBy === null) return [`${head}  none: ${nameOf(ending)} could still happen at the end of this.`];
  const moment = happened.moments[closedBy]!;
  const { words } = moment;
  const after = 'choice' in moment.step ? '' : 'after ';
  const when = `${after}choice ${choiceNumber(happened, closedBy)}, ${showMoment(happened.moments, moment)}`;
  return [
    `${head}   ${page.style.faint(EVIDENCE.proved)}`,
    ...paragraph(page, `Until then it could still happen, and after it never again: ${when}`, '  ', '    '),
    ...(words === ''
      ? []
      : paragraph(page, `“${keepEnd(clean(words), LONGEST_QUOTE)}”`, '    ', '     ', page.style.faint)),
  ];
}

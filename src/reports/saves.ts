import type { Limit } from '../findings/types.ts';
import type { SaveFinding, SavesReport, Sequel } from '../saves/types.ts';
import { stopped } from './exploration.ts';
import { clean, keepStart } from './layout.ts';
import { count, duration, listed, thousands } from './numbers.ts';
import { page as open, type Page, paragraph, type TextOptions, where } from './page.ts';
import { showLength, showStep, showSteps } from './playthrough.ts';
import { MARKS } from './style.ts';

/** What a report calls each finding of `redthread saves`. Every code has a section in docs/saves.md. */
export const SAVE_TITLES: Readonly<Record<string, string>> = {
  'save-unloadable': 'save can’t be loaded',
  'choice-gone': 'choice leads nowhere',
  'choice-nearest': 'choice lands elsewhere',
  'choice-elsewhere': 'choice leads to other content',
  'return-elsewhere': 'comes back elsewhere',
  'load-warns': 'loading warns',
  'variable-lost': 'variable lost',
  'variable-reset': 'variable reset',
  'variable-type': 'variable of another kind',
  'list-item-gone': 'list item gone',
  'list-item-number': 'list item renumbered',
  'place-gone': 'place gone',
  'whole-float': 'whole number',
  'count-moved': 'visits lost',
  'save-locked': 'soft-lock after loading',
  'save-error': 'error after loading',
  'save-warning': 'warning after loading',
};

/** How a report of two versions looks. */
export interface SavesTextOptions extends TextOptions {
  /** What the versions are called: `held.ink at main`. */
  readonly before: string;
  readonly after: string;
  /** Folders that the files of the old version are named from; those of the new one from `folder`. */
  readonly folderBefore: string;
  /** For each finding the file in which its save was written; empty where none was. */
  readonly written: readonly string[];
}

const MOST_SHOWN = 12;
const MOST_LIKEWISE = 8;
const LONGEST_LINE = 72;

/** What becomes of saves, for a writer. */
export function savesText(report: SavesReport, options: SavesTextOptions): string {
  const page = open(options);
  const groups = grouped(report.findings);
  const blocks = [
    [
      [options.before, options.after]
        .filter((name) => name !== '')
        .map(page.style.strong)
        .join(' → '),
    ],
    [verdict(page, report), ...figures(page, report)],
    ...groups.slice(0, MOST_SHOWN).map((group) => groupBlock(page, options, group)),
    more(page, groups),
    closing(page, options, report),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function verdict(page: Page, report: SavesReport): string {
  const { style } = page;
  if (report.given !== null) return verdictOnOne(page, report);
  const { saves, broken, stoppedBefore, stoppedAfter, unfollowed } = report;
  const isWhole = stoppedBefore === null && stoppedAfter === null && unfollowed === 0;
  const kinds = count(saves, 'kind of save', 'kinds of saves');
  if (saves === 0) return `  ${style.strong('Nothing to save:')} the old version never waits for a choice.`;
  if (broken > 0)
    return `  ${style.error(style.strong(`${thousands(broken)} of ${kinds} ${broken === 1 ? 'does' : 'do'} not survive whole.`))}`;
  return `  ${style.good(style.strong(isWhole ? 'Every save survives.' : 'Nothing is wrong with the saves so far.'))}`;
}

/** The answer for one save that was given. */
function verdictOnOne({ style }: Page, report: SavesReport): string {
  const { broken, findings, unfollowed, stoppedAfter, given } = report;
  if (findings.some(({ code }) => code === 'save-unloadable'))
    return `  ${style.error(style.strong('This save can’t be loaded.'))}`;
  if (broken > 0) return `  ${style.error(style.strong('This save does not survive whole.'))}`;
  const isWhole = unfollowed === 0 && stoppedAfter === null;
  if (isWhole && given?.length === 0)
    return `  ${style.good(style.strong('This save loads; the story is over there.'))}`;
  return `  ${style.good(style.strong(isWhole ? 'This save survives: it loads, and an ending can be reached.' : 'This save loads.'))}`;
}

/** What each choice of a save that was given leads to. */
function givenLines(page: Page, sequels: readonly Sequel[]): string[] {
  return sequels.flatMap((each) => sequel(page, { ...each, offers: [] }));
}

function figures(page: Page, report: SavesReport): string[] {
  const { style } = page;
  if (report.given !== null)
    return [
      ...limit(page, 'What comes after loading was not explored to its end', report.stoppedAfter),
      ...(report.unfollowed === 0
        ? []
        : paragraph(
            page,
            'What comes later is not known: it was made in the middle of a turn, has several flows, or holds something that Redthread can’t follow.',
            '  ',
            '    ',
          )),
      ...givenLines(page, report.given),
    ];
  const { saves, clean: survive, unfollowed, stoppedBefore, stoppedAfter, confirmed } = report;
  const kinds = count(saves, 'kind of save', 'kinds of saves');
  const facts = [
    stoppedBefore === null ? `${kinds}, all that readers of the old version can have` : `${kinds} so far`,
    ...(survive > 0 && survive < saves ? [`${thousands(survive)} load cleanly`] : []),
    ...(page.options.timeless === true ? [] : [duration(report.seconds)]),
  ];
  return [
    ...paragraph(page, facts.join(' · '), '  ', '    '),
    ...limit(page, 'The old version was not explored to its end', stoppedBefore),
    ...limit(page, 'What comes after loading was not explored to its end', stoppedAfter),
    ...(unfollowed === 0
      ? []
      : paragraph(
          page,
          `What comes after loading is not known for ${thousands(unfollowed)} of them: they hold something that Redthread can’t follow in the new version.`,
          '  ',
          '    ',
          style.warning,
        )),
    ...(confirmed.difference === null && confirmed.saves === 0
      ? []
      : confirmed.difference === null
        ? paragraph(
            page,
            `Confirmed by ink's own engine: ${count(confirmed.saves, 'save')} loaded, ${count(confirmed.choices, 'choice')} made, no difference.`,
            '  ',
            '    ',
            style.good,
          )
        : paragraph(
            page,
            `Refuted by ink's own engine: don't rely on this report. This is a fault of Redthread: ${clean(confirmed.difference)}`,
            '  ',
            '    ',
            style.error,
          )),
  ];
}

function limit(page: Page, what: string, limit: Limit | null): string[] {
  return limit === null ? [] : paragraph(page, `${what}: ${stopped(limit)}.`, '  ', '    ', page.style.warning);
}

/** A finding with its position in the report, from 0. */
interface Numbered {
  readonly finding: SaveFinding;
  readonly index: number;
}

/** Findings of one kind in one knot together. */
function grouped(findings: readonly SaveFinding[]): Numbered[][] {
  const groups = new Map<string, Numbered[]>();
  findings.forEach((finding, index) => {
    const key = `${finding.level} ${finding.code} ${finding.passage || index}`;
    groups.set(key, [...(groups.get(key) ?? []), { finding, index }]);
  });
  return [...groups.values()];
}

/** The first of a group in full, the others with their places. */
function groupBlock(page: Page, options: SavesTextOptions, group: readonly Numbered[]): string[] {
  const { style } = page;
  const [{ finding, index }, ...others] = group as [Numbered, ...Numbered[]];
  const { code, level, message, details, advice, playthrough, then } = finding;
  const written = options.written[index] ?? '';
  return [
    [style[level](`${MARKS[level]} ${style.strong(SAVE_TITLES[code] ?? code)}`), facts(page, options, finding)]
      .filter((part) => part !== '')
      .join('   '),
    ...paragraph(page, message, '  '),
    ...details.flatMap((detail) => paragraph(page, detail, '  ')),
    ...(playthrough === null
      ? []
      : playthrough.length === 0
        ? paragraph(page, 'One such save: at the very start, before any choice.', '  ')
        : paragraph(page, `One such save, after ${showLength(playthrough)}: ${showSteps(playthrough)}`, '  ', '    ')),
    ...sequel(page, then),
    ...(written === '' ? [] : paragraph(page, `It is in ${written}.`, '  ')),
    ...(others.length === 0 ? [] : ['  Likewise:']),
    ...others.slice(0, MOST_LIKEWISE).flatMap((other) => likewise(page, options, other)),
    ...(others.length > MOST_LIKEWISE ? [`    and ${thousands(others.length - MOST_LIKEWISE)} more`] : []),
    ...(advice === '' ? [] : paragraph(page, advice, '  ', '  ', style.faint)),
  ];
}

/** Where it is, and how many saves it concerns. */
function facts(page: Page, options: SavesTextOptions, { before, after, saves, playthrough }: SaveFinding): string {
  const old = { ...page, options: { ...options, folder: options.folderBefore } };
  const places = [...(before === null ? [] : [where(old, before)]), ...(after === null ? [] : [where(page, after)])];
  const kinds = playthrough === null ? '' : page.style.faint(count(saves, 'kind of save', 'kinds of saves'));
  return [places.join(' → '), kinds].filter((part) => part !== '').join('   ');
}

function likewise(page: Page, options: SavesTextOptions, { finding, index }: Numbered): string[] {
  const step = finding.then.steps[0];
  const chosen = step !== undefined && 'choice' in step ? `${showStep(step)}   ` : '';
  const written = options.written[index] ?? '';
  return [`    ${chosen}${facts(page, options, finding)}${written === '' ? '' : `   ${written}`}`];
}

/** What the new version does with a save. */
function sequel(page: Page, { fault, offers, steps, lines, choices, stop }: Sequel): string[] {
  const quoted = (texts: readonly string[]): string =>
    texts.map((text) => `[${keepStart(clean(text), LONGEST_LINE)}]`).join(' ');
  if (fault !== null) return paragraph(page, `Loading it there: ${fault}`, '  ', '    ');
  if (offers.length === 0 && steps.length === 0) return [];
  const offered = offers.length === 0 ? '' : `Loaded there, it offers ${quoted(offers)}. `;
  if (steps.length === 0) return paragraph(page, offered, '  ', '    ');
  const shown = lines.length === 0 ? [] : [`it says “${keepStart(clean(lines.join(' ')), 2 * LONGEST_LINE)}”`];
  const then = stop !== null ? [stop] : choices.length > 0 ? [`it offers ${quoted(choices)}`] : [];
  const after = listed([...shown, ...then]);
  return paragraph(
    page,
    `${offered}After ${showSteps(steps)}${after === '' ? '' : ` ${after}`}${/[.?!]$/.test(after) ? '' : '.'}`,
    '  ',
    '    ',
  );
}

function more(page: Page, groups: readonly Numbered[][]): string[] {
  const left = groups.slice(MOST_SHOWN).reduce((sum, group) => sum + group.length, 0);
  return left > 0 ? [page.style.faint(`And ${thousands(left)} more (--format json lists all).`)] : [];
}

/** What to do next. */
function closing(page: Page, { written }: SavesTextOptions, { findings, given }: SavesReport): string[] {
  if (given !== null || findings.length === 0 || written.some((file) => file !== '')) return [];
  return [page.style.faint('--write FOLDER writes each of these saves into a file that a game can load.')];
}

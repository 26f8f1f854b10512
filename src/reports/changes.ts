import type {
  Changes,
  ContentChange,
  EndingChange,
  FindingChange,
  OddsChange,
  PromiseChange,
} from '../changes/types.ts';
import type { Step } from '../findings/types.ts';
import type { Place } from '../text/place.ts';
import {
  amountOf,
  CONTENT_GROUPS,
  contentWords,
  distances,
  editWords,
  explored,
  figures,
  keptCount,
  meetingSentence,
  movedOdds,
  passageName,
  promiseTurn,
  readerOf,
  tally,
  turnOf,
  unsure,
  verdict,
} from './changewords.ts';
import { clean, columns, keepEnd, keepStart, padEnd, wrap } from './layout.ts';
import { count, thousands } from './numbers.ts';
import { located, page as open, type Page, paragraph, route, type TextOptions, where } from './page.ts';
import { showLength, showSteps } from './playthrough.ts';
import { howSure, title } from './titles.ts';

/** How a version is called, and how its files are reached from where the reader stands. */
export interface VersionName {
  /** `held.ink`, or `held.ink at main` */
  readonly name: string;
  readonly folder: string;
  /** What follows a place in it: ` at main`, or nothing. */
  readonly at: string;
  /** The command that plays it; empty where there is none. */
  readonly command: string;
}

export interface ChangeOptions extends Omit<TextOptions, 'command' | 'folder'> {
  readonly before: VersionName;
  readonly now: VersionName;
}

/** One of the two versions on the page. */
interface Side extends Page {
  readonly version: VersionName;
}

const MOST_LISTED = 15;
const LONGEST_QUOTE = 100;

/** What is different from one version of a story to another, for its writer: the answer, what broke, what was mended, all else. */
export function changesText(changes: Changes, options: ChangeOptions): string {
  const side = (version: VersionName): Side => ({
    ...open({ ...options, folder: version.folder, command: version.command }),
    version,
  });
  const [before, now] = [side(options.before), side(options.now)];
  const blocks = [
    heading(now, changes, options),
    ...findingBlocks(before, now, changes.findings),
    endingBlock(before, now, changes.endings),
    promiseBlock(before, now, changes.promises),
    ...contentBlocks(before, now, changes.content),
    editBlock(now, changes),
    ...(changes.odds === null ? [] : [oddsBlock(now, changes.odds)]),
    figureBlock(now, changes),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function heading(page: Side, changes: Changes, { before, now }: ChangeOptions): string[] {
  const { style } = page;
  const { worse } = changes;
  const isWhole = changes.before.whole && changes.now.whole;
  const said = verdict(changes);
  const paint = worse ? style.error : isWhole ? style.good : style.warning;
  const [first = '', ...rest] = wrap([said, tally(changes).join(' · ')].join('  ').trim(), page.width, '  ', '    ');
  return [
    style.strong(`${before.name} → ${now.name}`),
    first.replace(said, paint(style.strong(said))),
    ...rest,
    ...paragraph(page, `Before: ${explored(changes.before)}.`, '  ', '    '),
    ...paragraph(page, `Now: ${explored(changes.now)}.`, '  ', '    '),
  ];
}

const placed = (side: Side, place: Place | null): string =>
  place === null ? '' : `${where(side, place)}${side.version.at}`;

function quoted(page: Page, words: string, indent: string): string[] {
  const text = clean(words);
  return text === ''
    ? []
    : paragraph(page, `“${keepEnd(text, LONGEST_QUOTE)}”`, indent, `${indent} `, page.style.faint);
}

function findingBlocks(before: Side, now: Side, findings: readonly FindingChange[]): string[][] {
  const of = (kind: FindingChange['change']): FindingChange[] => findings.filter(({ change }) => change === kind);
  const [introduced, fixed] = [of('introduced'), of('fixed')];
  const kept = keptCount(findings);
  const { style } = now;
  const told = (head: string, changes: readonly FindingChange[], side: Side, lead: string): string[][] =>
    changes.length === 0
      ? []
      : [
          [`${style.strong(head)}  ${thousands(changes.length)}`],
          ...changes.slice(0, MOST_LISTED).map((change) => finding(side, change, lead)),
          ...(changes.length > MOST_LISTED
            ? [[`  ${style.faint(`and ${thousands(changes.length - MOST_LISTED)} more (--format json lists all)`)}`]]
            : []),
        ];
  return [
    ...told('INTRODUCED', introduced, now, 'Before, this playthrough'),
    ...told('FIXED', fixed, before, 'Now this playthrough'),
    kept === 0
      ? []
      : [
          `${style.strong('STILL THERE')}  ${count(kept, 'finding')} as before: redthread check tells ${kept === 1 ? 'it' : 'them'}.`,
        ],
  ];
}

function met(side: Side, steps: readonly Step[]): string[] {
  if (steps.length === 0) return paragraph(side, 'It was met at the very start.', '  ');
  return paragraph(side, `It was met after ${showLength(steps)}: ${showSteps(steps)}`, '  ', '    ');
}

const SIGNS = { introduced: '✗', fixed: '✓', kept: '·' } as const;

function finding(side: Side, { change, certain, before, now, jump, meets }: FindingChange, lead: string): string[] {
  const { style } = side;
  const told = (now ?? before)!;
  const sign =
    change === 'introduced' && told.level === 'note' ? '·' : change === 'fixed' && !certain ? '?' : SIGNS[change];
  const paint = change === 'fixed' ? (certain ? style.good : style.warning) : style[told.level];
  const steps = told.playthrough;
  const head = [
    paint(`${sign} ${style.strong(title(told.code))}`),
    placed(side, told.place),
    style.faint(change === 'fixed' ? `was ${howSure(told)}` : howSure(told)),
  ];
  return [
    head.filter((part) => part !== '').join('   '),
    ...paragraph(side, located(side, told.message), '  '),
    ...(clean(told.message).includes(clean(told.quote)) ? [] : quoted(side, told.quote, '    ')),
    ...(change === 'introduced' ? told.details : []).flatMap((detail) => paragraph(side, located(side, detail), '  ')),
    ...(steps === null ? [] : change === 'fixed' ? met(side, steps) : route(side, steps, '  ', told.searched)),
    ...(meets === null ? [] : paragraph(side, meetingSentence(meets, lead), '  ', '    ')),
    ...(certain || change === 'kept' ? [] : paragraph(side, unsure[change], '  ', '    ', style.warning)),
    ...(jump === null || side.version.command === ''
      ? []
      : [`  ${style.faint('see it:')} ${style.command(`${side.version.command} --replay ${jump}`)}`]),
  ];
}

function endingBlock(before: Side, now: Side, endings: readonly EndingChange[]): string[] {
  const { style } = now;
  const changed = endings.filter(({ change }) => change !== 'same');
  const same = endings.length - changed.length;
  if (endings.length === 0) return [];
  const left = [
    `${thousands(same)} as before`,
    ...(changed.length > 0 ? [`${thousands(changed.length)} changed`] : []),
  ];
  const rows = changed.map((change) => {
    const ending = (change.now ?? change.before)!;
    const side = change.now === null ? before : now;
    return [change.change, passageName(ending.passage), distances(change), placed(side, ending.place)];
  });
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => columns(row[column] ?? ''))));
  const signs = { gained: style.good('+'), lost: style.error('−'), nearer: '<', farther: '>', same: '=' };
  const lines = changed.flatMap((change, index) => {
    const [kind = '', passage = '', ...rest] = rows[index]!.map((cell, column) => padEnd(cell, widths[column] ?? 0));
    const sign = change.change === 'lost' && !change.certain ? style.warning('?') : signs[change.change];
    return [
      `  ${sign} ${kind}  ${style.strong(passage)}  ${rest.join('  ')}`.trimEnd(),
      ...quoted(now, (change.now ?? change.before)!.quote, '      '),
      ...(change.certain ? [] : paragraph(now, `${uncertainEnding(change)}.`, '      ', '      ', style.warning)),
      ...(change.meets === null ? [] : paragraph(now, meetingSentence(change.meets, 'Now its playthrough'), '      ')),
    ];
  });
  return [`${style.strong('ENDINGS')}  ${left.join(', ')}`, ...lines];
}

export function uncertainEnding({ change }: EndingChange): string {
  if (change === 'gained' || change === 'lost') return unsure[change];
  return 'by the shortest ways that were found; there may be shorter ones';
}

function promiseBlock(before: Side, now: Side, promises: readonly PromiseChange[]): string[] {
  const { style } = now;
  const changed = promises.filter((change) => turnOf(change) !== 'same');
  if (promises.length === 0) return [];
  const lines = changed.flatMap((change) => {
    const turn = turnOf(change);
    const promise = (change.now ?? change.before)!;
    const sign =
      turn === 'broken'
        ? style.error('✗')
        : turn === 'mended' || turn === 'kept'
          ? style.good('✓')
          : turn === 'unknown'
            ? style.warning('?')
            : '·';
    const lead = turn === 'broken' ? 'Before, this playthrough' : 'Now the playthrough that broke it';
    return [
      ...paragraph(now, `${promise.text}`, `  ${sign} `, '    '),
      `    ${[promiseTurn(change), howSure(promise), placed(change.now === null ? before : now, promise.place)].join('   ')}`,
      ...(change.now === null || promise.message === '' ? [] : paragraph(now, promise.message, '    ')),
      ...(promise.playthrough === null || turn !== 'broken'
        ? []
        : paragraph(now, `${showLength(promise.playthrough)}: ${showSteps(promise.playthrough)}`, '    ', '      ')),
      ...(change.meets === null ? [] : paragraph(now, meetingSentence(change.meets, lead), '    ')),
    ];
  });
  const same = promises.length - changed.length;
  const counts = [
    ...(same > 0 ? [`${thousands(same)} as before`] : []),
    ...(changed.length > 0 ? [`${thousands(changed.length)} changed`] : []),
  ];
  return [`${style.strong('PROMISES')}  ${counts.join(', ')}`, ...lines];
}

const TONES = { good: '+', warning: '!', note: '−' } as const;

function contentBlocks(before: Side, page: Side, content: readonly ContentChange[]): string[][] {
  const { style } = page;
  return CONTENT_GROUPS.flatMap(({ title, tone, has }) => {
    const changes = content.filter(has);
    if (changes.length === 0) return [];
    const rows = changes.slice(0, MOST_LISTED).flatMap((change) => {
      const place = placed(change.now === null ? before : page, change.place);
      const head = [place, passageName(change.passage), amountOf(change)];
      const text = keepStart(clean(change.quote), LONGEST_QUOTE);
      return [
        `  ${head.filter((part) => part !== '').join('   ')}`,
        ...(text === '' ? [] : paragraph(page, `“${text}”`, '      ', '       ', style.faint)),
        ...contentWords(change).flatMap((sentence) => paragraph(page, sentence, '      ', '        ')),
      ];
    });
    const more = changes.length - MOST_LISTED;
    return [
      [
        `${style[tone](TONES[tone])} ${style.strong(title)}`,
        ...rows,
        ...(more > 0 ? [`  ${style.faint(`and ${thousands(more)} more (--format json lists all)`)}`] : []),
      ],
    ];
  });
}

function editBlock(page: Side, changes: Changes): string[] {
  const edits = editWords(changes);
  const { renamed } = changes;
  const names = renamed.slice(0, MOST_LISTED).map(({ before, now }) => `${before} is called ${now} now`);
  if (renamed.length > names.length)
    names.push(`and ${thousands(renamed.length - names.length)} more have other names`);
  if (edits === '' && names.length === 0) return [];
  return [
    ...wrap(`${edits === '' ? 'names only' : edits}.`, page.width, 'EDITS  ', '  ').map((line) =>
      line.replace(/^EDITS/, page.style.strong('EDITS')),
    ),
    ...(names.length === 0 ? [] : paragraph(page, `${names.join('; ')}.`, '  ')),
  ];
}

function figureBlock(page: Side, changes: Changes): string[] {
  const rows = figures(changes);
  const width = Math.max(...rows.map(([what]) => columns(what)));
  return [
    page.style.strong('FIGURES'),
    ...rows.map(([what, before, now]) => `  ${padEnd(what, width)}  ${before === now ? now : `${before} → ${now}`}`),
  ];
}

function oddsBlock(page: Side, odds: OddsChange): string[] {
  const rows = movedOdds(odds);
  const width = Math.max(0, ...rows.map(([what]) => columns(what)));
  const same = odds.outcomes.length - rows.length;
  return [
    ...wrap(`for ${readerOf(odds)}`, page.width, 'ODDS  ', '  ').map((line) =>
      line.replace(/^ODDS/, page.style.strong('ODDS')),
    ),
    ...rows.map(([what, before, now]) => `  ${padEnd(what, width)}  ${before} → ${now}`),
    ...(same === 0
      ? []
      : [
          page.style.faint(
            `  ${thousands(same)} ${odds.exhaustive ? 'as before, to the digits shown' : 'not known to have moved'}`,
          ),
        ]),
  ];
}

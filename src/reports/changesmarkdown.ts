import type { Changes, ContentChange, EndingChange, FindingChange, PromiseChange } from '../changes/types.ts';
import type { Place } from '../text/place.ts';
import { type ChangeOptions, uncertainEnding, type VersionName } from './changes.ts';
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
  tally,
  turnOf,
  unsure,
  verdict,
} from './changewords.ts';
import { clean, keepEnd, keepStart } from './layout.ts';
import { count, thousands } from './numbers.ts';
import { fileName } from './page.ts';
import { showLength, showSteps } from './playthrough.ts';
import { howSure, title } from './titles.ts';

const MOST_LISTED = 20;
const LONGEST_QUOTE = 100;

/** The same as Markdown (GitHub's), for a comment on a pull request. */
export function changesMarkdown(changes: Changes, { before, now }: Pick<ChangeOptions, 'before' | 'now'>): string {
  const of = (kind: FindingChange['change']): FindingChange[] =>
    changes.findings.filter(({ change }) => change === kind);
  const parts = tally(changes);
  const kept = keptCount(changes.findings);
  const sections = [
    `### Redthread: ${escaped(before.name)} → ${escaped(now.name)}`,
    `**${verdict(changes)}**${parts.length > 0 ? ` ${parts.join(' · ')}` : ''}`,
    `Before: ${explored(changes.before)}.  \nNow: ${explored(changes.now)}.`,
    ...section(
      'Introduced',
      of('introduced').map((change) => finding(change, now, 'Before, this playthrough')),
    ),
    ...section(
      'Fixed',
      of('fixed').map((change) => finding(change, before, 'Now this playthrough')),
    ),
    ...section(
      'Endings',
      changes.endings.filter(({ change }) => change !== 'same').map((change) => ending(change, before, now)),
    ),
    ...section('Promises', changes.promises.filter((change) => turnOf(change) !== 'same').map(promise)),
    ...CONTENT_GROUPS.flatMap(({ title, has }) =>
      section(
        `Content: ${title}`,
        changes.content.filter(has).map((change) => content(change, change.now === null ? before : now)),
      ),
    ),
    ...edits(changes),
    table(changes),
    ...(kept === 0 ? [] : [`<sub>${count(kept, 'finding')} as before.</sub>`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length - MOST_LISTED;
  const listed = [...items.slice(0, MOST_LISTED), ...(more > 0 ? [`- and ${thousands(more)} more`] : [])];
  return [`#### ${title} (${thousands(items.length)})`, listed.join('\n')];
}

/** Story text as it is, whatever Markdown or HTML would make of it. */
function escaped(text: string): string {
  return clean(text).replace(/[\\`*_[\]<#|~@&]/g, (sign) => (sign === '@' ? '@\u200b' : `\\${sign}`));
}

function where({ folder, at }: VersionName, place: Place | null): string {
  if (place === null) return '';
  return ` \`${fileName({ colour: false, width: 0, command: '', folder }, place.file).replaceAll('`', "'")}:${place.line}\`${at === '' ? '' : ` ${escaped(at)}`}`;
}

const quoted = (words: string): string => {
  const text = clean(words);
  return text === '' ? '' : `“${escaped(keepEnd(text, LONGEST_QUOTE))}”`;
};

/** A list item; what follows the first line is part of it. */
function item(first: string, more: readonly string[]): string {
  return [`- ${first}`, ...more.filter((line) => line !== '').map((line) => `  ${line}`)].join('  \n');
}

function finding({ change, certain, before, now, meets }: FindingChange, version: VersionName, lead: string): string {
  const told = (now ?? before)!;
  const sign = change === 'fixed' ? (certain ? '✅' : '❔') : { error: '❌', warning: '⚠️', note: 'ℹ️' }[told.level];
  const steps = told.playthrough;
  return item(`${sign} **${title(told.code)}**${where(version, told.place)} · ${howSure(told)}`, [
    escaped(told.message),
    clean(told.message).includes(clean(told.quote)) ? '' : quoted(told.quote),
    steps === null || steps.length === 0 ? '' : `${showLength(steps)}: ${escaped(showSteps(steps))}`,
    meets === null ? '' : escaped(meetingSentence(meets, lead)),
    certain || change === 'kept' ? '' : `*${unsure[change]}*`,
  ]);
}

function ending(change: EndingChange, before: VersionName, now: VersionName): string {
  const told = (change.now ?? change.before)!;
  const version = change.now === null ? before : now;
  const head = `${change.change} **${escaped(passageName(told.passage))}**${where(version, told.place)}`;
  return item(`${head} · ${distances(change)}`, [
    quoted(told.quote),
    change.certain ? '' : `*${uncertainEnding(change)}*`,
    change.meets === null ? '' : escaped(meetingSentence(change.meets, 'Now its playthrough')),
  ]);
}

function promise(change: PromiseChange): string {
  const told = (change.now ?? change.before)!;
  const lead = turnOf(change) === 'broken' ? 'Before, this playthrough' : 'Now the playthrough that broke it';
  return item(`${escaped(change.text)} · **${promiseTurn(change)}** · ${howSure(told)}`, [
    change.now === null ? '' : escaped(told.message),
    turnOf(change) === 'broken' && told.playthrough !== null
      ? `${showLength(told.playthrough)}: ${escaped(showSteps(told.playthrough))}`
      : '',
    change.meets === null ? '' : escaped(meetingSentence(change.meets, lead)),
  ]);
}

function content(change: ContentChange, version: VersionName): string {
  const text = clean(change.quote);
  const quote = text === '' ? '' : ` “${escaped(keepStart(text, LONGEST_QUOTE))}”`;
  const head = `${amountOf(change)} in ${escaped(passageName(change.passage))}${where(version, change.place)}${quote}`;
  return item(head, contentWords(change).map(escaped));
}

function edits(changes: Changes): string[] {
  const words = editWords(changes);
  const { renamed } = changes;
  const names = renamed.slice(0, MOST_LISTED).map(({ before, now }) => `\`${before}\` is called \`${now}\` now`);
  if (renamed.length > names.length)
    names.push(`and ${thousands(renamed.length - names.length)} more have other names`);
  const parts = [...(words === '' ? [] : [words]), ...names];
  return parts.length === 0 ? [] : [`Edits: ${parts.join('; ')}.`];
}

function table(changes: Changes): string {
  const odds = changes.odds === null ? [] : movedOdds(changes.odds);
  const rows = [...figures(changes), ...odds.map(([what, ...moved]) => [`odds: ${escaped(what)}`, ...moved])].map(
    ([what, before, now]) => `| ${what} | ${before} | ${now} |`,
  );
  return ['| | before | now |', '| --- | ---: | ---: |', ...rows].join('\n');
}

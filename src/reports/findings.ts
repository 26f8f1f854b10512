import type { Finding } from '../findings/types.ts';
import { clean, columns, keepEnd } from './layout.ts';
import { thousands } from './numbers.ts';
import { command, located, page as open, type Page, paragraph, route, type TextOptions, where } from './page.ts';
import { MARKS } from './style.ts';
import { howSure, title } from './titles.ts';

/** A finding with the number under which it can be played: its position in the analysis, from 1. */
interface Numbered {
  readonly number: number;
  readonly finding: Finding;
}

/** From this many of a kind on, a report lists them instead of telling each in full. */
const GROUP_FROM = 4;
const MOST_LISTED = 15;
const MOST_NOTES_LISTED = 5;
const LONGEST_QUOTE = 160;

/** The findings as blocks of lines, findings of the same kind together, in the order in which the first of each kind comes. */
export function findingBlocks(page: Page, findings: readonly Finding[]): string[][] {
  const groups = new Map<string, Numbered[]>();
  findings.forEach((finding, index) => {
    const key = `${finding.level} ${finding.code}`;
    const group = groups.get(key) ?? [];
    group.push({ number: index + 1, finding });
    groups.set(key, group);
  });
  return [...groups.values()].flatMap((group) =>
    group.length < GROUP_FROM ? group.map((one) => full(page, one)) : [list(page, group)],
  );
}

/** One finding in full, without colour and outside a report: what a player shows before it jumps into its playthrough. */
export function findingText(finding: Finding, number: number, options: TextOptions): string {
  return `${full(open({ ...options, command: '' }), { number, finding }).join('\n')}\n`;
}

/** `✗ dead end   harbour.ink:418:3   found in play` */
function headline(page: Page, finding: Finding, middle: string): string {
  const { style } = page;
  const head = style[finding.level](`${MARKS[finding.level]} ${style.strong(title(finding.code))}`);
  return [head, middle, style.faint(howSure(finding))].filter((part) => part !== '').join('   ');
}

function full(page: Page, { number, finding }: Numbered): string[] {
  const { style } = page;
  return [
    headline(page, finding, finding.place === null ? '' : where(page, finding.place)),
    ...paragraph(page, located(page, finding.message), '  '),
    ...quote(page, finding, '    '),
    ...details(page, finding).flatMap((detail) => paragraph(page, detail, '  ')),
    ...(finding.playthrough === null ? [] : route(page, finding.playthrough, '  ', finding.searched)),
    ...(finding.playthrough === null || page.options.command === ''
      ? []
      : [command(page, style.faint('see it:'), `finding:${number}`, '  ')]),
  ];
}

function details(page: Page, finding: Finding): string[] {
  return finding.details.filter((detail) => clean(detail) !== '').map((detail) => located(page, detail));
}

/** The story's own words, unless the sentence above them already holds them. */
function quote(page: Page, finding: Finding, indent: string): string[] {
  const words = clean(finding.quote);
  if (words === '' || clean(finding.message).includes(words)) return [];
  return paragraph(page, `“${keepEnd(words, LONGEST_QUOTE)}”`, indent, `${indent} `, page.style.faint);
}

function list(page: Page, group: readonly Numbered[]): string[] {
  const { style } = page;
  const first = group[0]!.finding;
  const most = first.level === 'note' ? MOST_NOTES_LISTED : MOST_LISTED;
  const lines = [headline(page, first, `${thousands(group.length)} of them`)];
  for (const one of group.slice(0, most)) lines.push(...entry(page, one));
  if (group.length > most) {
    lines.push(`  ${style.faint(`and ${thousands(group.length - most)} more (--format json lists all)`)}`);
  }
  const seen = group.slice(0, most).find((one) => one.finding.playthrough !== null);
  if (seen !== undefined && page.options.command !== '') {
    lines.push(command(page, style.faint('see one:'), `finding:${seen.number}`, '  '));
  }
  return lines;
}

/** One entry of a list: place, number if it can be played, sentence, and the reasons. */
function entry(page: Page, { number, finding }: Numbered): string[] {
  const { style } = page;
  const place = finding.place === null ? '' : where(page, finding.place);
  const playable = finding.playthrough === null ? '' : `finding:${number}`;
  const head = [place, playable].filter((part) => part !== '').join('   ');
  const sentence = clean(located(page, finding.message));
  const reasons = details(page, finding).flatMap((detail) => paragraph(page, detail, '      ', '      ', style.faint));
  if (head !== '' && columns(head) + columns(sentence) + 5 <= page.width) {
    return [`  ${head}   ${sentence}`, ...reasons];
  }
  return [...(head === '' ? [] : [`  ${head}`]), ...paragraph(page, sentence, '    '), ...reasons];
}

import type { Analysis } from '../findings/types.ts';
import { certifiedLines } from './certified.ts';
import { endingBlock } from './endings.ts';
import { explorationLines, isWhole } from './exploration.ts';
import { findingBlocks } from './findings.ts';
import { forceBlock } from './force.ts';
import { wrap } from './layout.ts';
import { count, listed } from './numbers.ts';
import { command, fileName, page as open, type Page, type TextOptions } from './page.ts';
import { promiseBlock } from './promises.ts';
import { castBlocks } from './standoffs.ts';

/** Everything that was learned about a story, for its writer: the answer, how sure it is, the findings, the endings. */
export function reportText(analysis: Analysis, options: TextOptions): string {
  const page = open(options);
  const blocks = [
    heading(page, analysis),
    [
      verdict(page, analysis),
      ...explorationLines(page, analysis.exploration),
      ...(analysis.certified === undefined ? [] : certifiedLines(page, analysis.certified)),
    ],
    ...findingBlocks(page, analysis.findings),
    endingBlock(page, analysis),
    ...castBlocks(page, analysis),
    promiseBlock(page, analysis),
    forceBlock(page, analysis),
    closing(page, analysis),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function heading(page: Page, { story }: Analysis): string[] {
  const facts = [
    fileName(page.options, story.file),
    count(story.words, 'word'),
    count(story.knots, 'knot'),
    count(story.choices, 'choice'),
  ];
  const [first, ...rest] = wrap(facts.join(' · '), page.width, '', '  ');
  return [first!.replace(facts[0]!, page.style.strong(facts[0]!)), ...rest];
}

interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

function tally({ findings }: Analysis): Tally {
  const of = (level: string): number => findings.filter((finding) => finding.level === level).length;
  return { errors: of('error'), warnings: of('warning'), notes: of('note') };
}

/** `2 errors, 1 warning and 3 notes` */
function showTally({ errors, warnings, notes }: Tally): string {
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(notes > 0 ? [count(notes, 'note')] : []),
  ];
  return listed(parts);
}

/** The answer, in as few words as it takes. */
function verdict(page: Page, analysis: Analysis): string {
  const { style } = page;
  const found = tally(analysis);
  if (found.errors > 0) return `  ${style.error(style.strong(`${showTally(found)}.`))}`;
  if (found.warnings > 0) return `  ${style.warning(style.strong(`${showTally(found)}.`))}`;
  const nothing = isWhole(analysis.exploration) ? 'Nothing wrong.' : 'Nothing wrong so far.';
  return `  ${style.good(style.strong(nothing))}${found.notes > 0 ? `  ${count(found.notes, 'note')}.` : ''}`;
}

/** What to do next: a long report scrolls its answer away, so the last line says it once more. */
function closing(page: Page, analysis: Analysis): string[] {
  if (page.options.command === '') return [];
  const found = tally(analysis);
  const { style } = page;
  const first = analysis.findings.findIndex(({ level, playthrough }) => level !== 'note' && playthrough !== null);
  const lines = found.errors + found.warnings > 0 ? [`${showTally(found)}.`] : [];
  if (first >= 0) lines.push(command(page, style.faint('see the first:'), `finding:${first + 1}`, ''));
  if (analysis.endings.length > 0) lines.push(command(page, style.faint('read an ending:'), 'ending:1', ''));
  if (first < 0 && analysis.endings.length === 0) lines.push(command(page, style.faint('play it:'), '', ''));
  return lines;
}

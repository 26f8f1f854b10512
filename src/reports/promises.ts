import type { Analysis, PromiseKept } from '../findings/types.ts';
import { clean, columns } from './layout.ts';
import { type Page, paragraph, where } from './page.ts';
import { howSure } from './titles.ts';

const SIGNS = { kept: '✓', broken: '✗', unknown: '?' } as const;
const STYLES = { kept: 'good', broken: 'error', unknown: 'warning' } as const;

/** What came of each promise, in its author's words and in the order in which they are written. */
export function promiseBlock(page: Page, { promises }: Analysis): string[] {
  if (promises.length === 0) return [];
  const { style } = page;
  const counts = (['kept', 'broken', 'unknown'] as const)
    .map((verdict) => ({ verdict, number: promises.filter((each) => each.verdict === verdict).length }))
    .filter(({ number }) => number > 0)
    .map(({ verdict, number }) => `${number} ${verdict === 'unknown' ? 'not known' : verdict}`);
  const lines = promises.flatMap((promise, i) => entry(page, promise, i + 1));
  return [`${style.strong('PROMISES')}  ${counts.join(', ')}`, ...lines, ...assumption(page, promises)];
}

/** What is broken is told in full among the findings. */
function entry(page: Page, promise: PromiseKept, number: number): string[] {
  const { style } = page;
  const { text, verdict, place, message, details, playthrough } = promise;
  const sign = style[STYLES[verdict]](SIGNS[verdict]);
  const example = verdict === 'kept' && playthrough !== null ? `   promise:${number}` : '';
  const facts = `${howSure(promise)}   ${where(page, place)}${example}`;
  const more = verdict === 'broken' ? [] : [...(message === '' ? [] : [message]), ...details];
  const words = clean(text);
  const [first, ...rest] = paragraph(page, words, '    ');
  const fits = columns(words) + columns(facts) + 7 <= page.width;
  return [
    `  ${sign} ${first.trimStart()}${fits ? `   ${style.faint(facts)}` : ''}`,
    ...rest,
    ...(fits ? [] : [`    ${style.faint(facts)}`]),
    ...more.flatMap((sentence) => paragraph(page, sentence, '    ')),
  ];
}

/** Which assumption was used, where it matters to some promise. */
function assumption(page: Page, promises: readonly PromiseKept[]): string[] {
  const used = promises.find((promise) => promise.assumption !== null)?.assumption;
  if (used === undefined || used === null) return [];
  const text =
    used === 'fair'
      ? 'Assumed: nobody goes round for ever in a loop that they can leave (--unfair assumes nothing).'
      : 'A loop may be played for ever, even where it can be left (--unfair).';
  return paragraph(page, text, '  ', '  ', page.style.faint);
}

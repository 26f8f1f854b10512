import { describe, expect, it } from 'vitest';
import type { Analysis, Step } from '../../src/findings/types.ts';
import { type CheckOptions, checkStory } from '../../src/project.ts';

/** Checks a story of one file as the command line does. */
export async function check(
  source: string,
  settings: object = {},
  maxStates?: number,
  more: Partial<CheckOptions> = {},
): Promise<Analysis> {
  const files: Record<string, string> = { 'story.ink': source, 'redthread.json': JSON.stringify(settings) };
  const read = (path: string): Uint8Array | null => (path in files ? new TextEncoder().encode(files[path]) : null);
  const { analysis, diagnostics } = await checkStory(
    'story.ink',
    { read, list: () => Object.keys(files) },
    { clock: () => performance.now() / 1000, maxStates, ...more },
  );
  if (analysis === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return analysis;
}

/** Findings as `code line “quote” message details → playthrough [evidence]`, errors first; variables that are never read or changed left out. */
function told({ findings }: Analysis): string[] {
  return findings
    .filter(({ code }) => !/^never-(read|changed)$/.test(code))
    .map(({ code, place, quote, message, details, playthrough, evidence, assuming = [] }) => {
      const way = playthrough === null ? '' : ` → ${playthrough.map(stepText).join(', ')}`;
      const known = `[${[evidence, ...assuming].join(', assuming ')}]`;
      return `${code} ${place?.line ?? '-'} “${quote}” ${[message, ...details].join(' ')}${way} ${known}`;
    });
}

const stepText = (step: Step): string => ('text' in step ? step.text : 'what' in step ? step.what : step.entry);

/** Each finding must match its pattern, in order, and there must be no others: it begins like the pattern, and `…` stands for any words. */
export function expectTold(analysis: Analysis, patterns: readonly string[]): void {
  const all = told(analysis);
  const matches = (text: string, pattern: string): boolean => {
    let at = 0;
    return pattern.split('…').every((part, i) => {
      const found = i === 0 ? (text.startsWith(part) ? 0 : -1) : text.indexOf(part, at);
      at = found + part.length;
      return found >= 0;
    });
  };
  expect(all.map((text, i) => (patterns[i] !== undefined && matches(text, patterns[i]) ? patterns[i] : text))).toEqual(
    patterns,
  );
}

/** Stories with what must be told of them: in groups, by what they show. */
export type Cases = Readonly<Record<string, Readonly<Record<string, Case>>>>;

interface Case {
  readonly story: string;
  readonly told: readonly string[];
  readonly settings?: object;
}

export function describeCases(cases: Cases): void {
  describe.each(Object.entries(cases))('%s', (_, group) => {
    it.each(Object.entries(group))('%s', async (_, { story, told: patterns, settings }) => {
      expectTold(await check(story, settings), patterns);
    });
  });
}

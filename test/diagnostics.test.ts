import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reportDiagnostics } from '../src/reports/diagnostics.ts';
import { columns } from '../src/reports/layout.ts';
import { EVIDENCE, TITLES } from '../src/reports/titles.ts';
import type { Place } from '../src/text/place.ts';

function at(line: number, column = 1): Place {
  return { file: 'harbour.ink', line, column, endLine: line, endColumn: column + 5 };
}

describe('diagnostics', () => {
  const show = (line: string | null, place: Place | null, width = 100): string =>
    reportDiagnostics(
      [{ code: 'syntax', level: 'error', message: 'This brace is never closed.', place, advice: 'Close it with }.' }],
      { colour: false, width, sourceLine: () => line },
    );

  test('nothing to say is nothing', () => {
    expect(reportDiagnostics([], { colour: false, width: 80, sourceLine: () => null })).toBe('');
  });

  test('place, sentence, source line with carets, advice', () => {
    expect(show('* [Go] {lamp', { ...at(7, 8), endColumn: 12 })).toBe(
      [
        '✗ error   harbour.ink:7:8',
        '  This brace is never closed.',
        '    7 | * [Go] {lamp',
        '               ^^^^^',
        '  Close it with }.',
        '',
      ].join('\n'),
    );
  });

  test('carets stand under the place behind tabs and wide letters', () => {
    const lines = show('\t光 {lamp', { ...at(7, 4), endColumn: 4 }).split('\n');
    expect(columns(lines[3]!.slice(0, lines[3]!.indexOf('^')))).toBe(
      columns(lines[2]!.slice(0, lines[2]!.indexOf('{'))),
    );
  });

  test('a whole line is quoted without carets, a long one is cut around the place', () => {
    expect(show('  {lamp', { ...at(7, 3), endColumn: 7 })).not.toContain('^');
    const long = show(`${'word '.repeat(100)}{lamp ${'word '.repeat(100)}`, { ...at(7, 501), endColumn: 501 }, 60);
    const [, , quoted, carets] = long.split('\n');
    expect(quoted!.length).toBeLessThanOrEqual(60);
    expect(quoted![carets!.indexOf('^')]).toBe('{');
  });

  test('a diagnostic without a place or without its source still says what it has to say', () => {
    expect(show(null, null)).toBe('✗ error\n  This brace is never closed.\n  Close it with }.\n');
    expect(show(null, at(7, 8))).toBe('✗ error   harbour.ink:7:8\n  This brace is never closed.\n  Close it with }.\n');
  });
});

describe('docs/findings.md', () => {
  const page = readFileSync(new URL('../docs/findings.md', import.meta.url), 'utf8');
  const sections = page.split(/^## /m).slice(1);

  test('has one section for each code, with its title', () => {
    const documented = sections.flatMap((section) => section.split('\n')[0]!.split(', '));
    expect([...documented].sort()).toEqual(Object.keys(TITLES).sort());
    for (const section of sections) {
      const [heading = '', , first = ''] = section.split('\n');
      if (heading.startsWith('not-yet-')) continue;
      expect(first).toContain(`**${TITLES[heading]}.**`);
    }
  });

  test('explains every word for evidence', () => {
    for (const words of Object.values(EVIDENCE)) expect(page).toMatch(new RegExp(`^\\| ${words} +\\| [a-z]`, 'm'));
  });
});

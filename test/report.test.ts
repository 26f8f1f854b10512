import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Analysis, Coalition, Doubt, Ending, Exploration, Finding, Force, Step } from '../src/findings/types.ts';
import { findingText } from '../src/reports/findings.ts';
import { columns } from '../src/reports/layout.ts';
import { duration, huge, listed, thousands } from '../src/reports/numbers.ts';
import { showSteps } from '../src/reports/playthrough.ts';
import { reportText } from '../src/reports/text.ts';
import { EVIDENCE } from '../src/reports/titles.ts';
import type { Place } from '../src/text/place.ts';

const OPTIONS = { colour: false, width: 100, command: 'redthread play harbour.ink' };

function at(line: number, column = 1): Place {
  return { file: 'harbour.ink', line, column, endLine: line, endColumn: column + 5 };
}

function choices(...texts: string[]): Step[] {
  return texts.map((text, choice) => ({ choice, text }));
}

const EXPLORATION: Exploration = {
  exhaustive: true,
  states: 84112,
  transitions: 212004,
  playthroughs: '90861264411351040',
  sets: null,
  atLeast: '2',
  verdicts: { all: 5, reached: 4, unreachable: 1 },
  longest: 73,
  seconds: 0.61,
  doubts: null,
  limit: null,
  assumptions: [],
};

const ENDING: Ending = {
  passage: 'the_quay.home',
  kind: 'END',
  place: at(622),
  quote: 'The light goes round, and comes back.',
  playthrough: choices('Take the lamp', 'Go home'),
};

const DEAD_END: Finding = {
  code: 'dead-end',
  level: 'error',
  evidence: 'found',
  message: 'The story runs out here: there is nothing to choose, and no -> END.',
  place: at(418, 3),
  quote: 'You put the lamp back.',
  details: ['It needs lamp = true: take the lamp before the pilot comes.'],
  playthrough: choices('Take the lamp', 'Ask', 'Wait', 'Wait again', 'Look', 'Look up', 'Sigh', 'Put it back'),
};

const UNREACHED: Finding = {
  code: 'unreached-knot',
  level: 'warning',
  evidence: 'proved',
  message: 'The knot the_inner_harbour is never reached.',
  place: at(300),
  quote: '',
  details: ['Nothing diverts to it.'],
  playthrough: null,
};

function analysis(changes: Partial<Analysis> = {}): Analysis {
  return {
    story: { file: 'harbour.ink', words: 18300, knots: 52, choices: 410, lines: 2210 },
    exploration: EXPLORATION,
    endings: [ENDING],
    force: null,
    cast: null,
    promises: [],
    findings: [],
    ...changes,
  };
}

function unreachedChoices(number: number): Finding[] {
  return Array.from({ length: number }, (_, index) => ({
    ...UNREACHED,
    code: 'unreached-choice',
    message: `The choice number ${index} is never offered.`,
    place: at(500 + index),
    details: [],
  }));
}

/** The report with all its wrapping undone, for sentences that may be broken anywhere. */
function flowing(report: string): string {
  return report.replace(/\s+/g, ' ');
}

describe('a healthy story', () => {
  const report = reportText(analysis(), OPTIONS);

  test('starts with the story and the answer', () => {
    const lines = report.split('\n');
    expect(lines[0]).toBe('harbour.ink · 18,300 words · 52 knots · 410 choices');
    expect(lines[2]).toBe('  Nothing wrong.');
    expect(lines[3]).toMatch(/^ {2}Every lifetime explored\. {2}84,112 states · 212,004 steps ·$/);
  });

  test('tells how many playthroughs there are, to the last digit', () => {
    expect(flowing(report)).toContain('90,861,264,411,351,040 different playthroughs · the longest 73 choices · 0.6 s');
  });

  test('lists the endings with number, passage, choices, place and last words', () => {
    expect(report).toContain(
      'ENDINGS  1\n  1  the_quay.home  2 choices  harbour.ink:622\n     “The light goes round, and comes back.”\n',
    );
  });

  test('offers an ending to read, as a whole line to copy', () => {
    expect(report.trimEnd().split('\n').at(-1)).toBe('read an ending: redthread play harbour.ink --replay ending:1');
  });

  test('counts notes without calling them wrong', () => {
    const noted = reportText(analysis({ findings: [{ ...UNREACHED, code: 'never-read', level: 'note' }] }), OPTIONS);
    expect(noted).toContain('  Nothing wrong.  1 note.\n');
  });

  test('leaves out times when it is to be kept', () => {
    expect(reportText(analysis(), { ...OPTIONS, timeless: true })).not.toContain('0.6 s');
  });

  test('puts the folder before file names', () => {
    const report = reportText(analysis({ findings: [DEAD_END] }), { ...OPTIONS, folder: 'stories/harbour' });
    expect(report.split('\n')[0]).toMatch(/^stories\/harbour\/harbour\.ink · /);
    expect(report).toContain('  stories/harbour/harbour.ink:622\n');
    expect(report).toContain('dead end   stories/harbour/harbour.ink:418:3 ');
  });

  test('says that playthroughs are endless when they are', () => {
    const exploration: Exploration = { ...EXPLORATION, playthroughs: 'infinite', longest: 'infinite' };
    const endless = reportText(analysis({ exploration }), OPTIONS);
    expect(flowing(endless)).toContain('endlessly many different playthroughs · 0.6 s');
    expect(endless).not.toContain('longest');
  });

  test('marks an ending at -> DONE, and one at the top of the story', () => {
    const report = reportText(
      analysis({ endings: [{ ...ENDING, kind: 'DONE', passage: '', playthrough: [] }] }),
      OPTIONS,
    );
    expect(report).toContain('  1  top of the story  0 choices  harbour.ink:622  (-> DONE)\n');
  });

  test('names its assumptions', () => {
    const assumptions = ['has_item() may give true or false.'];
    const report = reportText(analysis({ exploration: { ...EXPLORATION, assumptions } }), OPTIONS);
    expect(report).toContain('  Assumed: has_item() may give true or false.\n');
  });
});

describe('a broken story', () => {
  const report = reportText(analysis({ findings: [DEAD_END, UNREACHED] }), OPTIONS);

  test('has the count as its answer, and once more at the end', () => {
    expect(report.split('\n')[2]).toBe('  1 error and 1 warning.');
    expect(report).toContain(
      '\n1 error and 1 warning.\nsee the first: redthread play harbour.ink --replay finding:1\n',
    );
  });

  test('tells a finding in full: name, place, how sure, sentence, quote, reason, way there, next step', () => {
    expect(report).toContain(
      [
        '✗ dead end   harbour.ink:418:3   found in play',
        '  The story runs out here: there is nothing to choose, and no -> END.',
        '    “You put the lamp back.”',
        '  It needs lamp = true: take the lamp before the pilot comes.',
        '  Shortest way there, 8 choices: [Take the lamp] → [Ask] → … 3 more … → [Look up] → [Sigh] → [Put it',
        '    back]',
        '  see it: redthread play harbour.ink --replay finding:1',
        '',
      ].join('\n'),
    );
  });

  test('offers nothing to see where there is nothing', () => {
    expect(report).toContain(
      '! knot never reached   harbour.ink:300:1   proved\n' +
        '  The knot the_inner_harbour is never reached.\n  Nothing diverts to it.\n\n',
    );
  });

  test('does not quote what the sentence already quotes', () => {
    const message = 'The story runs out after “You put the lamp back.”';
    const report = reportText(analysis({ findings: [{ ...DEAD_END, message }] }), OPTIONS);
    expect(report.match(/You put the lamp back/g)).toHaveLength(1);
  });

  test('says so when it happens before any choice', () => {
    const report = reportText(analysis({ findings: [{ ...DEAD_END, playthrough: [] }] }), OPTIONS);
    expect(report).toContain('  It happens at the very start, before any choice.\n');
  });

  test('says each kind of evidence in words', () => {
    for (const evidence of ['proved', 'found', 'unknown', 'text'] as const) {
      const report = reportText(analysis({ findings: [{ ...DEAD_END, evidence }] }), OPTIONS);
      expect(report).toContain(`harbour.ink:418:3   ${EVIDENCE[evidence]}\n`);
    }
  });

  test('says that no ending is reached', () => {
    expect(reportText(analysis({ endings: [] }), OPTIONS)).toContain('none: no playthrough comes to an end.');
  });
});

describe('who can make an ending happen', () => {
  const reportOf = (...force: Force[]): string => reportText(analysis({ force }), OPTIONS);
  const alone: Coalition = { who: ['the reader'], how: 'surely' };
  const both: Coalition = { who: ['ikram', 'he'], how: 'surely' };

  test('says who can force it, who can while the others act as they will, and who can only prevent it', () => {
    const asTheyWill: Coalition[] = [{ who: ['ikram'], how: 'surely' }];
    const report = reportOf(
      { passage: 'gone', coalitions: [both], asTheyWill, prevent: ['ikram', 'he'], largest: null },
      { passage: 'home', coalitions: [{ who: ['he'], how: 'surely' }], asTheyWill: [], prevent: ['he'], largest: null },
    );
    expect(report.replace(/\s+/g, ' ')).toContain(
      'gone ikram and he together; ikram alone, as long as the others do only what they are willing to; alone, ikram or he can only prevent it home he alone; he can prevent it too',
    );
  });

  test('says how surely', () => {
    const report = reportOf(
      { passage: 'a', coalitions: [{ ...alone, how: 'almost surely' }], asTheyWill: [], prevent: [], largest: null },
      { passage: 'b', coalitions: [{ ...alone, how: 'with luck' }], asTheyWill: [], prevent: [], largest: null },
      { passage: 'c', coalitions: [{ who: [], how: 'with luck' }], asTheyWill: [], prevent: [], largest: null },
      { passage: '', coalitions: [], asTheyWill: [{ who: [], how: 'surely' }], prevent: [], largest: null },
      { passage: 'd', coalitions: [], asTheyWill: [], prevent: [], largest: 1 },
      { passage: 'e', coalitions: [], asTheyWill: [], prevent: [], largest: 3 },
    );
    expect(report).toContain('  a                 the reader alone, almost surely\n');
    expect(report).toContain('  b                 the reader alone, with luck\n');
    expect(report).toContain('  c                 it comes about, with luck\n');
    expect(report.replace(/\s+/g, ' ')).toContain(
      'top of the story nobody can force it; it always comes about, if all do only what they are willing to d nobody alone can force it e no 3 of them can force it',
    );
  });

  test('says how to play it with advice', () => {
    const lead = { asTheyWill: [], prevent: [], largest: null };
    const one = (name: string): Coalition[] => [{ who: [name], how: 'surely' }];
    const hint = (coalitions: Coalition[]): string | undefined =>
      reportOf({ passage: 'gone', coalitions: [both], ...lead }, { passage: 'home', coalitions, ...lead })
        .split('\n')
        .find((line) => line.includes('--advise'));
    expect(hint(one('he'))).toBe('  play it so: redthread play harbour.ink --as he --advise home');
    expect(hint(one('the old man'))).toContain('--as "the old man" --advise home');
    expect(hint([{ ...alone, how: 'with luck' }])).toContain('redthread play harbour.ink --advise home');
    expect(hint([both])).toBe(undefined);
  });

  test('leaves out what goes without saying', () => {
    const inevitable: Coalition = { who: [], how: 'surely' };
    const said = (coalition: Coalition): boolean =>
      reportOf({ passage: 'gone', coalitions: [coalition], asTheyWill: [], prevent: [], largest: null }).includes(
        'WHO CAN',
      );
    expect([alone, inevitable, both, { ...alone, how: 'with luck' as const }].map(said)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(reportText(analysis({ force: null }), OPTIONS)).not.toContain('WHO CAN');
  });
});

describe('many findings', () => {
  test('up to three of a kind are told in full, more are listed', () => {
    expect(
      reportText(analysis({ findings: unreachedChoices(3) }), OPTIONS).match(/! choice never offered/g),
    ).toHaveLength(3);
    const listed = reportText(analysis({ findings: unreachedChoices(4) }), OPTIONS);
    expect(listed.match(/! choice never offered/g)).toHaveLength(1);
    expect(listed).toContain(
      '! choice never offered   4 of them   proved\n  harbour.ink:500:1   The choice number 0 is never offered.\n',
    );
  });

  test('never more than fifteen of a kind', () => {
    const fifteen = reportText(analysis({ findings: unreachedChoices(15) }), OPTIONS);
    expect(fifteen.match(/is never offered/g)).toHaveLength(15);
    expect(fifteen).not.toContain('more (--format json');
    const many = reportText(analysis({ findings: unreachedChoices(27) }), OPTIONS);
    expect(many.match(/is never offered/g)).toHaveLength(15);
    expect(many).toContain('\n  and 12 more (--format json lists all)\n');
    expect(many).toContain('  27 warnings.');
  });

  test('notes are listed more briefly still', () => {
    const notes = unreachedChoices(9).map(
      (finding): Finding => ({ ...finding, code: 'not-yet-choice', level: 'note' }),
    );
    const report = reportText(analysis({ findings: notes }), OPTIONS);
    expect(report.match(/is never offered/g)).toHaveLength(5);
    expect(report).toContain('  and 4 more (--format json lists all)\n');
  });

  test('a listed finding that can be seen keeps the number under which it can be', () => {
    const findings = [UNREACHED, ...Array.from({ length: 4 }, () => ({ ...DEAD_END, details: [] }))];
    const report = reportText(analysis({ findings }), OPTIONS);
    expect(report).toContain('harbour.ink:418:3   finding:5');
    expect(report).toContain('  see one: redthread play harbour.ink --replay finding:2\n');
  });

  test('endings are cut at fifteen too', () => {
    const report = reportText(analysis({ endings: Array.from({ length: 17 }, () => ENDING) }), OPTIONS);
    expect(report).toContain('ENDINGS  17\n');
    expect(report.match(/the_quay\.home/g)).toHaveLength(15);
    expect(report).toContain('  and 2 more (--format json lists all)\n');
  });
});

describe('an exploration that did not finish', () => {
  const exploration: Exploration = {
    ...EXPLORATION,
    exhaustive: false,
    playthroughs: null,
    longest: null,
    limit: {
      kind: 'states',
      bound: 2000000,
      growing: [
        {
          kind: 'variable',
          name: 'hunger',
          message: 'The variable hunger took 1,412 values, from 0 to 1,411.',
          place: at(12, 5),
          values: 1412,
        },
      ],
    },
  };
  const report = flowing(reportText(analysis({ exploration }), OPTIONS));

  test('says what stopped it, what grows and what would help', () => {
    expect(report).toContain('Not finished: stopped at 2,000,000 states (--max-states).');
    expect(report).toContain('The variable hunger took 1,412 values, from 0 to 1,411. (harbour.ink:12:5)');
    expect(report).toContain('~ hunger = MIN(hunger, 10)');
    expect(report).toContain('--max-states 20000000 looks further');
  });

  test('claims nothing that it does not know', () => {
    expect(report).toContain('Nothing wrong so far.');
    expect(report).toContain('Of 5 lines and choices, 4 were reached and 1 is proved unreachable; none is open.');
    expect(report).toContain('ENDINGS 1 so far; there may be more');
    expect(report).not.toContain('lifetime');
    expect(report).toContain('at least 2 different playthroughs');
    expect(reportText(analysis({ exploration, endings: [] }), OPTIONS)).toContain('ENDINGS  none reached yet.');
  });

  test('says what is in doubt where all else is known', () => {
    const doubts: Doubt[] = [
      { kind: 'fails', text: 'lamp > 0', place: at(12) },
      { kind: 'holds', text: '', place: at(13) },
      { kind: 'fault', text: '', place: at(20) },
      { kind: 'fault', text: '', place: at(21) },
      { kind: 'large', text: '', place: null },
      { kind: 'endless', text: '', place: null },
    ];
    const limit = { kind: 'told' as const, bound: 2000000, growing: [] };
    const told = (known: readonly Doubt[]): string =>
      flowing(reportText(analysis({ exploration: { ...exploration, limit, doubts: known } }), OPTIONS));
    const all = 'Every line, choice and ending has its verdict, and so has whether a reader can get stuck';
    expect(told(doubts)).toContain(`${all}, but for this, which is not known:`);
    expect(told(doubts)).toContain(
      '- whether {lamp > 0} is ever false (harbour.ink:12:1) - whether this condition is ever true (harbour.ink:13:1)',
    );
    expect(told(doubts)).toContain(
      '- whether ink ever stops with an error at harbour.ink:20, harbour.ink:21 - whether numbers ever grow so large that computing with them goes wrong - whether there is a turn that never comes to its end',
    );
    expect(told(doubts)).toContain('Not finished: left when all was told but what is named as not known (--whole). ');
    expect(told(doubts)).toContain('Nothing wrong so far.');
    expect(told(doubts)).toMatch(/ENDINGS 1 /);
    expect(told(doubts)).not.toContain('there may be more');
    expect(told([])).toContain(`${all}. `);
    const many = Array.from(
      { length: 30 },
      (_, i): Doubt => ({ kind: i < 12 ? 'holds' : 'fault', text: 'x', place: at(i + 1) }),
    );
    expect(told(many)).toContain('the same of 4 more conditions (--format json lists all)');
    expect(told(many)).toContain('and 6 more (--format json lists all)');
  });

  test('says that no ending can be reached where that is proved', () => {
    const never: Finding = { ...DEAD_END, code: 'no-ending', evidence: 'proved', playthrough: null };
    const ends = (findings: readonly Finding[]): string =>
      reportText(analysis({ exploration, findings, endings: [] }), OPTIONS);
    expect(ends([never])).toContain('ENDINGS  none: no playthrough comes to an end.');
    expect(ends([DEAD_END])).toContain('ENDINGS  none reached yet.');
  });

  test('names each kind of limit by its option', () => {
    const stopped = (kind: 'time' | 'memory' | 'interrupted', bound: number): string =>
      reportText(analysis({ exploration: { ...exploration, limit: { kind, bound, growing: [] } } }), OPTIONS);
    expect(stopped('time', 30)).toContain('Not finished: stopped after 30 s (--max-time).');
    expect(stopped('memory', 2048)).toContain('Not finished: stopped at 2,048 MB of memory (--max-memory).');
    expect(stopped('interrupted', 0)).toContain('Not finished: you stopped it.');
  });
});

describe('how it looks', () => {
  const full = analysis({ findings: [DEAD_END, UNREACHED, ...unreachedChoices(20)] });

  test('colour changes nothing but colour', () => {
    const coloured = reportText(full, { ...OPTIONS, colour: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what colour consists of
    const escapes = /\u001b\[\d+m/g;
    expect(coloured.match(escapes)!.length).toBeGreaterThan(20);
    expect(coloured.replace(escapes, '')).toBe(reportText(full, OPTIONS));
    expect(reportText(full, OPTIONS)).not.toContain('\u001b');
  });

  test('no line is wider than asked for, except commands to copy', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 120 }), fc.string({ unit: 'grapheme', maxLength: 300 }), (width, text) => {
        const finding = { ...DEAD_END, message: `It is so: ${text}`, quote: text, details: [text] };
        const endings = [{ ...ENDING, quote: text, playthrough: choices(text, text) }];
        const report = reportText(analysis({ findings: [finding, UNREACHED], endings }), { ...OPTIONS, width });
        const lines = report
          .split('\n')
          .filter((line) => !line.includes('redthread play') && !line.includes('harbour.ink:'));
        for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 300 },
    );
  });

  test('story text cannot drive the terminal', () => {
    const quote = 'red\u001b[31m alert\u0007\r\nnext\u202eline';
    const report = reportText(
      analysis({ findings: [{ ...DEAD_END, quote }], endings: [{ ...ENDING, quote }] }),
      OPTIONS,
    );
    expect(report).toContain('“red[31m alert nextline”');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the point of the test
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  test('long last words are cut at their beginning', () => {
    const quote = `${'It went on and on. '.repeat(20)}Then it stopped.`;
    const report = reportText(analysis({ endings: [{ ...ENDING, quote }] }), OPTIONS);
    expect(report).toMatch(/\n {5}“… .*It went on and on\. Then it stopped\.”\n/);
  });
});

describe('parts', () => {
  test('steps of every kind, and a long way with its middle left out', () => {
    expect(
      showSteps([
        { entry: 'on_arrival', sets: { gold: 3, name: 'Ada' } },
        { chance: 2, what: 'RANDOM(1, 6) gives 2' },
        { choice: 0, text: 'Go' },
      ]),
    ).toBe('<enter on_arrival with gold = 3, name = "Ada"> → (RANDOM(1, 6) gives 2) → [Go]');
    expect(showSteps(choices('1', '2', '3', '4', '5', '6'))).toBe('[1] → [2] → [3] → [4] → [5] → [6]');
    expect(showSteps(choices('1', '2', '3', '4', '5', '6', '7'))).toBe('[1] → [2] → … 2 more … → [5] → [6] → [7]');
  });

  test('numbers as people read them', () => {
    expect(thousands(999)).toBe('999');
    expect(thousands('1234567')).toBe('1,234,567');
    expect(huge('123456789012345678901')).toBe('123,456,789,012,345,678,901');
    expect(huge(`42${'0'.repeat(98)}`)).toBe('about 4.2 × 10^99');
    expect(duration(0.004)).toBe('under 0.1 s');
    expect(duration(12.4)).toBe('12 s');
    expect(duration(179.9)).toBe('3 min 0 s');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  });

  test('one finding by itself, without a command', () => {
    expect(findingText(UNREACHED, 3, OPTIONS)).toBe(
      '! knot never reached   harbour.ink:300:1   proved\n' +
        '  The knot the_inner_harbour is never reached.\n  Nothing diverts to it.\n',
    );
    expect(findingText(DEAD_END, 1, OPTIONS)).not.toContain('see it');
  });
});

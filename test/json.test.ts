import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Analysis, CastFacts, Certified, Doubt, Exploration, Force } from '../src/findings/types.ts';
import { reportJson } from '../src/reports/json.ts';
import type { Diagnostic } from '../src/text/diagnostic.ts';

const read = (name: string): string => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');

type Schema = { [key: string]: unknown };
const schema = JSON.parse(read('analysis.schema.json')) as Schema;

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same schema, refusing any field that it doesn't describe: what Redthread writes must all be documented. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isSchema(schema)) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const open = schema.type === 'object' && schema.additionalProperties === undefined;
  return open ? { ...inner, additionalProperties: false } : inner;
}

const ajv = new Ajv2020({ allErrors: true });
const valid = ajv.compile(schema);
const validClosed = ajv.compile({ ...(closed(schema) as Schema), $id: 'closed' });

function expectValid(text: string): void {
  const report: unknown = JSON.parse(text);
  valid(report);
  expect(valid.errors).toBeNull();
  validClosed(report);
  expect(validClosed.errors).toBeNull();
}

const PLACE = { file: 'harbour.ink', line: 418, column: 3, endLine: 418, endColumn: 26 };
const NOWHERE = { file: null, line: null, column: null, endLine: null, endColumn: null };

const EXPLORATION: Exploration = {
  exhaustive: true,
  states: 84112,
  transitions: 212004,
  playthroughs: '90861264411351040',
  sets: null,
  atLeast: '2',
  verdicts: { all: 5, reached: 4, unreachable: 1 },
  longest: 73,
  seconds: 0.612345,
  doubts: null,
  limit: null,
  assumptions: [],
};

const FORCE: Force[] = [
  {
    passage: 'the_quay.home',
    coalitions: [{ who: ['ikram', 'he'], how: 'almost surely' }],
    asTheyWill: [{ who: [], how: 'surely' }],
    prevent: ['he'],
    largest: null,
  },
];

const CERTIFIED: Certified = {
  outcome: 'confirmed',
  transitions: 212004,
  scrambled: 9_000_000,
  shown: 3,
  endless: 1,
  open: 0,
  sliced: 1200,
  seconds: 41.23456,
  seed: 1,
  difference: null,
};

const ANALYSIS: Analysis = {
  story: { file: 'harbour.ink', words: 18300, knots: 52, choices: 410, lines: 2210 },
  exploration: EXPLORATION,
  endings: [
    {
      passage: 'the_quay.home',
      kind: 'END',
      place: PLACE,
      quote: 'The light goes round.',
      playthrough: [
        { entry: 'on_arrival', sets: { gold: 3, name: 'Ada', night: true } },
        { choice: 1, text: 'Take the lamp' },
        { chance: 4, what: 'RANDOM(1, 6) gives 4' },
      ],
    },
  ],
  force: FORCE,
  cast: null,
  promises: [
    {
      text: 'eventually home',
      place: PLACE,
      verdict: 'broken',
      evidence: 'found',
      message: 'A playthrough goes on for ever without it.',
      details: ['At that moment: home = false.'],
      quote: 'Rain.',
      playthrough: [{ choice: 0, text: 'Go out' }],
      loop: [{ choice: 1, text: 'Wait' }],
      assumption: 'fair',
    },
  ],
  findings: [
    {
      code: 'unreached-knot',
      level: 'warning',
      evidence: 'proved',
      assuming: ['each entry starts afresh'],
      message: 'Nobody comes here.',
      place: null,
      quote: '',
      details: ['Nothing diverts here.'],
      playthrough: null,
    },
  ],
};

const CAST: CastFacts = {
  members: [{ name: 'ikram', owns: ['her_grip'], choices: 2 }],
  endingsAsTheyWill: [1],
  alwaysEnds: null,
  untold: 0,
  standoffs: [
    {
      kind: 'livelock',
      place: null,
      quote: 'Nobody moves.',
      asTheyWill: true,
      playthrough: [{ choice: 0, text: 'Wait' }],
      round: [{ choice: 0, text: 'Wait' }],
      situations: 3,
      unwilling: [
        {
          by: 'ikram',
          text: 'Pull',
          place: PLACE,
          condition: null,
          lacks: ['his_grip != tight'],
          reasons: [{ name: 'his_grip', value: 'tight', changedBy: ['he'], owned: true }],
        },
      ],
      waits: [{ who: 'ikram', for: 'he' }],
      cycles: [['ikram', 'he']],
      waysOut: [
        {
          moves: [{ by: 'ikram', text: 'Pull', place: PLACE }],
          certain: true,
          playthrough: [{ choice: 1, text: 'Pull' }],
        },
      ],
      allWaysOut: true,
    },
  ],
};

const DIAGNOSTIC: Diagnostic = { code: 'include-case', level: 'note', message: 'Another letter case.', place: PLACE };

const NOT_FINISHED: Exploration = {
  ...EXPLORATION,
  exhaustive: false,
  playthroughs: null,
  longest: null,
  limit: {
    kind: 'states',
    bound: 2000000,
    growing: [{ kind: 'variable', name: 'hunger', message: 'It rises.', place: PLACE, values: 1412 }],
  },
};

const write = (analysis: Analysis | null, diagnostics: readonly Diagnostic[] = []): string =>
  reportJson(analysis, diagnostics, { version: '0.1.0' });

describe('the JSON report', () => {
  test('has the fields of the contract', () => {
    expect(JSON.parse(write(ANALYSIS, [DIAGNOSTIC]))).toEqual({
      redthread: '0.1.0',
      schema: 1,
      story: ANALYSIS.story,
      exploration: { ...EXPLORATION, seconds: 0.612 },
      certified: null,
      endings: [
        {
          passage: 'the_quay.home',
          kind: 'END',
          quote: 'The light goes round.',
          ...PLACE,
          playthrough: ANALYSIS.endings[0]!.playthrough,
          searched: false,
        },
      ],
      force: FORCE,
      cast: null,
      standoffs: [],
      promises: [
        {
          text: 'eventually home',
          verdict: 'broken',
          evidence: 'found',
          assuming: [],
          message: 'A playthrough goes on for ever without it.',
          details: ['At that moment: home = false.'],
          quote: 'Rain.',
          assumption: 'fair',
          ...PLACE,
          playthrough: [{ choice: 0, text: 'Go out' }],
          loop: [{ choice: 1, text: 'Wait' }],
          searched: false,
        },
      ],
      findings: [
        {
          code: 'unreached-knot',
          level: 'warning',
          evidence: 'proved',
          assuming: ['each entry starts afresh'],
          message: 'Nobody comes here.',
          quote: '',
          details: ['Nothing diverts here.'],
          ...NOWHERE,
          playthrough: null,
          searched: false,
        },
      ],
      diagnostics: [{ code: 'include-case', level: 'note', message: 'Another letter case.', advice: null, ...PLACE }],
    });
  });

  test('says what stopped an exploration and what grows', () => {
    const report = JSON.parse(write({ ...ANALYSIS, exploration: NOT_FINISHED })) as { exploration: unknown };
    expect(report.exploration).toEqual({
      ...NOT_FINISHED,
      seconds: 0.612,
      limit: {
        kind: 'states',
        bound: 2000000,
        growing: [{ kind: 'variable', name: 'hunger', message: 'It rises.', values: 1412, ...PLACE }],
      },
    });
  });

  test('says what is in doubt', () => {
    const doubts: Doubt[] = [
      { kind: 'fails', text: 'lamp > 0', place: PLACE },
      { kind: 'large', text: '', place: null },
    ];
    const limit = { kind: 'told' as const, bound: 84112, growing: [] };
    const written = write({ ...ANALYSIS, exploration: { ...NOT_FINISHED, limit, doubts } });
    expectValid(written);
    const report = JSON.parse(written) as { exploration: unknown };
    expect(report.exploration).toMatchObject({
      limit,
      doubts: [
        { kind: 'fails', text: 'lamp > 0', ...PLACE },
        { kind: 'large', text: '', ...NOWHERE },
      ],
    });
  });

  test('is one JSON value and a newline', () => {
    expect(write(ANALYSIS)).toMatch(/^\{\n[\s\S]*\n\}\n$/);
  });
});

describe('the schema', () => {
  test('holds for finished, unfinished and impossible checks', () => {
    expectValid(write(ANALYSIS, [DIAGNOSTIC]));
    expectValid(write({ ...ANALYSIS, exploration: NOT_FINISHED, force: null }));
    expectValid(write({ ...ANALYSIS, certified: CERTIFIED }));
    const difference = {
      what: 'what is shown',
      claimed: 'one',
      official: 'two',
      playthrough: [{ choice: 0, text: 'On' }],
    };
    expectValid(write({ ...ANALYSIS, certified: { ...CERTIFIED, outcome: 'refuted', difference } }));
    expectValid(write({ ...ANALYSIS, exploration: { ...EXPLORATION, playthroughs: 'infinite', longest: 'infinite' } }));
    expectValid(write({ ...ANALYSIS, cast: CAST }));
    expectValid(write(null, [{ ...DIAGNOSTIC, level: 'error', advice: 'Rename it.' }]));
  });

  test('holds whatever the story says', () => {
    const text = fc.string({ unit: 'binary' });
    const step = fc.oneof(
      fc.record({ choice: fc.nat(), text }),
      fc.record({ chance: fc.integer(), what: text }),
      fc.record({ entry: text, sets: fc.dictionary(text, fc.oneof(text, fc.boolean(), fc.integer())) }),
    );
    fc.assert(
      fc.property(text, fc.array(step), (words, playthrough) => {
        const endings = [{ ...ANALYSIS.endings[0]!, passage: words, quote: words, playthrough }];
        const findings = [{ ...ANALYSIS.findings[0]!, message: `It is so: ${words}`, details: [words], playthrough }];
        const written = write({ ...ANALYSIS, endings, findings });
        expectValid(written);
        const report = JSON.parse(written) as { endings: { quote: string; playthrough: unknown }[] };
        expect(report.endings[0]!.quote).toBe(words);
        expect(JSON.stringify(report.endings[0]!.playthrough)).toBe(JSON.stringify(playthrough));
      }),
      { numRuns: 200 },
    );
  });

  /** The report of ANALYSIS, changed at one place. */
  function changed(change: (report: ReturnType<typeof parsed>) => void): unknown {
    const report = parsed();
    change(report);
    return report;
  }

  function parsed() {
    return JSON.parse(write(ANALYSIS)) as {
      schema: number;
      story: { [field: string]: unknown };
      exploration: { [field: string]: unknown };
      findings: { [field: string]: unknown }[];
      endings: { playthrough: unknown[] }[];
    };
  }

  test('refuses what the contract rules out', () => {
    const refused = [
      changed((report) => (report.schema = 2)),
      changed((report) => delete report.story.words),
      changed((report) => (report.exploration.playthroughs = 12)),
      changed((report) => (report.exploration.playthroughs = '0012')),
      changed((report) => (report.exploration.exhaustive = false)),
      changed((report) => (report.exploration.limit = { kind: 'boredom', bound: 1, growing: [] })),
      changed((report) => (report.findings[0]!.level = 'fatal')),
      changed((report) => delete report.findings[0]!.playthrough),
      changed((report) => (report.findings[0]!.line = 0)),
      changed((report) => report.endings[0]!.playthrough.push({ choice: 0, text: 'x', chance: 1, what: 'y' })),
      changed((report) => report.endings[0]!.playthrough.push({ choice: 0 })),
      changed((report) => report.endings[0]!.playthrough.push({})),
    ];
    expect(refused.map((report) => valid(report))).toEqual(refused.map(() => false));
  });

  test('lets fields be added', () => {
    expect(valid(changed((report) => (report.story.title = 'The Harbour')))).toBe(true);
  });
});

describe('docs/json.md', () => {
  const page = read('json.md');

  test('has an example that keeps the contract', () => {
    const example = /```json\n([\s\S]*?)```/.exec(page)![1]!;
    expectValid(example);
  });

  test('names every field of the schema', () => {
    const fields = new Set<string>();
    const collect = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(collect);
      if (!isSchema(value)) return;
      if (isSchema(value.properties)) for (const name of Object.keys(value.properties)) fields.add(name);
      Object.values(value).forEach(collect);
    };
    collect(schema);
    expect(fields.size).toBeGreaterThan(30);
    for (const field of fields) expect(page).toMatch(new RegExp(`[\`"]${field}[\`"]`));
  });
});

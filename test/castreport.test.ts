import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Analysis, CastFacts, Standoff, UnwillingMove, WayOut } from '../src/findings/types.ts';
import { columns } from '../src/reports/layout.ts';
import { page } from '../src/reports/page.ts';
import { castBlocks } from '../src/reports/standoffs.ts';

const PULL: UnwillingMove = {
  by: 'ikram',
  text: 'Pull.',
  place: null,
  condition: 'his_grip != tight',
  lacks: ['his_grip != tight'],
  reasons: [{ name: 'his_grip', value: 'tight', changedBy: ['he'], owned: true }],
};

const way = (certain: boolean, ...moves: (readonly [string, string])[]): WayOut => ({
  moves: moves.map(([by, text]) => ({ by, text, place: null })),
  certain,
  playthrough: [],
});

const STANDOFF: Standoff = {
  kind: 'standoff',
  place: null,
  quote: 'Neither moves.',
  asTheyWill: true,
  playthrough: [{ choice: 0, text: 'Wait' }],
  round: [],
  situations: 1,
  unwilling: [PULL],
  waits: [{ who: 'ikram', for: 'he' }],
  cycles: [],
  waysOut: [way(true, ['ikram', 'Pull.'])],
  allWaysOut: true,
};

const FACTS: CastFacts = {
  members: [
    { name: 'ikram', owns: ['her_grip'], choices: 1 },
    { name: 'he', owns: [], choices: 2 },
  ],
  endingsAsTheyWill: [],
  alwaysEnds: false,
  standoffs: [STANDOFF],
  untold: 0,
};

/** What a report says of a cast, on lines of a hundred columns. */
function shown(cast: Partial<CastFacts> = {}, { exhaustive = true, endings = 3, width = 100 } = {}): string {
  const analysis = { cast: { ...FACTS, ...cast }, endings: Array(endings).fill(null), exploration: { exhaustive } };
  const blocks = castBlocks(page({ colour: false, width, command: '' }), analysis as unknown as Analysis);
  return blocks.map((block) => block.join('\n')).join('\n\n');
}

const standoff = (changes: Partial<Standoff>): string =>
  shown({ standoffs: [{ ...STANDOFF, ...changes }] }).split('\n\n')[1]!;

describe('what a report says of a cast', () => {
  test('nothing of a story without one', () => {
    const analysis = { cast: null, endings: [], exploration: { exhaustive: true } } as unknown as Analysis;
    expect(castBlocks(page({ colour: false, width: 100, command: '' }), analysis)).toEqual([]);
  });

  test('who there is, and a standoff', () => {
    expect(shown()).toBe(
      `CAST  ikram (1 choice, owns her_grip) · he (2 choices)
  As they will, they can come to standoff 1, and to no ending.

STANDOFF  1   found in play
    “Neither moves.”
  Nobody has a move they are willing to make, though an ending is within reach.
    ikram won’t [Pull.] unless {his_grip != tight}: his_grip is tight, and only he can change it
  ikram waits for he, who has nothing to choose here.
  One move against somebody’s will ends it:
    ikram: [Pull.]
  As they will, they come to it after 1 choice: [Wait]`,
    );
  });

  test('what they come to as they will, and no more than is known', () => {
    const will = (cast: Partial<CastFacts>, options = {}): string =>
      shown(cast, options)
        .split('\n\n')[0]!
        .split('\n')
        .slice(1)
        .map((line) => line.trim())
        .join(' ');
    const calm = { standoffs: [] };
    expect(will({ endingsAsTheyWill: [1, 3] })).toBe(
      'As they will, they can come to endings 1 and 3 and to standoff 1.',
    );
    expect(will({ ...calm, endingsAsTheyWill: [2], alwaysEnds: true })).toBe(
      'As they will, they can come to ending 2. They always come to one, unless they go round in circles for ever.',
    );
    expect(will({ ...calm, endingsAsTheyWill: [1, 2, 3] })).toBe('As they will, they can come to every ending.');
    expect(will(calm)).toBe('As they will, they come to no ending.');
    expect(will(calm, { exhaustive: false })).toBe('As they will, they come to no ending that was found.');
    expect(will({}, { exhaustive: false })).toBe(
      'As they will, they can come to standoff 1, and to no ending that was found.',
    );
    expect(will({ standoffs: [{ ...STANDOFF, asTheyWill: false }] })).toBe('As they will, they come to no ending.');
  });

  test('moves that wait for the same are told together, and who can change it', () => {
    const shrug = { ...PULL, text: 'Shrug.' };
    const open = { name: 'open', value: 'false', changedBy: ['he', 'ikram'], owned: false };
    const wave = {
      ...PULL,
      by: 'he',
      text: 'Wave.',
      lacks: ['open', 'n > 2'],
      reasons: [open, { ...open, name: 'n', value: '1', changedBy: [] }],
    };
    const never = { ...PULL, by: 'he', text: 'Never.', condition: null, lacks: [], reasons: [] };
    const one = { ...PULL, by: 'he', text: 'One.', lacks: ['open'], reasons: [{ ...open, changedBy: ['he'] }] };
    const lines = standoff({ unwilling: [PULL, shrug, wave, never, one] }).split('\n');
    expect(lines.slice(3, 7)).toEqual([
      '    ikram won’t [Pull.] or [Shrug.] unless {his_grip != tight}: his_grip is tight, and only he can',
      '      change it',
      '    he won’t [Wave.] unless {open} and {n > 2}: open is false; he and ikram change it; n is 1',
      '    he won’t [Never.]',
    ]);
    expect(lines[7]).toBe('    he won’t [One.] unless {open}: open is false, and only he ever changes it');
  });

  test('circles', () => {
    expect(standoff({ cycles: [['ikram', 'he'], ['he']] })).toContain(
      '  ikram waits for he waits for ikram.\n  he waits for what only he can change.\n',
    );
  });

  test('ways out: alone or together, certain or possible, none, and perhaps more', () => {
    const [pull, go, stay] = [
      ['ikram', 'Pull.'],
      ['he', 'Go.'],
      ['he', 'Stay.'],
    ] as const;
    const ways = (waysOut: WayOut[], allWaysOut = true): string =>
      standoff({ waysOut, allWaysOut, waits: [] }).split('\n').slice(4, -1).join('\n');
    expect(ways([way(true, pull), way(true, go), way(false, stay)])).toBe(
      `  One move against somebody’s will, any of these, ends it:
    ikram: [Pull.]
    he: [Go.]
  One move against somebody’s will makes an ending possible, as they will:
    he: [Stay.]`,
    );
    expect(ways([way(true, pull, go), way(false, pull, stay)], false)).toBe(
      `  No single move against somebody’s will ends it. Together these do:
    ikram [Pull.], then he [Go.]
    ikram [Pull.], then he [Stay.]: an ending is possible then, as they will
    There may be other ways out.`,
    );
    expect(ways([way(true, pull), way(true, go, stay)])).toContain(
      '  Or several together:\n    he [Go.], then he [Stay.]',
    );
    expect(ways([])).toBe('  No way out of up to three moves against their will was found.');
  });

  test('livelocks, and how one comes to it', () => {
    const text = standoff({
      kind: 'livelock',
      round: [{ choice: 0, text: 'After you.' }],
      asTheyWill: false,
      situations: 4,
    });
    expect(text).toMatch(/^LIVELOCK {2}1 {3}found in play\n/);
    expect(text).toContain('  Round and round: [After you.]\n');
    expect(text).toContain('only by a move against somebody’s will, after 1 choice: [Wait] (4');
    expect(standoff({ playthrough: [] })).toContain('  It stands like this from the very start.');
  });

  test('of many standoffs the first ones in full, those that they come to as they will before others', () => {
    const others = Array(5).fill({ ...STANDOFF, asTheyWill: false });
    const few = shown({ standoffs: [STANDOFF, ...others], untold: 2 });
    expect(few.match(/^STANDOFF {2}\d/gm)).toHaveLength(3);
    expect(few).toMatch(
      /\n\n {2}and 5 more kinds of standoff, which they come to only by a move against somebody’s will\.$/,
    );
    const many = shown({ standoffs: Array(12).fill(STANDOFF) });
    expect(many.match(/^STANDOFF {2}\d/gm)).toHaveLength(10);
    expect(many).toMatch(/\n\n {2}and 2 more kinds of standoff\.$/);
  });

  test('no line is wider than asked for, whatever the story says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 120 }), fc.string({ unit: 'grapheme', maxLength: 200 }), (width, text) => {
        const move = { ...PULL, text, condition: text, lacks: [text], reasons: [{ ...PULL.reasons[0]!, value: text }] };
        const changes = {
          quote: text,
          unwilling: [move],
          waysOut: [way(true, ['he', text]), way(false, ['he', text], ['he', text])],
        };
        for (const line of shown({ standoffs: [{ ...STANDOFF, ...changes }] }, { width }).split('\n'))
          expect(columns(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 200 },
    );
  });
});

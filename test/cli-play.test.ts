import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, json, redthread, story } from './support/commandline.ts';

describe('play', () => {
  test('reads choices from a pipe, one a line', () => {
    const { code, out, err } = redthread(['play', 'healthy.ink'], '2\n');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('The hall is dark.\n\n  1. Light the lamp\n  2. Feel your way\n');
    expect(out).toContain('Stone under your hands.\nYou have arrived.\n\nThe end.\n');
    expect(out).not.toContain('The hall is bright.');
  });

  test('the pipe may end at any moment', () => {
    expect(redthread(['play', 'healthy.ink'], '').code).toBe(0);
    expect(redthread(['play', 'healthy.ink'], '1').out).toContain('The hall is bright.');
  });

  test('undo, restart, steps, quit', () => {
    const { out } = redthread(['play', 'healthy.ink'], '1\nundo\n2\nsteps\nrestart\nundo\nquit\n1\n');
    expect(out.match(/The hall is dark\./g)).toHaveLength(3);
    expect(out.match(/The hall is bright\./g)).toHaveLength(1);
    expect(out.match(/Stone under your hands\./g)).toHaveLength(1);
    expect(out).toContain('\n  [Feel your way]\n');
    expect(out).toContain('This is where it began.\n');
  });

  test('says what it does not understand', () => {
    const { out } = redthread(['play', 'healthy.ink'], '3\nund\nunod\nfly\n1\n1\n');
    expect(out).toContain('There is no choice 3 here: 1 to 2.');
    expect(out.match(/“\w+” means nothing here\. Did you mean undo\?/g)).toHaveLength(2);
    expect(out).toContain('“fly” means nothing here. Type help to see what does.');
    expect(out).toContain('There is nothing to choose here.');
  });

  test('what was saved can be gone on with', () => {
    const saved = redthread(['play', 'growing.ink', '--seed', '7'], '1\n2\n1\nsave kept.json\n');
    expect(saved.out).toContain('Saved. Go on with it: redthread play growing.ink --replay kept.json');
    const data = JSON.parse(readFileSync(join(folder, 'kept.json'), 'utf8')) as {
      seed: number;
      playthrough: unknown[];
    };
    expect(data.seed).toBe(7);
    expect(data.playthrough).toEqual([
      { choice: 0, text: 'Take' },
      { choice: 1, text: 'Give' },
      { choice: 0, text: 'Take' },
    ]);
    const resumed = redthread(['play', 'growing.ink', '--replay', 'kept.json'], '3\n');
    expect(resumed.code).toBe(0);
    expect(resumed.out).toContain('\n> [Give]\n');
    expect(resumed.out).toContain('  3. Leave\n');
    expect(resumed.out).toContain('The end.');
  });

  test('undo goes back into a replay', () => {
    const { out } = redthread(['play', 'healthy.ink', '--replay', 'ending:1'], 'undo\n2\n');
    expect(out).toContain('Stone under your hands.');
  });

  test('every ending and every playable finding is reached by its number', () => {
    json('healthy.ink').endings.forEach((_, index) => {
      const { code, out } = redthread(['play', 'healthy.ink', '--replay', `ending:${index + 1}`]);
      expect([code, out.endsWith('You have arrived.\n\nThe end.\n')]).toEqual([0, true]);
    });
    const { findings } = json('broken.ink');
    const number = findings.findIndex(({ code }) => code === 'dead-end') + 1;
    const { code, out } = redthread(['play', 'broken.ink', '--replay', `finding:${number}`]);
    expect(code).toBe(0);
    expect(out).toMatch(/^✗ dead end {3}broken\.ink:9:/);
    expect(out).toContain('\n> [Feel your way]\n');
    expect(out).toContain('Dead end: the story runs out here');
  });

  test('a finding about what never happens cannot be played, and says so', () => {
    story('attic.ink', 'Good night.\n-> END\n\n== attic\nDust.\n-> END\n');
    const { code, err } = redthread(['play', 'attic.ink', '--replay', 'finding:1']);
    expect(code).toBe(2);
    expect(err).toContain('no playthrough shows this one');
  });

  test('a playthrough may be cut out of a report, with chance in it', () => {
    story('dice.ink', 'You throw.\n{RANDOM(1, 6) == 5: Five!|Something else.}\n* [Go]\n-> END\n');
    const five = [{ chance: 5, what: 'RANDOM(1, 6) gives 5' }];
    const other = [{ chance: 2, what: 'RANDOM(1, 6) gives 2' }];
    writeFileSync(join(folder, 'five.json'), JSON.stringify(five));
    writeFileSync(join(folder, 'other.json'), JSON.stringify({ playthrough: other }));
    expect(redthread(['play', 'dice.ink', '--replay', 'five.json']).out).toContain('Five!');
    expect(redthread(['play', 'dice.ink', '--replay', 'other.json']).out).toContain('Something else.');
    writeFileSync(join(folder, 'more.json'), JSON.stringify([...five, ...other]));
    const { code, out } = redthread(['play', 'dice.ink', '--replay', 'more.json']);
    expect(out).toContain('! 1 outcome of chance in it was not needed: it was made with another version of the story.');
    expect(code).toBe(0);
    expect(redthread(['play', 'dice.ink', '--replay', 'five.json']).out).not.toContain('another version');
  });

  test('an entry starts at its knot with its variables', () => {
    story('host.ink', 'VAR gold = 0\n-> DONE\n\n== village\nYou have {gold} coins.\n* [Go] -> END\n');
    writeFileSync(join(folder, 'entry.json'), JSON.stringify([{ entry: 'village', sets: { gold: 3 } }]));
    const { out } = redthread(['play', 'host.ink', '--replay', 'entry.json'], '1\nrestart\n');
    expect(out.match(/You have 3 coins\./g)).toHaveLength(2);
  });

  test('a playthrough that does not fit goes as far as it can', () => {
    writeFileSync(
      join(folder, 'odd.json'),
      JSON.stringify([
        { choice: 0, text: 'Sing' },
        { choice: 4, text: 'Bow' },
      ]),
    );
    const { code, out } = redthread(['play', 'healthy.ink', '--replay', 'odd.json']);
    expect(code).toBe(2);
    expect(out).toContain('The playthrough has “Sing” here.');
    expect(out).toContain('! 1 choice of this playthrough reads otherwise now: it was made with another version');
    expect(out).toContain('Step 2 of the playthrough takes choice 5, “Bow”, but no choice is offered here.');
  });

  test.each([
    ['nothing', '', 'this is not JSON'],
    ['another thing', '{"a": 1}', 'this file holds no playthrough'],
    ['a wrong step', '[{"choice": "x"}]', 'step 1 is no step'],
  ])('a file with %s is no playthrough', (_name, text, message) => {
    writeFileSync(join(folder, 'bad.json'), text);
    const { code, err } = redthread(['play', 'healthy.ink', '--replay', 'bad.json']);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('a story that does not compile can not be played', () => {
    story('syntax.ink', 'Hello.\n{ lamp: \n-> nowhere\n');
    const { code, out, err } = redthread(['play', 'syntax.ink']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/✗ error {3}syntax\.ink:\d+:\d+\n/);
  });
});

describe('certify', () => {
  const inFolder = (name: string): string => join(folder, name);

  test('check --certify says that ink agrees, and saves what it takes to ask again', () => {
    const { code, out } = redthread(['check', 'healthy.ink', '--certify=healthy.certificate']);
    expect(out).toMatch(/Confirmed by ink's own engine: 2 steps executed there/);
    expect(code).toBe(0);
    const again = redthread(['certify', 'healthy.ink', 'healthy.certificate', '--seed', '5']);
    expect(again.out).toMatch(/^healthy\.ink · certificate of Redthread .* · 2 states · 2 steps\n/);
    expect(again.out).toContain("Confirmed by ink's own engine");
    expect(again.code).toBe(0);
  });

  test('in JSON', () => {
    const { out } = redthread(['check', 'broken.ink', '--certify', '--format', 'json']);
    expect(JSON.parse(out).certified).toMatchObject({ outcome: 'confirmed', transitions: 2, difference: null });
  });

  test('an exploration that did not finish is checked as far as it went', () => {
    const { code, out } = redthread(['check', 'growing.ink', '--certify=growing.certificate', '--max-states', '40']);
    expect(out).toContain("Confirmed by ink's own engine");
    expect(code).toBe(0);
    expect(redthread(['certify', 'growing.ink', 'growing.certificate']).out).toContain('does not claim');
  });

  test('an edited certificate is refuted: 1, with the way there', () => {
    redthread(['check', 'broken.ink', '--certify=edited.certificate']);
    const text = readFileSync(inFolder('edited.certificate'), 'utf8');
    story('edited.certificate', text.replace('["choice",0,1,2]', '["choice",0,2,1]').replace('["end"', '["done"'));
    const { code, out } = redthread(['certify', 'broken.ink', 'edited.certificate']);
    expect(out).toContain("Refuted by ink's own engine");
    expect(out).toContain('[Light the lamp]');
    expect(code).toBe(1);
  });

  test('what is no certificate, or one for something else: 2, and why', () => {
    redthread(['check', 'broken.ink', '--certify=other.certificate']);
    story('noise.certificate', 'noise');
    for (const [args, why] of [
      [['healthy.ink', 'other.certificate'], 'for another story than this one'],
      [['healthy.ink', 'noise.certificate'], 'not a certificate that Redthread wrote'],
      [['healthy.ink', 'nowhere.certificate'], 'there is no such file'],
      [['healthy.ink'], 'which certificate?'],
      [[], 'which story?'],
    ] as const) {
      const { code, out, err } = redthread(['certify', ...args]);
      expect({ code, out, why: err.includes(why) }).toEqual({ code: 2, out: '', why: true });
    }
  });
});

describe('promises', () => {
  const LAMP = 'VAR lamp = false\n-> hall\n=== hall\n* [Light it]\n~ lamp = true\n-> hall\n+ [Go] -> END\n';

  test('in a file of their own are kept or broken', () => {
    const held = story('lamp.ink', LAMP);
    story('kept.promises', 'always possible ended()\nsometimes lamp and ended()\n');
    story('broken.promises', 'in every ending lamp\n');
    const kept = redthread(['check', held, '--promises', 'kept.promises']);
    expect(kept.out).toContain('PROMISES  2 kept');
    expect(kept.code).toBe(0);
    const broken = redthread(['check', held, '--promises', 'kept.promises', '--promises', 'broken.promises']);
    expect(broken.out).toContain('PROMISES  2 kept, 1 broken');
    expect(broken.out).toMatch(
      /see it: .* play lamp\.ink --promises kept\.promises --promises broken\.promises --replay finding:1/,
    );
    expect(broken.code).toBe(1);
  });

  test('show themselves', () => {
    const held = story('lamp.ink', LAMP);
    const { out } = redthread(['play', held, '--promises', 'kept.promises', '--replay', 'promise:2']);
    expect(out).toMatch(/Light it[\s\S]*Go/);
    expect(redthread(['play', held, '--promises', 'kept.promises', '--replay', 'promise:1']).err).toContain(
      'never happens',
    );
  });

  test('that can’t be read stop the check', () => {
    const held = story('lamp.ink', LAMP);
    story('wrong.promises', '\nnever lump\n');
    const { code, out } = redthread(['check', held, '--promises', 'wrong.promises']);
    expect(out).toContain("wrong.promises:2:7\n  There is no variable called 'lump' here.");
    expect(code).toBe(2);
  });

  test('of which nothing is known fail a strict check only', () => {
    const held = story(
      'count.ink',
      'VAR n = 0\n-> k\n=== k\n+ [On]\n~ n = n + 1\n{n > 90000: -> END}\n-> k\n// promise: never n == 80000\n',
    );
    expect(redthread(['check', held, '--max-states', '20']).out).toContain('1 not known');
    expect(redthread(['check', held, '--max-states', '20', '--strict']).code).toBe(1);
  });
});

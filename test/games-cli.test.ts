import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'redthread-games-'));
// within the package, so that it finds what it depends on; cli.test.ts builds its own
const BUILT = join(ROOT, '.campaign');
const MAIN = join(BUILT, 'faces/cli/main.js');

const DOORS = `-> hall
=== hall
A hall with two doors.
+ [The left door] -> study
+ [The right door] -> garden
=== study
Books. The door falls shut behind you.
+ [Read] Then it is dark. -> END
=== garden
Roses, in the rain.
-> END
=== attic
Nobody comes here.
-> END
`;

beforeAll(() => {
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', BUILT];
  expect(spawnSync(process.execPath, tsc, { cwd: ROOT }).status).toBe(0);
  writeFileSync(join(folder, 'doors.ink'), DOORS);
  writeFileSync(join(folder, 'room.ink'), ROOM);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const redthread = (...args: readonly string[]): Result => typing('', ...args);

/** The same with what somebody types, a command a line. */
function typing(input: string, ...args: readonly string[]): Result {
  const { npm_command, FORCE_COLOR, NO_COLOR, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd: folder, env, input });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

/** Ada leaves if Ben opens the door, and he will as soon as she asks; but he could lock it. */
const ROOM = `# cast: ada, ben
VAR asked = false
A door.
+ [Ask him to open it. # by: ada]
    ~ asked = true
+ [Sit down. # by: ada] -> stays
-
+ [He opens it. # by: ben # will: {asked}] It stands open.
+ [He locks it. # by: ben # will: false] -> stays
-
+ [Go. # by: ada] -> gone
+ [Sit down again. # by: ada] -> stays
=== gone
The stairs.
-> END
=== stays
A chair.
-> END
`;

describe('why-not', () => {
  test('shows both lifetimes side by side, in the story’s words', () => {
    const { code, out } = redthread('why-not', 'doors.ink', 'garden');
    expect(code).toBe(0);
    expect(out).toBe(`WHY NOT garden
  A single choice makes the difference: choice 1, [The right door] in place of [The left door].
  What happened: each time the first choice that leads somewhere new. (--from FILE tells of
  something else.)

THE SAME UP TO HERE  nothing: they part at once

  AS IT HAPPENED                                    ANOTHER LIFETIME
     1  [The left door]                             ≠  1  [The right door]
        “Books. The door falls shut behind you.”          “Roses, in the rain.”
     2  [Read]                                      The end: garden (doors.ink:11)
        “Then it is dark.”
  The end: study (doors.ink:8)

POINT OF NO RETURN   proved
  Until then it could still happen, and after it never again: choice 1, [The left door]
    “Books. The door falls shut behind you.”
`);
  });

  test('writes JSON that the schema describes, that can be replayed, and asked about again', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs/analysis.schema.json'), 'utf8')) as { $defs: object };
    const valid = new Ajv2020().compile({ $ref: '#/$defs/whyNot', $defs: schema.$defs });
    const { out } = redthread('why-not', 'doors.ink', 'garden', '--format', 'json');
    expect(valid(JSON.parse(out)), JSON.stringify(valid.errors)).toBe(true);
    expect(JSON.parse(out)).toMatchObject({ problem: null, changes: 1, closedBy: 0, playthrough: [{ choice: 1 }] });
    writeFileSync(join(folder, 'other.json'), out);
    expect(redthread('play', 'doors.ink', '--replay', 'other.json').out).toContain('Roses, in the rain.');
    expect(redthread('why-not', 'doors.ink', 'garden', '--from', 'other.json').out).toContain(
      'It does come to garden.',
    );
    const refused = redthread('why-not', 'doors.ink', 'attic', '--format', 'json');
    expect(refused.code).toBe(1);
    expect(valid(JSON.parse(refused.out)), JSON.stringify(valid.errors)).toBe(true);
  });

  test('starts from what check found, too', () => {
    const { code, out } = redthread('why-not', 'doors.ink', 'study', '--from', 'ending:1');
    expect(code).toBe(0);
    expect(out).toContain('choice 1, [The left door] in place of [The right door].');
  });

  test.each([
    [['gardn'], 2, 'The story has no knot or stitch gardn.', 'Did you mean garden?'],
    [['attic'], 1, 'No playthrough ends in attic: that is proved.', 'It ends in garden and study.'],
    [[], 2, 'which ending?', 'redthread why-not STORY ENDING'],
    [['garden', 'study'], 2, 'what is study?', ''],
    [['garden', '--from', 'nothing.json'], 2, '--from nothing.json: there is no such file.', ''],
    [['garden', '--from', 'doors.ink'], 2, '--from doors.ink: this is not JSON.', ''],
    [['garden', '--from', 'ending:7'], 2, '--from ending:7: there are endings 1 to 2.', ''],
    [['garden', '--from', 'wrong.json'], 2, 'step 1 takes choice 5, but only 2 are offered there.', ''],
  ])('%s has no answer', (args, code, ...words) => {
    writeFileSync(join(folder, 'wrong.json'), '[{"choice": 4}]');
    const result = redthread('why-not', 'doors.ink', ...args);
    expect([result.code, result.out]).toEqual([code, '']);
    for (const each of words) expect(result.err.replace(/\s+/g, ' ')).toContain(each);
  });

  test('a story that can’t be read is told as such', () => {
    writeFileSync(join(folder, 'broken.ink'), '-> nowhere\n');
    const { code, err } = redthread('why-not', 'broken.ink', 'garden');
    expect(code).toBe(2);
    expect(err).toContain('broken.ink:1');
  });
});

describe('play --advise', () => {
  const willing = 'Then gone comes about, as long as the others do only what they are willing to.';

  test('says at each choice which one to take, and how sure it is then', () => {
    const { code, out } = typing('1\n1\n', 'play', 'room.ink', '--as', 'ada', '--advise', 'gone');
    expect(code).toBe(0);
    expect(out).toContain(`Advice: 1. [Ask him to open it.] ${willing}`);
    expect(out).toContain('Advice: 1. [Go.] Then gone comes about, whatever the others do.');
    expect(out).toContain('The stairs.');
  });

  test('tells the others’ part of it, and that it is too late', () => {
    const ben = typing('2\n', 'play', 'room.ink', '--as', 'ben', '--advise', 'gone', '--seed', '1').out;
    expect(ben).toContain('if the others help');
    const all = typing('1\n', 'play', 'room.ink', '--advise', 'gone').out;
    expect(all.match(/Advice: 1\. \[[^\]]+\] Then gone comes about, whatever the others do\./g)).toHaveLength(2);
  });

  test('is what a check suggests', () => {
    const { out } = redthread('check', 'room.ink');
    expect(out).toContain('play it so: redthread play room.ink --as ada --advise stays');
  });

  test('needs an ending that there is, and somebody to advise', () => {
    const advise = (...args: readonly string[]): string => redthread('play', 'room.ink', ...args).err;
    expect(advise('--advise', 'gon')).toContain('Did you mean gone?');
    expect(advise('--advise', 'nowhere')).toContain('It ends in stays, gone.');
    expect(advise('--as', 'none', '--advise', 'gone')).toContain('nobody is played, so nobody can be advised');
  });
});

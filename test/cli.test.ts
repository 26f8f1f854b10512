import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

/** These tests run the command line as a reader does: the built program, in a process of its own. */

// A process takes its time to start, and more of it when all other tests run beside it.
vi.setConfig({ testTimeout: 60_000 });

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAIN = join(ROOT, 'dist/faces/cli/main.js');
const HELD = join(ROOT, 'stories/held/story.ink');
const folder = mkdtempSync(join(tmpdir(), 'redthread-cli-'));

function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

beforeAll(() => {
  if (existsSync(MAIN) && newest(join(ROOT, 'dist')) >= newest(join(ROOT, 'src'))) return;
  const built = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
  });
  expect(built.stdout.toString()).toBe('');
  expect(built.status).toBe(0);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function environment(changes: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { npm_command, FORCE_COLOR, NO_COLOR, ...rest } = process.env;
  return { ...rest, ...changes };
}

/** Runs one command line in the folder of the stories below; `input` is what a pipe brings. */
function redthread(args: readonly string[], input = '', changes: NodeJS.ProcessEnv = {}): Result {
  const options = { cwd: folder, input, env: environment(changes), timeout: 60_000, maxBuffer: 100_000_000 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], options);
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

function story(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const HEALTHY = `The hall is dark.
* [Light the lamp]
  The hall is bright.
* [Feel your way]
  Stone under your hands.
- You have arrived.
-> END
`;

const BROKEN = `The hall is dark.
* [Light the lamp]
  The hall is bright.
  -> END
* [Feel your way]
  -> cellar

== cellar
Stone steps, going down.
`;

/** Two counters that can grow for ever, compared with each other. */
const GROWING = `VAR mine = 0
VAR yours = 0
-> table

== table
A table.
+ [Take]
  ~ mine = mine + 1
  -> table
+ [Give]
  ~ yours = yours + 1
  -> table
+ {mine > yours} [Leave]
  -> END
`;

beforeAll(() => {
  story('healthy.ink', HEALTHY);
  story('broken.ink', BROKEN);
  story('growing.ink', GROWING);
});

interface Report {
  readonly exploration: { readonly exhaustive: boolean; readonly limit: { readonly kind: string } | null } | null;
  readonly endings: readonly { readonly playthrough: readonly { readonly choice?: number }[] }[];
  readonly findings: readonly { readonly code: string; readonly playthrough: readonly unknown[] | null }[];
  readonly diagnostics: readonly { readonly level: string; readonly message: string }[];
}

function json(...args: readonly string[]): Report {
  return JSON.parse(redthread(['check', ...args, '--format', 'json']).out) as Report;
}

describe('the command line itself', () => {
  test('--version and --help', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(redthread(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
    for (const command of ['check', 'play', 'show']) {
      const { code, out } = redthread([command, '--help']);
      expect(code).toBe(0);
      expect(out).toContain(`redthread ${command} STORY: `);
      expect(redthread(['help', command]).out).toBe(out);
    }
  });

  test('without anything it shows its help, and fails', () => {
    const { code, out, err } = redthread([]);
    expect([code, out]).toEqual([2, '']);
    for (const command of ['check', 'play', 'show']) expect(err).toContain(`redthread ${command} STORY`);
    expect(redthread(['--help'])).toEqual({ code: 0, out: err, err: '' });
  });

  test.each([
    [['chekc', 'healthy.ink'], 'there is no command “chekc”', 'Did you mean: redthread check'],
    [['dance'], 'there is no command “dance”', 'There are: check, play, show, why-not, certify.'],
    [['healthy.ink'], 'what should be done with healthy.ink?', 'Perhaps: redthread check healthy.ink'],
    [['check'], 'which story?', 'redthread check STORY'],
    [['check', 'a.ink', 'b.ink'], 'one story at a time: a.ink or b.ink?', ''],
    [['check', 'healthy.ink', '--max-state', '5'], 'no option --max-state', 'Did you mean: --max-states'],
    [['check', 'healthy.ink', '-x'], 'no option -x', 'See: redthread check --help'],
    [['check', 'healthy.ink', '--max-states'], '--max-states needs a value', ''],
    [['check', 'healthy.ink', '--max-states', '--strict'], '--max-states needs a value', ''],
    [['check', 'healthy.ink', '--max-states', 'many'], '--max-states many: this has to be a number', ''],
    [['check', 'healthy.ink', '--max-states', '0'], '--max-states 0: this has to be at least 1', ''],
    [['check', 'healthy.ink', '--max-states', '1.5'], '--max-states 1.5: this has to be a whole number', ''],
    [['check', 'healthy.ink', '--strict=yes'], '--strict takes no value', ''],
    [['check', 'healthy.ink', '--format', 'xml'], '--format xml: this has to be text or json', ''],
    [['show', 'healthy.ink'], 'show what?', '--program, --state, --graph, --findings'],
    [['show', 'healthy.ink', '--graph', '--state'], 'one at a time: --state or --graph?', ''],
    [['play', 'healthy.ink', '--seed', '100'], '--seed 100: this has to be less than 100', ''],
    [['play', 'healthy.ink', '--replay', 'none.json'], '--replay none.json: there is no such file', 'ending:1'],
    [['play', 'healthy.ink', '--replay', 'ending:9'], '--replay ending:9: there are endings 1 to', ''],
    [['play', 'healthy.ink', '--replay', 'finding:1'], '--replay finding:1: there are no findings', ''],
  ])('%j is refused in words', (args, message, hint) => {
    const { code, out, err } = redthread(args);
    expect([code, out]).toEqual([2, '']);
    expect(err.startsWith('redthread: ')).toBe(true);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(err).not.toMatch(/^ {4}at /m);
  });
});

describe('check', () => {
  test('a healthy story: 0, and an ending to read', () => {
    const { code, out, err } = redthread(['check', 'healthy.ink']);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n')[0]).toMatch(/^healthy\.ink · \d+ words · 0 knots · 2 choices$/);
    expect(out).toContain('Nothing wrong.');
    expect(out).toContain('Every lifetime explored.');
    expect(out).toContain('“You have arrived.”');
    expect(out).toContain('read an ending: redthread play healthy.ink --replay ending:1');
  });

  test('a broken story: 1, and what is broken', () => {
    const { code, out } = redthread(['check', 'broken.ink']);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ dead end {3}broken\.ink:9:\d+ {3}found in play/);
    expect(out).toContain('Stone steps, going down.');
    expect(out).toContain('[Feel your way]');
    expect(out).toContain('see it: redthread play broken.ink --replay finding:1');
  });

  test('a story that does not compile: 2, with the line, and no stack trace', () => {
    story('syntax.ink', 'Hello.\n{ lamp: \n-> nowhere\n');
    const { code, out } = redthread(['check', 'syntax.ink']);
    expect(code).toBe(2);
    expect(out).toMatch(/✗ error {3}syntax\.ink:\d+:\d+\n/);
    expect(out).toContain('This story could not be checked.');
    expect(out).not.toMatch(/^ {4}at /m);
  });

  test('a file that is not there: 2', () => {
    const { code, out } = redthread(['check', 'nowhere.ink']);
    expect(code).toBe(2);
    expect(out).toContain('nowhere.ink');
  });

  test('places lead to the file from where the reader stands', () => {
    mkdirSync(join(folder, 'deep'), { recursive: true });
    story('deep/broken.ink', BROKEN);
    const { out } = redthread(['check', 'deep/broken.ink']);
    expect(out).toMatch(/dead end {3}deep\/broken\.ink:9:/);
    expect(out).toContain('redthread play deep/broken.ink --replay finding:1');
  });

  test('an exploration that stops at a limit is no fault, unless --strict says so', () => {
    const { code, out } = redthread(['check', 'growing.ink', '--max-states', '1_000']);
    expect(code).toBe(0);
    expect(out).toContain('Nothing wrong so far.');
    expect(out).toContain('Not finished: stopped at 1,000 states (--max-states).');
    expect(out).toMatch(/mine|yours/);
    expect(out).toContain('redthread play growing.ink --max-states 1_000 --replay ending:1');
    expect(redthread(['check', 'growing.ink', '--max-states', '1000', '--strict']).code).toBe(1);
    expect(redthread(['check', 'healthy.ink', '--strict']).code).toBe(0);
  });

  test('time is a limit too', () => {
    const report = json('growing.ink', '--max-time', '0.2', '--max-states', '100000000');
    expect(report.exploration!.limit!.kind).toBe('time');
  });

  test('Ctrl-C ends with what there is', async () => {
    const args = [MAIN, 'check', 'growing.ink', '--max-states', '100000000', '--format', 'json'];
    let chunks: Buffer[] = [];
    let code: unknown = null;
    // on a busy machine it may not listen yet: then the signal ends it without a code, and it gets more time
    for (let wait = 1500; code === null && wait < 30_000; wait *= 2) {
      const child = spawn(process.execPath, args, { cwd: folder, env: environment({}) });
      chunks = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      setTimeout(() => child.kill('SIGINT'), wait);
      code = await new Promise((resolve) => child.on('close', resolve));
    }
    const report = JSON.parse(Buffer.concat(chunks).toString()) as Report;
    expect(report.exploration!.limit!.kind).toBe('interrupted');
    expect(code).toBe(0);
  });

  test('JSON keeps its contract for every kind of result', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs/analysis.schema.json'), 'utf8')) as object;
    const valid = new Ajv2020().compile(schema);
    story('syntax.ink', 'Hello.\n{ lamp: \n-> nowhere\n');
    for (const [name, code] of [
      ['healthy.ink', 0],
      ['broken.ink', 1],
      ['growing.ink', 0],
      ['syntax.ink', 2],
      [HELD, 0],
    ] as const) {
      const result = redthread(['check', name, '--format', 'json', '--max-states', '20000']);
      const report: unknown = JSON.parse(result.out);
      valid(report);
      expect(valid.errors).toBeNull();
      expect([name, result.code, result.err]).toEqual([name, code, '']);
    }
    expect(json('syntax.ink').diagnostics[0]!.level).toBe('error');
  });

  test('the report is the same every time', () => {
    const untimed = (report: string): string => report.replace(/"seconds": [\d.]+/, '');
    const args = ['check', 'broken.ink', '--format', 'json'];
    expect(untimed(redthread(args).out)).toBe(untimed(redthread(args).out));
  });

  test('colour is for terminals; FORCE_COLOR and NO_COLOR decide otherwise', () => {
    expect(redthread(['check', 'broken.ink']).out).not.toContain('\u001b');
    expect(redthread(['check', 'broken.ink'], '', { FORCE_COLOR: '1' }).out).toContain('\u001b[31m');
    expect(redthread(['check', 'broken.ink'], '', { FORCE_COLOR: '1', NO_COLOR: '1' }).out).not.toContain('\u001b');
  });

  test('someone who runs it through npx is told commands with npx', () => {
    const { out } = redthread(['check', 'healthy.ink'], '', { npm_command: 'exec' });
    expect(out).toContain('read an ending: npx redthread play healthy.ink --replay ending:1');
  });

  test('a story with a space in its name gets commands that a shell understands', () => {
    story('my story.ink', HEALTHY);
    expect(redthread(['check', 'my story.ink']).out).toContain("redthread play 'my story.ink' --replay ending:1");
  });

  test('closing the pipe early is no failure', async () => {
    const child = spawn(process.execPath, [MAIN, 'check', 'broken.ink'], { cwd: folder, env: environment({}) });
    child.stdout.destroy();
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    await new Promise((resolve) => child.on('close', resolve));
    expect(Buffer.concat(err).toString()).toBe('');
  });
});

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

describe('show', () => {
  test.each(['--program', '--state', '--graph', '--findings'])('%s is the same text every time', (view) => {
    const { code, out } = redthread(['show', 'broken.ink', view]);
    expect(code).toBe(0);
    expect(out.length).toBeGreaterThan(20);
    expect(out.endsWith('\n')).toBe(true);
    expect(redthread(['show', 'broken.ink', view]).out).toBe(out);
  });

  test('--findings is the report, wherever the reader stands', () => {
    mkdirSync(join(folder, 'deep'), { recursive: true });
    story('deep/broken.ink', BROKEN);
    const { out } = redthread(['show', 'deep/broken.ink', '--findings']);
    expect(out).toBe(
      redthread(['show', 'broken.ink', '--findings'], '', { npm_command: 'exec', FORCE_COLOR: '1' }).out,
    );
    expect(out).toMatch(/dead end {3}broken\.ink:9:/);
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

describe('stories', () => {
  test('held is finished, and nothing is wrong with it', () => {
    const { code, out } = redthread(['check', HELD, '--strict']);
    expect(out).toContain('Every lifetime explored.');
    expect(code).toBe(0);
  });

  test('held can be watched, or played as one of the two: the others act as they will, or wait and say why', () => {
    const watched = redthread(['play', HELD, '--as', 'none']);
    expect(watched.out).toContain('\n> he: [');
    expect(watched.out).toMatch(
      /Nobody has a move they are willing to make\.\nikram waits: his_grip != tight is false \(his_grip is tight\)\nhe waits: /,
    );
    const asHim = redthread(['play', HELD, '--as', 'he'], '1\nundo\nwait\nquit\n').out;
    expect(asHim).toMatch(
      /> ikram: \[[\s\S]* {2}1\. [\s\S]*There is nobody else with a move they are willing to make\./,
    );
    expect(asHim).not.toContain('# by:');
    expect(redthread(['play', HELD, '--as', 'her'])).toMatchObject({ code: 2, out: '' });
  });

  const page = readFileSync(join(ROOT, 'docs/findings.md'), 'utf8');
  const examples = page
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const code = section.split('\n')[0]!;
      return [...section.matchAll(/```ink\n([\s\S]*?)```/g)].map((match) => [code, match[1]!] as const);
    });

  test('docs/findings.md has an example for nearly every kind of finding', () => {
    expect(examples.length).toBeGreaterThanOrEqual(19);
  });

  test.each(examples)('the example of %s in docs/findings.md is one', (code, text) => {
    const { findings } = json(story(`example-${code}.ink`, text), '--max-states', '2000');
    expect(findings.map((finding) => finding.code)).toContain(code);
  });
});

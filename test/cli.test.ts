import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import {
  BROKEN,
  environment,
  folder,
  HEALTHY,
  HELD,
  json,
  MAIN,
  type Report,
  ROOT,
  redthread,
  story,
} from './support/commandline.ts';

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
    [['dance'], 'there is no command “dance”', 'There are: check, play, show, why-not, '],
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
    [['show', 'healthy.ink'], 'show what?', '--program, --state, --graph, --findings, --promela'],
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

describe('show', () => {
  test.each(['--program', '--state', '--graph', '--findings', '--promela'])(
    '%s is the same text every time',
    (view) => {
      const { code, out } = redthread(['show', 'broken.ink', view]);
      expect(code).toBe(0);
      expect(out.length).toBeGreaterThan(20);
      expect(out.endsWith('\n')).toBe(true);
      expect(redthread(['show', 'broken.ink', view]).out).toBe(out);
    },
  );

  test('--promela leaves promises aside, also those that listen to what is said', () => {
    const { code, out } = redthread(['show', HELD, '--promela']);
    expect(code).toBe(0);
    expect(out).toMatch(/Expected: \d+ states, stored; \d+ transitions; errors: \d+/);
  });

  test('--promela says what keeps a story from being exported', () => {
    const { code, out, err } = redthread(['show', 'growing.ink', '--promela', '--max-states', '50']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(
      "redthread: growing.ink can't be shown as Promela: the story has not been explored to its end, and only all of it can be exported. Give it more with --max-states, --max-time or --max-memory.\n",
    );
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

describe('on several cores', () => {
  test('the report of a large story is the same on one, two and three', () => {
    const report = (workers: string): object => {
      const all = ['--format', 'json', '--whole', '--max-states', '200000', '--workers', workers];
      const { out } = redthread(['check', join(ROOT, 'bench/stories/safe.ink'), ...all]);
      return JSON.parse(out.replace(/"seconds": ?[\d.e-]+/, '"seconds": 0')) as object;
    };
    const alone = report('1');
    expect(alone).toMatchObject({ exploration: { states: 200_000 } });
    expect(report('2')).toEqual(alone);
    expect(report('3')).toEqual(alone);
    expect(redthread(['check', HELD, '--workers', '0']).err).toContain('--workers 0: this has to be at least 1');
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

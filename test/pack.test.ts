import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

/**
 * Redthread as others get it: from a copy of the repository, and from the packed archive in an empty folder. Everything is done for
 * real, by npm, in folders of its own.
 */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'redthread-pack-'));
const clone = join(folder, 'clone');
const empty = join(folder, 'empty');

/** What a clone holds that takes part in building and packing. */
const parts = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'src', 'docs', 'stories'];
const papers = ['README.md', 'LICENSE', 'CHANGELOG.md'];

/** The environment of a fresh terminal: without what `npm test` tells those it runs about this package. */
function environment(): NodeJS.ProcessEnv {
  const own =
    /^(npm_(package|lifecycle|command|config_(local_prefix|prefix|global_prefix))|INIT_CWD$|NO_COLOR|FORCE_COLOR)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

function run(program: string, args: readonly string[], cwd: string): SpawnSyncReturns<string> {
  const shell = process.platform === 'win32';
  return spawnSync(program, args, {
    cwd,
    env: environment(),
    encoding: 'utf8',
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function succeed(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = run(program, args, cwd);
  expect(status, `${program} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
let packed: readonly string[] = [];

beforeAll(() => {
  mkdirSync(clone);
  mkdirSync(empty);
  for (const name of [...parts, ...papers]) cpSync(join(root, name), join(clone, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
  // left over from some earlier build: must not be packed
  mkdirSync(join(clone, 'dist'));
  writeFileSync(join(clone, 'dist/stale.js'), '');
  succeed('npm', ['pack', '--pack-destination', folder], clone);
  const archive = join(folder, `redthread-${version}.tgz`);
  packed = succeed('tar', ['-tzf', archive], folder).trim().split('\n');
  writeFileSync(join(empty, 'package.json'), '{ "private": true, "type": "module" }');
  succeed('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', archive], empty);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the archive', () => {
  test('holds the program, its pages and the flagship story', () => {
    const needed = [
      'dist/faces/cli/main.js',
      'dist/project.js',
      'dist/project.d.ts',
      'docs/findings.md',
      'docs/json.md',
    ];
    const all = [...needed, 'docs/analysis.schema.json', 'stories/held/story.ink', ...papers];
    expect(packed).toEqual(expect.arrayContaining(all.map((name) => `package/${name}`)));
  });

  test('holds nothing else', () => {
    const allowed = /^package\/(dist\/.*\.(js|d\.ts)|docs\/|stories\/held\/|[A-Z]+(\.md)?$|package\.json$)/;
    expect(packed.filter((name) => !allowed.test(name))).toEqual([]);
    expect(packed).not.toContain('package/dist/stale.js');
  });

  test('brings inkjs along and nothing else', () => {
    const lock = JSON.parse(readFileSync(join(empty, 'package-lock.json'), 'utf8')) as { packages: object };
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/inkjs', 'node_modules/redthread']);
  });
});

describe('installed in an empty folder', () => {
  test('checks the flagship story that came with it', () => {
    const out = succeed(
      'npx',
      ['redthread', 'check', 'node_modules/redthread/stories/held/story.ink', '--strict'],
      empty,
    );
    expect(out).toContain('Nothing wrong.');
    expect(out).toContain('npx redthread play node_modules/redthread/stories/held/story.ink --replay ending:1');
  });

  test('finds the fault in a story of one’s own', () => {
    writeFileSync(join(empty, 'cellar.ink'), '-> cellar\n== cellar\nA cellar.\n* [Go down.] Stone steps.\n');
    const { status, stdout } = run('npx', ['redthread', 'check', 'cellar.ink'], empty);
    expect(stdout).toContain('Stone steps.');
    expect(status).toBe(1);
  });

  test('gives the version of the package', () => {
    expect(succeed('npx', ['redthread', '--version'], empty).trim()).toBe(version);
  });

  test('can be used from a program', () => {
    writeFileSync(
      join(empty, 'use.ts'),
      `import { checkStory } from 'redthread';
const bytes = new TextEncoder().encode('Once.\\n* [On] -> END\\n* [Back] -> END\\n');
const files = { read: (path: string) => (path === 'two.ink' ? bytes : null), list: () => ['two.ink'] };
const { analysis } = await checkStory('two.ink', files, { clock: () => 0 });
const playthroughs: string | null | undefined = analysis?.exploration.playthroughs;
console.log(playthroughs);
`,
    );
    const options = ['--module', 'nodenext', '--target', 'es2022', '--strict', '--types', 'node'];
    const roots = ['--typeRoots', join(root, 'node_modules/@types')];
    succeed(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, ...roots, 'use.ts'], empty);
    expect(existsSync(join(empty, 'use.js'))).toBe(true);
    expect(succeed(process.execPath, ['use.js'], empty).trim()).toBe('2');
  });

  test('can be used from a program with threads of its own', () => {
    writeFileSync(
      join(empty, 'help.mjs'),
      `import { parentPort } from 'node:worker_threads';
import { helpExploring } from 'redthread/helper';
const help = helpExploring();
parentPort.on('message', (order) => parentPort.postMessage(help(order)));
`,
    );
    writeFileSync(
      join(empty, 'threads.mjs'),
      `import { Worker } from 'node:worker_threads';
import { checkStory } from 'redthread';
const choices = Array.from({ length: 11 }, (_, i) => '* [Take ' + i + '] -> hub\\n').join('');
const bytes = new TextEncoder().encode('-> hub\\n=== hub\\n' + choices + '+ [Go] -> END\\n');
const files = { read: (path) => (path === 'hub.ink' ? bytes : null), list: () => ['hub.ink'] };
let orders = 0;
const start = () => {
  const worker = new Worker(new URL('./help.mjs', import.meta.url));
  return {
    post: (order) => { orders++; worker.postMessage(order); },
    listen: (onReport, onError) => worker.on('message', onReport).on('error', onError),
    stop: () => worker.terminate(),
  };
};
const states = async (workers) => (await checkStory('hub.ink', files, { clock: () => performance.now() / 1000, workers })).analysis.exploration.states;
const alone = await states();
for (let i = 0; orders < 2 && i < 50; i++) if ((await states({ count: 1, start, from: 20 })) !== alone) throw new Error('another result');
console.log(alone, orders > 1);
`,
    );
    expect(succeed(process.execPath, ['threads.mjs'], empty).trim()).toBe('2049 true');
  });
});

describe('in a clone', () => {
  const npx = ['--offline', '--cache', join(folder, 'cache'), 'redthread'];

  test('npx redthread runs what npm ci has built, and what is built again later', () => {
    expect(succeed('npx', [...npx, 'check', 'stories/held/story.ink', '--strict'], clone)).toContain('Nothing wrong.');
    rmSync(join(clone, 'dist'), { recursive: true });
    succeed('npm', ['run', 'build'], clone);
    expect(succeed('npx', [...npx, '--version'], clone).trim()).toBe(version);
  });
});

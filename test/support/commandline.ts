import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, vi } from 'vitest';

/** For tests that run the command line as a reader does: the built program, in a process of its own, in a folder of their own. */

// A process takes its time to start, and more of it when all other tests run beside it.
vi.setConfig({ testTimeout: 60_000 });

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MAIN = join(ROOT, 'dist/faces/cli/main.js');
export const HELD = join(ROOT, 'stories/held/story.ink');
export const folder = mkdtempSync(join(tmpdir(), 'redthread-cli-'));

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

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function environment(changes: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { npm_command, FORCE_COLOR, NO_COLOR, ...rest } = process.env;
  return { ...rest, ...changes };
}

/** Runs one command line in the folder of the stories below; `input` is what a pipe brings. */
export function redthread(args: readonly string[], input = '', changes: NodeJS.ProcessEnv = {}): Result {
  const options = { cwd: folder, input, env: environment(changes), timeout: 60_000, maxBuffer: 100_000_000 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], options);
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

export function story(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

export const HEALTHY = `The hall is dark.
* [Light the lamp]
  The hall is bright.
* [Feel your way]
  Stone under your hands.
- You have arrived.
-> END
`;

export const BROKEN = `The hall is dark.
* [Light the lamp]
  The hall is bright.
  -> END
* [Feel your way]
  -> cellar

== cellar
Stone steps, going down.
`;

/** Two counters that can grow for ever, compared with each other. */
export const GROWING = `VAR mine = 0
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

export interface Report {
  readonly exploration: { readonly exhaustive: boolean; readonly limit: { readonly kind: string } | null } | null;
  readonly endings: readonly { readonly playthrough: readonly { readonly choice?: number }[] }[];
  readonly findings: readonly { readonly code: string; readonly playthrough: readonly unknown[] | null }[];
  readonly diagnostics: readonly { readonly level: string; readonly message: string }[];
}

export function json(...args: readonly string[]): Report {
  return JSON.parse(redthread(['check', ...args, '--format', 'json']).out) as Report;
}

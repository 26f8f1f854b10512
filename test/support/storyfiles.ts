import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Op } from '../../src/program/opcodes.ts';
import type { Program } from '../../src/program/program.ts';
import { compareRun, type Difference, type HostValue, type Plan, Tally } from './agree.ts';
import { pairFromFile } from './routes.ts';

/** The stories in a folder, each a folder with a `story.ink`; or the one story that the path names. */
export function storiesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  if (existsSync(join(path, 'story.ink'))) return [join(path, 'story.ink')];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name, 'story.ink'))
    .filter((story) => existsSync(story));
}

interface Settings {
  readonly externals?: Readonly<Record<string, readonly HostValue[]>>;
}

/** Plays `runs` playthroughs of a story from disk, of so many turns, a quarter in each manner; throws where it can't be read. */
export function compareFile(path: string, runs: number, turns: number, tally = new Tally()): Difference | null {
  const pair = pairFromFile(path);
  if ('refused' in pair) throw new Error(`${path}: ${pair.refused}`);
  const { story, program } = pair;
  tally.stories++;
  const plans = plansFor(program, turns, join(dirname(path), 'redthread.json'));
  for (let seed = 1; seed <= runs; seed++) {
    const difference = compareRun(story, program, seed, plans[seed % plans.length], tally);
    if (difference !== null) return difference;
  }
  return null;
}

function plansFor(program: Program, turns: number, settingsFile: string): Plan[] {
  const settings: Settings = existsSync(settingsFile) ? JSON.parse(readFileSync(settingsFile, 'utf8')) : {};
  const unbound = program.externals.filter(({ fallback }) => fallback < 0);
  const externals = new Map<string, readonly HostValue[]>([
    ...unbound.map(({ name }): [string, HostValue[]] => [name, [true, false]]),
    ...Object.entries(settings.externals ?? {}),
  ]);
  const entries = program.passages.filter(({ kind }) => kind === 'knot' || kind === 'stitch').map(({ name }) => name);
  return [
    { turns, externals },
    { turns, externals, forced: true },
    { turns, externals, saves: true },
    { turns, externals, forced: true, entries: entries.filter((name) => !takesParameters(program, name)) },
  ];
}

function takesParameters(program: Program, passage: string): boolean {
  const container = program.containers[program.paths.get(passage)!];
  return program.op[container.start] === Op.DeclareTemp;
}

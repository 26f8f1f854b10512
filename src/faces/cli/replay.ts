import { readFileSync } from 'node:fs';
import { UsageError } from './args.ts';
import type { Analysis, Step } from './core.ts';

/** A playthrough to play before the reader takes over. */
export interface Playthrough {
  readonly steps: readonly Step[];
  /** The seed with which it was played, when a saved play says so. */
  readonly seed?: number;
}

/** What a report numbers. */
export type List = 'ending' | 'finding' | 'standoff' | 'promise';

/** A piece of the story by its number in `redthread content`, or whatever stands in a line of the source (of the story's own file, if none is named). */
export type ContentJump = { readonly number: number } | { readonly file: string | null; readonly line: number };

/** `content:17`, `line:42` or `line:attic.ink:42`; null for anything else. */
export function contentJump(replay: string): ContentJump | null {
  const piece = /^content:(\d+)$/.exec(replay);
  if (piece !== null) return { number: Number(piece[1]) };
  const line = /^line:(?:(.+):)?(\d+)$/.exec(replay);
  return line === null ? null : { file: line[1] ?? null, line: Number(line[2]) };
}

export function showContentJump(jump: ContentJump): string {
  if ('number' in jump) return `content:${jump.number}`;
  return `line:${jump.file === null ? '' : `${jump.file}:`}${jump.line}`;
}

/** `ending:2`, `finding:1`, `standoff:1` or `promise:1`, as a report numbers them; null when `--replay` names a file. */
export function reportNumber(replay: string): { list: List; number: number } | null {
  const match = /^(ending|finding|standoff|promise):(\d+)$/.exec(replay);
  return match === null ? null : { list: match[1] as List, number: Number(match[2]) };
}

/** The playthrough that leads to an ending, finding or standoff, or that shows what became of a promise. */
export function numbered(analysis: Analysis, list: List, number: number, option = 'replay'): Playthrough {
  const { endings, findings, cast, promises } = analysis;
  const items = { ending: endings, finding: findings, standoff: cast?.standoffs ?? [], promise: promises }[list];
  const item = items[number - 1];
  if (item === undefined) {
    const known = items.length === 0 ? `there are no ${list}s` : `there are ${list}s 1 to ${items.length}`;
    throw new UsageError(`--${option} ${list}:${number}: ${known}.`);
  }
  if (item.playthrough === null) {
    throw new UsageError(
      `--${option} ${list}:${number}: no playthrough shows this one; it is about what never happens.`,
    );
  }
  return { steps: item.playthrough };
}

/** Reads a playthrough from a file: a JSON array of steps, or an object with one under `playthrough`. */
export function readPlaythrough(path: string, option = 'replay'): Playthrough {
  const named = `--${option} ${path}`;
  const data = readJson(path, named);
  const steps = Array.isArray(data) ? data : isRecord(data) ? data.playthrough : undefined;
  if (!Array.isArray(steps)) {
    throw new UsageError(
      `${named}: this file holds no playthrough.`,
      'It should be a JSON array of steps, or {"playthrough": [steps]}: see docs/json.md.',
    );
  }
  const seed = isRecord(data) && Number.isSafeInteger(data.seed) ? Number(data.seed) : undefined;
  return { steps: steps.map((step, index) => readStep(named, step, index + 1)), seed };
}

function readJson(path: string, named: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(
      `${named}: ${missing ? 'there is no such file' : 'this file can’t be read'}.`,
      'Or take what check found: ending:1, finding:1 or promise:1',
    );
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new UsageError(`${named}: this is not JSON.`);
  }
}

function readStep(named: string, step: unknown, number: number): Step {
  if (isRecord(step)) {
    const { choice, text = '', chance, what = '', entry, sets = {} } = step;
    if (isIndex(choice) && typeof text === 'string') return { choice, text };
    if (isIndex(chance) && typeof what === 'string') return { chance, what };
    if (typeof entry === 'string' && isRecord(sets)) return { entry, sets: simpleValues(sets) };
  }
  throw new UsageError(`${named}: step ${number} is no step.`, 'Steps are described in docs/json.md.');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function simpleValues(sets: Record<string, unknown>): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(sets)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') values[name] = value;
  }
  return values;
}

import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasProgram, runSpin, type SpinRun } from '../test/support/spin.ts';
import { median, type Ran, runNode } from './child.ts';
import type { Subject } from './collect.ts';
import type { Exploration } from './exploration.ts';
import type { Search } from './inkjs.ts';
import type { SetsRun } from './sets.ts';

/** Everything about one story; null where a program gave no answer. */
export interface Row {
  readonly name: string;
  readonly whole: Whole;
  readonly exploration: Exploration | null;
  /** All states as sets; null where that isn't followed, or takes too long. */
  readonly sets: SetsRun | null;
  readonly search: Search | null;
  /** Undefined where there is no SPIN; null where the story can't be exported, or SPIN doesn't finish. */
  readonly spin: Spin | null | undefined;
  /** Undefined where inkcheck was not asked for. */
  readonly peer: Peer | null | undefined;
}

/** `redthread check`, from the start of the process to its end. */
export interface Whole {
  readonly seconds: number;
  /** Of processor time. */
  readonly processor: number;
  readonly megabytes: number;
  /** Seconds of it by the clock after compiling; null where the story can't be read. */
  readonly afterCompiling: number | null;
}

/** SPIN on the same rules, and whether it came to the same numbers of states, transitions and dead ends. */
export interface Spin extends SpinRun {
  readonly agrees: boolean;
}

export interface Peer {
  /** As it counts them. */
  readonly states: number;
  readonly seconds: number;
  /** Of processor time, of all its threads. */
  readonly processor: number;
  readonly finished: boolean;
}

/** Seconds that each may take, and states that Redthread may explore. */
export interface Bounds {
  readonly redthread: number;
  readonly states: number;
  readonly sets: number;
  readonly search: number;
  readonly spin: number;
  readonly peer: number;
}

const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const redthread = beside('../../../dist/faces/cli/main.js');
/** What a process may take on top, to start, to compile and to report. */
const slack = 120;
/** The same for inkcheck, which never comes back from a turn that doesn't end. */
const peerSlack = 20;
/** A whole process that took less than this is timed three times. */
const short = 5;

export function measure({ name, path }: Subject, bounds: Bounds, peer: string | undefined): Row {
  const explored = exploration(path, bounds);
  return {
    name,
    whole: whole(path, bounds),
    exploration: explored,
    spin: canSpin ? (explored?.finished === true ? spin(path, bounds) : null) : undefined,
    sets: answer<SetsRun>('./sets.js', path, bounds.sets),
    search: answer<Search>('./inkjs.js', path, bounds.search),
    peer: peer === undefined ? undefined : inkcheck(peer, path, bounds.peer),
  };
}

/** The exploration of a story alone; null where it can't be read. */
export function exploration(path: string, bounds: Pick<Bounds, 'redthread' | 'states'>): Exploration | null {
  return answer<Exploration>('./exploration.js', path, bounds.redthread, bounds.states);
}

function whole(path: string, { redthread: bound, states }: Bounds): Whole {
  const limits = ['--max-time', String(bound), '--max-states', String(states)];
  const once = (): Ran => runNode(redthread, ['check', path, '--format', 'json', ...limits], bound + slack);
  const runs = [once()];
  while (runs[0].seconds < short && runs.length < 3) runs.push(once());
  const after = runs.map(() => answer<number>('./after.js', path, bound, states));
  const middle = (of: (run: Ran) => number): number => median(runs.map(of));
  return {
    seconds: middle((run) => run.seconds),
    processor: middle((run) => run.processor),
    megabytes: middle((run) => run.megabytes),
    afterCompiling: after.includes(null) ? null : median(after as number[]),
  };
}

function answer<Answer>(program: string, path: string, bound: number, ...more: readonly number[]): Answer | null {
  const { out } = runNode(beside(program), [path, String(bound), ...more.map(String)], 3 * bound + slack);
  return out === '' ? null : (JSON.parse(out) as Answer);
}

/** Whether SPIN can be run here: it needs a C compiler. */
export const canSpin = hasProgram('spin') && hasProgram('gcc');

function spin(path: string, bounds: Bounds): Spin | null {
  const limits = ['--max-time', String(bounds.redthread), '--max-states', String(bounds.states)];
  const { out } = runNode(redthread, ['show', path, '--promela', ...limits], bounds.redthread + slack);
  const expected = /Expected: (\d+) states, stored; (\d+) transitions; errors: (\d+)/.exec(out);
  if (expected === null) return null;
  const run = runSpin(out, bounds.spin);
  const [states, transitions, errors] = expected.slice(1).map(Number);
  return (
    run && { ...run, agrees: run.states === states && run.transitions === transitions - 1 && run.stuck === errors }
  );
}

/** What of inkcheck's report is used here. */
interface Report {
  readonly explore?: { readonly statesExplored: number; readonly exhaustive: boolean };
}

function inkcheck(folder: string, path: string, bound: number): Peer | null {
  const compiler = beside('./inklecate.js');
  chmodSync(compiler, 0o755);
  const args = [path, '--json', '--progress=off', '--max-time', String(bound)];
  const env = { INKLECATE_PATH: compiler };
  const { out, seconds, processor } = runNode(join(folder, 'dist/cli.js'), args, bound + peerSlack, env);
  if (!out.startsWith('{')) return null;
  const { explore } = JSON.parse(out) as Report;
  if (explore === undefined) return null;
  return { states: explore.statesExplored, seconds, processor, finished: explore.exhaustive };
}

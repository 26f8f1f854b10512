import { spawnSync } from 'node:child_process';

/** What one run of a Node program came to. */
export interface Ran {
  readonly out: string;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** Of processor time, over all threads. */
  readonly processor: number;
  /** The most memory it had at once; 0 where it did not live to tell. */
  readonly megabytes: number;
  /** Whether it had to be stopped because it took too long. */
  readonly stopped: boolean;
}

/** Runs a program in a process of its own, alone, so that no measurement sees the traces of another. */
export function runNode(script: string, args: readonly string[], seconds: number, env: NodeJS.ProcessEnv = {}): Ran {
  const started = performance.now();
  const { output, signal } = spawnSync(process.execPath, ['--import', peak, script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
  });
  const took = (performance.now() - started) / 1000;
  const [, out, , used] = output ?? [];
  const usage = (used ?? '')
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number));
  const [kilobytes = 0, microseconds = 0] = usage.at(-1) ?? [];
  const rest = { megabytes: kilobytes / 1000, processor: microseconds / 1e6 };
  return { out: out ?? '', seconds: took, ...rest, stopped: signal !== null };
}

const peak = new URL('./peak.js', import.meta.url).href;

/** The middle one, or the lower of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}

/** Milliseconds. */
const glance = 50;

/** A watch that shows seconds since now: of the clock, and of processor time over all threads. */
export interface Watch {
  seconds(): number;
  processor(): number;
  /** Whether more processor time was used. May be asked all the time: the system, which takes long to tell, is only asked now and then. */
  isPast(bound: number): boolean;
}

export function watch(): Watch {
  const started = performance.now();
  const used = process.cpuUsage();
  let looked = started;
  const processor = (): number => {
    const { user, system } = process.cpuUsage(used);
    return (user + system) / 1e6;
  };
  return {
    seconds: () => (performance.now() - started) / 1000,
    processor,
    isPast: (bound) => {
      const now = performance.now();
      if (now - looked < glance) return false;
      looked = now;
      return processor() > bound;
    },
  };
}

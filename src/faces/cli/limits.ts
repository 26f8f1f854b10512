import { posix } from 'node:path';
import { thousands } from '../../reports/numbers.ts';
import type { Options, Values } from './args.ts';
import type { CheckOptions } from './core.ts';
import { storyPath } from './files.ts';
import { shellWord } from './terminal.ts';

/** The options that decide how far an exploration goes and from where; all commands that explore share them. */
export const BOUND_OPTIONS: Options = {
  'max-states': { type: 'string' },
  'max-time': { type: 'string' },
  'max-memory': { type: 'string' },
  entry: { type: 'string', multiple: true },
  'allow-outside': { type: 'boolean' },
};

/** These, and the options that decide what a check asks. */
export const LIMIT_OPTIONS: Options = {
  ...BOUND_OPTIONS,
  promises: { type: 'string', multiple: true },
  unfair: { type: 'boolean' },
  whole: { type: 'boolean' },
};

const MAX_STATES = 5_000_000;
const MAX_MEMORY_MB = 2048;

export const BOUND_HELP = `  --max-states N      stop after N states (${thousands(MAX_STATES)} unless you say otherwise)
  --max-time S        stop after S seconds (no limit unless you say so)
  --max-memory MB     stop when the process takes this much memory (${thousands(MAX_MEMORY_MB)} unless you say otherwise)
  --entry KNOT        explore from this knot, as a host game would jump to it; can be given several times
  --allow-outside     let INCLUDE read files outside the story's folder`;

export const LIMIT_HELP = `${BOUND_HELP}
  --whole             go through every state, even where nothing, or nothing but named doubts, is left to be found
  --promises FILE     hold the story to the promises in this file, too; can be given several times
  --unfair            promises must hold even for a reader who goes round for ever in a loop that can be left`;

export function checkOptions(story: string, values: Values): CheckOptions {
  const folder = posix.dirname(storyPath(story));
  return {
    maxStates: values.whole('max-states', 1) ?? MAX_STATES,
    maxSeconds: values.number('max-time', 0),
    maxMemoryMB: values.number('max-memory', 1) ?? MAX_MEMORY_MB,
    entries: values.flag('entry') ? values.all('entry') : undefined,
    allowOutside: values.flag('allow-outside'),
    promises: values.all('promises').map((path) => posix.relative(folder, storyPath(path))),
    unfair: values.flag('unfair'),
    whole: values.flag('whole'),
    clock: () => performance.now() / 1000,
    memory: () => process.memoryUsage.rss(),
  };
}

/** The same options as words of a command: with other limits, other findings would have the numbers. */
export function limitArguments(values: Values): string[] {
  return Object.entries(LIMIT_OPTIONS).flatMap(([name, { type }]) => {
    if (type === 'boolean') return values.flag(name) ? [`--${name}`] : [];
    return values.all(name).flatMap((value) => [`--${name}`, shellWord(value)]);
  });
}

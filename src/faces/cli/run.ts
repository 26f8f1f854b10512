import { type Command, parse, UsageError, usageOf } from './args.ts';
import { certifyCommand } from './certify.ts';
import { check } from './check.ts';
import { content } from './content.ts';
import { cover } from './cover.ts';
import { cruelty } from './cruelty.ts';
import { diff } from './diff.ts';
import { play } from './play.ts';
import { saves } from './saves.ts';
import { show } from './show.ts';
import { stats } from './stats.ts';
import { strings } from './strings.ts';
import { near } from './suggest.ts';
import { err, out } from './terminal.ts';
import { VERSION } from './version.ts';
import { whyNotCommand } from './whynot.ts';

const COMMANDS: readonly Command[] = [
  check,
  play,
  show,
  whyNotCommand,
  content,
  stats,
  cruelty,
  cover,
  strings,
  diff,
  saves,
  certifyCommand,
];

/** Exit codes: nothing wrong, something found, could not run. */
export const COULD_NOT_RUN = 2;

const HELP = `Redthread explores every lifetime an interactive story could have.

${rows(COMMANDS.map((command) => [`redthread ${command.name} ${usageOf(command)}`, command.summary]))}

  redthread COMMAND --help        the options of a command
  redthread --version

STORY is an .ink file, or a story compiled to .ink.json.
`;

function rows(of: readonly (readonly [string, string])[]): string {
  const width = Math.max(...of.map(([usage]) => usage.length)) + 2;
  return of.map(([usage, summary]) => `  ${usage.padEnd(width)}${summary}`).join('\n');
}

/** Runs one command line and returns its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(args);
  } catch (error) {
    if (error instanceof UsageError) {
      err(`redthread: ${error.message}\n${error.hint === '' ? '' : `${error.hint}\n`}`);
    } else {
      err(`redthread: this should not have happened, and is a fault of Redthread: ${showFault(error)}\n`);
    }
    return COULD_NOT_RUN;
  }
}

async function dispatch(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  if (['--version', '-v', 'version'].includes(name)) return print(`${VERSION}\n`);
  if (name === '' || ['--help', '-h', 'help'].includes(name)) {
    const about = COMMANDS.find((command) => command.name === rest[0]);
    if (name === '') return refuse(HELP);
    return print(about === undefined ? HELP : about.help);
  }
  const command = COMMANDS.find((command) => command.name === name);
  if (command === undefined) throw unknownCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) return print(command.help);
  const { story, operand, values } = parse(command, rest);
  return command.run(story, values, operand);
}

function print(text: string): number {
  out(text);
  return 0;
}

function refuse(text: string): number {
  err(text);
  return COULD_NOT_RUN;
}

function unknownCommand(name: string): UsageError {
  if (/\.(ink|json)$/i.test(name)) {
    return new UsageError(`what should be done with ${name}?`, `Perhaps: redthread check ${name}`);
  }
  const names = COMMANDS.map((command) => command.name);
  const suggestion = near(name, names);
  return new UsageError(
    `there is no command “${name}”.`,
    suggestion === null ? `There are: ${names.join(', ')}.` : `Did you mean: redthread ${suggestion}`,
  );
}

function showFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env.REDTHREAD_DEBUG === undefined ? error.message : (error.stack ?? error.message);
}

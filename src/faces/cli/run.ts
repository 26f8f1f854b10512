import { type Command, parse, UsageError, usageOf } from './args.ts';
import { near } from './suggest.ts';
import { err, out } from './terminal.ts';
import { VERSION } from './version.ts';

/** The commands by their names. What one of them needs is loaded when it is asked for: all together would take longer than many a story. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['check', async () => (await import('./check.ts')).check],
  ['play', async () => (await import('./play.ts')).play],
  ['show', async () => (await import('./show.ts')).show],
  ['why-not', async () => (await import('./whynot.ts')).whyNotCommand],
  ['content', async () => (await import('./content.ts')).content],
  ['stats', async () => (await import('./stats.ts')).stats],
  ['cruelty', async () => (await import('./cruelty.ts')).cruelty],
  ['cover', async () => (await import('./cover.ts')).cover],
  ['strings', async () => (await import('./strings.ts')).strings],
  ['diff', async () => (await import('./diff.ts')).diff],
  ['saves', async () => (await import('./saves.ts')).saves],
  ['certify', async () => (await import('./certify.ts')).certifyCommand],
]);

/** Exit codes: nothing wrong, something found, could not run. */
export const COULD_NOT_RUN = 2;

async function help(): Promise<string> {
  const commands = await Promise.all([...COMMANDS.values()].map((load) => load()));
  return `Redthread explores every lifetime an interactive story could have.

${rows(commands.map((command) => [`redthread ${command.name} ${usageOf(command)}`, command.summary]))}

  redthread COMMAND --help        the options of a command
  redthread --version

STORY is an .ink file, or a story compiled to .ink.json.
`;
}

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
    const about = await COMMANDS.get(rest[0] ?? '')?.();
    if (name === '') return refuse(await help());
    return print(about?.help ?? (await help()));
  }
  const command = await COMMANDS.get(name)?.();
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
  const names = [...COMMANDS.keys()];
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

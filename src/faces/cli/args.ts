import { parseArgs } from 'node:util';
import { near } from './suggest.ts';

/** Something is wrong with the command line itself. The hint is a whole sentence, or empty. */
export class UsageError extends Error {
  readonly hint: string;
  constructor(message: string, hint = '') {
    super(message);
    this.hint = hint;
  }
}

export interface Option {
  /** `optional`: alone, or with a value after an equals sign. */
  readonly type: 'string' | 'boolean' | 'optional';
  /** Can be given several times. */
  readonly multiple?: boolean;
}

export type Options = Readonly<Record<string, Option>>;

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** All of its help. */
  readonly help: string;
  readonly options: Options;
  /** What has to follow the story, in capitals; most commands want nothing. */
  readonly operand?: string;
  /** Options with which the operand can be left out. */
  readonly operandUnless?: readonly string[];
  /** What follows the name in the list of commands, where that isn't `STORY` and the operand. */
  readonly usage?: string;
  /** Does it, and returns the exit code. */
  run(story: string, values: Values, operand: string): Promise<number>;
}

/** The options as they were given, each asked for in the form that it should have. */
export class Values {
  readonly #given: ReadonlyMap<string, readonly string[]>;

  constructor(given: ReadonlyMap<string, readonly string[]>) {
    this.#given = given;
  }

  flag(name: string): boolean {
    return this.#given.has(name);
  }

  all(name: string): readonly string[] {
    return this.#given.get(name) ?? [];
  }

  text(name: string): string | undefined {
    return this.all(name).at(-1);
  }

  /** A whole number of at least `least`; `1_000_000` and `1,000,000` are fine. */
  whole(name: string, least: number): number | undefined {
    const value = this.number(name, least);
    if (value !== undefined && !Number.isSafeInteger(value)) throw this.#wrong(name, 'a whole number');
    return value;
  }

  number(name: string, least: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const digits = text.replace(/(?<=\d)[_,](?=\d{3})/g, '');
    const value = /^-?\d*\.?\d+(e\d+)?$/i.test(digits) ? Number(digits) : Number.NaN;
    if (!Number.isFinite(value)) throw this.#wrong(name, 'a number');
    if (value < least) throw this.#wrong(name, `at least ${least}`);
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = allowed.find((value) => value === text);
    if (found === undefined) throw this.#wrong(name, allowed.join(' or '));
    return found;
  }

  #wrong(name: string, wanted: string): UsageError {
    return new UsageError(`--${name} ${this.text(name)}: this has to be ${wanted}.`);
  }
}

/** Reads the arguments of a command: exactly one story, its operand if it wants one, and its options in any order. */
export function parse(
  command: Command,
  args: readonly string[],
): { readonly story: string; readonly operand: string; readonly values: Values } {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, { type }]) => [
        name,
        { type: type === 'string' ? ('string' as const) : ('boolean' as const) },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const stories: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') stories.push(token.value);
    if (token.kind !== 'option') continue;
    const option = command.options[token.name];
    if (option === undefined) throw unknownOption(command, token.rawName);
    const value = token.value ?? '';
    if (option.type === 'boolean' && token.value !== undefined) {
      throw new UsageError(`--${token.name} takes no value.`);
    }
    if (option.type === 'string' && (value === '' || (token.inlineValue === false && value.startsWith('--')))) {
      throw new UsageError(`--${token.name} needs a value.`, `See: redthread ${command.name} --help`);
    }
    given.set(token.name, option.multiple === true ? [...(given.get(token.name) ?? []), value] : [value]);
  }
  return { ...positionals(command, stories, given), values: new Values(given) };
}

/** What a command wants after its name. */
export const usageOf = ({ operand, usage }: Command): string => usage ?? `STORY ${operand ?? ''}`.trimEnd();

function positionals(
  command: Command,
  given: readonly string[],
  options: ReadonlyMap<string, unknown>,
): { readonly story: string; readonly operand: string } {
  const { name, operand, operandUnless } = command;
  const [story, ...rest] = given;
  const usage = `redthread ${name} ${usageOf(command)}`;
  if (story === undefined || story === '')
    throw new UsageError(
      'which story?',
      `${usage}, where ${usageOf(command).split(' ')[0]} is an .ink or .ink.json file.`,
    );
  const isOptional = operandUnless?.some((option) => options.has(option)) === true;
  if (operand !== undefined && rest[0] === undefined && !isOptional)
    throw new UsageError(`which ${operand.toLowerCase()}?`, `${usage}`);
  const [second] = operand === undefined ? rest : rest.slice(1);
  if (second !== undefined && operand === undefined)
    throw new UsageError(`one story at a time: ${story} or ${second}?`);
  if (second !== undefined) throw new UsageError(`what is ${second}?`, usage);
  return { story, operand: (operand === undefined ? undefined : rest[0]) ?? '' };
}

function unknownOption(command: Command, raw: string): UsageError {
  const suggestion = near(raw.replace(/^-+/, ''), Object.keys(command.options));
  return new UsageError(
    `redthread ${command.name} has no option ${raw}.`,
    suggestion === null ? `See: redthread ${command.name} --help` : `Did you mean: --${suggestion}`,
  );
}

import type { Story } from 'inkjs/engine/Story';
import { ControlCommand } from '../../src/languages/ink/inkjs.ts';
import type { Reader } from '../../src/measures/figures.ts';
import { type ChanceRequest, Oracle, type TextAndTags, type TurnRecord } from './oracle.ts';

/** What a reader got of one playthrough. */
export interface Reading {
  readonly lines: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  readonly taken: ReadonlySet<string>;
  readonly words: number;
  readonly choices: number;
  /** `END 12`: at the `-> END` of line 12; `over`: otherwise; `error`; `standoff`; `left`: too long to be followed. */
  readonly end: string;
}

/** Decides between things of certain weights, of which one is above 0. */
export type Decide = (weights: readonly number[]) => number;

/** A text with its blanks made even. */
export const even = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Lets ink's own runtime play a story once, up to so many choices. Choices are made as docs/stats.md says; chance is decided in the same way, or
 * (`seed`) left to the runtime. Written for these tests alone, from the document.
 */
export function readOnce(
  story: Story,
  reader: Reader,
  decide: Decide,
  longest: number,
  seed: number | null = null,
): Reading {
  const cast = castIn(story);
  const chance = seed === null ? (request: ChanceRequest) => drawn(request, decide) : 'seeded';
  const oracle = new Oracle(story, { seed: seed ?? 0, chance, skipCertain: true, maxSteps: 3000 });
  let endedAt = -1;
  const perform = story.PerformLogicAndFlowControl;
  story.PerformLogicAndFlowControl = (content) => {
    if (content instanceof ControlCommand && content.commandType === ControlCommand.CommandType.End)
      endedAt = content.debugMetadata?.startLineNumber ?? 0;
    return perform.call(story, content);
  };
  const [lines, offers, taken, chosen] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  let [words, choices] = [0, 0];
  const over = (end: string): Reading => ({ lines, offers, taken, words, choices, end });
  for (;;) {
    const turn = oracle.turn();
    for (const line of textsOf(turn)) {
      lines.add(line);
      words += line === '' ? 0 : line.split(' ').length;
    }
    for (const choice of turn.choices) offers.add(even(choice.text));
    // to run out of content is an error to the runtime, and an end all the same
    const failed = turn.errors.some((message) => !/ran out of content|unexpectedly reached end/i.test(message));
    if (turn.overran) return over('left');
    if (failed || turn.crash !== null) return over('error');
    if (turn.choices.length === 0) return over(endedAt >= 0 ? `END ${endedAt}` : 'over');
    const known = story.currentChoices.map(({ sourcePath }) => chosen.has(sourcePath));
    const weights = weighed(turn.choices, known, cast, reader);
    if (weights.every((weight) => weight === 0)) return over('standoff');
    if (choices === longest) return over('left');
    const index = decide(weights);
    choices++;
    taken.add(even(turn.choices[index].text));
    chosen.add(story.currentChoices[index].sourcePath);
    oracle.choose(index);
  }
}

/** Lines that have any text; those with tags alone are none. */
const textsOf = ({ lines }: TurnRecord): string[] => lines.map(({ text }) => even(text)).filter((text) => text !== '');

function drawn(request: ChanceRequest, decide: Decide): unknown {
  if (request.kind === 'random') return request.low + decide(new Array<number>(request.high - request.low + 1).fill(1));
  if (request.kind === 'external') return decide([1, 1]) === 1;
  return request.outcomes[decide(request.outcomes.map(() => 1))];
}

function castIn(story: Story): string[] {
  return (story.globalTags ?? [])
    .filter((tag) => /^\s*cast\s*:/.test(tag))
    .flatMap((tag) => tag.slice(tag.indexOf(':') + 1).split(','))
    .map((name) => name.trim());
}

/** docs/stats.md, word for word. */
function weighed(
  choices: readonly TextAndTags[],
  known: readonly boolean[],
  cast: readonly string[],
  reader: Reader,
): number[] {
  const value = ({ tags }: TextAndTags, key: string): string | undefined =>
    tags
      .find((tag) => tag.trim().startsWith(`${key}:`))
      ?.trim()
      .slice(key.length + 1)
      .trim();
  const others = choices.map((choice) => cast.includes(value(choice, 'by') ?? ''));
  let table = [...choices.keys()].filter((i) => {
    const will = value(choices[i], 'will');
    return !others[i] || will === undefined || !['', '0', 'false'].includes(will);
  });
  const weights = choices.map(({ tags }) =>
    tags.reduce((product, tag) => {
      const weight = /^\s*weight\s*:(.*)$/.exec(tag);
      return product * (weight === null ? (reader.weights[tag.trim()] ?? 1) : Number(weight[1]));
    }, 1),
  );
  const none = table.every((i) => weights[i] === 0);
  table = table.filter((i) => none || weights[i] > 0);
  const own = table.filter((i) => !others[i]);
  const fresh = own.filter((i) => !known[i]);
  const preferred = { evenly: own, first: own.slice(0, 1), unseen: fresh.length > 0 ? fresh : own }[reader.prefers];
  return choices.map((_, i) =>
    table.includes(i) && (others[i] || preferred.includes(i)) ? (none ? 1 : weights[i]) : 0,
  );
}

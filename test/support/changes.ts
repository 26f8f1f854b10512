import { compare } from '../../src/changes/compare.ts';
import type { Changes, ContentChange } from '../../src/changes/types.ts';
import type { Judged } from '../../src/changes/version.ts';
import { Ways } from '../../src/changes/ways.ts';
import { type CheckOptions, checkStory } from '../../src/project.ts';
import { statisticsOf } from '../../src/statistics.ts';
import type { Files } from '../../src/text/files.ts';

/** Files that are only in memory. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    read: (path) => (texts[path] === undefined ? null : new TextEncoder().encode(texts[path])),
    list: (folder) => (folder === '.' ? Object.keys(texts) : null),
  };
}

/** Checks a story that is given as its text, or as texts by the names of their files, of which `story.ink` is the story. */
export async function judgedOf(
  story: string | Readonly<Record<string, string>>,
  options: Partial<CheckOptions> = {},
): Promise<Judged> {
  const files = filesOf(typeof story === 'string' ? { 'story.ink': story } : story);
  const { analysis, context, diagnostics } = await checkStory('story.ink', files, { clock: () => 0, ...options });
  if (analysis === null || context === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { analysis, context, diagnostics };
}

/** The same, with playthroughs that show its content, and with its odds. */
export async function judgedInFull(story: string, options: Partial<CheckOptions> = {}): Promise<Judged> {
  const files = filesOf({ 'story.ink': story });
  const { readings, stats } = await statisticsOf('story.ink', files, { clock: () => 0, ...options });
  if (readings === null || stats === null) throw new Error('this story can’t be read');
  return { ...(await judgedOf(story, options)), ways: new Ways(readings), stats };
}

/** What is different between two stories. */
export async function changesOf(
  before: string | Readonly<Record<string, string>>,
  now: string | Readonly<Record<string, string>>,
  options: Partial<CheckOptions> = {},
): Promise<Changes> {
  return compare(await judgedOf(before, options), await judgedOf(now, options));
}

/** Content changes in short: `reached → unreachable: 2 lines, 1 choice: The first words` */
export const contentWords = (content: readonly ContentChange[]): string[] =>
  content.map(
    ({ before, now, lines, choices, quote }) => `${before} → ${now}: ${lines} lines, ${choices} choices: ${quote}`,
  );

/** A house with two ways out, and a gallery that asks for a candle. */
export const house = `VAR candle = false
-> hall

=== hall
The hall is cold, and the clock has stopped.
* [Take the candle]
    You take the candle from the sill.
    ~ candle = true
    -> hall
* (stairs) [Go up the stairs]
    The stairs complain at every step.
    -> gallery
* [Leave the house]
    You leave by the front door.
    -> garden

=== gallery
Frames without pictures hang here.
{ candle:
    By candlelight the frames seem full.
}
+ [Look out of the window]
    The window shows the garden by night.
    -> garden

=== garden
The garden is darker than the house.
-> END
`;

/** The house with something in it replaced. */
export const edited = (from: string | RegExp, to: string): string => {
  if (house.replace(from, to) === house) throw new Error(`nothing is edited: ${from}`);
  return house.replace(from, to);
};

/** The endings in short: `gained cellar`, and `?gained cellar` where that is not certain. */
export const endings = ({ endings }: Changes): string[] =>
  endings.map(({ change, certain, before, now }) => `${certain ? '' : '?'}${change} ${(now ?? before)!.passage}`);

/** The findings in short, in the same way. */
export const findings = ({ findings }: Changes): string[] =>
  findings.map(({ change, certain, before, now }) => `${certain ? '' : '?'}${change} ${(now ?? before)!.code}`);

/** No edits. */
export const none = { added: 0, removed: 0, edited: 0, moved: 0 };

/** What is different between two stories that are explored to different limits. */
export async function compareWith(
  before: string,
  optionsBefore: object,
  now: string,
  optionsNow: object,
): Promise<Changes> {
  return compare(await judgedOf(before, optionsBefore), await judgedOf(now, optionsNow));
}

import type { Analysis } from '../../src/findings/types.ts';
import { checkStory } from '../../src/project.ts';
import type { Files } from '../../src/text/files.ts';
import { asideStory } from './asidestories.ts';
import { castStory } from './caststories.ts';
import { filesOf } from './promises.ts';
import { promisesAbout } from './promisestories.ts';

/** Everything in a report that doesn't tell of states. How far numbers were told apart, and so where a list of them ends, depends on states, too. */
const told = ({ exploration, ...rest }: Analysis): string =>
  JSON.stringify({ ...rest, exploration: { ...exploration, states: 0, transitions: 0 } }, (key, value) => {
    if (key === 'situations') return 0;
    return typeof value === 'bigint'
      ? String(value)
      : typeof value === 'string'
        ? value.replace(/( is only ever -?\d+).*/, '$1 …')
        : value;
  });

/** Whether a report with texts told apart says the same as one with all texts in the states, and has fewer states; null where it has as many, or there is none. */
export async function compared(path: string, files: Files): Promise<boolean | null> {
  const options = { clock: () => 0, maxStates: 3000, whole: true };
  const whole = await checkStory(path, files, options);
  if (whole.analysis?.exploration.exhaustive !== true) return null;
  const { analysis, context } = await checkStory(path, files, { ...options, onlyReport: true });
  if (told(analysis!) !== told(whole.analysis)) return false;
  // who sets what, which is told of people who wait for one another
  if (String(context!.model.setters) !== String(whole.context!.model.setters)) return false;
  return analysis!.exploration.states < whole.analysis.exploration.states ? true : null;
}

/** The same of a story that is given as texts, by the names of their files. */
export const reports = (files: Readonly<Record<string, string>>): Promise<boolean | null> =>
  compared('story.ink', filesOf(files));

/** A story with some promises about it. */
export const promised = (seed: number): Readonly<Record<string, string>> => {
  const source = asideStory(seed);
  return { 'story.ink': source, 'story.promises': promisesAbout(source, seed).slice(0, 2).join('\n') };
};

/** A story in which a variable is followed within a range only. */
export const ranged = (seed: number): Readonly<Record<string, string>> => ({
  'story.ink': asideStory(seed),
  'redthread.json': JSON.stringify({
    ranges: { [seed % 2 === 0 ? 'fear' : 'cold']: { from: -1, to: 1 + (seed % 3) } },
  }),
});

/** People who act, in a light that is only described. */
export function company(seed: number): string {
  let moves = 0;
  const lit = castStory(seed, { rounds: 3 })
    .replace('They look at each other.', 'They look at each other. {glow > 1: It glows.|It is dark.} {&One|Two}')
    .replaceAll('\n-> hub\n', () => (++moves % 2 === 0 ? '\n~ glow = glow + 1\n-> hub\n' : '\n-> hub\n'));
  const lines = lit.replace('VAR shared = 0', 'VAR shared = 0\nVAR glow = 0').split('\n');
  return (seed % 2 === 0 ? lines : lines.toSpliced(1, 0, '# owns: ada glow')).join('\n');
}

import { slotsAsked } from '../../src/findings/promises/asked.ts';
import type { Heard } from '../../src/findings/promises/breaches.ts';
import { type Judged, judgePromises } from '../../src/findings/promises/judge.ts';
import { Prospects } from '../../src/findings/promises/prospects.ts';
import { Proofs } from '../../src/findings/verdicts.ts';
import { atOnce } from '../../src/machine/bits.ts';
import { Hearing } from '../../src/machine/hearing.ts';
import { allReductions, Kept } from '../../src/machine/reduction.ts';
import { StoryModel } from '../../src/machine/storymodel.ts';
import { callingStory, countingStory } from './explorestories.ts';
import { generateStory } from './generate.ts';
import { askStory, checkPromises } from './promises.ts';
import { promisesAbout, questionsAbout } from './promisestories.ts';

/** What is known of a story's promises with next to nothing explored, by abstractions and searches of so many steps; null where the story can't be read or is over at once. */
export function judgedBeside(source: string, promises: readonly string[], steps: number): Judged | null {
  const story = askStory(source, promises, 1);
  if (story === null || story.moments.context.exhaustive) return null;
  const { asked, moments } = story;
  const { context } = moments;
  const make = (kept: Kept): Heard => {
    const hearing = new Hearing(asked.wanted, asked.asksBy);
    return { hearing, model: new StoryModel(asked.program, kept, undefined, undefined, hearing) };
  };
  const kept = new Kept(asked.program, allReductions, slotsAsked(asked));
  const prospects = new Prospects(make, kept, context.program, asked);
  const proofs = Proofs.of(context.model);
  for (const times of [1, 2]) {
    if (proofs !== null) atOnce(prospects.prove(proofs, times));
    atOnce(prospects.seek(steps / 2, proofs));
  }
  return judgePromises(moments, asked.promises, false, prospects);
}

/** How what is known of promises beside an exploration compares with what the whole exploration says. */
export interface Compared {
  /** Promises that were proved to be kept or broken, or of which a search found what becomes of them. */
  readonly proved: number;
  readonly found: number;
  /** What is not so in the whole, or could have been found and wasn't. */
  readonly wrong: readonly string[];
}

/** Compares for a generated story; null where it can't be read, or is too large to explore. */
export function compareBeside(seed: number): Promise<Compared | null> {
  const source = [
    () => generateStory(seed, { size: 1, finite: seed % 2 === 0 }).source,
    () => countingStory(seed),
    () => callingStory(seed),
  ][seed % 3]();
  const possible = questionsAbout(source).map((question) => `always possible ${question}`);
  const promises = [...promisesAbout(source, seed), ...promisesAbout(source, seed + 1), ...possible.slice(0, 4)];
  return compareStory(source, promises);
}

/** The same for one story. */
export async function compareStory(source: string, promises: readonly string[]): Promise<Compared | null> {
  const { analysis } = await checkPromises(source, promises, { maxStates: 3000 });
  const beside = judgedBeside(source, promises, 40_000);
  if (analysis?.exploration.exhaustive !== true || beside === null) return null;
  const wrong: string[] = [];
  let [proved, found] = [0, 0];
  beside.promises.forEach(({ text, verdict, evidence, searched }, i) => {
    const whole = analysis.promises[i];
    if (whole.verdict === 'unknown') return;
    if (verdict !== 'unknown' && evidence === 'proved') proved++;
    if (searched === true) found++;
    // that somebody can't force it no playthrough shows, nor does one without end
    const couldBeFound = whole.playthrough !== null && whole.loop === null && !/ force /.test(text);
    if (verdict === 'unknown' ? couldBeFound : verdict !== whole.verdict)
      wrong.push(`${text}: ${verdict}, in the whole ${whole.verdict}\n${source}`);
  });
  return { proved, found, wrong };
}

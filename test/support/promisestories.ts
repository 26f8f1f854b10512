import { allReductions, noReductions } from '../../src/machine/reduction.ts';
import { generateStory } from './generate.ts';
import { checkPromises } from './promises.ts';
import { Random } from './random.ts';

const forms: readonly ((e: string, f: string) => string)[] = [
  (e) => `always ${e}`,
  (e) => `never ${e}`,
  (e) => `sometimes ${e}`,
  (e) => `eventually ${e}`,
  (e) => `always possible ${e}`,
  (e) => `in every ending ${e}`,
  (e, f) => `${e} leads to ${f}`,
  (e, f) => `${e} only after ${f}`,
  (e) => `${e} at most once`,
  (e, f) => `after ${e}: eventually ${f}`,
  (e, f) => `before ${e}: never ${f}`,
  (e, f) => `between ${e} and (not ${f}): never ${f}`,
  (e) => `the reader can force ${e}`,
];

/** Things to ask of a story, from its own names and words. */
export function questionsAbout(source: string): string[] {
  const globals = [...source.matchAll(/^(?:VAR|LIST) (\w+)/gm)].map((match) => match[1]);
  const knots = [...source.matchAll(/^==+ *(?!function)(\w+) *=*$/gm)].map((match) => match[1]);
  return [
    ...globals.flatMap((name) => [name, `${name} == 1`, `not ${name}`]),
    ...globals.slice(1).map((name, i) => `${name} != ${globals[i]}`),
    ...knots.flatMap((name) => [name, `${name} > 1`, `${name} % 2 == 1`]),
  ];
}

function wordsAbout(source: string): string[] {
  const knots = [...source.matchAll(/^==+ *(?!function)(\w+) *=*$/gm)].map((match) => match[1]);
  return [
    'ended()',
    ...knots.flatMap((name) => [`at(-> ${name})`, `ended_at(-> ${name})`]),
    ...['river', 'stone', 'nods', 'falls'].flatMap((word) => [`said("${word}")`, `offered("${word}")`]),
  ];
}

/** Some promises about a story; those of every third seed listen to its words. */
export function promisesAbout(source: string, seed: number): string[] {
  const random = new Random(seed);
  const all = [
    ...questionsAbout(source),
    ...wordsAbout(source).filter((word) => seed % 3 === 0 || !/said|offered/.test(word)),
  ];
  const pick = (): string => all[random.below(all.length)];
  return Array.from({ length: 6 }, () => forms[random.below(forms.length)](pick(), pick()));
}

/**
 * How the verdicts of a generated story's promises differ between an exploration that leaves out what it can and one that leaves out
 * nothing: null where they don't, undefined where one of them was too large or the story can't be read.
 */
export async function reducedDifference(seed: number, states: number): Promise<string | null | undefined> {
  const { source } = generateStory(seed, { size: 1, finite: seed % 4 !== 0, acyclic: seed % 2 === 1 });
  const promises = promisesAbout(source, seed);
  const told: string[] = [];
  for (const reductions of [allReductions, noReductions]) {
    const { analysis } = await checkPromises(source, promises, { reductions, maxStates: states });
    if (analysis === null || !analysis.exploration.exhaustive) return undefined;
    const verdicts = analysis.promises.map(
      ({ text, verdict, evidence, playthrough, loop }) =>
        `${text}: ${verdict} ${evidence} ${playthrough?.length ?? '-'} ${loop === null ? '' : 'for ever'}`,
    );
    told.push(verdicts.join('\n'));
  }
  return told[0] === told[1] ? null : `seed ${seed}\n${told[0]}\n\nwith nothing left out\n${told[1]}\n\n${source}`;
}

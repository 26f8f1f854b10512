import { countWays } from '../graph/analyse.ts';
import { insideTags } from '../program/flow.ts';
import { Op } from '../program/opcodes.ts';
import { addressesOf, type Program } from '../program/program.ts';
import type { Context } from './context.ts';
import type { Exploration, StoryFacts } from './types.ts';

/** What a story consists of. A word is what stands between blanks, in any text that can be shown but tags. */
export function storyFacts(program: Program): StoryFacts {
  const { a, strings, placeOf, places } = program;
  const inTag = insideTags(program);
  let words = 0;
  let unplaced = 0;
  const lines = new Set<string>();
  for (const pc of addressesOf(program, Op.Text)) {
    if (inTag[pc] === 1) continue;
    const count = strings[a[pc]].match(/\S+/g)?.length ?? 0;
    words += count;
    if (count === 0) continue;
    const place = placeOf[pc] < 0 ? null : places[placeOf[pc]];
    if (place === null) unplaced++;
    else lines.add(`${place.file}:${place.line}`);
  }
  return {
    file: program.file,
    words,
    knots: program.passages.filter((passage) => passage.kind === 'knot').length,
    choices: program.choices.length,
    lines: lines.size + unplaced,
  };
}

/** How many different complete playthroughs there are, and how many choices the longest has. */
export function playthroughFacts(context: Context): Pick<Exploration, 'playthroughs' | 'atLeast' | 'longest'> {
  const left = new Set(
    [...context.finals()].filter(({ kind }) => kind === 'cut' || kind === 'long').map(({ state }) => state),
  );
  const weight = (state: number): number => (context.isChoice(state) ? 1 : 0);
  const { count, longest } = countWays(
    context.graph,
    weight,
    (state) => !left.has(state),
    (state) => context.weights(state),
  );
  const atLeast = count === 'infinite' ? count : count.toString();
  if (context.exhaustive) return { playthroughs: atLeast, atLeast, longest };
  const counted = context.proofs?.playthroughs ?? null;
  if (counted === 'infinite') return { playthroughs: counted, atLeast: counted, longest: counted };
  if (counted === null) return { playthroughs: null, atLeast, longest: null };
  return { playthroughs: counted.count.toString(), atLeast: counted.count.toString(), longest: counted.longest };
}

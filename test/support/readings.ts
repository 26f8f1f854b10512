import type { Story } from 'inkjs/engine/Story';
import type { Step } from '../../src/findings/types.ts';
import type { StoryModel } from '../../src/machine/storymodel.ts';
import { Telling } from '../../src/machine/telling.ts';
import type { Moment, Reading, ReadingList } from '../../src/measures/covertypes.ts';
import type { Read } from '../../src/measures/stakes.ts';
import { choiceTexts, prose } from '../../src/program/flow.ts';
import { contextOf, type ExploreOptions, explore } from './explore.ts';
import { replay } from './explorewitness.ts';
import { type Pair, pairOf } from './routes.ts';

/** A story, explored with its words. */
export interface Explored extends Read, Pair {
  readonly model: StoryModel;
}

export function readPair(pair: Pair, options: ExploreOptions = {}): Explored {
  const starts = options.entries?.length ?? 1;
  let telling = new Telling(starts);
  const listener = (): Telling => (telling = new Telling(starts));
  const explored = explore(pair.program, { states: 2000, ...options, listener });
  const bound = options.states ?? 2000;
  const stopped = explored.exhaustive ? null : ({ kind: 'states', bound, growing: [] } as const);
  return { ...pair, context: contextOf(explored), telling, stopped, model: explored.model };
}

/** The same from a source that must compile. */
export function readStory(source: string, options: ExploreOptions = {}): Explored {
  const pair = pairOf(source, 'read');
  if ('refused' in pair) throw new Error(pair.refused);
  return readPair(pair, options);
}

interface Words {
  readonly text: string;
  readonly tags: readonly string[];
}

/** Words as one text; empty lines don't count. */
const asText = (words: readonly Words[]): string =>
  words
    .map(({ text, tags }) => [text.replace(/\s+/g, ' ').trim(), ...tags.map((tag) => `# ${tag}`)].join(' '))
    .filter((text) => text.trim() !== '')
    .join('\n');

/** The first way in which a reading is not what the official runtime shows along its steps; null where there is none. */
export function readingFault(story: Story, model: StoryModel, { steps, moments }: Reading): string | null {
  const { fault, turns } = replay(story, model, steps);
  if (fault !== null) return fault;
  const parts: Moment[][] = [];
  for (const moment of moments) {
    if (moment.step !== null && 'chance' in moment.step && parts.length > 0) parts[parts.length - 1].push(moment);
    else parts.push([moment]);
  }
  for (const [i, { lines, choices, overran, crash }] of turns.entries()) {
    if (overran || crash !== null) continue;
    const part = parts[i];
    const read = `${asText(part.flatMap((moment) => moment.lines))}\n* ${asText(part[part.length - 1].offers)}`;
    const played = `${asText(lines)}\n* ${asText(choices)}`;
    if (read !== played) return `turn ${i}: read ${read}\nplayed ${played}`;
    const taken = part[part.length - 1].offers.findIndex((offer) => offer.taken);
    const next = parts[i + 1]?.[0].step;
    if (next && 'choice' in next && next.choice !== taken) return `turn ${i}: ${next.choice} is taken, not ${taken}`;
  }
  return null;
}

/**
 * What readings should show of what an exploration came to and don't, as addresses: of prose, of choices on offer and (negative) of choices
 * taken. What they show is what their steps come to in the graph.
 */
export function notShown({ context, telling, model }: Explored, { readings }: ReadingList): number[] {
  const { program, graph } = context;
  const shown = new Set<number>();
  for (const { steps } of readings) {
    const entry = Math.max(
      0,
      model.entries.findIndex(({ path, sets }) => isEntry(steps[0], path, sets)),
    );
    let state = graph.starts[entry];
    for (const piece of telling.atStart(entry).pieces) shown.add(piece);
    for (const step of steps) {
      if ('entry' in step) continue;
      const { kind, offers } = context.read(state);
      if ('choice' in step && kind === 'choice') shown.add(-program.choices[offers[step.choice].point].address);
      const label = 'choice' in step ? step.choice : step.chance;
      let t = graph.first.at(state);
      while (graph.labels.at(t) !== label) t++;
      for (const piece of telling.of(t).pieces) shown.add(piece);
      state = graph.targets.at(t);
    }
  }
  const reached = new Set<number>();
  for (let s = 0; s < graph.states; s++) {
    if (!context.isChoice(s)) continue;
    for (const { point } of context.read(s).offers) {
      reached.add(program.choices[point].address);
      if (s < graph.expanded) reached.add(-program.choices[point].address);
    }
  }
  const inChoice = choiceTexts(program);
  const isProse = prose(program);
  for (const pc of program.op.keys())
    if (isProse[pc] === 1 && inChoice[pc] === 0 && (context.covered(pc) & 1) !== 0) reached.add(pc);
  for (const { address, isFallback } of program.choices)
    if (!isFallback && (context.covered(address) & 8) !== 0) reached.add(address);
  return [...reached].filter((thing) => !shown.has(thing));
}

function isEntry(step: Step | undefined, path: string, sets: object): boolean {
  if (step === undefined || !('entry' in step)) return path === '';
  return step.entry === path && JSON.stringify(step.sets) === JSON.stringify(sets);
}

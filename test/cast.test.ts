import { describe, expect, it } from 'vitest';
import { movesOf } from '../src/findings/moves.ts';
import { noReductions } from '../src/machine/reduction.ts';
import { castStory } from './support/caststories.ts';
import { contextOf, type Explored, explore } from './support/explore.ts';
import { compareReductions, naiveDifference } from './support/explorecompare.ts';
import { replay } from './support/explorewitness.ts';
import { exploreNaively } from './support/naive.ts';
import { type Pair, pairOf } from './support/routes.ts';

function pairFor(source: string): Pair {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(`${pair.refused}\n${source}`);
  return pair;
}

/** Who makes each choice and whether they will, in every state, as our exploration has it and as the official runtime's tags say. */
function actors({ story }: Pair, explored: Explored): { ours: string[]; theirs: string[] } {
  const context = contextOf(explored);
  const { graph } = explored;
  const { names, by, willing } = movesOf(context);
  const ours: string[] = [];
  const theirs: string[] = [];
  for (let s = 0; s < graph.expanded; s++) {
    if (!context.isChoice(s)) continue;
    const { last } = replay(story, explored.model, context.witnesses.toState(s).steps);
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      ours.push(`${s} ${names[by[t]]} ${willing[t]}`);
      const { tags } = last!.choices[graph.labels.at(t)];
      const said = (key: string): string | undefined =>
        tags
          .find((tag) => tag.startsWith(`${key}:`))
          ?.slice(key.length + 1)
          .trim();
      const will = said('will');
      theirs.push(`${s} ${said('by') ?? 'the reader'} ${will === 'false' || will === '0' || will === '' ? 0 : 1}`);
    }
  }
  return { ours, theirs };
}

/** Each choice with who makes it and whether they will, wherever it is offered. */
function movesSeen(explored: Explored): string[] {
  const context = contextOf(explored);
  const { by, willing } = movesOf(context);
  const seen = new Set<string>();
  for (let t = 0; t < explored.graph.transitions; t++) {
    const { offers } = context.read(explored.graph.sourceOf(t));
    const point = by[t] < 0 ? -1 : offers[explored.graph.labels.at(t)].point;
    seen.add(`${point} ${by[t]} ${willing[t]}`);
  }
  return [...seen].sort();
}

describe('who makes a choice and whether they will', () => {
  it('is what its tags say in the official runtime, in every state', { timeout: 60_000 }, () => {
    let willing = 0;
    let unwilling = 0;
    for (let seed = 0; seed < 24; seed++) {
      const pair = pairFor(castStory(seed, { chance: seed % 3 === 0 }));
      const explored = explore(pair.program, { states: 40 });
      const { ours, theirs } = actors(pair, explored);
      expect({ seed, actors: ours }).toEqual({ seed, actors: theirs });
      willing += ours.filter((each) => / ada 1$/.test(each)).length;
      unwilling += ours.filter((each) => / ada 0$/.test(each)).length;
    }
    expect(Math.min(willing, unwilling)).toBeGreaterThan(100);
  });

  it('is kept by every reduction', { timeout: 60_000 }, () => {
    let compared = 0;
    for (let seed = 100; seed < 112; seed++) {
      const { program, story } = pairFor(castStory(seed, { chance: seed % 3 === 0, rounds: 3 }));
      const { reduced, states, difference } = compareReductions(program, { states: 3000 });
      const naive = naiveDifference(reduced, exploreNaively(story, program, { turns: 150, states: 150 }));
      expect({ seed, difference, naive }).toEqual({ seed, difference: null, naive: null });
      if (states.none === undefined) continue;
      compared++;
      const unreduced = explore(program, { states: 3000, reductions: noReductions });
      expect({ seed, moves: movesSeen(reduced) }).toEqual({ seed, moves: movesSeen(unreduced) });
    }
    expect(compared).toBeGreaterThan(8);
  });
});

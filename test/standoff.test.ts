import { describe, expect, it } from 'vitest';
import type { CastMove, Standoff, Step } from '../src/findings/types.ts';
import { castStory } from './support/caststories.ts';
import { analysisOf, explore } from './support/explore.ts';
import { replay } from './support/explorewitness.ts';
import { searchCast } from './support/naivecast.ts';
import { type Pair, pairOf } from './support/routes.ts';

function pairFor(source: string): Pair {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(`${pair.refused}\n${source}`);
  return pair;
}

const named = ({ by, text }: CastMove): string => `${by}: ${text}`;

/** The choices of a playthrough, and for each turn, the first one included, the outcomes of chance. */
function taken(steps: readonly Step[]): { choices: number[]; outcomes: number[][] } {
  const choices: number[] = [];
  const outcomes: number[][] = [[]];
  for (const step of steps) {
    if ('chance' in step) outcomes[outcomes.length - 1].push(step.chance);
    else if ('choice' in step) {
      choices.push(step.choice);
      outcomes.push([]);
    }
  }
  return { choices, outcomes };
}

const ofKind = (standoffs: readonly Standoff[], kind: Standoff['kind']): Standoff[] =>
  standoffs.filter((each) => each.kind === kind);

/** What each standoff says, as a text to compare: its moves, how many moves lead there, and every way out. */
function told({ unwilling, asTheyWill, playthrough, waysOut }: Standoff): string {
  const moves = [...new Set(unwilling.map(named))].sort().join(', ');
  const ways = waysOut.map(({ moves, certain }) => `${moves.map(named).sort().join(' + ')}${certain ? ' !' : ''}`);
  return `${moves} ${asTheyWill} ${taken(playthrough).choices.length}: ${ways.sort().join(', ')}`;
}

describe('standoffs and livelocks of generated stories', () => {
  it('are those that a plain search by the official runtime finds', { timeout: 120_000 }, () => {
    const seen = { standoffs: 0, livelocks: 0, ways: 0, willed: 0 };
    for (let seed = 0; seed < 20; seed++) {
      const source = castStory(seed, { plain: true, chance: seed % 4 === 0 });
      const { story, program } = pairFor(source);
      const explored = explore(program, { states: 4000 });
      const naive = searchCast(story, 300);
      if (naive === null || !explored.exhaustive) continue;
      const { cast } = analysisOf(explored);
      const standoffs = ofKind(cast!.standoffs, 'standoff');
      const theirs = standoffs.map((standoff) => {
        const { choices, outcomes } = taken(standoff.playthrough);
        const moves = [...new Set(standoff.unwilling.map(named))].sort().join(', ');
        const { willed, any } = naive.standoffs.get(moves) ?? { willed: -2, any: -2 };
        return `${moves} ${willed >= 0} ${willed >= 0 ? willed : any}: ${naive.waysOut(choices, outcomes).join(', ')}`;
      });
      expect({ seed, standoffs: standoffs.map(told) }).toEqual({ seed, standoffs: theirs });
      expect({ seed, number: standoffs.length }).toEqual({ seed, number: naive.standoffs.size });
      const livelocks = ofKind(cast!.standoffs, 'livelock');
      expect({ seed, livelocks: livelocks.length > 0 }).toEqual({ seed, livelocks: naive.livelocks });
      for (const { playthrough, round } of livelocks) {
        const { choices, outcomes } = taken(playthrough);
        const again = taken([...playthrough, ...round]);
        expect(naive.goesRound(choices, outcomes) && naive.goesRound(again.choices, again.outcomes)).toBe(true);
      }
      seen.standoffs += standoffs.length;
      seen.willed += standoffs.filter(({ asTheyWill }) => asTheyWill).length;
      seen.livelocks += livelocks.length;
      seen.ways += standoffs.flatMap(({ waysOut }) => waysOut).length;
      for (const standoff of cast!.standoffs) {
        const last = replay(story, explored.model, standoff.playthrough);
        expect(last.fault).toBeNull();
        for (const way of standoff.waysOut) {
          const end = replay(story, explored.model, way.playthrough);
          expect({ seed, fault: end.fault, choices: end.last?.choices, errors: end.last?.errors }).toEqual({
            seed,
            fault: null,
            choices: [],
            errors: [],
          });
        }
      }
    }
    expect(Math.min(seen.standoffs, seen.livelocks, seen.ways)).toBeGreaterThan(5);
    expect(seen.willed).toBeGreaterThan(1);
  });
});

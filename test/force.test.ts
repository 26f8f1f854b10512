import { describe, expect, it } from 'vitest';
import type { Context } from '../src/findings/context.ts';
import { endStates } from '../src/findings/endings.ts';
import { findForce } from '../src/findings/force.ts';
import { type Moves, movesOf } from '../src/findings/moves.ts';
import type { Force } from '../src/findings/types.ts';
import { Arena, canForce, type Region } from '../src/graph/games.ts';
import { castStory } from './support/caststories.ts';
import { contextOf, explore } from './support/explore.ts';
import { replay } from './support/explorewitness.ts';
import { Random } from './support/random.ts';
import { type Pair, pairFromFile, pairOf } from './support/routes.ts';

function sound(pair: ReturnType<typeof pairOf>): Pair {
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
}

const forceOf = (source: string, states?: number): readonly Force[] | null =>
  findForce(contextOf(explore(sound(pairOf(source, 'shared')).program, { states })));

const door = (inside: string): string => `# cast: ada, ben
-> door
=== door
Two people and a door.
${inside}
=== gone
Gone.
-> END
=== kept
Still here.
-> END`;

describe('who can force an ending', () => {
  it('is whoever alone decides', () => {
    const source = door('+ [Go. # by: ada] -> gone\n+ [Stay. # by: ada] -> kept');
    for (const force of forceOf(source)!) {
      expect(force.coalitions).toEqual([{ who: ['ada'], how: 'surely' }]);
      expect(force.prevent).toEqual(['ada']);
    }
  });

  it('is nobody alone where either may be quicker; each can prevent what they themselves would do', () => {
    const [gone, kept] = forceOf(door('+ [Go. # by: ada] -> gone\n+ [Lock it. # by: ben] -> kept'))!;
    expect(gone).toMatchObject({ coalitions: [{ who: ['ada', 'ben'], how: 'surely' }], prevent: ['ada'] });
    expect(kept).toMatchObject({ coalitions: [{ who: ['ada', 'ben'], how: 'surely' }], prevent: ['ben'] });
  });

  it('is one alone while the other acts only as they will', () => {
    const source = door('+ [Go. # by: ada # will: false] -> gone\n+ [Lock it. # by: ben # will: false] -> kept');
    const [gone] = forceOf(source)!;
    expect(gone.coalitions).toEqual([{ who: ['ada', 'ben'], how: 'surely' }]);
    expect(gone.asTheyWill).toEqual([{ who: ['ada'], how: 'surely' }]);
  });

  it('is nobody where it comes about by itself', () => {
    const source = door('+ [Go. # by: ada] -> gone\n+ [Lock it. # by: ben # will: false] -> kept');
    const [gone] = forceOf(source)!;
    expect(gone.asTheyWill).toEqual([{ who: [], how: 'surely' }]);
    expect(forceOf('-> a\n=== a\n+ [On] -> b\n+ [Round] -> a\n=== b\n-> END')).toEqual([
      {
        passage: 'b',
        coalitions: [{ who: ['the reader'], how: 'surely' }],
        asTheyWill: [{ who: ['the reader'], how: 'surely' }],
        prevent: ['the reader'],
        largest: null,
      },
    ]);
    expect(forceOf('-> a\n=== a\n+ [On] -> b\n+ [Along] -> b\n=== b\n-> END')).toMatchObject([
      { coalitions: [{ who: [], how: 'surely' }], prevent: [] },
    ]);
  });

  it('says how surely where chance takes part', () => {
    const toss = (tails: string): string =>
      `-> toss\n=== toss\n+ [Toss.] -> coin\n+ [Leave it.] -> bored\n=== coin\n{RANDOM(0, 1) == 1: -> heads}\n${tails}\n=== heads\nHeads.\n-> END\n=== bored\nBored.\n-> END`;
    const how = (source: string): unknown =>
      forceOf(source)!
        .find(({ passage }) => passage === 'heads')!
        .coalitions.map((each) => each.how);
    expect(how(toss('-> toss'))).toEqual(['almost surely']);
    expect(how(toss('-> bored'))).toEqual(['with luck']);
    expect(how(toss('-> heads'))).toEqual(['surely']);
  });

  it('is not told where the exploration did not finish', () => {
    expect(forceOf('VAR n = 0\n-> a\n=== a\n{n > 1000: -> END}\n+ [More]\n~ n++\n-> a\n+ [Out] -> END', 50)).toBe(null);
  });
});

/** Plays on from the start: by the strategy, or against the coalition by the counter-strategy, and otherwise at random. */
function playOut(
  context: Context,
  { won, move }: Region,
  by: Int8Array,
  members: Uint8Array,
  random: Random,
): number[] {
  const { graph } = context;
  const way: number[] = [];
  for (let s = 0; way.length < (won[0] === 1 ? 1000 : 12) && graph.first.at(s) < graph.first.at(s + 1); ) {
    const all = Array.from({ length: graph.first.at(s + 1) - graph.first.at(s) }, (_, i) => graph.first.at(s) + i);
    const ours = all.filter((t) => members[by[t]] === 1);
    const theirs = all.filter((t) => !ours.includes(t));
    // where the coalition wins the others do as they like; where it loses they take their move, or wait
    const picked = move[s] < 0 ? [] : [move[s]];
    const may = won[s] === 1 ? [...picked, ...theirs] : picked.length > 0 ? picked : ours.length > 0 ? ours : theirs;
    const t = random.pick(may);
    way.push(t);
    s = graph.targets.at(t);
  }
  return way;
}

/** Plays every strategy and counter-strategy for the endings of a story against random others, in the official runtime. */
function strategyFaults(pair: Pair, seed: number): { faults: string[]; won: number; lost: number } {
  const explored = explore(pair.program, { states: 400 });
  const context = contextOf(explored);
  const random = new Random(seed);
  const faults: string[] = [];
  let [won, lost] = [0, 0];
  const moves: Moves = movesOf(context);
  const arena = new Arena(context.graph, moves.by, moves.names.length);
  const ends = endStates(context);
  for (const passage of new Set(ends.map((end) => end.passage))) {
    const goals = new Uint8Array(context.graph.states);
    for (const end of ends) if (end.passage === passage) goals[end.state] = 1;
    for (let coalition = 0; coalition < 1 << moves.names.length; coalition++) {
      const members = Uint8Array.from(moves.names, (_, i) => (coalition >> i) & 1);
      const { surely } = canForce(arena, members, goals);
      const wins = surely.won[0] === 1;
      const way = playOut(context, surely, moves.by, members, random);
      const { steps, turns } = context.witnesses.along({ start: 0, transitions: way });
      const { fault, last } = replay(pair.story, explored.model, steps);
      if (fault !== null) faults.push(`${passage} ${coalition}: ${fault}`);
      const words = context.witnesses.toState(ends.find((end) => end.passage === passage)!.state).lastWords;
      const said = last?.lines.some((line) => line.text.trim() === words) === true && last.choices.length === 0;
      if (said !== wins)
        faults.push(`${passage} ${coalition}: ${wins ? 'not reached' : 'reached'} after ${turns.length}`);
      if (wins) won++;
      else lost++;
    }
  }
  return { faults, won, lost };
}

describe('strategies and counter-strategies', () => {
  it('do in the official runtime what they promise, in generated stories', () => {
    let [won, lost] = [0, 0];
    for (let seed = 0; seed < 6; seed++) {
      const source = castStory(seed, { rounds: 4 })
        .replaceAll('Gone.\n-> END', '-> gone')
        .concat('\n== gone\nGone.\n-> END');
      const result = strategyFaults(sound(pairOf(source, 'shared')), seed);
      expect({ seed, faults: result.faults }).toEqual({ seed, faults: [] });
      won += result.won;
      lost += result.lost;
    }
    expect(Math.min(won, lost)).toBeGreaterThan(4);
  });

  it('do so in Held', () => {
    const result = strategyFaults(sound(pairFromFile('stories/held/story.ink')), 1);
    expect(result.faults).toEqual([]);
    expect(Math.min(result.won, result.lost)).toBeGreaterThan(3);
  });
});

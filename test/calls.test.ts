import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { Calls, OpenCalls } from '../src/machine/calls.ts';
import { allReductions } from '../src/machine/reduction.ts';
import type { Program } from '../src/program/program.ts';
import { loadProject } from '../src/project.ts';
import { exportPromela } from '../src/promela/export.ts';
import { type Explored, explore } from './support/explore.ts';
import { sameGraph } from './support/explorecompare.ts';
import { walk } from './support/promela.ts';
import { pairOf } from './support/routes.ts';
import { setsDifference } from './support/symbolic.ts';
import { tunnelStory } from './support/tunnelstories.ts';
import { wordsDifference } from './support/wordscompare.ts';

function programOf(source: string): Program {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair.program;
}

/** People, each a tunnel, who introduce one another. */
const crowd = (people: number): Program =>
  loadProject(`bench/stories/crowd-${people}.ink`, nodeFiles()).project!.program;

/** A story explored with turns repeated from memory, and with all of them executed. */
function both(program: Program, states = 20_000): readonly [Explored, Explored] {
  return [explore(program, { states }), explore(program, { states, reductions: { ...allReductions, learn: false } })];
}

/** The first comparison with turns that are all executed that fails, in words; null where all agree. */
function difference(program: Program, states = 20_000): string | null {
  const [learned, executed] = both(program, states);
  if (!sameGraph(learned.graph, executed.graph)) return 'another graph';
  if (learned.model.cutCalls.size !== executed.model.cutCalls.size) return 'other calls that are too deep';
  const words = wordsDifference(program, { states });
  if (words !== null || !learned.exhaustive) return words;
  const { difference: sets } = setsDifference(learned);
  if (sets !== null) return `in sets: ${sets}`;
  const exported = exportPromela(learned.model, learned.graph);
  if (exported.obstacle !== null) return null;
  const { states: stored, transitions, stuck, unknown } = walk(exported.text);
  const { expected } = exported;
  const isSame =
    stored === expected.states && transitions === expected.transitions && stuck === expected.stuck && unknown === 0;
  return isSame ? null : `exported: ${stored} states, ${transitions} transitions`;
}

/** Those who wait for one another have something of their own, and lend it to the next; who is asked first isn't told. */
const lent = `-> hub
=== hub
+ [Straight in] -> outer(1) -> hub
+ [By the yard] -> yard -> hub
+ [Home] -> END
=== yard
+ [On] -> outer(1) ->
  + + [Back] ->->
=== outer(n)
~ temp own = n
+ [In] -> inner(own) ->
- {own == 2: Two.|Not two.}
+ {own == 2} [Good] ->->
+ {own != 2} [Bad] -> END
=== inner(ref x)
+ [Raise it]
  ~ x = x + 1
+ [Leave it]
- ->->
`;

/** Dice in a room that is come to from others, rolled by a function; a thread that offers a way deeper in; and ways that don't lead back. */
const dice = `VAR wins = 0
-> hub
=== hub
{wins > 1: -> END}
+ [Table] -> table -> hub
+ [Back room] -> room -> hub
=== room
It is dark.
<- whisper
+ [Table] Under the lamp <>
  -> table -> 
  and out again. ->->
+ [Out] ->->
=== whisper
+ [Follow] -> table -> room
- -> DONE
=== table
Dice lie here.
+ [Roll]
  ~ temp sum = roll(2)
  {sum > 3: You win{once()}.|You lose.}
  {sum == 4:
    ~ wins++
  }
  {sum == 2: ->-> hub}
+ [Look on]
- ->->
=== function roll(n)
~ temp first = RANDOM(1, 2)
~ return first * n
=== function once
{wins == 0: for once}
`;

/** A room in which chance comes before the choices, the first of which can be taken once. */
const chance = `VAR rounds = 0
-> hub
=== hub
~ rounds++
{rounds > 5: -> END}
+ [In] -> room -> hub
+ [Out] -> END
=== room
~ temp drawn = RANDOM(1, 2)
{drawn == 1: One.}
* [Look]
+ [Leave]
- ->->
`;

/** Goes on inside itself without end. */
const well = `VAR hold = 0
-> top
=== top
+ [Climb down] -> deeper -> END
+ [Leave] -> END
=== deeper
{hold == 1: -> fall}
+ [Deeper] -> deeper -> up
+ [Let go]
  ~ hold = 1
  -> fall
+ [Up] -> up
= up
->->
=== fall
-> deeper.up
`;

/** A call that goes very deep within a turn, and ends there. */
const shaft = `VAR left = 0
-> top
=== top
+ [A little] 
  ~ left = 3
  -> fall ->
  -> top
+ [Far]
  ~ left = 190
  -> room -> top
+ [Leave] -> END
=== room
+ [Fall] -> fall ->
  ->->
+ [Fall, and more]
  ~ left = left + 15
  -> fall ->
  ->->
=== fall
{left == 0:
  + [At the bottom] ->->
  + [Stay] -> END
- else:
  ~ left = left - 1
  -> fall ->
  ->->
}
- -> DONE
`;

describe('turns with calls that wait', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['who introduce one another', crowd(3)],
    ['that lend what is theirs', programOf(lent)],
    ['in which chance decides', programOf(dice)],
    ['in which chance comes first', programOf(chance)],
    ['that fall deep', programOf(shaft)],
  ])('are the same as executed, by words, in sets and as Promela: calls %s', (_, program) => {
    expect(difference(program)).toBeNull();
  });
  it('are the same where calls go on inside themselves until they are too deep', () => {
    const [learned, executed] = both(programOf(well));
    expect(sameGraph(learned.graph, executed.graph)).toBe(true);
    expect(learned.model.cutCalls.size).toBe(1);
    expect(executed.model.cutCalls.size).toBe(1);
  });
  it('are the same in generated stories', { timeout: 60_000 }, () => {
    let whole = 0;
    for (let seed = 0; seed < 12; seed++) {
      const pair = pairOf(tunnelStory(seed), 'shared');
      if ('refused' in pair) continue;
      whole++;
      expect({ seed, difference: difference(pair.program, 150) }).toEqual({ seed, difference: null });
    }
    expect(whole).toBeGreaterThan(9);
  });

  it('are learned once for all who wait', () => {
    const [learned, executed] = both(crowd(5));
    expect(sameGraph(learned.graph, executed.graph)).toBe(true);
    const { model, graph } = learned;
    expect(graph.states).toBe(873);
    expect(model.codec.canon.size).toBeGreaterThan(500);
    expect(model.learning().size).toBeLessThan(320);
  });

  it('lead elsewhere if it is not remembered which calls were looked at, and that is seen', () => {
    vi.spyOn(OpenCalls.prototype as unknown as { see(): void }, 'see').mockImplementation(() => {});
    expect(() => expect(difference(crowd(3))).toBeNull()).toThrow();
  });
  it('lead elsewhere if what is lent is taken for that of somebody else, and that is seen', () => {
    vi.spyOn(OpenCalls.prototype, 'seeAll').mockImplementation(() => {});
    expect(difference(programOf(lent))).not.toBeNull();
  });
  it('lead elsewhere if calls are taken for one another, and that is seen', () => {
    vi.spyOn(Calls.prototype as unknown as { content(): number }, 'content').mockImplementation(() => 0);
    expect(() => expect(explore(crowd(3)).graph.states).toBe(39)).toThrow();
  });
});

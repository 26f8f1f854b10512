import { describe, expect, it } from 'vitest';
import { allReductions, noReductions, type Reductions } from '../src/machine/reduction.ts';
import { Telling } from '../src/machine/telling.ts';
import { stakesOf } from '../src/measures/stakes.ts';
import type { Stakes } from '../src/measures/types.ts';
import { contextOf, explore } from './support/explore.ts';
import { countingStory } from './support/explorestories.ts';
import { replay } from './support/explorewitness.ts';
import { generateStory } from './support/generate.ts';
import { type Pair, pairOf } from './support/routes.ts';

function pair(source: string): Pair {
  const read = pairOf(source, 'shared');
  if ('refused' in read) throw new Error(read.refused);
  return read;
}

function stakes(
  source: string,
  good: readonly string[] = [],
  states = 5000,
  reductions: Reductions = allReductions,
): Stakes {
  const { program } = pair(source);
  let telling = new Telling(1);
  const explored = explore(program, { states, reductions, listener: () => (telling = new Telling(1)) });
  const stopped = explored.exhaustive ? null : ({ kind: 'states', bound: states, growing: [] } as const);
  return stakesOf({ context: contextOf(explored), telling, stopped }, good);
}

const doors = `-> hall
=== hall
+ [Wait] -> hall
+ [Cellar] -> cellar
+ [Garden] -> garden
=== garden
Roses.
-> END
=== cellar
It is dark.
+ [Dig] -> cellar
* [Sit] You sit.
  ** [Sleep] -> gone
- -> DONE
=== gone
Nobody finds you.
-> END
`;

describe('points of no return', () => {
  it('are told for each ending, with the earliest and the latest choice, and a playthrough', () => {
    const { closings } = stakes(doors);
    const told = closings.map(({ ending, points }) => [
      ending.passage,
      ...points.map(({ what, earliest, latest, always }) => `${what} ${earliest} ${latest} ${always}`),
    ]);
    expect(told).toEqual([
      ['garden', 'Cellar 1 infinite true'],
      ['gone', 'Garden 1 infinite true'],
    ]);
    expect(closings[0].points[0].playthrough).toEqual([{ choice: 1, text: 'Cellar' }]);
  });

  it('tell where a choice loses an ending only at times, and where chance does', () => {
    const source = `VAR key = false
-> shop
=== shop
* [Buy the key]
  ~ key = true
* [Buy bread]
- -> walk
=== walk
+ [Walk on] -> gate
=== gate
{RANDOM(1, 2) == 1: The wind is up.|-> storm}
+ {key} [Unlock] -> inside
+ [Turn back] -> outside
=== inside
-> END
=== outside
-> END
=== storm
-> END
`;
    const points = stakes(source).closings.map(({ ending, points }) => [
      ending.passage,
      ...points.map(
        ({ what, chance, earliest, latest, always }) => `${what} ${chance} ${earliest}-${latest} ${always}`,
      ),
    ]);
    expect(Object.fromEntries(points.map(([name, ...rest]) => [name, rest]))).toEqual({
      storm: ['RANDOM gives 1 true 2-2 false'],
      outside: ['RANDOM gives 2 true 2-2 false', 'Unlock false 3-3 true'],
      inside: ['Buy bread false 1-1 true', 'RANDOM gives 2 true 2-2 false', 'Turn back false 3-3 true'],
    });
  });

  it('claim neither the latest nor that it is so each time where not everything was explored', () => {
    const { closings, passed, indifferent, grade } = stakes(
      `VAR x = 0\n-> a\n=== a\n~ x = x + 1\n{x}\n+ [On] -> a\n+ [Out] -> b\n+ {x > 100000} [Far] -> c\n=== b\n-> END\n=== c\n-> END\n`,
      [],
      30,
    );
    expect({ passed, indifferent, grade }).toEqual({ passed: null, indifferent: null, grade: null });
    for (const { points } of closings)
      for (const { latest, always } of points) expect([latest, always]).toEqual([null, null]);
  });
});

describe('the scale of cruelty', () => {
  it('is merciful where an ending can always be reached', () => {
    expect(stakes(doors).grade).toBe('merciful');
  });

  it('is polite where whoever is lost sees it at once', () => {
    const { grade, losses } = stakes('-> a\n=== a\n+ [Jump] You fall.\n+ [Walk] -> b\n=== b\n-> END\n');
    expect([grade, losses.map(({ what, least, most }) => [what, least, most])]).toEqual(['polite', [['Jump', 0, 0]]]);
  });

  it('is worse where a reader goes on without knowing, for so many choices or for ever', () => {
    const lost = `-> a
=== a
* [Sell] -> sold
* [Keep] -> b
=== sold
+ [On] 
- + [Further]
- (round) + {LOOP} [Round] -> round
+ {not LOOP} [Stop]
=== b
-> END
`;
    const grades = [true, false].map((loop) => {
      const { grade, losses } = stakes(`CONST LOOP = ${loop}\n${lost}`);
      return [grade, ...losses.map(({ what, least, most }) => `${what} ${least} ${most}`)];
    });
    expect(grades).toEqual([
      ['worse', 'Sell Infinity infinite'],
      ['worse', 'Sell 3 3'],
    ]);
  });

  it('knows when all is lost from the start', () => {
    expect(stakes('-> a\n=== a\n+ [Round] -> a\n').grade).toBe('hopeless');
    expect(stakes(doors, ['cellar']).grade).toBe('hopeless');
  });

  it('counts only the endings that are good, where some are named', () => {
    expect(stakes(doors, ['garden']).grade).toBe('worse');
    expect(stakes(doors, ['garden', 'gone']).grade).toBe('merciful');
    expect(
      stakes('-> a\n=== a\n+ [Jump] -> death\n+ [Walk] -> b\n=== b\n-> END\n=== death\nYou die. -> END\n', ['b']).grade,
    ).toBe('polite');
  });
});

describe('what every reading passes', () => {
  it('is told in order, with passages, choices and lines', () => {
    const source = `Once.
-> one
=== one
* [Left] Left.
* [Right] Right.
- -> two
= unused
-> END
=== two
Here.
* [Only way] -> END
`;
    expect(stakes(source).passed?.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'passage one',
      'line Once.',
      'passage two',
      'line Here.',
      'choice Only way',
    ]);
  });

  it('is nothing where readings have nothing in common, or none comes to an ending', () => {
    expect(stakes('-> a\n=== a\n+ [Round] -> a\n').passed).toEqual([]);
  });
});

describe('choices that make no difference', () => {
  it('are told apart from those that change only words, and from those that matter', () => {
    const source = `VAR kind = false
VAR brave = false
VAR tall = false
-> one
=== one
* [Tea]
  Tea it is.
* [Coffee]
  Coffee it is.
- * [Smile]
  ~ kind = true
* [Frown]
  ~ kind = false
- * [Fight]
  ~ brave = true
* [Flee]
  ~ brave = false
- {kind: She smiles back.|She looks away.}
* {brave} [Go on] -> END
* {not brave} [Go back] -> END
`;
    const found = stakes(source).indifferent!.map(
      ({ choices, changes }) => `${choices.map(({ what }) => what)}: ${changes}`,
    );
    expect(found).toEqual(['Tea,Coffee: nothing', 'Smile,Frown: words']);
  });

  it('are not told where it matters in one of the situations in which they are offered', () => {
    const source = `VAR key = false
-> one
=== one
* [Take the key]
  ~ key = true
* [Leave it]
- -> two
=== two
+ [Left]
  {key: -> won}
  -> lost
+ [Right] -> lost
=== won
-> END
=== lost
-> END
`;
    expect(stakes(source).indifferent).toEqual([]);
  });
});

/** All that is said of a story, but how many situations there are: that depends on what a state keeps. */
function said({ grade, losses, closings, passed, indifferent }: Stakes): string {
  const without = indifferent?.map(({ choices, changes }) => [changes, choices.map(({ place }) => place)]);
  const deed = ({
    place,
    chance,
    earliest,
    latest,
    always,
  }: Stakes['losses'][number] | Stakes['closings'][number]['points'][number]): string =>
    JSON.stringify([place, chance, earliest, latest, always]);
  return JSON.stringify([
    grade,
    losses.map((loss) => [deed(loss), loss.least, loss.most]).sort(),
    closings.map(({ ending, points }) => [ending.passage, ending.place, points.map(deed).sort()]).sort(),
    passed?.map(({ kind, text, place }) => [kind, text, place]).sort(),
    without?.map((each) => JSON.stringify(each)).sort(),
  ]);
}

describe('what is said of cruelty', () => {
  it('does not depend on what a state keeps, in generated stories', { timeout: 120_000 }, () => {
    let compared = 0;
    for (let seed = 0; seed < 30; seed++) {
      const source = seed % 2 === 0 ? countingStory(seed) : generateStory(90_000 + seed, { size: 1 }).source;
      if ('refused' in pairOf(source, 'shared')) continue;
      const full = stakes(source, [], 400, noReductions);
      if (full.limit !== null) continue;
      compared++;
      expect([seed, said(stakes(source, [], 400))]).toEqual([seed, said(full)]);
    }
    expect(compared).toBeGreaterThan(8);
  });

  it('is something else for another story', () => {
    expect(said(stakes(doors.replace('-> gone', '-> garden')))).not.toBe(said(stakes(doors)));
  });

  it('comes with playthroughs that ink can play', () => {
    const { program, story } = pair(doors);
    const { model } = explore(program, { listener: () => new Telling(1) });
    for (const { points } of stakes(doors).closings)
      for (const { playthrough } of points) expect(replay(story, model, playthrough).fault).toBeNull();
  });
});

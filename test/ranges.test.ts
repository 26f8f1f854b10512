import { describe, expect, it } from 'vitest';
import { allReductions } from '../src/machine/reduction.ts';
import { explore } from './support/explore.ts';
import { sameGraph } from './support/explorecompare.ts';
import { pairOf } from './support/routes.ts';
import { check } from './support/told.ts';

/** Two counters that can grow for ever, compared with each other. */
const growing = `VAR mine = 0
VAR yours = 0
-> table
=== table
+ [Take]
  ~ mine = mine + 1
+ [Give]
  ~ yours = yours + 1
+ {mine > yours} [Leave] -> END
+ {mine > 90} [Burst] Never mind. -> END
- -> table
`;
const range = { from: 0, to: 6 };

describe('a variable that is followed within a range only', () => {
  it('lets an exploration come to its end that would not', async () => {
    expect((await check(growing, {}, 2000)).exploration.exhaustive).toBe(false);
    const { exploration, endings } = await check(growing, { ranges: { mine: range, yours: range } }, 2000);
    expect(exploration.exhaustive).toBe(true);
    expect(exploration.assumptions).toEqual(
      ['mine', 'yours'].map((name) => expect.stringContaining(`${name} stays in the range`)),
    );
    expect(endings).toHaveLength(1);
  });
  it('leads to the same graph with turns repeated from memory and with all of them executed', () => {
    const pair = pairOf(growing, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const [learned, executed] = [true, false].map((learn) =>
      explore(pair.program, { ranges: { mine: range, yours: range }, reductions: { ...allReductions, learn } }),
    );
    expect(learned.model.unlearnable).toBeNull();
    expect(sameGraph(learned.graph, executed.graph)).toBe(true);
    expect(learned.model.ranges.left).toEqual(executed.model.ranges.left);
    expect(learned.model.ranges.left.size).toBe(2);
  });
  it('is named with every proof that rests on it', async () => {
    const { findings } = await check(growing, { ranges: { mine: range, yours: range } }, 2000);
    const never = findings.filter(({ code }) => code === 'unreached-choice');
    expect(never.map(({ assuming }) => assuming)).toEqual([['mine stays in its range', 'yours stays in its range']]);
  });
  it('is no assumption where it never leaves its range', async () => {
    const story = 'VAR x = 0\n-> a\n=== a\n+ {x < 3} [Up]\n  ~ x = x + 1\n  -> a\n+ [Out] -> END';
    const { exploration } = await check(story, { ranges: { x: { from: 0, to: 3 } } });
    expect(exploration).toMatchObject({ exhaustive: true, assumptions: [] });
  });
  it('counts no playthrough that was not followed to its end', async () => {
    const story = 'VAR x = 0\n-> a\n=== a\n+ {x < 9} [Up]\n  ~ x = x + 1\n  -> a\n+ [Out] -> END';
    const { exploration } = await check(story, { ranges: { x: { from: 0, to: 3 } } });
    expect(exploration.playthroughs).toBe('4');
  });
  it.each([
    ['a variable that the story lacks', { ranges: { mines: range } }, /range for mines, but the story has no variable/],
    [
      'a range without numbers',
      { ranges: { mine: { from: 'a', to: 'b' } } },
      /whole numbers as 'from' and 'to' for 'mine'/,
    ],
    ['a range without values', { ranges: { mine: { from: 3, to: 2 } } }, /'mine' a range with no value/],
    ['a list of values', { ranges: { mine: [1, 2] } }, /whole numbers as 'from' and 'to' for 'mine'/],
    ['no object', { ranges: 3 }, /'ranges' as an object/],
  ])('is refused: %s', async (_, settings, message) => {
    await expect(check(growing, settings)).rejects.toThrow(message);
  });
});

import { describe, expect, it } from 'vitest';
import { Proofs } from '../src/findings/verdicts.ts';
import { mayDouble } from '../src/program/doubling.ts';
import { explore } from './support/explore.ts';
import { Oracle } from './support/oracle.ts';
import { pairOf } from './support/routes.ts';

const story = (statements: string, rest = ''): string => `VAR x = 1
VAR y = 1
VAR z = 0
-> room
=== room
+ [Go on]
${statements}
-> room
+ [Leave] -> END
${rest}`;

/** How, by which statements, and with what else in the story. */
type Case = readonly [string, string, string?];

const pairFor = (source: string): Exclude<ReturnType<typeof pairOf>, { refused: string }> => {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
};
const doubles = (statements: string, rest?: string): boolean =>
  mayDouble(pairFor(story(statements, rest)).program, () => true);

describe('numbers that may double again and again', () => {
  const doubling: readonly Case[] = [
    ['added to itself', '~ x = x + x'],
    ['less what is less than nothing by it', '~ x = x - (0 - x)'],
    ['by a second variable', '~ y = x\n~ x = x + y'],
    ['by turns', '~ x = x + y\n~ y = y + x'],
    ['in the other order', '~ x = z\n~ z = y + y\n~ y = x + 1'],
    ['by a temporary', '~ temp t = x\n~ x = x + t'],
    ['by a function', '~ x = twice(x)', '=== function twice(a)\n~ return a + a\n'],
    ['by a function that is given a sum', '~ x = same(x + x)', '=== function same(a)\n~ return a\n'],
    ['by reference', '~ grow(x)', '=== function grow(ref a)\n~ a = a + x\n'],
    ['by a tunnel', '-> more(x) ->', '=== more(a)\n~ x = x + a\n->->\n'],
    ['within something else', '~ x = MAX(x + x, 3) % 7'],
    ['beside a text', '~ x = x + (z == "words") + x'],
  ];
  for (const [how, statements, rest] of doubling)
    it(how, () => {
      expect(doubles(statements, rest)).toBe(true);
    });
  const growing: readonly Case[] = [
    ['by a constant', '~ x = x + 2\n~ y++'],
    ['by what does not come from it', '~ x = x + y\n~ z = z + x + y'],
    ['by whether it is so', '~ x = x + (x > 3)'],
    ['by a draw', '~ x = x + RANDOM(1, 6)'],
    ['by visits', '~ x = x + room'],
    ['by the length of a list', '~ x = x + LIST_COUNT(things)', 'LIST things = (a), b\n'],
    ['only where it is shown', '{x + x} and {x + y - x}'],
    ['only where it is compared', '{x + x == 4: Four.}\n{x - y > z + z: Far.}'],
    ['in a function that does not know of it', '~ x = x + more(y)', '=== function more(a)\n~ return a + 1\n'],
  ];
  for (const [how, statements, rest] of growing)
    it(`are told from those that grow ${how}`, () => {
      expect(doubles(statements, rest)).toBe(false);
    });

  it('may come to have no difference, and so nobody is said to be safe', () => {
    const { program, story: official } = pairFor(story('~ x = x + x\n{x - x == 0: Even.}'));
    const oracle = new Oracle(official);
    let crash: string | null = null;
    oracle.turn();
    for (let turn = 0; turn < 1100 && crash === null; turn++) {
      oracle.choose(0);
      crash = oracle.turn().crash;
    }
    const { model } = explore(program, { states: 20 });
    expect(crash).toMatch(/null or undefined/);
    expect(Proofs.of(model)!.neverStuck).toBe(false);
    const plain = explore(pairFor(story('~ x = x + 1\n{x - x == 0: Even.}')).program, { states: 20 });
    expect(Proofs.of(plain.model)!.neverStuck).toBe(true);
  });
});

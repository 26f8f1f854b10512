import { describe, expect, it } from 'vitest';
import { Hearing } from '../src/machine/hearing.ts';
import type { Turn } from '../src/machine/player.ts';
import { asText, Everything } from './support/everything.ts';
import { contextOf, explore, verdictDifference, verdictsOf } from './support/explore.ts';
import { generateStory } from './support/generate.ts';
import { pairOf } from './support/routes.ts';

function turnAsText({ lines, choices }: Turn): string {
  const text = lines.map((line) => line.text).join('');
  return asText(
    text,
    lines.flatMap((line) => line.tags),
    choices,
  );
}

/** The first state whose turn was not heard as the player shows it. */
function misheard(source: string, states: number): string | null {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) return null;
  const listener = new Everything();
  const explored = explore(pair.program, { states, listener });
  const context = contextOf(explored);
  for (let state = 0; state < explored.graph.states; state++) {
    const { kind, noted } = context.read(state);
    if (kind === 'draw' || kind === 'endless' || kind === 'cut') continue;
    const { turn, steps } = context.witnesses.toState(state);
    if (listener.heard[noted] === turnAsText(turn)) continue;
    return `${JSON.stringify(steps)}\nheard ${listener.heard[noted]}\nshown ${turnAsText(turn)}\n${source}`;
  }
  return null;
}

describe('an exploration that listens', () => {
  for (const part of [0, 1, 2, 3])
    it(`hears what a reader gets, in generated stories, part ${part + 1}`, { timeout: 120_000 }, () => {
      for (let seed = 25 * part; seed < 25 * (part + 1); seed++)
        expect(misheard(generateStory(70_000 + seed, { size: 1 }).source, 60)).toBeNull();
    });

  it('hears words over glue, alternatives, printed variables and draws', () => {
    const source = `VAR name = "Ann"
Hel<>
lo, {name}{&!|?} {~A|B} word
<> more. # mood: low
+ [Again, {name}.] {once: Once.} -> END
`.replace('{once: Once.}', '{name == "Ann": Once.}');
    expect(misheard(source, 100)).toBeNull();
  });

  it('tells turns apart that lead to the same', () => {
    const source = '-> k\n=== k\n+ [One] Left hand.\n+ [Two] Right hand.\n- -> k\n';
    const pair = pairOf(source, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    expect(explore(pair.program).graph.states).toBe(2);
    expect(explore(pair.program, { listener: new Everything() }).graph.states).toBe(3);
  });

  it('gathers no blanks where something is drawn again and again', () => {
    const source = `VAR last = 0
-> hall
=== hall
+ [Again.] -> again
=== again
~ temp now = RANDOM(1, 3)
{last == now: -> again}
~ last = now
You see {now}.
{now == 3: -> END}
-> hall
`;
    const pair = pairOf(source, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const { exhaustive } = explore(pair.program, {
      states: 200,
      listener: () => new Hearing([{ kind: 'said', words: 'see 2' }], false),
    });
    expect(exhaustive).toBe(true);
  });

  it('a turn without end is still noticed', () => {
    const pair = pairOf('* [Go] -> k\n=== k\nRound. -> k\n', 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const kinds = (explored: ReturnType<typeof explore>): string[] =>
      [...contextOf(explored).finals()].map(({ kind }) => kind);
    expect(kinds(explore(pair.program, { listener: new Everything() }))).toEqual(['endless']);
  });
});

describe('slots that are kept for whoever asks', () => {
  it('change no verdict, whatever is kept', { timeout: 120_000 }, () => {
    for (let seed = 0; seed < 60; seed++) {
      const pair = pairOf(generateStory(71_000 + seed, { size: 1 }).source, 'shared');
      if ('refused' in pair) continue;
      const plain = explore(pair.program, { states: 1500 });
      if (!plain.exhaustive) continue;
      const asked = pair.program.slots.flatMap((slot, i) => (slot.kind === 'global' && i % 2 === 0 ? [i] : []));
      const more = explore(pair.program, { states: 20_000, asked });
      if (!more.exhaustive) continue;
      const nearest = ({ ends, ...rest }: ReturnType<typeof verdictsOf>): ReturnType<typeof verdictsOf> => {
        const way = (end: string): string => end.replace(/^(\S+ \S+) \d+/, '$1');
        const depth = (end: string): number => Number(/^\S+ \S+ (\d+)/.exec(end)?.[1]);
        const sorted = [...ends].sort((x, y) => depth(x) - depth(y));
        return { ...rest, ends: sorted.filter((end, i) => sorted.findIndex((other) => way(other) === way(end)) === i) };
      };
      expect(verdictDifference(nearest(verdictsOf(plain)), nearest(verdictsOf(more)))).toBeNull();
    }
  });
});

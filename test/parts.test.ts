import { describe, expect, it } from 'vitest';
import { UsageError } from '../src/faces/cli/args.ts';
import type { Step } from '../src/faces/cli/core.ts';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { readParts } from '../src/faces/cli/parts.ts';
import { Session } from '../src/faces/cli/session.ts';
import { Player } from '../src/machine/player.ts';
import { loadProject } from '../src/project.ts';

const HELD = 'stories/held/story.ink';
const { project } = loadProject(HELD, nodeFiles());
const { program, names } = project!;

/** Watches a whole reading of the scene; each move must be one that its maker is willing to make. */
function watch(seed: number): { readonly session: Session; readonly steps: readonly Step[] } {
  const parts = readParts('none', names, seed)!;
  const session = new Session(() => new Player(program, { seed }));
  session.replay([]);
  for (let next = parts.next(session.turn); next !== null; next = parts.next(session.turn)) {
    expect([next.by > 0, next.willing]).toEqual([true, true]);
    session.choose(next.index);
  }
  return { session, steps: session.steps };
}

describe('playing one of the cast', () => {
  it('watched, the two of the flagship come to their standoff, whatever the seed', () => {
    const ways = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const { session, steps } = watch(seed);
      expect(session.turn.choices.length).toBeGreaterThan(0);
      expect(session.unwilling.map(({ by }) => by)).toEqual(expect.arrayContaining(['ikram', 'he']));
      expect(session.unwilling).toHaveLength(session.turn.choices.length);
      ways.add(JSON.stringify(steps));
    }
    expect(ways.size).toBeGreaterThan(5);
  });

  it('the same seed gives the same reading', () => {
    expect(watch(7).steps).toEqual(watch(7).steps);
  });

  it('asking why nobody moves changes nothing', () => {
    const { session } = watch(1);
    const { turn } = session;
    const lacks = session.unwilling.flatMap((move) => move.lacks);
    expect(new Set(lacks)).toEqual(new Set(['his_grip != tight', 'her_grip != tight', 'her_grip == open']));
    expect(session.turn).toEqual(turn);
    const before = session.steps.length;
    const after = session.choose(turn.choices.length - 1);
    expect(after.errors).toEqual([]);
    expect(session.undo()).toBe(true);
    expect(session.steps).toHaveLength(before);
  });

  it('the player is asked about their own choices only, and can let the others go first', () => {
    const parts = readParts('Ikram', names, 0)!;
    const choice = (by: number, willing: boolean, index: number) => ({
      index,
      text: '',
      tags: [],
      address: 0,
      by,
      willing,
    });
    const turn = (choices: ReturnType<typeof choice>[]) => ({
      ...{ lines: [], errors: [], warnings: [], standing: 'choice' as const, restAt: -1 },
      choices,
    });
    expect([0, 1, 2].map((by) => parts.isMine(choice(by, true, 0)))).toEqual([true, true, false]);
    expect(parts.next(turn([choice(1, true, 0), choice(2, false, 1)]))).toBeNull();
    expect(parts.next(turn([choice(2, false, 0), choice(2, true, 1)]))?.index).toBe(1);
    const both = turn([choice(1, true, 0), choice(2, true, 1)]);
    const turns = Array.from({ length: 40 }, () => parts.next(both)?.index ?? null);
    expect(new Set(turns)).toEqual(new Set([null, 1]));
    expect(Array.from({ length: 20 }, () => parts.next(both, true)?.index)).toEqual(Array(20).fill(1));
  });

  it('names nobody knows are refused, with a hint', () => {
    const refused = (as: string, cast: readonly string[]): string => {
      try {
        readParts(as, cast, 0);
      } catch (error) {
        if (error instanceof UsageError) return `${error.message} ${error.hint}`;
      }
      return 'taken';
    };
    expect(refused('ikran', names)).toBe('--as ikran: nobody of the cast is called that. Did you mean ikram?');
    expect(refused('xenia', names)).toContain('The cast is ikram, he; or all, or none to watch.');
    expect(refused('ikram', ['the reader'])).toContain('this story has no cast. Name one at its top');
    expect(['HE', 'ikram, he', 'all', 'none', 'reader'].map((as) => refused(as, names))).toEqual(
      Array(5).fill('taken'),
    );
  });
});

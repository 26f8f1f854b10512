import { afterEach, describe, expect, it, vi } from 'vitest';
import { findEndings, findStops } from '../src/findings/endings.ts';
import { Finder } from '../src/findings/finder.ts';
import { findLocksAlong } from '../src/findings/locks.ts';
import { openBits, Proofs } from '../src/findings/verdicts.ts';
import { Search } from '../src/graph/search.ts';
import { Refine } from '../src/machine/errors.ts';
import { allReductions, Kept } from '../src/machine/reduction.ts';
import { StoryModel } from '../src/machine/storymodel.ts';
import type { Program } from '../src/program/program.ts';
import { contextOf, type Explored, explore } from './support/explore.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { pairOf } from './support/routes.ts';
import { check } from './support/told.ts';

/** Everything that a search finds when it is asked for everything. */
function finderOf(program: Program, steps: number): Finder {
  const finder = new Finder((kept) => new StoryModel(program, kept), new Kept(program, allReductions));
  finder.ask(new Uint8Array(program.op.length).fill(15));
  for (let i = 0; i < steps; i += 500) finder.work(500);
  return finder;
}

/** What a search finds that is not so, or doesn't find though it has gone through everything; null where there is no such thing. */
function faultOf(explored: Explored): string | null {
  const found = finderOf(explored.model.program, 100_000).found();
  const whole = contextOf(explored);
  const { op } = whole.program;
  for (let pc = 0; pc < op.length; pc++)
    if (found?.covered(pc) !== whole.covered(pc))
      return `address ${pc}: ${found?.covered(pc)}, not ${whole.covered(pc)}`;
  const ways = (context: typeof whole): string =>
    [
      ...findEndings(context).map(({ kind, place }) => `${kind} ${place?.line}`),
      ...findStops(context).map(({ code, message, place }) => `${code} ${message} ${place?.line}`),
    ]
      .sort()
      .join('\n');
  return ways(found!) === ways(whole) ? null : `${ways(found!)}\nand not\n${ways(whole)}`;
}

const program = (source: string): Program | null => {
  const pair = pairOf(source, 'shared');
  return 'refused' in pair ? null : pair.program;
};

/** A lamp that burns down while a dozen switches can be turned on and off: 2 to the power of 12 rooms at each length of the wick. */
const lamp = `VAR wick = 150
${Array.from({ length: 12 }, (_, i) => `VAR switch_${i} = false`).join('\n')}
-> room
=== room
{wick == 0: -> dark}
${Array.from({ length: 12 }, (_, i) => `+ [Switch ${i}]\n  ~ switch_${i} = not switch_${i}`).join('\n')}
+ [Wait]
  ~ wick = wick - 1
- -> room
=== dark
The lamp goes out. -> END
=== cellar
Damp. -> END
`;

describe('a search for what is still open', () => {
  afterEach(() => vi.restoreAllMocks());

  it('finds what happens in generated stories, and nothing else', { timeout: 60_000 }, () => {
    const sources = Array.from({ length: 6 }, (_, seed) => [
      generateStory(90_000 + seed, { size: 1, finite: true }).source,
      seed % 2 === 0 ? countingStory(seed) : callingStory(seed),
    ]).flat();
    let compared = 0;
    for (const source of sources) {
      const story = program(source);
      const explored = story === null ? null : explore(story, { states: 3000 });
      if (explored === null || !explored.exhaustive) continue;
      compared++;
      expect(faultOf(explored), source).toBeNull();
    }
    expect(compared).toBeGreaterThan(6);
  });
  it('is noticed to be wrong where it finds ways that are none', () => {
    const explored = explore(program('VAR x = 0\n-> a\n== a\n+ [On]\n~ x++\n{x > 2: -> END}\n-> a')!);
    expect(faultOf(explored)).toBeNull();
    vi.spyOn(Search.prototype, 'reachedBy').mockImplementation(() => ({ source: -1, label: 0, target: 0 }));
    expect(faultOf(explored)).not.toBeNull();
  });
  it('goes deep where an exploration goes by breadth, and each find has a way that can be played', async () => {
    const { exploration, endings, findings } = await check(lamp, {}, 30_000, { lookAfter: 20_000, oneByOne: true });
    expect(exploration).toMatchObject({ exhaustive: false, limit: { kind: 'answered' } });
    const { all, reached, unreachable } = exploration.verdicts;
    expect(reached + unreachable).toBe(all);
    expect(endings.map(({ passage }) => passage)).toEqual(['dark']);
    expect(endings[0].playthrough.length).toBeGreaterThanOrEqual(150);
    expect(findings.map(({ code }) => code).filter((code) => /reached|yet/.test(code))).toEqual(['unreached-knot']);
  });
  it('comes to what wants everything to have been done, in any order', async () => {
    const rooms = Array.from({ length: 16 }, (_, i) => `room_${i}`);
    const source = `-> hall
=== hall
${rooms.map((room) => `* (${room}) [Look into ${room}] -> hall`).join('\n')}
+ {${rooms.join(' and ')}} [The last door] -> garden
=== garden
Roses. -> END
`;
    const { exploration, endings } = await check(source, {}, 8000, { lookAfter: 10_000, oneByOne: true });
    expect(exploration.limit?.kind).toBe('states');
    expect(endings.map(({ passage, searched }) => `${passage} ${searched}`)).toEqual(['garden true']);
  });
  describe('where a safe opens at one of a million numbers', () => {
    /** Six dials of ten numbers each, and what is found behind them. */
    const dials = [4, 1, 8, 8, 0, 3];
    const safe = `${dials.map((_, i) => `VAR dial_${i} = 0`).join('\n')}
-> safe
=== safe
${dials.map((_, i) => `+ [Turn dial ${i}]\n  ~ dial_${i} = (dial_${i} + 1) % 10\n  -> safe`).join('\n')}
+ {${dials.map((number, i) => `dial_${i} == ${number}`).join(' and ')}} [Open it] -> letters
=== letters
All of them in your own hand. -> END
`;
    const found = async (): Promise<string[]> => {
      const { exploration, endings } = await check(safe, {}, 10_000, { lookAfter: 20_000, oneByOne: true });
      expect(exploration.limit?.kind).toBe('states');
      return endings.map(({ passage, searched, playthrough }) => `${passage} ${searched} ${playthrough.length}`);
    };
    it('goes to what an abstraction says is nearer to it', async () => {
      expect(await found()).toEqual([`letters true ${1 + dials.reduce((sum, number) => sum + number, 0)}`]);
    });
    it('and does not come there by what is new alone', async () => {
      vi.spyOn(Finder.prototype, 'lead').mockImplementation(() => {});
      expect(await found()).toEqual([]);
    });
  });
  it('does not look for what is found or proved to be impossible', () => {
    const explored = explore(program(lamp)!, { states: 100 });
    const open = openBits(contextOf(explored));
    expect(open.some((bits) => bits !== 0)).toBe(true);
    const whole = explore(program('-> a\n== a\n* [On]\n- -> END')!);
    expect(openBits(contextOf(whole)).every((bits) => bits === 0)).toBe(true);
  });

  it('goes through what it was led into once more where it has to begin anew', () => {
    const trap = program(
      'VAR n = 0\n-> a\n== a\n+ [Jump] -> pit\n+ {n < 3} [Wait]\n~ n++\n-> a\n+ [Go] -> END\n== pit\n+ [Fall] -> pit',
    )!;
    const finder = new Finder((kept) => new StoryModel(trap, kept), new Kept(trap, allReductions));
    finder.ask(new Uint8Array(trap.op.length));
    finder.walkInto([[0, 0]]);
    const locks = (): number =>
      findLocksAlong(finder.found()!, Proofs.of(new StoryModel(trap, new Kept(trap, allReductions)))!).length;
    expect([finder.tellsLost, locks()]).toEqual([true, 1]);
    vi.spyOn(Search.prototype, 'work').mockImplementationOnce(() => {
      throw new Refine(trap.slots.length - 1, null);
    });
    finder.work(1);
    expect([finder.tellsLost, locks()]).toEqual([true, 1]);
  });
});

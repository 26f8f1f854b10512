import { afterEach, describe, expect, it, vi } from 'vitest';
import { doubtsOf } from '../src/findings/doubts.ts';
import type { Analysis } from '../src/findings/types.ts';
import { Proofs, type Suspicions } from '../src/findings/verdicts.ts';
import type { CheckOptions } from '../src/project.ts';
import { compareDoubts, organStory, partOf } from './support/comparedoubts.ts';
import { countingStory } from './support/explorestories.ts';
import { pairOf } from './support/routes.ts';
import { check } from './support/told.ts';

/** An organ that gives back no more than it was paid: only a comparison of two numbers that grow without end tells so. */
const organ = `VAR paid = 0
VAR given = 0
VAR tunes = 0
-> booth
=== booth
The organ stands still.
+ [Pay a coin]
  ~ paid = paid + 1
+ {given < paid} [Ask for a coin back]
  ~ given = given + 1
+ [Wind the handle]
  ~ tunes = tunes + 1
+ [Go home] -> home
- {paid >= given:
  ~ tunes = MIN(tunes, 50)
  }
  {tunes == 3: A waltz.}
  -> booth
=== home
It plays on without you. -> END
`;

/** Looks soon, and often, at what is left, and goes on no further than it takes to see that it doesn't stop. */
const soon = (source: string, more: Partial<CheckOptions> = {}): Promise<Analysis> =>
  check(source, {}, 1500, { lookAfter: 1500, oneByOne: true, ...more });

const told = ({ exploration: { limit, doubts } }: Analysis): string =>
  `${limit?.kind}: ${doubts?.map(({ kind, text, place }) => `${kind} ${text} ${place?.line}`).join(', ') ?? 'more'}`;

describe('a story that is told but for a doubt', () => {
  it('is not gone through any further when another search has told nothing more of it', async () => {
    const analysis = await soon(organ);
    expect(told(analysis)).toBe('told: fails paid >= given 14');
    const { exploration, endings, findings } = analysis;
    expect(exploration).toMatchObject({ exhaustive: false, playthroughs: null, longest: null });
    expect(exploration.verdicts).toEqual({ all: 7, reached: 7, unreachable: 0 });
    expect(exploration.limit?.growing.map(({ name }) => name)).toContain('paid');
    expect(endings.map(({ passage }) => passage)).toEqual(['home']);
    expect([...new Set(findings.map(({ code }) => code))]).toEqual(['growing']);
  });
  it('is gone through all the same where that is wanted, or it is held to promises', async () => {
    expect(told(await soon(organ, { whole: true }))).toMatch(/^states: /);
    const promised = organ.replace('-> booth\n', '// PROMISE: never given > paid\n-> booth\n');
    expect(told(await soon(promised))).toMatch(/^states: /);
  });
  it('has its doubts told where another limit stopped it, too', async () => {
    expect(told(await check(organ, {}, 700, { lookAfter: 2000, oneByOne: true }))).toBe(
      'states: fails paid >= given 14',
    );
  });
  it('may never end at all, as is proved', async () => {
    const analysis = await soon(organ.replace('+ [Go home] -> home\n', ''));
    expect(told(analysis)).toBe('told: fails paid >= given 13');
    const { findings, endings } = analysis;
    expect(endings).toEqual([]);
    expect(findings.flatMap(({ code, level, evidence }) => (level === 'error' ? [`${code} ${evidence}`] : []))).toEqual(
      ['no-ending proved'],
    );
  });
  it('may be stopped by ink, for all that is known, where a computation could go wrong', async () => {
    const asked = organ.replace('{tunes == 3: A waltz.}', '{tunes % (paid - given + 1) == 3: A waltz.}');
    expect(told(await soon(asked))).toBe('told: fails paid >= given 14, fault  17');
  });
});

describe('a story is not told', () => {
  afterEach(() => vi.restoreAllMocks());
  /** The kinds of what is in doubt after some states; null where more is open. */
  const doubted = (source: string): string[] | null => {
    const pair = pairOf(source, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    return doubtsOf(partOf(pair.program, 400, false)!)?.map(({ kind }) => kind) ?? null;
  };
  it('where a line is still open', () => {
    expect(doubted(organ)).toEqual(['fails']);
    expect(doubted(organ.replace('A waltz.', 'A waltz.} {given > paid: It owes you.'))).toBeNull();
  });
  it('where a choice is still open', () => {
    expect(doubted(organ.replace('+ [Go home]', '+ {given > paid} [Kick it] -> home\n+ [Go home]'))).toBeNull();
  });
  it('where an ending is still open', () => {
    expect(doubted(organ.replace('A waltz.}', 'A waltz.}\n{given > paid: -> END}'))).toBeNull();
  });
  it('where a knot without words is still open', () => {
    const round = '{given > paid: -> round}\n-> booth\n=== round\n-> booth\n=== home';
    expect(doubted(organ.replace('-> booth\n=== home', round))).toBeNull();
  });
  it('where it may be that a dead end is still open', () => {
    expect(doubted(organ.replace('-> booth\n=== home', '{given <= paid: -> booth}\n=== home'))).toBeNull();
  });
  it('where ink may warn of something that it has not warned of', () => {
    const asks = (late: string): string =>
      organ.replace(
        '- {paid >= given:',
        `- {tunes == 3:\n  ~ temp late = 1\n  }\n  {given > paid:\n  ~ tunes = ${late}\n  }\n  {paid >= given:`,
      );
    expect(doubted(asks('1'))).toEqual(['holds', 'fails']);
    expect(doubted(asks('late'))).toBeNull();
  });
  /** The lid is stuck for as long as the organ owes somebody, which it never does. */
  const lid = organ
    .replace('+ [Go home]', '+ [Look inside] -> lid\n+ [Go home]')
    .replace('=== home', '=== lid\nThe lid falls.\n+ {paid >= given} [Up] -> booth\n+ [Knock] -> lid\n=== home');
  it('where it may be that a reader gets stuck', () => {
    expect(doubted(lid)).toBeNull();
  });
  it('and it would be noticed if that were not asked', () => {
    const honest = Proofs.prototype.suspicions;
    vi.spyOn(Proofs.prototype, 'suspicions').mockImplementation(function (this: Proofs): Suspicions {
      return { ...honest.call(this), neverStuckOtherwise: true };
    });
    expect(doubted(lid)).toEqual(['fails', 'fails']);
  });
});

describe('what is said of a story that is told but for some doubts', () => {
  const compared = (
    sources: readonly string[],
    share: number,
    doubtsIn = doubtsOf,
  ): { told: number; wrong: string[] } => {
    let count = 0;
    const wrong: string[] = [];
    for (const source of sources) {
      const pair = pairOf(source, 'shared');
      if ('refused' in pair) continue;
      const each = compareDoubts(pair.program, share, doubtsIn);
      if (each?.doubts != null) count++;
      wrong.push(...(each?.wrong ?? []).map((what) => `${what} in\n${source}`));
    }
    return { told: count, wrong };
  };
  const sources = [
    ...Array.from({ length: 12 }, (_, seed) => organStory(seed)),
    countingStory(7001),
    countingStory(7002),
  ];

  it('is what the whole of it says', { timeout: 60_000 }, () => {
    const { told, wrong } = compared(sources, 0.9);
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(3);
  });
  it('is noticed to be wrong where something is forgotten', { timeout: 60_000 }, () => {
    expect(compared(sources.slice(0, 4), 0.1, () => []).wrong.join()).toMatch(/is reached/);
  });
  it('nothing is said where nothing is proved', () => {
    const pair = pairOf(organ, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const part = partOf(pair.program, 400, false)!;
    expect(doubtsOf(part)).not.toBeNull();
    expect(doubtsOf(Object.assign(Object.create(part), { proofs: null }))).toBeNull();
  });
});

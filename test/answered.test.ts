import { afterEach, describe, expect, it, vi } from 'vitest';
import { Prospects } from '../src/findings/promises/prospects.ts';
import type { Analysis } from '../src/findings/types.ts';
import { checkPromises, stepsOf } from './support/promises.ts';
import { promisesAbout } from './support/promisestories.ts';
import { Random } from './support/random.ts';

/** Things that can each be packed once, in any order: 2 to the power of 40 bags. */
const hub = `-> kitchen
=== kitchen
${Array.from({ length: 40 }, (_, i) => `* (thing_${i}) [Pack thing ${i}] -> kitchen`).join('\n')}
+ [Go] -> END
`;

/** What came of the promises, and what else is told. */
const told = ({ promises, endings, findings }: Analysis): string[] => [
  ...promises.map(({ verdict, text }) => `${verdict}: ${text}`),
  ...endings.map(({ kind, passage, place }) => `${kind} ${passage} ${place?.line}`).sort(),
  ...findings.map(({ code, place }) => `${code} ${place?.line}`).sort(),
];

describe('a story with promises that is gone through in sets', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is answered when it is known of each what becomes of it', { timeout: 120_000 }, async () => {
    const { analysis } = await checkPromises(
      hub,
      ['always possible ended()', 'in every ending kitchen', 'never kitchen.thing_3 and kitchen.thing_7'],
      { lookAfter: 20_000 },
    );
    const { exploration, promises } = analysis!;
    expect(exploration).toMatchObject({ limit: { kind: 'answered' }, sets: { states: `${2n ** 40n + 1n}` } });
    expect(exploration.playthroughs).toMatch(/^\d{40,}$/);
    expect(promises.map(({ verdict, evidence }) => `${verdict} ${evidence}`)).toEqual([
      'kept proved',
      'kept proved',
      'broken found',
    ]);
    expect(stepsOf(promises[2].playthrough).sort()).toEqual(['Pack thing 3', 'Pack thing 7']);
  });

  it('is not answered while nothing is known of one', { timeout: 60_000 }, async () => {
    const { analysis } = await checkPromises(hub, ['the reader can force kitchen.thing_3'], {
      lookAfter: 20_000,
      maxStates: 30_000,
    });
    const { exploration, promises } = analysis!;
    expect(promises.map(({ verdict }) => verdict)).toEqual(['unknown']);
    expect(exploration.sets?.states).toBe(`${2n ** 40n + 1n}`);
    expect(exploration.limit?.kind).toBe('states');
  });

  /** A room with seven things to be done or undone, and some ways out of it or into it. */
  const roomStory = (seed: number): string => {
    const random = new Random(seed);
    const some = (): string => `${random.pick(['', 'not '])}v${random.below(7)}`;
    const things = Array.from({ length: 7 }, (_, i) => {
      const change = random.pick([`v${i} = true`, `v${i} = not v${i}`, `v${i} = ${some()}`]);
      const choice = random.pick(['*', '*', `+ {${some()}}`]);
      return `${choice} [Do thing ${i}]\n  ~ ${change}\n  -> room`;
    });
    const exits = [`+ {${some()} and ${some()}} [Go] -> END`, `+ {${some()} and ${some()}} [Sit] -> chair`];
    return `${things.map((_, i) => `VAR v${i} = ${random.chance(0.3)}`).join('\n')}
-> room
=== room
${things.join('\n')}
${exits.slice(random.below(2)).join('\n')}
+ [Leave] -> END
=== chair
${random.pick(['+ [Get up] -> room', '+ [Sit on] -> chair'])}
`;
  };
  const compared = async (stories: number): Promise<{ answered: number; different: string[] }> => {
    const different: string[] = [];
    let answered = 0;
    for (let seed = 0; seed < stories; seed++) {
      const source = roomStory(seed);
      const promises = promisesAbout(source, 3 * seed + 1)
        .filter((text) => !/ force /.test(text))
        .slice(0, 2);
      const whole = await checkPromises(source, promises, { maxStates: 2000, whole: true });
      if (whole.analysis?.exploration.exhaustive !== true) continue;
      const { analysis } = await checkPromises(source, promises, { maxStates: 2000, lookAfter: 1 });
      if (analysis?.exploration.limit?.kind !== 'answered') continue;
      answered++;
      const [these, those] = [told(analysis), told(whole.analysis)];
      if (these.join() !== those.join())
        different.push(`${these.join('\n')}\nin the whole\n${those.join('\n')}\n${source}`);
    }
    return { answered, different };
  };
  it('is told of as if all had been gone through', { timeout: 120_000 }, async () => {
    const { answered, different } = await compared(20);
    expect(different).toEqual([]);
    expect(answered).toBeGreaterThan(4);
  });
  it('is noticed to be told of wrong where promises are left open', { timeout: 120_000 }, async () => {
    vi.spyOn(Prospects.prototype, 'areSettled').mockReturnValue(true);
    expect((await compared(12)).different.length).toBeGreaterThan(0);
  });
});

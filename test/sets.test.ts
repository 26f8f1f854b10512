import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Analysis } from '../src/findings/types.ts';
import { countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { pairOf } from './support/routes.ts';
import { check } from './support/told.ts';

/** Things that can each be packed once, in any order. */
const hub = (things: number, exits: string): string =>
  `-> kitchen
=== kitchen
${Array.from({ length: things }, (_, i) => `* (thing_${i}) [Pack thing ${i}] -> kitchen`).join('\n')}
${exits}
=== attic
Dust. -> END
`;

/** A lock of six dials that opens at one of a million numbers. */
const safe = `${Array.from({ length: 6 }, (_, i) => `VAR dial_${i} = 0`).join('\n')}
-> dials
=== dials
${Array.from({ length: 6 }, (_, i) => `+ [Dial ${i}]\n  ~ dial_${i} = (dial_${i} + 1) % 10\n  -> dials`).join('\n')}
+ {${Array.from({ length: 6 }, (_, i) => `dial_${i} == ${(7 * i + 3) % 10}`).join(' and ')}} [Pull] -> open
+ [Leave it] -> END
=== open
Letters. -> END
`;

/** What an analysis says, but for the way in which it came to it. */
function verdicts({ exploration, endings, findings }: Analysis): string[] {
  const { playthroughs, longest, verdicts } = exploration;
  return [
    JSON.stringify([playthroughs, longest, verdicts]),
    ...endings.map(({ kind, place, passage }) => `${kind} ${passage} ${place?.line}`).sort(),
    ...findings.map(({ code, place, evidence }) => `${code} ${place?.line} ${evidence}`).sort(),
  ];
}

describe('a story that is gone through in sets', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('has all its states, its steps and its playthroughs counted, however many they are', {
    timeout: 60_000,
  }, async () => {
    const { exploration, endings, findings } = await check(hub(40, '+ [Go] -> END'));
    let playthroughs = 0n;
    for (let taken = 0n, ways = 1n; taken <= 40n; taken++) {
      playthroughs += ways;
      ways *= 40n - taken;
    }
    expect(exploration).toMatchObject({
      exhaustive: false,
      limit: { kind: 'answered' },
      sets: { states: `${2n ** 40n + 1n}`, transitions: `${40n * 2n ** 39n + 2n ** 40n}`, stuck: '0' },
      playthroughs: playthroughs.toString(),
      longest: 41,
    });
    expect(endings.map(({ playthrough }) => playthrough.length)).toEqual([1]);
    expect(findings.map(({ code, evidence }) => `${code} ${evidence}`)).toEqual(['unreached-knot proved']);
  });

  it('has ways to all that is in it', { timeout: 60_000 }, async () => {
    const { exploration, endings } = await check(safe);
    expect(exploration).toMatchObject({ limit: { kind: 'answered' }, playthroughs: 'infinite' });
    expect(exploration.sets).toEqual({ states: '1000003', transitions: '7000008', stuck: '0' });
    expect(endings.map(({ passage, playthrough }) => `${passage} ${playthrough.length}`)).toEqual([
      'dials 1',
      'open 24',
    ]);
  });

  it('tells from how many states no ending can be reached, where it has to go on one by one', async () => {
    const trapped = hub(14, '+ {thing_0} [Go] -> END\n+ {thing_1 and not thing_0} [Sit] -> sit').replace(
      '=== attic',
      '=== sit\n+ [Sit on] -> sit\n=== attic',
    );
    const { exploration, findings } = await check(trapped, {}, 4000, { lookAfter: 2000 });
    expect(exploration).toMatchObject({ limit: { kind: 'states' }, sets: { stuck: '1' } });
    expect(exploration.playthroughs).toBeNull();
    expect(findings.map(({ code }) => code)).toContain('soft-lock');
  });

  it('is told of as if its states had been gone through one by one', { timeout: 120_000 }, async () => {
    const sources = [
      hub(7, '+ {thing_0 and not thing_1} [Go] -> END\n+ {CHOICE_COUNT() == 2} [Rest] -> attic'),
      hub(5, '+ [Look] {thing_1: {thing_2: Both.}|Not yet.} -> kitchen\n+ [Go] -> END'),
      ...Array.from({ length: 14 }, (_, seed) => [
        countingStory(700 + seed),
        generateStory(700 + seed, { size: 1, finite: true }).source,
      ]).flat(),
    ];
    let compared = 0;
    for (const source of sources) {
      if ('refused' in pairOf(source, 'shared')) continue;
      const whole = await check(source, {}, 3000, { whole: true, oneByOne: true });
      if (!whole.exploration.exhaustive) continue;
      const bySets = await check(source, {}, 3000, { lookAfter: 1 });
      if (bySets.exploration.sets === null) continue;
      expect(bySets.exploration.sets.states).toBe(whole.exploration.states.toString());
      if (bySets.exploration.limit?.kind !== 'answered') continue;
      compared++;
      expect(verdicts(bySets), source).toEqual(verdicts(whole));
    }
    expect(compared).toBeGreaterThan(4);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Analysis, Finding } from '../src/findings/types.ts';
import { Reach } from '../src/symbolic/reach.ts';
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

/** Of several choices that lead to where one is lost, a finding names one first: which may depend on the way in which it was come to. */
const isLock = ({ code }: Finding): boolean => /^(soft-lock|forced-loop|endless-turn)$/.test(code);

/** What an analysis says, but for the way in which it came to it. */
function verdicts({ exploration, endings, findings }: Analysis): string[] {
  const { playthroughs, longest, verdicts } = exploration;
  return [
    JSON.stringify([playthroughs, longest, verdicts]),
    ...endings.map(({ kind, place, passage }) => `${kind} ${passage} ${place?.line}`).sort(),
    ...findings
      .map((finding) => `${finding.code} ${isLock(finding) ? '' : finding.place?.line} ${finding.evidence}`)
      .sort(),
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

  it('tells how one comes to where no ending can be reached, as an exploration one by one does', async () => {
    const trapped = hub(14, '+ {thing_0} [Go] -> END\n+ {thing_1 and not thing_0} [Sit] -> sit').replace(
      '=== attic',
      '=== sit\n+ [Sit on] -> sit\n=== attic',
    );
    const bySets = await check(trapped, {}, 4000, { lookAfter: 2000 });
    const { exploration } = bySets;
    expect(exploration).toMatchObject({ limit: { kind: 'answered' }, sets: { stuck: '1' }, playthroughs: null });
    const whole = await check(trapped, {}, undefined, { whole: true });
    expect(whole.findings.map(({ code }) => code)).toContain('forced-loop');
    expect(bySets.findings).toEqual(whole.findings);
    expect(bySets.endings.map(({ place }) => place)).toEqual(whole.endings.map(({ place }) => place));
  });

  it('goes on one by one where too much comes after one got lost, and says from how many states no ending can be reached', async () => {
    const lost = `${hub(13, '+ [Go] -> END\n+ [Jump] -> pit')}\n=== pit\n${Array.from({ length: 13 }, (_, i) => `* [Climb ${i}] -> pit`).join('\n')}\n+ [Fall] -> pit`;
    const { exploration, findings } = await check(lost, {}, 4000, { lookAfter: 2000 });
    expect(exploration).toMatchObject({ limit: { kind: 'states' }, sets: { stuck: `${2n ** 13n}` } });
    expect(exploration.playthroughs).toBeNull();
    expect(findings.map(({ code }) => code)).not.toContain('forced-loop');
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

  it('is noticed to be told of wrong where nothing is said of how one gets lost, or that one does', async () => {
    const all = Array.from({ length: 8 }, (_, i) => `thing_${i}`).join(' and ');
    const source = hub(8, `+ [Go] -> END\n+ {${all}} [Sit] -> sit`).replace(
      '=== attic',
      '=== sit\n+ [Sit on] -> sit\n=== attic',
    );
    const whole = await check(source, {}, undefined, { whole: true });
    const bySets = async (): Promise<string[]> => verdicts(await check(source, {}, 150, { lookAfter: 100 })).slice(1);
    expect(await bySets()).toEqual(verdicts(whole).slice(1));
    vi.spyOn(Reach.prototype, 'doors').mockReturnValue([]);
    expect(await bySets()).not.toEqual(verdicts(whole).slice(1));
    vi.restoreAllMocks();
    vi.spyOn(Reach.prototype, 'without').mockImplementation(function* () {
      yield;
      return new Map();
    });
    expect(await bySets()).not.toEqual(verdicts(whole).slice(1));
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { Proofs } from '../src/findings/verdicts.ts';
import { alwaysEnds } from '../src/machine/assured.ts';
import { atOnce } from '../src/machine/bits.ts';
import { neverStuckOtherwise } from '../src/machine/hope.ts';
import { apart, Possible } from '../src/machine/possible.ts';
import { allReductions, Kept } from '../src/machine/reduction.ts';
import { organStory } from './support/comparedoubts.ts';
import { contextOf, type Explored, explore, lostStates } from './support/explore.ts';
import { proofFault } from './support/exploreproofs.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { pairOf } from './support/routes.ts';
import { check } from './support/told.ts';

/** A suit that loses power by every step and by fights of which nobody knows how they go, and so comes to a standstill in the end, wherever one goes. */
const suit = `VAR power = 20
VAR steps = 0
-> court
=== court
~ steps = steps + 1
-> lose(-1) ->
+ [To the hall] -> hall
+ {not fight} [Fight] -> fight
=== hall
-> lose(-1) ->
+ [To the court] -> court
* [Rest] -> hall
=== fight
~ temp blow = RANDOM(0, 30) / 6
-> lose(-blow) ->
+ [Once more] -> fight
+ [Run] -> court
=== lose(x)
~ power = power + x
{power <= 0:
  ~ power = 0
  ->-> still
}
->->
=== still
You stand there like a statue. -> END
`;

const exploredOf = (source: string, states = 4000): Explored => {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return explore(pair.program, { states });
};

/** An exact look, with moments told apart by a global. */
function lookAt({ model }: Explored, slot: number): Possible | null {
  const { program, entries, externals } = model;
  const closer = { ...apart, told: [slot], runs: 100_000, exact: true };
  return atOnce(Possible.of(program, new Kept(program, allReductions), entries, externals, closer));
}

const slotOf = ({ model }: Explored, name: string): number =>
  model.program.slots.findIndex((slot) => slot.name === name);

describe('that an ending can be reached from everywhere', () => {
  afterEach(() => vi.restoreAllMocks());
  const isSure = (source: string): boolean => {
    const explored = exploredOf(source, 50);
    return alwaysEnds(lookAt(explored, slotOf(explored, 'power'))!);
  };
  it('is proved by what every choice brings nearer', () => {
    expect(isSure(suit)).toBe(true);
    const { program, entries, externals } = exploredOf(suit, 50).model;
    const coarse = atOnce(Possible.of(program, new Kept(program, allReductions), entries, externals))!;
    expect(neverStuckOtherwise(coarse)).toBe(false);
  });
  it('is not proved where some choices bring nothing nearer, or take it away', () => {
    expect(isSure(suit.replaceAll('lose(-1)', 'lose(0)'))).toBe(false);
    expect(
      isSure(
        suit
          .replace('+ [Run] -> court', '+ [Run] -> court\n+ [Hide] -> hole')
          .replace('=== lose', '=== hole\n+ [Wait] -> hole\n=== lose'),
      ),
    ).toBe(false);
    expect(isSure(suit.replace('+ [To the court]', '* [To the court]'))).toBe(false);
    expect(isSure(suit.replace('+ [To the hall]', '+ {steps < 3} [To the hall]'))).toBe(false);
  });
  it('is asked of a story of which all else is known', async () => {
    const more = { lookAfter: 1000, oneByOne: true };
    const paces = '+ [Pace]\n~ paces = paces + 1\n{paces - steps == 100: -> court}\n-> hall\n* [Rest]';
    const source = suit.replace('VAR steps', 'VAR paces = 0\nVAR steps').replace('* [Rest]', paces);
    const told = async (): Promise<boolean> => (await check(source, {}, 2500, more)).exploration.doubts !== null;
    expect(await told()).toBe(true);
    vi.spyOn(Proofs.prototype, 'assuring').mockImplementation(function* () {});
    expect(await told()).toBe(false);
  });
});

describe('an exact look', () => {
  const sources = [
    ...Array.from({ length: 6 }, (_, seed) => organStory(300 + seed)),
    ...Array.from({ length: 3 }, (_, seed) => countingStory(9000 + seed)),
    ...Array.from({ length: 2 }, (_, seed) => callingStory(9000 + seed)),
    suit.replace('20', '5').replace('~ steps = steps + 1\n', ''),
  ];
  it('has everything that happens', { timeout: 60_000 }, () => {
    let compared = 0;
    for (const source of sources) {
      const explored = exploredOf(source);
      const proofs = explored.exhaustive ? Proofs.of(explored.model, [{ ...apart, exact: true }]) : null;
      if (proofs === null) continue;
      compared++;
      expect(proofFault(explored, undefined, false, proofs), source).toBeNull();
    }
    expect(compared).toBeGreaterThan(5);
  });
  it('says that an ending can be reached from everywhere only where it can', { timeout: 60_000 }, () => {
    const sure: boolean[] = [];
    for (const source of sources) {
      const explored = exploredOf(source);
      if (!explored.exhaustive) continue;
      const context = contextOf(explored);
      const faults = [...context.finals()].some(({ kind }) => kind !== 'end' && kind !== 'done');
      const isStuck = lostStates(context).includes(1);
      for (let slot = 0; slot < Math.min(3, explored.model.program.globals); slot++) {
        const possible = lookAt(explored, slot);
        if (possible === null) continue;
        sure.push(alwaysEnds(possible));
        if (sure.at(-1) === true && !faults) expect(isStuck, source).toBe(false);
      }
    }
    expect(sure).toContain(true);
    expect(sure).toContain(false);
  });
});

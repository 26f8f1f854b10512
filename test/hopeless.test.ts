import { afterEach, describe, expect, it, vi } from 'vitest';
import { Proofs } from '../src/findings/verdicts.ts';
import { atOnce } from '../src/machine/bits.ts';
import { Hopeless } from '../src/machine/hopeless.ts';
import { contextOf, type Explored, explore, lostStates } from './support/explore.ts';
import { proofFault } from './support/exploreproofs.ts';
import { replay } from './support/explorewitness.ts';
import { Random } from './support/random.ts';
import { pairOf } from './support/routes.ts';
import { check } from './support/told.ts';

/** A house with a key to lose, a pit to fall into and a road on which the fuel runs out; how bad that is depends on the seed. */
function house(seed: number): string {
  const random = new Random(seed);
  const some = (most: number): number => random.between(0, most);
  const maybe = (text: string): string => (random.chance(0.6) ? text : '');
  return `VAR key = ${random.chance(0.5)}
VAR fuel = ${1 + some(3)}
VAR mood = 0
-> hall
=== hall
+ [Down] -> cellar
+ {key} [Through the door] -> garden
* [Drop the key into the well]
  ~ key = false
  -> hall
+ {fuel > ${some(1)}} [Drive] -> road
+ {not cellar} [Think]
  ~ mood = (mood + 1) % 3
  -> hall
=== cellar
* [Take the other key]
  ~ key = true
  -> hall
${maybe('+ [Up] -> hall')}
* {cellar.look} [Deeper] -> pit
+ (look) [Look] -> cellar
=== pit
+ [Cry] -> pit
+ {mood == ${some(3)}} [Climb] -> hall
${maybe('* {key} [Dig] -> garden')}
=== road
~ fuel = fuel - 1
{fuel == 0: -> desert}
+ [On] -> road
+ [Back] -> hall
=== desert
+ {fuel > ${some(2) - 1}} [Walk] -> hall
+ [Sit] -> desert
=== garden
Roses. -> END
`;
}

const explored = (source: string): Explored => {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return explore(pair.program, { states: 5000 });
};

function proofsOf({ model }: Explored): Proofs {
  const proofs = Proofs.of(model)!;
  atOnce(proofs.lookingAtEnds());
  return proofs;
}

describe('states from which an abstraction can no longer come to an ending', () => {
  afterEach(() => vi.restoreAllMocks());
  const sources = Array.from({ length: 9 }, (_, seed) => house(seed));

  it('have none in the story either, and many of those that have none are seen to', { timeout: 60_000 }, () => {
    let claimed = 0;
    let all = 0;
    for (const source of sources) {
      const whole = explored(source);
      expect(whole.exhaustive).toBe(true);
      const proofs = proofsOf(whole);
      expect(proofFault(whole, undefined, false, proofs), source).toBeNull();
      const lost = lostStates(contextOf(whole));
      for (let s = 0; s < whole.graph.states; s++) {
        if (lost[s] === 0) continue;
        all++;
        whole.graph.store.with(s, (bytes, from, length) => {
          if (proofs.isLost(whole.model, bytes, from, length)) claimed++;
        });
      }
    }
    expect(all).toBeGreaterThan(100);
    expect(claimed / all).toBeGreaterThan(0.3);
  });
  it('are noticed to be called so wrongly', () => {
    vi.spyOn(Hopeless.prototype as unknown as { isHopeless(): boolean }, 'isHopeless').mockReturnValue(true);
    const fault = (whole: Explored): string | null => proofFault(whole, undefined, false, proofsOf(whole));
    expect(
      sources
        .slice(0, 6)
        .map((source) => fault(explored(source)))
        .join(),
    ).toMatch(/an ending can be reached/);
  });
});

/** Too many situations to go through, for there are so many switches; and after some winding one may climb into a clock, where `inside` is what one finds. */
const clock = (inside: string, more = ''): string => `VAR wound = 0
VAR key = true
${Array.from({ length: 12 }, (_, i) => `VAR switch_${i} = false`).join('\n')}
-> room
=== room
+ {wound < 30} [Wind]
  ~ wound = wound + 1
  -> room
${Array.from({ length: 12 }, (_, i) => `+ [Switch ${i}]\n  ~ switch_${i} = not switch_${i}\n  -> room`).join('\n')}
+ {wound == 30} [Climb into the clock] -> clock
+ {key} [Out] -> garden
${more}
=== clock
${inside}
=== garden
Roses. -> END
`;

describe('soft-locks of a story that is too large to go through', () => {
  const locks = async (source: string, limit = 'states'): Promise<string[]> => {
    const { findings, exploration } = await check(source, {}, 6000, { lookAfter: 10_000, oneByOne: true });
    expect(exploration.limit?.kind).toBe(limit);
    const pair = pairOf(source, 'read');
    if ('refused' in pair) throw new Error(pair.refused);
    const { model } = explore(pair.program, { states: 10 });
    return findings
      .filter(({ level }) => level === 'error')
      .map(({ code, evidence, quote, searched, playthrough }) => {
        const { fault, last } = replay(pair.story, model, playthrough!);
        expect(fault).toBeNull();
        expect(last?.choices.length).toBeGreaterThan(0);
        return `${code} ${evidence} ${quote} ${searched === true ? 'searched' : ''}`.trim();
      });
  };
  it('are found where the exploration did not come, with a playthrough, and proved', async () => {
    expect(await locks(clock('+ [Tick] -> clock\n+ [Tock] -> clock'))).toEqual([
      'soft-lock proved Climb into the clock searched',
    ]);
    expect(await locks(clock('+ [Tick] -> clock\n+ [Down] -> room'), 'told')).toEqual([]);
  });
  it('also where a variable decides', async () => {
    const lose = '* {wound > 20} [Lose the key]\n  ~ key = false\n  -> room';
    expect(await locks(clock('+ [Down] -> room', lose))).toEqual(['soft-lock proved Lose the key searched']);
    const find = '+ {not key} [Find it again]\n  ~ key = true\n  -> room';
    expect(await locks(clock('+ [Down] -> room', `${lose}\n${find}`), 'told')).toEqual([]);
  });
  it('and where the exploration came, but did not follow them to their ends', async () => {
    const early = '* [Lose the key]\n  ~ key = false\n  -> room';
    expect(await locks(clock('+ [Down] -> room', early))).toEqual(['soft-lock proved Lose the key']);
  });
});

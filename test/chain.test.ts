import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certainty } from '../src/graph/certain.ts';
import type { Chain } from '../src/graph/chain.ts';
import { Elimination } from '../src/graph/elimination.ts';
import { exactOdds, expectExactly } from '../src/graph/exactly.ts';
import { Expectations } from '../src/graph/expectation.ts';
import { divided, fraction, fractionOf, minus, numberOf, plus, showFraction, times } from '../src/graph/fraction.ts';
import { lengthsOf } from '../src/graph/lengths.ts';
import { chainOf, randomArrows } from './support/chains.ts';
import { Random } from './support/random.ts';

/** What to expect from each position, by doing it over and over: from nothing up, as it is defined. */
function naive(chain: Chain, gain: Float64Array, asked: Uint8Array, worth: Uint8Array): number[] {
  let values: number[] = Array.from(worth);
  const isIn = (i: number): boolean => chain.blocks.some(({ from, to, isClosed }) => isClosed && i >= from && i < to);
  for (let round = 0; round < 6000; round++)
    values = values.map((old, i) => {
      let sum = isIn(i) ? 0 : gain[i];
      for (let e = chain.first[i]; e < chain.first[i + 1]; e++)
        sum += chain.odds[e] * (asked[e] === 1 ? 1 : values[chain.to[e]]);
      return chain.first[i] === chain.first[i + 1] ? old : sum;
    });
  return values;
}

const kindsOf = (chain: Chain): Int32Array => Int32Array.from(chain.to.keys());

describe('walks at random', () => {
  it('are worked out as by doing it over and over: exactly, and rounded within what is said of the rounding', () => {
    let circles = 0;
    for (let seed = 0; seed < 150; seed++) {
      const random = new Random(seed);
      const chain = chainOf(30, randomArrows(random, random.between(2, 30)));
      const kinds = kindsOf(chain);
      const asked = Uint8Array.from(chain.to, () => (random.chance(0.1) ? 1 : 0));
      const gain = Float64Array.from({ length: chain.size }, () => 0);
      const worth = new Uint8Array(chain.size);
      for (const { from, to, isClosed, isCircle } of chain.blocks) {
        if (isCircle) circles++;
        if (isClosed) worth.fill(random.below(2), from, to);
        else for (let i = from; i < to; i++) gain[i] = random.below(3);
      }
      const odds = exactOdds(chain);
      const expectations = new Expectations(chain);
      for (const question of ['steps', 'gain'] as const) {
        const gains = question === 'gain' ? gain : new Float64Array(chain.size);
        const exact = expectExactly(chain, odds, {
          kinds,
          asked,
          gain: Array.from(gains, fractionOf),
          worth: Array.from(worth, fractionOf),
        });
        const rounded = expectations.ask({ kinds, asked, gain: gains, worth: Float64Array.from(worth) });
        const slow = naive(chain, gains, asked, worth);
        for (let i = 0; i < chain.size; i++) {
          expect(rounded.values[i], `seed ${seed}`).toBeCloseTo(slow[i], 6);
          const off = numberOf(minus(fractionOf(rounded.values[i]), exact[i]));
          expect(Math.abs(off), `seed ${seed}`).toBeLessThanOrEqual(rounded.error(i));
          expect(rounded.error(i)).toBeLessThan(1e-9);
        }
      }
    }
    expect(circles).toBeGreaterThan(100);
  });
});

describe('large circles', () => {
  it('are solved at once where that is little work: a walk along a road, three steps on and one back', () => {
    const n = 10_000;
    const road = Array.from({ length: n }, (_, i) => [
      { from: i, to: i + 1, weight: i === 0 ? 1 : 3 },
      ...(i === 0 ? [] : [{ from: i, to: i - 1, weight: 1 }]),
    ]).flat();
    const chain = chainOf(n + 1, road);
    expect(chain.blocks.length).toBe(2);
    // from one place to the next it takes 1 step at the start, and (1 + 1/4 of what it took before) / (3/4) later
    let [steps, next] = [0, 1];
    for (let i = 0; i < n; i++) {
      steps += next;
      next = (1 + next / 4) / 0.75;
    }
    const gain = new Float64Array(chain.size).fill(1);
    gain[0] = 0;
    const { values, error } = new Expectations(chain).ask({ gain });
    const start = chain.position[0];
    expect(Math.abs(values[start] - steps)).toBeLessThanOrEqual(error(start) + 1e-8);
    expect(error(start)).toBeLessThan(1e-2);
  });

  it('are approached where it is too much, within what is said of them: eleven switches, and a door', () => {
    const switches = 11;
    const states = 1 << switches;
    const room = Array.from({ length: states }, (_, from) => [
      ...Array.from({ length: switches }, (_, i) => ({ from, to: from ^ (1 << i), weight: 1 })),
      { from, to: states, weight: 1 },
    ]).flat();
    const chain = chainOf(states + 1, room);
    const expectations = new Expectations(chain);
    const gain = new Float64Array(chain.size).fill(1);
    gain[0] = 0;
    const steps = expectations.ask({ gain });
    const start = chain.position[0];
    expect(Math.abs(steps.values[start] - (switches + 1))).toBeLessThanOrEqual(steps.error(start));
    expect(steps.error(start)).toBeLessThan(1e-9);
    // the first switch is touched before the door with a chance of one half
    const kinds = new Int32Array(chain.to.length);
    for (let i = 0; i < chain.size; i++)
      for (let e = chain.first[i]; e < chain.first[i + 1]; e++)
        if ((chain.states[i] ^ chain.states[chain.to[e]]) === 1) kinds[e] = 1;
    const touched = expectations.ask({ kinds, asked: Uint8Array.of(0, 1) });
    expect(Math.abs(touched.values[start] - 0.5)).toBeLessThanOrEqual(touched.error(start));
  });

  it('and where it is spoiled, the bound tells', () => {
    const chain = chainOf(3, [
      { from: 0, to: 1, weight: 1 },
      { from: 1, to: 0, weight: 1 },
      { from: 1, to: 2, weight: 1 },
    ]);
    const honest = Elimination.prototype.solve;
    Elimination.prototype.solve = function (odds, leaving, gain) {
      const x = honest.call(this, odds, leaving, gain);
      return x.map((value) => value * 1.001);
    };
    try {
      const gain = Float64Array.of(0, 1, 1);
      const { values, error } = new Expectations(chain).ask({ gain });
      const start = chain.position[0];
      expect(Math.abs(values[start] - 4)).toBeGreaterThan(1e-4);
      expect(Math.abs(values[start] - 4)).toBeLessThanOrEqual(error(start));
      expect(error(start)).toBeLessThan(0.1);
    } finally {
      Elimination.prototype.solve = honest;
    }
  });
});

describe('certainty', () => {
  it('is having odds of exactly 1', () => {
    let certain = 0;
    for (let seed = 0; seed < 200; seed++) {
      const random = new Random(1000 + seed);
      const chain = chainOf(20, randomArrows(random, random.between(2, 20)));
      const kinds = kindsOf(chain);
      const asked = Uint8Array.from(chain.to, () => (random.chance(0.3) ? 1 : 0));
      const worth = new Uint8Array(chain.size);
      for (const { from, to, isClosed } of chain.blocks) if (isClosed) worth.fill(random.below(2), from, to);
      const exact = expectExactly(chain, exactOdds(chain), { kinds, asked, worth: Array.from(worth, fractionOf) });
      certainty(chain, { kinds, asked, worth }).forEach((is, i) => {
        certain += is;
        expect(is === 1, `seed ${seed}`).toBe(showFraction(exact[i]) === '1');
      });
    }
    expect(certain).toBeGreaterThan(200);
  });
});

describe('lengths', () => {
  /** The same by trying all ways of up to so many steps. */
  function tried(chain: Chain, gains: Float64Array, goals: Uint8Array, steps: number): [number, number][] {
    let known: [number, number][] = Array.from(goals, (is) => (is === 1 ? [0, 0] : [Infinity, -Infinity]));
    for (let step = 0; step < steps; step++)
      known = known.map(([least, most], i) => {
        for (let e = chain.first[i]; e < chain.first[i + 1]; e++) {
          const [less, more] = known[chain.to[e]];
          least = Math.min(least, gains[e] + less);
          most = Math.max(most, gains[e] + more);
        }
        return [least, most];
      });
    return known;
  }

  it('are those of the ways that there are', () => {
    let infinite = 0;
    for (let seed = 0; seed < 200; seed++) {
      const random = new Random(2000 + seed);
      const chain = chainOf(20, randomArrows(random, random.between(2, 20)));
      const gains = Float64Array.from(chain.to, () => random.pick([0, 0, 1, 5]));
      const goals = new Uint8Array(chain.size);
      for (const { from, to, isClosed } of chain.blocks) if (isClosed) goals.fill(random.below(2), from, to);
      const { least, most } = lengthsOf(chain, gains, goals);
      const short = tried(chain, gains, goals, 60);
      const long = tried(chain, gains, goals, 120);
      for (let i = 0; i < chain.size; i++) {
        expect(least[i], `seed ${seed}`).toBe(long[i][0]);
        if (most[i] === Infinity) expect(long[i][1]).toBeGreaterThan(short[i][1]);
        else expect(most[i], `seed ${seed}`).toBe(long[i][1]);
        if (most[i] === Infinity) infinite++;
      }
    }
    expect(infinite).toBeGreaterThan(50);
  });
});

describe('fractions', () => {
  const numbers = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 20n }))
    .map(([over, under]) => fraction(over, under));

  it('obey the laws of arithmetic', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, c) => {
        expect(plus(minus(a, b), b)).toEqual(a);
        expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)));
        const above = plus(times(b, b), fraction(1n, 3n));
        expect(times(divided(a, above), above)).toEqual(a);
      }),
    );
  });

  it('are near the number that they give', () => {
    fc.assert(
      fc.property(numbers, (a) => {
        const near = fractionOf(numberOf(a));
        const off = minus(near, a);
        const size = off.over < 0n ? { ...off, over: -off.over } : off;
        const bound = times(a.over < 0n ? { ...a, over: -a.over } : a, fraction(1n, 2n ** 52n));
        expect(minus(bound, size).over >= 0n).toBe(true);
      }),
    );
  });

  it('are what a number says as a decimal', () => {
    expect([0.1, 3, 2.5e-7, 1e21, 0].map((number) => showFraction(fractionOf(number)))).toEqual([
      '1/10',
      '3',
      '1/4000000',
      '1000000000000000000000',
      '0',
    ]);
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-300 }),
        (x) => numberOf(fractionOf(x)) === x,
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certainty } from '../src/graph/certain.ts';
import type { Chain } from '../src/graph/chain.ts';
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

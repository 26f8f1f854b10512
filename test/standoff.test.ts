import { describe, expect, it } from 'vitest';
import { type CastCompared, compareCast } from './support/comparecast.ts';

describe('standoffs and livelocks of generated stories', () => {
  it('are those that a plain search by the official runtime finds', { timeout: 120_000 }, () => {
    const compared: CastCompared[] = [];
    for (let seed = 0; seed < 20; seed++) {
      const result = compareCast(seed);
      if (result === null) continue;
      expect({ seed, difference: result.difference }).toEqual({ seed, difference: null });
      compared.push(result);
    }
    const sum = (key: 'standoffs' | 'willed' | 'livelocks' | 'waysOut'): number =>
      compared.reduce((total, each) => total + each[key], 0);
    expect(Math.min(sum('standoffs'), sum('livelocks'), sum('waysOut'))).toBeGreaterThan(5);
    expect(sum('willed')).toBeGreaterThan(1);
  });
});

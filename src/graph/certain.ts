import type { Chain } from './chain.ts';

/** What a walk is asked to come to: steps of some kinds, or closed blocks. */
export interface Goal {
  readonly kinds?: Int32Array;
  readonly asked?: Uint8Array;
  /** The positions of closed blocks. */
  readonly worth?: Uint8Array;
}

/**
 * For each position 1 if a walk from there comes to it with certainty, but for walks that are infinitely unlikely: if every closed block to
 * which it can come before is one that was asked for, or has such a step.
 */
export function certainty(chain: Chain, { kinds, asked, worth }: Goal): Uint8Array {
  const { first, to, blocks, size } = chain;
  const certain = new Uint8Array(size).fill(1);
  const meets = (e: number): boolean => kinds !== undefined && asked![kinds[e]] === 1;
  const mayMiss = (i: number): boolean => {
    for (let e = first[i]; e < first[i + 1]; e++) if (certain[to[e]] === 0 && !meets(e)) return true;
    return false;
  };
  for (const block of blocks) {
    if (block.isClosed) {
      let comes = worth !== undefined && worth[block.from] === 1;
      for (let e = first[block.from]; e < first[block.to]; e++) comes ||= meets(e);
      if (!comes) certain.fill(0, block.from, block.to);
      continue;
    }
    for (let changed = true; changed; ) {
      changed = false;
      for (let i = block.from; i < block.to; i++) {
        if (certain[i] === 0 || !mayMiss(i)) continue;
        certain[i] = 0;
        changed = block.isCircle;
      }
    }
  }
  return certain;
}

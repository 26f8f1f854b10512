import { type Labelled, Outline } from './outline.ts';

/** A number of ways; null stands for endlessly many. */
type Count = bigint | null;

/**
 * Counts the complete ways through a graph that take a transition with one of some labels, exactly. A way is complete that ends in a
 * complete leaf; one that can be prolonged at will before it comes there makes the number infinite. (As `countWays` counts.)
 */
export class Passing {
  private readonly outline: Outline;
  /** For each block the complete ways from there. */
  private readonly ways: readonly Count[];
  /** For each label the blocks that have it on an edge or within. */
  private readonly blocksWith: readonly (readonly number[])[];

  constructor(labelled: Labelled, isComplete: (leaf: number) => boolean) {
    const outline = new Outline(labelled, true);
    this.outline = outline;
    const { first, labels, targets, times, circles, leaves, blocks } = outline;
    const ways: Count[] = [];
    const blocksWith: number[][] = [];
    for (let b = 0; b < blocks; b++) {
      let sum: Count = leaves[b] >= 0 && isComplete(leaves[b]) ? 1n : 0n;
      for (let i = first[b]; i < first[b + 1]; i++) sum = plus(sum, ways[targets[i]], times[i]);
      ways.push(circles[b] !== null && sum !== 0n ? null : sum);
      for (const label of new Set([...labels.subarray(first[b], first[b + 1]), ...(circles[b] ?? [])]))
        (blocksWith[label] ??= []).push(b);
    }
    this.ways = ways;
    this.blocksWith = blocksWith;
  }

  /** How many complete ways there are in all. */
  get all(): bigint | 'infinite' {
    return this.ways[this.outline.root] ?? 'infinite';
  }

  /** How many complete ways take at least one transition with one of these labels. */
  through(some: Iterable<number>): bigint | 'infinite' {
    const { first, labels, targets, times, circles, blocks, root } = this.outline;
    const wanted = new Set(some);
    const isWanted = new Uint8Array(labels.length);
    let from = blocks;
    for (const label of wanted) {
      for (const b of this.blocksWith[label] ?? []) {
        from = Math.min(from, b);
        for (let i = first[b]; i < first[b + 1]; i++) if (labels[i] === label) isWanted[i] = 1;
      }
    }
    /** For each block the complete ways from there that are wanted; blocks before `from` have none. */
    const passing: Count[] = new Array(blocks).fill(0n);
    for (let b = from; b < blocks; b++) {
      let sum: Count = circles[b]?.some((label) => wanted.has(label)) ? this.ways[b] : 0n;
      for (let i = first[b]; i < first[b + 1] && sum !== null; i++)
        sum = plus(sum, isWanted[i] === 1 ? this.ways[targets[i]] : passing[targets[i]], times[i]);
      passing[b] = circles[b] !== null && sum !== 0n ? null : sum;
    }
    return passing[root] ?? 'infinite';
  }
}

function plus(sum: Count, ways: Count, times: number): Count {
  if (ways === 0n || sum === null) return sum;
  if (ways === null) return null;
  return sum + (times === 1 ? ways : ways * BigInt(times));
}

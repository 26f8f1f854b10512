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
  /** For each block the ways from the root to it, where there are finitely many complete ways, and some of them pass it. */
  private readonly waysTo: readonly bigint[];
  /** The blocks that have label `l` on an edge or within lie at `firstWith[l]` … `firstWith[l + 1] - 1` of `blocksWith`. */
  private readonly firstWith: Int32Array;
  private readonly blocksWith: Int32Array;

  constructor(labelled: Labelled, isComplete: (leaf: number) => boolean) {
    const outline = new Outline(labelled, true);
    this.outline = outline;
    const { first, targets, times, circles, leaves, blocks } = outline;
    const ways: Count[] = [];
    for (let b = 0; b < blocks; b++) {
      let sum: Count = leaves[b] >= 0 && isComplete(leaves[b]) ? 1n : 0n;
      for (let i = first[b]; i < first[b + 1]; i++) sum = plus(sum, ways[targets[i]], times[i]);
      ways.push(circles[b] !== null && sum !== 0n ? null : sum);
    }
    this.ways = ways;
    let count = 0;
    eachLabel(outline, (label) => {
      count = Math.max(count, label + 1);
    });
    this.firstWith = new Int32Array(count + 1);
    eachLabel(outline, (label) => {
      this.firstWith[label + 1]++;
    });
    for (let label = 0; label < count; label++) this.firstWith[label + 1] += this.firstWith[label];
    const next = this.firstWith.slice();
    this.blocksWith = new Int32Array(this.firstWith[count]);
    eachLabel(outline, (label, b) => {
      this.blocksWith[next[label]++] = b;
    });
    this.waysTo = ways[outline.root] === null ? [] : waysTo(outline, ways);
  }

  /** How many complete ways there are in all. */
  get all(): bigint | 'infinite' {
    return this.ways[this.outline.root] ?? 'infinite';
  }

  /** How many complete ways take at least one transition with one of these labels. */
  through(some: Iterable<number>): bigint | 'infinite' {
    const wanted = new Set(some);
    return this.all === 'infinite' ? this.throughEndless(wanted) : this.throughFinite(wanted);
  }

  /**
   * Each way is counted at the first wanted edge that it takes, from the root on; blocks that nothing wanted leads to are passed over.
   * Only blocks with complete ways matter, and where these are finitely many, none of them is a circle.
   */
  private throughFinite(wanted: ReadonlySet<number>): bigint {
    const { first, labels, targets, times } = this.outline;
    const { ways } = this;
    const blocks = this.blocksOf(wanted);
    const highest = blocks.reduce((max, b) => Math.max(max, b), -1);
    const lowest = blocks.reduce((min, b) => Math.min(min, b), highest);
    const hasWanted = new Set(blocks);
    /** For each block the ways from the root that took a wanted edge before. */
    const before = new Map<number, bigint>();
    let count = 0n;
    for (let block = highest; block >= lowest; block--) {
      const late = before.get(block) ?? 0n;
      if (late === 0n && !hasWanted.has(block)) continue;
      const early = this.waysTo[block] - late;
      for (let i = first[block]; i < first[block + 1]; i++) {
        const target = targets[i];
        if (ways[target] === 0n) continue;
        const isWanted = wanted.has(labels[i]);
        if (isWanted) count += early * BigInt(times[i]) * ways[target]!;
        const more = isWanted ? early + late : late;
        if (more !== 0n) before.set(target, (before.get(target) ?? 0n) + more * BigInt(times[i]));
      }
    }
    return count;
  }

  /** From the leaves up: for each block the complete ways from there that are wanted. */
  private throughEndless(wanted: ReadonlySet<number>): bigint | 'infinite' {
    const { first, labels, targets, times, circles, blocks, root } = this.outline;
    const lowest = this.blocksOf(wanted).reduce((min, b) => Math.min(min, b), blocks);
    const passing: Count[] = new Array(blocks).fill(0n);
    for (let b = lowest; b < blocks; b++) {
      let sum: Count = hasAny(circles[b], wanted) ? this.ways[b] : 0n;
      for (let i = first[b]; i < first[b + 1] && sum !== null; i++)
        sum = plus(sum, wanted.has(labels[i]) ? this.ways[targets[i]] : passing[targets[i]], times[i]);
      passing[b] = circles[b] !== null && sum !== 0n ? null : sum;
    }
    return passing[root] ?? 'infinite';
  }

  /** The blocks that have a wanted label on an edge or within. */
  private blocksOf(wanted: ReadonlySet<number>): number[] {
    const { firstWith, blocksWith } = this;
    return [...wanted].flatMap((label) =>
      label + 1 < firstWith.length ? [...blocksWith.subarray(firstWith[label], firstWith[label + 1])] : [],
    );
  }
}

/** Tells the labels of each block, on its edges and within; some perhaps twice. */
function eachLabel({ first, labels, circles, blocks }: Outline, tell: (label: number, block: number) => void): void {
  for (let b = 0; b < blocks; b++) {
    for (let i = first[b]; i < first[b + 1]; i++) tell(labels[i], b);
    for (const label of circles[b] ?? []) tell(label, b);
  }
}

/** Whether any of these labels, in ascending order, is wanted. */
function hasAny(labels: readonly number[] | null, wanted: ReadonlySet<number>): boolean {
  if (labels === null) return false;
  if (wanted.size * 32 > labels.length) return labels.some((label) => wanted.has(label));
  for (const label of wanted) {
    let [from, to] = [0, labels.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (labels[middle] < label) from = middle + 1;
      else to = middle;
    }
    if (labels[from] === label) return true;
  }
  return false;
}

function waysTo({ first, targets, times, root }: Outline, ways: readonly Count[]): bigint[] {
  const waysTo: bigint[] = new Array(ways.length).fill(0n);
  waysTo[root] = 1n;
  for (let b = root; b >= 0; b--) {
    if (waysTo[b] === 0n) continue;
    for (let i = first[b]; i < first[b + 1]; i++)
      if (ways[targets[i]] !== 0n) waysTo[targets[i]] += waysTo[b] * BigInt(times[i]);
  }
  return waysTo;
}

function plus(sum: Count, ways: Count, times: number): Count {
  if (ways === 0n || sum === null) return sum;
  if (ways === null) return null;
  return sum + (times === 1 ? ways : ways * BigInt(times));
}

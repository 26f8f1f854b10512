import { Outline } from './outline.js';
/**
 * Counts the complete ways through a graph that take a transition with one of some labels, exactly. A way is complete that ends in a
 * complete leaf; one that can be prolonged at will before it comes there makes the number infinite. (As `countWays` counts.)
 */
export class Passing {
    outline;
    /** For each block the complete ways from there. */
    ways;
    /** For each block the ways from the root to it, where there are finitely many complete ways, and some of them pass it. */
    waysTo;
    /** For each label the blocks that have it on an edge or within. */
    blocksWith;
    constructor(labelled, isComplete) {
        const outline = new Outline(labelled, true);
        this.outline = outline;
        const { first, labels, targets, times, circles, leaves, blocks } = outline;
        const ways = [];
        const blocksWith = [];
        for (let b = 0; b < blocks; b++) {
            let sum = leaves[b] >= 0 && isComplete(leaves[b]) ? 1n : 0n;
            for (let i = first[b]; i < first[b + 1]; i++)
                sum = plus(sum, ways[targets[i]], times[i]);
            ways.push(circles[b] !== null && sum !== 0n ? null : sum);
            for (const label of new Set([...labels.subarray(first[b], first[b + 1]), ...(circles[b] ?? [])]))
                (blocksWith[label] ??= []).push(b);
        }
        this.ways = ways;
        this.blocksWith = blocksWith;
        this.waysTo = ways[outline.root] === null ? [] : waysTo(outline, ways);
    }
    /** How many complete ways there are in all. */
    get all() {
        return this.ways[this.outline.root] ?? 'infinite';
    }
    /** How many complete ways take at least one transition with one of these labels. */
    through(some) {
        const wanted = new Set(some);
        return this.all === 'infinite' ? this.throughEndless(wanted) : this.throughFinite(wanted);
    }
    /**
     * Each way is counted at the first wanted edge that it takes, from the root on; blocks that nothing wanted leads to are passed over.
     * Only blocks with complete ways matter, and where these are finitely many, none of them is a circle.
     */
    throughFinite(wanted) {
        const { first, labels, targets, times } = this.outline;
        const { ways } = this;
        const blocks = this.blocksOf(wanted);
        const highest = blocks.reduce((max, b) => Math.max(max, b), -1);
        const lowest = blocks.reduce((min, b) => Math.min(min, b), highest);
        const hasWanted = new Set(blocks);
        /** For each block the ways from the root that took a wanted edge before. */
        const before = new Map();
        let count = 0n;
        for (let block = highest; block >= lowest; block--) {
            const late = before.get(block) ?? 0n;
            if (late === 0n && !hasWanted.has(block))
                continue;
            const early = this.waysTo[block] - late;
            for (let i = first[block]; i < first[block + 1]; i++) {
                const target = targets[i];
                if (ways[target] === 0n)
                    continue;
                const isWanted = wanted.has(labels[i]);
                if (isWanted)
                    count += early * BigInt(times[i]) * ways[target];
                const more = isWanted ? early + late : late;
                if (more !== 0n)
                    before.set(target, (before.get(target) ?? 0n) + more * BigInt(times[i]));
            }
        }
        return count;
    }
    /** From the leaves up: for each block the complete ways from there that are wanted. */
    throughEndless(wanted) {
        const { first, labels, targets, times, circles, blocks, root } = this.outline;
        const lowest = this.blocksOf(wanted).reduce((min, b) => Math.min(min, b), blocks);
        const passing = new Array(blocks).fill(0n);
        for (let b = lowest; b < blocks; b++) {
            let sum = circles[b]?.some((label) => wanted.has(label)) ? this.ways[b] : 0n;
            for (let i = first[b]; i < first[b + 1] && sum !== null; i++)
                sum = plus(sum, wanted.has(labels[i]) ? this.ways[targets[i]] : passing[targets[i]], times[i]);
            passing[b] = circles[b] !== null && sum !== 0n ? null : sum;
        }
        return passing[root] ?? 'infinite';
    }
    /** The blocks that have a wanted label on an edge or within. */
    blocksOf(wanted) {
        return [...wanted].flatMap((label) => this.blocksWith[label] ?? []);
    }
}
function waysTo({ first, targets, times, root }, ways) {
    const waysTo = new Array(ways.length).fill(0n);
    waysTo[root] = 1n;
    for (let b = root; b >= 0; b--) {
        if (waysTo[b] === 0n)
            continue;
        for (let i = first[b]; i < first[b + 1]; i++)
            if (ways[targets[i]] !== 0n)
                waysTo[targets[i]] += waysTo[b] * BigInt(times[i]);
    }
    return waysTo;
}
function plus(sum, ways, times) {
    if (ways === 0n || sum === null)
        return sum;
    if (ways === null)
        return null;
    return sum + (times === 1 ? ways : ways * BigInt(times));
}

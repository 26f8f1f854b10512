/** How much two texts, or heaps of texts, are alike. */
export class Words {
    counts = new Map();
    size = 0;
    constructor(texts) {
        for (const text of texts)
            for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
                this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
                this.size++;
            }
    }
    /** The share of the words that both have, from 0 to 1 (Dice 1945); 0 where neither has any. */
    likeness(other) {
        let shared = 0;
        for (const [word, count] of this.counts)
            shared += Math.min(count, other.counts.get(word) ?? 0);
        return this.size + other.size === 0 ? 0 : (2 * shared) / (this.size + other.size);
    }
}
/** Pairs what is most alike, the likest first, as long as it is at least `least` alike; of pairs as alike the first. */
export function pairAlike(before, now, least, likeness) {
    const candidates = before.flatMap((x, i) => now.flatMap((y, j) => {
        const alike = likeness(x, y);
        return alike >= least ? [{ x, y, i, j, alike }] : [];
    }));
    candidates.sort((p, q) => q.alike - p.alike || p.i - q.i || p.j - q.j);
    const taken = new Set();
    const given = new Set();
    return candidates.flatMap(({ x, y }) => {
        if (taken.has(x) || given.has(y))
            return [];
        taken.add(x);
        given.add(y);
        return [[x, y]];
    });
}

/** Gaps whose sides multiply to more than this are not looked through item by item. */
const largest = 1_000_000;
/**
 * Aligns two sequences so that equal items stand beside each other, both in their order: patience diff (Bram Cohen). What both begin and
 * end with is paired; then items that are there exactly once on both sides, as a longest increasing subsequence of them (found by
 * patience sorting: Mallows 1963); then the same between those. Where nothing is there only once, a longest common subsequence
 * (Wagner and Fischer 1974).
 */
export function align(before, now) {
    const pairs = [];
    const gaps = [{ from: [0, 0], to: [before.length, now.length] }];
    for (let gap = gaps.pop(); gap !== undefined; gap = gaps.pop()) {
        let [i, j] = gap.from;
        let [iEnd, jEnd] = gap.to;
        while (i < iEnd && j < jEnd && before[i] === now[j])
            pairs.push([i++, j++]);
        while (i < iEnd && j < jEnd && before[iEnd - 1] === now[jEnd - 1])
            pairs.push([--iEnd, --jEnd]);
        if (i === iEnd || j === jEnd)
            continue;
        const inner = { from: [i, j], to: [iEnd, jEnd] };
        const anchors = rising(onceInBoth(before, now, inner));
        if (anchors.length === 0)
            pairs.push(...commonSubsequence(before, now, inner));
        let from = [i, j];
        for (const anchor of anchors) {
            gaps.push({ from, to: anchor });
            pairs.push(anchor);
            from = [anchor[0] + 1, anchor[1] + 1];
        }
        if (anchors.length > 0)
            gaps.push({ from, to: [iEnd, jEnd] });
    }
    return pairs.sort(([x], [y]) => x - y);
}
/** The items that stand once on either side of a gap, in the order before. */
function onceInBoth(before, now, { from, to }) {
    const places = (items, start, end) => {
        const found = new Map();
        for (let i = start; i < end; i++)
            found.set(items[i], found.has(items[i]) ? -1 : i);
        return found;
    };
    const there = places(now, from[1], to[1]);
    return [...places(before, from[0], to[0])].flatMap(([item, i]) => {
        const j = there.get(item) ?? -1;
        return i < 0 || j < 0 ? [] : [[i, j]];
    });
}
/** The longest subsequence whose second positions rise, too. */
function rising(pairs) {
    const piles = [];
    const under = pairs.map(([, now], at) => {
        let low = 0;
        let high = piles.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (pairs[piles[middle]][1] < now)
                low = middle + 1;
            else
                high = middle;
        }
        piles[low] = at;
        return low === 0 ? -1 : piles[low - 1];
    });
    const chosen = [];
    for (let at = piles.at(-1) ?? -1; at >= 0; at = under[at])
        chosen.push(pairs[at]);
    return chosen.reverse();
}
function commonSubsequence(before, now, { from, to }) {
    const rows = to[0] - from[0];
    const columns = to[1] - from[1];
    if (rows * columns > largest)
        return [];
    const width = columns + 1;
    /** For each pair of positions the length of a longest common subsequence from there on. */
    const length = new Int32Array((rows + 1) * width);
    for (let i = rows - 1; i >= 0; i--)
        for (let j = columns - 1; j >= 0; j--)
            length[i * width + j] =
                before[from[0] + i] === now[from[1] + j]
                    ? length[(i + 1) * width + j + 1] + 1
                    : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
    const pairs = [];
    for (let i = 0, j = 0; i < rows && j < columns;) {
        if (before[from[0] + i] === now[from[1] + j])
            pairs.push([from[0] + i++, from[1] + j++]);
        else if (length[(i + 1) * width + j] >= length[i * width + j + 1])
            i++;
        else
            j++;
    }
    return pairs;
}

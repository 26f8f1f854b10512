/**
 * What walks gain at least and at most until they come to one of some positions, where `gains` tells of each step what it gains: nothing
 * below 0.
 */
export function lengthsOf(chain, gains, goals) {
    const { size, first, to, blocks } = chain;
    const least = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    const most = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
    for (let i = 0; i < size; i++)
        if (goals[i] === 1)
            least[i] = most[i] = 0;
    for (const block of blocks) {
        for (let changed = true; changed;) {
            changed = false;
            for (let i = block.from; i < block.to; i++)
                for (let e = first[i]; e < first[i + 1]; e++) {
                    const less = gains[e] + least[to[e]];
                    if (less < least[i]) {
                        least[i] = less;
                        changed = true;
                    }
                }
            changed &&= block.isCircle;
        }
        let furthest = Number.NEGATIVE_INFINITY;
        let grows = false;
        for (let i = block.from; i < block.to; i++) {
            furthest = Math.max(furthest, most[i]);
            for (let e = first[i]; e < first[i + 1]; e++) {
                if (to[e] < block.from)
                    furthest = Math.max(furthest, gains[e] + most[to[e]]);
                else if (gains[e] > 0)
                    grows = true;
            }
        }
        most.fill(grows && furthest >= 0 ? Number.POSITIVE_INFINITY : furthest, block.from, block.to);
    }
    return { least, most };
}

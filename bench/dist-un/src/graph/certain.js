/**
 * For each position 1 if a walk from there comes to it with certainty, but for walks that are infinitely unlikely: if every closed block to
 * which it can come before is one that was asked for, or has such a step.
 */
export function certainty(chain, { kinds, asked, worth }) {
    const { first, to, blocks, size } = chain;
    const certain = new Uint8Array(size).fill(1);
    const meets = (e) => kinds !== undefined && asked[kinds[e]] === 1;
    const mayMiss = (i) => {
        for (let e = first[i]; e < first[i + 1]; e++)
            if (certain[to[e]] === 0 && !meets(e))
                return true;
        return false;
    };
    for (const block of blocks) {
        if (block.isClosed) {
            let comes = worth !== undefined && worth[block.from] === 1;
            for (let e = first[block.from]; e < first[block.to]; e++)
                comes ||= meets(e);
            if (!comes)
                certain.fill(0, block.from, block.to);
            continue;
        }
        for (let changed = true; changed;) {
            changed = false;
            for (let i = block.from; i < block.to; i++) {
                if (certain[i] === 0 || !mayMiss(i))
                    continue;
                certain[i] = 0;
                changed = block.isCircle;
            }
        }
    }
    return certain;
}

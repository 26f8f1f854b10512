/**
 * What every way from an initial state to a goal meets, of `count` things: `atStart` and `met` tell which of them are met at an initial
 * state and in a transition, as bits in words of 32. Gives one byte for each thing (a forward "must" analysis: Kildall, A unified approach to global program
 * optimization, 1973).
 */
export function unavoidable(graph, goals, count, atStart, met) {
    const words = (count + 31) >> 5;
    const must = new Int32Array(graph.states * words).fill(-1);
    for (let s = 0; s < graph.initial; s++)
        must.set(atStart(s), s * words);
    const queue = Array.from({ length: graph.initial }, (_, s) => s);
    const waits = new Uint8Array(graph.states).fill(1, 0, graph.initial);
    const reached = waits.slice();
    for (let head = 0; head < queue.length; head++) {
        const s = queue[head];
        waits[s] = 0;
        if (s >= graph.expanded)
            continue;
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
            const target = graph.targets.at(t);
            const row = met(t);
            let changed = reached[target] === 0;
            for (let w = 0; w < words; w++) {
                const before = must[target * words + w];
                const after = before & (must[s * words + w] | row[w]);
                if (after === before)
                    continue;
                must[target * words + w] = after;
                changed = true;
            }
            reached[target] = 1;
            if (!changed || waits[target] === 1)
                continue;
            waits[target] = 1;
            queue.push(target);
        }
    }
    const always = new Uint8Array(count).fill(1);
    for (let s = 0; s < graph.states; s++) {
        if (goals[s] === 0)
            continue;
        for (let i = 0; i < count; i++)
            if (((must[s * words + (i >> 5)] >> (i & 31)) & 1) === 0)
                always[i] = 0;
    }
    return always;
}

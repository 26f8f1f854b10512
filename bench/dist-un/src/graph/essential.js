/**
 * What is shown by labels, without what comes along of itself: of two things of which one is shown wherever the other is, only the other
 * one is left. Who shows all that is left shows everything. The things that are left are numbered anew.
 */
export function essential(shows) {
    const shownBy = [];
    shows.forEach((things, label) => {
        for (const thing of things)
            (shownBy[thing] ??= []).push(label);
    });
    // of things that are shown by the very same labels, the first one stands for all
    const first = new Map();
    shownBy.forEach((labels, thing) => {
        const key = labels.join();
        if (!first.has(key))
            first.set(key, thing);
    });
    const candidates = new Set(first.values());
    const labelSets = new Map([...candidates].map((thing) => [thing, new Set(shownBy[thing])]));
    const left = new Set(candidates);
    for (const thing of candidates) {
        // whatever comes along with it is shown by each of its labels, so by the first one too
        for (const other of shows[shownBy[thing][0]]) {
            const others = labelSets.get(other);
            if (other === thing || others === undefined || others.size <= shownBy[thing].length)
                continue;
            if (shownBy[thing].every((label) => others.has(label)))
                left.delete(other);
        }
    }
    const numbers = new Map([...left].map((thing, number) => [thing, number]));
    const kept = shows.map((things) => [...new Set(things.flatMap((thing) => numbers.get(thing) ?? []))].sort((x, y) => x - y));
    return { shows: kept, count: left.size };
}

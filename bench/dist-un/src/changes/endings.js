/** What became of each ending. `meets` plays a playthrough of before in the version of now. */
export function endingChanges([before, now], match, spots, meets) {
    const partners = pairs([before, now], match, spots);
    const found = now.analysis.endings.map((ending) => {
        const old = partners.get(ending);
        if (old === undefined)
            return { change: 'gained', certain: before.isKnown, before: null, now: ending, meets: null };
        const nearer = old.playthrough.length - ending.playthrough.length;
        const certain = before.isShortest(old) && now.isShortest(ending);
        const change = nearer > 0 ? 'nearer' : nearer < 0 ? 'farther' : 'same';
        return { change, certain, before: old, now: ending, meets: null };
    });
    const kept = new Set(partners.values());
    const lost = before.analysis.endings.flatMap((ending) => kept.has(ending)
        ? []
        : [{ change: 'lost', certain: now.isKnown, before: ending, now: null, meets: meets(ending.playthrough) }]);
    return [...found, ...lost];
}
/** The endings of now with those of before that they are: after the same content, else with the same last words, else in the same passage. */
function pairs([before, now], match, [spotsBefore, spotsNow]) {
    const partners = new Map();
    const kept = new Set();
    const nameNow = new Map(before.context.program.passages.map(({ name }, i) => [
        name,
        match.passages[i] < 0 ? null : now.context.program.passages[match.passages[i]].name,
    ]));
    const pairBy = (keyBefore, keyNow) => {
        const waiting = before.analysis.endings.filter((ending) => !kept.has(ending));
        for (const ending of now.analysis.endings) {
            if (partners.has(ending))
                continue;
            const at = waiting.findIndex((other) => keyBefore(other) === keyNow(ending));
            if (at < 0)
                continue;
            partners.set(ending, waiting[at]);
            kept.add(waiting[at]);
            waiting.splice(at, 1);
        }
    };
    const anchorBefore = ({ place }) => {
        const { after } = spotsBefore.of(place);
        return after < 0 || match.now[after] < 0 ? null : String(match.now[after]);
    };
    pairBy(anchorBefore, ({ place }) => String(spotsNow.of(place).after));
    pairBy(({ passage, quote }) => `${nameNow.get(passage) ?? ''}: ${quote}`, ({ passage, quote }) => `${passage}: ${quote}`);
    pairBy(({ quote }) => quote, ({ quote }) => quote);
    pairBy(({ passage }) => nameNow.get(passage) ?? null, ({ passage }) => passage);
    return partners;
}

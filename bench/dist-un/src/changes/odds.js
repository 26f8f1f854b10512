/** What moved in the odds and lengths of two versions; null where they were not worked out. */
export function oddsChange(before, now, match, endings) {
    const [old, is] = [before.stats, now.stats];
    if (old === null || is === null)
        return null;
    return {
        readers: { before: old.reader, now: is.reader },
        exhaustive: old.exhaustive && is.exhaustive,
        words: changeOf(old.words.mean, is.words.mean),
        choices: changeOf(old.choices.mean, is.choices.mean),
        share: changeOf(old.share.words, is.share.words),
        outcomes: outcomePairs(old, is, endings, namesNow(before, now, match)).map(([x, y]) => ({
            before: x,
            now: y,
            moved: x === null || y === null || differ(x.odds, y.odds),
        })),
    };
}
function changeOf(before, now) {
    return { before, now, moved: differ(before, now) };
}
/** Whether two measures are surely not the same: they are fractions that differ, or all that the one can be is less than the other. */
function differ(x, y) {
    if (x.exact !== null && y.exact !== null)
        return x.exact !== y.exact;
    const [number, other] = [x, y].map(({ least, most }) => ({ least: finite(least), most: finite(most) }));
    return number.most < other.least || other.most < number.least;
}
const finite = (value) => (value === 'infinite' ? Number.POSITIVE_INFINITY : value);
/** What the passages of before are called now. */
function namesNow(before, now, match) {
    return new Map(before.context.program.passages.map(({ name }, i) => {
        const number = match.passages[i];
        return [name, number < 0 ? name : now.context.program.passages[number].name];
    }));
}
/** The ways in which a playthrough can go now with the same of before, and then those that it can no longer go. */
function outcomePairs({ outcomes: before }, { outcomes: now }, endings, names) {
    const waiting = [...before];
    const take = (is) => {
        const at = waiting.findIndex(is);
        return at < 0 ? null : waiting.splice(at, 1)[0];
    };
    const made = now.map((outcome) => {
        if (outcome.kind !== 'ending') {
            const { kind, how, passage } = outcome;
            const same = take((old) => old.kind === kind && old.how === how && (names.get(old.passage) ?? '') === passage);
            return [same, outcome];
        }
        const ending = endings.find((change) => change.now !== null && isOf(outcome, change.now))?.before ?? null;
        return [ending === null ? null : take((old) => isOf(old, ending)), outcome];
    });
    return [...made, ...waiting.map((outcome) => [outcome, null])];
}
function isOf({ kind, how, passage, place }, ending) {
    const sameWay = kind === 'ending' && how === ending.kind && passage === ending.passage;
    return sameWay && JSON.stringify(place) === JSON.stringify(ending.place);
}

import { passageAt } from '../program/program.js';
/**
 * Content that can be reached and could not, or the other way round; that was added and is not reached; and that is gone. `meetsNow` plays
 * a playthrough of before in the version of now.
 */
export function contentChanges(before, now, match, meetsNow) {
    const changed = stretches(now.pieces, (j) => {
        const fate = { before: match.before[j] < 0 ? null : before.reach[match.before[j]], now: now.reach[j] };
        return isChange(fate) ? fate : null;
    });
    const gone = stretches(before.pieces, (i) => (match.now[i] < 0 ? { before: before.reach[i], now: null } : null));
    const shown = ({ before: was, now: is, pieces }) => {
        if (is === 'reached')
            return firstWay(now, pieces);
        const old = pieces.map((j) => match.before[j]);
        return was === 'reached' ? firstWay(before, old) : null;
    };
    return [
        ...changed.map((stretch) => {
            const playthrough = shown(stretch);
            const meets = stretch.now === 'reached' || playthrough === null ? null : meetsNow(playthrough);
            const ways = stretch.now === 'reached' ? now.ways : before.ways;
            return { ...describe(now, stretch), playthrough, searched: ways?.mayBeLonger === true, meets };
        }),
        ...gone.map((stretch) => ({ ...describe(before, stretch), playthrough: null, searched: false, meets: null })),
    ];
}
function stretches(pieces, fateOf) {
    const found = [];
    pieces.forEach(({ passage }, i) => {
        const fate = fateOf(i);
        if (fate === null)
            return;
        const last = found.at(-1);
        const goesOn = last?.pieces.at(-1) === i - 1 && pieces[i - 1].passage === passage;
        if (goesOn && last.before === fate.before && last.now === fate.now)
            last.pieces.push(i);
        else
            found.push({ ...fate, pieces: [i] });
    });
    return found;
}
function describe({ context, pieces }, stretch) {
    const all = stretch.pieces.map((i) => pieces[i]);
    const choices = all.filter(({ kind }) => kind === 'choice').length;
    const [{ address, place, text }] = all;
    const { before, now } = stretch;
    const passage = passageAt(context.program, address).name;
    return { before, now, lines: all.length - choices, choices, passage, place, quote: text };
}
/** A playthrough that shows one of these pieces, the first of them that one is known for. */
function firstWay({ ways, pieces }, positions) {
    for (const i of positions) {
        const way = ways?.to(pieces[i].address) ?? null;
        if (way !== null)
            return way;
    }
    return null;
}
/** Whether it is told: what was never known, and still isn't, is no change. */
function isChange({ before, now }) {
    return before === null ? now !== 'reached' : (before === 'reached') !== (now === 'reached');
}
/** How many lines and choices were edited in which way. */
export function edits(before, now, match) {
    const count = {
        line: { added: 0, removed: 0, edited: 0, moved: 0 },
        choice: { added: 0, removed: 0, edited: 0, moved: 0 },
    };
    now.pieces.forEach(({ kind }, j) => {
        if (match.before[j] < 0)
            count[kind].added++;
    });
    before.pieces.forEach(({ kind }, i) => {
        const edit = match.now[i] < 0 ? 'removed' : match.edit(i);
        if (edit !== 'none')
            count[kind][edit]++;
    });
    return { lines: count.line, choices: count.choice };
}

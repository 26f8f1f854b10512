/** Names that a writer may have meant instead of one that does not exist, nearest first; at most three. */
export function nearNames(wanted, known) {
    const low = wanted.toLowerCase();
    const most = Math.max(1, Math.floor(wanted.length / 3));
    const found = [];
    for (const name of new Set(known)) {
        if (name === wanted)
            continue;
        const other = name.toLowerCase();
        if (Math.abs(other.length - low.length) > most)
            continue;
        const distance = edits(low, other, most);
        if (distance <= most)
            found.push({ name, distance });
    }
    found.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
    return found.slice(0, 3).map((each) => each.name);
}
/** `Did you mean a, b or c?`, or nothing when there is nothing to suggest. */
export function didYouMean(names) {
    if (names.length === 0)
        return undefined;
    return `Did you mean ${orList(names)}?`;
}
/** `a`, `a or b`, `a, b or c`. */
export function orList(names) {
    return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
/** Letters to add, drop, change or swap with a neighbour to turn one word into the other; gives up above `most`. */
function edits(a, b, most) {
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const cost = a[i - 1] === b[j - 1] ? 0 : 1;
            let least = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
                least = Math.min(least, before[j - 2] + 1);
            row.push(least);
        }
        if (Math.min(...row) > most)
            return most + 1;
        before = last;
        last = row;
    }
    return last[b.length];
}

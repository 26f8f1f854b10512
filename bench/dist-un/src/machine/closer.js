import { Guide } from './guide.js';
/** More slots than these at once aren't told apart. */
const mostTold = 12;
const mostSteps = 6;
/** No more slots than these show the way to something. */
const mostGuiding = 64;
/** More ways than these aren't followed, in one abstraction and in all of them. */
const runs = 30_000;
const allRuns = 100_000;
/**
 * Looks more closely at what an abstraction calls possible: moments are told apart by what a few variables hold, too. Which ones, the abstraction itself tells:
 * those that were read undecided just before what is asked about, then those that decide how these change, and so on (after the
 * refinement by counterexamples of Clarke, Grumberg, Jha, Lu and Veith 2000). `of` makes an abstraction; `asked` tells what is asked of each address.
 */
export function* lookCloser(of, asked) {
    const within = sparing(of, allRuns);
    const leading = sparing(of, allRuns);
    const coarse = yield* within({ told: [], asked, runs: 2 * runs });
    if (coarse === null)
        return { excluding: [], guides: [] };
    const groups = new Map();
    for (const [address, moments] of coarse.happens) {
        const told = [...undecidedBefore(coarse, moments)].sort((x, y) => x - y);
        const key = told.join();
        if (!groups.has(key))
            groups.set(key, { told, asked: new Uint8Array(asked.length) });
        groups.get(key).asked[address] = asked[address];
    }
    const found = [];
    const guides = [];
    for (const group of groups.values()) {
        const closest = group.told.length === 0 ? { possible: coarse, told: [] } : yield* closestLook(within, group.told, group.asked);
        if (closest?.possible.happens.size === 0)
            found.push(closest.possible);
        else
            guides.push(yield* guideTo(leading, closest, group.told, group.asked));
    }
    return { excluding: found, guides };
}
/** Makes abstractions until so many ways were followed in all. */
function sparing(of, runs) {
    let left = runs;
    return function* (closer) {
        if (left <= 0)
            return null;
        const possible = yield* of(closer);
        left -= possible?.runs ?? closer.runs;
        return possible;
    };
}
/** The closest look that can be had: an abstraction in which none of what is asked about happens, or the last one in which it does; null where there is none. */
function* closestLook(of, first, asked) {
    let told = first;
    let look = null;
    for (let step = 0; step < mostSteps && told.length <= mostTold; step++) {
        const possible = yield* of({ told, asked, runs });
        if (possible === null)
            return look;
        look = { possible, told };
        if (possible.happens.size === 0)
            return look;
        const more = new Set(told);
        for (const moments of [...possible.happens.values(), ...possible.changes.values()])
            for (const slot of undecidedBefore(possible, moments))
                more.add(slot);
        if (more.size === told.length)
            return look;
        told = [...more];
    }
    return look;
}
/** The way to what is asked about: by the closest look, and by looks at each of the variables that decide it by itself. */
function* guideTo(of, closest, told, asked) {
    const looks = closest === null ? [] : [closest];
    for (const slot of told.length > 1 || closest === null ? told.slice(0, mostGuiding) : []) {
        const possible = yield* of({ told: [slot], asked, runs });
        if (possible !== null)
            looks.push({ possible, told: [slot] });
    }
    return new Guide(looks, asked);
}
/** The slots that were read without being known at these moments, and at the nearest ones before them. */
function undecidedBefore(possible, moments) {
    const before = possible.before();
    const found = new Set();
    const seen = new Set();
    for (const moment of moments) {
        for (const slot of possible.undecidedAt(moment))
            found.add(slot);
        for (const earlier of before.get(moment) ?? [])
            seen.add(earlier);
    }
    for (const moment of seen) {
        const slots = possible.undecidedAt(moment);
        for (const slot of slots)
            found.add(slot);
        if (slots.length === 0)
            for (const earlier of before.get(moment) ?? [])
                seen.add(earlier);
    }
    return found;
}

import { pairAlike, Words } from './likeness.js';
/** A passage with another name that shares at least so much of its words is the same, renamed. */
const alike = 0.5;
/** More pairs of passages than this aren't compared. */
const mostPairs = 250_000;
/**
 * For each passage of before the number of the same passage now, or -1: by its name; else as a stitch of a knot that was renamed; else by
 * its words.
 */
export function matchPassages([before, now], oldPieces, newPieces) {
    const numbers = new Map(now.passages.map(({ name }, number) => [name, number]));
    const found = Int32Array.from(before.passages, ({ name }) => numbers.get(name) ?? -1);
    const stitches = () => {
        before.passages.forEach(({ name, parent }, i) => {
            if (found[i] >= 0 || parent < 0 || found[parent] < 0)
                return;
            const own = name.slice(before.passages[parent].name.length);
            const number = numbers.get(now.passages[found[parent]].name + own) ?? -1;
            if (!found.includes(number))
                found[i] = number;
        });
    };
    const wordsBefore = wordsOf(before.passages, oldPieces);
    const wordsNow = wordsOf(now.passages, newPieces);
    for (const kind of ['knot', 'stitch', 'function']) {
        const olds = [...before.passages.keys()].filter((i) => before.passages[i].kind === kind && found[i] < 0);
        const taken = new Set(found);
        const news = [...now.passages.keys()].filter((j) => now.passages[j].kind === kind && !taken.has(j));
        if (olds.length * news.length <= mostPairs)
            for (const [i, j] of pairAlike(olds, news, alike, (i, j) => wordsBefore[i].likeness(wordsNow[j])))
                found[i] = j;
        if (kind === 'knot')
            stitches();
    }
    return found;
}
/** The words of each passage, those of a knot with those of its stitches. */
function wordsOf(passages, pieces) {
    const texts = passages.map(() => []);
    for (const { passage, text } of pieces) {
        texts[passage].push(text);
        const { parent } = passages[passage];
        if (parent >= 0)
            texts[parent].push(text);
    }
    return texts.map((each) => new Words(each));
}

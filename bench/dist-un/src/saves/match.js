import { passageAt } from '../program/program.js';
import { offerPieces, piecesOf } from './words.js';
/** Less than this share of their words in common, and two stretches of content are two. */
const leastAlike = 0.4;
/** The same for knots that may have been renamed. */
const leastAlikeKnots = 0.6;
/** So many stretches on both sides are compared, each with each; beyond that only what is the same to the letter is found. */
const mostPairs = 250_000;
export function matchContent(before, after) {
    const toNew = new Int32Array(before.containers.length).fill(-1);
    const toOld = new Int32Array(after.containers.length).fill(-1);
    const join = (x, y) => {
        if (toNew[x] >= 0 || toOld[y] >= 0)
            return;
        toNew[x] = y;
        toOld[y] = x;
    };
    const [one, other] = [stretchesByPassage(before), stretchesByPassage(after)];
    for (const [x, y] of passagePairs(before, after)) {
        join(before.passages[x].container, after.passages[y].container);
        for (const [s, t] of align(one[x], other[y]))
            join(s.container, t.container);
    }
    joinMoved(one.flat(), other.flat(), toNew, toOld, join);
    return { toNew, toOld };
}
/** What was moved as it is to another place altogether. */
function joinMoved(one, other, toNew, toOld, join) {
    const left = new Map();
    for (const { container, key, pieces } of other) {
        if (toOld[container] >= 0 || pieces.length < 4)
            continue;
        left.set(key, [...(left.get(key) ?? []), container]);
    }
    for (const { container, key } of one) {
        if (toNew[container] >= 0)
            continue;
        const found = left.get(key);
        if (found?.length === 1)
            join(container, found[0]);
    }
}
/** All stretches of each passage but the passage itself, in the order of the text. */
function stretchesByPassage(program) {
    const lists = program.passages.map(() => []);
    const offers = new Map(program.choices.map(({ targetContainer, address }) => [targetContainer, address]));
    const passages = new Set(program.passages.map(({ container }) => container));
    program.containers.forEach((container, c) => {
        const address = offers.get(c);
        if (passages.has(c) || (!container.countVisits && address === undefined))
            return;
        const own = piecesOf(program, c);
        const pieces = address === undefined ? own : [...offerPieces(program, address), ...own];
        const home = program.containers[program.passages[container.passage].container].path;
        lists[container.passage].push({
            container: c,
            kind: address !== undefined ? 'choice' : container.name === '' ? 'sequence' : 'gather',
            path: home === '' ? container.path : container.path.slice(home.length + 1),
            pieces,
            key: pieces.join('\n'),
        });
    });
    // in the order of the text, where there is one: named content comes after all else in compiled ink
    return lists.map((list) => list.sort((s, t) => orderOf(program, s, offers) - orderOf(program, t, offers)));
}
function orderOf(program, { container }, offers) {
    const { start } = program.containers[container];
    const at = program.placeOf[offers.get(container) ?? start];
    return at < 0 ? start : program.places[at].line * 10_000 + program.places[at].column;
}
const fullName = (program, { name, parent }) => parent < 0 ? name : `${program.passages[parent].name}.${name}`;
/** Passages of the same name, and of those left over the ones that read alike. */
function* passagePairs(before, after) {
    const byName = new Map(after.passages.map((passage, y) => [fullName(after, passage), y]));
    const taken = new Set();
    const left = [];
    for (let x = 0; x < before.passages.length; x++) {
        const y = byName.get(fullName(before, before.passages[x]));
        if (y === undefined)
            left.push(x);
        else {
            taken.add(y);
            yield [x, y];
        }
    }
    const free = after.passages.map((_, y) => y).filter((y) => !taken.has(y));
    if (left.length * free.length > mostPairs)
        return;
    const texts = free.map((y) => bagOf(textOf(after, y)));
    for (const x of left) {
        const mine = bagOf(textOf(before, x));
        const best = nearest(texts.map((text) => alike(mine, text)));
        if (best.score < leastAlikeKnots || taken.has(free[best.index]))
            continue;
        taken.add(free[best.index]);
        yield [x, free[best.index]];
    }
}
function nearest(scores) {
    const score = Math.max(0, ...scores);
    return { index: scores.indexOf(score), score };
}
/** Everything that a passage says, stitches left out. */
function textOf(program, passage) {
    return program.containers.flatMap((container, c) => container.passage === passage && container.index < 0 ? piecesOf(program, c) : []);
}
/**
 * The best alignment of two rows of stretches (Needleman and Wunsch 1970). Labels hold content together whatever it says; and what
 * stands alone between the same neighbours under the same path is taken for the same, rewritten.
 */
function* align(one, other) {
    let first = 0;
    let [oneEnd, otherEnd] = [one.length, other.length];
    const same = (i, j) => one[i].key === other[j].key && one[i].path === other[j].path;
    while (first < oneEnd && first < otherEnd && same(first, first))
        yield [one[first], other[first++]];
    const tail = [];
    while (oneEnd > first && otherEnd > first && same(oneEnd - 1, otherEnd - 1))
        tail.push([one[--oneEnd], other[--otherEnd]]);
    const [xs, ys] = [one.slice(first, oneEnd), other.slice(first, otherEnd)];
    yield* xs.length * ys.length > mostPairs ? [] : alignMiddle(xs, ys);
    yield* tail;
}
function* alignMiddle(xs, ys) {
    const bags = [xs, ys].map((list) => list.map(({ pieces }) => bagOf(pieces)));
    const score = xs.map((x, i) => ys.map((y, j) => resemblance(x, y, bags[0][i], bags[1][j])));
    const best = Array.from({ length: xs.length + 1 }, () => new Array(ys.length + 1).fill(0));
    for (let i = xs.length - 1; i >= 0; i--)
        for (let j = ys.length - 1; j >= 0; j--)
            best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], score[i][j] > 0 ? best[i + 1][j + 1] + score[i][j] : 0);
    let gapX = [];
    let gapY = [];
    let [i, j] = [0, 0];
    const rewritten = function* () {
        if (gapX.length === gapY.length)
            for (const [k, x] of gapX.entries())
                if (x.path === gapY[k].path && x.kind === gapY[k].kind)
                    yield [x, gapY[k]];
        gapX = [];
        gapY = [];
    };
    while (i < xs.length && j < ys.length) {
        if (score[i][j] > 0 && best[i][j] === best[i + 1][j + 1] + score[i][j]) {
            yield* rewritten();
            yield [xs[i++], ys[j++]];
        }
        else if (best[i][j] === best[i + 1][j])
            gapX.push(xs[i++]);
        else
            gapY.push(ys[j++]);
    }
    gapX.push(...xs.slice(i));
    gapY.push(...ys.slice(j));
    yield* rewritten();
}
/** From 0 for two different things to a little above 1 for the same thing in the same place. */
function resemblance(x, y, one, other) {
    if (x.kind !== y.kind)
        return 0;
    const labelled = x.path === y.path && !/(?:^|\.)(?:[cg]-)?\d+$/.test(x.path);
    const share = labelled ? 1 : alike(one, other);
    return share < leastAlike ? 0 : share + (x.path === y.path ? 0.01 : 0);
}
function bagOf(pieces) {
    const bag = new Map();
    const add = (word) => {
        bag.set(word, (bag.get(word) ?? 0) + 1);
    };
    for (const piece of pieces) {
        if (!piece.startsWith('Text '))
            continue;
        for (const word of piece
            .slice(5)
            .toLowerCase()
            .match(/[\p{L}\p{N}']+/gu) ?? [])
            add(word);
    }
    // content without any words is told by what it does
    if (bag.size === 0)
        for (const piece of pieces)
            add(piece);
    return bag;
}
/** The share of words in common (Dice 1945). */
function alike(one, other) {
    let common = 0;
    let [size, otherSize] = [0, 0];
    for (const [word, n] of one) {
        size += n;
        common += Math.min(n, other.get(word) ?? 0);
    }
    for (const n of other.values())
        otherSize += n;
    return size + otherSize === 0 ? 1 : (2 * common) / (size + otherSize);
}
/** Where the content of a container stands after an edit, element by element: for each index of the old one that of the new one, or -1. */
export function matchElements(one, other) {
    const best = Array.from({ length: one.length + 1 }, () => new Int32Array(other.length + 1));
    for (let i = one.length - 1; i >= 0; i--)
        for (let j = other.length - 1; j >= 0; j--)
            best[i][j] = one[i] === other[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    const found = new Int32Array(one.length).fill(-1);
    for (let i = 0, j = 0; i < one.length && j < other.length;) {
        if (one[i] === other[j])
            found[i++] = j++;
        else if (best[i + 1][j] >= best[i][j + 1])
            i++;
        else
            j++;
    }
    return found;
}
/** The name of the passage that a container belongs to. */
export const passageName = (program, container) => fullName(program, passageAt(program, program.containers[container].start));

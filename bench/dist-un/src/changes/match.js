import { align } from './align.js';
import { pairAlike, Words } from './likeness.js';
import { matchPassages } from './passages.js';
/** From so many words on the same words somewhere else are the same content. */
const telling = 4;
/** Content that is at least so much alike, at the same place, is the same, edited. */
const alike = 0.5;
/** Larger stretches than this many pairs aren't searched for what is alike. */
const mostPairs = 40_000;
/**
 * Which content of one version is which of the other. By what writers rely on, in this order: the labels they gave; the same words in the
 * same knot or stitch, in the same order; the same words there in another order; the same words anywhere; words that are alike between
 * the same neighbours.
 */
export class Match {
    /** For each piece of before the piece that it is now, or -1. */
    now;
    /** For each piece of now the piece that it was before, or -1. */
    before;
    /** For each passage of before the number of the same passage now, or -1. */
    passages;
    moved = new Set();
    old;
    new;
    constructor(programs, before, now) {
        this.old = before;
        this.new = now;
        this.now = new Int32Array(before.length).fill(-1);
        this.before = new Int32Array(now.length).fill(-1);
        this.passages = matchPassages(programs, before, now);
        this.labels();
        this.sameOrder();
        this.sameWords((piece, passage) => `${passage} ${piece.kind} ${piece.text}`);
        this.sameWords(({ kind, text }) => (text.split(' ').length < telling ? null : `${kind} ${text}`));
        this.neighbours();
        this.edited();
    }
    /** What was done to a piece of before that is still there. */
    edit(before) {
        if (this.old[before].text !== this.new[this.now[before]].text)
            return 'edited';
        return this.moved.has(before) ? 'moved' : 'none';
    }
    pair(before, now) {
        this.now[before] = now;
        this.before[now] = before;
    }
    isOpen(before, now) {
        return (before >= 0 &&
            now >= 0 &&
            before < this.old.length &&
            now < this.new.length &&
            this.now[before] < 0 &&
            this.before[now] < 0 &&
            this.old[before].kind === this.new[now].kind);
    }
    /** The number that the passage of a piece of before has now. */
    home(before) {
        return this.passages[this.old[before].passage];
    }
    labels() {
        const labelled = new Map();
        this.new.forEach(({ kind, label, passage }, j) => {
            if (label !== '')
                labelled.set(`${passage} ${kind} ${label}`, j);
        });
        this.old.forEach(({ kind, label }, i) => {
            const j = label === '' ? undefined : labelled.get(`${this.home(i)} ${kind} ${label}`);
            if (j !== undefined && this.isOpen(i, j))
                this.pair(i, j);
        });
    }
    /** The open pieces of each passage that is in both versions. */
    *open() {
        const homes = new Map();
        this.new.forEach(({ passage }, j) => {
            if (this.before[j] < 0)
                groupOf(homes, passage, noSides).now.push(j);
        });
        this.old.forEach((_, i) => {
            if (this.now[i] < 0 && this.home(i) >= 0)
                groupOf(homes, this.home(i), noSides).before.push(i);
        });
        yield* homes.values();
    }
    sameOrder() {
        const key = ({ kind, text }) => `${kind} ${text}`;
        for (const { before, now } of this.open()) {
            const pairs = align(before.map((i) => key(this.old[i])), now.map((j) => key(this.new[j])));
            for (const [i, j] of pairs)
                this.pair(before[i], now[j]);
        }
    }
    /** Pairs open pieces of the same key, in their order; those whose key is null are left alone. */
    sameWords(key) {
        const waiting = new Map();
        this.new.forEach((piece, j) => {
            const its = this.before[j] < 0 ? key(piece, piece.passage) : null;
            if (its !== null)
                groupOf(waiting, its, () => []).push(j);
        });
        this.old.forEach((piece, i) => {
            if (this.now[i] >= 0)
                return;
            const j = waiting.get(key(piece, this.home(i)) ?? '')?.shift();
            if (j === undefined)
                return;
            this.pair(i, j);
            this.moved.add(i);
        });
    }
    /** What stands beside content that was moved, and has the same words, was moved with it. */
    neighbours() {
        for (const i of this.moved) {
            for (const step of [-1, 1]) {
                let [x, y] = [i + step, this.now[i] + step];
                while (this.isOpen(x, y) && this.old[x].text === this.new[y].text) {
                    this.pair(x, y);
                    this.moved.add(x);
                    [x, y] = [x + step, y + step];
                }
            }
        }
    }
    /** What is left after the same neighbour: words that are alike, or others between the same neighbours. */
    edited() {
        const words = (pieces, at) => new Words([pieces[at].text]);
        for (const open of this.open()) {
            for (const { before, now } of this.gaps(open)) {
                for (const kind of ['choice', 'line']) {
                    const olds = before.filter((i) => this.old[i].kind === kind);
                    const news = now.filter((j) => this.new[j].kind === kind);
                    if (olds.length === 1 && news.length === 1 && this.standAlike(olds[0], news[0]))
                        this.pair(olds[0], news[0]);
                    else if (olds.length * news.length <= mostPairs)
                        for (const [i, j] of pairAlike(olds, news, alike, (i, j) => words(this.old, i).likeness(words(this.new, j))))
                            this.pair(i, j);
                }
            }
        }
    }
    /** Whether two pieces stand between the same pieces of their passages, or where these begin and end. */
    standAlike(before, now) {
        return [-1, 1].every((step) => {
            const isOld = this.old[before + step]?.passage === this.old[before].passage;
            const isNew = this.new[now + step]?.passage === this.new[now].passage;
            return isOld === isNew && (!isOld || this.now[before + step] === now + step);
        });
    }
    /** Open pieces of a passage, by what comes before them that is in both versions. */
    gaps({ before, now }) {
        const anchor = (pieces, partners, at) => {
            let i = at;
            while (i >= 0 && pieces[i].passage === pieces[at].passage && partners[i] < 0)
                i--;
            return i < 0 || pieces[i].passage !== pieces[at].passage ? -1 : i;
        };
        const gaps = new Map();
        for (const i of before) {
            const at = anchor(this.old, this.now, i);
            groupOf(gaps, at < 0 ? -1 : this.now[at], noSides).before.push(i);
        }
        for (const j of now)
            groupOf(gaps, anchor(this.new, this.before, j), noSides).now.push(j);
        return gaps.values();
    }
}
const noSides = () => ({ before: [], now: [] });
function groupOf(groups, key, none) {
    let group = groups.get(key);
    if (group === undefined)
        groups.set(key, (group = none()));
    return group;
}

import { fractionOf, nought, one, times } from '../graph/fraction.js';
import { Leanings } from '../machine/leanings.js';
import { readerName } from '../program/cast.js';
import { outcomeWeights } from './chance.js';
/** What has to be kept of turns so that it can be told how a reader chooses. */
export function leaningsFor(program, reader) {
    const asked = new Set(Object.keys(reader.weights).map(plain));
    return new Leanings(program, (tag) => weightTag(tag) !== null || asked.has(plain(tag)), reader.prefers === 'unseen');
}
/** Tags are compared without regard to letter case and blanks around them. */
const plain = (tag) => tag.trim().toLowerCase();
/** What follows in a tag `weight: 3`; null in any other. */
function weightTag(tag) {
    return /^\s*weight\s*:(.*)$/i.exec(tag)?.[1].trim() ?? null;
}
/**
 * How likely each transition is beside the others of its state. Who is willing to make one of the choices on the table puts it there; one of
 * those is taken, in proportion to their weights. The reader is willing to make any, but puts there only what they prefer. What has no weight
 * is taken only where nothing else is on the table; and where nothing is, nothing is taken.
 */
export class Picks {
    weights;
    /** What is wrong with weights in tags. */
    diagnostics = [];
    context;
    reader;
    byTag;
    table = [nought];
    numbers = new Map();
    complained = new Set();
    constructor(context, leanings, reader) {
        this.context = context;
        this.reader = reader;
        this.byTag = new Map(Object.entries(reader.weights).map(([tag, weight]) => [plain(tag), fractionOf(weight)]));
        const { graph } = context;
        const of = new Int32Array(graph.transitions);
        const even = this.number(one);
        for (let s = 0; s < graph.expanded; s++) {
            const from = graph.first.at(s);
            const to = graph.first.at(s + 1);
            if (from === to)
                continue;
            if (context.isChoice(s)) {
                const { offers, noted } = context.read(s);
                const table = this.onTable(offers, offers.map((_, i) => leanings.of(noted, i)));
                for (let t = from; t < to; t++)
                    of[t] = table[graph.labels.at(t)];
            }
            else if (to - from === 1)
                of[from] = even;
            else
                for (const [i, weight] of outcomeWeights(context, s).entries())
                    of[from + i] = this.number(fractionOf(weight));
        }
        this.weights = { of, table: this.table };
    }
    /** The number of the weight of each choice on offer. */
    onTable(offers, leanings) {
        const weights = offers.map(({ point, willing }, i) => (willing ? this.weightOf(point, leanings[i].tags) : nought));
        const some = weights.some(({ over }) => over > 0n);
        const candidates = offers.flatMap(({ willing }, i) => (willing && (!some || weights[i].over > 0n) ? [i] : []));
        const preferred = new Set(this.preferred(candidates.filter((i) => offers[i].by === 0), leanings));
        return offers.map(({ by }, i) => {
            if (!candidates.includes(i) || (by === 0 && !preferred.has(i)))
                return 0;
            return this.number(some ? weights[i] : one);
        });
    }
    preferred(own, leanings) {
        if (this.reader.prefers === 'first')
            return own.slice(0, 1);
        const unseen = this.reader.prefers === 'unseen' ? own.filter((i) => !leanings[i].isKnown) : [];
        return unseen.length > 0 ? unseen : own;
    }
    weightOf(point, tags) {
        let weight = one;
        for (const tag of tags) {
            const written = weightTag(tag);
            if (written !== null && !/^(\d+\.?\d*|\.\d+)$/.test(written))
                this.complain(point, written);
            else
                weight = times(weight, written === null ? this.byTag.get(plain(tag)) : fractionOf(Number(written)));
        }
        return weight;
    }
    complain(point, written) {
        const key = `${point} ${written}`;
        if (this.complained.has(key))
            return;
        this.complained.add(key);
        this.diagnostics.push({
            code: 'bad-weight',
            level: 'warning',
            message: `The weight of this choice is ${written === '' ? 'missing' : `“${written}”`}, which is not a number from 0 on; it counts as 1.`,
            place: this.context.place(this.context.program.choices[point].address),
            advice: 'Like this: # weight: 3, or # weight: 0.5',
        });
    }
    number(weight) {
        if (weight.over === 0n)
            return 0;
        const key = `${weight.over}/${weight.under}`;
        let number = this.numbers.get(key);
        if (number === undefined)
            this.numbers.set(key, (number = this.table.push(weight) - 1));
        return number;
    }
}
/** Those who choose besides the reader, in words. */
export function othersIn(names) {
    return names.filter((name) => name !== readerName);
}

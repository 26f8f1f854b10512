import { Failed } from '../machine/answers.js';
import { offeredKey } from '../machine/decisions.js';
import { forgottenCount } from '../machine/machine.js';
import { maxOffers } from '../machine/statebytes.js';
import { choose, either, spansOf } from './code.js';
import { domainsOf } from './domains.js';
import { nodes } from './learned.js';
/** The numbers of a counter that stand for themselves. */
const counterSpan = { from: forgottenCount, to: 2 ** 30 };
/** What of a slot's values is listed beside its declaration, at most. */
const mostListed = 24;
/** The slots of a story as variables of Promela: only those that some rule looks at or changes. */
export class Slots {
    /** Those that are exported, in ascending order. */
    used;
    model;
    learned;
    domains;
    places;
    constructor(model, learned, starts) {
        this.model = model;
        this.learned = learned;
        this.domains = domainsOf(learned, starts);
        this.places = this.domains.map((domain) => new Map(domain?.map((value, place) => [value, place])));
        const { length } = this.domains;
        const read = [...learned.stretches, ...learned.draws].flatMap((tree) => [...nodes(tree)]
            .filter(({ key }) => key !== offeredKey)
            .map(({ key }) => (key < length ? key : learned.computed[key - length].slot)));
        const kept = [
            ...learned.table.layout.whenOver,
            ...Array.from({ length: learned.offers }, (_, offer) => [...learned.liveForOffer(offer)]).flat(),
            ...learned.draws.flatMap((_, middle) => [...learned.liveInMiddle(middle)]),
        ];
        const changing = kept.filter((slot) => (this.domains[slot]?.length ?? Number.POSITIVE_INFINITY) > 2);
        this.used = [...new Set([...read, ...changing])].sort((a, b) => a - b);
    }
    has(slot) {
        return this.used.includes(slot);
    }
    /** The variable's name. */
    name(slot) {
        const { kind, name } = this.model.program.slots[slot];
        const word = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
        return `${kind === 'global' ? 'var' : kind}_${slot}${word === '' ? '' : `_${word}`}`;
    }
    /** The variable's declaration, and what its numbers mean. */
    declaration(slot) {
        const domain = this.domains[slot];
        if (domain === null)
            return `int ${this.name(slot)};`;
        const meanings = domain.slice(0, mostListed).map((value, place) => `${place} ${this.meaning(slot, value)}`);
        const more = domain.length > mostListed ? ', …' : '';
        return `${typeFor(domain.length - 1)} ${this.name(slot)};  /* ${meanings.join(', ')}${more} */`;
    }
    meaning(slot, value) {
        if (value === this.dropped(slot))
            return '(left out)';
        const isGlobal = slot < this.model.program.globals;
        const shown = isGlobal ? this.model.machine.values.written(value) : String(value);
        return shown.replaceAll('*/', '* /').replace(/\s+/g, ' ');
    }
    dropped(slot) {
        return this.learned.table.layout.dropped[slot];
    }
    /** What stands for a value. */
    place(slot, value) {
        return this.domains[slot] === null ? value : this.places[slot].get(value);
    }
    /** The variable as C sees it. */
    at(slot) {
        return `now.${this.name(slot)}`;
    }
    /** The variable's value as the number that stands for it. */
    assign(slot, value) {
        return `${this.name(slot)} = ${this.place(slot, value)}`;
    }
    set(slot, value) {
        return `now.${this.assign(slot, value)};`;
    }
    /** Sets a slot to what stands for a value that was left out. */
    drop(slot) {
        return this.set(slot, this.dropped(slot));
    }
    /** Raises a count by one, as a rule does; or (`isClock`) as a turn does, which a count that never began doesn't feel. */
    raise(slot, isClock) {
        const { limit, least } = this.learned.table.layout;
        const at = this.at(slot);
        const unmoved = isClock && slot !== this.domains.length - 1 ? -1 : forgottenCount;
        const isLimited = this.domains[slot] !== null || limit[slot] <= counterSpan.to;
        const up = `${at} = ${at} + 1;`;
        const raised = isLimited
            ? either(`${at} == ${this.place(slot, limit[slot] - 1)}`, [`${at} = ${this.place(slot, least[slot])};`], [up])
            : [up];
        return either(`${at} > ${this.lastUpTo(slot, unmoved)}`, raised);
    }
    /** What stands for the greatest value up to some number. */
    lastUpTo(slot, number) {
        const domain = this.domains[slot];
        return domain === null ? number : domain.findLastIndex((value) => value <= number);
    }
    /** Computes a variable's new value. */
    update(number) {
        const { slot, results } = this.learned.computed[number];
        const at = this.at(slot);
        const moves = [...results]
            .filter(([, result]) => result !== Failed)
            .map(([value, result]) => [this.place(slot, value), this.place(slot, result)])
            .sort((a, b) => a[0] - b[0]);
        return choose(at, runs(at, moves), this.span(slot));
    }
    /** Does what a key asks for: a slot's value, what is computed from one, or how many choices are on offer. */
    ask(key, branches, short) {
        if (key === offeredKey) {
            const counts = branches.map(({ answer, body }) => ({ spans: [{ from: answer, to: answer }], body }));
            return choose('now.count', counts, { from: 0, to: maxOffers }, short);
        }
        const isSlot = key < this.domains.length;
        const slot = isSlot ? key : this.learned.computed[key - this.domains.length].slot;
        const cases = branches.map(({ answer, body }) => {
            const places = isSlot ? [this.place(slot, answer)] : this.placesWith(key - this.domains.length, answer);
            return { spans: spansOf(places), body };
        });
        return choose(this.at(slot), cases, this.span(slot), short);
    }
    /** What stands for the values with which a computation gives an answer; of an update a rule only asks whether it fails. */
    placesWith(number, answer) {
        const { slot, isUpdate, results } = this.learned.computed[number];
        return [...results]
            .filter(([, result]) => (isUpdate && result !== Failed ? 0 : result) === answer)
            .map(([value]) => this.place(slot, value))
            .sort((a, b) => a - b);
    }
    span(slot) {
        const domain = this.domains[slot];
        return domain === null ? counterSpan : { from: 0, to: domain.length - 1 };
    }
}
/** What a variable comes to, for runs of values that all rise by as much or all come to the same. */
function runs(at, moves) {
    const cases = [];
    for (let i = 0; i < moves.length;) {
        const [from, to] = moves[i];
        const lengthOf = (isLike) => {
            let n = 1;
            while (moves[i + n]?.[0] === from + n && moves[i + n][1] === isLike(n))
                n++;
            return n;
        };
        const [rising, same] = [lengthOf((n) => to + n), lengthOf(() => to)];
        const length = Math.max(rising, same);
        const by = to - from;
        const risen = by === 0 ? [] : [`${at} = ${at} ${by < 0 ? '-' : '+'} ${Math.abs(by)};`];
        cases.push({
            spans: [{ from, to: from + length - 1 }],
            body: length > 1 && same >= rising ? [`${at} = ${to};`] : risen,
        });
        i += length;
    }
    return cases;
}
/** The smallest type of Promela for the numbers from 0 on. */
export function typeFor(greatest) {
    if (greatest < 2)
        return 'bit';
    if (greatest < 256)
        return 'byte';
    return greatest < 32768 ? 'short' : 'int';
}

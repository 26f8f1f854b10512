import { waitsForChoice } from './statebytes.js';
import { isForgotten, isProgression } from './values.js';
/** Further away than anything that an abstraction tells of. */
const far = 1000;
/** Stands for any value. */
const any = '?';
/** How many choices lie between the choices of a story and something that is searched for, as far as one abstraction tells them apart. */
class Pattern {
    told;
    /** By choice point and by what the slots hold that are told apart; and the least of each choice point. */
    distances = new Map();
    least = new Map();
    constructor(possible, told, goals) {
        this.told = told;
        for (const [{ chosen, slots }, distance] of distancesTo(possible, goals)) {
            if (chosen === null)
                continue;
            const { point } = chosen;
            let known = this.distances.get(point);
            if (known === undefined)
                this.distances.set(point, (known = new Map()));
            const content = this.content(slots, possible.values, possible.globals);
            known.set(content, Math.min(distance, known.get(content) ?? far));
            this.least.set(point, Math.min(distance, this.least.get(point) ?? far));
        }
    }
    /** What the slots hold that are told apart; where that isn't known of one of them, anything. */
    content(slots, values, globals) {
        const texts = [];
        for (const slot of this.told) {
            const value = slots[slot];
            if (slot >= globals ? value < 0 : isForgotten(value) || isProgression(value))
                return any;
            texts.push(slot >= globals ? String(value) : values.written(value));
        }
        return texts.join();
    }
    /** How many choices more it takes once a choice is taken where the slots hold this. */
    after(point, slots, values, globals) {
        const content = this.content(slots, values, globals);
        if (content === any)
            return this.least.get(point) ?? far;
        const known = this.distances.get(point);
        return Math.min(known?.get(content) ?? far, known?.get(any) ?? far);
    }
}
/**
 * Tells how far away something is that is searched for: for each choice that is taken the least number of further choices with which an abstraction of the story comes to it (pattern
 * databases: Culberson and Schaeffer 1998; for searches that are led to what is wrong with a system: Edelkamp, Leue and Lluch-Lafuente 2004). Of several abstractions, each of
 * which tells other variables apart, the numbers are added up: that may be too much, but tells best what is nearer. It only decides where to look first.
 */
export class Guide {
    /** What it leads to, as bits of each address. */
    asked;
    patterns;
    constructor(abstractions, asked) {
        this.asked = asked;
        this.patterns = abstractions.map(({ possible, told }) => {
            const goals = new Set();
            for (const [address, moments] of possible.happens)
                if (asked[address] !== 0)
                    for (const m of moments)
                        goals.add(m);
            return new Pattern(possible, told, goals);
        });
    }
    /** How far away it is after a step from a state; null where that state doesn't wait for a choice. */
    distance(model, state, label) {
        const { bytes, canon } = model.codec;
        bytes.read(state, 0, state.length);
        if (bytes.kind !== waitsForChoice)
            return null;
        const { point } = canon.offers[bytes.numbers[label]];
        const { slots, values } = model.machine;
        return this.patterns.reduce((sum, pattern) => sum + pattern.after(point, slots, values, model.program.globals), 0);
    }
}
/** For each moment from which it is possible the least number of choices that are taken before one comes to one of the goals: a search backwards, level by level. */
function distancesTo(possible, goals) {
    const within = new Map();
    const before = new Map();
    const note = (map, to, from) => {
        if (!map.get(to)?.push(from))
            map.set(to, [from]);
    };
    for (const [moment, ways] of possible.ways) {
        for (const way of ways) {
            for (const to of way.to)
                note(within, to, moment);
            for (const choice of way.choices)
                note(before, choice, moment);
        }
    }
    const found = new Map();
    let level = new Set(goals);
    for (let distance = 0; level.size > 0; distance++) {
        const next = new Set();
        for (const moment of level) {
            if (found.has(moment))
                continue;
            found.set(moment, distance);
            for (const earlier of within.get(moment) ?? [])
                level.add(earlier);
            for (const earlier of before.get(moment) ?? [])
                next.add(earlier);
        }
        level = next;
    }
    return found;
}

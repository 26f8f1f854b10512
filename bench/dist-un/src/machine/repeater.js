import { Unknown } from './answers.js';
import { follow, hashOf, offeredKey } from './decisions.js';
import { forgottenCount } from './machine.js';
import { ComputationPart, OfferPart, RulePart } from './ruletable.js';
import { maxOffers, waitsForChoice, waitsForDraw } from './statebytes.js';
/** More stretches than this in one turn, and it is left to the machine, which notices turns without end. */
const longestTurn = 4000;
/**
 * Repeats what was learned of turns, from the table alone: takes a state as bytes and writes those that follow. Without a learner it
 * says so where it comes to something unknown; with one, the learner works on the same slots.
 */
export class Repeater {
    /** The choices on offer so far, by number. */
    offers = new Int32Array(maxOffers);
    count = 0;
    /** How many stretches were gone through: for whoever wants to know, and sets it back. */
    stretches = 0;
    /** The rules by which the last step was taken, where somebody wants to know. */
    trail = [];
    keepsTrail = false;
    bytes;
    table;
    slots;
    answers;
    learner;
    /** Who follows what is told; null where nobody listens. */
    narration;
    /** What was noted in the state that was opened. */
    noted = 0;
    /** The state that was opened: its slots, what it has on offer, and the outcomes of its draw. */
    base;
    onOffer = new Int32Array(maxOffers);
    onOfferCount = 0;
    middle = -1;
    outcomes = -1;
    constructor(table, slots, bytes, answers, learner, narration = null) {
        this.table = table;
        this.slots = slots;
        this.bytes = bytes;
        this.answers = answers;
        this.learner = learner;
        this.narration = narration;
        this.base = new Int32Array(slots.length);
    }
    /** Opens a state; gives how many steps lead on from it, or -1 where that isn't known. */
    open(state, from, length) {
        const { bytes, base, slots } = this;
        bytes.read(state, from, length);
        this.noted = bytes.noted;
        for (let i = 0; i < base.length; i++)
            base[i] = slots[i];
        this.onOfferCount = bytes.count;
        for (let i = 0; i < bytes.count; i++)
            this.onOffer[i] = bytes.numbers[i];
        this.middle = -1;
        if (bytes.kind === waitsForChoice)
            return bytes.rest === 0 ? bytes.count : -1;
        if (bytes.kind !== waitsForDraw)
            return 0;
        this.middle = bytes.rest;
        const found = this.find(this.table.draws.data[this.middle]);
        this.outcomes = found < 0 ? ~found : (this.learner?.outcomes(this.middle) ?? -1);
        return this.outcomes < 0 ? -1 : this.table.records.data[this.outcomes];
    }
    /** The label of a step from the state that was opened: the index of a choice, or an outcome. */
    label(step) {
        return this.middle < 0 ? step : this.table.records.data[this.outcomes + 1 + 2 * step];
    }
    /** Takes a step from the state that was opened and writes the state that comes of it to the buffer; gives its length, or -1 where something unknown is met. */
    take(step) {
        const { slots, base } = this;
        if (this.keepsTrail)
            this.trail.length = 0;
        if (step > 0)
            for (let i = 0; i < base.length; i++)
                slots[i] = base[i];
        return this.middle < 0 ? this.choose(this.onOffer[step]) : this.decide(step);
    }
    choose(offer) {
        this.passTurn();
        this.narration?.begin(offer, this.noted);
        const { data } = this.table.offers;
        const stretch = data[offer * OfferPart.Length + OfferPart.Stretch];
        this.count = 0;
        return this.run(stretch < 0 && this.learner !== null ? this.learner.choice(offer) : stretch);
    }
    decide(step) {
        this.narration?.resume(this.noted);
        const at = this.outcomes + 1 + 2 * step;
        const [outcome, stretch] = [this.table.records.data[at], this.table.records.data[at + 1]];
        this.count = this.onOfferCount;
        for (let i = 0; i < this.count; i++)
            this.offers[i] = this.onOffer[i];
        if (stretch >= 0 || this.learner === null)
            return this.run(stretch);
        const learned = this.learner.draw(this.middle, outcome);
        this.table.records.data[at + 1] = learned;
        return this.run(learned);
    }
    /** Counts a turn, as `Machine.passTurn` does. */
    passTurn() {
        const { slots } = this;
        const { clocks, limit, least } = this.table.layout;
        for (let i = 0; i < clocks.length; i++) {
            const slot = clocks[i];
            const never = slots[slot] === forgottenCount || (slots[slot] < 0 && slot !== slots.length - 1);
            if (!never && ++slots[slot] >= limit[slot])
                slots[slot] = least[slot];
        }
    }
    run(first) {
        const { bytes, learner, offers, narration } = this;
        let stretch = first;
        for (let i = 0; i < longestTurn && stretch >= 0; i++) {
            this.stretches++;
            const found = this.find(this.table.trees.data[stretch]);
            if (found >= 0 && learner === null)
                return -1;
            const rule = found < 0 ? ~found : learner.rule(stretch);
            if (rule < 0)
                return -1;
            if (this.keepsTrail)
                this.trail.push(rule);
            const { data } = this.table.records;
            if (found < 0)
                this.apply(data, rule);
            narration?.repeat(data[rule + RulePart.Number]);
            const offered = data[rule + RulePart.Offers];
            if (this.count + offered > maxOffers)
                return -1;
            const from = rule +
                RulePart.Length +
                data[rule + RulePart.Sets] +
                data[rule + RulePart.Raises] +
                data[rule + RulePart.Updates];
            for (let j = 0; j < offered; j++)
                offers[this.count++] = data[from + j];
            stretch = data[rule + RulePart.Next];
            if (stretch >= 0)
                continue;
            if (data[rule + RulePart.Middle] >= 0) {
                if (narration !== null)
                    bytes.noted = narration.pause();
                return bytes.drawing(offers, this.count, data[rule + RulePart.Middle]);
            }
            if (data[rule + RulePart.Always] === 1 || this.count === 0) {
                const over = rule + RulePart.Over;
                if (narration !== null)
                    bytes.noted = narration.end(false);
                return bytes.over(data[over], data[over + 1], data[over + 2]);
            }
            const number = data[rule + RulePart.Number];
            const alone = this.count === offered && narration === null;
            const written = alone ? bytes.closing(number) : -1;
            if (written >= 0)
                return written;
            const stack = data[rule + RulePart.Stack];
            if (this.offersMore()) {
                if (narration !== null)
                    bytes.noted = narration.end(true);
                return alone ? bytes.close(number, offers, offered, stack) : bytes.waiting(offers, this.count, stack);
            }
            if (data[rule + RulePart.Stack] !== 0)
                return -1;
            stretch = this.stretchOfFallback(offers[0], data[rule + RulePart.Fallbacks]);
            this.count = 0;
        }
        return -1;
    }
    /** Whether anything but fallback choices is on offer. */
    offersMore() {
        for (let i = 0; i < this.count; i++)
            if (!this.bytes.isFallback(this.offers[i]))
                return true;
        return false;
    }
    stretchOfFallback(offer, fallbacks) {
        const map = this.table.fallbacks.data[fallbacks];
        const found = map === 0 ? 0 : follow(this.table.code.data, map, offer);
        return found < 0 ? ~found : (this.learner?.fallback(offer, fallbacks) ?? -1);
    }
    /** Where a tree leads with the slots as they are: `~leaf`, or 0 where that isn't known. */
    find(tree) {
        const { slots, answers, table } = this;
        let code = table.code.data;
        let at = tree;
        while (at > 0) {
            const key = code[at];
            let value;
            if (key >= 0 && key < slots.length)
                value = slots[key];
            else if (key === offeredKey)
                value = this.count;
            else {
                value = answers.answer(key - slots.length);
                if (value === Unknown)
                    return 0;
                code = table.code.data; // it may have grown
            }
            const mask = code[at + 1];
            let entry = at + 3 + 2 * (hashOf(value) & mask);
            while (code[entry] !== value && code[entry + 1] !== 0) {
                entry += 2;
                if (entry > at + 3 + 2 * mask)
                    entry = at + 3;
            }
            at = code[entry + 1];
        }
        return at;
    }
    /** Does to the slots what a rule says. */
    apply(data, rule) {
        const { slots, table, answers } = this;
        const { limit, least } = table.layout;
        let at = rule + RulePart.Length;
        for (const end = at + data[rule + RulePart.Sets]; at < end; at += 2)
            slots[data[at]] = data[at + 1];
        for (const end = at + data[rule + RulePart.Raises]; at < end; at++) {
            const slot = data[at];
            if (slots[slot] !== forgottenCount && ++slots[slot] >= limit[slot])
                slots[slot] = least[slot];
        }
        const { data: computations } = table.computations;
        for (const end = at + data[rule + RulePart.Updates]; at < end; at++)
            slots[computations[data[at] * ComputationPart.Length + ComputationPart.Slot]] = answers.result(data[at]);
    }
}

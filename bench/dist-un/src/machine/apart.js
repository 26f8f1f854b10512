import { forgottenCount } from './machine.js';
import { ComputationPart, RulePart } from './ruletable.js';
const none = [];
/** Tells what learned rules do to a few slots and ask of them, apart from all others. Works on the machine's own slots. */
export class Apart {
    table;
    slots;
    answers;
    asks;
    constructor(table, slots, answers, asks) {
        this.table = table;
        this.slots = slots;
        this.answers = answers;
        this.asks = asks;
    }
    /** The asides that a rule passes over. */
    asksOf(rule) {
        return this.asks.get(rule) ?? none;
    }
    /** The slots that a rule changes. */
    changedBy(rule) {
        const { records, computations } = this.table;
        const { data } = records;
        const slots = [];
        let at = rule + RulePart.Length;
        for (const end = at + data[rule + RulePart.Sets]; at < end; at += 2)
            slots.push(data[at]);
        for (const end = at + data[rule + RulePart.Raises]; at < end; at++)
            slots.push(data[at]);
        for (const end = at + data[rule + RulePart.Updates]; at < end; at++)
            slots.push(computations.data[data[at] * ComputationPart.Length + ComputationPart.Slot]);
        return slots;
    }
    /** Does to the slots that are marked what a rule says. */
    apply(rule, isOurs) {
        const { data } = this.table.records;
        let at = rule + RulePart.Length;
        for (const end = at + data[rule + RulePart.Sets]; at < end; at += 2)
            if (isOurs[data[at]] === 1)
                this.slots[data[at]] = data[at + 1];
        for (const end = at + data[rule + RulePart.Raises]; at < end; at++)
            if (isOurs[data[at]] === 1)
                this.raise(data[at]);
        for (const end = at + data[rule + RulePart.Updates]; at < end; at++) {
            const slot = this.answers.slotOf(data[at]);
            if (isOurs[slot] === 1)
                this.slots[slot] = this.answers.result(data[at]);
        }
    }
    /** Counts a turn for the slots that are marked, as `Machine.passTurn` does. */
    passTurn(isOurs) {
        const { slots } = this;
        for (const slot of this.table.layout.clocks)
            if (isOurs[slot] === 1 && (slots[slot] >= 0 || slot === slots.length - 1))
                this.raise(slot);
    }
    /** Raises a count by one. */
    raise(slot) {
        const { slots } = this;
        const { limit, least } = this.table.layout;
        if (slots[slot] !== forgottenCount && ++slots[slot] >= limit[slot])
            slots[slot] = least[slot];
    }
}

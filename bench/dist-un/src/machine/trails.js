import { Ints } from './ints.js';
/** Stands in a trail for the turn that is counted when a choice is made. */
export const countsTurn = -1;
/**
 * Of each step of an exploration the rules by which it was taken, as far as they do or ask something that matters to asides: its trail. Steps
 * have trails in common, which are numbered; number 0 is the empty one.
 */
export class Trails {
    all = [[]];
    /** For each trail, by the rule that goes on from it, the longer one. */
    longer = [];
    apart;
    open;
    passesTurns;
    matters = new Map();
    /** Trails of steps, those from a state one after another; and for each state where they begin, plus one. */
    noted = new Ints();
    from = new Ints();
    /** `open` are the slots that matter, `clocks` those that count turns. */
    constructor(apart, open, clocks) {
        this.apart = apart;
        this.open = open;
        this.passesTurns = clocks.some((slot) => open.has(slot));
    }
    /** The steps that follow are those from a state. */
    begin(state) {
        const { from } = this;
        if (from.length <= state)
            from.extend(state + 1 - from.length);
        from.data[state] = this.noted.length + 1;
    }
    /** Notes the rules of the next step from the state. */
    note(rules, beginsTurn) {
        let trail = beginsTurn && this.passesTurns ? this.extended(0, countsTurn) : 0;
        for (const rule of rules)
            if (this.doesMatter(rule))
                trail = this.extended(trail, rule);
        this.noted.push(trail);
    }
    /** The steps from a state can't be told by rules. */
    giveUp(state) {
        if (state < this.from.length)
            this.from.data[state] = 0;
    }
    /** The trail of a step from a state; -1 where it wasn't noted. */
    at(state, step) {
        const from = state < this.from.length ? this.from.data[state] : 0;
        return from === 0 ? -1 : this.noted.data[from - 1 + step];
    }
    /** The asides that were passed over in some step, with the slots that they ask for, as far as they hang together. */
    groups() {
        const groups = new Map();
        for (const rule of new Set(this.all.flat())) {
            for (const { aside } of this.apart.asksOf(rule)) {
                const joined = [...new Set(aside.open.flatMap((slot) => groups.get(slot) ?? []))];
                const slots = new Set([...aside.open, ...joined.flatMap((group) => [...group.slots])]);
                const asides = new Set([aside.start, ...joined.flatMap((group) => [...group.asides])]);
                const group = { slots, asides };
                for (const slot of slots)
                    groups.set(slot, group);
            }
        }
        return new Set(groups.values());
    }
    doesMatter(rule) {
        let matters = this.matters.get(rule);
        if (matters === undefined) {
            const { apart, open } = this;
            matters = apart.asksOf(rule).length > 0 || apart.changedBy(rule).some((slot) => open.has(slot));
            this.matters.set(rule, matters);
        }
        return matters;
    }
    extended(trail, rule) {
        const longer = (this.longer[trail] ??= new Map());
        let number = longer.get(rule);
        if (number === undefined) {
            number = this.all.push([...this.all[trail], rule]) - 1;
            longer.set(rule, number);
        }
        return number;
    }
}

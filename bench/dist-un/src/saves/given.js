import { Loader } from './carry.js';
import { elements } from './pairing.js';
import { addressOf, pointTo, previousAt } from './places.js';
/** All list items that a save holds. */
export function itemsIn({ globals, stack, temps }) {
    const values = [...globals.values(), ...stack, ...temps.flat().flatMap((frame) => [...frame.values()])];
    return values.flatMap((value) => (value.kind === 'list' ? value.items : []));
}
/** A story as a model that begins where a new reader does, and where one save is loaded. */
export class GivenModel {
    harms = [];
    /** For each choice that the machine offers its index among those that were loaded. */
    choices = [];
    /** Whether the machine can go on with all that the save holds. */
    isFollowed = true;
    story;
    loaded;
    held;
    loader;
    constructor(story, { choices }, held) {
        this.story = story;
        this.loaded = choices;
        this.held = held;
        this.loader = new Loader(story.program, story.machine.values);
    }
    start(emit) {
        this.story.start(emit);
        const { codec } = this.story;
        if (this.put())
            emit(this.story.entries.length, codec.bytes.buffer, codec.encode(null));
    }
    successors(index, state, from, length, emit) {
        this.story.successors(index, state, from, length, emit);
    }
    /** Puts the machine where the save is; false where there is nothing to go on with. */
    put() {
        const { machine: m, codec } = this.story;
        codec.rest();
        m.slots.set(codec.table.layout.initial);
        m.stack = this.held.stack.map((value) => this.value('', value));
        this.fillSlots();
        m.offers = [];
        this.loaded
            .filter(({ isFallback }) => !isFallback)
            .forEach((choice, i) => {
            const temps = this.held.temps[this.loaded.indexOf(choice)] ?? [];
            const offer = this.offer(choice, temps);
            if (offer !== null)
                this.choices[m.offers.push(offer) - 1] = i;
        });
        return this.isFollowed && m.offers.length > 0;
    }
    value(name, saved) {
        const { value, harm, isFollowed } = this.loader.load(saved);
        if (harm !== null)
            this.harms.push({ name, harm });
        if (!isFollowed)
            this.isFollowed = false;
        return value;
    }
    fillSlots() {
        const { program, machine: m } = this.story;
        const { globals, visits, turns, turn } = this.held;
        program.slots.forEach(({ kind, name, container }, slot) => {
            const within = (n) => {
                const least = m.least[slot];
                return n < least ? n : least + ((n - least) % (m.limit[slot] - least));
            };
            if (kind === 'global') {
                const saved = globals.get(name);
                if (saved !== undefined)
                    m.slots[slot] = this.kept(slot, this.value(name, saved));
            }
            else if (kind === 'visits')
                m.slots[slot] = within(visits.get(name) ?? 0);
            else if (kind === 'turn')
                m.slots[slot] = turn < 0 ? turn : within(turn);
            else if (kind === 'age') {
                const last = turns.get(name);
                m.slots[slot] = last === undefined ? -1 : within(turn - last);
                // which elements a shuffle has shown in its round stands in no save
            }
            else if ((visits.get(name) ?? 0) % elements(program, container) !== 0)
                this.isFollowed = false;
        });
    }
    /** As much of a counter as the exploration keeps apart. */
    kept(slot, value) {
        const { machine: m } = this.story;
        const least = m.least[slot];
        const period = m.limit[slot] - least;
        if (!m.values.isInt(value) || m.values.numberOf(value) < least)
            return value;
        const n = least + ((m.values.numberOf(value) - least) % period);
        return m.values.progression({ least: n, greatest: Number.POSITIVE_INFINITY, period, slot, offset: 0 });
    }
    offer({ landing, frames, previous }, held) {
        const { program } = this.story;
        const target = 'fault' in landing ? -1 : addressOf(program, landing.spot);
        if (target < 0)
            return null;
        let thread = null;
        for (let i = frames.length - 1; i >= 0; i--) {
            const { kind, spot, inExpression } = frames[i];
            const parent = thread;
            const pc = i === 0 ? 0 : addressOf(program, spot);
            if (pc < 0)
                this.isFollowed = false;
            const temps = this.temps(held[i] ?? new Map());
            const depth = (parent?.depth ?? 0) + 1;
            thread = { kind, parent, depth, pc, inExpression, functionStart: 0, temps, trimmed: false };
        }
        if (thread === null)
            return null;
        const from = { ...thread, previous: previousAt(program, previous) };
        return {
            point: pointTo(program.choices, target),
            thread: from,
            text: '',
            tags: [],
            by: 0,
            willing: true,
            number: -1,
        };
    }
    temps(held) {
        const temps = [];
        for (const [name, saved] of held) {
            const mine = this.story.program.temps.indexOf(name);
            if (mine >= 0)
                temps.push(mine, this.value('', saved));
        }
        return temps;
    }
}

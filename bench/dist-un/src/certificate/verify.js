import { Answers } from './answers.js';
import { arrivalMismatch } from './arrival.js';
import { StateKind } from './certificate.js';
import { legsTo, playthroughOf } from './playthrough.js';
import { Representatives } from './representatives.js';
import { Slice } from './slice.js';
import { hasState, keptMismatch, onceReplaced, showTheSame, turnMismatch } from './turns.js';
/**
 * Checks a certificate with ink's own engine and nothing else. Goes down the tree of representatives depth-first, so that only
 * those are in memory that wait beside the way.
 */
export class Verification {
    tally = { transitions: 0, scrambled: 0, shown: 0, endless: 0, open: 0, sliced: 0 };
    difference = null;
    certificate;
    official;
    seed;
    plans;
    pending = [];
    work;
    reachedBy;
    /** What is kept of each state that was met, as long as more transitions lead there. */
    keys = new Map();
    waiting;
    slices;
    answers;
    /** Throws an `UnknownSlot` where the certificate names something that the story doesn't have. */
    constructor(certificate, official, seed) {
        this.certificate = certificate;
        this.official = official;
        this.seed = seed;
        this.plans = certificate.keeps.map((keeps) => official.plan(keeps, certificate.slots));
        const { states, starts } = certificate;
        this.waiting = new Int32Array(states.kinds.length);
        this.reachedBy = new Int32Array(states.kinds.length).fill(states.targets.length);
        const reach = (target, by) => {
            this.waiting[target]++;
            if (this.reachedBy[target] === states.targets.length)
                this.reachedBy[target] = by;
        };
        starts.forEach(({ state }, i) => {
            reach(state, -1 - i);
        });
        states.targets.forEach(reach);
        this.answers = new Answers(certificate);
        this.slices = this.makeSlices();
        this.work = this.all();
    }
    get isSliced() {
        return this.slices.length > 0;
    }
    makeSlices() {
        const { certificate, official, tally, plans, keys } = this;
        const { slices, asides, slots } = certificate;
        if (slices.length === 0)
            return [];
        const cells = official.cellsOf(slices.flatMap((slice) => slice.slots.map((slot) => slots[slot])));
        official.keepQuiet(asides, [...new Set(cells)]);
        const representatives = new Representatives(certificate, official, this.reachedBy);
        const seedOf = (passage) => this.seedOf(passage);
        const see = (turn) => this.see(turn);
        const context = { certificate, official, representatives, tally, plans, keys, seedOf, see };
        return slices.map((_, number) => new Slice(context, number));
    }
    /** Notes what happened in stretches that only decide between texts. */
    see({ seen }) {
        if (seen !== null)
            return this.answers.see(seen);
        const what = 'what a stretch does that only decides between texts';
        return { what, claimed: 'it shows something, and goes on at one place', official: 'it does more' };
    }
    /** Checks one more start or transition; false once all are checked, or something differs. */
    step() {
        return this.difference === null && this.work.next().done !== true && this.difference === null;
    }
    *all() {
        for (let i = 0; i < this.certificate.starts.length; i++) {
            this.start(i);
            yield;
        }
        this.pending.reverse();
        for (let pending = this.pending.pop(); pending !== undefined; pending = this.pending.pop()) {
            const before = this.pending.length;
            if (pending.move === null)
                yield* this.choices(pending.state, pending.saved);
            else
                yield* this.draws(pending, pending.move);
            // the first one next
            this.pending.push(...this.pending.splice(before).reverse());
        }
        for (const slice of this.slices) {
            const found = yield* slice.follow();
            if (found !== null)
                return this.differAfter(found.legs, found.mismatch);
        }
        const missing = this.tally.open > 0 ? null : this.answers.missing();
        if (missing !== null)
            this.differAfter([], missing);
    }
    start(i) {
        const { entry, sets, state } = this.certificate.starts[i];
        const passage = { state: -1, label: i, transition: -1 - i, target: state };
        const move = { entry, sets };
        if (this.isOpen(state))
            return;
        const turn = this.official.play(null, move, [], this.optionsFor(state));
        this.arrive(passage, turn, { state, saved: null, move, outcomes: [] });
        if (turn.stop === null)
            for (const slice of this.slices)
                slice.start(i, state);
    }
    *choices(state, saved) {
        const plan = this.planOf(state);
        const plain = this.official.disturbed(saved, plan, null);
        for (const passage of this.passages(state)) {
            const move = { choice: passage.label };
            const options = this.optionsFor(passage.target);
            const play = (from, only) => this.official.play(from, move, [], { ...options, only });
            const scrambled = () => this.official.disturbed(saved, plan, this.seedOf(passage));
            this.follow(passage, { state: passage.target, saved, move, outcomes: [] }, () => play(plain), () => play(scrambled(), []));
            yield;
        }
    }
    *draws({ state, saved, outcomes }, move) {
        const plan = this.planOf(state);
        for (const passage of this.passages(state)) {
            const decided = [...outcomes, passage.label];
            const play = (seed) => {
                const disturb = { draw: outcomes.length, plan, seed };
                // what the garbage would do in stretches that only decide between texts is nobody's question
                const only = seed === null ? undefined : [];
                return this.official.play(saved, move, decided, { ...this.optionsFor(passage.target), disturb, only });
            };
            const next = { state: passage.target, saved, move, outcomes: decided };
            this.follow(passage, next, () => play(null), () => play(this.seedOf(passage)));
            yield;
        }
    }
    /** The transitions of a state that are to be checked, as long as nothing differs. */
    *passages(state) {
        const { first, labels, targets } = this.certificate.states;
        for (let t = first[state]; t < first[state + 1] && this.difference === null; t++) {
            if (this.isOpen(targets[t]))
                this.tally.open++;
            else
                yield { state, label: labels[t], transition: t, target: targets[t] };
        }
    }
    /** Executes one transition as it is and with garbage: both must come to the same, and that to what the certificate says. */
    follow(passage, next, plain, scrambled) {
        const turn = plain();
        const key = this.arrive(passage, turn, next);
        this.tally.transitions++;
        if (this.difference !== null)
            return;
        const other = scrambled();
        this.tally.scrambled += other.replaced;
        for (const slice of this.slices) {
            slice.note(passage, turn);
            slice.note(passage, other);
        }
        this.compare(passage, turn, other, key);
    }
    /** A turn must have come to its target; gives what is kept of the state it came to, empty where the story stopped. */
    arrive(passage, turn, next) {
        const { target, transition } = passage;
        const mismatch = arrivalMismatch(this.certificate, turn, target);
        if (mismatch !== null) {
            this.differ(passage, mismatch);
            return '';
        }
        const objection = this.see(turn);
        if (objection !== null)
            this.differ(passage, objection);
        if (turn.stop?.kind === 'endless')
            this.tally.endless++;
        if (!hasState(turn))
            return '';
        const key = this.keptOf(target, turn);
        const known = this.keys.get(target);
        if (known !== undefined && known !== key)
            this.differ(passage, this.keptOtherwise(target, known, key, ''));
        // what is followed in slices must come to the same
        if (--this.waiting[target] > 0 || this.isSliced)
            this.keys.set(target, key);
        else
            this.keys.delete(target);
        const { kinds } = this.certificate.states;
        const goesOn = kinds[target] === StateKind.Choice || kinds[target] === StateKind.Draw;
        if (this.reachedBy[target] === transition && goesOn) {
            const waits = turn.asks === null;
            this.pending.push(waits ? { state: target, saved: this.official.save(), move: null, outcomes: [] } : next);
        }
        return key;
    }
    compare(passage, plain, scrambled, key) {
        if (!showTheSame(plain, scrambled, this.isSliced))
            this.tally.shown++;
        const mismatch = turnMismatch(plain, scrambled, this.isSliced);
        if (mismatch !== null)
            return this.differ(passage, mismatch);
        if (!hasState(plain))
            return;
        const other = this.keptOf(passage.target, scrambled);
        if (other !== key)
            this.differ(passage, this.keptOtherwise(passage.target, key, other, onceReplaced));
    }
    keptOtherwise(target, known, key, when) {
        return keptMismatch(this.official, this.planOf(target), known, key, when);
    }
    differ({ state, label }, mismatch) {
        this.differAfter([...legsTo(this.certificate, this.reachedBy, state), { state, label }], mismatch);
    }
    differAfter(legs, mismatch) {
        if (this.difference !== null)
            return;
        this.difference = { ...mismatch, playthrough: playthroughOf(this.certificate, this.official, legs) };
    }
    keptOf(target, { stop }) {
        return this.official.project(this.planOf(target), stop !== null);
    }
    planOf(state) {
        return this.plans[this.certificate.states.keeps[state]];
    }
    isOpen(state) {
        return this.certificate.states.kinds[state] === StateKind.Cut;
    }
    optionsFor(target) {
        const { states, stops } = this.certificate;
        return { endless: states.kinds[target] === StateKind.Over && stops[states.stops[target]].kind === 'endless' };
    }
    seedOf({ transition }) {
        return Math.imul(this.seed + 1, 0x9e3779b1) ^ Math.imul(transition + 1, 0x85ebca6b);
    }
}

import { Op } from '../program/opcodes.js';
import { Failed } from './answers.js';
import { Computations, none } from './computations.js';
import { offeredKey } from './decisions.js';
import { forgottenCount } from './machine.js';
import { isForgotten } from './values.js';
const wasRead = 1;
const wasSet = 2;
const wasUpdated = 4;
/** What reads a slot for what comes just after it. */
const shownAtOnce = new Set([Op.GetGlobal, Op.GetTemp, Op.GetCount, Op.Turns]);
/**
 * Notes which slots a stretch of a turn reads before it sets them, with the values they had when it began, and what it does to slots. As the
 * machine is deterministic, the same values lead to the same stretch with the same effect.
 */
export class Recorder {
    /**
     * What was read, in order, each with the value it had: slots, computations (numbered after all slots), and `offeredKey`.
     */
    guard = [];
    computations;
    /** How many choices the turn had on offer when the stretch began. */
    offers = 0;
    askedOffers = false;
    machine;
    touched = [];
    how;
    before;
    raises;
    updates = [];
    asks = [];
    constructor(machine, table) {
        this.machine = machine;
        this.computations = new Computations(machine, table);
        this.how = new Uint8Array(machine.slots.length);
        this.before = new Int32Array(machine.slots.length);
        this.raises = new Int32Array(machine.slots.length);
    }
    /** Begins a stretch in a turn that has so many choices on offer. */
    begin(offers) {
        this.offers = offers;
        this.askedOffers = false;
    }
    /** How many choices were on offer when the stretch began. */
    offersBefore() {
        if (!this.askedOffers)
            this.guard.push(offeredKey, this.offers);
        this.askedOffers = true;
        return this.offers;
    }
    /** Must be told before a slot is read. */
    read(slot) {
        if (this.isLost())
            return;
        this.touch(slot);
        if (this.how[slot] === wasUpdated)
            throw new Error('an updated variable was read: this is a fault of Redthread');
        if (this.how[slot] !== 0)
            return;
        this.how[slot] = wasRead;
        this.guard.push(slot, this.before[slot]);
    }
    /** Whether what the machine reads now is only shown, where prose is not kept: then nobody needs to know it. */
    isLost() {
        const { program, pc, output, mayLack } = this.machine;
        const { op, next } = program;
        return !mayLack && output.deaf && shownAtOnce.has(op[pc]) && next[pc] >= 0 && op[next[pc]] === Op.Output;
    }
    /** The answer to a question about a variable, instead of reading it; null where it has to be read. */
    ask(question) {
        if (question === none)
            return null;
        const slot = this.computations.slotOf(question);
        if (this.how[slot] !== 0)
            return null;
        const result = this.computations.result(question);
        this.guard.push(this.how.length + question, this.computations.answer(question));
        return result === Failed ? null : result;
    }
    /** Updates a variable without reading it, if that can be done; the stretch must end before anything is read again. */
    update(computation) {
        if (computation === none)
            return false;
        const slot = this.computations.slotOf(computation);
        if (this.how[slot] !== 0)
            return false;
        const result = this.ask(computation);
        if (result === null)
            return false;
        this.touch(slot);
        this.how[slot] = wasUpdated;
        this.updates.push(computation);
        this.machine.slots[slot] = result;
        this.machine.onAssign?.(slot, result);
        return true;
    }
    /** Must be told before a slot is given a value that doesn't depend on the one it has. */
    set(slot) {
        this.touch(slot);
        this.how[slot] |= wasSet;
    }
    /** Must be told before a count is raised. */
    raise(slot) {
        this.touch(slot);
        this.raises[slot]++;
    }
    /** Notes that an aside was passed over, and all that decides what it would have shown. */
    passOver(aside, temps) {
        const { slots } = this.machine;
        const known = [];
        const raised = [];
        for (const slot of aside.kept) {
            this.read(slot);
            known.push(slot, slots[slot]);
        }
        for (const slot of aside.open) {
            if (this.how[slot] === wasUpdated)
                throw new Error('an updated variable was asked: this is a fault of Redthread');
            const isKnown = this.how[slot] !== 0 && !this.isLeftOut(slot, slots[slot]);
            if (isKnown || (this.how[slot] & wasSet) !== 0)
                known.push(slot, slots[slot]);
            else
                for (let i = 0; i < this.raises[slot]; i++)
                    raised.push(slot);
        }
        this.asks.push({ aside, temps, known, raised });
    }
    isLeftOut(slot, content) {
        return slot < this.machine.program.globals ? isForgotten(content) : content === forgottenCount;
    }
    touch(slot) {
        if (this.how[slot] !== 0 || this.raises[slot] !== 0)
            return;
        this.touched.push(slot);
        this.before[slot] = this.machine.slots[slot];
    }
    /** What was done since the last call; forgets everything noted. */
    takeEffect() {
        const { slots } = this.machine;
        const sets = [];
        const raises = [];
        for (const slot of this.touched) {
            const how = this.how[slot];
            // what was left out is raised all the same, for whoever follows it apart
            if (how === 0 ||
                (how === wasRead && this.isLeftOut(slot, this.before[slot]) && slots[slot] === this.before[slot]))
                for (let i = 0; i < this.raises[slot]; i++)
                    raises.push(slot);
            else if ((how & wasSet) !== 0 || (how === wasRead && slots[slot] !== this.before[slot]))
                sets.push(slot, slots[slot]);
            this.how[slot] = 0;
            this.raises[slot] = 0;
        }
        const updates = this.updates.slice();
        this.touched.length = 0;
        this.guard.length = 0;
        this.updates.length = 0;
        const asks = this.asks.splice(0);
        return { sets, raises, updates, asks };
    }
}

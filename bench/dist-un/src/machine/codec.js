import { hasCast } from '../program/cast.js';
import { Canon } from './canon.js';
import { Refine } from './errors.js';
import { forgottenCount } from './machine.js';
import { keyOf } from './output.js';
import { callsSlot } from './reduction.js';
import { RuleTable } from './ruletable.js';
import { StateBytes } from './statebytes.js';
import { forgotten } from './values.js';
const kinds = [
    'choice',
    'draw',
    'none',
    'end',
    'done',
    'ran-out',
    'error',
    'crash',
    'endless',
    'no-choices',
    'cut',
    'long',
];
/**
 * Writes the machine's state as bytes (see `StateBytes`), and reads it back. What is no number already gets one here: choices, what is left
 * on the evaluation stack, interrupted turns, messages.
 */
export class Codec {
    messages = [];
    canon;
    bytes;
    /** What is learned of turns; it also knows what is live where. */
    table;
    machine;
    liveness;
    kept;
    messageNumbers = new Map();
    stacks = [[]];
    stackNumbers = new Map([['', 0]]);
    middles = [];
    middleNumbers = new Map();
    /** Whether it matters whose choice began a turn: the story has a cast, and who sets a variable is told. */
    asksTurnBy;
    /** The machine must be at its beginning. */
    constructor(machine, liveness, kept, keepsNotes = false) {
        this.machine = machine;
        this.liveness = liveness;
        this.kept = kept;
        this.table = new RuleTable(layoutOf(machine, liveness, kept));
        this.bytes = new StateBytes(this.table, machine.slots, keepsNotes);
        this.canon = new Canon(machine, liveness, kept, this.table);
        this.asksTurnBy = hasCast(machine.cast);
    }
    /** Writes the machine's state to the buffer of `bytes` and gives its length. */
    encode(cut) {
        const { machine: m, bytes } = this;
        if (cut !== null)
            return bytes.over(kinds.indexOf(cut), m.pc, this.messageOf());
        const offers = m.offers.map((offer) => this.canon.offerNumber(offer));
        if (m.draw !== null)
            return bytes.drawing(offers, offers.length, this.middleNumber());
        if (offers.some((offer) => !bytes.isFallback(offer)))
            return bytes.waiting(offers, offers.length, this.stackNumber());
        this.checkStack();
        const { kind, address, message } = this.howOver();
        return bytes.over(kind, address, message);
    }
    /** How the machine's story is over: the number of the kind, the address, the number of the message. */
    howOver() {
        const m = this.machine;
        const kind = m.rest === 'ran-out' && m.hidOffers ? 'no-choices' : m.rest;
        return { kind: kinds.indexOf(kind), address: m.restAt, message: this.messageOf() };
    }
    /** A kind of rest by its number. */
    kindOf(kind) {
        return kinds[kind];
    }
    /** Whether a kind of rest, by its number, is an end that somebody meant: the story says END or DONE. */
    isEnding(kind) {
        return kinds[kind] === 'end' || kinds[kind] === 'done';
    }
    /** References left on the evaluation stack name frames by their numbers: then calls must be kept as they are. */
    checkStack() {
        if (this.kept.keepCalls)
            return;
        for (const value of this.machine.stack)
            if (this.canon.refers(value))
                throw new Refine(callsSlot, null);
    }
    /** The number of the first error's message, or -1. */
    messageOf() {
        const { errors } = this.machine;
        return errors.length === 0 ? -1 : this.messageNumber(errors[0].message);
    }
    messageNumber(message) {
        let number = this.messageNumbers.get(message);
        if (number === undefined)
            this.messageNumbers.set(message, (number = this.messages.push(message) - 1));
        return number;
    }
    /** The number of what is left on the evaluation stack. */
    stackNumber() {
        const { stack } = this.machine;
        if (stack.length === 0)
            return 0;
        this.checkStack();
        const key = stack.join();
        let number = this.stackNumbers.get(key);
        if (number === undefined)
            this.stackNumbers.set(key, (number = this.stacks.push(stack.slice()) - 1));
        return number;
    }
    /** The number of a turn that is interrupted by a draw: all of the machine but slots and offers. */
    middleNumber() {
        this.checkStack();
        const m = this.machine;
        const { canon } = this;
        const { next } = m.program;
        const thread = canon.frame(m.thread(), m.pc, false);
        const threads = m.threads.map((other) => canon.frame(other, next[other.pc], false));
        const turnBy = this.asksTurnBy ? m.turnBy : -1;
        const key = `${turnBy}|${[thread, ...threads].map((frame) => canon.numberOf(frame)).join()}|${m.stack.join()}|${m.safeExit}|${m.hidOffers}|${m.output.dropsText}|${keyOf(m.output.items)}`;
        let number = this.middleNumbers.get(key);
        if (number !== undefined)
            return number;
        const row = new Int32Array(this.liveness.words);
        canon.addLive(row, thread, m.pc);
        threads.forEach((frame, i) => {
            canon.addLive(row, frame, next[m.threads[i].pc]);
        });
        const still = (frame) => ({ ...frame, previous: -1 });
        const kept = {
            thread: still(thread),
            threads: threads.map(still),
            stack: m.stack.slice(),
            output: m.output.copy(),
            dropsText: m.output.dropsText,
            safeExit: m.safeExit,
            hidOffers: m.hidOffers,
            turnBy,
        };
        number = this.middles.push(kept) - 1;
        this.table.addMiddle(row);
        this.middleNumbers.set(key, number);
        return number;
    }
    /** Puts the machine into a state, ready for a choice or a draw, and tells what the state is. */
    decode(bytes, from, length, into) {
        const { machine: m, bytes: state } = this;
        state.read(bytes, from, length);
        into.kind = kinds[state.kind];
        into.noted = state.noted;
        into.address = state.address;
        into.message = state.message;
        into.rest = state.rest;
        into.offers.length = state.count;
        for (let i = 0; i < state.count; i++)
            into.offers[i] = this.canon.offers[state.numbers[i]];
        m.offers = into.offers.slice();
        if (into.kind === 'choice') {
            m.stack = this.stacks[into.rest].slice();
            this.rest();
        }
        else if (into.kind === 'draw')
            this.resume(into.rest);
    }
    /** Clears what a turn leaves behind. */
    rest() {
        const m = this.machine;
        m.threads = [];
        m.output.reset();
        m.diverted = -1;
        m.safeExit = false;
        m.hidOffers = false;
        m.rest = 'none';
        m.restAt = -1;
        m.draw = null;
        m.errors.length = 0;
        m.warnings.length = 0;
    }
    /** Where a turn stands that a draw interrupted. */
    addressOf(middleNumber) {
        return this.middles[middleNumber].thread.pc;
    }
    /** Puts the machine back into the middle of a turn that a draw interrupted; slots and offers stay as they are. */
    resume(middleNumber) {
        const m = this.machine;
        const middle = this.middles[middleNumber];
        this.rest();
        m.stack = middle.stack.slice();
        m.threads = middle.threads.slice();
        m.setThread(middle.thread);
        m.output.restore(middle.output);
        m.output.dropsText = middle.dropsText;
        m.safeExit = middle.safeExit;
        m.hidOffers = middle.hidOffers;
        m.turnBy = middle.turnBy;
    }
}
function layoutOf(machine, liveness, kept) {
    const { slots, least, limit, clocks, program } = machine;
    const { words, slotOfBit } = liveness;
    return {
        initial: slots.slice(),
        dropped: slots.map((_, i) => (i < program.globals ? forgotten(i) : forgottenCount)),
        least,
        limit,
        clocks: Int32Array.from(clocks),
        whenOver: kept.whenOver,
        slotOfBit: Int32Array.from(slotOfBit, (slot) => (slot < slots.length ? slot : -1)),
        words,
        dead: kept.reductions.dead,
    };
}

import { containerAt } from './counting.js';
import { cutFrame, FrameKind, getTemp } from './frames.js';
import { Absent, Tag } from './values.js';
/** Brings threads and choices to one form each, without what no longer matters, and numbers them. */
export class Canon {
    offers = [];
    plainOffers = new Map();
    otherOffers = new Map();
    frames = new Map();
    frameNumbers = new Map();
    program;
    machine;
    liveness;
    kept;
    table;
    constructor(machine, liveness, kept, table) {
        this.table = table;
        this.machine = machine;
        this.program = machine.program;
        this.liveness = liveness;
        this.kept = kept;
    }
    /** The number of a choice on offer. */
    offerNumber(offer) {
        if (offer.number < 0)
            offer.number = this.findNumber(offer);
        return offer.number;
    }
    findNumber(offer) {
        const point = this.program.choices[offer.point];
        const around = this.around(point.targetContainer, offer.thread.previous);
        const { thread } = offer;
        const actor = 2 * offer.by + (offer.willing ? 1 : 0);
        if (thread.parent === null && thread.temps.length === 0 && !thread.trimmed) {
            const place = offer.point * (this.program.containers.length + 1) + around + 1;
            const key = place * 2 * this.machine.cast.names.length + actor;
            let number = this.plainOffers.get(key);
            if (number === undefined) {
                number = this.addOffer(offer, point.target, around);
                this.plainOffers.set(key, number);
            }
            return number;
        }
        const frame = this.frame(thread, point.target, true);
        const key = `${offer.point},${around},${this.frameNumbers.get(frame)},${actor}`;
        let number = this.otherOffers.get(key);
        if (number === undefined) {
            number = this.addOffer(offer, point.target, around);
            this.otherOffers.set(key, number);
        }
        return number;
    }
    addOffer({ point, thread, by, willing }, target, around) {
        const previous = around < 0 ? -1 : this.program.containers[around].start - 1;
        const offer = {
            point,
            thread: { ...this.frame(thread, target, true), previous },
            text: '',
            tags: [],
            by,
            willing,
            number: -1,
        };
        const row = new Int32Array(this.liveness.words);
        this.addLive(row, thread, target);
        offer.number = this.offers.length;
        this.table.addOffer(row, this.program.choices[point].isFallback);
        return this.offers.push(offer) - 1;
    }
    /** The innermost container around both a choice's target and the place where it was offered: all that the latter is needed for. */
    around(target, previous) {
        if (previous < 0)
            return -1;
        const { containers } = this.program;
        let inner = containerAt(this.machine, previous);
        let c = target;
        while (c !== inner && c >= 0 && inner >= 0) {
            if (c > inner)
                c = containers[c].parent;
            else
                inner = containers[inner].parent;
        }
        return c === inner ? c : -1;
    }
    /** Adds what is live when a thread goes on at `address`: in its own frame, and in those it may return to. */
    addLive(row, thread, address) {
        const { liveness, program } = this;
        if (address >= 0)
            liveness.addTo(row, address);
        let returns = liveness.returns(address);
        for (let frame = thread.parent; frame !== null && frame !== cutFrame && returns > 0; frame = frame.parent) {
            const after = program.next[frame.pc];
            if (after >= 0)
                liveness.addTo(row, after);
            if (returns < 2)
                returns = liveness.returns(after);
        }
    }
    /**
     * The one frame with the content that matters when it goes on at `address`. Its own address matters only to what returns to it.
     * `pinned` where references from above name frames by their numbers: then none may go.
     */
    frame(frame, address, forgetAddress, pinned = false) {
        const temps = this.temps(frame, address);
        const parent = this.parent(frame, address, pinned || temps.some((value, i) => i % 2 === 1 && this.refers(value)));
        const depth = parent === cutFrame ? 2 : parent === null ? 1 : parent.depth + 1;
        const pc = forgetAddress ? 0 : frame.pc;
        const start = frame.kind === FrameKind.Function ? frame.functionStart : 0;
        const parentNumber = parent === null ? -1 : parent === cutFrame ? -2 : this.frameNumbers.get(parent);
        const key = `${frame.kind},${parentNumber},${pc},${frame.inExpression ? 1 : 0},${start},${temps.join(';')}`;
        let known = this.frames.get(key);
        if (known === undefined) {
            const { kind, inExpression } = frame;
            const trimmed = this.kept.reductions.dead;
            known = { kind, parent, depth, pc, inExpression, functionStart: start, temps, trimmed };
            this.frames.set(key, known);
            this.frameNumbers.set(known, this.frames.size - 1);
        }
        return known;
    }
    numberOf(frame) {
        return this.frameNumbers.get(frame);
    }
    /** Whether a value is a reference to a temporary of some frame. */
    refers(value) {
        return (value & 7) === Tag.Pointer && this.machine.values.pointerOf(value).frame > 0;
    }
    parent(frame, address, pinned) {
        const { parent } = frame;
        if (parent === null || parent === cutFrame)
            return parent;
        const returns = this.liveness.returns(address);
        if (returns === 0 && !this.kept.keepCalls && !pinned)
            return cutFrame;
        return this.frame(parent, returns === 0 ? -1 : this.program.next[parent.pc], false, pinned);
    }
    temps(frame, address) {
        if (!this.kept.reductions.dead)
            return sortTemps(frame.temps);
        const temps = [];
        const { length } = this.program.slots;
        const names = address < 0
            ? [...this.kept.always].flatMap((slot) => (slot < length ? [] : [slot - length]))
            : this.liveness.liveTemps(address, length);
        for (const name of names.sort((x, y) => x - y)) {
            const value = getTemp(frame.temps, name);
            if (value !== undefined || !frame.trimmed)
                temps.push(name, value ?? Absent);
        }
        return temps;
    }
}
function sortTemps(temps) {
    const pairs = [];
    for (let i = 0; i < temps.length; i += 2)
        pairs.push([temps[i], temps[i + 1]]);
    return pairs.sort((x, y) => x[0] - y[0]).flat();
}

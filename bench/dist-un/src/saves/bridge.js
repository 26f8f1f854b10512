import { cutFrame, getTemp } from '../machine/frames.js';
import { forgottenCount } from '../machine/machine.js';
import { Absent, isForgotten, Tag } from '../machine/values.js';
import { Liveness } from '../program/liveness.js';
import { Carrier, Loader } from './carry.js';
import { matchElements } from './match.js';
import { otherShuffle } from './pairing.js';
import { addressOf, pointTo, previousAt, typeName } from './places.js';
import { Troubles } from './troubles.js';
import { pieceAt } from './words.js';
/** Takes states of the old version over into the new one, as a game that saves and loads would. */
export class Bridge {
    troubles = new Troubles();
    /** Slots of the old version that a state must keep: left out until now (false), or kept less than exactly (true). */
    lacking = new Map();
    versions;
    carrier;
    liveness;
    crossings = new Map();
    initialBefore;
    initialAfter;
    tempsAfter;
    /** What is read or shown from where on, in either version. */
    told;
    /** Slots of the new version whose values may be others than a reader has earned. */
    atRisk;
    constructor(versions) {
        this.versions = versions;
        const { before, after, keptAfter, pairing } = versions;
        const lacking = (slot, exactly) => {
            this.lacking.set(slot, exactly);
        };
        const { values } = before.machine;
        const loader = new Loader(after.program, after.machine.values);
        this.carrier = new Carrier(before.program, values, after.machine.values, loader, pairing.target, lacking);
        this.liveness = new Liveness(after.program, keptAfter.always, after.machine.idle);
        this.initialBefore = before.codec.table.layout.initial;
        this.initialAfter = after.codec.table.layout.initial;
        this.tempsAfter = new Map(before.program.temps.map((name, i) => [name, i]));
        const told = ({ program, machine }) => new Liveness(program, new Set(), machine.idle, true);
        this.told = { before: told(before), after: told(after) };
        this.atRisk = this.findRisks();
    }
    /** Takes over the state that the old version's model has just read. */
    arrive({ offers }, { choices: parts, rest }) {
        const { before, after } = this.versions;
        const troubles = new Set();
        const add = (trouble) => {
            troubles.add(this.troubles.number(trouble));
        };
        if (rest.fault !== null)
            add({ kind: 'unloadable', message: rest.fault });
        for (const message of rest.warnings)
            add({ kind: 'warned', message });
        let isFollowed = rest.fault === null;
        const arrived = [];
        const choices = [];
        const atRisk = new Set();
        const missed = new Set();
        offers.forEach((offer, i) => {
            const crossing = this.crossing(offer, parts[i]);
            for (const trouble of crossing.troubles)
                troubles.add(trouble);
            for (const slot of crossing.atRisk)
                atRisk.add(slot);
            for (const slot of crossing.missed)
                missed.add(slot);
            if (crossing.offer !== null)
                choices[arrived.push(crossing.offer) - 1] = i;
            isFollowed &&= crossing.isFollowed;
        });
        for (const slot of missed)
            this.checkGone(slot, add);
        const m = after.machine;
        after.codec.rest();
        m.offers = arrived;
        m.stack = before.machine.stack.map((value) => {
            const carried = this.carrier.carry(value);
            if (carried.harm !== null)
                add({ kind: 'value', name: '', harm: carried.harm });
            isFollowed &&= carried.isFollowed;
            return carried.value;
        });
        m.slots.set(this.initialAfter);
        if (arrived.length === 0)
            return { troubles: [...troubles], length: 0, choices };
        // what is live follows from the choices on offer
        after.codec.encode(null);
        for (const slot of after.codec.bytes.live) {
            atRisk.delete(slot);
            if (!this.fill(slot, add))
                isFollowed = false;
        }
        // what is only shown is not followed, but it must not be wrong
        for (const slot of atRisk)
            this.fill(slot, add);
        const length = isFollowed ? after.codec.encode(null) : 0;
        if (!isFollowed && rest.fault === null)
            add({ kind: 'unfollowed' });
        return { troubles: [...troubles], length, choices };
    }
    /** What a variable holds that the new version doesn't have, is lost, unless it is what it held at first. */
    checkGone(slot, add) {
        const { machine, program } = this.versions.before;
        const value = machine.slots[slot];
        if (isForgotten(value))
            this.lacking.set(slot, false);
        else if (value !== this.initialBefore[slot])
            add({ kind: 'variable-gone', name: program.slots[slot].name });
    }
    findRisks() {
        const { before, after, matching, pairing } = this.versions;
        const risks = new Set();
        after.program.slots.forEach(({ container }, n) => {
            const old = pairing.source[n];
            if (n >= after.program.globals) {
                const isUncounted = pairing.rightful[n] < 0 && container >= 0 && matching.toOld[container] >= 0;
                if (old !== pairing.rightful[n] || isUncounted)
                    risks.add(n);
                return;
            }
            if (old < 0)
                return;
            const [was, is] = [this.initialBefore[old], this.initialAfter[n]];
            const isPlain = [was, is].every((value) => (value & 7) !== Tag.List && (value & 7) !== Tag.Target);
            const same = before.machine.values.written(was) === after.machine.values.written(is);
            if (!isPlain || !same || typeName(was) !== typeName(is))
                risks.add(n);
        });
        return risks;
    }
    /** The slots that may be read or shown when a thread goes on at an address. */
    toldFrom(liveness, { next }, thread, address) {
        const row = new Int32Array(liveness.words);
        liveness.addTo(row, address);
        let returns = liveness.returns(address);
        for (let frame = thread.parent; frame !== null && frame !== cutFrame && returns > 0; frame = frame.parent) {
            if (next[frame.pc] >= 0)
                liveness.addTo(row, next[frame.pc]);
            if (returns < 2)
                returns = liveness.returns(next[frame.pc]);
        }
        return liveness.slotsIn(row);
    }
    /** Gives a slot of the new version the value that the loader gives it; false where nobody knows what comes of that. */
    fill(slot, add) {
        const { before, after, pairing } = this.versions;
        const old = pairing.source[slot];
        const m = after.machine;
        if (slot >= after.program.globals)
            return this.fillCount(slot, add);
        const { name } = after.program.slots[slot];
        if (old < 0)
            return true;
        const raw = before.machine.slots[old];
        if (raw === this.initialBefore[old]) {
            const [was, is] = [before.machine.values.written(raw), after.machine.values.written(m.slots[slot])];
            if (was !== is || typeName(raw) !== typeName(m.slots[slot]))
                add({ kind: 'initial', name, before: was, after: is });
            return true;
        }
        const carried = this.carrier.carry(raw);
        if (carried.harm !== null)
            add({ kind: 'value', name, harm: carried.harm });
        if (!carried.isFollowed)
            return false;
        m.slots[slot] = carried.value;
        const [was, is] = [typeName(this.initialBefore[old]), typeName(this.initialAfter[slot])];
        if (was !== is && typeName(raw) === was)
            add({ kind: 'type', name, before: was, after: is });
        return true;
    }
    fillCount(slot, add) {
        const { before, after, matching, pairing } = this.versions;
        const { slots } = before.machine;
        const old = pairing.source[slot];
        const rightful = pairing.rightful[slot];
        const { kind, container } = after.program.slots[slot];
        for (const each of [old, rightful])
            if (each >= 0 && slots[each] === forgottenCount)
                this.lacking.set(each, false);
        if (old === otherShuffle)
            return false;
        const nothing = this.initialAfter[slot];
        const taken = old < 0 ? nothing : slots[old];
        after.machine.slots[slot] = taken;
        if (kind === 'turn' || kind === 'shuffle')
            return true;
        const containerOf = (each) => (each < 0 ? -1 : before.program.slots[each].container);
        const same = matching.toOld[container];
        if (rightful < 0 && same >= 0) {
            if (this.wasVisited(same))
                add({ kind: 'count', container, was: same, takes: containerOf(old), ofTurns: kind === 'age' });
        }
        else if (taken !== (rightful < 0 ? nothing : slots[rightful]))
            add({ kind: 'count', container, was: containerOf(rightful), takes: containerOf(old), ofTurns: kind === 'age' });
        return true;
    }
    /** Whether content of the old version may have been visited: where that was not counted, it may. */
    wasVisited(container) {
        const { program, machine } = this.versions.before;
        const { visits } = program.containers[container];
        if (visits < 0)
            return true;
        if (machine.slots[visits] === forgottenCount)
            this.lacking.set(visits, false);
        return machine.slots[visits] !== 0;
    }
    crossing(offer, part) {
        let crossing = this.crossings.get(offer.number);
        if (crossing === undefined)
            this.crossings.set(offer.number, (crossing = this.cross(offer, part)));
        return crossing;
    }
    cross(offer, { fault, warnings, choice }) {
        const { before, after, matching, pairing } = this.versions;
        const { program } = before;
        const { target: oldTarget, targetContainer } = program.choices[offer.point];
        const missed = this.toldFrom(this.told.before, program, offer.thread, oldTarget).filter((slot) => slot < program.globals && !pairing.target.has(slot));
        const troubles = [];
        const add = (trouble) => {
            troubles.push(this.troubles.number(trouble));
        };
        const nowhere = (isFollowed) => ({
            offer: null,
            troubles,
            atRisk: [],
            missed: [...missed],
            isFollowed,
        });
        for (const message of warnings)
            add({ kind: 'warned', message });
        if (fault !== null || choice === null) {
            add({ kind: 'unloadable', message: fault ?? '' });
            return nowhere(false);
        }
        const { landing } = choice;
        const target = 'fault' in landing ? -1 : addressOf(after.program, landing.spot);
        if ('fault' in landing || target < 0) {
            add({ kind: 'gone', choice: offer.point, message: 'fault' in landing ? landing.fault : '' });
            return nowhere(true);
        }
        const lands = after.program.home[target];
        const moved = matching.toNew[targetContainer];
        if (landing.approximate)
            add({ kind: 'nearest', choice: offer.point, lands, moved });
        else if (moved !== lands)
            add({ kind: 'elsewhere', choice: offer.point, lands, moved });
        const spots = choice.frames.map(({ spot }) => spot);
        const frame = this.frame(offer.thread, spots, 0, target, add);
        if (frame === null)
            return nowhere(false);
        const previous = previousAt(after.program, choice.previous);
        const by = Math.max(0, after.machine.cast.names.indexOf(before.machine.cast.names[offer.by]));
        const thread = { ...frame, previous };
        const atRisk = this.toldFrom(this.told.after, after.program, thread, target).filter((slot) => this.atRisk.has(slot));
        const point = pointTo(after.program.choices, target);
        const arrived = { point, thread, text: '', tags: [], by, willing: offer.willing, number: -1 };
        return { offer: arrived, troubles, atRisk: [...atRisk], missed: [...missed], isFollowed: true };
    }
    /** A call with all those around it, going on at `address`; null where it can't be followed. */
    frame(old, spots, i, address, add) {
        const { after } = this.versions;
        const temps = this.temps(old, address, add);
        if (temps === null)
            return null;
        let parent = null;
        if (old.parent !== null) {
            const pc = addressOf(after.program, spots[i + 1] ?? null);
            if (old.parent === cutFrame)
                parent = cutFrame;
            else if (pc < 0)
                return null;
            else {
                this.checkReturn(old.parent.pc, pc, add);
                const around = this.frame(old.parent, spots, i + 1, after.program.next[pc], add);
                if (around === null)
                    return null;
                parent = { ...around, pc };
            }
        }
        const depth = parent === cutFrame ? 2 : parent === null ? 1 : parent.depth + 1;
        const { kind, inExpression, functionStart } = old;
        return { kind, parent, depth, pc: 0, inExpression, functionStart, temps, trimmed: true };
    }
    /** Whether a call returns to where it did. */
    checkReturn(from, to, add) {
        const { before, after } = this.versions;
        const [one, other] = [before.program, after.program];
        const [c, d] = [one.home[from], other.home[to]];
        const pieces = (program, container) => {
            const { start, size } = program.containers[container];
            return Array.from({ length: size }, (_, i) => pieceAt(program, start + i));
        };
        const [x, y] = [pieces(one, c), pieces(other, d)];
        const [i, j] = [from - one.containers[c].start, to - other.containers[d].start];
        const found = matchElements(x, y)[i];
        const isSame = found === j || (found < 0 && x.length === y.length && x[i].split(' ')[0] === y[j].split(' ')[0]);
        if (!isSame || one.containers[c].path !== other.containers[d].path)
            add({ kind: 'return', from, to });
    }
    /** The temporaries of a call; null where one can't be followed. */
    temps(old, address, add) {
        const { before, after } = this.versions;
        const temps = [];
        let isFollowed = true;
        for (const name of this.liveness.liveTemps(address, after.program.slots.length)) {
            const mine = this.tempsAfter.get(after.program.temps[name]);
            const value = mine === undefined ? Absent : getTemp(old.temps, mine);
            if (value === undefined && old.trimmed)
                this.lacking.set(before.program.slots.length + mine, false);
            const carried = this.carrier.carry(value ?? Absent);
            if (carried.harm !== null)
                add({ kind: 'value', name: '', harm: carried.harm });
            isFollowed &&= carried.isFollowed;
            temps.push(name, carried.value);
        }
        return isFollowed ? temps : null;
    }
}

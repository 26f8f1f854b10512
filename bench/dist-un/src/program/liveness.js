import { addressBefore, insideStrings, Targets } from './flow.js';
import { Op } from './opcodes.js';
/**
 * Which slots and temporaries may still be read from each address on, within the current call (the classical backward analysis: Aho,
 * Lam, Sethi, Ullman, Compilers, 2nd ed., section 9.2.5; calls by summaries). Values that are only shown don't count as read
 * unless that is asked for. Nothing relies on this being right: a machine that reads what was left out says so, and the exploration starts again.
 */
export class Liveness {
    /** For each bit of a row: the slot it stands for, in ascending order; temporaries follow after all slots. */
    slotOfBit;
    words;
    /** The rows, and which of them belongs to each address: a row is shared by those that only lead on to one another. */
    rows;
    rowOf;
    return;
    temps;
    /**
     * `idle` tells the addresses of updates (see `updatesOf`) that are left undone while their variable is not needed; with
     * `countsShown` values that are only shown count as read; `asides` are passed over.
     */
    constructor(program, always = new Set(), idle = new Set(), countsShown = false, asides = new Map()) {
        const effects = new Effects(program, always, idle, countsShown, asides);
        this.slotOfBit = effects.slotOfBit;
        this.words = Math.max(1, Math.ceil(this.slotOfBit.length / 32));
        this.temps = new Int32Array(this.words);
        this.slotOfBit.forEach((slot, bit) => {
            if (slot >= program.slots.length)
                this.temps[bit >> 5] |= 1 << (bit & 31);
        });
        this.rowOf = new Int32Array(program.op.length).fill(-1);
        const steps = this.share(effects.order());
        this.rows = new Int32Array(steps.length * this.words);
        for (const bit of effects.always)
            for (let at = bit >> 5; at < this.rows.length; at += this.words)
                this.rows[at] |= 1 << (bit & 31);
        this.return = new Uint8Array(steps.length);
        this.solve(steps);
    }
    /** Adds to `row` what is live from `address` on in its own call; with `scalarsOnly` without the call's own temporaries. */
    addTo(row, address, scalarsOnly = false) {
        const from = this.rowOf[address] * this.words;
        for (let w = 0; w < this.words; w++)
            row[w] |= scalarsOnly ? this.rows[from + w] & ~this.temps[w] : this.rows[from + w];
    }
    returns(address) {
        return address < 0 ? 1 : this.return[this.rowOf[address]];
    }
    /** The temporaries that are live from an address on, by name. */
    liveTemps(address, slots) {
        const names = [];
        if (address < 0)
            return names;
        for (let w = 0; w < this.words; w++) {
            let bits = this.rows[this.rowOf[address] * this.words + w] & this.temps[w];
            while (bits !== 0) {
                const bit = 31 - Math.clz32(bits & -bits);
                names.push(this.slotOfBit[w * 32 + bit] - slots);
                bits &= bits - 1;
            }
        }
        return names;
    }
    /** The state's slots in a row, in ascending order. */
    slotsIn(row) {
        const slots = [];
        for (let w = 0; w < this.words; w++) {
            let bits = row[w] & ~this.temps[w];
            while (bits !== 0) {
                slots.push(this.slotOfBit[w * 32 + 31 - Math.clz32(bits & -bits)]);
                bits &= bits - 1;
            }
        }
        return Int32Array.from(slots);
    }
    /** Gives each address its row; tells the steps that have one to themselves. */
    share(order) {
        const { rowOf } = this;
        const alone = [];
        for (const step of order) {
            const { pc, successors, callees, ownReturn, kill, gen } = step;
            const onlyLeadsOn = successors.length === 1 && callees.length + ownReturn + gen.length === 0 && kill < 0;
            rowOf[pc] = onlyLeadsOn ? rowOf[successors[0]] : -1;
            if (rowOf[pc] < 0)
                rowOf[pc] = alone.push(step) - 1;
        }
        return alone;
    }
    /** Sweeps over all steps until nothing changes, each time mostly after those that they depend on. */
    solve(steps) {
        const row = new Int32Array(this.words);
        for (let changed = true; changed;) {
            changed = false;
            for (const step of steps)
                if (this.update(step, row))
                    changed = true;
        }
    }
    /** Computes one address anew; true if something was added. */
    update({ pc, successors, callees, after, ownReturn, kill, gen }, row) {
        row.fill(0);
        let returns = ownReturn;
        for (const succ of successors) {
            this.addTo(row, succ);
            returns = Math.max(returns, this.returns(succ));
        }
        for (const callee of callees) {
            this.addTo(row, callee, true);
            if (this.returns(callee) === 0)
                continue;
            if (after >= 0)
                this.addTo(row, after);
            returns = Math.max(returns, this.returns(callee) === 2 ? 2 : this.returns(after));
        }
        if (kill >= 0)
            row[kill >> 5] &= ~(1 << (kill & 31));
        for (const bit of gen)
            row[bit >> 5] |= 1 << (bit & 31);
        const own = this.rowOf[pc];
        const at = own * this.words;
        let changed = returns !== this.return[own];
        this.return[own] = returns;
        for (let w = 0; w < this.words; w++) {
            const merged = row[w] | this.rows[at + w];
            if (merged === this.rows[at + w])
                continue;
            this.rows[at + w] = merged;
            changed = true;
        }
        return changed;
    }
}
const nothing = [];
/** What each instruction reads, overwrites, and where it leads. */
class Effects {
    slotOfBit;
    /** The bits of what is live everywhere. */
    always;
    program;
    gen;
    kill;
    targets;
    asides;
    constructor(program, always, idle, countsShown, asides) {
        this.program = program;
        this.asides = asides;
        this.targets = new Targets(program);
        this.kill = new Int32Array(program.op.length).fill(-1);
        const inString = insideStrings(program);
        const read = new Array(program.op.length);
        for (let pc = 0; pc < program.op.length; pc++)
            if (!idle.has(pc))
                read[pc] = this.reads(pc, countsShown || inString[pc] === 1);
        for (const { start, temps } of asides.values())
            read[start] = [...(read[start] ?? nothing), ...temps.map((name) => program.slots.length + name)];
        const slots = new Set(always);
        for (const each of read)
            if (each !== undefined)
                for (const slot of each)
                    slots.add(slot);
        this.slotOfBit = [...slots].sort((x, y) => x - y);
        const bits = new Map(this.slotOfBit.map((slot, bit) => [slot, bit]));
        this.gen = read.map((each) => each?.map((slot) => bits.get(slot)));
        this.always = [...always].map((slot) => bits.get(slot));
        for (let pc = 0; pc < program.op.length; pc++) {
            const slot = this.written(pc);
            if (idle.has(pc - 3) || idle.has(pc - 4))
                continue;
            if (slot >= 0 && !always.has(slot))
                this.kill[pc] = bits.get(slot) ?? -1;
        }
    }
    written(pc) {
        const { op, a, slots } = this.program;
        if (op[pc] === Op.SetGlobal)
            return a[pc];
        return op[pc] === Op.DeclareTemp ? slots.length + a[pc] : -1;
    }
    reads(pc, evenShown) {
        const { op, a, b, next, containers, choices, slots, diverts } = this.program;
        const shown = !evenShown && next[pc] >= 0 && op[next[pc]] === Op.Output;
        const operand = a[pc];
        switch (op[pc]) {
            case Op.GetGlobal:
                return shown ? [] : [operand];
            case Op.GetTemp:
                return shown ? [] : [slots.length + operand];
            case Op.Reference:
                return b[pc] >= 0 ? [slots.length + operand, b[pc]] : [slots.length + operand];
            case Op.SetTemp:
                return [slots.length + operand];
            case Op.GetCount:
                return shown ? [] : containers[operand].visits >= 0 ? [containers[operand].visits] : [];
            case Op.VisitIndex:
                return containers[operand].visits >= 0 ? [containers[operand].visits] : [];
            case Op.Choice: {
                const { onceOnly, targetContainer } = choices[operand];
                return onceOnly && containers[targetContainer].visits >= 0 ? [containers[targetContainer].visits] : [];
            }
            case Op.DivertAny: {
                const { variable } = diverts[operand];
                if (variable === null)
                    return [];
                return [variable.global >= 0 ? variable.global : slots.length + variable.temp];
            }
            case Op.Shuffle:
                return [b[pc]];
            case Op.Turns:
                return shown ? [] : [slots.length - 1];
            case Op.TurnsSince:
            case Op.ReadCount:
                return this.asked(pc, op[pc] === Op.TurnsSince);
        }
        return [];
    }
    asked(pc, turns) {
        const { op, a, literals, containers } = this.program;
        const before = addressBefore(this.program, pc);
        const literal = before >= 0 && op[before] === Op.Literal ? literals[a[before]] : null;
        const about = literal?.kind === 'target' ? [literal.container] : this.targets.takenContainers;
        return about
            .flatMap((c) => (c < 0 ? [] : [turns ? containers[c].age : containers[c].visits]))
            .filter((slot) => slot >= 0);
    }
    /** Whether an instruction itself ends the current call. */
    ownReturn(pc) {
        const { op, next } = this.program;
        if (op[pc] === Op.TunnelReturn)
            return this.overrides(pc).length > 0 ? 2 : 1;
        if (op[pc] === Op.Return)
            return 1;
        const goesOn = op[pc] !== Op.Divert && op[pc] !== Op.Done && op[pc] !== Op.End && this.callees(pc).length === 0;
        return goesOn && next[pc] < 0 && !this.enters(pc) ? 1 : 0;
    }
    enters(pc) {
        return this.program.op[pc] === Op.Enter && this.program.containers[this.program.a[pc]].size > 0;
    }
    /** Where `->->` may go instead of back. */
    overrides(pc) {
        const { op, a, literals } = this.program;
        let before = addressBefore(this.program, pc);
        if (before >= 0 && op[before] === Op.EvalEnd)
            before = addressBefore(this.program, before);
        if (before >= 0 && op[before] === Op.Void)
            return [];
        if (before >= 0 && op[before] === Op.Literal) {
            const literal = literals[a[before]];
            return literal.kind === 'target' && literal.address >= 0 ? [literal.address] : [];
        }
        return this.targets.taken;
    }
    /** Calls that an instruction makes. */
    callees(pc) {
        const { op, a, diverts, externals } = this.program;
        if (op[pc] === Op.Call)
            return a[pc] >= 0 ? [a[pc]] : [];
        if (op[pc] === Op.External)
            return externals[a[pc]].fallback >= 0 ? [externals[a[pc]].fallback] : [];
        if (op[pc] !== Op.DivertAny || diverts[a[pc]].push === 0)
            return [];
        return diverts[a[pc]].variable === null ? [diverts[a[pc]].target] : this.targets.of(pc);
    }
    /** Where an instruction leads within the same call. */
    successors(pc) {
        const { op, a, next, containers, choices, diverts } = this.program;
        const aside = this.asides.get(pc);
        if (aside !== undefined)
            return [aside.end];
        const after = next[pc] >= 0 ? [next[pc]] : [];
        switch (op[pc]) {
            case Op.Enter:
                return this.enters(pc) ? [containers[a[pc]].start] : after;
            case Op.Divert:
                return this.startsThread(pc) ? [a[pc], ...after] : a[pc] >= 0 ? [a[pc]] : [];
            case Op.DivertIf:
                return a[pc] >= 0 ? [a[pc], ...after] : after;
            case Op.Choice:
                return [choices[a[pc]].target, ...after];
            case Op.Call:
                return this.startsThread(pc) ? after : [];
            case Op.DivertAny: {
                const { push, conditional } = diverts[a[pc]];
                const goesOn = conditional || this.startsThread(pc) ? after : [];
                return push > 0 ? goesOn : [...this.targets.of(pc), ...goesOn];
            }
            case Op.External:
                return after;
            case Op.TunnelReturn:
                return this.overrides(pc);
            case Op.Return:
            case Op.Done:
            case Op.End:
                return [];
        }
        return after;
    }
    /** Whether a divert is the one that a thread takes, so that the thread below goes on after it. */
    startsThread(pc) {
        const before = addressBefore(this.program, pc);
        return before >= 0 && this.program.op[before] === Op.Thread;
    }
    /** All instructions, those that one leads to before it wherever they don't lead back to it: depth first. */
    order() {
        const order = [];
        const steps = new Array(this.program.op.length);
        const waiting = [];
        for (let first = 0; first < steps.length; first++) {
            waiting.push(first);
            while (waiting.length > 0) {
                const pc = waiting.pop();
                if (pc < 0)
                    order.push(steps[~pc]);
                else if (steps[pc] === undefined) {
                    const step = (steps[pc] = this.step(pc));
                    waiting.push(~pc, ...step.successors, ...step.callees);
                    if (step.callees.length > 0 && step.after >= 0)
                        waiting.push(step.after);
                }
            }
        }
        return order;
    }
    step(pc) {
        return {
            pc,
            successors: this.successors(pc),
            callees: this.callees(pc),
            after: this.program.next[pc],
            ownReturn: this.ownReturn(pc),
            kill: this.kill[pc],
            gen: this.gen[pc] ?? nothing,
        };
    }
}

import { atOnce } from '../machine/bits.js';
import { lookCloser } from '../machine/closer.js';
import { neverStuck } from '../machine/hope.js';
import { apart, Possible, together } from '../machine/possible.js';
import { allReductions, Kept } from '../machine/reduction.js';
import { choiceTexts, prose } from '../program/flow.js';
import { Op } from '../program/opcodes.js';
import { mayOverflow } from '../program/overflow.js';
/** What abstractions of the story prove where the exploration does not come to its end: each has every playthrough, so what one excludes cannot be. */
export class Proofs {
    /** Whether it is proved that an ending can be reached from everywhere. */
    neverStuck;
    /** The ways to what was looked at more closely and may happen, as far as the abstractions tell. */
    guides = [];
    all;
    of;
    /** What was looked at more closely already, as bits for each address. */
    tried;
    /** Where the runtime may crash because numbers have grown beyond all bounds, which the abstractions don't follow: at any computation. */
    mayCrash;
    overflows;
    constructor({ program, externals }, of, first) {
        this.of = of;
        this.all = [first];
        const overflows = mayOverflow(program, (pc) => first.covered[pc] !== 0, [...externals.values()].flat());
        this.mayCrash = (address) => overflows && program.op[address] === Op.Native;
        this.overflows = overflows;
        this.neverStuck = !overflows && neverStuck(first);
        this.tried = new Uint8Array(first.covered.length);
    }
    /** Null where the story does something that the abstraction can't follow, in any of the ways that it can be made. */
    static of(model, ways = [apart, together]) {
        return atOnce(Proofs.making(model, ways));
    }
    /** The same, bit by bit. */
    static *making(model, ways = [apart, together]) {
        const { program, entries, externals } = model;
        const kept = new Kept(program, allReductions);
        const of = (closer) => Possible.of(program, kept, entries, externals, closer);
        for (const way of ways) {
            const first = yield* of(way);
            if (first !== null)
                return new Proofs(model, (closer) => of({ ...way, ...closer }), first);
        }
        return null;
    }
    /** Looks more closely at what is open of each address, as bits; a second time at nothing. */
    *lookingCloser(open) {
        const asked = open.map((bits, address) => bits & ~this.tried[address]);
        if (!asked.some((bits) => bits !== 0))
            return;
        asked.forEach((bits, address) => {
            this.tried[address] |= bits;
        });
        const { excluding, guides } = yield* lookCloser(this.of, asked);
        this.all.push(...excluding);
        this.guides.push(...guides);
        this.neverStuck ||= !this.overflows && excluding.some(neverStuck);
    }
    /** What may be executed, hold, fail or be offered at an address, as bits: see `StoryModel.covered`. */
    covered(address) {
        return this.all.reduce((bits, { covered }) => bits & covered[address], 15);
    }
    /** Whether the runtime may warn of something, named as in `StoryModel.warned`. */
    mayWarn(warning) {
        return this.all.every(({ warnings }) => warnings === null || warnings.has(warning));
    }
    /** Whether the story may be over at an address. */
    mayBeOverAt(address) {
        return this.mayCrash(address) || this.all.every(({ overAt }) => overAt.has(address));
    }
    /**
     * Whether nothing is left to be found: all that may happen at any address has happened, the story was over wherever it may be, the
     * runtime has warned of all that it may warn of, and nobody is ever stuck.
     */
    isComplete(context) {
        const [{ covered, warnings, overAt }] = this.all;
        if (!this.neverStuck || covered.some((_, address) => (this.covered(address) & ~context.covered(address)) !== 0))
            return false;
        if (warnings === null)
            return false;
        const hasWarned = (warning) => context.model.warned.has(warning) || context.beside?.model.warned.has(warning) === true;
        for (const warning of warnings)
            if (this.mayWarn(warning) && !hasWarned(warning))
                return false;
        const found = new Set([...context.finals(), ...(context.beside?.finals() ?? [])].map(({ address }) => address));
        return [...overAt].every((address) => found.has(address) || !this.mayBeOverAt(address));
    }
}
/** What of each address is still open, as bits of `StoryModel.covered`: neither found nor proved impossible. Only what a reader can tell apart counts. */
export function openBits(context) {
    const { op, a, choices, diverts } = context.program;
    const isProse = prose(context.program);
    return Uint8Array.from(op, (code, pc) => {
        let bits = isProse[pc];
        if (code === Op.Choice)
            bits = choices[a[pc]].hasCondition ? 14 : 8;
        if (code === Op.DivertIf || (code === Op.DivertAny && diverts[a[pc]].conditional))
            bits = 6;
        return bits & ~context.covered(pc) & (context.proofs?.covered(pc) ?? 15);
    });
}
/** The pieces of prose and the choices of a story, by their addresses, with the bit of `Machine.covered` that tells whether one was shown or offered. */
export function piecesOf(program) {
    const isProse = prose(program);
    const inChoice = choiceTexts(program);
    return [...program.op.entries()].flatMap(([address, op]) => {
        if (op === Op.Choice)
            return [{ address, bit: 8 }];
        return isProse[address] === 1 && inChoice[address] === 0 ? [{ address, bit: 1 }] : [];
    });
}
/** Counts the lines and choices with a verdict. */
export function countVerdicts(context) {
    const pieces = piecesOf(context.program);
    let reached = 0;
    let unreachable = 0;
    for (const { address: pc, bit } of pieces) {
        if ((context.covered(pc) & bit) !== 0)
            reached++;
        else if (context.exhaustive || (context.proofs !== null && (context.proofs.covered(pc) & bit) === 0))
            unreachable++;
    }
    return { all: pieces.length, reached, unreachable };
}

import { actorOf, castOf, castTags } from '../program/cast.js';
import { Op } from '../program/opcodes.js';
import { plainChoiceTexts } from '../program/shortcuts.js';
import { updatesOf } from '../program/updates.js';
import { Circles } from './circles.js';
import { visitChanged, visitContainer } from './counting.js';
import { Circle, Crash, Endless, GiveUp, Refine, StoryError } from './errors.js';
import { execute } from './execute.js';
import { cutFrame, FrameKind, noTemps } from './frames.js';
import { Output } from './output.js';
import { exactRead, forgottenRead } from './progressions.js';
import { callsSlot } from './reduction.js';
import { Absent, isForgotten, isProgression, Values, Void } from './values.js';
/** From this many steps on a turn is watched for going round in circles. */
const watchFrom = 1000;
/** Calls nested more deeply than this aren't followed in an exploration. */
export const maxCalls = 200;
/** The raw content of a count's slot whose value was left out of the state. */
export const forgottenCount = -(1 << 30);
/** The `least` of a slot that keeps all numbers apart. */
export const unbounded = 1 << 29;
/**
 * Runs a program one instruction at a time, exactly as the official runtime would. All of its state that a saved game would hold is in
 * `slots`, the registers of the current thread, `threads`, `offers` and `stack`.
 */
export class Machine {
    program;
    values;
    options;
    /** Globals as values; counts, ages and the turn as plain numbers: see `Program.slots`. */
    slots;
    /** Counts keep their value below `least`; above they go round in `least` … `limit - 1`. */
    least;
    limit;
    output;
    stack = [];
    offers = [];
    /** Threads that wait below the current one. */
    threads = [];
    // the registers: the current thread's top frame
    pc = -1;
    previous = -1;
    kind = FrameKind.Tunnel;
    depth = 1;
    inExpression = false;
    functionStart = 0;
    temps = noTemps;
    trimmed = false;
    parent = null;
    /** Where a divert wants to go next, or -1. */
    diverted = -1;
    errors = [];
    warnings = [];
    /** Whether the story stopped where its author said so. */
    safeExit = false;
    rest = 'none';
    /** The address of the instruction at which it came to rest. */
    restAt = -1;
    /** The draw that the machine stopped at, and the outcome with which to go on. */
    draw = null;
    /** Whether to stop before a draw that isn't forced. */
    stopAtChance;
    forced = [];
    forcedNext = 0;
    /** The outcomes of the draws of this turn, where somebody wants to know. */
    drawn = null;
    storySeed = 0;
    previousRandom = 0;
    /** One byte for each address: 1 executed, 2 condition held, 4 condition failed, 8 choice put on offer (what follows may take it back). */
    covered;
    /** The addresses at which something happened for the first time, where somebody wants to know. */
    news = null;
    steps = 0;
    /** A turn that takes more steps than this is left. */
    maxSteps = 200_000;
    /** The slots that count turns: the ages of containers, and last the turn itself. */
    clocks;
    /** Where the ranges of draws are cut, in an exploration; null where every number counts. */
    cuts = null;
    circles = new Circles();
    /** Where the plain texts of choices end, for machines that keep no prose. */
    plainTexts;
    /** Statements like `x = x + 1`, and which of them may be left undone while x is forgotten; null for machines that execute all one by one. */
    updates;
    idle = new Set();
    /** Stretches that only decide between texts and are passed over, by where they begin. */
    asides = new Map();
    /** Whether some variable may have no value: then showing it warns. */
    mayLack = true;
    /** For each choice, how it was offered last. */
    lastOffers = [];
    /** Whether a choice was met in this turn that could not be offered. */
    hidOffers = false;
    cast;
    /** Which tags of choices to read though their texts are not kept, see `castTags`; null where texts are kept, or nobody asks. */
    castTags;
    /** For choices whose `by` tag named nobody of the cast: the name. */
    strangers = new Map();
    /** Whose choice began the turn, -1 before the first. */
    turnBy = -1;
    /** Decides what isn't known, where it is asked what may happen at all; null where everything is known. */
    guess = null;
    /** Told of everything that is read and changed in the slots, while a stretch of a turn is being learned. */
    recorder = null;
    /** Where to note every address that is executed, where somebody wants to know. */
    trace = null;
    /** Told of every assignment to a global. */
    onAssign = null;
    constructor(program, options = {}) {
        this.program = program;
        this.options = options;
        this.stopAtChance = options.stopAtChance === true;
        this.values = options.values ?? new Values(program, options.silent !== true);
        this.slots = new Int32Array(program.slots.length);
        this.least = new Int32Array(program.slots.length).fill(unbounded);
        this.limit = new Int32Array(program.slots.length).fill(unbounded + 1);
        this.updates = options.silent === true || this.stopAtChance ? updatesOf(program) : null;
        this.output = new Output(options.silent === true);
        this.plainTexts = options.silent === true ? plainChoiceTexts(program) : null;
        this.covered = new Uint8Array(program.op.length);
        this.cast = castOf(program);
        this.castTags = options.silent === true ? castTags(program) : null;
        this.clocks = program.slots.flatMap((slot, i) => (slot.kind === 'age' || slot.kind === 'turn' ? [i] : []));
    }
    /** Puts every slot to its value before the story begins, and runs the declarations of globals. */
    begin() {
        const { program } = this;
        program.slots.forEach((slot, i) => {
            this.slots[i] = slot.kind === 'global' ? Absent : slot.kind === 'age' || slot.kind === 'turn' ? -1 : 0;
        });
        this.forceEnd();
        if (program.declarations >= 0) {
            this.pc = program.declarations;
            visitChanged(this);
            this.runTurn();
        }
        this.rest = 'none';
        this.pc = program.start;
        this.safeExit = false;
        this.output.reset();
    }
    get canContinue() {
        return this.pc >= 0 && this.errors.length === 0;
    }
    /** Runs to where the story waits for a choice or a draw, or rests. Only for machines that don't cut text into lines. */
    runTurn() {
        this.steps = 0;
        this.draw = null;
        try {
            while (this.pc >= 0) {
                this.step();
                if (this.draw !== null)
                    return;
                if (this.pc < 0)
                    this.followFallback();
            }
            this.comeToRest();
        }
        catch (error) {
            this.fail(error);
        }
    }
    /** What to do with something thrown by a step. */
    fail(error) {
        if (!(error instanceof StoryError || error instanceof Crash))
            throw error;
        this.errors.push({ message: error.message, address: this.pc, at: this.whereabouts(), stoodAt: this.pc });
        this.restAt = this.pc;
        this.forceEnd();
        this.rest = error instanceof StoryError ? 'error' : 'crash';
    }
    /** At the end of a turn: says so where the content ran out without an authored end. */
    comeToRest() {
        if (this.threads.length > 0) {
            this.error('Thread available to pop, threads should always be flat by the end of evaluation?');
        }
        else if (this.offers.length === 0 && !this.safeExit) {
            const what = 'unexpectedly reached end of content. Do you need a';
            if (this.depth === 1)
                this.error("ran out of content. Do you need a '-> DONE' or '-> END'?");
            else
                this.error(this.kind === FrameKind.Tunnel ? `${what} '->->' to return from a tunnel?` : `${what} '~ return'?`);
        }
    }
    error(message) {
        const address = this.restAt;
        this.errors.push({ message, address, at: this.whereabouts(), stoodAt: -1 });
        this.forceEnd();
        this.rest = 'ran-out';
    }
    warn(message) {
        this.warnings.push({ message, address: this.pc, at: this.whereabouts(), stoodAt: this.pc });
    }
    /** The address that the official runtime names in its messages: here, else where a call waits, else what was shown last. */
    whereabouts() {
        if (this.program.placeOf[this.pc] >= 0)
            return this.pc;
        for (let frame = this.parent; frame !== null; frame = frame.parent)
            if (this.program.placeOf[frame.pc] >= 0)
                return frame.pc;
        return this.output.items.findLast((item) => this.program.placeOf[item.from] >= 0)?.from ?? -1;
    }
    forceEnd() {
        this.threads = [];
        this.offers = [];
        this.pc = -1;
        this.previous = -1;
        this.kind = FrameKind.Tunnel;
        this.depth = 1;
        this.inExpression = false;
        this.functionStart = 0;
        this.temps = noTemps;
        this.trimmed = false;
        this.parent = null;
        this.safeExit = true;
    }
    /** The current thread as it stands. */
    thread() {
        const { kind, parent, depth, pc, inExpression, functionStart, temps, trimmed, previous } = this;
        return { kind, parent, depth, pc, inExpression, functionStart, temps, trimmed, previous };
    }
    setFrame(frame) {
        this.kind = frame.kind;
        this.parent = frame.parent;
        this.depth = frame.depth;
        this.pc = frame.pc;
        this.inExpression = frame.inExpression;
        this.functionStart = frame.functionStart;
        this.temps = frame.temps;
        this.trimmed = frame.trimmed;
    }
    setThread(thread) {
        this.setFrame(thread);
        this.previous = thread.previous;
    }
    pushFrame(kind) {
        const { parent, depth, pc, inExpression, functionStart, temps, trimmed } = this;
        this.parent = { kind: this.kind, parent, depth, pc, inExpression, functionStart, temps, trimmed };
        this.kind = kind;
        this.depth++;
        if (this.depth > 10_000)
            throw new Endless('calls without end');
        this.inExpression = false;
        this.functionStart = this.output.length;
        this.temps = noTemps;
        this.trimmed = false;
    }
    /** Begins a call of what is at an address. */
    call(kind, address) {
        this.pushFrame(kind);
        this.guess?.returns?.enter(address);
    }
    popFrame() {
        if (this.kind === FrameKind.Function && !this.output.deaf)
            this.output.trimFunctionEnd(this.functionStart);
        if (this.parent === cutFrame)
            throw new Refine(callsSlot, null);
        this.setFrame(this.guess?.returns?.leave(this.parent) ?? this.parent);
    }
    /** Calls a function: used for externals with a fallback too. */
    callFunction(address) {
        this.call(FrameKind.Function, address);
        this.diverted = address;
    }
    push(value) {
        this.stack.push(value);
    }
    /** Pops a value; undefined where there is none. */
    pop() {
        return this.stack.pop();
    }
    popValue() {
        const value = this.stack.pop();
        if (value === undefined)
            throw new Crash('the story took a value that is not there');
        return value;
    }
    /** Who makes choice number `point`, offered with these tags. */
    actor(point, tags) {
        const actor = actorOf(this.cast, tags);
        if (actor.stranger !== null)
            this.strangers.set(point, actor.stranger);
        return actor;
    }
    /** Goes to a choice's target with the thread it was offered from. */
    choose(offer, countTurn) {
        if (countTurn)
            this.turnBy = offer.by;
        this.setThread(offer.thread);
        this.go(this.program.choices[offer.point].target, countTurn);
    }
    /** Goes to an address as a choice or the host does. */
    go(address, countTurn) {
        this.offers = [];
        this.pc = address;
        if (countTurn)
            this.passTurn();
        visitChanged(this);
    }
    /** Counts a turn. */
    passTurn() {
        const { slots, least, limit } = this;
        for (const s of this.clocks) {
            const never = slots[s] === forgottenCount || (slots[s] < 0 && s !== slots.length - 1);
            if (!never && ++slots[s] >= limit[s])
                slots[s] = least[s];
        }
    }
    /** Takes the first fallback choice if nothing else is on offer. */
    followFallback() {
        if (this.offers.length === 0)
            return false;
        for (const offer of this.offers)
            if (!this.program.choices[offer.point].isFallback)
                return false;
        this.rest = 'none';
        this.choose(this.offers[0], false);
        return true;
    }
    /** Notes that something happens at an address, as bits of `covered`. */
    cover(pc, bits) {
        if ((this.covered[pc] & bits) === bits)
            return;
        this.covered[pc] |= bits;
        this.news?.push(pc);
    }
    /** Executes one instruction, entering containers on the way, and moves on. */
    step() {
        const { program } = this;
        const { op, a } = program;
        let pc = this.pc;
        while (op[pc] === Op.Enter) {
            const container = program.containers[a[pc]];
            this.cover(pc, 1);
            visitContainer(this, container, true);
            if (container.size === 0)
                break;
            pc = container.start;
        }
        this.pc = pc;
        if ((this.covered[pc] & 1) === 0)
            this.cover(pc, 1);
        if (this.trace !== null)
            this.trace.push(pc);
        if (++this.steps > watchFrom)
            this.watch();
        execute(this, op[pc], a[pc], program.b[pc]);
        if (this.pc < 0 || this.draw !== null)
            return;
        const startsThread = op[pc] === Op.Thread;
        this.advance();
        if (startsThread)
            this.fork();
    }
    /** Leaves the current thread waiting, and goes on with a copy of it. */
    fork() {
        const thread = this.thread();
        if (this.guess?.returns)
            this.guess.returns.fork(thread);
        else
            this.threads.push(thread);
    }
    /** Goes on with the thread that waits on top. */
    nextThread() {
        const thread = this.threads.pop();
        this.setThread(this.guess?.returns?.join(thread) ?? thread);
    }
    /** Moves to the next content: where a divert leads, after this one, or out of a call or thread that has run out. */
    advance() {
        for (;;) {
            this.previous = this.pc;
            if (this.diverted >= 0) {
                this.pc = this.diverted;
                this.diverted = -1;
                visitChanged(this);
                return;
            }
            this.pc = this.program.next[this.pc];
            if (this.pc >= 0)
                return;
            if (this.depth > 1 && this.kind === FrameKind.Function) {
                this.popFrame();
                if (this.inExpression)
                    this.push(Void);
            }
            else if (this.threads.length > 0)
                this.nextThread();
            else {
                this.restAt = this.previous;
                return;
            }
            if (this.pc < 0)
                return;
        }
    }
    /** A turn this long may be one without end. */
    watch() {
        if (this.options.stopAtChance === true && this.circles.closes(this))
            throw new Circle('a turn without end');
        if (this.steps > this.maxSteps)
            throw new Endless('a turn that goes on and on');
    }
    stop(rest) {
        this.safeExit = true;
        this.rest = rest;
        this.restAt = this.pc;
        this.pc = -1;
    }
    /** Whether a value isn't known, where it is only asked what may happen. */
    isUnknown(value) {
        return this.guess !== null && isForgotten(value);
    }
    /** For uses of a value that need all of it. */
    mustBeKnown(value) {
        if (isForgotten(value) && this.guess !== null)
            throw new GiveUp('a value that must be known');
        if (isForgotten(value))
            forgottenRead(value);
        if (isProgression(value))
            exactRead(this.values, value);
    }
}

import { placeAt } from '../program/program.js';
import { Endless } from './errors.js';
import { Machine } from './machine.js';
import { Values } from './values.js';
/** No line of a story that takes so many steps has more pieces of text than this. */
const longestLine = 1000;
/** Plays a story line by line and turn by turn, exactly like the official runtime. */
export class Player {
    machine;
    atNewline = null;
    last = null;
    stopped = null;
    constructor(program, options = {}) {
        const values = new Values(program, true);
        this.machine = new Machine(program, { values, externals: hostValues(values, options.externals) });
        this.machine.begin();
        this.machine.storySeed = options.seed ?? 0;
    }
    /** The outcomes of the next draws, in order; when they are used up, chance decides again. */
    force(outcomes) {
        this.machine.forced = [...outcomes];
        this.machine.forcedNext = 0;
    }
    /** How many of the outcomes that were told were not needed. */
    get unusedOutcomes() {
        return this.machine.forced.length - this.machine.forcedNext;
    }
    /** From now on stops where chance would have to decide, instead of drawing. */
    stopAtChance() {
        this.machine.stopAtChance = true;
    }
    /** The outcomes of the draws of the last turn, in order. */
    get drawn() {
        return this.machine.drawn ?? [];
    }
    /** Reads on to the next choice, or to the end. */
    turn() {
        const lines = [];
        const m = this.machine;
        m.errors = [];
        m.warnings = [];
        m.steps = 0;
        m.drawn = [];
        const errors = [];
        const warnings = [];
        this.stopped = null;
        while (m.canContinue && this.stopped === null) {
            this.continueLine();
            if (m.rest !== 'crash')
                lines.push({ text: m.output.currentText, tags: m.output.currentTags });
            errors.push(...m.errors);
            warnings.push(...m.warnings);
            m.errors = [];
            m.warnings = [];
            m.steps = 0;
            if (lines.length > 20_000)
                this.stopped = 'endless';
        }
        const offers = m.offers.filter((offer) => !m.program.choices[offer.point].isFallback);
        this.last = {
            lines,
            choices: offers.map(({ text, tags, point, by, willing }, index) => ({
                index,
                text,
                tags,
                address: m.program.choices[point].address,
                by,
                willing,
            })),
            errors: errors.map((issue) => this.message('ERROR', issue)),
            warnings: warnings.map((issue) => this.message('WARNING', issue)),
            standing: this.standing(offers.length),
            restAt: offers.length > 0 ? -1 : m.restAt,
        };
        return this.last;
    }
    standing(offered) {
        if (this.stopped !== null)
            return this.stopped;
        if (offered > 0)
            return 'choice';
        const { rest } = this.machine;
        if (rest === 'end')
            return 'ended';
        if (rest === 'error' || rest === 'crash')
            return 'error';
        return rest === 'ran-out' ? 'stuck' : 'done';
    }
    message(level, issue) {
        if (this.machine.rest === 'crash' && level === 'ERROR')
            return issue.message;
        const place = placeAt(this.machine.program, issue.at);
        const where = place === null ? this.pointer(issue.stoodAt) : `'${place.file}' line ${place.line}: `;
        return `RUNTIME ${level}: ${where}${issue.message}`;
    }
    /** How the runtime names an address of a story that has no lines. */
    pointer(address) {
        if (address < 0)
            return '';
        const { containers, home } = this.machine.program;
        const { path, start } = containers[home[address]];
        return `(Ink Pointer -> ${path} -- index ${address - start}): `;
    }
    /** Takes the choice with that index among those of the last turn. */
    choose(index) {
        const m = this.machine;
        const offers = m.offers.filter((offer) => !m.program.choices[offer.point].isFallback);
        if (offers[index] === undefined)
            throw new RangeError(`there is no choice ${index}`);
        m.rest = 'none';
        m.choose(offers[index], true);
    }
    /** Jumps to a knot or stitch as a host game does, after setting variables. False where there is no such place. */
    enter(path, sets = {}) {
        const m = this.machine;
        const container = m.program.paths.get(path);
        if (container === undefined)
            return false;
        for (const [name, value] of Object.entries(sets)) {
            const slot = m.program.slots.findIndex((s) => s.kind === 'global' && s.name === name);
            if (slot >= 0)
                m.slots[slot] = hostValue(m.values, value);
        }
        m.forceEnd();
        m.rest = 'none';
        m.go(m.program.containers[container].start, true);
        return true;
    }
    save() {
        const m = this.machine;
        return {
            slots: m.slots.slice(),
            thread: m.thread(),
            threads: m.threads.slice(),
            offers: m.offers.slice(),
            stack: m.stack.slice(),
            storySeed: m.storySeed,
            previousRandom: m.previousRandom,
            turn: this.last,
        };
    }
    restore(saved) {
        const m = this.machine;
        m.slots.set(saved.slots);
        m.setThread(saved.thread);
        m.threads = saved.threads.slice();
        m.offers = saved.offers.slice();
        m.stack = saved.stack.slice();
        m.storySeed = saved.storySeed;
        m.previousRandom = saved.previousRandom;
        m.errors = [];
        m.rest = 'none';
        this.atNewline = null;
        this.last = saved.turn;
        return saved.turn;
    }
    snapshot() {
        const m = this.machine;
        return {
            ...this.save(),
            output: m.output.copy(),
            errors: m.errors.slice(),
            warnings: m.warnings.slice(),
            diverted: m.diverted,
            safeExit: m.safeExit,
            rest: m.rest,
            restAt: m.restAt,
            forcedNext: m.forcedNext,
            drawn: m.drawn?.length ?? 0,
            text: m.output.currentText,
            tags: m.output.currentTags.length,
        };
    }
    rewind(to) {
        const m = this.machine;
        const { last } = this;
        this.restore(to);
        this.last = last;
        m.output.restore(to.output);
        m.errors = to.errors.slice();
        m.warnings = to.warnings.slice();
        m.diverted = to.diverted;
        m.safeExit = to.safeExit;
        m.rest = to.rest;
        m.restAt = to.restAt;
        m.forcedNext = to.forcedNext;
        if (m.drawn !== null)
            m.drawn.length = to.drawn;
    }
    /** One line: the runtime looks past each newline for glue, and goes back to it where more text follows. */
    continueLine() {
        const m = this.machine;
        m.safeExit = false;
        m.output.reset();
        let lineEnded = false;
        try {
            while (m.canContinue && !lineEnded)
                lineEnded = this.singleStep();
        }
        catch (error) {
            if (error instanceof Endless) {
                this.stopped = 'endless';
                return;
            }
            m.fail(error);
            if (m.rest === 'crash') {
                this.atNewline = null;
                return;
            }
        }
        if (lineEnded || !m.canContinue) {
            if (this.atNewline !== null) {
                this.rewind(this.atNewline);
                this.atNewline = null;
            }
            if (!m.canContinue)
                m.comeToRest();
            m.safeExit = false;
        }
    }
    /** Executes one instruction; true where a whole line is ready. */
    singleStep() {
        const m = this.machine;
        m.step();
        if (m.draw !== null || (m.steps > 20_000 && m.output.length > longestLine))
            throw new Endless('a line without end');
        if (!m.canContinue)
            m.followFallback();
        if (m.output.openStrings > 0)
            return false;
        const before = this.atNewline;
        if (before !== null) {
            const change = newlineChange(before, m.output.currentText, () => m.output.currentTags.length);
            if (change === 'extended') {
                this.rewind(before);
                this.atNewline = null;
                return true;
            }
            if (change === 'removed')
                this.atNewline = null;
        }
        if (m.output.endsInNewline) {
            if (!m.canContinue)
                this.atNewline = null;
            else if (this.atNewline === null)
                this.atNewline = this.snapshot();
        }
        return false;
    }
}
function newlineChange(before, now, tagsNow) {
    const { text, tags } = before;
    const stillThere = now.length >= text.length && text.length > 0 && now[text.length - 1] === '\n';
    if (stillThere && now.length === text.length && tagsNow() === tags)
        return 'none';
    if (!stillThere)
        return 'removed';
    return tagsNow() > tags || /[^ \t]/.test(now.slice(text.length)) ? 'extended' : 'none';
}
export function hostValue(values, value) {
    if (typeof value === 'boolean')
        return values.bool(value);
    if (typeof value === 'string')
        return values.string(value);
    return Number.isInteger(value) ? values.int(value) : values.float(value);
}
/** What functions of the host may return, as the machine's values. */
export function hostValues(values, externals) {
    return new Map([...(externals ?? [])].map(([name, results]) => [name, results.map((result) => hostValue(values, result))]));
}

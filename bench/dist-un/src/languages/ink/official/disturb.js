import { CallStack, IntValue, Pointer, PushPopType, StringValue, Tag } from '../inkjs.js';
import { canForget, globalIn, numberIn, setGlobal, setNumber } from './cells.js';
import { inside } from './inside.js';
import { markedText, rawText } from './marks.js';
import { Random } from './random.js';
import { copyChoice } from './saved.js';
import { isStringStart, sharedContainer } from './threads.js';
import { copyOf, isCoarse, sameGrain } from './values.js';
/**
 * Replaces everything that a state doesn't keep: by garbage of the same kind, or, with no seed, by the same value again, so that it
 * only becomes known as something that isn't kept. Gives the number of values replaced.
 */
export class Disturbance {
    story;
    layout;
    plan;
    unknown;
    random;
    garbage;
    strings;
    replaced = 0;
    constructor({ story, layout, garbage, strings }, plan, unknown, seed) {
        this.story = story;
        this.layout = layout;
        this.garbage = garbage;
        this.strings = strings;
        this.plan = plan;
        this.unknown = unknown;
        this.random = seed === null ? null : new Random(seed);
    }
    apply(chance) {
        this.cells();
        this.choices();
        this.stack();
        this.middle();
        this.shuffles(chance);
        if (this.random !== null) {
            this.story.state.storySeed = this.random.below(100);
            this.story.state.previousRandom = this.random.below(1_000_000);
            this.replaced += 2;
        }
        return this.replaced;
    }
    cells() {
        const { cells: codes, grains } = this.plan;
        const { state } = this.story;
        const { cells } = this.layout;
        const turn = cells.length - 1;
        // ages go by the turn: they are read before it is changed, and written after
        const numbers = [];
        for (let i = 0; i < turn; i++)
            numbers.push(cells[i].kind === 'age' ? numberIn(state, cells[i]) : 0);
        if (codes[turn] !== 1)
            this.number(cells[turn], turn, state.currentTurnIndex);
        for (let i = 0; i < turn; i++) {
            const cell = cells[i];
            const code = codes[i];
            if (cell.kind === 'global') {
                if (code !== 1)
                    this.global(cell, code === 0 ? null : grains[code - 2]);
            }
            else {
                const n = cell.kind === 'age' ? numbers[i] : code === 1 ? 0 : numberIn(state, cell);
                if (code !== 1)
                    this.number(cell, i, n);
                else if (cell.kind === 'age' && n >= 0 && this.random !== null)
                    setNumber(state, cell, n);
            }
        }
    }
    global(cell, grain) {
        const { state } = this.story;
        const value = globalIn(state, cell);
        if (grain !== null && !(value instanceof IntValue && isCoarse(value.value ?? 0, grain)))
            return;
        setGlobal(state, cell, this.other(value, grain, cell.name));
    }
    /** Garbage in the place of a value, or its copy; known from now on as something that isn't kept. */
    other(value, grain, name = '') {
        const { random } = this;
        let other;
        if (random === null)
            other = copyOf(value);
        else {
            this.replaced++;
            if (grain === null)
                other = name === '' ? this.garbage.forValue(value, random) : this.garbage.forVariable(name, value, random);
            else
                other = new IntValue(sameGrain(value.value ?? 0, grain, random));
        }
        if (other !== value)
            this.unknown.values.add(other);
        return other;
    }
    number(cell, i, n) {
        const { random, plan } = this;
        const { state } = this.story;
        const code = plan.cells[i];
        const grain = code === 0 ? null : plan.grains[code - 2];
        if (grain !== null && (!isCoarse(n, grain) || n < 0)) {
            // exactly kept, but an age has to follow the turn
            if (cell.kind === 'age' && n >= 0 && random !== null)
                setNumber(state, cell, n);
            return;
        }
        this.unknown.cells[i] = 1;
        if (random === null)
            return;
        this.replaced++;
        if (grain !== null)
            return setNumber(state, cell, sameGrain(n, grain, random));
        const other = Math.abs(this.garbage.integer(n, random));
        if (cell.kind === 'age' && n >= 0 && canForget(state) && random.once(3))
            setNumber(state, cell, -1);
        else
            setNumber(state, cell, other === n ? n + 1 : other);
    }
    stack() {
        const { _evaluationStack: stack } = inside(this.story.state);
        for (const keep of this.plan.keeps.stack) {
            const i = 'of' in keep ? keep.of : keep.nothing;
            const value = stack[i];
            if (value === undefined)
                continue;
            if (value instanceof StringValue || value instanceof Tag) {
                stack[i] = this.otherText(value);
                continue;
            }
            const grain = 'of' in keep ? keep.grain : null;
            if (grain === null || (value instanceof IntValue && isCoarse(value.value ?? 0, grain)))
                stack[i] = this.other(value, grain);
        }
    }
    /** A text that waits to become a choice's, or a part of it. */
    otherText(value) {
        if (this.random !== null)
            this.replaced++;
        return this.strings.notKept(value, this.random === null ? null : `garbage ${this.random.below(1_000_000)}`);
    }
    /** What a turn has got to when chance interrupts it: its threads, and what the string being built says so far. */
    middle() {
        const { threads, text } = this.plan.keeps;
        if (threads.length === 0)
            return;
        const { callStack, outputStream } = this.story.state;
        callStack._threads.forEach((thread, i) => {
            this.thread(thread, threads[i] ?? []);
        });
        const first = outputStream.findIndex(isStringStart);
        if (text || first < 0)
            return;
        for (let i = first; i < outputStream.length; i++) {
            const shown = outputStream[i];
            if (!(shown instanceof StringValue) || !shown.isNonWhitespace)
                continue;
            const said = this.random === null ? rawText(shown.value ?? '') : `garbage ${this.random.below(1_000_000)}`;
            outputStream[i] = new StringValue(markedText(said));
            if (this.random !== null)
                this.replaced++;
        }
    }
    choices() {
        const { keeps } = this.plan;
        const waits = keeps.threads.length === 0;
        const choices = inside(this.story.state)._currentFlow.currentChoices;
        let next = 0;
        choices.forEach((choice, i) => {
            if (waits && choice.isInvisibleDefault)
                return;
            const copy = copyChoice(choice, this.unknown);
            choices[i] = copy;
            const thread = copy.threadAtGeneration;
            if (thread === null)
                return;
            if (this.random !== null)
                thread.previousPointer = new Pointer(sharedContainer(this.story, choice), -1);
            this.thread(thread, keeps.choices[next++] ?? []);
        });
    }
    thread({ callstack }, keeps) {
        keeps.forEach((frame, i) => {
            const element = callstack[callstack.length - 1 - i];
            if (element !== undefined && frame !== null)
                this.temporaries(element.temporaryVariables, frame);
        });
        const out = callstack.length - keeps.length;
        if (this.random === null || out <= 0)
            return;
        this.replaced += out;
        const garbage = Array.from({ length: 1 + this.random.below(3) }, () => {
            return new CallStack.Element(PushPopType.Tunnel, Pointer.StartOf(this.story.mainContentContainer));
        });
        callstack.splice(0, out, ...garbage);
    }
    temporaries(values, keeps) {
        for (const [name, value] of values) {
            const kept = keeps.find(({ of }) => of === name);
            if (kept !== undefined && kept.grain === null)
                continue;
            const grain = kept?.grain ?? null;
            if (grain !== null && !(value instanceof IntValue && isCoarse(value.value ?? 0, grain)))
                continue;
            values.set(name, this.other(value, grain));
        }
    }
    shuffles(chance) {
        if (this.random === null)
            return;
        for (const [path, picked] of chance.picked) {
            if (this.plan.shuffles.has(path))
                continue;
            this.replaced++;
            chance.picked.set(path, picked ^ (1 + this.random.below(15)));
        }
    }
}

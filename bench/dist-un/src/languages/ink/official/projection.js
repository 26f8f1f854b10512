import { StringValue } from '../inkjs.js';
import { globalIn, numberIn } from './cells.js';
import { inside } from './inside.js';
import { isStringStart, sharedContainer } from './threads.js';
import { grained, kindOf, showToken, tokenOf } from './values.js';
/** What is kept of states of ink's own engine, as short texts: equal for two states exactly if what is kept of them is. */
export class Projection {
    story;
    layout;
    numbers = new Map();
    tokens = [];
    key = [];
    constructor(story, layout) {
        this.story = story;
        this.layout = layout;
    }
    /** What is kept of the state that the story is in. */
    of(plan, chance, isOver) {
        this.key = [];
        const { state } = this.story;
        const { keeps } = plan;
        const waits = keeps.threads.length === 0;
        this.cells(plan);
        for (const path of plan.shuffles)
            this.add(chance.picked.get(path) ?? 0);
        // where the story is over, nothing goes on with what else there is
        if (isOver)
            return this.key.join('');
        this.stack(keeps.stack);
        const { currentChoices } = inside(state)._currentFlow;
        const choices = waits ? currentChoices.filter((choice) => !choice.isInvisibleDefault) : currentChoices;
        this.add(choices.length);
        choices.forEach((choice, i) => {
            this.choice(choice, keeps.choices[i]);
        });
        if (!waits)
            this.middle(keeps.threads, keeps.text);
        return this.key.join('');
    }
    /** The same in words, to tell where two differ. */
    explain({ cells: codes }, key) {
        const names = this.layout.cells.filter((_, i) => codes[i] !== 0).map(({ kind, name }) => `${kind} ${name}`.trim());
        return this.words(key).map((word, i) => (i < names.length ? `${names[i]}: ${word}` : word));
    }
    words(key) {
        const words = [];
        let number = 0;
        let shift = 0;
        for (let i = 0; i < key.length; i++) {
            const part = key.charCodeAt(i);
            number += (part & 0x7f) * 2 ** shift;
            shift += 7;
            if (part > 0x7f)
                continue;
            words.push(number % 2 === 0 ? String(number / 2) : showToken(this.tokens[(number - 1) / 2] ?? ''));
            number = 0;
            shift = 0;
        }
        return words;
    }
    cells({ cells: codes, grains }) {
        const { state } = this.story;
        const { cells } = this.layout;
        for (let i = 0; i < codes.length; i++) {
            if (codes[i] === 0)
                continue;
            const grain = codes[i] === 1 ? null : grains[codes[i] - 2];
            if (cells[i].kind === 'global')
                this.value(globalIn(state, cells[i]), grain);
            else {
                const n = numberIn(state, cells[i]);
                this.add(grain === null ? n : grained(n, grain));
            }
        }
    }
    stack(coarse) {
        const { evaluationStack } = this.story.state;
        this.add(evaluationStack.length);
        evaluationStack.forEach((value, i) => {
            const keeps = coarse.find((keep) => ('of' in keep ? keep.of : keep.nothing) === i);
            if (keeps === undefined)
                this.value(value, null);
            else if ('of' in keeps)
                this.value(value, keeps.grain);
        });
    }
    choice(choice, keeps) {
        this.text(choice.sourcePath);
        this.text(String(choice.targetPath));
        this.text(sharedContainer(this.story, choice)?.path.toString() ?? '-');
        if (choice.threadAtGeneration !== null)
            this.thread(choice.threadAtGeneration, keeps ?? [], true);
    }
    middle(threads, text) {
        const { callStack, outputStream } = this.story.state;
        this.add(callStack._threads.length);
        callStack._threads.forEach((thread, i) => {
            this.thread(thread, threads[i] ?? [], false);
        });
        const open = outputStream.findIndex(isStringStart);
        const said = open < 0 || !text ? [] : outputStream.slice(open);
        this.add(said.length);
        for (const object of said)
            this.text(object instanceof StringValue ? `s${object.value}` : kindOf(object));
    }
    thread({ callstack }, keeps, anywhere) {
        this.add(Math.min(callstack.length, keeps.length + 1));
        keeps.forEach((frame, i) => {
            const element = callstack[callstack.length - 1 - i];
            if (element !== undefined)
                this.frame(element, frame, anywhere && i === 0);
        });
    }
    frame(element, keeps, anywhere) {
        const { type, inExpressionEvaluation, currentPointer, temporaryVariables } = element;
        this.add(type * 2 + (inExpressionEvaluation ? 1 : 0));
        if (!anywhere)
            this.text(currentPointer.isNull ? '-' : `${currentPointer.container.path}:${currentPointer.index}`);
        const kept = keeps ?? [...temporaryVariables.keys()].sort().map((name) => ({ of: name, grain: null }));
        if (keeps === null)
            this.text(kept.map(({ of }) => of).join());
        for (const { of, grain } of kept)
            this.value(temporaryVariables.get(of), grain);
    }
    value(value, grain) {
        this.text(tokenOf(value, grain));
    }
    text(token) {
        let number = this.numbers.get(token);
        if (number === undefined)
            this.numbers.set(token, (number = this.tokens.push(token) - 1));
        this.write(number * 2 + 1);
    }
    add(n) {
        if (Number.isInteger(n) && n >= 0)
            this.write(n * 2);
        else
            this.text(String(n));
    }
    /** Seven bits a character, least first, so that the engine needs one byte for each. */
    write(number) {
        let rest = number;
        while (rest > 0x7f) {
            this.key.push(String.fromCharCode((rest % 128) | 0x80));
            rest = Math.floor(rest / 128);
        }
        this.key.push(String.fromCharCode(rest));
    }
}

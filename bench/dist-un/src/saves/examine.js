import { cutFrame } from '../machine/frames.js';
/**
 * Has ink's own engine load parts of saves into the new version. How a part is loaded depends on its places alone and not on the values in
 * it, so each part is loaded once.
 */
export class Examiner {
    known = new Map();
    /** The parts that the choices of one exploration are, by the choices' numbers. */
    byNumber = new Map();
    official;
    constructor(official) {
        this.official = official;
    }
    /** Another exploration begins, in which choices have other numbers. */
    begin() {
        this.byNumber = new Map();
    }
    /** All choices that were loaded so far. */
    get choices() {
        return [...this.known.values()].flatMap(({ choice }) => (choice === null ? [] : [choice]));
    }
    /** The parts of a state's save: the choices in the order in which they are offered, and all else. */
    parts(state, offers, noted, representatives) {
        const restKey = `noted ${noted}`;
        for (;;) {
            const choices = offers.map((offer) => this.part(offer));
            const rest = this.known.get(restKey);
            if (rest !== undefined && !choices.includes(undefined))
                return { choices: choices, rest };
            this.examine([...offers.map(placesOf), restKey], representatives.save(state));
        }
    }
    part(offer) {
        let part = this.byNumber.get(offer.number);
        if (part === undefined) {
            part = this.known.get(placesOf(offer));
            if (part !== undefined)
                this.byNumber.set(offer.number, part);
        }
        return part;
    }
    examine(keys, json) {
        const note = (i, part) => {
            if (!this.known.has(keys[i]))
                this.known.set(keys[i], part);
        };
        if (json === null) {
            const fault = "ink's own engine fails to write this save";
            for (const i of keys.keys())
                note(i, { fault, warnings: [], choice: null });
            return;
        }
        const save = JSON.parse(json);
        const { currentChoices } = save.flows[save.currentFlowName];
        const [unseen, seen] = [true, false].map((wanted) => currentChoices.filter(({ isInvisibleDefault }) => isInvisibleDefault === wanted));
        const whole = this.load(json);
        const isPlain = whole.fault === null && whole.warnings.length === 0;
        const loaded = whole.choices.filter(({ isFallback }) => !isFallback);
        seen.forEach((choice, i) => {
            const { fault, warnings, choices } = isPlain ? whole : this.load(JSON.stringify(onlyChoice(save, choice)));
            note(i, { fault, warnings, choice: isPlain ? loaded[i] : (choices[0] ?? null) });
        });
        const { fault, warnings } = isPlain ? whole : this.load(JSON.stringify(withChoices(save, unseen)));
        note(seen.length, { fault, warnings, choice: null });
    }
    load(json) {
        return this.official.load(json);
    }
}
function withChoices(save, currentChoices) {
    const name = save.currentFlowName;
    return { ...save, flows: { ...save.flows, [name]: { ...save.flows[name], currentChoices } } };
}
/** A save with one choice alone: where the story stood last is none of its business. */
function onlyChoice(save, choice) {
    const name = save.currentFlowName;
    const flow = save.flows[name];
    const threads = flow.callstack.threads.map((thread) => {
        if (thread.threadIndex === choice.originalThreadIndex)
            return thread;
        const { threadIndex, callstack } = thread;
        return { threadIndex, callstack: callstack.map((element) => ({ ...element, cPath: undefined, idx: undefined })) };
    });
    const alone = { ...flow, callstack: { ...flow.callstack, threads }, currentChoices: [choice] };
    return { ...save, flows: { ...save.flows, [name]: alone } };
}
/** The places of a choice, without the values in its calls: choices of the same places are loaded alike. */
function placesOf({ point, thread }) {
    const calls = [];
    for (let frame = thread.parent; frame !== null; frame = frame.parent)
        calls.push(frame === cutFrame ? '…' : `${frame.kind},${frame.pc},${frame.inExpression}`);
    return `${point}@${thread.previous} ${thread.kind} ${calls.join(' ')}`;
}

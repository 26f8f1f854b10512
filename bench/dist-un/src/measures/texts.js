import { choiceTexts, insideTags, prose } from '../program/flow.js';
import { Op } from '../program/opcodes.js';
import { passageAt, placeAt } from '../program/program.js';
/**
 * The lines and choices of a story. All that stands in one line of the source is one text, but for a choice, and what is shown once it is
 * taken. A compiled story has no lines: there each piece of text is one.
 */
export class Texts {
    program;
    byKey = new Map();
    constructor(program) {
        this.program = program;
        const { op, strings, a, choices } = program;
        const isProse = prose(program);
        const inChoice = choiceTexts(program);
        const inTag = insideTags(program);
        for (const { address, isFallback } of choices)
            if (!isFallback)
                this.choice(address).pieces.push(address);
        const choiceOf = ownersOf(program, inChoice);
        for (let pc = 0; pc < op.length; pc++) {
            const choice = choiceOf.get(pc);
            if (isProse[pc] === 1) {
                if (choice !== undefined)
                    this.choice(choice).words.push(pc);
                if (inChoice[pc] === 0)
                    this.line(pc).pieces.push(pc);
                // the start of a choice's text is shown again when it is taken
                if (inChoice[pc] === 0 || isStartText(program, pc))
                    this.line(pc).words.push(pc);
            }
            else if (op[pc] === Op.Text && inTag[pc] === 1 && strings[a[pc]].trim() !== '') {
                const text = choice === undefined ? this.byKey.get(this.keyOf(pc)) : this.choice(choice);
                text?.tags.push(strings[a[pc]].trim());
            }
        }
    }
    /** In the order in which they stand in the story. */
    get all() {
        const files = new Map(this.program.sources.map(({ name }, i) => [name, i]));
        const order = ({ place }) => (place === null ? -1 : (files.get(place.file) ?? files.size));
        const isChoice = ({ kind }) => (kind === 'choice' ? 0 : 1);
        return [...this.byKey.values()].sort((x, y) => {
            const apart = order(x) - order(y) || (x.place?.line ?? 0) - (y.place?.line ?? 0);
            return apart || (x.place === null ? 0 : isChoice(x) - isChoice(y)) || x.address - y.address;
        });
    }
    /** The text that a line which is shown, or a choice on offer, belongs to. */
    of({ at, parts }) {
        if (at < 0)
            return null;
        if (this.program.op[at] === Op.Choice)
            return this.choice(at);
        const words = parts.filter((pc) => this.program.op[pc] !== Op.TagStart && this.program.op[pc] !== Op.TagText);
        // what a function prints belongs to the line that calls it
        return this.line(words.find((pc) => passageAt(this.program, pc).kind !== 'function') ?? words[0] ?? at);
    }
    choice(address) {
        return this.text(`choice ${address}`, 'choice', address);
    }
    line(pc) {
        return this.text(this.keyOf(pc), 'line', pc);
    }
    keyOf(pc) {
        const place = placeAt(this.program, pc);
        return place === null ? `line ${pc}` : `line ${place.file}:${place.line}`;
    }
    text(key, kind, address) {
        let text = this.byKey.get(key);
        if (text === undefined) {
            const passage = passageAt(this.program, address).name;
            text = { kind, address, passage, place: placeAt(this.program, address), words: [], pieces: [], tags: [] };
            this.byKey.set(key, text);
        }
        return text;
    }
}
/** The address of the choice that each address in the text of one belongs to. */
function ownersOf(program, inChoice) {
    const { op, home, containers } = program;
    const owners = new Map();
    const inner = new Map();
    containers.forEach(({ parent }, c) => {
        if (parent >= 0)
            inner.set(parent, [...(inner.get(parent) ?? []), c]);
    });
    const own = (container, choice) => {
        const { start, size } = containers[container];
        for (let pc = start; pc < start + size; pc++)
            if (inChoice[pc] === 1)
                owners.set(pc, choice);
        for (const c of inner.get(container) ?? [])
            if (inChoice[containers[c].start] === 1)
                own(c, choice);
    };
    for (const { address } of program.choices) {
        const { start } = containers[home[address]];
        for (let pc = address - 1; pc >= start && op[pc] !== Op.Choice; pc--) {
            if (inChoice[pc] !== 1)
                continue;
            owners.set(pc, address);
            if (op[pc] === Op.Enter)
                own(program.a[pc], address);
        }
        for (const c of inner.get(home[address]) ?? [])
            if (containers[c].name === 's')
                own(c, address);
    }
    return owners;
}
/** Whether an address in the text of a choice lies in its start, which a container of its own holds. */
function isStartText({ home, containers }, pc) {
    for (let c = home[pc]; c >= 0; c = containers[c].parent)
        if (containers[c].name === 's')
            return true;
    return false;
}

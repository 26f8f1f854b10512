import { choiceTexts, prose } from '../program/flow.js';
import { Op } from '../program/opcodes.js';
const generated = /^([cgb]-?\d*|s|s\d+|\$r\d*|global decl|\d+|)$/;
/** The content of a story in the order in which it is written; a compiled one keeps only the order of its instructions. */
export function piecesOf(program) {
    const { op, a, home, containers, passages } = program;
    const words = prose(program);
    const ofChoice = wordsOfChoices(program, words);
    const firstIn = new Set();
    const labelOf = (container) => {
        const { name, passage } = containers[container];
        return generated.test(name) || passages[passage].container === container ? '' : name;
    };
    const pieces = [];
    for (let pc = 0; pc < op.length; pc++) {
        const container = home[pc];
        const common = { address: pc, passage: containers[container].passage, place: placeOf(program, pc) };
        if (op[pc] === Op.Choice) {
            const text = (ofChoice.get(pc) ?? []).map((at) => program.strings[a[at]]).join('');
            const label = labelOf(program.choices[a[pc]].targetContainer);
            pieces.push({ ...common, kind: 'choice', label, text: folded(text) });
        }
        else if (words[pc] === 1) {
            // what a label names is told by what comes first under it
            const label = firstIn.has(container) ? '' : labelOf(container);
            firstIn.add(container);
            pieces.push({ ...common, kind: 'line', label, text: folded(program.strings[a[pc]]) });
        }
    }
    return inWrittenOrder(program, pieces);
}
/** A text with single blanks between its words, and none around them. */
export const folded = (text) => text.replace(/\s+/g, ' ').trim();
function placeOf(program, pc) {
    const place = program.placeOf[pc];
    return place < 0 ? null : program.places[place];
}
/**
 * The words that are a choice's own, by the address of the choice: what it shows before it is taken, but for what a condition or an
 * alternative in it shows. They are no longer `words` then.
 */
function wordsOfChoices(program, words) {
    const { op, home, containers, choices } = program;
    const inTexts = choiceTexts(program);
    const startOf = new Map();
    containers.forEach(({ name, parent, start }, c) => {
        if (name === 's' && parent >= 0)
            startOf.set(parent, containers[c].size > 0 ? start : -1);
    });
    const found = new Map();
    for (const { address } of choices) {
        const own = [];
        const { start } = containers[home[address]];
        for (let pc = address - 1; pc >= start && op[pc] !== Op.Choice; pc--)
            if (words[pc] === 1)
                own.unshift(pc);
        const before = startOf.get(home[address]) ?? -1;
        if (before >= 0) {
            const { size } = containers[home[before]];
            own.unshift(...Array.from({ length: size }, (_, i) => before + i).filter((pc) => words[pc] === 1));
        }
        const shown = own.filter((pc) => inTexts[pc] === 1);
        for (const pc of shown)
            words[pc] = 0;
        found.set(address, shown);
    }
    return found;
}
function inWrittenOrder({ sources }, pieces) {
    if (pieces.some(({ place }) => place === null))
        return [...pieces];
    const files = new Map(sources.map(({ name }, i) => [name, i]));
    const order = (piece) => files.get(piece.place.file) ?? files.size;
    return [...pieces].sort((x, y) => order(x) - order(y) ||
        x.place.line - y.place.line ||
        x.place.column - y.place.column ||
        x.address - y.address);
}
/** What is known of each piece of a story that was explored. */
export function reachOf(context, { kind, address, passage }) {
    const bit = kind === 'choice' ? 8 : 1;
    if ((context.covered(address) & bit) !== 0)
        return 'reached';
    // where a host game enters at knots only, the top is not part of what was asked about
    if (passage === 0 && context.model.entries.every(({ path }) => path !== ''))
        return 'unknown';
    if (context.exhaustive)
        return 'unreachable';
    return context.proofs !== null && (context.proofs.covered(address) & bit) === 0 ? 'unreachable' : 'unknown';
}

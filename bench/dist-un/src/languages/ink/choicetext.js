import { Op } from '../../program/opcodes.js';
/**
 * Marks the strings that can only become the text of a choice, so that an exploration need not build them. The compiler evaluates
 * before each choice, between one pair of EvalStart and EvalEnd: its start text, its choice-only text, then its condition.
 */
export function markChoiceText(emitter, layout) {
    const { op, a } = emitter;
    for (const choice of emitter.choices) {
        const texts = (choice.hasStart ? 1 : 0) + (choice.hasChoiceOnly ? 1 : 0);
        if (texts === 0)
            continue;
        const first = layout.start.findLast((start) => start <= choice.address) ?? 0;
        const begin = matchingEvalStart(op, choice.address - 1, first);
        if (begin < 0)
            continue;
        let depth = 0;
        let marked = 0;
        for (let p = begin + 1; p < choice.address && marked < texts; p++) {
            if (op[p] === Op.StringStart && depth++ === 0) {
                a[p] = 1;
                marked++;
            }
            else if (op[p] === Op.StringEnd)
                depth--;
        }
    }
}
function matchingEvalStart(op, from, first) {
    if (op[from] !== Op.EvalEnd)
        return -1;
    let depth = 0;
    for (let p = from; p >= first; p--) {
        if (op[p] === Op.EvalEnd)
            depth++;
        else if (op[p] === Op.EvalStart && --depth === 0)
            return p;
    }
    return -1;
}

import { visitIndex } from './counting.js';
import { Crash } from './errors.js';
import { condition } from './flowops.js';
import { isTrue } from './natives.js';
import { isTagValue, Tag } from './values.js';
/** Offers a choice, if its condition holds and it may still be taken; what was prepared for it is used up either way. */
export function offer(m, index) {
    const point = m.program.choices[index];
    let visible = !point.hasCondition || condition(m);
    const tags = [];
    const choiceOnly = point.hasChoiceOnly ? popText(m, tags) : '';
    const start = point.hasStart ? popText(m, tags) : '';
    if (point.onceOnly) {
        const seen = isTrue(m.values, visitIndex(m, point.targetContainer, 0));
        if (seen)
            visible = false;
    }
    if (!visible) {
        m.hidOffers = true;
        return;
    }
    m.cover(m.pc, 8);
    tags.reverse();
    const { by, willing } = m.actor(index, tags);
    if (m.output.silent)
        return offerSilently(m, index, by, willing);
    const text = (start + choiceOnly).replace(/^[ \t]+|[ \t]+$/g, '');
    m.offers.push({ point: index, thread: m.thread(), text, tags, by, willing, number: -1 });
}
/** Without texts the same choice is mostly offered in the same way as last time. */
function offerSilently(m, index, by, willing) {
    const last = m.lastOffers[index];
    if (last !== undefined && last.by === by && last.willing === willing && isAt(m, last.thread))
        m.offers.push(last);
    else {
        m.lastOffers[index] = { point: index, thread: m.thread(), text: '', tags: [], by, willing, number: -1 };
        m.offers.push(m.lastOffers[index]);
    }
}
function isAt(m, thread) {
    return (thread.previous === m.previous &&
        thread.parent === m.parent &&
        thread.temps === m.temps &&
        thread.trimmed === m.trimmed &&
        thread.kind === m.kind &&
        thread.functionStart === m.functionStart &&
        thread.inExpression === m.inExpression);
}
function popText(m, tags) {
    const value = m.popValue();
    if (m.isUnknown(value))
        return '';
    if ((value & 7) !== Tag.String)
        throw new Crash('the text of a choice is not a text');
    for (let top = m.stack.at(-1); top !== undefined && isTagValue(top); top = m.stack.at(-1)) {
        tags.push(m.values.tagText(top));
        m.pop();
    }
    return m.values.stringOf(value);
}

import { Op } from '../program/opcodes.js';
import { Crash, StoryError } from './errors.js';
import { FrameKind, markSpoken } from './frames.js';
import { Item } from './output.js';
import { Kinds, unknown } from './unknowns.js';
import { isForgotten, Tag, Void } from './values.js';
/** Stands for text that may be anything, where it is only asked what may happen. */
export const anyText = '\u0000';
/** Shows text that stands at address `from`, or of a value (-1). */
export function show(m, text, from) {
    if (m.output.deaf)
        return;
    const start = m.kind === FrameKind.Function ? m.functionStart : -1;
    if (!m.output.text(text, from, m.pc, start))
        return;
    m.functionStart = -1;
    m.parent = markSpoken(m.parent);
}
/** Shows the value on top of the evaluation stack. */
export function outputValue(m) {
    const value = m.pop();
    if (value === undefined || value === Void || m.output.deaf)
        return;
    if (m.isUnknown(value)) {
        m.output.items.push({ kind: Item.Text, text: anyText, from: -1, at: m.pc });
        return;
    }
    if (isForgotten(value) || (value & 7) === Tag.Special)
        m.mustBeKnown(value);
    show(m, m.values.show(value, m.program.temps), -1);
}
/** Begins to build a string, or skips it where nobody needs it. */
export function startString(m, onlyForChoice) {
    if (!m.inExpression)
        throw new Crash('Expected to be in an expression when evaluating a string');
    const end = m.plainTexts === null ? -1 : m.plainTexts[m.pc];
    if (end < 0) {
        m.output.startString(m.pc, onlyForChoice);
        m.inExpression = false;
        return;
    }
    if (m.covered[end] === 0)
        coverPlainText(m, end);
    m.pc = end;
    m.push(m.values.empty);
}
/** Notes that the text up to `end` was shown, and the shared start text of the choice with it. */
function coverPlainText(m, end) {
    const { op, a, home, containers } = m.program;
    for (let pc = m.pc; pc <= end; pc++)
        m.cover(pc, 1);
    if (op[m.pc + 1] !== Op.Divert)
        return;
    const { start, size } = containers[home[a[m.pc + 1]]];
    for (let pc = start; pc < start + size; pc++)
        m.cover(pc, 1);
}
/** Pushes the string that was built. */
export function endString(m) {
    const text = m.output.endString();
    if (m.guess !== null && text.includes(anyText))
        m.push(unknown(Kinds.Text));
    else
        m.push(text === '' ? m.values.empty : m.values.string(text));
}
/** Begins a tag. What tells of the cast is read even where the text of the choice is not. */
export function startTag(m) {
    if (m.castTags !== null && m.castTags[m.pc] === 1)
        m.output.readTag(true);
    m.output.mark(Item.TagStart, m.pc);
}
/** Ends a tag: of a line, or of the choice whose text is being built. */
export function endTag(m) {
    if (m.output.openStrings === 0)
        return m.output.mark(Item.TagEnd, m.pc);
    const text = m.output.endTagInString();
    if (text === null)
        throw new StoryError('Unexpected ControlCommand while extracting tag from choice');
    m.push(m.values.tag(text));
    if (m.castTags !== null && m.castTags[m.pc] === 1)
        m.output.readTag(false);
}

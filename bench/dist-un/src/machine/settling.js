import { cutFrame, FrameKind } from './frames.js';
import { Item, isNonWhitespace } from './output.js';
/** Stands in the output for all that was shown in the turn up to here and can no longer change: what comes next does not depend on its words. */
const shownBefore = { kind: Item.Text, text: '\u0001', from: -1, at: -1 };
/**
 * Takes out of the output what nothing can change any more: all up to the last word that was shown. Glue and line breaks after it may still take
 * each other back, so they stay. Gives what was taken; where that is not the first of its turn, it goes on from what was taken before.
 */
export function settle(m) {
    const { items } = m.output;
    const begin = items[0] === shownBefore ? 1 : 0;
    const open = openFrom(m);
    const end = endOfShown(items, begin, open);
    const taken = items.slice(begin, end);
    const left = [...(end > 0 ? [shownBefore] : []), ...items.slice(end, open)];
    m.output.items = [...joinBlanks(left), ...items.slice(Math.max(end, open))];
    const fewer = items.length - m.output.items.length;
    if (fewer > 0)
        moveFunctions(m, fewer);
    return taken;
}
/** What stands in the output after that, as it is told where the turn ends so. */
export const unsettled = (items) => items[0] === shownBefore ? items.slice(1) : items;
/** Leaves of blanks after blanks only one: where something is drawn again and again, more and more of them would gather. */
function joinBlanks(items) {
    const isBlank = ({ kind, text }) => kind === Item.Text && text !== '\n' && !isNonWhitespace(text);
    const isEmpty = (item) => isBlank(item) && item.text === '';
    // that something was shown may matter even if it is nothing
    const full = items.some((item) => item.kind === Item.Text && !isEmpty(item))
        ? items.filter((i) => !isEmpty(i))
        : items;
    return full.filter((item, i) => i === 0 || !isBlank(item) || !isBlank(full[i - 1]));
}
/** Where the first string begins that is being built, or the first function that has shown nothing yet: from there on all stays as it is. */
function openFrom(m) {
    const { items } = m.output;
    const string = items.findIndex(({ kind }) => kind === Item.StringStart);
    let first = string < 0 ? items.length : string;
    for (const thread of [m, ...m.threads])
        for (let frame = thread; frame; frame = frame.parent)
            if (frame.kind === FrameKind.Function && frame.functionStart >= 0)
                first = Math.min(first, frame.functionStart);
    return first;
}
/** Behind the last word in `begin` … `open`, or the last whole tag; but glue that can't be taken back stays, and all after it. */
function endOfShown(items, begin, open) {
    let end = begin;
    let inTag = false;
    for (let i = begin; i < open && items[i].kind !== Item.Glue; i++) {
        const { kind } = items[i];
        if (kind === Item.TagStart)
            inTag = true;
        else if (kind === Item.TagEnd) {
            inTag = false;
            if (i > begin && isWord(items[i - 1]))
                end = i + 1;
        }
        else if (!inTag && isWord(items[i]))
            end = i + 1;
    }
    return end;
}
const isWord = ({ kind, text }) => kind === Item.Text && isNonWhitespace(text);
/** Functions that have shown nothing yet began so many items earlier. */
function moveFunctions(m, by) {
    const moved = (frame) => {
        const parent = frame.parent === null || frame.parent === cutFrame ? frame.parent : moved(frame.parent);
        const isOpen = frame.kind === FrameKind.Function && frame.functionStart >= 0;
        if (!isOpen && parent === frame.parent)
            return frame;
        return { ...frame, parent, functionStart: isOpen ? frame.functionStart - by : frame.functionStart };
    };
    m.setThread(moved(m.thread()));
    m.threads = m.threads.map(moved);
}

import { FrameKind } from './frames.js';
import { Item } from './output.js';
const isBlank = ({ kind, text }) => kind === Item.Text && /^[ \t]+$/.test(text);
/**
 * Where a draw interrupts a turn whose words are kept: leaves of blanks after blanks only one. Where something is drawn again and again, more and more
 * of them would gather, and each time that would be a new state.
 */
export function joinBlanks(machine) {
    const { output } = machine;
    if (output.openStrings > 0 || callsFunction(machine))
        return;
    output.items = output.items.filter((item, i, all) => i === 0 || !isBlank(item) || !isBlank(all[i - 1]));
}
/** Whether a function is being run whose text may still be trimmed. */
export function callsFunction(machine) {
    const isIn = (frame) => frame !== null && (frame.kind === FrameKind.Function || isIn(frame.parent));
    return machine.kind === FrameKind.Function || isIn(machine.parent) || machine.threads.some(isIn);
}

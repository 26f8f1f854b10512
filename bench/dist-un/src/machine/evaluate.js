import { Crash, Endless, Refine, StoryError } from './errors.js';
import { isTrue } from './natives.js';
/** An expression that takes more steps than this is not worth asking. */
const maxSteps = 10_000;
/**
 * Whether an expression that was computed for a choice on offer holds now; null where that can't be told. All that it changes is put back,
 * but the machine stands nowhere afterwards: only for machines that are not to go on.
 */
export function holdsNow(m, offer, { from, to }) {
    const slots = m.slots.slice();
    m.setThread(offer.thread);
    m.stack = [];
    m.inExpression = true;
    m.pc = from;
    const { depth } = m;
    try {
        for (let steps = 0; m.pc !== to || m.depth !== depth; steps++) {
            if (steps > maxSteps || m.pc < 0 || m.draw !== null)
                return null;
            m.step();
        }
        const value = m.pop();
        return value === undefined ? null : isTrue(m.values, value);
    }
    catch (error) {
        if (error instanceof StoryError || error instanceof Crash || error instanceof Endless || error instanceof Refine)
            return null;
        throw error;
    }
    finally {
        m.slots.set(slots);
        m.diverted = -1;
    }
}

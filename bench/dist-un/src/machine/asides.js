import { Crash, StoryError } from './errors.js';
import { divert } from './flowops.js';
import { getTemp } from './frames.js';
import { Tag } from './values.js';
/** The asides worth passing over: those that ask for something which otherwise need not be kept. `liveness` is that of a story without asides. */
export function passedAsides(asides, liveness) {
    const passed = new Map();
    for (const [start, aside] of asides) {
        const row = new Int32Array(liveness.words);
        liveness.addTo(row, aside.end);
        const live = new Set(liveness.slotsIn(row));
        const open = aside.slots.filter((slot) => !live.has(slot));
        if (open.length > 0)
            passed.set(start, { ...aside, open, kept: aside.slots.filter((slot) => live.has(slot)) });
    }
    return passed;
}
/** At the beginning of an aside: goes on after it, if nobody hears it and what it reads can be told; false where it has to be executed. */
export function passOver(m) {
    const aside = m.asides.get(m.pc);
    if (aside === undefined || !m.output.deaf)
        return false;
    const temps = [];
    for (const name of aside.temps) {
        const value = getTemp(m.temps, name);
        if (value === undefined || (value & 7) === Tag.Pointer || (value & 7) === Tag.Special)
            return false;
        temps.push(name, value);
    }
    m.recorder?.passOver(aside, temps);
    divert(m, aside.end);
    return true;
}
/**
 * Executes an aside with the slots as they are, so that the machine notes what it shows; false where it does more than that: the runtime
 * would stop the story, or warn, or a value is left behind. The machine must be at rest, and is left without a place to go on.
 */
export function tellAside(m, { aside, temps }) {
    const { asides } = m;
    m.asides = new Map();
    m.forceEnd();
    m.pc = aside.start;
    m.stack = [];
    m.temps = temps;
    m.trimmed = true;
    m.steps = 0;
    let left = 0;
    try {
        while (m.pc !== aside.end)
            m.step();
        left = m.stack.length;
    }
    catch (error) {
        if (error instanceof StoryError || error instanceof Crash)
            return false;
        throw error;
    }
    finally {
        m.asides = asides;
        m.forceEnd();
        m.stack = [];
    }
    const { length } = m.warnings;
    m.warnings.length = 0;
    return length === 0 && left === 0;
}

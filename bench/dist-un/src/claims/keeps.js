import { cutFrame } from '../machine/frames.js';
import { unbounded } from '../machine/machine.js';
import { Item } from '../machine/output.js';
import { isForgotten, isProgression, isTagValue } from '../machine/values.js';
/** All slots of a machine, with how finely they are kept at most. */
export function slotNames({ program, least, limit }) {
    return program.slots.map(({ kind, name }, i) => ({
        kind,
        name: kind === 'turn' ? '' : name,
        grain: least[i] >= unbounded || kind === 'shuffle' ? null : { least: least[i], period: limit[i] - least[i] },
    }));
}
/** How finely a value is kept; `null` for not at all. */
function keptOf(machine, of, value) {
    if (isForgotten(value))
        return null;
    if (!isProgression(value))
        return { of, grain: null };
    return { of, grain: grainOf(machine.values.progressionOf(value)) };
}
const sameGrain = (a, b) => a?.least === b?.least && a?.period === b?.period && a?.greatest === b?.greatest;
/** What the state that a model has read last keeps of the story's own slots. */
export function keepsOf({ machine, codec }, state, names, isOwn) {
    const isDraw = state.kind === 'draw';
    const threads = isDraw ? [...machine.threads, machine.thread()] : [];
    return {
        slots: slotsOf(machine, codec.bytes.live, names).filter(({ of }) => isOwn[of]),
        choices: state.offers.map((offer) => threadKeeps(machine, offer.thread)),
        threads: threads.map((thread) => threadKeeps(machine, thread)),
        stack: state.offers.length + threads.length === 0
            ? []
            : machine.stack.flatMap((value, i) => stackKeeps(machine, value, i, isDraw)),
        text: isDraw && machine.output.openStrings > 0 && !dropsSomeText(machine),
    };
}
function slotsOf({ slots, program, values }, live, names) {
    const kept = [];
    for (const i of live) {
        const value = slots[i];
        if (i >= program.globals)
            kept.push({ of: i, grain: null });
        else if (!isForgotten(value)) {
            const own = isProgression(value) ? grainOf(values.progressionOf(value)) : null;
            // a variable may hold what it got from another one that is kept coarsely, or not at all, or from a draw
            kept.push({ of: i, grain: own === null || sameGrain(own, names[i].grain) ? null : own });
        }
    }
    return kept;
}
const grainOf = ({ least, period, greatest }) => Number.isFinite(greatest) ? { least, period, greatest } : { least, period };
function threadKeeps(machine, thread) {
    const frames = [];
    for (let frame = thread; frame !== null && frame !== cutFrame; frame = frame.parent)
        frames.push(frameKeeps(machine, frame));
    return frames;
}
function frameKeeps(machine, { temps, trimmed }) {
    if (!trimmed && !temps.some((value, i) => i % 2 === 1 && (isForgotten(value) || isProgression(value))))
        return null;
    const kept = [];
    for (let i = 0; i < temps.length; i += 2) {
        const keep = keptOf(machine, machine.program.temps[temps[i]], temps[i + 1]);
        if (keep !== null)
            kept.push(keep);
    }
    return kept;
}
/** In the middle of a turn the texts of a choice lie on the stack; an exploration doesn't keep them. */
function stackKeeps(machine, value, i, isDraw) {
    if (isDraw && (value === machine.values.empty || isTagValue(value)))
        return [{ nothing: i }];
    const keep = keptOf(machine, i, value);
    if (keep === null)
        return [{ nothing: i }];
    return keep.grain === null ? [] : [keep];
}
/** Whether the text of some string being built is not kept, because it can only become the text of a choice. */
const dropsSomeText = ({ output }) => output.dropsText !== 0 || output.items.every(({ kind }) => kind !== Item.StringStart);

import { Op } from '../program/opcodes.js';
import { placeAt } from '../program/program.js';
import { StoryError } from './errors.js';
import { forgottenCount } from './machine.js';
import { forgotten, Tag } from './values.js';
/** Counts a visit to a container and starts its age anew. */
export function visitContainer(m, container, atStart) {
    if (container.startOnly && !atStart)
        return;
    const slot = container.visits;
    if (m.recorder !== null)
        recordVisit(m.recorder, container);
    if (slot >= 0 && m.slots[slot] !== forgottenCount) {
        if (++m.slots[slot] >= m.limit[slot])
            m.slots[slot] = m.least[slot];
    }
    if (container.age >= 0)
        m.slots[container.age] = 0;
}
function recordVisit(recorder, { visits, age }) {
    if (visits >= 0)
        recorder.raise(visits);
    if (age >= 0)
        recorder.set(age);
}
/** The container that an address means when it is looked back at: the one it enters, else the one it is in. */
export function containerAt(m, address) {
    return m.program.op[address] === Op.Enter ? m.program.a[address] : m.program.home[address];
}
/**
 * After a divert: counts a visit for every container around the new place that wasn't around the previous one, and again for those
 * that count at their start only.
 */
export function visitChanged(m) {
    const { containers, home } = m.program;
    const { pc } = m;
    let c = home[pc];
    const holder = containers[c];
    if (pc < holder.start)
        return;
    let first = pc === holder.start;
    if (holder.size === 0) {
        first = holder.index === 0;
        c = holder.parent;
    }
    const before = m.previous < 0 ? -1 : containerAt(m, m.previous);
    let atStart = true;
    while (c >= 0) {
        const container = containers[c];
        if (!container.startOnly && isAround(m, c, before))
            break;
        atStart = atStart && first;
        visitContainer(m, container, atStart);
        first = container.index === 0;
        c = container.parent;
    }
}
/** Whether container `c` is `inner` or around it. */
function isAround(m, c, inner) {
    const { containers } = m.program;
    // containers are numbered from the outside in
    let i = inner;
    while (i > c)
        i = containers[i].parent;
    return i === c;
}
/** The value of a count's slot, plus `plus`: a number, or as much as the state kept of it. */
export function getCount(m, slot, plus) {
    m.recorder?.read(slot);
    // whoever asks for the index of a visit is in the middle of one
    m.guess?.read(slot, plus < 0 ? 1 : -1);
    const n = m.slots[slot];
    if (n === forgottenCount)
        return forgotten(slot);
    const least = m.least[slot];
    if (n < least)
        return m.values.int(n + plus);
    return m.values.progression({
        least: n + plus,
        greatest: Number.POSITIVE_INFINITY,
        period: m.limit[slot] - least,
        slot,
        offset: plus,
    });
}
const describe = (m, c) => {
    const place = placeAt(m.program, m.program.containers[c].start);
    return `(${m.program.containers[c].name || null} - on ${place === null ? null : `line ${place.line} of ${place.file}"`})`;
};
/** The visit count of a container, less one unless told otherwise. */
export function visitIndex(m, c, plus = -1) {
    const container = m.program.containers[c];
    if (container.visits < 0) {
        throw new StoryError(`Read count for target ${describe(m, c)} unknown. The story may need to be compiled with countAllVisits flag (-c).`);
    }
    return getCount(m, container.visits, plus);
}
/** TURNS_SINCE and READ_COUNT: of a target that is known only now. */
export function readCount(m, turns) {
    const value = m.popValue();
    m.mustBeKnown(value);
    if ((value & 7) !== Tag.Target) {
        const extra = m.values.isInt(value)
            ? ". Did you accidentally pass a read count ('knot_name') instead of a target ('-> knot_name')?"
            : '';
        throw new StoryError(`TURNS_SINCE / READ_COUNT expected a divert target (knot, stitch, label name), but saw ${m.values.show(value)}${extra}`);
    }
    const target = m.values.targetOf(value);
    if (target.container < 0) {
        m.warn(`Failed to find container for ControlCommand ${turns ? 12 : 13} lookup at ${target.path}`);
        return m.push(m.values.int(turns ? -1 : 0));
    }
    if (!turns)
        return m.push(visitIndex(m, target.container, 0));
    const { age } = m.program.containers[target.container];
    if (age < 0) {
        throw new StoryError(`TURNS_SINCE() for target ${describe(m, target.container)} unknown. The story may need to be compiled with countAllVisits flag (-c).`);
    }
    m.push(getCount(m, age, 0));
}

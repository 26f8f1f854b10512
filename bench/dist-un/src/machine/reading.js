import { nativeArity, Op } from '../program/opcodes.js';
import { updateEnd } from '../program/updates.js';
import { getTemp } from './frames.js';
import { Absent, isForgotten, Tag } from './values.js';
import { readGlobal, readTemp } from './variables.js';
/** Pushes the global in slot `slot`; in an exploration together with what is done with it next, where that needs less than its exact value. */
export function getGlobal(m, slot) {
    if (m.updates !== null && (leaveIdle(m, slot) || (m.recorder !== null && (noteUpdate(m, slot) || ask(m, slot)))))
        return;
    m.push(readGlobal(m, slot));
}
/** Pushes what the name of a temporary means; where it refers to a global, as `getGlobal` does. */
export function getTemporary(m, name) {
    if (m.recorder !== null) {
        const value = getTemp(m.temps, name) ?? Absent;
        const slot = (value & 7) === Tag.Pointer ? m.values.pointerOf(value).global : -1;
        if (slot >= 0 && (noteUpdate(m, slot) || ask(m, slot)))
            return;
    }
    m.push(readTemp(m, name));
}
/** Goes on after the instruction at `last`; all up to there counts as executed. */
function jump(m, last) {
    for (let pc = m.pc + 1; pc <= last; pc++)
        m.cover(pc, 1);
    m.pc = last;
}
/** Leaves an update undone where the variable's value was left out of the state, and is a number: then nobody can tell. */
function leaveIdle(m, slot) {
    if (!isForgotten(m.slots[slot]) || !m.idle.has(m.pc))
        return false;
    if (m.recorder !== null)
        return noteUpdate(m, slot);
    m.inExpression = false;
    m.onAssign?.(slot, m.slots[slot]);
    jump(m, m.updates.get(m.pc).end);
    return true;
}
/** `x = x + y`, as a statement of its own: notes that x changes, without asking what it is. */
function noteUpdate(m, slot) {
    const { pc } = m;
    const end = updateEnd(m.program, pc);
    if (end < 0 || m.cast.owner[slot] >= 0 || m.stack.length > 0 || !m.output.isPlain)
        return false;
    const operand = operandAt(m, pc + 1);
    if (operand === null)
        return false;
    const computation = m.recorder.computations.update(slot, m.program.a[pc + 2], operand, m.idle.has(pc));
    if (!m.recorder.update(computation))
        return false;
    m.inExpression = false;
    jump(m, end);
    return true;
}
/** What an instruction pushes that is a constant, or a temporary that refers to nothing; null for any other. */
function operandAt(m, pc) {
    const { op, a } = m.program;
    if (op[pc] === Op.Literal)
        return m.values.literals[a[pc]];
    const value = op[pc] === Op.GetTemp ? getTemp(m.temps, a[pc]) : undefined;
    const isPlain = value !== undefined && (value & 7) !== Tag.Pointer && (value & 7) !== Tag.Special;
    return isPlain ? value : null;
}
/** A question: the variable is only compared with something that is known, or asked whether it is true. */
function ask(m, slot) {
    const { op, a, home, choices } = m.program;
    const { computations } = m.recorder;
    const { pc } = m;
    if (home[pc + 2] !== home[pc])
        return false;
    const isNative = (at, arity) => op[at] === Op.Native && nativeArity(a[at]) === arity;
    const other = isNative(pc + 2, 2) ? operandAt(m, pc + 1) : null;
    if (other !== null)
        return answer(m, computations.native(slot, a[pc + 2], other, true), pc + 2, 0);
    if (isNative(pc + 1, 1))
        return answer(m, computations.native(slot, a[pc + 1], null, true), pc + 1, 0);
    const before = operandAt(m, pc - 1);
    if (home[pc - 1] === home[pc] && isNative(pc + 1, 2) && before !== null && m.stack.at(-1) === before) {
        return answer(m, computations.native(slot, a[pc + 1], before, false), pc + 1, 1);
    }
    const then = op[pc + 1] === Op.EvalEnd ? op[pc + 2] : -1;
    if (then === Op.DivertIf || (then === Op.Choice && choices[a[pc + 2]].hasCondition))
        return answer(m, computations.truth(slot), pc, 0);
    return false;
}
/** Pushes the answer to a question in place of `used` operands, and goes on after the instruction at `last`. */
function answer(m, question, last, used) {
    const result = m.recorder.ask(question);
    if (result === null)
        return false;
    m.stack.length -= used;
    m.push(result);
    jump(m, last);
    return true;
}

import { nativeArity, Op } from '../program/opcodes.ts';
import type { Machine } from './machine.ts';
import { isForgotten } from './values.ts';
import { readGlobal } from './variables.ts';

/** Pushes the global in slot `slot`; in an exploration together with what is done with it next, where that needs less than its exact value. */
export function getGlobal(m: Machine, slot: number): void {
  if (m.updates !== null && (leaveIdle(m, slot) || (m.recorder !== null && (noteUpdate(m, slot) || ask(m, slot)))))
    return;
  m.push(readGlobal(m, slot));
}

/** Goes on after the instruction at `last`; all up to there counts as executed. */
function jump(m: Machine, last: number): void {
  for (let pc = m.pc + 1; pc <= last; pc++) m.covered[pc] |= 1;
  m.pc = last;
}

/** Leaves an update undone where the variable's value was left out of the state, and is a number: then nobody can tell. */
function leaveIdle(m: Machine, slot: number): boolean {
  if (!isForgotten(m.slots[slot]) || !m.idle.has(m.pc)) return false;
  if (m.recorder !== null) return noteUpdate(m, slot);
  m.inExpression = false;
  m.onAssign?.(slot, m.slots[slot]);
  jump(m, m.updates!.get(m.pc)!.end);
  return true;
}

/** `x = x + 1`, as a statement of its own: notes that x changes, without asking what it is. */
function noteUpdate(m: Machine, slot: number): boolean {
  const update = m.updates!.get(m.pc);
  if (update === undefined || m.cast.owner[slot] >= 0 || m.stack.length > 0 || m.output.items.length > 0) return false;
  const literal = m.values.literals[update.literal];
  const computation = m.recorder!.computations.update(slot, update.native, literal, m.idle.has(m.pc));
  if (!m.recorder!.update(computation)) return false;
  m.inExpression = false;
  jump(m, update.end);
  return true;
}

/** A question: the variable is only compared with a constant, or asked whether it is true. */
function ask(m: Machine, slot: number): boolean {
  const { op, a, home, choices } = m.program;
  const { literals } = m.values;
  const { computations } = m.recorder!;
  const { pc } = m;
  if (home[pc + 2] !== home[pc]) return false;
  const isNative = (at: number, arity: number): boolean => op[at] === Op.Native && nativeArity(a[at]) === arity;
  if (op[pc + 1] === Op.Literal && isNative(pc + 2, 2)) {
    return answer(m, computations.native(slot, a[pc + 2], literals[a[pc + 1]], true), pc + 2, 0);
  }
  if (isNative(pc + 1, 1)) return answer(m, computations.native(slot, a[pc + 1], null, true), pc + 1, 0);
  const before = op[pc - 1] === Op.Literal && home[pc - 1] === home[pc] ? literals[a[pc - 1]] : null;
  if (isNative(pc + 1, 2) && before !== null && m.stack.at(-1) === before) {
    return answer(m, computations.native(slot, a[pc + 1], before, false), pc + 1, 1);
  }
  const then = op[pc + 1] === Op.EvalEnd ? op[pc + 2] : -1;
  if (then === Op.DivertIf || (then === Op.Choice && choices[a[pc + 2]].hasCondition))
    return answer(m, computations.truth(slot), pc, 0);
  return false;
}

/** Pushes the answer to a question in place of `used` operands, and goes on after the instruction at `last`. */
function answer(m: Machine, question: number, last: number, used: number): boolean {
  const result = m.recorder!.ask(question);
  if (result === null) return false;
  m.stack.length -= used;
  m.push(result);
  jump(m, last);
  return true;
}

import { nativeArity, Op } from '../program/opcodes.ts';
import { takenBy } from '../program/operands.ts';
import { updateEnd } from '../program/updates.ts';
import { none } from './computations.ts';
import { getTemp } from './frames.ts';
import type { Machine } from './machine.ts';
import { Term } from './relations.ts';
import { comparing, computing, containing } from './smallints.ts';
import { isForgotten, Tag, Void } from './values.ts';
import { readGlobal, readTemp } from './variables.ts';

/** Pushes the global in slot `slot`; in an exploration together with what is done with it next, where that needs less than its exact value. */
export function getGlobal(m: Machine, slot: number): void {
  if (m.updates !== null && (leaveIdle(m, slot) || (m.recorder !== null && leaveOpen(m, slot)))) return;
  m.push(readGlobal(m, slot));
}

/** Pushes what the name of a temporary means; where it refers to a global, as `getGlobal` does. */
export function getTemporary(m: Machine, name: number): void {
  if (m.recorder !== null) {
    const slot = slotAt(m, m.pc);
    if (slot >= 0 && leaveOpen(m, slot)) return;
  }
  m.push(readTemp(m, name));
}

/** Goes on after the instruction at `last`; all up to there counts as executed. */
function jump(m: Machine, last: number): void {
  for (let pc = m.pc + 1; pc <= last; pc++) m.cover(pc, 1);
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

/** While a stretch is being learned: does what comes next with a variable without knowing its value, if that can be done. */
function leaveOpen(m: Machine, slot: number): boolean {
  return noteUpdate(m, slot) || compare(m) || ask(m, slot) || putOff(m, slot);
}

/** `x = x + y`, as a statement of its own: notes that x changes, without asking what it is. */
function noteUpdate(m: Machine, slot: number): boolean {
  const operand = updateEnd(m.program, m.pc) < 0 ? null : operandAt(m, m.pc + 1);
  return operand !== null && m.stack.length === 0 && update(m, slot, m.pc, m.pc + 2, operand);
}

/** Notes that a global changes by the statement that reads it at `from`, given the second operand of its native function. */
function update(m: Machine, slot: number, from: number, native: number, operand: number): boolean {
  if (m.cast.owner[slot] >= 0 || !m.output.isPlain) return false;
  const computation = m.recorder!.computations.update(slot, m.program.a[native], operand, m.idle.has(from));
  if (!m.recorder!.update(computation)) return false;
  m.inExpression = false;
  jump(m, updateEnd(m.program, from, native));
  return true;
}

/** What an instruction pushes that is a constant, or a temporary that refers to nothing; null for any other. */
function operandAt(m: Machine, pc: number): number | null {
  const { op, a } = m.program;
  if (op[pc] === Op.Literal) return m.values.literals[a[pc]];
  const value = op[pc] === Op.GetTemp ? getTemp(m.temps, a[pc]) : undefined;
  return value !== undefined && isOperand(value) ? value : null;
}

const isOperand = (value: number): boolean => (value & 7) !== Tag.Pointer && (value & 7) !== Tag.Special;

/** What the instruction before pushed, if that is a constant. */
function operandBefore(m: Machine): number | null {
  const { pc, program, stack } = m;
  const value = program.home[pc - 1] === program.home[pc] ? operandAt(m, pc - 1) : null;
  return value !== null && stack.at(-1) === value ? value : null;
}

/** What was worked out before; null where that is a variable that is yet to be read, or can't be compared. */
function operandOnTop({ stack }: Machine): number | null {
  return stack.length > 0 && isOperand(stack[stack.length - 1]) ? stack[stack.length - 1] : null;
}

/** Whether a native function has few answers for many values. */
const isCoarse = (native: number): boolean => comparing.has(native) || containing.has(native);

/** A comparison of what is computed from several variables: a question, too, that leaves open what they are. */
function compare(m: Machine): boolean {
  const { op, a, home } = m.program;
  const { pc } = m;
  const terms: number[] = [];
  const slots = new Set<number>();
  let [count, used, open] = [0, 0, 0];
  for (let at = pc; home[at] === home[pc]; at++) {
    if (op[at] !== Op.Native) {
      const slot = slotAt(m, at);
      const isOpen = slot >= 0 && !m.recorder!.isKnown(slot);
      const value = slot >= 0 ? m.slots[slot] : operandAt(m, at);
      if (!isOpen && (value === null || (value & 7) !== Tag.Int)) return false;
      terms.push(isOpen ? Term.Slot : Term.Value, isOpen ? slot : value!);
      if (slot >= 0) slots.add(slot);
      if (isOpen) open++;
      count++;
      continue;
    }
    const before = count === 1 && used === 0 ? operandBefore(m) : null;
    if (before !== null && (before & 7) === Tag.Int) {
      terms.unshift(Term.Value, before);
      [count, used] = [2, 1];
    }
    if (count < 2) return false;
    terms.push(Term.Native, a[at]);
    count--;
    if (comparing.has(a[at])) {
      const isRelation = count === 1 && slots.size > 1 && open > 0;
      return isRelation && answer(m, m.recorder!.compare(terms), at, used);
    }
    if (!computing.has(a[at])) return false;
  }
  return false;
}

/** The global that an instruction pushes, itself or by a reference to it; -1 where there is none. */
function slotAt(m: Machine, pc: number): number {
  const { op, a } = m.program;
  if (op[pc] === Op.GetGlobal) return a[pc];
  const value = op[pc] === Op.GetTemp ? getTemp(m.temps, a[pc]) : undefined;
  return value !== undefined && (value & 7) === Tag.Pointer ? m.values.pointerOf(value).global : -1;
}

/** A question: the variable is only compared with something that is known, or asked whether it is true. */
function ask(m: Machine, slot: number): boolean {
  const { op, a, home, choices } = m.program;
  const { computations } = m.recorder!;
  const { pc } = m;
  const asked = (question: number): number | null => m.recorder!.ask(question);
  if (home[pc + 2] !== home[pc]) return false;
  const isNative = (at: number, arity: number): boolean => op[at] === Op.Native && nativeArity(a[at]) === arity;
  const other = isNative(pc + 2, 2) ? operandAt(m, pc + 1) : null;
  if (other !== null) return answer(m, asked(computations.native(slot, a[pc + 2], other, true)), pc + 2, 0);
  if (isNative(pc + 1, 1)) return answer(m, asked(computations.native(slot, a[pc + 1], null, true)), pc + 1, 0);
  const before = isNative(pc + 1, 2) ? (isCoarse(a[pc + 1]) ? operandOnTop(m) : operandBefore(m)) : null;
  if (before !== null) return answer(m, asked(computations.native(slot, a[pc + 1], before, false)), pc + 1, 1);
  const then = op[pc + 1] === Op.EvalEnd ? op[pc + 2] : -1;
  if (then === Op.DivertIf || (then === Op.Choice && choices[a[pc + 2]].hasCondition))
    return answer(m, asked(computations.truth(slot)), pc, 0);
  return false;
}

/**
 * Reads a variable only once it is known what it is compared with, or what is added to it: then that can be a question or an update, too. Void takes its
 * place on the evaluation stack. Where it might be missing, which is warned of, it is read in its turn.
 */
function putOff(m: Machine, slot: number): boolean {
  const { program, pc } = m;
  const recorder = m.recorder!;
  if (m.mayLack || recorder.putOff !== null || recorder.isTouched(slot)) return false;
  const native = takenBy(program, pc);
  if (native < 0) return false;
  const n = program.a[native];
  const isUpdate = m.stack.length === 0 && updateEnd(program, pc, native) >= 0;
  if (!isUpdate && !isCoarse(n)) return false;
  recorder.putOff = { slot, from: pc, native, isUpdate };
  m.push(Void);
  return true;
}

/**
 * At the native function for which reading a variable was put off: false where the function is yet to be applied to what is on the stack. The variable
 * is read in its place if there is no other way.
 */
export function takeUp(m: Machine): boolean {
  const recorder = m.recorder!;
  const { slot, from, native, isUpdate } = recorder.putOff!;
  recorder.putOff = null;
  const operand = operandOnTop(m);
  if (operand !== null) {
    if (isUpdate && update(m, slot, from, native, operand)) {
      m.stack.length = 0;
      return true;
    }
    const question = isUpdate ? none : recorder.computations.native(slot, m.program.a[native], operand, true);
    if (answer(m, recorder.ask(question), native, 2)) return true;
  }
  m.stack[m.stack.length - 2] = readGlobal(m, slot);
  return false;
}

/** Pushes the answer to a question, if there is one, in place of `used` operands, and goes on after the instruction at `last`. */
function answer(m: Machine, result: number | null, last: number, used: number): boolean {
  if (result === null) return false;
  m.stack.length -= used;
  m.push(result);
  jump(m, last);
  return true;
}

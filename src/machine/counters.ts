import { Op } from '../program/opcodes.ts';
import { addressesOf, type Program } from '../program/program.ts';

const add = 0;
const firstComparison = 6;
const lastComparison = 11;

/**
 * Globals that only ever rise or are set to fixed numbers, each with a number that it is never compared beyond, as far as the text
 * tells: from there on its exact value is likely not to matter.
 */
export function counters(program: Program): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const never = new Set<number>();
  const { a, b } = program;
  const note = (slot: number, bound: number): void => void found.set(slot, Math.max(found.get(slot) ?? 1, bound));
  for (const pc of addressesOf(program, Op.Reference)) if (b[pc] >= 0) never.add(b[pc]);
  for (const pc of addressesOf(program, Op.SetGlobal)) {
    const bound = boundOfAssignment(program, pc);
    if (bound === null) never.add(a[pc]);
    else note(a[pc], bound);
  }
  for (const pc of addressesOf(program, Op.GetGlobal)) note(a[pc], boundOfReading(program, pc));
  for (const slot of never) found.delete(slot);
  return found;
}

const intAt = (program: Program, pc: number): number | null => {
  if (program.op[pc] !== Op.Literal) return null;
  const literal = program.literals[program.a[pc]];
  return literal.kind === 'int' ? literal.value : null;
};

/** One more than the number assigned, 1 for `x = x + n`; null for anything else. */
function boundOfAssignment(program: Program, pc: number): number | null {
  const { op, a } = program;
  const end = op[pc - 1] === Op.EvalEnd ? pc - 2 : pc - 1;
  const set = intAt(program, end);
  if (set !== null) return op[end - 1] === Op.EvalStart || program.b[pc] === 1 ? set + 1 : null;
  const by = intAt(program, end - 1);
  const rises = op[end] === Op.Native && a[end] === add && by !== null && by >= 0;
  return rises && op[end - 2] === Op.GetGlobal && a[end - 2] === a[pc] && op[end - 3] === Op.EvalStart ? 1 : null;
}

/** One more than the number that a variable is compared with just after it is read, or just before. */
function boundOfReading(program: Program, pc: number): number {
  const { op, a } = program;
  const isComparison = (at: number): boolean =>
    op[at] === Op.Native && a[at] >= firstComparison && a[at] <= lastComparison;
  if (isComparison(pc + 2)) return (intAt(program, pc + 1) ?? 0) + 1;
  return isComparison(pc + 1) ? (intAt(program, pc - 1) ?? 0) + 1 : 1;
}

import { nativeArity, Op } from './opcodes.ts';
import { addressesOf, type Program } from './program.ts';

/** A statement like `x = x + 2`: a global is given a new value computed from its own and a constant. */
export interface Update {
  readonly slot: number;
  /** The native function (see `nativeNames`) and its second operand, an index into `literals`. */
  readonly native: number;
  readonly literal: number;
  /** The address of the statement's last instruction. */
  readonly end: number;
}

/**
 * The last address of a statement like `x = x + y` in which x is read at `pc`, and y by what follows, up to the native function at `native`; -1 where there
 * is none such.
 */
export function updateEnd({ op, a, b, home }: Program, pc: number, native = pc + 2): number {
  const end = native + 2;
  if (op[pc - 1] !== Op.EvalStart || op[native] !== Op.Native || home[pc - 1] !== home[end]) return -1;
  if (nativeArity(a[native]) !== 2) return -1;
  const sets = op[pc] === Op.GetGlobal ? Op.SetGlobal : Op.SetTemp;
  const set = op[end] === sets ? end : end - 1;
  if (op[set] !== sets || op[set === end ? end - 1 : end] !== Op.EvalEnd) return -1;
  return a[set] === a[pc] && (sets === Op.SetTemp || b[set] !== 1) ? end : -1;
}

/** The updates of a program, by the addresses where they read the variable: the first instruction after the EvalStart. */
export function updatesOf(program: Program): ReadonlyMap<number, Update> {
  const { op, a } = program;
  const updates = new Map<number, Update>();
  for (const pc of addressesOf(program, Op.GetGlobal)) {
    const end = op[pc + 1] === Op.Literal ? updateEnd(program, pc) : -1;
    if (end >= 0) updates.set(pc, { slot: a[pc], native: a[pc + 2], literal: a[pc + 1], end });
  }
  return updates;
}

const harmless = new Set([0, 1, 3]); // + - *

/**
 * The updates that can be left undone while nobody needs the variable: of globals that are numbers all their life, by operations that can't fail. `watched` are
 * the slots of which every change must be seen.
 */
export function idleUpdates(program: Program, watched: ReadonlySet<number>): ReadonlySet<number> {
  const { op, a, b, literals, slots } = program;
  const updates = updatesOf(program);
  const isNumber = (literal: number): boolean => literals[literal].kind === 'int' || literals[literal].kind === 'float';
  const always = new Set([...slots.keys()].filter((slot) => slots[slot].kind === 'global' && !watched.has(slot)));
  const updated = new Set<number>();
  for (const { native, literal, end } of updates.values())
    if (harmless.has(native) && isNumber(literal)) for (const pc of [end - 1, end]) updated.add(pc);
  for (const pc of addressesOf(program, Op.Reference)) if (b[pc] >= 0) always.delete(b[pc]);
  for (const pc of addressesOf(program, Op.SetGlobal)) {
    if (updated.has(pc)) continue;
    const before = op[pc - 1] === Op.EvalEnd ? pc - 2 : pc - 1;
    if (op[before] !== Op.Literal || !isNumber(a[before])) always.delete(a[pc]);
  }
  return new Set([...updates].flatMap(([pc, { slot, end }]) => (always.has(slot) && updated.has(end) ? [pc] : [])));
}

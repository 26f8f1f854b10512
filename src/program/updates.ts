import { Op } from './opcodes.ts';
import type { Program } from './program.ts';

/** A statement like `x = x + 2`: a global is given a new value computed from its own and a constant. */
export interface Update {
  readonly slot: number;
  /** The native function (see `nativeNames`) and its second operand, an index into `literals`. */
  readonly native: number;
  readonly literal: number;
  /** The address of the statement's last instruction. */
  readonly end: number;
}

/** The updates of a program, by the addresses where they read the variable: the first instruction after the EvalStart. */
export function updatesOf(program: Program): ReadonlyMap<number, Update> {
  const { op, a, b, home } = program;
  const updates = new Map<number, Update>();
  for (let pc = 1; pc + 4 < op.length; pc++) {
    if (op[pc - 1] !== Op.EvalStart || op[pc] !== Op.GetGlobal || op[pc + 1] !== Op.Literal) continue;
    if (op[pc + 2] !== Op.Native || home[pc - 1] !== home[pc + 4]) continue;
    const set = op[pc + 3] === Op.SetGlobal ? pc + 3 : pc + 4;
    if (op[set] !== Op.SetGlobal || op[set === pc + 3 ? pc + 4 : pc + 3] !== Op.EvalEnd) continue;
    if (a[set] !== a[pc] || b[set] === 1) continue;
    updates.set(pc, { slot: a[pc], native: a[pc + 2], literal: a[pc + 1], end: pc + 4 });
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
  for (let pc = 0; pc < op.length; pc++) {
    if (op[pc] === Op.Reference && b[pc] >= 0) always.delete(b[pc]);
    if (op[pc] !== Op.SetGlobal || updated.has(pc)) continue;
    const before = op[pc - 1] === Op.EvalEnd ? pc - 2 : pc - 1;
    if (op[before] !== Op.Literal || !isNumber(a[before])) always.delete(a[pc]);
  }
  return new Set([...updates].flatMap(([pc, { slot, end }]) => (always.has(slot) && updated.has(end) ? [pc] : [])));
}

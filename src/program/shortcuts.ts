import { Op } from './opcodes.ts';
import { addressesOf, type Program } from './program.ts';

/**
 * For each StringStart whose string can only become the text of a choice and is made of plain text alone: the address of its StringEnd;
 * elsewhere -1. Who needs no prose may go from one to the other.
 */
export function plainChoiceTexts(program: Program): Int32Array {
  const ends = new Int32Array(program.op.length).fill(-1);
  for (const pc of addressesOf(program, Op.StringStart)) if (program.a[pc] === 1) ends[pc] = plainEnd(program, pc);
  return ends;
}

function plainEnd(program: Program, start: number): number {
  const { op, a, home, containers } = program;
  let pc = start + 1;
  if (op[pc] === Op.Divert && a[pc] >= 0) {
    // start text lies in a container of its own, shared with what is shown when the choice is taken, and comes back through `$r`
    const shared = containers[home[a[pc]]];
    const back = pc + 1;
    if (
      a[pc] !== shared.start ||
      counts(program, home[a[pc]]) ||
      !isPlain(program, shared.start, shared.start + shared.size - 1)
    )
      return -1;
    if (op[shared.start + shared.size - 1] !== Op.DivertAny || op[back] !== Op.Enter || counts(program, a[back]))
      return -1;
    if (containers[a[back]].size > 0) return -1;
    pc = back + 1;
  }
  while (isPlain(program, pc, pc + 1)) pc++;
  return op[pc] === Op.StringEnd && home[pc] === home[start] ? pc : -1;
}

function counts(program: Program, container: number): boolean {
  const { visits, age } = program.containers[container];
  return visits >= 0 || age >= 0;
}

function isPlain(program: Program, from: number, to: number): boolean {
  for (let pc = from; pc < to; pc++) if (program.op[pc] !== Op.Text && program.op[pc] !== Op.Glue) return false;
  return true;
}

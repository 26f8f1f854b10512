import { nativeArity, Op } from './opcodes.ts';
import type { Program } from './program.ts';

/**
 * The address of the native function that takes what the instruction at `pc` pushes as the first of its two operands, if the second is worked out in
 * between, one instruction after the other, by what changes nothing and leaves nothing to chance; else -1.
 */
export function takenBy({ op, a, home }: Program, pc: number): number {
  let depth = 0;
  let inString = false;
  let shows = false;
  for (let at = pc + 1; home[at] === home[pc]; at++) {
    switch (op[at]) {
      case Op.Text:
        if (!shows) depth++;
        continue;
      case Op.EvalStart:
        if (!shows) return -1;
        shows = false;
        continue;
      case Op.StringEnd:
        if (!shows) return -1;
        [inString, shows] = [false, false];
        depth++;
        continue;
    }
    if (shows) return -1;
    switch (op[at]) {
      case Op.Literal:
      case Op.GetGlobal:
      case Op.GetTemp:
      case Op.GetCount:
        depth++;
        continue;
      case Op.StringStart:
        if (inString || a[at] !== 0) return -1;
        [inString, shows] = [true, true];
        continue;
      case Op.EvalEnd:
        if (!inString) return -1;
        shows = true;
        continue;
      case Op.Output:
        if (!inString || depth === 0) return -1;
        depth--;
        continue;
      case Op.Native:
        if (depth === 1 && nativeArity(a[at]) === 2) return inString ? -1 : at;
        depth -= nativeArity(a[at]) - 1;
        if (depth < 1) return -1;
        continue;
    }
    return -1;
  }
  return -1;
}

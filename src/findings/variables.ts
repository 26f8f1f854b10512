import { Op } from '../program/opcodes.ts';
import { addressesOf, type Program } from '../program/program.ts';
import type { Context } from './context.ts';
import type { Finding } from './types.ts';

/** Globals that nothing reads, and globals that nothing changes: read off the text. */
export function findIdleVariables(context: Context): Finding[] {
  // with the promises about it, which may read what the story doesn't
  const { program } = context.model;
  const use = usesOf(program);
  const findings: Finding[] = [];
  for (let slot = 0; slot < program.globals; slot++) {
    const { name, place } = program.slots[slot];
    if (isDefinition(program, name) || context.model.entries.some((entry) => Object.hasOwn(entry.sets, name))) continue;
    const { read, changed } = use[slot];
    const common = {
      level: 'note' as const,
      evidence: 'text' as const,
      place,
      quote: '',
      playthrough: null,
    };
    if (!read) {
      const message = `The variable ${name} is never read${changed ? ': the story sets it, and nothing asks for it' : ''}.`;
      findings.push({ ...common, code: 'never-read', message, details: [] });
    } else if (!changed) {
      const value = context.model.machine.values.written([...(context.model.assigned.values[slot] ?? [])][0] ?? 0);
      const details = [
        'If it is meant as a fixed value, CONST says so. If a game sets it, name its values in redthread.json.',
      ];
      findings.push({
        ...common,
        code: 'never-changed',
        message: `The variable ${name} is never changed: it stays ${value}.`,
        details,
      });
    }
  }
  return findings;
}

/** Whether a name is that of a LIST: a variable too, but mostly used for its items alone. */
function isDefinition(program: Program, name: string): boolean {
  return program.lists.some((list) => list.name === name);
}

interface Use {
  read: boolean;
  changed: boolean;
}

function usesOf(program: Program): Use[] {
  const { a, b } = program;
  const use: Use[] = Array.from({ length: program.globals }, () => ({ read: false, changed: false }));
  for (const pc of addressesOf(program, Op.GetGlobal)) use[a[pc]].read ||= !isOwnUpdate(program, pc);
  for (const pc of addressesOf(program, Op.SetGlobal)) use[a[pc]].changed ||= b[pc] !== 1;
  for (const pc of addressesOf(program, Op.Reference))
    if (b[pc] >= 0) Object.assign(use[b[pc]], { read: true, changed: true });
  for (const { variable } of program.diverts)
    if (variable !== null && variable.global >= 0) use[variable.global].read = true;
  return use;
}

/** Whether a variable is read only to compute its own next value: `x = x + 1`, where the rest is constant. */
function isOwnUpdate(program: Program, pc: number): boolean {
  const { op, a, next } = program;
  let at = next[pc];
  while (at >= 0 && (op[at] === Op.Literal || op[at] === Op.Native || op[at] === Op.EvalEnd)) at = next[at];
  return at >= 0 && op[at] === Op.SetGlobal && a[at] === a[pc];
}

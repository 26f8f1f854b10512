import { mayDouble } from './doubling.ts';
import { nativeNames, Op } from './opcodes.ts';
import type { Program } from './program.ts';

/** No story adds up so many numbers below this that it comes to infinity. */
const large = 1e100;

/**
 * Whether numbers may grow beyond all bounds by what is executed: with infinity even a sum may have no result (infinity less infinity), and a
 * game then crashes. `given` are numbers that the host may bring. Only multiplying and the like comes that far, and
 * adding what may come from the same sum before (`mayDouble`).
 */
export function mayOverflow(
  program: Program,
  isExecuted: (address: number) => boolean,
  given: Iterable<unknown>,
): boolean {
  const { op, a, literals, home } = program;
  const isLarge = (value: unknown): boolean => typeof value === 'number' && !(Math.abs(value) <= large);
  if ([...given].some(isLarge) || literals.some((literal) => 'value' in literal && isLarge(literal.value))) return true;
  const multiplies = op.some((code, pc) => {
    if (code !== Op.Native || !isExecuted(pc)) return false;
    const name = nativeNames[a[pc]];
    if (name !== '/') return name === '*' || name === 'POW';
    const divisor = op[pc - 1] === Op.Literal && home[pc - 1] === home[pc] ? literals[a[pc - 1]] : null;
    return divisor?.kind !== 'int' || divisor.value < 1;
  });
  return multiplies || mayDouble(program, isExecuted);
}

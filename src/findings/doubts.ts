import { conditionAt } from '../program/expressions.ts';
import type { Context } from './context.ts';
import { neverEnds } from './locks.ts';
import type { Doubt } from './types.ts';
import { findUnreached } from './unreached.ts';
import { hasWarnedOfAll, openBits, openEnds } from './verdicts.ts';

/** Of an address: a condition was true there, or false. */
const held = 2;
const failed = 4;

/**
 * All that isn't known of a story that is told: every line, choice, knot and ending was reached or is proved to be out of reach, every warning was met or is proved never to come, and it
 * is proved that an ending can be reached from everywhere, or from nowhere, unless the story is stopped by something that is in doubt. What may be in doubt is only
 * whether conditions are ever true or false, and whether a computation ever goes wrong or a turn never ends. Null where more is open than that. `nobodyIsStuck` takes for granted that
 * an ending can be reached from everywhere.
 */
export function doubtsOf(context: Context, nobodyIsStuck = false): Doubt[] | null {
  const { proofs } = context;
  const suspicions = proofs?.suspicions() ?? null;
  if (proofs === null || suspicions === null) return null;
  const { warnings, overAt, faultsAt, overflows, mayHang, neverStuckOtherwise } = suspicions;
  const open = openBits(context);
  if (open.some((bits) => (bits & ~(held | failed)) !== 0)) return null;
  const ends = openEnds(proofs, overAt, context);
  if (!hasWarnedOfAll(proofs, warnings, context) || ends.some((address) => !faultsAt.has(address))) return null;
  if (findUnreached(context).some(({ evidence }) => evidence === 'unknown')) return null;
  if (!nobodyIsStuck && !neverStuckOtherwise && !neverEnds(context)) return null;
  const at = (kind: Doubt['kind'], address: number, text = ''): Doubt => ({
    kind,
    text,
    place: context.place(address),
  });
  const condition = (kind: Doubt['kind'], address: number): Doubt =>
    at(kind, address, conditionAt(context.program, address)?.text ?? '');
  const doubts = [...open.keys()].flatMap((address) => [
    ...((open[address] & held) === 0 ? [] : [condition('holds', address)]),
    ...((open[address] & failed) === 0 ? [] : [condition('fails', address)]),
  ]);
  doubts.push(...ends.sort((x, y) => x - y).map((address) => at('fault', address)));
  if (overflows) doubts.push({ kind: 'large', text: '', place: null });
  if (mayHang) doubts.push({ kind: 'endless', text: '', place: null });
  return withoutTwins(doubts);
}

/** Of several on one line that read alike, one. */
function withoutTwins(doubts: readonly Doubt[]): Doubt[] {
  const key = ({ kind, text, place }: Doubt): string => `${kind} ${place?.file}:${place?.line} ${text}`;
  return [...new Map(doubts.map((doubt) => [key(doubt), doubt])).values()];
}

import type { Program } from '../program/program.ts';
import { Match } from './match.ts';
import { piecesOf } from './pieces.ts';

/** The addresses of content, in the program as it is now, that is new or has other words than before; what only moved is the same. */
export function touchedSince(before: Program, now: Program): Set<number> {
  const [olds, news] = [piecesOf(before), piecesOf(now)];
  const match = new Match([before, now], olds, news);
  const isTouched = (j: number): boolean => match.before[j] < 0 || match.edit(match.before[j]) === 'edited';
  return new Set(news.flatMap(({ address }, j) => (isTouched(j) ? [address] : [])));
}

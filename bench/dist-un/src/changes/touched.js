import { Match } from './match.js';
import { piecesOf } from './pieces.js';
/** The addresses of content, in the program as it is now, that is new or has other words than before; what only moved is the same. */
export function touchedSince(before, now) {
    const [olds, news] = [piecesOf(before), piecesOf(now)];
    const match = new Match([before, now], olds, news);
    const isTouched = (j) => match.before[j] < 0 || match.edit(match.before[j]) === 'edited';
    return new Set(news.flatMap(({ address }, j) => (isTouched(j) ? [address] : [])));
}

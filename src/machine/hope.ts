import type { Moment } from './moments.ts';
import type { Possible, Way } from './possible.ts';

/** How a story is over in the middle of a turn, whatever is on offer. */
const stops: ReadonlySet<string> = new Set(['end', 'error', 'crash']);

/** Whether the story doesn't come to its end on a way, or to an ending. */
export const isNoFault = ({ waits, over }: Way): boolean =>
  !waits && (over === null || over === 'end' || over === 'done');

/** The same, where computations that go wrong are left out of account. */
export const isNoFaultOtherwise = (way: Way): boolean =>
  isNoFault(way) || (!way.waits && (way.over === 'error' || way.over === 'crash'));

/**
 * Whether an ending can be reached from everywhere, as far as an abstraction tells (must-moves beside may-moves: Larsen and Thomsen 1988). A choice
 * is good if the turn it begins ends, whatever happens in it, at an ending or with a good choice on offer. If
 * every turn that may happen ends so, nobody is ever stuck. False means that this couldn't be shown. Something else than an ending may be asked for: `isFine` tells of which ways
 * it is certain that they don't end a turn without it. `hangs` are the moments from which a turn may not come to its end.
 */
export function neverStuck(possible: Possible, isFine = isNoFault, hangs = mayHang(possible)): boolean {
  const moments = [...possible.moments.all];
  const good = new Set<number>();
  for (;;) {
    const bad = mayFail(possible, moments, good, hangs, isFine);
    let more = false;
    const spoilt = new Set([...bad].map((moment) => moment.offer));
    for (const { kind, offer } of moments) {
      if (kind !== 'choice' || spoilt.has(offer) || good.has(offer)) continue;
      good.add(offer);
      more = true;
    }
    if (!more) return moments.every(({ kind }, i) => (kind !== 'start' && kind !== 'choice') || !bad.has(moments[i]));
  }
}

/** Whether an ending can be reached from everywhere if no computation ever stops the story, and every turn comes to its end. */
export function neverStuckOtherwise(possible: Possible): boolean {
  return neverStuck(possible, isNoFaultOtherwise, new Set());
}

/** The moments from which a turn may come to its end without having offered a good choice or come to something fine. */
function mayFail(
  possible: Possible,
  moments: readonly Moment[],
  good: ReadonlySet<number>,
  hangs: ReadonlySet<Moment>,
  isFine: (way: Way) => boolean,
): Set<Moment> {
  const offersNone = ({ offered }: Way): boolean => !offered.some((offer) => good.has(offer));
  const having = (fails: (way: Way) => boolean): Moment[] =>
    moments.filter((moment) => possible.ways.get(moment)!.some((way) => !isFine(way) && fails(way)));
  // a story that is stopped in the middle of a turn takes back what it has offered
  const stopped = backward(
    possible,
    moments,
    [...hangs, ...having(({ over }) => over !== null && stops.has(over))],
    () => true,
  );
  return backward(possible, moments, [...stopped, ...having(offersNone)], offersNone);
}

/** The moments from which `seeds` may be reached in the same turn, over ways that count. */
function backward(
  possible: Possible,
  moments: readonly Moment[],
  seeds: readonly Moment[],
  counts: (way: Way) => boolean,
): Set<Moment> {
  const into = new Map<Moment, Moment[]>();
  for (const moment of moments)
    for (const way of possible.ways.get(moment)!)
      if (counts(way)) for (const to of way.to) into.set(to, [...(into.get(to) ?? []), moment]);
  const found = new Set(seeds);
  for (const moment of found) for (const before of into.get(moment) ?? []) found.add(before);
  return found;
}

/** The moments from which a turn may go round in a circle: what can't be peeled off from the ends (Kahn 1962). */
export function mayHang(possible: Possible): Set<Moment> {
  const moments = [...possible.moments.all];
  const left = new Map<Moment, number>();
  const into = new Map<Moment, Moment[]>();
  for (const moment of moments) {
    const to = new Set(possible.ways.get(moment)!.flatMap((way) => way.to));
    left.set(moment, to.size);
    for (const next of to) into.set(next, [...(into.get(next) ?? []), moment]);
  }
  const ends = moments.filter((moment) => left.get(moment) === 0);
  for (const moment of ends) {
    for (const before of into.get(moment) ?? []) {
      left.set(before, left.get(before)! - 1);
      if (left.get(before) === 0) ends.push(before);
    }
  }
  const peeled = new Set(ends);
  return new Set(moments.filter((moment) => !peeled.has(moment)));
}

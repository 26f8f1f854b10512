import { isNoFaultOtherwise } from './hope.ts';
import type { Moment } from './moments.ts';
import type { Possible } from './possible.ts';

/** A way on from a moment, and how much is still missing before it is known to lead to an ending. */
interface Open {
  readonly from: Moment;
  /** The moments it goes on to, in the same turn, that aren't known yet to lead there; infinitely many where that is no help. */
  missing: number;
  isGood: boolean;
}

/**
 * Whether an ending can be reached from everywhere, as `neverStuckOtherwise` tells, but with choices told apart by all that tells moments apart: then what a variable holds may be what
 * brings an ending nearer, one choice after the other. A way is good that ends the turn at an ending, or with a good choice certainly on offer, or goes on to
 * nothing but good moments; a moment is good if all its ways are: the least such (a reachability game, solved backwards from its goals). Computations that go wrong are left out of account, unless
 * `isFine` tells otherwise which ways end well.
 */
export function alwaysEnds(possible: Possible, isFine = isNoFaultOtherwise): boolean {
  const offered = certainlyOffered(possible);
  /** The ways that a moment's being good helps: of those that go on to it, all others have to be good, too. */
  const leading = new Map<Moment, Open[]>();
  const offering = new Map<Moment, Open[]>();
  const left = new Map<Moment, number>();
  const good = new Set<Moment>();
  const note = (map: Map<Moment, Open[]>, moment: Moment, way: Open): void => {
    if (!map.get(moment)?.push(way)) map.set(moment, [way]);
  };
  const close = (way: Open): void => {
    if (way.isGood) return;
    way.isGood = true;
    const more = left.get(way.from)! - 1;
    left.set(way.from, more);
    if (more === 0) good.add(way.from);
  };
  const ready: Open[] = [];
  for (const [moment, ways] of possible.ways) {
    left.set(moment, ways.length);
    for (const way of ways) {
      const to = new Set(way.to);
      const open = {
        from: moment,
        missing: isFine(way) ? to.size : Number.POSITIVE_INFINITY,
        isGood: false,
      };
      for (const next of to) note(leading, next, open);
      const certain = offered.get(moment);
      for (const choice of way.choices)
        if (way.offered.includes(choice.offer) || certain?.has(choice.offer) === true) note(offering, choice, open);
      if (open.missing === 0) ready.push(open);
    }
  }
  for (const way of ready) close(way);
  for (const moment of good) {
    for (const way of offering.get(moment) ?? []) close(way);
    for (const way of leading.get(moment) ?? []) if (--way.missing === 0) close(way);
  }
  return [...possible.moments.all].every(
    (moment) => (moment.kind !== 'start' && moment.kind !== 'choice') || good.has(moment),
  );
}

/** The choices that were offered in the same turn before a moment, whichever way one came there; none where that isn't told. */
function certainlyOffered({ moments, ways }: Possible): Map<Moment, ReadonlySet<number>> {
  const certain = new Map<Moment, ReadonlySet<number>>();
  const changed = new Set<Moment>();
  for (const moment of moments.all)
    if (moment.kind !== 'turn') {
      certain.set(moment, new Set());
      changed.add(moment);
    }
  for (const moment of changed) {
    changed.delete(moment);
    for (const { to, offered } of ways.get(moment)!) {
      for (const next of to) {
        if (next.kind !== 'turn') continue;
        const before = certain.get(next);
        const all = [...certain.get(moment)!, ...offered];
        const now = new Set(before === undefined ? all : all.filter((offer) => before.has(offer)));
        if (before?.size === now.size) continue;
        certain.set(next, now);
        changed.add(next);
      }
    }
  }
  return certain;
}

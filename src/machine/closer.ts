import type { Bits } from './bits.ts';
import type { Moment } from './moments.ts';
import type { Closer, Possible } from './possible.ts';

/** More slots than these at once aren't told apart. */
const mostTold = 12;
const mostSteps = 6;
/** More ways than these aren't followed, in one abstraction and in all of them. */
const runs = 30_000;
const allRuns = 100_000;

/** Makes an abstraction; null where it gives up. */
export type Maker = (closer: Omit<Closer, 'calls'>) => Bits<Possible | null>;

/**
 * Looks more closely at what an abstraction calls possible: moments are told apart by what a few variables hold, too. Which ones, the abstraction itself tells:
 * those that were read undecided just before what is asked about, then those that decide how these change, and so on (after the
 * refinement by counterexamples of Clarke, Grumberg, Jha, Lu and Veith 2000). `of` makes an abstraction; `asked` tells what is asked of each address.
 * Gives the abstractions in which something asked about never happens.
 */
export function* lookCloser(of: Maker, asked: Uint8Array): Bits<Possible[]> {
  let left = allRuns;
  const within: Maker = function* (closer) {
    if (left <= 0) return null;
    const possible = yield* of(closer);
    left -= possible?.runs ?? closer.runs;
    return possible;
  };
  const coarse = yield* within({ told: [], asked, runs: 2 * runs });
  if (coarse === null) return [];
  const groups = new Map<string, { readonly told: readonly number[]; readonly asked: Uint8Array }>();
  for (const [address, moments] of coarse.happens) {
    const told = [...undecidedBefore(coarse, moments)].sort((x, y) => x - y);
    if (told.length === 0 || told.length > mostTold) continue;
    const key = told.join();
    if (!groups.has(key)) groups.set(key, { told, asked: new Uint8Array(asked.length) });
    groups.get(key)!.asked[address] = asked[address];
  }
  const found: Possible[] = [];
  for (const group of groups.values()) {
    const possible = yield* excluding(within, group.told, group.asked);
    if (possible !== null) found.push(possible);
  }
  return found;
}

/** An abstraction in which none of what is asked about happens; null where none was found. */
function* excluding(of: Maker, first: readonly number[], asked: Uint8Array): Bits<Possible | null> {
  let told = first;
  for (let step = 0; step < mostSteps && told.length <= mostTold; step++) {
    const possible = yield* of({ told, asked, runs });
    if (possible === null) return null;
    if (possible.happens.size === 0) return possible;
    const more = new Set(told);
    for (const moments of [...possible.happens.values(), ...possible.changes.values()])
      for (const slot of undecidedBefore(possible, moments)) more.add(slot);
    if (more.size === told.length) return null;
    told = [...more];
  }
  return null;
}

/** The slots that were read without being known at these moments, and at the nearest ones before them. */
function undecidedBefore(possible: Possible, moments: Iterable<Moment>): Set<number> {
  const before = possible.before();
  const found = new Set<number>();
  const seen = new Set<Moment>();
  for (const moment of moments) {
    for (const slot of possible.undecidedAt(moment)) found.add(slot);
    for (const earlier of before.get(moment) ?? []) seen.add(earlier);
  }
  for (const moment of seen) {
    const slots = possible.undecidedAt(moment);
    for (const slot of slots) found.add(slot);
    if (slots.length === 0) for (const earlier of before.get(moment) ?? []) seen.add(earlier);
  }
  return found;
}

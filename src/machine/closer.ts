import type { Bits } from './bits.ts';
import { Guide } from './guide.ts';
import { mayHang } from './hope.ts';
import type { Moment } from './moments.ts';
import type { Closer, Possible } from './possible.ts';
import type { Question } from './question.ts';

/** More slots than these at once aren't told apart. */
const mostTold = 12;
const mostSteps = 6;
/** No more slots than these show the way to something. */
const mostGuiding = 64;
/** More ways than these aren't followed, in one abstraction and in all of them. */
const runs = 30_000;
const allRuns = 100_000;

/** What came of looking more closely. */
export interface LookedCloser {
  /** Abstractions in which something asked about never happens. */
  readonly excluding: readonly Possible[];
  /** What may happen, as far as they tell. */
  readonly leads: readonly Lead[];
}

/** Something that may happen (as bits of each address), the slots that decide it, and the closest look at it that was had. */
export interface Lead {
  readonly asked: Uint8Array;
  readonly told: readonly number[];
  readonly closest: Look | null;
}

/** Makes an abstraction; null where it gives up. */
export type Maker = (closer: Omit<Closer, 'calls'>) => Bits<Possible | null>;

/**
 * Looks more closely at what an abstraction calls possible: moments are told apart by what a few variables hold, too. Which ones, the abstraction itself tells:
 * those that were read undecided just before what is asked about, then those that decide how these change, and so on (after the
 * refinement by counterexamples of Clarke, Grumberg, Jha, Lu and Veith 2000). `of` makes an abstraction; `asked` tells what is asked of each address.
 */
export function* lookCloser(of: Maker, asked: Uint8Array): Bits<LookedCloser> {
  const within = sparing(of, allRuns);
  const coarse = yield* within({ told: [], asked, runs: 2 * runs });
  if (coarse === null) return { excluding: [], leads: [] };
  const groups = new Map<string, { readonly told: readonly number[]; readonly asked: Uint8Array }>();
  for (const [address, moments] of coarse.happens) {
    const told = [...undecidedBefore(coarse, moments)].sort((x, y) => x - y);
    const key = told.join();
    if (!groups.has(key)) groups.set(key, { told, asked: new Uint8Array(asked.length) });
    groups.get(key)!.asked[address] = asked[address];
  }
  const found: Possible[] = [];
  const leads: Lead[] = [];
  for (const group of groups.values()) {
    const closest =
      group.told.length === 0 ? { possible: coarse, told: [] } : yield* closestLook(within, group.told, group.asked);
    if (closest?.possible.happens.size === 0) found.push(closest.possible);
    else leads.push({ ...group, closest });
  }
  return { excluding: found, leads };
}

/** Looks more closely at whether endings can be reached; `ends` tells where they are, as bits of each address. Null where nothing is gained by that. */
export function* lookAtEnds(of: Maker, ends: Uint8Array): Bits<Look | null> {
  const coarse = yield* of({ told: [], asked: ends, runs: 2 * runs });
  if (coarse === null) return null;
  const told = undecidedBefore(
    coarse,
    [...coarse.happens.values()].flatMap((moments) => [...moments]),
  );
  return told.size === 0 || told.size > mostTold ? null : yield* closestLook(of, [...told], ends);
}

/**
 * Looks closer and closer at whether a question may have the answer that is looked for: with what it looks at itself, then with what decides that. Tells whether it is proved that
 * it never has.
 */
export function* neverAnswered(of: Maker, question: Question): Bits<boolean> {
  let told: readonly number[] = [];
  for (let step = 0; step < mostSteps && told.length <= mostTold; step++) {
    const possible = yield* of({ told, asked: new Uint8Array(), runs: step === 0 ? 2 * runs : runs, question });
    if (possible === null || possible.passesOver) return false;
    // in a turn that never ends nobody has asked
    if (possible.answered.size === 0) return mayHang(possible).size === 0;
    const more = new Set([...told, ...question.slots]);
    if (more.size === told.length)
      for (const moments of [possible.answered, ...possible.changes.values()])
        for (const slot of undecidedBefore(possible, moments)) more.add(slot);
    if (more.size === told.length) return false;
    told = [...more];
  }
  return false;
}

/** Makes abstractions until so many ways were followed in all. */
export function sparing(of: Maker, runs: number): Maker {
  let left = runs;
  return function* (closer) {
    if (left <= 0) return null;
    const possible = yield* of(closer);
    left -= possible?.runs ?? closer.runs;
    return possible;
  };
}

/** An abstraction, and the slots by which it tells moments apart. */
export interface Look {
  readonly possible: Possible;
  readonly told: readonly number[];
}

/** The closest look that can be had: an abstraction in which none of what is asked about happens, or the last one in which it does; null where there is none. */
function* closestLook(of: Maker, first: readonly number[], asked: Uint8Array): Bits<Look | null> {
  let told = first;
  let look: Look | null = null;
  for (let step = 0; step < mostSteps && told.length <= mostTold; step++) {
    const possible = yield* of({ told, asked, runs });
    if (possible === null) return look;
    look = { possible, told };
    if (possible.happens.size === 0) return look;
    const more = new Set(told);
    for (const moments of [...possible.happens.values(), ...possible.changes.values()])
      for (const slot of undecidedBefore(possible, moments)) more.add(slot);
    if (more.size === told.length) return look;
    told = [...more];
  }
  return look;
}

/** The ways to what may happen: by the closest look at it, and by looks at each of the slots that decide it by itself. */
export function* guidesTo(of: Maker, leads: readonly Lead[]): Bits<Guide[]> {
  const within = sparing(of, allRuns);
  const guides: Guide[] = [];
  for (const { asked, told, closest } of leads) {
    const looks = closest === null ? [] : [closest];
    for (const slot of told.length > 1 || closest === null ? told.slice(0, mostGuiding) : []) {
      const possible = yield* within({ told: [slot], asked, runs });
      if (possible !== null) looks.push({ possible, told: [slot] });
    }
    guides.push(new Guide(looks, asked));
  }
  return guides;
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

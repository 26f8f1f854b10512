import type { Bits } from './bits.ts';
import { Guide } from './guide.ts';
import { mayHang } from './hope.ts';
import { atEnds } from './hopeless.ts';
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
const nothing = new Uint8Array();

/** What came of looking more closely. */
export interface LookedCloser {
  /** Abstractions in which something asked about never happens. */
  readonly excluding: readonly Possible[];
  /** What may happen, as far as they tell. */
  readonly leads: readonly Lead[];
}

/** Something that may happen (as bits of each address, or at moments of a question), the slots that decide it, and the closest look at it that was had. */
export interface Lead {
  readonly asked: Uint8Array;
  readonly question?: Question;
  readonly goals?: Goals;
  readonly told: readonly number[];
  readonly closest: Look | null;
}

/** Picks the moments that are led to: those at which a question may have the answer that is looked for, unless told otherwise. */
export type Goals = (possible: Possible) => Iterable<Moment>;

/** Where to look for moments of a question. */
export function leadTo(question: Question, { told, looks }: Answered, goals: Goals): Lead {
  return { asked: nothing, question, goals, told, closest: looks.at(-1) ?? null };
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

/** More ways than these aren't followed in one look at whether an ending is always in reach, and no more slots tried that decide it. */
const assuringRuns = 1_500_000;
const mostAssuring = 2;

/**
 * An abstraction exact enough to show what is to be proved of endings; null where there is none. Moments are told apart by one of the slots that decide, just before them, whether the
 * story ends, by temporaries, and by the outcomes of draws. `first` is an abstraction that tells which slots these are.
 */
export function* assure(of: Maker, first: Possible, proves: (possible: Possible) => boolean): Bits<Possible | null> {
  const within = sparing(of, mostAssuring * assuringRuns);
  for (const slot of [...undecidedBefore(first, atEnds(first))].slice(0, mostAssuring)) {
    const possible = yield* within({ told: [slot], asked: nothing, runs: assuringRuns, exact: true });
    if (possible !== null && proves(possible)) return possible;
  }
  return null;
}

/** What abstractions tell of a question. */
export interface Answered {
  /** Whether one of them proves what was to be proved. */
  readonly isProved: boolean;
  /** The abstractions, each closer than the one before. */
  readonly looks: readonly Look[];
  /** The slots that decide it, as far as they tell: by these the next one is to tell moments apart. */
  readonly told: readonly number[];
  /** Whether nothing is gained by another one. */
  readonly isOver: boolean;
}

/** Nothing is known yet. */
export const unanswered: Answered = { isProved: false, looks: [], told: [], isOver: false };

/** Whether what a question looks for never comes about: in a turn that never ends nobody has asked. */
export function neverComes(possible: Possible): boolean {
  return possible.answered.size === 0 && mayHang(possible).size === 0;
}

/**
 * Looks closer at where what a question looks for may come about: with what it looks at itself, then with what decides that, until there are so many abstractions. It goes on from
 * what was known before.
 */
export function* answer(
  of: Maker,
  question: Question,
  proves: (possible: Possible) => boolean,
  before: Answered,
  most: number,
): Bits<Answered> {
  const looks = [...before.looks];
  let { told } = before;
  const nothingMore = (isProved: boolean): Answered => ({ isProved, looks, told, isOver: true });
  if (before.isOver) return before;
  while (looks.length < most) {
    if (told.length > mostTold) return nothingMore(false);
    const possible = yield* of({ told, asked: nothing, runs: told.length === 0 ? 2 * runs : runs, question });
    if (possible === null || possible.passesOver) return nothingMore(false);
    looks.push({ possible, told });
    if (proves(possible)) return nothingMore(true);
    if (possible.answered.size === 0) return nothingMore(false);
    const more = new Set([...told, ...question.slots]);
    if (more.size === told.length)
      for (const moments of [possible.answered, ...possible.changes.values()])
        for (const slot of undecidedBefore(possible, moments)) more.add(slot);
    if (more.size === told.length) return nothingMore(false);
    told = [...more];
  }
  return { isProved: false, looks, told, isOver: false };
}

/** So many abstractions are made for a question at most; the first of them take little. */
export const manyLooks = mostSteps;
export const fewLooks = 2;

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

/**
 * The ways to what may happen: by the closest look at it, and by looks at each of the slots that decide it by itself (beside those that a question looks at, as without these it might
 * have any answer).
 */
export function* guidesTo(of: Maker, leads: readonly Lead[]): Bits<Guide[]> {
  const within = sparing(of, allRuns);
  const guides: Guide[] = [];
  for (const { asked, question, goals, told, closest } of leads) {
    const looks = closest === null ? [] : [closest];
    const always = question?.slots ?? [];
    const slots = told.filter((slot) => !always.includes(slot)).slice(0, mostGuiding);
    for (const slot of told.length > 1 || closest === null ? slots : []) {
      const look = { told: [...always, slot] };
      const possible = yield* within({ ...look, asked, runs, question });
      if (possible !== null) looks.push({ ...look, possible });
    }
    guides.push(new Guide(looks, asked, goals));
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

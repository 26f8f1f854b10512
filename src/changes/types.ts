import type { Ending, Exploration, Finding, Limit, PromiseKept, Step, StoryFacts } from '../findings/types.ts';
import type { Measure, Outcome, Reader } from '../measures/figures.ts';
import type { Place } from '../text/place.ts';

/** One of the two versions. */
export interface VersionFacts {
  readonly story: StoryFacts;
  /** Whether everything about it is known: it was explored to its end, or nothing was left to be found. */
  readonly whole: boolean;
  readonly limit: Limit | null;
  /** What everything that is certain of it rests on besides the story, each to follow the word "assuming". */
  readonly assuming: readonly string[];
  readonly states: number;
  readonly playthroughs: Exploration['playthroughs'];
  /** Choices on the shortest way to an ending; null where there is none, or it is not known. */
  readonly shortest: number | null;
  /** Choices in the longest playthrough; null where that is not known. */
  readonly longest: Exploration['longest'];
}

/** What a playthrough of one version comes to in the other, where the same choices are made as far as they are there. */
export interface Meeting {
  /** How many of the playthrough's choices could be made. */
  readonly made: number;
  /**
   * What it comes to: the story is over as it should be (`ended`) or by a fault (`stopped`); it waits for a choice (`choice`) or for chance
   * (`chance`); the next choice is not on offer (`parted`); or it was not explored so far (`unexplored`).
   */
  readonly end: 'ended' | 'stopped' | 'choice' | 'chance' | 'parted' | 'unexplored';
  /** The passage it is in, or ends in. */
  readonly passage: string;
  /** The last words shown. */
  readonly words: string;
  /** The choices on offer there. */
  readonly offered: readonly string[];
  /** For `parted`: the choice that is not on offer. */
  readonly missing: string | null;
  /** How it goes in this version, to be replayed there. */
  readonly playthrough: readonly Step[];
  /** The nearest ending from there, where one was found. */
  readonly onward: { readonly passage: string; readonly steps: readonly Step[] } | null;
}

/**
 * What became of an ending. Where it is not `certain`, the other version was not explored to its end, and may have it, too; or there may be
 * shorter ways to it.
 */
export interface EndingChange {
  readonly change: 'gained' | 'lost' | 'nearer' | 'farther' | 'same';
  readonly certain: boolean;
  /** Null where it is gained. */
  readonly before: Ending | null;
  /** Null where it is lost. */
  readonly now: Ending | null;
  /** For a lost one: what its playthrough comes to now. */
  readonly meets: Meeting | null;
}

/** What became of a finding. Where it is not `certain`, the other version was not explored to its end, and may have it, too. */
export interface FindingChange {
  readonly change: 'fixed' | 'introduced' | 'kept';
  readonly certain: boolean;
  /** Null where it is introduced, or was part of another: what is never read is told in stretches. */
  readonly before: Finding | null;
  /** Null where it is fixed, or is part of another. */
  readonly now: Finding | null;
  /** What `play --replay` calls it in the version that has it (now, if both have): `finding:2`, `standoff:1`; null where nothing shows it. */
  readonly jump: string | null;
  /** What the playthrough that shows it comes to in the other version; null where none shows it. */
  readonly meets: Meeting | null;
}

/** What is known of a piece of content: shown or offered in some playthrough, proved to be in none, or neither. */
export type Reach = 'reached' | 'unreachable' | 'unknown';

/** Lines and choices one after the other for which the same has changed. */
export interface ContentChange {
  /** Null: it was not there. */
  readonly before: Reach | null;
  /** Null: it is gone. */
  readonly now: Reach | null;
  readonly lines: number;
  readonly choices: number;
  /** Where it stands; if it is gone, where it stood. */
  readonly passage: string;
  readonly place: Place | null;
  /** Its first words. */
  readonly quote: string;
  /** The shortest playthrough that shows it, in the version in which it can be reached; null where none is known. */
  readonly playthrough: readonly Step[] | null;
  /** Whether there may be a shorter playthrough. */
  readonly searched: boolean;
  /** For content that is there and not reached any more: what that playthrough comes to now. */
  readonly meets: Meeting | null;
}

/** How many lines or choices were edited in which way. One that was edited and moved counts as edited. */
export interface Edits {
  readonly added: number;
  readonly removed: number;
  readonly edited: number;
  readonly moved: number;
}

/** What became of a promise; null where a version does not make it. */
export interface PromiseChange {
  readonly text: string;
  readonly before: PromiseKept | null;
  readonly now: PromiseKept | null;
  /** For one that is newly broken: what the playthrough that breaks it came to before; for one that is no longer: what it comes to now. */
  readonly meets: Meeting | null;
}

/** A number before and now. */
export interface MeasureChange {
  readonly before: Measure;
  readonly now: Measure;
  /** Whether they surely differ. */
  readonly moved: boolean;
}

/** What moved in odds and lengths. */
export interface OddsChange {
  readonly readers: { readonly before: Reader; readonly now: Reader };
  /** Whether both versions were explored to their ends: only then are the numbers more than bounds. */
  readonly exhaustive: boolean;
  /** Words and choices of a playthrough, on average. */
  readonly words: MeasureChange;
  readonly choices: MeasureChange;
  /** Of the story's words, how many one reading shows on average, from 0 to 1. */
  readonly share: MeasureChange;
  /** The ways in which a playthrough can go, those of now first; null where it can't go that way. */
  readonly outcomes: readonly {
    readonly before: Outcome | null;
    readonly now: Outcome | null;
    readonly moved: boolean;
  }[];
}

/** Everything that `diff` knows about two versions of a story. */
export interface Changes {
  readonly before: VersionFacts;
  readonly now: VersionFacts;
  /** Whether anything is worse than it was, as docs/diff.md says. */
  readonly worse: boolean;
  /** Whether nothing at all has changed that is looked at. */
  readonly same: boolean;
  /** All endings of both, in the order of their numbers now, the lost ones last. */
  readonly endings: readonly EndingChange[];
  /** All findings of both; what was introduced first, then what was fixed. */
  readonly findings: readonly FindingChange[];
  /** In the order of the story as it is now, and then what is gone. */
  readonly content: readonly ContentChange[];
  readonly lines: Edits;
  readonly choices: Edits;
  /** Knots and stitches with another name than before; a stitch that merely went with its knot isn't one. */
  readonly renamed: readonly { readonly before: string; readonly now: string }[];
  /** In the order in which they are written now, those that are not made any more last. */
  readonly promises: readonly PromiseChange[];
  /** Null where nobody asked. */
  readonly odds: OddsChange | null;
}

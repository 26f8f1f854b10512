import type { Limit } from '../findings/types.ts';
import type { Place } from '../text/place.ts';

/**
 * What becomes of a text: it is shown; it is only ever shown as a part of lines that begin elsewhere (`part`); it is proved that nobody can
 * come to it (`never`); or neither is known.
 */
export type Standing = 'shown' | 'part' | 'never' | 'unknown';

/** A number of playthroughs, in decimal digits; `infinite` where there is no end of them; null where it isn't known. */
export type Playthroughs = string | null;

/** One of the ways in which a text can read. */
export interface Wording {
  /** That of the text where it reads as it stands there; else with a hash of the words behind it. */
  readonly id: string;
  readonly text: string;
  readonly speaker: string | null;
  readonly tags: readonly string[];
  /** In how many complete playthroughs it is seen. */
  readonly readings: Playthroughs;
}

/** A line or the text of a choice, as it stands in the story. */
export interface StoryText {
  /** Stays the same as long as the text itself does, and the name of the knot or stitch that it stands in. */
  readonly id: string;
  readonly kind: 'line' | 'choice';
  /** `knot` or `knot.stitch`; empty for the top of the story. */
  readonly passage: string;
  readonly place: Place | null;
  /** Its line of the story, as its writer wrote it; null for a compiled story. */
  readonly written: string | null;
  /** Its fixed words; where there are several pieces of them, with `…` in between. Empty where it is nothing but printed values. */
  readonly words: string;
  /** All that it can read as, in the order in which an exploration comes to it. */
  readonly wordings: readonly Wording[];
  /** Whether these are all, or just those that were found. */
  readonly complete: boolean;
  /** Who says it, where all its wordings agree. */
  readonly speaker: string | null;
  readonly tags: readonly string[];
  readonly standing: Standing;
  /** In how many complete playthroughs any of it is seen. */
  readonly readings: Playthroughs;
}

export interface StringList {
  readonly file: string;
  /** Whether nothing happens from the top: a game is meant to jump to knots, and nobody said to which. */
  readonly silent: boolean;
  /** In the order in which they stand in the story. */
  readonly strings: readonly StoryText[];
  /** How many complete playthroughs there are in all. */
  readonly readings: Playthroughs;
  /** Why not everything was explored; null where it was. */
  readonly limit: Limit | null;
  /** What was assumed, in sentences. */
  readonly assumptions: readonly string[];
}

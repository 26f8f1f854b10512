import type { Limit, Step } from '../findings/types.ts';
import type { Place } from '../text/place.ts';

/** A line in a reading, or the text of a choice. */
export interface Words {
  readonly text: string;
  readonly tags: readonly string[];
  /** Whether no reading before had it. */
  readonly isNew: boolean;
}

/** A choice on offer in a reading. */
export interface Offer extends Words {
  readonly taken: boolean;
  /** Whether it is taken, and no reading before took it. */
  readonly isNewlyTaken: boolean;
}

/** A step of a reading, and what is read after it until the next one. The first moment of a reading begins without a step, or with an entry. */
export interface Moment {
  readonly step: Step | null;
  readonly lines: readonly Words[];
  readonly offers: readonly Offer[];
}

/**
 * Where a reading stops: at an ending; where the story stops otherwise, and nobody meant it to end (`stopped`); or where it would go on,
 * but nothing new comes any more, or nobody looked further (`open`).
 */
export interface ReadingEnd {
  readonly kind: 'ending' | 'stopped' | 'open';
  /** `knot` or `knot.stitch`; empty for the top of the story. */
  readonly passage: string;
  readonly place: Place | null;
}

/** A playthrough as it is read. */
export interface Reading {
  readonly steps: readonly Step[];
  readonly moments: readonly Moment[];
  readonly end: ReadingEnd;
  readonly choices: number;
  readonly words: number;
  /** What no reading before had: lines, choices on offer, and choices that are taken. */
  readonly newLines: number;
  readonly newOffers: number;
  readonly newTaken: number;
}

/** Readings that together show everything that is wanted of a story. */
export interface ReadingList {
  readonly file: string;
  /** Whether nothing happens from the top: a game is meant to jump to knots, and nobody said to which. */
  readonly silent: boolean;
  readonly readings: readonly Reading[];
  /** It is proved that fewer than this can't do it, of all that was explored. */
  readonly least: number;
  /** What is shown: pieces of prose, choices on offer, and choices that are taken. */
  readonly shown: { readonly lines: number; readonly offered: number; readonly taken: number };
  /** What is wanted and in no reading, for nothing that was explored comes to it: pieces of prose, and choices. */
  readonly missing: { readonly lines: number; readonly choices: number };
  /** The older version that it is compared with, where only what has changed since is wanted; else null. */
  readonly changedSince: string | null;
  /** Why not everything was explored; null where it was. */
  readonly limit: Limit | null;
  /** What was assumed, in sentences. */
  readonly assumptions: readonly string[];
}

import type { Limit, StoryFacts } from '../findings/types.ts';
import type { Place } from '../text/place.ts';

/** How readers choose: evenly; always the first; evenly among what they have not chosen before, if there is such a choice. */
export type Preference = 'evenly' | 'first' | 'unseen';

/** Who reads. */
export interface Reader {
  readonly prefers: Preference;
  /** By how much a choice with a tag is likelier than one without, by the tag. */
  readonly weights: Readonly<Record<string, number>>;
}

/** A number that was worked out, and how surely. */
export interface Measure {
  /** Null where it is only known to lie between `least` and `most`, further apart than rounding makes them. */
  readonly value: number | 'infinite' | null;
  /** It is no less than this. */
  readonly least: number | 'infinite';
  /** And no more than this. */
  readonly most: number | 'infinite';
  /** `3/8`, where it was worked out without rounding. */
  readonly exact: string | null;
}

/** How long playthroughs are, in words or choices. */
export interface Spread {
  readonly least: Measure;
  readonly mean: Measure;
  readonly most: Measure;
  /** The standard deviation. */
  readonly deviation: Measure;
}

/** One way in which a playthrough can go. */
export interface Outcome {
  /**
   * It comes to an ending, or stops at a fault; nobody has a move they are willing to make; it goes on for ever and never again comes to
   * where it could end; or it leaves what was explored.
   */
  readonly kind: 'ending' | 'stop' | 'standoff' | 'endless' | 'unexplored';
  /** `END` or `DONE`, or the code of the finding, as in docs/findings.md; null for the rest. */
  readonly how: string | null;
  /** Where: `knot` or `knot.stitch`, empty for the top of the story. */
  readonly passage: string;
  readonly place: Place | null;
  /** The last words a reader sees on the shortest way there, empty where nobody asked. */
  readonly quote: string;
  readonly odds: Measure;
  /** Of the playthroughs that come to it; null for those that go on for ever or leave what was explored. */
  readonly words: Spread | null;
  readonly choices: Spread | null;
}

/** A knot or stitch, a line, or a choice, and how likely a reader is to see it. */
export interface Seen {
  readonly kind: 'knot' | 'stitch' | 'choice' | 'line';
  /** The knot's name, or what the line or the choice says. */
  readonly text: string;
  readonly place: Place | null;
  readonly odds: Measure;
  /** For a choice: how likely it is to be chosen at least once. */
  readonly chosen: Measure | null;
}

/** How much of the story one reading sees on average, from 0 to 1. */
export interface Share {
  /** Of the words in its prose; of its lines; of its choices (seeing them on offer). */
  readonly words: Measure;
  readonly lines: Measure;
  readonly choices: Measure;
}

/** What a writer counts. */
export interface Stats {
  readonly story: StoryFacts;
  readonly reader: Reader;
  /** Who else chooses, as they will. */
  readonly cast: readonly string[];
  /** Whether no reading leaves what was explored: only then are the numbers more than bounds. */
  readonly exhaustive: boolean;
  readonly states: number;
  readonly transitions: number;
  readonly limit: Limit | null;
  readonly assumptions: readonly string[];
  /** Of all playthroughs. */
  readonly words: Spread;
  readonly choices: Spread;
  readonly share: Share;
  /** The endings by their numbers in the check, then everything else. */
  readonly outcomes: readonly Outcome[];
  readonly knots: readonly Seen[];
  /** In the order in which they stand in the story. */
  readonly lines: readonly Seen[];
  readonly offered: readonly Seen[];
}

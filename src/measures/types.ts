import type { Ending, Limit, Step } from '../findings/types.ts';
import type { Place } from '../text/place.ts';

/** Something that is done in a story: a choice is taken, or chance decides. */
export interface Deed {
  /** The choice's text, or what chance decided, in words. */
  readonly what: string;
  readonly chance: boolean;
  readonly place: Place | null;
}

/** A deed after which something is out of reach for good. */
export interface NoReturn extends Deed {
  /** After how many choices that may be, itself included: at the earliest, and at the latest. */
  readonly earliest: number;
  /** Null where not everything was explored. */
  readonly latest: number | 'infinite' | null;
  /** Whether it is so each time, or only in some situations. Null where not everything was explored. */
  readonly always: boolean | null;
  /** The playthrough in which it is done earliest, itself included. */
  readonly playthrough: readonly Step[];
}

/** An ending, and where it is lost. */
export interface Closing {
  readonly ending: Ending;
  /** The earliest first. */
  readonly points: readonly NoReturn[];
}

/** A deed after which no ending can be reached any more. */
export interface Loss extends NoReturn {
  /** How many choices a reader may still make after it, at least and at most. */
  readonly least: number;
  readonly most: number | 'infinite';
}

/**
 * How cruel a story is, on Andrew Plotkin's scale, as far as that can be computed: `merciful`, nobody is ever lost; `polite`, whoever is
 * lost sees it at once; `worse`, a reader can go on without knowing. `hopeless` is not on it: all is lost from the start.
 */
export type Grade = 'merciful' | 'polite' | 'worse' | 'hopeless';

/** What every complete reading passes, in the order in which one comes to it. */
export interface Passed {
  readonly kind: 'passage' | 'choice' | 'line';
  readonly text: string;
  readonly place: Place | null;
}

/** Choices that are offered together, between which it makes no difference later which is taken. */
export interface Indifferent {
  readonly choices: readonly Deed[];
  /** `nothing`: not a word is different afterwards; `words`: some words, but never what can be chosen or how it ends. */
  readonly changes: 'nothing' | 'words';
  /** In how many situations they are offered. */
  readonly situations: number;
}

export interface Stakes {
  readonly file: string;
  /** Why not everything was explored; null where it was. */
  readonly limit: Limit | null;
  /** What was assumed, in sentences. */
  readonly assumptions: readonly string[];
  /** The passages whose endings count as good; empty where all do. */
  readonly good: readonly string[];
  /** Null where it isn't known. */
  readonly grade: Grade | null;
  /** The worst first. */
  readonly losses: readonly Loss[];
  readonly closings: readonly Closing[];
  /** Null where not everything was explored. */
  readonly passed: readonly Passed[] | null;
  readonly indifferent: readonly Indifferent[] | null;
}

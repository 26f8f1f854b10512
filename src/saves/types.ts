import type { Limit, Step } from '../findings/types.ts';
import type { Level } from '../text/diagnostic.ts';
import type { Place } from '../text/place.ts';

/** Something that a new version does to saves of an old one. */
export interface SaveFinding {
  /** Stable kebab-case name; docs/saves.md lists all of them. */
  readonly code: string;
  readonly level: Level;
  /** One sentence in a writer's words. */
  readonly message: string;
  /** The knot or stitch of the old version that it belongs to; empty for the top, and for what belongs to none. */
  readonly passage: string;
  /** Where it is in the old version, and where in the new one. */
  readonly before: Place | null;
  readonly after: Place | null;
  readonly details: readonly string[];
  readonly advice: string;
  /** How many kinds of saves it concerns. */
  readonly saves: number;
  /** The shortest playthrough of the old version to such a save; null for a save that was given. */
  readonly playthrough: readonly Step[] | null;
  /** The save itself, as inkjs writes it; null where it can't be written. */
  readonly save: string | null;
  /** What the new version then does. */
  readonly then: Sequel;
}

/** What the new version does with a save, by ink's own engine. */
export interface Sequel {
  /** Why it can't be loaded, in the engine's words; null where it can. */
  readonly fault: string | null;
  /** The choices that it offers when the save is loaded. */
  readonly offers: readonly string[];
  /** What is then done. */
  readonly steps: readonly Step[];
  /** What it shows after the last of them. */
  readonly lines: readonly string[];
  /** The choices on offer after that. */
  readonly choices: readonly string[];
  /** How the story is over then; null where it goes on. */
  readonly stop: string | null;
}

/** Sample saves that were loaded by ink's own engine, and compared choice by choice. */
export interface Confirmation {
  readonly saves: number;
  readonly choices: number;
  /** The first thing in which the engine does otherwise, null where there is none. */
  readonly difference: string | null;
}

/** What becomes of the saves of an old version in a new one. */
export interface SavesReport {
  /** Kinds of saves that the old version can write: states in which it waits for a choice. */
  readonly saves: number;
  /** Those of them that nothing happens to. */
  readonly clean: number;
  /** Those that something happens to (notes don't count). */
  readonly broken: number;
  /** Those, among the broken and others, that can't be followed further than to what the findings say. */
  readonly unfollowed: number;
  readonly findings: readonly SaveFinding[];
  /** Why not all saves of the old version were found, or not all that they lead to in the new one; null where all were. */
  readonly stoppedBefore: Limit | null;
  readonly stoppedAfter: Limit | null;
  readonly confirmed: Confirmation;
  /** For a save that was given: what each of its choices leads to. */
  readonly given: readonly Sequel[] | null;
  readonly seconds: number;
}

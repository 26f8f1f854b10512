import type { Place } from './place.ts';

export type Level = 'error' | 'warning' | 'note';

/** Something to tell a writer about their files, before any exploration: what is wrong, where, and what to do about it. */
export interface Diagnostic {
  /** A stable kebab-case name, such as `include-not-found`. */
  readonly code: string;
  readonly level: Level;
  /** One sentence in a writer's words. */
  readonly message: string;
  readonly place: Place | null;
  /** What to do about it, when that can be told. */
  readonly advice?: string;
}

import type { Place } from '../text/place.ts';

/** Something that Redthread itself knows about a moment, asked for like a function: see docs/promises.md. */
export type Fact =
  | { readonly kind: 'ended' }
  | { readonly kind: 'at' | 'ended_at'; readonly target: string; readonly place: Place }
  | { readonly kind: 'said' | 'tagged' | 'offered'; readonly words: string }
  | { readonly kind: 'by'; readonly name: string; readonly place: Place };

/** An expression in the story's own language, with what Redthread answers in it. */
export interface Clause {
  readonly text: string;
  readonly place: Place;
  /** The stretches `from` … `to - 1` of the text that stand for facts, in the order in which they stand. */
  readonly facts: readonly { readonly from: number; readonly to: number; readonly fact: Fact }[];
}

/** What is promised, within its scope. */
export type Pattern =
  | { readonly kind: 'always' | 'never' | 'sometimes' | 'eventually' | 'possible' | 'ending'; readonly what: Clause }
  /** Whenever `cause`, then `what`, at that moment or later. */
  | { readonly kind: 'leads'; readonly cause: Clause; readonly what: Clause }
  /** No `what` before the first `cause`. */
  | { readonly kind: 'after'; readonly cause: Clause; readonly what: Clause }
  /** With `each`, every moment counts; otherwise moments in a row at which it holds count once. */
  | { readonly kind: 'atMost'; readonly what: Clause; readonly times: number; readonly each: boolean }
  | { readonly kind: 'force'; readonly names: readonly Name[]; readonly can: boolean; readonly what: Clause };

export interface Name {
  readonly name: string;
  readonly place: Place;
}

/** For which part of each playthrough it is promised (Dwyer, Avrunin, Corbett 1999). */
export type Scope =
  | { readonly kind: 'global' }
  | { readonly kind: 'after' | 'before'; readonly of: Clause }
  | { readonly kind: 'between'; readonly of: Clause; readonly end: Clause };

/** What an author promises about every playthrough. */
export interface Promised {
  /** In the author's words. */
  readonly text: string;
  readonly place: Place;
  readonly scope: Scope;
  readonly pattern: Pattern;
}

/** A promise as it was found: not yet taken apart. */
export interface Line {
  readonly text: string;
  readonly place: Place;
}

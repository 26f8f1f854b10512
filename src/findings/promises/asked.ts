import type { Wanted } from '../../machine/hearing.ts';
import type { Program } from '../../program/program.ts';
import type { Promised } from '../../promises/types.ts';

/** What Redthread answers by itself in a clause, anew for each moment. */
export type Given =
  | { readonly kind: 'ended' }
  /** That the story waits, or has ended, within a container. */
  | { readonly kind: 'at' | 'ended_at'; readonly container: number }
  /** That wanted words were shown, by their index. */
  | { readonly kind: 'heard'; readonly index: number }
  /** That somebody made the last choice, by their index in the cast. */
  | { readonly kind: 'by'; readonly who: number };

/** A clause as a function of the program. */
export interface AskedClause {
  readonly container: number;
  /** The values of its parameters. */
  readonly given: readonly Given[];
  /** The slots that it is likely to look at. */
  readonly slots: readonly number[];
}

export interface AskedPromise {
  readonly promised: Promised;
  readonly what: AskedClause;
  readonly cause: AskedClause | null;
  readonly scope: AskedClause | null;
  readonly scopeEnd: AskedClause | null;
  /** Who is to force it, by their indices in the cast; empty where it isn't about that. */
  readonly coalition: readonly number[];
}

/** All promises about a story, ready to be asked. */
export interface AskedPromises {
  /** The story with the clauses as functions after it. */
  readonly program: Program;
  readonly promises: readonly AskedPromise[];
  readonly wanted: readonly Wanted[];
  /** Whether some promise asks who made the last choice. */
  readonly asksBy: boolean;
}

/** The slots that every state must keep. */
export function slotsAsked({ promises }: AskedPromises): number[] {
  const slots = promises.flatMap((promise) => clausesOf(promise).flatMap((clause) => clause.slots));
  return [...new Set(slots)].sort((a, b) => a - b);
}

export function clausesOf({ what, cause, scope, scopeEnd }: AskedPromise): AskedClause[] {
  return [what, cause, scope, scopeEnd].filter((clause) => clause !== null);
}

/**
 * Integers from `least` on, up to `greatest` if there is one, are kept only by their remainder modulo `period`; all others, and what is no integer,
 * as they are.
 */
export interface Grain {
  readonly least: number;
  readonly period: number;
  readonly greatest?: number;
}

/** One value of the story that a state may keep; unless `grain` is null, never more finely than that. */
export interface SlotName {
  readonly kind: 'global' | 'visits' | 'age' | 'shuffle' | 'turn';
  /** The variable's name, the path of the container, or empty for the turn. */
  readonly name: string;
  readonly grain: Grain | null;
}

/** A value by its name or number, and how finely it is kept; `null` for exactly. */
export interface Kept<T> {
  readonly of: T;
  readonly grain: Grain | null;
}

/** The temporaries that are kept of one call; null for all of them. */
export type FrameKeeps = readonly Kept<string>[] | null;

/** What is kept of a thread: its calls, the innermost first. Of those around the last one is kept only whether there are any. */
export type ThreadKeeps = readonly FrameKeeps[];

/**
 * What a state keeps; everything else of ink's own state is left out. The values themselves are those of the state's representative.
 * Always kept is how many choices are on offer and which, and what is left on the evaluation stack.
 */
export interface StateKeeps {
  /** Numbers of slots. */
  readonly slots: readonly Kept<number>[];
  /** For each choice on offer the thread that goes on with it; of visible ones only where the story waits for the reader. */
  readonly choices: readonly ThreadKeeps[];
  /** In the middle of a turn: the threads, the outermost first. None where the story waits for the reader. */
  readonly threads: readonly ThreadKeeps[];
  /** Places on the evaluation stack whose values are kept less than exactly, or not at all. */
  readonly stack: readonly (Kept<number> | { readonly nothing: number })[];
  /** In the middle of a turn: whether what the string being built says so far is kept. */
  readonly text: boolean;
}

/** A fault in the story that the official runtime reports as an error and then ends the story. */
export class StoryError extends Error {}

/** A fault at which the official runtime itself throws: a game would crash here. */
export class Crash extends Error {}

/** The turn ran past every bound: perhaps it never ends, but nobody knows. */
export class Endless extends Error {}

/** The turn came back to a situation that it was in before: it never ends. */
export class Circle extends Endless {}

/** Said of what can't be followed without knowing more. */
export class GiveUp extends Error {}

/** Asides can't be told apart from the story: they do more than show text, or there is too much to ask. It is explored again with them, or (null) all of them, executed. */
export class Inseparable extends Error {
  /** Where they begin. */
  readonly asides: readonly number[] | null;
  constructor(asides: readonly number[] | null) {
    super('asides must be executed');
    this.asides = asides;
  }
}

/** What a `Refine` asks for. */
export interface Need {
  /** Keep the slot's numbers below this one apart; infinity: all of them. */
  readonly least: number;
  readonly period: number;
}

/**
 * The exploration asked a slot for more than its state kept: nothing that follows could be trusted, so it starts again with the slot
 * kept in full, or kept as a progression that answers the question.
 */
export class Refine extends Error {
  readonly slot: number;
  /** Null where the slot was left out altogether. */
  readonly need: Need | null;
  constructor(slot: number, need: Need | null) {
    super(`slot ${slot} must be kept`);
    this.slot = slot;
    this.need = need;
  }
}

/** A fault in the story that the official runtime reports as an error and then ends the story. */
export class StoryError extends Error {
}
/** A fault at which the official runtime itself throws: a game would crash here. */
export class Crash extends Error {
}
/** The turn ran past every bound: perhaps it never ends, but nobody knows. */
export class Endless extends Error {
}
/** The turn came back to a situation that it was in before: it never ends. */
export class Circle extends Endless {
}
/** Said of what can't be followed without knowing more. */
export class GiveUp extends Error {
}
/** Asides can't be told apart from the story: they do more than show text, or there is too much to ask. It is explored again with them, or (null) all of them, executed. */
export class Inseparable extends Error {
    /** Where they begin. */
    asides;
    constructor(asides) {
        super('asides must be executed');
        this.asides = asides;
    }
}
/**
 * The exploration asked a slot for more than its state kept: nothing that follows could be trusted, so it starts again with the slot
 * kept in full, or kept as a progression that answers the question.
 */
export class Refine extends Error {
    slot;
    /** Null where the slot was left out altogether. */
    need;
    constructor(slot, need) {
        super(`slot ${slot} must be kept`);
        this.slot = slot;
        this.need = need;
    }
}

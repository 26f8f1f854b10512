import { Container, ControlCommand, Divert, Pointer, StringValue } from '../inkjs.js';
import { asideText } from './marks.js';
import { UnknownSlot } from './plan.js';
/**
 * Stands between ink's own engine and the texts of some stretches: they are executed as ever, and noted, but what they show is not
 * shown; or they are left out. So all else that is shown can be compared between playthroughs in which they show something different.
 */
export class Asides {
    /** Which stretches are executed; null for all. */
    only = null;
    story;
    begins;
    ends;
    seen = new Map();
    /** The stretch that is being executed, -1 for none; and where the engine may go back to. */
    current = -1;
    marked = -1;
    /** What counts were when it began; and whether anything was changed in a stretch since the beginning. */
    before = [];
    hasChanged = false;
    counts;
    /** `counts` tells what must not change in a stretch, besides globals. Throws an `UnknownSlot` where the story has no such place. */
    constructor(story, layout, stretches, counts) {
        this.story = story;
        this.counts = counts;
        this.begins = new Map(stretches.map(({ from }, i) => [contentAt(layout, from), i]));
        this.ends = stretches.map(({ to }) => spotAt(layout, to));
    }
    /** Forgets what was seen. */
    begin() {
        this.current = -1;
        this.marked = -1;
        this.hasChanged = false;
        this.forget();
    }
    /** Forgets what was seen, and stays where it is. */
    forget() {
        this.seen.clear();
    }
    /** The engine remembers this moment, to come back to it. */
    mark() {
        this.marked = this.current;
    }
    rewind() {
        this.current = this.marked;
    }
    /** What was executed since the beginning. */
    take() {
        return new Map(this.seen);
    }
    /** Whether a stretch was begun and never came to where the story should go on. */
    get isAstray() {
        return this.current >= 0;
    }
    /** Whether a stretch did more than show something. */
    get isMore() {
        return this.hasChanged;
    }
    /** A global is assigned. */
    assign() {
        if (this.current >= 0)
            this.hasChanged = true;
    }
    /** The engine has come to a place, or into a container there. */
    comeTo({ container, index }) {
        if (this.current < 0)
            return;
        const end = this.ends[this.current];
        if (container !== end.container || index !== end.index)
            return;
        this.current = -1;
        const counts = this.counts();
        if (this.before.some((count, i) => count !== counts[i]))
            this.hasChanged = true;
    }
    /** Has the engine do what a piece of content says by `perform`, which tells whether it was anything but content to show; within a stretch nothing is shown. */
    perform(content, perform) {
        const { state } = this.story;
        this.comeTo(state.currentPointer);
        if (this.current < 0 && this.beginsAt(content))
            return true;
        if (this.current < 0 || content === null || content instanceof Container)
            return perform();
        const isConditional = content instanceof Divert && content.isConditional;
        const bits = isConditional ? (this.story.IsTruthy(state.PeekEvaluationStack()) ? 3 : 5) : 1;
        this.note(`${state.currentPointer.container.path}:${state.currentPointer.index}`, bits);
        if (content instanceof ControlCommand && content.commandType === ControlCommand.CommandType.EvalOutput) {
            this.hush(new StringValue(String(state.PopEvaluationStack())));
            return true;
        }
        const isLogic = perform();
        if (isLogic || state.inExpressionEvaluation)
            return isLogic;
        this.hush(content);
        return true;
    }
    /** Sees whether a stretch begins here; true where it is left out. */
    beginsAt(content) {
        const stretch = this.begins.get(content);
        if (stretch === undefined)
            return false;
        this.placesOf(stretch);
        // what is missing in a string would change it
        if (this.only === null || this.only.includes(stretch) || this.story.state.inStringEvaluation) {
            this.current = stretch;
            this.before = this.counts();
            return false;
        }
        const { container, index } = this.ends[stretch];
        this.story.state.divertedPointer = new Pointer(container, index);
        return true;
    }
    /** Shows nothing; what a string is built from stays in it, and is left out only if a choice is made of the string. */
    hush(content) {
        const { state } = this.story;
        if (!state.inStringEvaluation)
            return;
        const isText = content instanceof StringValue && content.isNonWhitespace && !content.value.includes('\n');
        state.PushToOutputStream(isText ? new StringValue(asideText(content.value)) : content);
    }
    note(place, bits) {
        const places = this.placesOf(this.current);
        places.set(place, (places.get(place) ?? 0) | bits);
    }
    placesOf(stretch) {
        let places = this.seen.get(stretch);
        if (places === undefined)
            this.seen.set(stretch, (places = new Map()));
        return places;
    }
}
/** A place by its name: the path of a container, a colon, and an index in it. */
function spotAt(layout, place) {
    const colon = place.lastIndexOf(':');
    const container = layout.containers.get(place.slice(0, Math.max(0, colon)));
    const index = Number(place.slice(colon + 1));
    if (colon < 0 || container === undefined || !Number.isInteger(index) || index < 0 || index > container.content.length)
        throw new UnknownSlot(`the place ${place}`);
    return { container, index };
}
function contentAt(layout, place) {
    const { container, index } = spotAt(layout, place);
    if (index >= container.content.length)
        throw new UnknownSlot(`the place ${place}`);
    return container.content[index];
}

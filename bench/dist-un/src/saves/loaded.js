/** The new version as a model that begins where a new reader does, and where any loaded save does. */
export class LoadedModel {
    classes = [];
    story;
    arrivals;
    /** Each arrival is the state of the story's own machine as long as the next one isn't asked for. */
    constructor(story, arrivals) {
        this.story = story;
        this.arrivals = arrivals;
    }
    start(emit) {
        this.story.start(emit);
        let start = this.story.entries.length;
        for (const { state, arrival } of this.arrivals) {
            const { troubles, length } = arrival;
            this.classes.push({ state, troubles, start: length > 0 ? start : -1 });
            if (length > 0)
                emit(start++, this.story.codec.bytes.buffer, length);
        }
    }
    successors(index, state, from, length, emit) {
        this.story.successors(index, state, from, length, emit);
    }
}

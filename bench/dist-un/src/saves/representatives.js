/** No more states of ink's own engine than this are in memory at once. */
const mostKept = 20_000;
/** ink's own engine, brought into states of an exploration by the playthroughs that lead there, so that it can save. */
export class Representatives {
    context;
    official;
    kept = new Map();
    constructor(context, official) {
        this.context = context;
        this.official = official;
    }
    /** How many steps the engine has taken so far. */
    get steps() {
        return this.official.steps;
    }
    /** The save of a state that waits for a choice; null where the engine fails to write it. */
    save(state) {
        this.arrive(state);
        return this.official.write();
    }
    /** What the shuffles have picked on the way to a state. */
    picked(state) {
        return this.arrive(state).picked;
    }
    /** Plays the turn that leads to a state, and those before it that aren't known any more. */
    arrive(state) {
        const turns = [];
        for (let s = state;;) {
            const turn = this.turnTo(s);
            turns.push({ turn, to: s });
            if (turn.from < 0 || this.kept.has(turn.from))
                break;
            s = turn.from;
        }
        if (this.kept.size > mostKept)
            this.forgetAllBut(turns.at(-1).turn.from);
        for (const { turn, to } of turns.reverse()) {
            const from = turn.from < 0 ? null : this.kept.get(turn.from);
            const { asks, stop, impossible } = this.official.play(from, turn.move, turn.outcomes);
            if (asks !== null || stop !== null || impossible !== null)
                throw new Error('a playthrough of the exploration can’t be played by ink’s own engine: this is a fault of Redthread');
            this.kept.set(to, this.official.save());
        }
        return this.kept.get(state);
    }
    forgetAllBut(state) {
        const kept = this.kept.get(state);
        this.kept.clear();
        if (kept !== undefined)
            this.kept.set(state, kept);
    }
    turnTo(state) {
        const { context } = this;
        const { graph, model } = context;
        const outcomes = [];
        for (let s = state;;) {
            const t = graph.reachedBy.at(s);
            if (t < 0) {
                const { path, sets } = model.entries[graph.startLabels[s]];
                return { from: -1, move: { entry: path, sets }, outcomes: outcomes.reverse() };
            }
            const source = graph.sourceOf(t);
            const label = graph.labels.at(t);
            if (context.isChoice(source))
                return { from: source, move: { choice: label }, outcomes: outcomes.reverse() };
            outcomes.push(label);
            s = source;
        }
    }
}

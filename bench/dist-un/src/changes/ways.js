/** Whether turns were left out at a limit, so that what was found may be nearer than it is known to be. */
export const isCut = ({ kind }) => kind === 'calls' || kind === 'draws' || kind === 'steps';
/** The shortest playthroughs that show the pieces of a story, from an exploration with its words. */
export class Ways {
    /** Whether there may be shorter ones, because some turns were not followed. */
    mayBeLonger;
    first = new Map();
    context;
    constructor({ context, telling, stopped }) {
        this.context = context;
        this.mayBeLonger = stopped !== null && isCut(stopped);
        const { graph, model } = context;
        const seen = new Set();
        const note = (pieces, step) => {
            for (const piece of pieces)
                if (!this.first.has(piece))
                    this.first.set(piece, step);
        };
        for (const label of model.entries.keys())
            note(telling.atStart(label).pieces, { state: -1, label });
        for (let state = 0; state < graph.expanded; state++)
            for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++) {
                if (seen.has(telling.number(t)))
                    continue;
                seen.add(telling.number(t));
                note(telling.of(t).pieces, { state, label: graph.labels.at(t) });
            }
    }
    /** The shortest playthrough that comes to the piece at an address; null where none was found. */
    to(address) {
        const step = this.first.get(address);
        return step === undefined ? null : this.context.witnesses.beyond(step.state, step.label).steps;
    }
}

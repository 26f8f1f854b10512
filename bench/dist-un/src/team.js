import { Crew } from './graph/crew.js';
import { sliceSize } from './graph/explore.js';
import { RuleHerald } from './machine/rulenews.js';
const worthwhile = 5000;
/** Whoever explores a story: one thread, and where the story turns out to be large, others with it. */
export class Team {
    explorer;
    model;
    workers;
    crew = null;
    constructor(explorer, model, workers) {
        this.explorer = explorer;
        this.model = model;
        this.workers = workers;
    }
    /** Expands some states, as `Explorer.work` does, but not beyond where `hasCome(steps)` becomes true. */
    async work(steps = Number.POSITIVE_INFINITY) {
        this.crew ??= this.callCrew();
        if (this.crew?.isReady === true)
            return this.crew.work(steps);
        return this.explorer.work(sliceSize);
    }
    /** Whether a number of transitions was reached: at the end of a slice, the same one for any number of threads. */
    hasCome(steps) {
        const { graph } = this.explorer;
        return graph.transitions >= steps && graph.expanded % sliceSize === 0;
    }
    callCrew() {
        const { explorer, model, workers } = this;
        if (workers === undefined || workers.count < 1)
            return null;
        const from = workers.from ?? worthwhile;
        if (explorer.frontier < from || !model.isSettled)
            return null;
        const helpers = Array.from({ length: workers.count }, workers.start);
        const herald = new RuleHerald(model.codec.table);
        const teacher = { isReady: () => model.isSettled, news: (missed) => herald.news(missed) };
        return new Crew(explorer, teacher, helpers, from / 5);
    }
    stop() {
        this.crew?.stop();
    }
}

import { sliceSize, unknown } from './desk.js';
import { contentsOf, packStates, stepLength } from './parcels.js';
/** So many states are sent at once, at most; and so many parcels are on their way to a helper and back. */
const largestParcel = 1024;
const underWay = 3;
/**
 * Goes on with an exploration on several threads that share no memory, to the same graph, number for number, as alone. Helpers are sent
 * parcels of states, and send back the steps that lead on from them, as far as they know them by heart; here these are added to the graph, in
 * order, and what is unknown is learned. So that nobody has to wait, parcels are sent ahead, and some states between them are expanded here.
 */
export class Couriers {
    explorer;
    teacher;
    runners;
    /** Below this many waiting states nothing is sent. */
    smallest;
    /** All that was given out and is not in the graph yet, in the order of the states. */
    errands = [];
    /** How many states that is. */
    given = 0;
    /** So many states are expanded here for each parcel. */
    own = largestParcel / 4;
    /** Whether helpers met something unknown since they were told the last news. */
    missed = false;
    /** How many helpers have not told yet that they are there. */
    missing;
    failure = null;
    /** Whoever waits for a report. */
    waiting = null;
    constructor(explorer, teacher, helpers, smallest) {
        this.explorer = explorer;
        this.teacher = teacher;
        this.smallest = smallest;
        this.runners = helpers.map((helper) => ({ helper, errands: [] }));
        this.missing = helpers.length;
        for (const { helper, errands } of this.runners)
            helper.listen((report) => {
                if (report.kind === 'steps')
                    errands.find(({ found }) => found === null).found = report.steps;
                else if (report.kind === 'here')
                    this.missing--;
                this.waiting?.resolve();
            }, (error) => {
                this.failure = error;
                this.waiting?.reject(error);
            });
        for (const { helper } of this.runners)
            helper.post({ kind: 'greet' });
    }
    /** Whether all helpers are there; if one could not be started, they never are. */
    get isReady() {
        return this.failure === null && this.missing === 0;
    }
    stop() {
        for (const { helper } of this.runners)
            helper.stop();
    }
    /**
     * Expands some states, as `Explorer.work` does, but not beyond the end of the slice in which the transitions come to be `steps`. All
     * helpers must be there.
     */
    async work(steps = Number.POSITIVE_INFINITY) {
        const { explorer, errands } = this;
        if (this.failure !== null)
            throw this.failure;
        this.giveOut();
        if (errands.length === 0)
            return explorer.work(this.toEndOfSlice);
        const errand = errands[0];
        if (errand.runner !== null && errand.done === 0)
            await this.arrival(errand, errand.runner);
        const outcome = this.carryOn(errand, steps);
        if (errand.done === errand.count) {
            errands.shift();
            errand.runner?.errands.shift();
        }
        return outcome;
    }
    get toEndOfSlice() {
        return sliceSize - (this.explorer.graph.expanded % sliceSize);
    }
    /** Sends states to all helpers that have little to do, each time with some to be expanded here after them. */
    giveOut() {
        const { explorer, runners, smallest, teacher } = this;
        if (explorer.frontier < smallest || runners.every(({ errands }) => errands.length === underWay))
            return;
        if (!teacher.isReady())
            return;
        const news = teacher.news(this.missed);
        if (news !== null)
            for (const { helper } of runners)
                helper.post({ kind: 'learn', news });
        this.missed = false;
        const most = Math.ceil(explorer.frontier / (2 * underWay * runners.length));
        for (let round = 0; round < underWay; round++)
            for (const runner of runners) {
                if (runner.errands.length > round)
                    continue;
                this.send(runner, Math.min(most, largestParcel));
                this.give(null, Math.min(most, this.own));
            }
    }
    send(runner, most) {
        const { graph } = this.explorer;
        const first = graph.expanded + this.given;
        const errand = this.give(runner, most);
        if (errand === null)
            return;
        const states = packStates(graph.store, first, errand.count);
        runner.errands.push(errand);
        runner.helper.post({ kind: 'follow', states }, contentsOf(states));
    }
    /** Gives out the next states, as many as there are and not more than `most`. */
    give(runner, most) {
        const count = Math.min(most, this.explorer.frontier - this.given);
        if (count === 0)
            return null;
        const errand = { runner, count, done: 0, found: null, readSteps: 0, readBytes: 0 };
        this.given += count;
        this.errands.push(errand);
        return errand;
    }
    /**
     * Waits until an errand is back. If the helper is ahead by another one, less is expanded here from now on, and else more: so all are busy.
     */
    async arrival(errand, { errands }) {
        while (errand.found === null)
            await new Promise((resolve, reject) => {
                this.waiting = { resolve, reject };
            });
        this.waiting = null;
        const isAhead = errands.length > 1 && errands[1].found !== null;
        this.own = isAhead ? Math.floor(this.own * 0.9) : Math.min(this.own + 32, 4 * largestParcel);
    }
    /** Adds what is left of an errand to the graph, as far as the bounds allow. */
    carryOn(errand, steps) {
        const { explorer } = this;
        const { graph, bounds } = explorer;
        const began = graph.expanded;
        let outcome = 'more';
        while (errand.done < errand.count && outcome === 'more') {
            if (graph.transitions >= steps && graph.expanded > began && graph.expanded % sliceSize === 0)
                return 'more';
            if (graph.states >= bounds.states)
                return 'states';
            const before = graph.expanded;
            if (errand.found === null)
                outcome = explorer.work(Math.min(this.toEndOfSlice, errand.count - errand.done));
            else if (errand.found.counts[errand.done] !== unknown)
                this.add(errand, errand.found);
            else {
                outcome = explorer.work(1);
                this.missed = true;
            }
            errand.done += graph.expanded - before;
            this.given -= graph.expanded - before;
        }
        if (graph.bytes > bounds.bytes)
            return 'memory';
        return explorer.frontier === 0 ? 'done' : outcome;
    }
    /** Adds the steps from the next state of an errand to the graph. */
    add(errand, { counts, steps, bytes }) {
        const { explorer } = this;
        let { readSteps: at, readBytes: from } = errand;
        for (let left = counts[errand.done]; left > 0; left--, at += stepLength) {
            const length = steps[at + 2];
            explorer.step(steps[at], bytes, length, steps[at + 1], from);
            from += length;
        }
        explorer.endState();
        errand.readSteps = at;
        errand.readBytes = from;
    }
}

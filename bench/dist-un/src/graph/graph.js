import { Numbers, SmallNumbers } from './numbers.js';
/**
 * What an exploration found: states numbered in breadth-first order, and their transitions. Transition `t` of state `s` lies at
 * `first.at(s)` … `first.at(s + 1) - 1`; states that were not expanded have none.
 */
export class Graph {
    store;
    /** How many of the first states are initial. */
    initial = 0;
    first = new Numbers();
    targets = new Numbers();
    labels = new SmallNumbers();
    /** The transition by which each state was first reached, -1 for initial states. */
    reachedBy = new Numbers();
    /** The labels of the initial states. */
    startLabels = [];
    /** The initial state that each start leads to, in the order of the starts. */
    starts = [];
    /** How many starts lead to each initial state. */
    startWays = [];
    constructor(store) {
        this.store = store;
        this.first.push(0);
    }
    get states() {
        return this.store.size;
    }
    get transitions() {
        return this.targets.length;
    }
    /** How many states have been expanded. */
    get expanded() {
        return this.first.length - 1;
    }
    get bytes() {
        return this.store.bytes + this.first.bytes + this.targets.bytes + this.labels.bytes + this.reachedBy.bytes;
    }
    /** The state that a transition leaves. */
    sourceOf(transition) {
        let low = 0;
        let high = this.expanded - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.first.at(middle) <= transition)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
    /** The labels on the shortest way to a state; the first one is that of the initial state. */
    pathTo(state) {
        const labels = [];
        let s = state;
        for (let t = this.reachedBy.at(s); t >= 0; t = this.reachedBy.at(s)) {
            labels.push(this.labels.at(t));
            s = this.sourceOf(t);
        }
        labels.push(this.startLabels[s]);
        return labels.reverse();
    }
    /** The transitions the other way round: those into state `s` at `first[s]` … `first[s + 1] - 1`, by the states they leave. */
    reversed() {
        const first = new Int32Array(this.states + 2);
        for (let t = 0; t < this.transitions; t++)
            first[this.targets.at(t) + 2]++;
        for (let s = 2; s < first.length; s++)
            first[s] += first[s - 1];
        const sources = new Int32Array(this.transitions);
        for (let s = 0; s < this.expanded; s++) {
            for (let t = this.first.at(s); t < this.first.at(s + 1); t++)
                sources[first[this.targets.at(t) + 1]++] = s;
        }
        return { first, sources };
    }
}

import { endComponents, shortestCircle } from './components.js';
/** Says of a state that nothing is observed there. */
export const unobserved = 255;
/**
 * The shortest violation, null where there is none: the graph and the monitor are followed together (the automata-theoretic approach:
 * Vardi, Wolper, An automata-theoretic approach to automatic program verification, 1986).
 */
export function findViolation(watched, monitor) {
    const { graph, letter, final, fair } = watched;
    const { size, next, letters, bad, open } = monitor;
    const search = new Search(graph.states, size);
    const step = (q, s) => (letter[s] === unobserved ? q : next[q * letters + letter[s]]);
    for (let s = 0; s < graph.initial; s++) {
        const q = step(monitor.start, s);
        search.add(s, q, -1, -1);
        if (q === bad)
            return { start: s, stem: [], circle: [] };
    }
    for (let head = 0; head < search.count; head++) {
        const node = search.queue[head];
        const s = Math.floor(node / size);
        if (s >= graph.expanded)
            continue;
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
            const target = graph.targets.at(t);
            const q = step(node % size, target);
            search.add(target, q, t, node % size);
            if (q === bad)
                return { ...search.wayTo(graph, target, q), circle: [] };
        }
    }
    if (open < 0)
        return null;
    const forever = endComponents(graph, search.reached(open), fair);
    for (let head = 0; head < search.count; head++) {
        const node = search.queue[head];
        const s = Math.floor(node / size);
        if (node % size !== open || (final[s] === 0 && forever[s] === 0))
            continue;
        return { ...search.wayTo(graph, s, open), circle: final[s] === 1 ? [] : shortestCircle(graph, s, forever) };
    }
    return null;
}
/** A breadth-first search over pairs of a state and a monitor's state. */
class Search {
    queue = [];
    states;
    size;
    /** For each state of the monitor that was reached, and each state: the transition by which the pair was first reached plus two, 1 for
     * the initial ones, 0 where it was not. */
    cameBy = [];
    /** In the same way, the state of the monitor that it was reached from. */
    cameFrom = [];
    constructor(states, size) {
        this.states = states;
        this.size = size;
    }
    get count() {
        return this.queue.length;
    }
    /** For each state, whether it was reached with the monitor in state `q`. */
    reached(q) {
        return Uint8Array.from({ length: this.states }, (_, s) => (this.cameBy[q]?.[s] ? 1 : 0));
    }
    add(state, q, transition, from) {
        const cameBy = (this.cameBy[q] ??= new Int32Array(this.states));
        if (cameBy[state] > 0)
            return;
        cameBy[state] = transition + 2;
        const cameFrom = (this.cameFrom[q] ??= new Int32Array(this.states));
        cameFrom[state] = from;
        this.queue.push(state * this.size + q);
    }
    wayTo(graph, state, q) {
        const stem = [];
        let [s, at] = [state, q];
        for (let by = this.cameBy[at][s]; by > 1; by = this.cameBy[at][s]) {
            stem.push(by - 2);
            [s, at] = [graph.sourceOf(by - 2), this.cameFrom[at][s]];
        }
        return { start: s, stem: stem.reverse() };
    }
}

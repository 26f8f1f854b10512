import { componentsOf } from './components.js';
import { numberOf } from './fraction.js';
/**
 * A walk at random over a graph, each step taken in proportion to its weight: an absorbing Markov chain. It has only the states to which
 * the walk can come, at positions from 0 on; each stands after all those it leads to, but for the ones of its own circle.
 */
export class Chain {
    size;
    /** The state of the graph at each position, and back; -1 where the walk never comes to. */
    states;
    position;
    /** The steps from position `i` are number `first[i]` … `first[i + 1] - 1`. */
    first;
    /** For each step the position it leads to, and the transition of the graph. */
    to;
    transition;
    /** How likely each step is: within (2 n + 3) / 2^53 of the exact value, relatively, where n steps lead from the same state. */
    odds;
    blocks;
    weights;
    constructor(graph, weights) {
        this.weights = weights;
        const taken = Uint8Array.from(weights.of, (weight) => (weight === 0 ? 0 : 1));
        const reached = reachedBy(graph, taken);
        const component = componentsOf(graph, reached, taken);
        this.states = Int32Array.from([...reached.keys()].filter((s) => reached[s] === 1)).sort((a, b) => component[a] - component[b] || b - a);
        this.size = this.states.length;
        this.position = new Int32Array(graph.states).fill(-1);
        for (let i = 0; i < this.size; i++)
            this.position[this.states[i]] = i;
        this.first = new Int32Array(this.size + 1);
        const transitions = [];
        for (let i = 0; i < this.size; i++) {
            const s = this.states[i];
            const end = s < graph.expanded ? graph.first.at(s + 1) : 0;
            for (let t = end > 0 ? graph.first.at(s) : 0; t < end; t++)
                if (taken[t] === 1)
                    transitions.push(t);
            this.first[i + 1] = transitions.length;
        }
        this.transition = Int32Array.from(transitions);
        this.to = this.transition.map((t) => this.position[graph.targets.at(t)]);
        this.odds = this.oddsOf(weights);
        this.blocks = this.blocksOf(component);
    }
    oddsOf({ of, table }) {
        const values = table.map(numberOf);
        const odds = new Float64Array(this.transition.length);
        for (let i = 0; i < this.size; i++) {
            let sum = 0;
            for (let e = this.first[i]; e < this.first[i + 1]; e++)
                sum += values[of[this.transition[e]]];
            for (let e = this.first[i]; e < this.first[i + 1]; e++)
                odds[e] = values[of[this.transition[e]]] / sum;
        }
        return odds;
    }
    blocksOf(component) {
        const blocks = [];
        for (let from = 0; from < this.size;) {
            let to = from + 1;
            while (to < this.size && component[this.states[to]] === component[this.states[from]])
                to++;
            let [isCircle, isClosed] = [false, true];
            for (let e = this.first[from]; e < this.first[to]; e++) {
                if (this.to[e] >= from)
                    isCircle = true;
                else
                    isClosed = false;
            }
            blocks.push({ from, to, isCircle, isClosed });
            from = to;
        }
        return blocks;
    }
}
/** The states to which the transitions that are taken lead. */
function reachedBy(graph, taken) {
    const reached = new Uint8Array(graph.states);
    const open = [];
    const reach = (s) => {
        if (reached[s] === 1)
            return;
        reached[s] = 1;
        open.push(s);
    };
    for (let s = 0; s < graph.initial; s++)
        reach(s);
    for (let s = open.pop(); s !== undefined; s = open.pop()) {
        if (s >= graph.expanded)
            continue;
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
            if (taken[t] === 1)
                reach(graph.targets.at(t));
    }
    return reached;
}

import { componentsOf } from './components.js';
/**
 * The greatest cost of a way from an initial state to each state, all of it through the states marked in `among`: infinite where it can
 * be made longer at will, -1 where there is none. The cost of the state itself isn't in it.
 */
export function furthestTo(graph, among, cost) {
    const circles = new Circles(graph, among, cost);
    const furthest = new Float64Array(graph.states).fill(-1);
    for (let s = 0; s < graph.initial; s++)
        if (among[s] === 1)
            furthest[s] = 0;
    // components are numbered from the last to the first
    for (const members of circles.members.toReversed()) {
        const come = members.reduce((most, s) => Math.max(most, furthest[s]), -1);
        if (come < 0)
            continue;
        const here = circles.grow(members) ? Number.POSITIVE_INFINITY : come;
        for (const s of members)
            furthest[s] = here;
        for (const s of members)
            for (const target of circles.next(s))
                furthest[target] = Math.max(furthest[target], furthest[s] + cost(s));
    }
    return furthest;
}
/** The greatest cost of a way on from each state through those marked in `among`, its own cost included: infinite where it never has to end. */
export function furthestFrom(graph, among, cost) {
    const circles = new Circles(graph, among, cost);
    const furthest = new Float64Array(graph.states);
    for (const members of circles.members) {
        let most = circles.grow(members) ? Number.POSITIVE_INFINITY : 0;
        for (const s of members)
            for (const target of circles.next(s))
                most = Math.max(most, furthest[target]);
        for (const s of members)
            furthest[s] = most + cost(s);
    }
    return furthest;
}
/** The states among some by their strongly connected components, the last first, and where one can go round for ever. */
class Circles {
    members = [];
    graph;
    among;
    cost;
    component;
    constructor(graph, among, cost) {
        this.graph = graph;
        this.among = among;
        this.cost = cost;
        this.component = componentsOf(graph, among);
        for (let s = 0; s < graph.states; s++)
            if (among[s] === 1)
                (this.members[this.component[s]] ??= []).push(s);
    }
    *next(s) {
        const { graph, among } = this;
        if (s >= graph.expanded)
            return;
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
            if (among[graph.targets.at(t)] === 1)
                yield graph.targets.at(t);
    }
    /** Whether one can go round in a circle within a component at some cost. */
    grow(members) {
        const [first, ...others] = members;
        const isCircle = others.length > 0 || [...this.next(first)].includes(first);
        return isCircle && members.some((s) => this.cost(s) > 0);
    }
}
/** Breadth-first in steps of cost 0 or 1. */
export function cheapest(graph, cost) {
    const found = {
        cost: new Float64Array(graph.states).fill(Number.POSITIVE_INFINITY),
        by: new Int32Array(graph.states).fill(-1),
    };
    let now = Array.from({ length: graph.initial }, (_, s) => s);
    found.cost.fill(0, 0, graph.initial);
    for (let distance = 0; now.length > 0; distance++) {
        const later = [];
        for (const s of now) {
            if (found.cost[s] !== distance || s >= graph.expanded)
                continue;
            const through = distance + cost(s);
            for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
                const target = graph.targets.at(t);
                if (found.cost[target] <= through)
                    continue;
                found.cost[target] = through;
                found.by[target] = t;
                (through === distance ? now : later).push(target);
            }
        }
        now = later;
    }
    return found;
}
/** The cheapest way to a state, as transitions, and the initial state it starts from. */
export function wayTo(graph, { by }, state) {
    const transitions = [];
    let s = state;
    for (let t = by[s]; t >= 0; t = by[s]) {
        transitions.push(t);
        s = graph.sourceOf(t);
    }
    return { start: s, transitions: transitions.reverse() };
}

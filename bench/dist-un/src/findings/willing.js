import { canReach } from '../graph/analyse.js';
import { waysFrom, waysTo } from '../graph/subgraph.js';
import { endStates } from './endings.js';
import { movesOf } from './moves.js';
/** What can come of a story if all act only as they will. The reader and chance are always willing. */
export class AsTheyWill {
    context;
    moves;
    /** All states in which the story is at an end. */
    endings;
    /** For each state whether some ending can be reached by what they can do, that is by any moves at all. */
    hope;
    /** Whether some ending may be reached by willing moves; what was not explored might be anything. */
    mayEnd;
    /** Whether nothing but endings can come of acting as they will, as long as nobody goes round in circles for ever. */
    mustEnd;
    /** The transition that begins a shortest willing way to an ending: -1 at the ending, -2 where none was found. */
    toEnding;
    fromStart;
    /** How many steps a shortest way takes, by willing moves and by any, where that was asked already; else -1. */
    willedDistance;
    distanceByAny;
    constructor(context) {
        const { graph } = context;
        this.context = context;
        this.moves = movesOf(context);
        const { willing } = this.moves;
        this.endings = endStates(context);
        const goals = new Uint8Array(graph.states);
        for (const { state } of this.endings)
            goals[state] = 1;
        this.hope = canReach(graph, goals);
        this.toEnding = waysTo(graph, goals, willing);
        const unknown = new Uint8Array(graph.states).fill(1, graph.expanded);
        for (const { state, kind } of context.finals())
            if (kind === 'cut' || kind === 'long')
                unknown[state] = 1;
        const possible = goals.map((goal, s) => goal | unknown[s]);
        const maybe = waysTo(graph, possible, willing);
        this.mayEnd = Uint8Array.from(maybe, (way) => (way === -2 ? 0 : 1));
        const doubtful = unknown.map((each, s) => (each === 1 || this.mayEnd[s] === 0 ? 1 : 0));
        this.mustEnd = Uint8Array.from(waysTo(graph, doubtful, willing), (way) => (way === -2 ? 1 : 0));
        this.fromStart = waysFrom(graph, willing);
        this.willedDistance = new Int32Array(graph.states).fill(-1);
        this.distanceByAny = new Int32Array(graph.states).fill(-1);
    }
    /** Whether a state can be reached by willing moves alone. */
    reaches(state) {
        return this.fromStart[state] !== -2;
    }
    /** A shortest way to a state: by willing moves alone where there is one, else by any. */
    wayTo(state) {
        const { graph } = this.context;
        const before = this.before(state);
        const transitions = [];
        let s = state;
        for (let t = before(s); t >= 0; t = before(s)) {
            transitions.push(t);
            s = graph.sourceOf(t);
        }
        return { start: s, transitions: transitions.reverse() };
    }
    /** How many steps `wayTo` takes. */
    distance(state) {
        const { graph } = this.context;
        const before = this.before(state);
        const known = this.reaches(state) ? this.willedDistance : this.distanceByAny;
        const path = [];
        let s = state;
        while (known[s] < 0) {
            const t = before(s);
            if (t < 0)
                known[s] = 0;
            else {
                path.push(s);
                s = graph.sourceOf(t);
            }
        }
        for (let next = path.pop(), steps = known[s] + 1; next !== undefined; next = path.pop(), steps++)
            known[next] = steps;
        return known[state];
    }
    /** For the states on `wayTo` a state: the transition before; below 0 for an initial state. */
    before(state) {
        return this.reaches(state) ? (s) => this.fromStart[s] : (s) => this.context.graph.reachedBy.at(s);
    }
    /** The transitions of a shortest willing way from a state to an ending. */
    wayToEnding(state) {
        const { graph } = this.context;
        const transitions = [];
        for (let t = this.toEnding[state]; t >= 0; t = this.toEnding[graph.targets.at(t)])
            transitions.push(t);
        return transitions;
    }
}

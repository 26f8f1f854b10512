import { maybeEnds } from '../findings/locks.js';
import { canReach } from '../graph/analyse.js';
/** How a story must not come to rest. */
const faults = new Set(['ran-out', 'no-choices', 'error', 'crash', 'endless']);
/** States from which an ending is within reach, or may be as far as anyone knows: one byte a state. */
export function hopeOf(context) {
    const { graph } = context;
    const goals = new Uint8Array(graph.states);
    for (let s = graph.expanded; s < graph.states; s++)
        goals[s] = 1;
    for (const { state, kind } of context.finals())
        if (maybeEnds.has(kind))
            goals[state] = 1;
    return canReach(graph, goals);
}
/** The states that a reader comes to who begins with one of the first `starts` starts. */
export function reachableFrom(graph, starts) {
    const reached = new Uint8Array(graph.states);
    const queue = new Int32Array(graph.states);
    let size = 0;
    const reach = (s) => {
        if (reached[s] === 1)
            return;
        reached[s] = 1;
        queue[size++] = s;
    };
    for (let i = 0; i < starts; i++)
        reach(graph.starts[i]);
    for (let head = 0; head < size; head++) {
        const s = queue[head];
        if (s >= graph.expanded)
            continue;
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
            reach(graph.targets.at(t));
    }
    return reached;
}
/** The faults that only readers come to whose reading is marked 0 in `fresh`. */
export function faultsBeyond(context, fresh) {
    const found = new Map();
    for (const { state, kind, address, message } of context.finals()) {
        if (fresh[state] === 1 || !faults.has(kind))
            continue;
        const key = `${kind} ${address} ${message}`;
        const fault = found.get(key);
        if (fault === undefined)
            found.set(key, { kind, address, message, states: [state] });
        else
            fault.states.push(state);
    }
    return [...found.values()];
}
/** The states from which one of these can be reached. */
export function towards(graph, states) {
    const goals = new Uint8Array(graph.states);
    for (const s of states)
        goals[s] = 1;
    return canReach(graph, goals);
}
/** The shortest way to a state from the initial state that the exploration came to it from, as transitions. */
export function wayTo(graph, state) {
    const transitions = [];
    let s = state;
    for (let t = graph.reachedBy.at(s); t >= 0; t = graph.reachedBy.at(s)) {
        transitions.push(t);
        s = graph.sourceOf(t);
    }
    return { start: s, transitions: transitions.reverse() };
}

import { circlesOf } from '../graph/subgraph.js';
import { nearest, offersKey } from './standoff.js';
/**
 * Circles of willing moves that no willing move leads out of, with no ending in them, though one is within reach of what they can do.
 * (Where one leads out, it comes to another such circle, or to a standoff.) What was not explored might be an ending, so this is true of
 * unfinished explorations too.
 */
export function findLivelocks(will) {
    const { context, hope, mayEnd, moves } = will;
    const { graph } = context;
    const among = hope.map((can, s) => (can === 1 && mayEnd[s] === 0 ? 1 : 0));
    const found = new Map();
    for (const circle of circlesOf(graph, among, moves.willing)) {
        const choices = circle.filter((s) => context.isChoice(s));
        // where only chance goes round, the turn itself never ends: that is told elsewhere
        if (choices.length === 0 || leadsOut(will, circle))
            continue;
        const key = offersKey(will, choices);
        if (!found.has(key))
            found.set(key, { states: [], circles: [] });
        found.get(key).states.push(nearest(will, choices));
        found.get(key).circles.push(circle);
    }
    return [...found.values()].map(({ states, circles }) => {
        const state = nearest(will, states);
        const circle = circles[states.indexOf(state)];
        return { kind: 'livelock', state, situations: circles.length, round: roundFrom(will, state, circle) };
    });
}
function leadsOut({ context, moves }, circle) {
    const { graph } = context;
    const inside = new Set(circle);
    return circle.some((s) => {
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
            if (moves.willing[t] === 1 && !inside.has(graph.targets.at(t)))
                return true;
        return false;
    });
}
/** The transitions of a shortest way round from a state, within its circle. */
function roundFrom({ context, moves }, start, circle) {
    const { graph } = context;
    const inside = new Set(circle);
    const by = new Map();
    const queue = [start];
    for (const s of queue) {
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
            const target = graph.targets.at(t);
            if (moves.willing[t] === 0 || !inside.has(target))
                continue;
            if (target === start) {
                const round = [t];
                for (let at = s; at !== start; at = graph.sourceOf(round[0]))
                    round.unshift(by.get(at));
                return round;
            }
            if (by.has(target))
                continue;
            by.set(target, t);
            queue.push(target);
        }
    }
    return [];
}

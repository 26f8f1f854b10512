/** A way out of more moves against somebody's will than this is not looked for. */
const mostMoves = 3;
const mostNodes = 20_000;
/**
 * The smallest collections of moves against somebody's will after which willing moves lead from `start` to an ending: none holds another.
 * Breadth-first by their number, with willing moves free in between; of two ways to a state only the one counts whose moves are among
 * those of the other. `moveOf` numbers the moves, so that the same one in different states is the same.
 */
export function waysOut(will, start, moveOf) {
    const { graph } = will.context;
    const { willing } = will.moves;
    const found = new Map();
    const visited = new Map();
    let nodes = 0;
    const isNew = (state, made) => {
        const known = visited.get(state) ?? [];
        if (known.some((other) => isPartOf(other, made)) || ++nodes > mostNodes)
            return false;
        visited.set(state, [...known, made]);
        return true;
    };
    let level = isNew(start, []) ? [{ state: start, made: [], parent: null, transition: -1 }] : [];
    for (let moves = 0; level.length > 0; moves++) {
        const next = [];
        for (const node of level) {
            const { state, made } = node;
            if (state >= graph.expanded)
                continue;
            for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++) {
                const target = graph.targets.at(t);
                if (will.hope[target] === 0)
                    continue;
                if (willing[t] === 1) {
                    if (isNew(target, made))
                        level.push({ state: target, made, parent: node, transition: t });
                    continue;
                }
                const then = [...made, moveOf(t)].sort((x, y) => x - y);
                const key = then.join();
                const known = found.get(key);
                const certain = will.mustEnd[target] === 1;
                if (known === undefined && [...found.values()].some((other) => isPartOf(other.node.made, then)))
                    continue;
                const reached = { state: target, made: then, parent: node, transition: t };
                if (will.toEnding[target] !== -2) {
                    if (known === undefined || (certain && !known.certain))
                        found.set(key, { node: reached, certain });
                }
                else if (moves + 1 < mostMoves && known === undefined && isNew(target, then))
                    next.push(reached);
            }
        }
        level = next;
    }
    const ways = [...found.values()].map(({ node, certain }) => ({ certain, ...trace(will, node) }));
    return { ways, complete: nodes <= mostNodes && will.context.exhaustive };
}
function trace(will, last) {
    const transitions = [];
    for (let node = last; node !== null && node.transition >= 0; node = node.parent)
        transitions.push(node.transition);
    transitions.reverse();
    const against = transitions.filter((t) => will.moves.willing[t] === 0);
    return { against, transitions: [...transitions, ...will.wayToEnding(last.state)] };
}
/** Whether all numbers of `part` are in `whole`, each as often; both ascending. */
function isPartOf(part, whole) {
    let at = 0;
    for (const each of whole)
        if (part[at] === each)
            at++;
    return at === part.length;
}

/**
 * The strongly connected components among some states: for each state the number of its component, -1 for those not among them (Tarjan,
 * Depth-first search and linear graph algorithms, 1972; without recursion). A component has a higher number than all that it leads to.
 * `taken` marks the transitions that count; all of them do where it is left out.
 */
export function componentsOf(graph, among, taken = null) {
    const component = new Int32Array(graph.states).fill(-1);
    const order = new Int32Array(graph.states).fill(-1);
    const low = new Int32Array(graph.states);
    const at = new Int32Array(graph.states);
    const open = [];
    const calls = [];
    let count = 0;
    let components = 0;
    const end = (s) => (s < graph.expanded ? graph.first.at(s + 1) : 0);
    const enter = (s) => {
        order[s] = low[s] = count++;
        at[s] = s < graph.expanded ? graph.first.at(s) : 0;
        open.push(s);
        calls.push(s);
    };
    for (let root = 0; root < graph.states; root++) {
        if (among[root] === 0 || order[root] >= 0)
            continue;
        enter(root);
        while (calls.length > 0) {
            const s = calls[calls.length - 1];
            if (at[s] < end(s)) {
                const transition = at[s]++;
                const target = graph.targets.at(transition);
                if (among[target] === 0 || taken?.[transition] === 0)
                    continue;
                if (order[target] < 0)
                    enter(target);
                else if (component[target] < 0)
                    low[s] = Math.min(low[s], order[target]);
                continue;
            }
            calls.pop();
            if (calls.length > 0) {
                const caller = calls[calls.length - 1];
                low[caller] = Math.min(low[caller], low[s]);
            }
            if (low[s] !== order[s])
                continue;
            let member;
            do {
                member = open.pop();
                component[member] = components;
            } while (member !== s);
            components++;
        }
    }
    return component;
}
/**
 * The states among some where a playthrough can stay among them for ever, going round in a circle, though at each `fair` state
 * whatever can happen there happens again and again: the maximal end components (de Alfaro, Formal verification of probabilistic
 * systems, 1997, algorithm 3.1). One byte a state.
 */
export function endComponents(graph, among, fair) {
    const left = among.slice();
    for (;;) {
        const component = componentsOf(graph, left);
        let removed = false;
        for (let s = 0; s < graph.states; s++) {
            if (left[s] === 0)
                continue;
            let stays = false;
            let leaves = false;
            if (s < graph.expanded)
                for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
                    if (component[graph.targets.at(t)] === component[s])
                        stays = true;
                    else
                        leaves = true;
                }
            if (stays && !(leaves && fair[s] === 1))
                continue;
            left[s] = 0;
            removed = true;
        }
        if (!removed)
            return left;
    }
}
/** The shortest way from a state back to itself through states among some, as transitions; empty where there is none. */
export function shortestCircle(graph, from, among) {
    const cameBy = new Map();
    const queue = [from];
    for (const s of queue) {
        if (s >= graph.expanded)
            continue;
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
            const target = graph.targets.at(t);
            if (among[target] === 0 || cameBy.has(target))
                continue;
            cameBy.set(target, { transition: t, source: s });
            if (target !== from) {
                queue.push(target);
                continue;
            }
            const circle = [];
            let back = from;
            do {
                const step = cameBy.get(back);
                circle.push(step.transition);
                back = step.source;
            } while (back !== from);
            return circle.reverse();
        }
    }
    return [];
}

/**
 * For each state the transition by which a shortest way over allowed transitions first comes there from an initial state: -1 for initial
 * states, -2 where there is no such way.
 */
export function waysFrom(graph, allowed) {
    const by = new Int32Array(graph.states).fill(-2);
    const queue = new Int32Array(graph.states);
    let size = 0;
    for (let s = 0; s < graph.initial; s++) {
        by[s] = -1;
        queue[size++] = s;
    }
    for (let head = 0; head < size; head++) {
        const s = queue[head];
        if (s >= graph.expanded)
            continue;
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
            const target = graph.targets.at(t);
            if (allowed[t] === 0 || by[target] !== -2)
                continue;
            by[target] = t;
            queue[size++] = target;
        }
    }
    return by;
}
/**
 * For each state the transition that begins a shortest way over allowed transitions to a state marked in `goals`: -1 for the goals
 * themselves, -2 where there is no such way.
 */
export function waysTo(graph, goals, allowed) {
    const { first, incoming } = reversed(graph, allowed);
    const way = new Int32Array(graph.states).fill(-2);
    const queue = new Int32Array(graph.states);
    let size = 0;
    for (let s = 0; s < graph.states; s++) {
        if (goals[s] === 0)
            continue;
        way[s] = -1;
        queue[size++] = s;
    }
    const sources = sourcesOf(graph);
    for (let head = 0; head < size; head++) {
        const s = queue[head];
        for (let i = first[s]; i < first[s + 1]; i++) {
            const source = sources[incoming[i]];
            if (way[source] !== -2)
                continue;
            way[source] = incoming[i];
            queue[size++] = source;
        }
    }
    return way;
}
/** The allowed transitions into each state `s`: `incoming[first[s]]` … `incoming[first[s + 1] - 1]`. */
function reversed(graph, allowed) {
    const first = new Int32Array(graph.states + 2);
    for (let t = 0; t < graph.transitions; t++)
        first[graph.targets.at(t) + 2] += allowed[t];
    for (let s = 2; s < first.length; s++)
        first[s] += first[s - 1];
    const incoming = new Int32Array(first[first.length - 1]);
    for (let t = 0; t < graph.transitions; t++) {
        if (allowed[t] === 1)
            incoming[first[graph.targets.at(t) + 1]++] = t;
    }
    return { first, incoming };
}
/** The state that each transition leaves. */
function sourcesOf(graph) {
    const sources = new Int32Array(graph.transitions);
    for (let s = 0; s < graph.expanded; s++)
        sources.fill(s, graph.first.at(s), graph.first.at(s + 1));
    return sources;
}
/**
 * The states marked in `among` from which allowed transitions within `among` lead back to themselves, in their strongly connected
 * components (Tarjan 1972, without recursion), each with its states in ascending order; ordered by their first states.
 */
export function circlesOf(graph, among, allowed) {
    const index = new Int32Array(graph.states);
    const low = new Int32Array(graph.states);
    const at = new Int32Array(graph.states);
    const onStack = new Uint8Array(graph.states);
    const stack = [];
    const calls = [];
    const found = [];
    let count = 0;
    const enter = (s) => {
        index[s] = low[s] = ++count;
        at[s] = s < graph.expanded ? graph.first.at(s) : 0;
        stack.push(s);
        onStack[s] = 1;
        calls.push(s);
    };
    for (let root = 0; root < graph.states; root++) {
        if (among[root] === 0 || index[root] !== 0)
            continue;
        enter(root);
        while (calls.length > 0) {
            const s = calls[calls.length - 1];
            const end = s < graph.expanded ? graph.first.at(s + 1) : 0;
            let entered = false;
            while (at[s] < end && !entered) {
                const t = at[s]++;
                const target = graph.targets.at(t);
                if (allowed[t] === 0 || among[target] === 0)
                    continue;
                if (index[target] === 0) {
                    enter(target);
                    entered = true;
                }
                else if (onStack[target] === 1)
                    low[s] = Math.min(low[s], index[target]);
            }
            if (entered)
                continue;
            calls.pop();
            if (calls.length > 0)
                low[calls[calls.length - 1]] = Math.min(low[calls[calls.length - 1]], low[s]);
            if (low[s] !== index[s])
                continue;
            const component = stack.splice(stack.lastIndexOf(s));
            for (const each of component)
                onStack[each] = 0;
            if (component.length > 1 || returnsToItself(graph, s, allowed))
                found.push(component.sort((x, y) => x - y));
        }
    }
    return found.sort((x, y) => x[0] - y[0]);
}
function returnsToItself(graph, s, allowed) {
    if (s >= graph.expanded)
        return false;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
        if (allowed[t] === 1 && graph.targets.at(t) === s)
            return true;
    return false;
}

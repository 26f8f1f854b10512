export function waysOf(graph) {
    const { states, transitions } = graph;
    const { targets } = graph;
    const sources = new Int32Array(transitions);
    for (let s = 0; s < graph.expanded; s++)
        sources.fill(s, graph.first.at(s), graph.first.at(s + 1));
    const firstInto = new Int32Array(states + 2);
    for (let t = 0; t < transitions; t++)
        firstInto[targets.at(t) + 2]++;
    for (let s = 2; s < firstInto.length; s++)
        firstInto[s] += firstInto[s - 1];
    const into = new Int32Array(transitions);
    for (let t = 0; t < transitions; t++)
        into[firstInto[targets.at(t) + 1]++] = t;
    return { sources, into, firstInto };
}

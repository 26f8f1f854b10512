import { componentsOf } from './components.js';
/**
 * A graph in outline, which has the same ways as far as labels go, and no circles: states with the same ways ahead of them are one block
 * (bisimulation from the leaves up), and so is each circle (strongly connected component), in which a way can take every transition as
 * often as it likes. Blocks are numbered so that each way leads to ever smaller numbers.
 */
export class Outline {
    /** The edges of block `b` lie at `first[b]` … `first[b + 1] - 1`. */
    first;
    labels;
    targets;
    /** How many transitions of each state of a block an edge stands for; means nothing for circles. */
    times;
    /** The labels of the transitions within a circle; null for blocks that are none. */
    circles;
    /** What a block without edges is (see `Labelled.leaf`), -1 for the others. */
    leaves;
    /** The block of each state. */
    blockOf;
    /** The block before the starts. */
    root;
    /** `counting`: states with the same ways, but more or fewer of them, are told apart. */
    constructor(labelled, counting) {
        const { graph, starts } = labelled;
        const folder = new Folder(labelled, counting);
        this.blockOf = folder.blockOf;
        this.root = folder.add(graph.starts.map((state, start) => [starts[start], this.blockOf[state]]), null, -1);
        this.first = Int32Array.from(folder.first);
        this.labels = Int32Array.from(folder.labels);
        this.targets = Int32Array.from(folder.targets);
        this.times = Int32Array.from(folder.times);
        this.circles = folder.circles;
        this.leaves = Int32Array.from(folder.leaves);
    }
    get blocks() {
        return this.leaves.length;
    }
}
class Folder {
    first = [0];
    labels = [];
    targets = [];
    times = [];
    circles = [];
    leaves = [];
    blockOf;
    known = new Map();
    counting;
    constructor({ graph, labels, leaf }, counting) {
        this.counting = counting;
        this.blockOf = new Int32Array(graph.states).fill(-1);
        for (const members of inOrder(graph)) {
            const isIn = (state) => this.blockOf[state] === -2;
            for (const s of members)
                this.blockOf[s] = -2;
            const edges = [];
            const inside = new Set();
            for (const s of members) {
                if (s >= graph.expanded)
                    continue;
                for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
                    const target = graph.targets.at(t);
                    if (isIn(target))
                        inside.add(labels[t]);
                    else
                        edges.push([labels[t], this.blockOf[target]]);
                }
            }
            const circle = inside.size === 0 ? null : [...inside].sort((x, y) => x - y);
            const block = this.add(edges, circle, edges.length === 0 && circle === null ? leaf(members[0]) : -1);
            for (const s of members)
                this.blockOf[s] = block;
        }
    }
    /** The block with these edges, a new one if there is none yet. */
    add(edges, circle, leaf) {
        const merged = [];
        for (const edge of [...edges].sort((x, y) => x[0] - y[0] || x[1] - y[1])) {
            const last = merged.at(-1);
            if (last !== undefined && last.edge[0] === edge[0] && last.edge[1] === edge[1])
                last.times++;
            else
                merged.push({ edge, times: 1 });
        }
        const written = merged.map(({ edge, times }) => (this.counting ? `${edge.join()}x${times}` : edge.join()));
        const key = `${written.join(' ')}|${circle?.join() ?? ''}|${leaf}`;
        const known = this.known.get(key);
        if (known !== undefined)
            return known;
        for (const { edge, times } of merged) {
            this.labels.push(edge[0]);
            this.targets.push(edge[1]);
            this.times.push(times);
        }
        this.first.push(this.labels.length);
        this.circles.push(circle);
        this.leaves.push(leaf);
        this.known.set(key, this.leaves.length - 1);
        return this.leaves.length - 1;
    }
}
/** The strongly connected components of a graph, each after all that its states lead to. */
function* inOrder(graph) {
    const component = componentsOf(graph, new Uint8Array(graph.states).fill(1)); // numbered as they are completed: the last ones first
    const from = new Int32Array(graph.states + 1);
    for (const c of component)
        from[c + 1]++;
    for (let c = 0; c < graph.states; c++)
        from[c + 1] += from[c];
    const next = from.slice();
    const states = new Int32Array(graph.states);
    component.forEach((c, s) => {
        states[next[c]++] = s;
    });
    for (let c = 0; c < graph.states && from[c] < graph.states; c++)
        yield [...states.subarray(from[c], from[c + 1])];
}

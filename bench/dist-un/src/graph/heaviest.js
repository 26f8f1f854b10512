/** So much counts a weight of 1 beside an edge, and a good end half as much: more than any way has edges. */
const much = 2 ** 24;
/**
 * Heaviest ways through an outline, where things have weights, and a way weighs what it shows. What it shows several times counts as
 * often, but within a circle only once. (Longest paths in a graph without circles, by dynamic programming.)
 */
export class Heaviest {
    outline;
    /** How many edges were looked at so far. */
    work = 0;
    /** For each label, and behind the labels for each circle, the things that it shows: at `from[i]` … `from[i + 1] - 1` in `things`. */
    from;
    things;
    /** For each block the number of its circle in `from`, -1 where it is none. */
    circle;
    weights;
    value;
    best;
    isGood;
    /** `shows`: for each label the things that it shows, each once. `isGood`: which leaves make a good end. */
    constructor(outline, shows, isGood) {
        this.outline = outline;
        this.isGood = isGood;
        const sets = shows.slice();
        this.circle = new Int32Array(outline.blocks).fill(-1);
        outline.circles.forEach((labels, block) => {
            if (labels === null)
                return;
            this.circle[block] = sets.length;
            sets.push([...new Set(labels.flatMap((label) => shows[label]))]);
        });
        this.from = new Int32Array(sets.length + 1);
        sets.forEach((set, i) => {
            this.from[i + 1] = this.from[i] + set.length;
        });
        this.things = Int32Array.from(sets.flat());
        this.weights = new Float64Array(sets.length);
        this.value = new Float64Array(outline.blocks);
        this.best = new Int32Array(outline.blocks).fill(-1);
    }
    /** Finds the heaviest way, with these weights of things; gives its weight. */
    find(weightOf) {
        this.weigh(weightOf, 1);
        return this.run(0, false);
    }
    /** Finds a heaviest way; of several one with a good end, and of these the shortest. Weights are meant to be 0, or 1 and more. */
    findShort(weightOf) {
        this.weigh(weightOf, much);
        this.run(1, true);
    }
    weigh(weightOf, scale) {
        const { from, things, weights } = this;
        for (let i = 0; i < weights.length; i++) {
            let sum = 0;
            for (let k = from[i]; k < from[i + 1]; k++)
                sum += weightOf[things[k]];
            weights[i] = sum * scale;
        }
    }
    run(cost, ends) {
        const { weights, value, best, circle, outline } = this;
        const { first, labels, targets, leaves, blocks, root } = outline;
        for (let block = 0; block < blocks; block++) {
            let most = ends && leaves[block] >= 0 && this.isGood(leaves[block]) ? much / 2 : 0;
            let by = -1;
            for (let i = first[block]; i < first[block + 1]; i++) {
                const weight = weights[labels[i]] + value[targets[i]] - cost;
                if (by >= 0 && weight <= most)
                    continue;
                most = weight;
                by = i;
            }
            value[block] = circle[block] < 0 ? most : most + weights[circle[block]];
            best[block] = by;
        }
        this.work += labels.length + weights.length;
        return value[root];
    }
    /** The edges of the way that was found last, from the root or from another block. */
    way(from = this.outline.root) {
        const edges = [];
        for (let i = this.best[from]; i >= 0; i = this.best[this.outline.targets[i]])
            edges.push(i);
        return edges;
    }
    /** Calls `show` with all things that a way can show, some of them several times. */
    shown(edges, show) {
        const tell = (set) => {
            for (let k = this.from[set]; k < this.from[set + 1]; k++)
                show(this.things[k]);
        };
        for (const edge of edges) {
            tell(this.outline.labels[edge]);
            const circle = this.circle[this.outline.targets[edge]];
            if (circle >= 0)
                tell(circle);
        }
    }
}

/** Walks ways of an outline in the graph itself. */
export class Walker {
    labelled;
    outline;
    shows;
    /** `shows`: for each label the things that it shows. The labels of the outline are others that show the same. */
    constructor(labelled, outline, shows) {
        this.labelled = labelled;
        this.outline = outline;
        this.shows = shows;
    }
    /** Walks along some edges from the root on; in circles it goes round for what is needed, to the nearest of it first. */
    walk(edges, needed) {
        const { graph, starts } = this.labelled;
        const { targets, blockOf } = this.outline;
        const missing = new Set(needed);
        const [first, ...rest] = edges;
        const start = graph.starts.findIndex((state, i) => this.fits(starts[i], first) && blockOf[state] === targets[first]);
        const transitions = [];
        const meet = (label) => {
            for (const thing of this.shows[label])
                missing.delete(thing);
        };
        meet(starts[start]);
        let state = graph.starts[start];
        const go = (way) => {
            for (const t of way) {
                transitions.push(t);
                meet(this.labelled.labels[t]);
                state = graph.targets.at(t);
            }
        };
        for (let i = 0;; i++) {
            const here = blockOf[state];
            if (this.outline.circles[here] !== null) {
                const isNew = (t) => blockOf[graph.targets.at(t)] === here &&
                    this.shows[this.labelled.labels[t]].some((thing) => missing.has(thing));
                for (let way = this.nearest(state, isNew); way !== null; way = this.nearest(state, isNew))
                    go(way);
            }
            if (i === rest.length)
                return { start, transitions };
            const edge = rest[i];
            const leads = (t) => this.fits(this.labelled.labels[t], edge) && blockOf[graph.targets.at(t)] === targets[edge];
            go(this.nearest(state, leads));
        }
    }
    /** The things that a walk shows, each once. */
    shown({ start, transitions }) {
        const { labels, starts } = this.labelled;
        const things = new Set(this.shows[starts[start]]);
        for (const t of transitions)
            for (const thing of this.shows[labels[t]])
                things.add(thing);
        return [...things];
    }
    /** Whether a label is one of those that an edge stands for. */
    fits(label, edge) {
        const shown = this.shows[this.outline.labels[edge]];
        const own = this.shows[label];
        return own.length === shown.length && own.every((thing, i) => thing === shown[i]);
    }
    /** The shortest way, within the block of a state, up to and with a transition that is wanted; null where there is none. */
    nearest(from, isWanted) {
        const { graph } = this.labelled;
        const { blockOf } = this.outline;
        const cameBy = new Map([[from, null]]);
        for (const source of cameBy.keys()) {
            if (source >= graph.expanded)
                continue;
            for (let t = graph.first.at(source); t < graph.first.at(source + 1); t++) {
                if (isWanted(t)) {
                    const way = [t];
                    for (let step = cameBy.get(source); step; step = cameBy.get(step.source))
                        way.push(step.transition);
                    return way.reverse();
                }
                const target = graph.targets.at(t);
                if (blockOf[target] === blockOf[from] && !cameBy.has(target))
                    cameBy.set(target, { transition: t, source });
            }
        }
        return null;
    }
}

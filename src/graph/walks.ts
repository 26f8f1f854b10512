import type { Labelled, Outline } from './outline.ts';

/** A way from a start, as transitions. */
export interface Walk {
  /** The number of the start. */
  readonly start: number;
  readonly transitions: readonly number[];
}

/** Walks ways of an outline in the graph itself. */
export class Walker {
  private readonly labelled: Labelled;
  private readonly outline: Outline;
  private readonly shows: readonly (readonly number[])[];

  /** `shows`: for each label the things that it shows. The labels of the outline are others that show the same. */
  constructor(labelled: Labelled, outline: Outline, shows: readonly (readonly number[])[]) {
    this.labelled = labelled;
    this.outline = outline;
    this.shows = shows;
  }

  /** Walks along some edges from the root on; in circles it goes round for what is needed, to the nearest of it first. */
  walk(edges: readonly number[], needed: ReadonlySet<number>): Walk {
    const { graph, starts } = this.labelled;
    const { targets, blockOf } = this.outline;
    const missing = new Set(needed);
    const [first, ...rest] = edges;
    const start = graph.starts.findIndex(
      (state, i) => this.fits(starts[i], first) && blockOf[state] === targets[first],
    );
    const transitions: number[] = [];
    const meet = (label: number): void => {
      for (const thing of this.shows[label]) missing.delete(thing);
    };
    meet(starts[start]);
    let state = graph.starts[start];
    const go = (way: readonly number[]): void => {
      for (const t of way) {
        transitions.push(t);
        meet(this.labelled.labels[t]);
        state = graph.targets.at(t);
      }
    };
    for (let i = 0; ; i++) {
      const here = blockOf[state];
      if (this.outline.circles[here] !== null) {
        const isNew = (t: number): boolean =>
          blockOf[graph.targets.at(t)] === here &&
          this.shows[this.labelled.labels[t]].some((thing) => missing.has(thing));
        for (let way = this.nearest(state, isNew); way !== null; way = this.nearest(state, isNew)) go(way);
      }
      if (i === rest.length) return { start, transitions };
      const edge = rest[i];
      const leads = (t: number): boolean =>
        this.fits(this.labelled.labels[t], edge) && blockOf[graph.targets.at(t)] === targets[edge];
      go(this.nearest(state, leads)!);
    }
  }

  /** The things that a walk shows, each once. */
  shown({ start, transitions }: Walk): number[] {
    const { labels, starts } = this.labelled;
    const things = new Set(this.shows[starts[start]]);
    for (const t of transitions) for (const thing of this.shows[labels[t]]) things.add(thing);
    return [...things];
  }

  /** Whether a label is one of those that an edge stands for. */
  private fits(label: number, edge: number): boolean {
    const shown = this.shows[this.outline.labels[edge]];
    const own = this.shows[label];
    return own.length === shown.length && own.every((thing, i) => thing === shown[i]);
  }

  /** The shortest way, within the block of a state, up to and with a transition that is wanted; null where there is none. */
  private nearest(from: number, isWanted: (transition: number) => boolean): readonly number[] | null {
    const { graph } = this.labelled;
    const { blockOf } = this.outline;
    const cameBy = new Map<number, { readonly transition: number; readonly source: number } | null>([[from, null]]);
    for (const source of cameBy.keys()) {
      if (source >= graph.expanded) continue;
      for (let t = graph.first.at(source); t < graph.first.at(source + 1); t++) {
        if (isWanted(t)) {
          const way = [t];
          for (let step = cameBy.get(source); step; step = cameBy.get(step.source)) way.push(step.transition);
          return way.reverse();
        }
        const target = graph.targets.at(t);
        if (blockOf[target] === blockOf[from] && !cameBy.has(target)) cameBy.set(target, { transition: t, source });
      }
    }
    return null;
  }
}

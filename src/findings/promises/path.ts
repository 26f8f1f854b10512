import { Explorer } from '../../graph/explore.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Emit, Model } from '../../model.ts';

const bounds = { states: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

/** Where a way begins. */
const start = '';

/** A model of which only the steps of one way are taken, told by their labels. */
class Path implements Model {
  private readonly model: Model;
  /** The labels of the steps to take from each state, by its bytes. */
  private readonly steps = new Map<string, Set<number>>();

  constructor(model: Model, labels: readonly number[]) {
    this.model = model;
    let at: Uint8Array | null = null;
    for (const wanted of labels) {
      const key: string = at === null ? start : at.join();
      if (!this.steps.get(key)?.add(wanted)) this.steps.set(key, new Set([wanted]));
      const found: Uint8Array[] = [];
      const find: Emit = (label, state, length) => {
        if (label === wanted) found.push(state.slice(0, length));
      };
      if (at === null) model.start(find);
      else model.successors(-1, at, 0, at.length, find);
      const [next] = found;
      if (next === undefined) throw new Error('a way that was found can’t be gone: this is a fault of Redthread');
      at = next;
    }
  }

  start(emit: Emit): void {
    this.model.start(this.only(start, emit));
  }

  successors(index: number, state: Uint8Array, from: number, length: number, emit: Emit): void {
    const key = state.subarray(from, from + length).join();
    if (this.steps.has(key)) this.model.successors(index, state, from, length, this.only(key, emit));
  }

  private only(key: string, emit: Emit): Emit {
    return (label, state, length) => {
      if (this.steps.get(key)?.has(label) === true) emit(label, state, length);
    };
  }
}

/** An exploration of one way through a model, given as the labels of its steps from the start, and of nothing else. */
export function explorePath(model: Model, labels: readonly number[]): Graph {
  const explorer = new Explorer(new Path(model, labels), bounds);
  while (explorer.work(1) === 'more');
  return explorer.graph;
}

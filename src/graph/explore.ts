import type { Emit, Model } from '../model.ts';
import { Graph } from './graph.ts';
import { Store } from './store.ts';

/** An exploration may be ended, or stopped and looked at, each time so many states were expanded: at the same places for any number of threads. */
export const sliceSize = 64;

export interface Bounds {
  readonly states: number;
  /** Bytes that states and transitions may take. */
  readonly bytes: number;
}

/** Explores a model breadth-first, in slices, so that whoever runs it stays in control. */
export class Explorer {
  readonly graph = new Graph(new Store());
  readonly model: Model;
  readonly bounds: Bounds;
  private readonly emit: Emit;

  constructor(model: Model, bounds: Bounds) {
    this.model = model;
    this.bounds = bounds;
    const { graph } = this;
    this.emit = (label, state, length) => void this.step(label, state, length);
    model.start((label, state, length) => {
      const known = graph.states;
      const target = graph.store.add(state, length);
      graph.starts.push(target);
      if (target !== known) {
        graph.startWays[target]++;
        return;
      }
      graph.reachedBy.push(-1);
      graph.startLabels.push(label);
      graph.startWays.push(1);
      graph.initial++;
    });
  }

  /** How many states wait to be expanded. */
  get frontier(): number {
    return this.graph.states - this.graph.expanded;
  }

  /** Why no more states are to be expanded: all are, or a bound was reached; null where none of that is so. */
  get end(): 'done' | 'states' | 'memory' | null {
    const { graph, bounds } = this;
    if (this.frontier === 0) return 'done';
    if (graph.states >= bounds.states) return 'states';
    return graph.expanded % sliceSize === 0 && graph.bytes > bounds.bytes ? 'memory' : null;
  }

  /** Expands at most `count` states; tells why it ended, or that there is more to do. */
  work(count: number): 'more' | 'done' | 'states' | 'memory' {
    const { graph, model, emit } = this;
    const expand = (bytes: Uint8Array, from: number, length: number): void =>
      model.successors(graph.expanded, bytes, from, length, emit);
    for (let i = 0; i < count; i++) {
      const { end } = this;
      if (end !== null) return end;
      graph.store.with(graph.expanded, expand);
      this.endState();
    }
    return this.end ?? 'more';
  }

  /** Adds a step from the state that is being expanded to the state with these bytes, and perhaps a hash that is known; gives the number of that state. */
  step(label: number, state: Uint8Array, length: number, hash?: number, from = 0): number {
    const { graph } = this;
    const known = graph.states;
    const target = graph.store.add(state, length, hash, from);
    if (target === known) graph.reachedBy.push(graph.transitions);
    this.stepTo(label, target);
    return target;
  }

  /** Adds a step from the state that is being expanded to a state that has a number. */
  stepTo(label: number, target: number): void {
    this.graph.targets.push(target);
    this.graph.labels.push(label);
  }

  /** Says that all steps were added from the state that is being expanded. */
  endState(): void {
    this.graph.first.push(this.graph.transitions);
  }
}

import type { Emit, Model } from '../model.ts';
import { Novelty } from './novelty.ts';
import { Store } from './store.ts';

/** A step that a search took: the state it left (-1: a start), its label, and the state it came to. */
export interface Step {
  readonly source: number;
  readonly label: number;
  readonly target: number;
}

type AtomsOf = (state: Uint8Array, from: number, length: number) => number[];
type DistanceOf = (source: Uint8Array, label: number) => number | null;

/** States to go on from: those with something new, by rank, and how many of each were gone on from; and the rest, by the number of their atoms. */
class Waiting {
  private readonly novel: readonly number[][] = [[], []];
  private readonly gone = [0, 0];
  private readonly rest: number[][] = [];

  add(state: number, rank: number, atoms: number): void {
    const queue = this.novel[rank];
    if (queue !== undefined) queue.push(state);
    else {
      while (this.rest.length <= atoms) this.rest.push([]);
      this.rest[atoms].push(state);
    }
  }

  /** The next state, which then waits no longer; -1 where there is none. */
  next(): number {
    for (const [rank, queue] of this.novel.entries())
      if (this.gone[rank] < queue.length) return queue[this.gone[rank]++];
    while (this.rest.length > 0) {
      const state = this.rest[this.rest.length - 1].pop();
      if (state !== undefined) return state;
      this.rest.pop();
    }
    return -1;
  }
}

/**
 * Goes through a model not by breadth but to what is nearest to something that is searched for, if there is such a thing, and to what is new: states with an atom that no
 * state had before come first, then those with two that never came together (best-first width search: Lipovetzky and Geffner 2017), then those of the rest in which
 * most is true. It finds deep things soon, and proves nothing.
 */
export class Search {
  /** Steps taken so far. */
  steps = 0;
  /** The steps that had been taken when it last came nearer than ever to what it searches for. */
  nearerAt = 0;
  private readonly model: Model;
  private readonly atomsOf: AtomsOf;
  private readonly distanceOf: DistanceOf | null;
  private readonly store = new Store();
  private readonly novelty = new Novelty();
  /** The step by which each state was first reached. */
  private readonly sources: number[] = [];
  private readonly labels: number[] = [];
  /** The distance of each state, where distances count. */
  private readonly distances: number[] = [];
  /** The states to go on from, by distance; and the least distance at which some may wait. */
  private readonly waiting = new Map<number, Waiting>();
  private readonly known: number[] = [];
  /** States that were met for the first time since a state was begun to be expanded. */
  private readonly met: number[] = [];

  /** `atomsOf` tells what is true in a state, `distanceOf` how far it is from what is searched for after a step; null: as far as before it. */
  constructor(model: Model, atomsOf: AtomsOf, distanceOf: DistanceOf | null = null) {
    this.model = model;
    this.atomsOf = atomsOf;
    this.distanceOf = distanceOf;
  }

  /** Takes about so many steps more; `onStep` is told of each after it was taken, with the state it leads to. False where nothing is left to go on from. */
  work(steps: number, onStep: (step: Step, state: Uint8Array) => void): boolean {
    const until = this.steps + steps;
    if (this.steps === 0) this.model.start(this.emitFrom(-1, onStep));
    for (;;) {
      for (const state of this.met.splice(0)) this.rank(state);
      if (this.steps >= until) return true;
      const state = this.next();
      if (state < 0) return false;
      this.expand(state, onStep);
    }
  }

  /** Takes the steps with these labels from the start, one after the other, and all others on the way; gives the last one, null where there is no such way. */
  walk(labels: readonly number[], onStep: (step: Step, state: Uint8Array) => void): Step | null {
    let at = -1;
    let last: Step | null = null;
    for (const wanted of labels) {
      last = null;
      const note = (step: Step, state: Uint8Array): void => {
        if (step.label === wanted) last = step;
        onStep(step, state);
      };
      if (at < 0) this.model.start(this.emitFrom(at, note));
      else this.expand(at, note);
      if (last === null) return null;
      at = (last as Step).target;
    }
    return last;
  }

  /** Takes all steps that lead on from a state. */
  expand(state: number, onStep: (step: Step, state: Uint8Array) => void): void {
    const bytes = this.bytesOf(state);
    this.model.successors(state, bytes, 0, bytes.length, this.emitFrom(state, onStep));
  }

  private emitFrom(source: number, onStep: (step: Step, state: Uint8Array) => void): Emit {
    return (label, state, length) => {
      this.steps++;
      const known = this.store.size;
      const target = this.store.add(state, length);
      onStep({ source, label, target }, state);
      if (target < known) return;
      this.sources.push(source);
      this.labels.push(label);
      this.met.push(target);
    };
  }

  /** How many states it knows. */
  get states(): number {
    return this.store.size;
  }

  /** The step by which a state was first reached. */
  reachedBy(state: number): Step {
    return { source: this.sources[state], label: this.labels[state], target: state };
  }

  bytesOf(state: number): Uint8Array {
    let copy = new Uint8Array();
    this.store.with(state, (bytes, from, length) => {
      copy = bytes.slice(from, from + length);
    });
    return copy;
  }

  private rank(state: number): void {
    const bytes = this.bytesOf(state);
    const atoms = this.atomsOf(bytes, 0, bytes.length);
    const distance = this.distance(state);
    const count = atoms.length;
    // what was known elsewhere may be new at this distance
    if (this.distanceOf !== null) atoms.push(~distance);
    let waiting = this.waiting.get(distance);
    if (waiting === undefined) {
      this.waiting.set(distance, (waiting = new Waiting()));
      if (this.known.every((known) => known > distance)) this.nearerAt = this.steps;
      this.known.push(distance);
      this.known.sort((a, b) => a - b);
    }
    waiting.add(state, this.novelty.of(atoms), count);
  }

  private distance(state: number): number {
    if (this.distanceOf === null) return 0;
    const source = this.sources[state];
    const distance = source < 0 ? null : this.distanceOf(this.bytesOf(source), this.labels[state]);
    return (this.distances[state] = distance ?? (source < 0 ? Number.MAX_SAFE_INTEGER : this.distances[source]));
  }

  /** The next state to go on from: one of the nearest. */
  private next(): number {
    for (const distance of this.known) {
      const state = this.waiting.get(distance)!.next();
      if (state >= 0) return state;
    }
    return -1;
  }
}

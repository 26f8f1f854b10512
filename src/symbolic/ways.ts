import { nothing } from '../diagrams/diagrams.ts';
import type { Bits } from '../machine/bits.ts';
import { Backward } from './backward.ts';
import type { Resting } from './flow.ts';
import type { Door } from './reach.ts';
import type { System } from './system.ts';
import type { Beginning, Place } from './turns.ts';

/** What a way is looked for to: a turn that goes by a rule, some states, or any of some turns. */
export type Target = { readonly rule: number } | { readonly states: Resting } | { readonly doors: readonly Door[] };

/** A state, and the label of the step that leads on from it on the way to a target. */
interface Trace {
  readonly target: Target;
  place: Place;
  state: number;
  readonly labels: number[];
}

/** All states that are so many steps from the start and not fewer, and the turns that begin there. */
interface Ring {
  readonly states: Resting;
  readonly beginnings: readonly (Beginning & { readonly place: Place })[];
  readonly back: Backward;
}

/** Shortest ways from the start, as labels of steps: the entry, then the choices and the outcomes of draws as `StoryModel` labels them. */
export class Ways {
  private readonly system: System;
  private readonly rings: Ring[] = [];

  constructor(system: System) {
    this.system = system;
  }

  /** A way to each of some targets that can be reached. */
  *to(targets: readonly Target[]): Bits<number[][]> {
    const { system } = this;
    const { diagrams } = system;
    const open = new Set(targets);
    /** By the ring in which they are. */
    const traces: Trace[][] = [];
    const known: Resting = new Map();
    let states: Resting = new Map();
    for (const [{ place }, state] of system.starts) system.unite(states, [[place, state]]);
    while (open.size > 0 && states.size > 0) {
      const beginnings = [...states].flatMap(([place, set]) =>
        [...system.turns.beginnings(place, set)].map((beginning) => ({ ...beginning, place })),
      );
      const back = new Backward(
        system,
        beginnings.map(({ arc }) => arc),
      );
      const ring = { states, beginnings, back };
      this.rings.push(ring);
      traces.push(this.met(ring, open));
      yield;
      system.unite(known, states);
      const next = [...ring.back.reached()].map(
        ([place, set]) => [place, diagrams.without(set, known.get(place) ?? nothing)] as const,
      );
      states = new Map(next.filter(([, set]) => set !== nothing));
    }
    return yield* this.follow(traces);
  }

  /** The targets that are in a ring, or in a turn that begins there; they are no longer open. */
  private met(ring: Ring, open: Set<Target>): Trace[] {
    const traces: Trace[] = [];
    for (const target of open) {
      const trace = this.meet(ring, target);
      if (trace === null) continue;
      open.delete(target);
      traces.push(trace);
    }
    return traces;
  }

  private meet(ring: Ring, target: Target): Trace | null {
    if ('rule' in target) return this.step(ring, target, ring.back.by(target.rule), []);
    return 'doors' in target ? this.turnOf(ring, target) : this.stateOf(ring, target);
  }

  private turnOf(ring: Ring, target: { readonly doors: readonly Door[] }): Trace | null {
    const { diagrams } = this.system;
    const good = ring.beginnings.map(({ place, door, arc }) =>
      target.doors
        .filter((wanted) => wanted.place === place && wanted.door === door)
        .reduce((all, { states }) => diagrams.union(all, diagrams.within(arc.part, states)), nothing),
    );
    return this.step(ring, target, good, []);
  }

  private stateOf(ring: Ring, target: { readonly states: Resting }): Trace | null {
    const { diagrams } = this.system;
    for (const [place, set] of target.states) {
      const both = diagrams.within(ring.states.get(place) ?? nothing, set);
      if (both !== nothing) return { target, place, state: this.one(both), labels: [] };
    }
    return null;
  }

  /** Takes one of the steps of a ring that are good for each of its beginnings. */
  private step(ring: Ring, target: Target, good: readonly number[], labels: readonly number[]): Trace | null {
    const i = good.findIndex((set) => set !== nothing);
    if (i < 0) return null;
    const { place, door } = ring.beginnings[i];
    const state = this.one(good[i]);
    const label = place.kind === 'choice' ? this.system.vectors.inOrder(state).indexOf(door) : door;
    return { target, place, state, labels: [label, ...labels] };
  }

  /** Goes back from ring to ring, all traces together. */
  private *follow(traces: readonly Trace[][]): Bits<number[][]> {
    let on: Trace[] = [];
    for (let n = traces.length - 1; n >= 0; n--) {
      const ring = this.rings[n];
      on = [
        ...traces[n],
        ...on.map(({ target, place, state, labels }) => {
          const step = this.step(ring, target, ring.back.from(new Map([[place, state]])), labels);
          if (step === null) throw new Error('a way that leads nowhere: this is a fault of Redthread');
          return step;
        }),
      ];
      yield;
    }
    return on.map(({ place, state, labels }) => {
      for (const [start, at] of this.system.starts)
        if (start.place === place && at === state) return [start.label, ...labels];
      throw new Error('a way from nowhere: this is a fault of Redthread');
    });
  }

  /** One state of a set. */
  private one(set: number): number {
    const { diagrams } = this.system;
    return diagrams.vector(diagrams.pick(set));
  }
}

import { nothing } from '../diagrams/diagrams.ts';
import type { System } from './system.ts';
import type { Arc, Place } from './turns.ts';
import { NotFollowed } from './vectors.ts';

/** A turn that goes through more stretches than this isn't followed. */
const longest = 20_000;

/** Bags of states by where they rest. */
export type Resting = Map<Place, number>;

/** A part of a turn that was followed: all states that were at the beginning of a stretch together, and how they went on. */
export interface Stage {
  readonly stretch: number;
  readonly arcs: readonly Arc[];
}

/** Follows bags of states through turns to where they rest. Bags that come to the same stretch go on together. */
export class Flow {
  private readonly system: System;
  private readonly isSet: boolean;
  /** Bags at the beginnings of stretches, and how far along a turn each stretch is thought to be. */
  private readonly waiting = new Map<number, number>();
  private readonly depths = new Map<number, number>();
  private rest: Resting = new Map();
  /** What was followed, in order, where somebody wants to know. */
  trail: Stage[] | null = null;

  /** `isSet` where it doesn't matter how often a state is come to. */
  constructor(system: System, isSet: boolean) {
    this.system = system;
    this.isSet = isSet;
  }

  /** Adds the states that go along an arc, so many times each. */
  add({ part, changes, stretch, place }: Arc, weight = 1n, from = 0): void {
    const { diagrams } = this.system;
    const after = diagrams.times(diagrams.after(part, changes, this.isSet), this.isSet ? 1n : weight);
    if (place !== null) this.rest.set(place, this.both(this.rest.get(place) ?? nothing, after));
    else {
      const depth = this.depths.get(stretch) ?? 0;
      if (depth <= from && from < longest) this.depths.set(stretch, from + 1);
      this.waiting.set(stretch, this.both(this.waiting.get(stretch) ?? nothing, after));
    }
  }

  /** Where all that was added comes to rest, keeping there what it keeps. */
  run(): Resting {
    const rest = this.follow();
    for (const [place, bag] of rest) rest.set(place, this.system.rests.at(place, bag, this.isSet));
    return rest;
  }

  /** Where all that was added comes to rest, with all that it has. */
  follow(): Resting {
    for (let steps = 0; this.waiting.size > 0; steps++) {
      if (steps > longest) throw new NotFollowed('a long turn');
      this.system.stretches++;
      const stretch = this.next();
      const bag = this.waiting.get(stretch)!;
      this.waiting.delete(stretch);
      const arcs = [...this.system.turns.stretch(bag, stretch)];
      for (const arc of arcs) this.add(arc, 1n, this.depths.get(stretch));
      this.trail?.push({ stretch, arcs });
    }
    const rest = this.rest;
    this.rest = new Map();
    return rest;
  }

  /** The stretch to go on with: none that another one that waits may lead to. */
  private next(): number {
    let [least, first] = [Number.POSITIVE_INFINITY, -1];
    for (const stretch of this.waiting.keys()) {
      const depth = this.depths.get(stretch)!;
      if (depth < least) [least, first] = [depth, stretch];
    }
    return first;
  }

  private both(a: number, b: number): number {
    return this.isSet ? this.system.diagrams.union(a, b) : this.system.diagrams.sum(a, b);
  }
}

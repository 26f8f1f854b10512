import { nothing } from '../diagrams/diagrams.ts';
import { Flow, type Resting, type Stage } from './flow.ts';
import type { System } from './system.ts';
import type { Arc, Place } from './turns.ts';

/** All turns that begin along some arcs, to be followed backwards. */
export class Backward {
  private readonly system: System;
  private readonly beginnings: readonly Arc[];
  private readonly stages: Stage[] = [];
  private readonly ends: Resting;

  constructor(system: System, beginnings: readonly Arc[]) {
    this.system = system;
    this.beginnings = beginnings;
    const flow = new Flow(system, true);
    flow.trail = this.stages;
    for (const arc of beginnings) flow.add(arc);
    this.ends = flow.follow();
  }

  /** Where all turns come to rest. */
  reached(): Resting {
    return new Map([...this.ends].map(([place, set]) => [place, this.system.rests.at(place, set, true)]));
  }

  /** The states at the beginning of each arc from which the turn comes to a goal. */
  from(goal: Resting): number[] {
    const ends = new Map<Place, number>();
    for (const [place, set] of this.ends)
      ends.set(place, this.system.rests.before(place, set, goal.get(place) ?? nothing));
    return this.back(ends, -1);
  }

  /** The states at the beginning of each arc from which the turn goes by a rule. */
  by(rule: number): number[] {
    return this.back(new Map(), rule);
  }

  private back(ends: Resting, rule: number): number[] {
    const { diagrams } = this.system;
    const good = new Map<number, number>();
    const along = (arc: Arc): number => {
      if (rule >= 0 && arc.rule === rule) return arc.part;
      const wanted = arc.place === null ? good.get(arc.stretch) : ends.get(arc.place);
      return diagrams.before(arc.part, arc.changes, wanted ?? nothing);
    };
    for (const { stretch, arcs } of this.stages.toReversed())
      good.set(
        stretch,
        arcs.map(along).reduce((all, set) => diagrams.union(all, set), nothing),
      );
    return this.beginnings.map(along);
  }
}

import type { Diagrams } from '../diagrams/diagrams.ts';
import { nothing } from '../diagrams/diagrams.ts';
import { Flow, type Resting, type Stage } from './flow.ts';
import type { Rests } from './rests.ts';
import type { Arc, Turns } from './turns.ts';
import type { Vectors } from './vectors.ts';

/** All turns that begin along some arcs, to be followed backwards. */
export class Backward {
  private readonly diagrams: Diagrams;
  private readonly rests: Rests;
  private readonly beginnings: readonly Arc[];
  private readonly stages: Stage[] = [];
  private readonly ends: Resting;

  constructor(turns: Turns, rests: Rests, vectors: Vectors, beginnings: readonly Arc[]) {
    this.diagrams = vectors.diagrams;
    this.rests = rests;
    this.beginnings = beginnings;
    const flow = new Flow(turns, rests, vectors, true);
    flow.trail = this.stages;
    for (const arc of beginnings) flow.add(arc);
    this.ends = flow.follow();
  }

  /** The states at the beginning of each arc from which the turn comes to a goal. */
  from(goal: Resting): number[] {
    const { diagrams, rests } = this;
    const ends = new Map(
      [...this.ends].map(([place, set]) => [place, rests.before(place, set, goal.get(place) ?? nothing)]),
    );
    const good = new Map<number, number>();
    const along = ({ part, changes, stretch, place }: Arc): number =>
      diagrams.before(part, changes, (place === null ? good.get(stretch) : ends.get(place)) ?? nothing);
    for (const { stretch, arcs } of this.stages.toReversed())
      good.set(
        stretch,
        arcs.map(along).reduce((all, set) => diagrams.union(all, set), nothing),
      );
    return this.beginnings.map(along);
  }
}

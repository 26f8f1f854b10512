import { Diagrams, nothing } from '../diagrams/diagrams.ts';
import { waitsForChoice, waitsForDraw } from '../machine/statebytes.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import type { Resting } from './flow.ts';
import { Rests } from './rests.ts';
import { type Place, Turns } from './turns.ts';
import { NotFollowed, Vectors } from './vectors.ts';

/** A way in which the story starts: the number of the entry, and where it comes to rest. */
export interface Start {
  readonly label: number;
  readonly place: Place;
}

/** What it takes to follow a set along a stretch, besides the nodes that are asked for. */
const stretchWork = 200;

/** A story as a system whose states are taken as sets. Throws `NotFollowed` where its turns can't be learned, or somebody watches them. */
export class System {
  readonly model: StoryModel;
  readonly diagrams: Diagrams;
  readonly vectors: Vectors;
  readonly turns: Turns;
  readonly rests: Rests;
  /** How many stretches were followed. */
  stretches = 0;
  /** The states in which the story starts. */
  readonly starts = new Map<Start, number>();

  /** `mostNodes` is how many nodes its diagrams may have. */
  constructor(model: StoryModel, mostNodes: number) {
    if (model.unlearnable !== null || model.watches !== null) throw new NotFollowed('turns that are watched');
    this.model = model;
    const { table } = model.codec;
    const { slots } = model.machine;
    this.diagrams = new Diagrams(mostNodes);
    this.vectors = new Vectors(table, slots.length, this.diagrams);
    this.turns = new Turns(model.learning(), table, slots, this.vectors);
    this.rests = new Rests(table, this.vectors);
    model.start((label, state, length) => {
      const start = this.read(state, length);
      this.starts.set({ label, place: start.place }, start.state);
    });
  }

  /** How much was worked so far, in nodes that were asked for. */
  get work(): number {
    return this.diagrams.work + this.stretches * stretchWork;
  }

  private read(state: Uint8Array, length: number): { readonly place: Place; readonly state: number } {
    const { turns, vectors, model } = this;
    const { bytes } = model.codec;
    bytes.read(state, 0, length);
    const { kind, numbers, count, rest, address, message } = bytes;
    let place = turns.choice;
    if (kind === waitsForDraw) place = turns.place('draw', [rest]);
    else if (kind !== waitsForChoice) place = turns.place('over', [kind, address, message]);
    else if (rest !== 0) throw new NotFollowed('values left over at the end of a turn');
    const values = new Map<number, number>();
    for (const slot of bytes.live) values.set(vectors.slot(slot), model.machine.slots[slot]);
    const offers = place.kind === 'over' ? [] : [...numbers.subarray(0, count)];
    offers.forEach((offer, i) => {
      values.set(vectors.offer(offer), 1);
      vectors.offered(nothing, offers.slice(0, i), offer);
    });
    return { place, state: this.diagrams.vector(values) };
  }

  /** Forgets all sets but those in some maps, which it renews, where there are more nodes than so many. */
  collect(most: number, maps: readonly Map<unknown, number>[]): void {
    if (this.diagrams.nodes < most) return;
    const all = [this.starts, ...maps];
    const kept = this.diagrams.keep(all.flatMap((map) => [...map.values()]));
    for (const map of all) for (const key of map.keys()) map.set(key, kept.shift()!);
  }

  /** Adds sets to others, place by place. */
  unite(all: Resting, more: Iterable<readonly [Place, number]>): void {
    for (const [place, set] of more) all.set(place, this.diagrams.union(all.get(place) ?? nothing, set));
  }
}

import { Diagrams, nothing } from '../diagrams/diagrams.ts';
import type { Bits } from '../machine/bits.ts';
import { waitsForChoice, waitsForDraw } from '../machine/statebytes.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import { Backward } from './backward.ts';
import { Flow, type Resting } from './flow.ts';
import { Rests } from './rests.ts';
import { type Arc, type Place, Turns } from './turns.ts';
import { NotFollowed, Vectors } from './vectors.ts';

/** More nodes than this aren't made; unused ones are thrown away when there are so many. */
const mostNodes = 4_000_000;
const collectAt = 1_000_000;

/** How many playthroughs there are, and how many choices the longest makes. */
export interface Playthroughs {
  readonly count: bigint;
  readonly longest: number;
}

/**
 * All states of a story as sets, each set worked on at once (symbolic reachability with learned transitions: Burch, Clarke, McMillan, Dill and Hwang
 * 1992; Blom, van de Pol and Weber 2010). Where choices are independent of one another, 2^60 states take no longer than a few hundred. Throws
 * `NotFollowed` where a story does what sets don't follow, and `TooLarge` where they don't help.
 */
export class Reach {
  /** The states reached so far, by where they rest. */
  readonly states: Resting = new Map();
  /** Steps between them. */
  steps = 0n;
  private readonly model: StoryModel;
  private readonly diagrams = new Diagrams(mostNodes);
  private readonly vectors: Vectors;
  private readonly turns: Turns;
  private readonly rests: Rests;
  private starts: Resting = new Map();
  /** The states from which a choice was taken, or a draw was drawn: by choice and by place. */
  private readonly taken = new Map<number | Place, number>();

  constructor(model: StoryModel) {
    this.model = model;
    const { table } = model.codec;
    const { slots } = model.machine;
    this.vectors = new Vectors(table, slots.length, this.diagrams);
    this.turns = new Turns(model.learning(), table, slots, this.vectors);
    this.rests = new Rests(table, this.vectors);
  }

  /** Comes to all states. */
  *all(): Bits<void> {
    this.start();
    const flow = new Flow(this.turns, this.rests, this.vectors, true);
    for (let more = true; more; ) {
      more = false;
      for (const place of [...this.states.keys()]) {
        const doors = place.kind === 'choice' ? this.vectors.offersIn(this.states.get(place)!) : [place];
        for (const door of place.kind === 'over' ? [] : doors) {
          if (!this.go(flow, place, door)) continue;
          more = true;
          this.collect([]);
          yield;
        }
      }
    }
    if (!this.model.isWhole) throw new NotFollowed('something was cut short');
  }

  private start(): void {
    const { bytes } = this.model.codec;
    const { diagrams, vectors } = this;
    this.model.start((_, state, length) => {
      bytes.read(state, 0, length);
      const { kind, numbers, count, rest } = bytes;
      const values = new Map<number, number>();
      const place =
        kind === waitsForChoice
          ? this.turns.choice
          : this.turns.place(
              kind === waitsForDraw ? 'draw' : 'over',
              kind === waitsForDraw ? [rest] : [kind, bytes.address, bytes.message],
            );
      if (place === this.turns.choice && rest !== 0) throw new NotFollowed('values left over at the end of a turn');
      for (const slot of bytes.live) values.set(vectors.slot(slot), this.model.machine.slots[slot]);
      const offers = place.kind === 'over' ? [] : [...numbers.subarray(0, count)];
      offers.forEach((offer, i) => {
        values.set(vectors.offer(offer), 1);
        vectors.offered(nothing, offers.slice(0, i), offer);
      });
      const vector = diagrams.vector(values);
      this.starts.set(place, diagrams.sum(this.starts.get(place) ?? nothing, vector));
    });
    for (const [place, bag] of this.starts) this.states.set(place, diagrams.support(bag));
  }

  /** Takes a choice from all states in which it is on offer, or draws, where that wasn't done yet; false where it was. */
  private go(flow: Flow, place: Place, door: number | Place): boolean {
    const { diagrams, vectors, taken, turns } = this;
    const all = this.states.get(place)!;
    const open = typeof door === 'number' ? diagrams.where(all, vectors.offer(door), (value) => value === 1) : all;
    const before = taken.get(door) ?? nothing;
    const fresh = diagrams.without(open, before);
    if (fresh === nothing) return false;
    taken.set(door, diagrams.union(before, fresh));
    if (typeof door === 'number') {
      if (before === nothing) this.model.noteOffered(door);
      flow.add(turns.begin(fresh, door));
      this.steps += diagrams.size(fresh);
    } else
      for (const { arc } of turns.draws(fresh, door.middle)) {
        flow.add(arc);
        this.steps += diagrams.size(arc.part);
      }
    for (const [to, bag] of flow.run()) this.states.set(to, diagrams.union(this.states.get(to) ?? nothing, bag));
    return true;
  }

  /** How many states there are. */
  size(): bigint {
    return [...this.states.values()].reduce((sum, bag) => sum + this.diagrams.size(bag), 0n);
  }

  /** How many states are over, by place. */
  over(): { readonly place: Place; readonly count: bigint }[] {
    return [...this.states].flatMap(([place, bag]) =>
      place.kind === 'over' ? [{ place, count: this.diagrams.size(bag) }] : [],
    );
  }

  /** How many states there are from which no place can be reached that `isGoal`. All states must have been reached. */
  *without(isGoal: (place: Place) => boolean): Bits<bigint> {
    const { diagrams } = this;
    const good: Resting = new Map([...this.states].filter(([place]) => isGoal(place)));
    const from: Place[] = [];
    const arcs: Arc[] = [];
    for (const [place, bag] of this.states)
      for (const arc of this.beginnings(place, bag)) {
        from.push(place);
        arcs.push(arc);
      }
    const back = new Backward(this.turns, this.rests, this.vectors, arcs);
    for (let more = true; more; ) {
      more = false;
      for (const [i, set] of back.from(good).entries()) {
        const known = good.get(from[i]) ?? nothing;
        const all = diagrams.union(known, set);
        if (all === known) continue;
        good.set(from[i], all);
        more = true;
      }
      yield;
    }
    let left = 0n;
    for (const [place, bag] of this.states)
      if (place.kind !== 'over') left += diagrams.size(diagrams.without(bag, good.get(place) ?? nothing));
    return left;
  }

  /** How the turns begin that states at a place can take. */
  private *beginnings(place: Place, states: number): Generator<Arc> {
    const { diagrams, turns, vectors } = this;
    if (place.kind === 'draw') for (const { arc } of turns.draws(states, place.middle)) yield arc;
    if (place.kind !== 'choice') return;
    for (const offer of vectors.offersIn(states))
      yield turns.begin(
        diagrams.where(states, vectors.offer(offer), (value) => value === 1),
        offer,
      );
  }

  /** Counts playthroughs; never comes to an end where they can go round in a circle. */
  *playthroughs(isComplete: (place: Place) => boolean): Bits<Playthroughs> {
    const { diagrams, turns, vectors } = this;
    const flow = new Flow(turns, this.rests, vectors, false);
    let count = 0n;
    let longest = 0;
    let layer = this.starts;
    for (let choices = 0; layer.size > 0; choices++) {
      const waiting = layer.get(turns.choice) ?? nothing;
      const rest = [...layer].filter(([place]) => place !== turns.choice);
      layer = new Map(waiting === nothing ? [] : [[turns.choice, waiting]]);
      for (let draws = rest; draws.length > 0; ) {
        for (const [place, bag] of draws) {
          if (place.kind === 'over' && isComplete(place)) {
            count += diagrams.size(bag);
            longest = choices;
          }
          if (place.kind === 'draw')
            for (const { arc, weight } of turns.draws(bag, place.middle)) flow.add(arc, weight);
        }
        draws = [];
        for (const [place, bag] of flow.run()) {
          if (place === turns.choice) layer.set(place, diagrams.sum(layer.get(place) ?? nothing, bag));
          else draws.push([place, bag]);
        }
        yield;
      }
      const bag = layer.get(turns.choice) ?? nothing;
      for (const offer of vectors.offersIn(bag))
        flow.add(
          turns.begin(
            diagrams.where(bag, vectors.offer(offer), (value) => value === 1),
            offer,
          ),
        );
      layer = flow.run();
      this.collect([layer]);
      yield;
    }
    return { count, longest };
  }

  /** Throws away unused nodes from time to time. */
  private collect(more: readonly Resting[]): void {
    if (this.diagrams.nodes < collectAt) return;
    const maps: Map<unknown, number>[] = [this.states, this.starts, this.taken, ...more];
    const kept = this.diagrams.keep(maps.flatMap((map) => [...map.values()]));
    for (const map of maps) for (const key of map.keys()) map.set(key, kept.shift()!);
  }
}

import { nothing } from '../diagrams/diagrams.ts';
import type { Bits } from '../machine/bits.ts';
import { Backward } from './backward.ts';
import { Flow, type Resting } from './flow.ts';
import type { System } from './system.ts';
import type { Place } from './turns.ts';
import { NotFollowed } from './vectors.ts';

/** Where there are so many nodes, unused ones are thrown away. */
const collectAt = 1_000_000;

/** Turns that begin at a place by a choice or an outcome (see `Beginning`), in some states. */
export interface Door {
  readonly place: Place;
  readonly door: number;
  readonly states: number;
}

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
  private readonly system: System;
  /** The states from which a choice was taken, or a draw was drawn: by choice and by place. */
  private readonly taken = new Map<number | Place, number>();

  constructor(system: System) {
    this.system = system;
    for (const [{ place }, state] of system.starts) system.unite(this.states, [[place, state]]);
  }

  /** Comes to all states. */
  *all(): Bits<void> {
    const { system } = this;
    const flow = new Flow(system, true);
    for (let more = true; more; ) {
      more = false;
      for (const place of [...this.states.keys()]) {
        const doors = place.kind === 'choice' ? system.vectors.offersIn(this.states.get(place)!) : [place];
        for (const door of place.kind === 'over' ? [] : doors) {
          if (!this.go(flow, place, door)) continue;
          more = true;
          system.collect(collectAt, [this.states, this.taken]);
          yield;
        }
      }
    }
    if (!system.model.isWhole) throw new NotFollowed('something was cut short');
  }

  /** Takes a choice from all states in which it is on offer, or draws, where that wasn't done yet; false where it was. */
  private go(flow: Flow, place: Place, door: number | Place): boolean {
    const { taken } = this;
    const { diagrams, vectors, turns, model } = this.system;
    const all = this.states.get(place)!;
    const open = typeof door === 'number' ? vectors.withOffer(all, door) : all;
    const before = taken.get(door) ?? nothing;
    const fresh = diagrams.without(open, before);
    if (fresh === nothing) return false;
    taken.set(door, diagrams.union(before, fresh));
    if (typeof door === 'number' && before === nothing) model.noteOffered(door);
    const beginnings = typeof door === 'number' ? [turns.taking(fresh, door)] : turns.beginnings(door, fresh);
    for (const { arc } of beginnings) {
      flow.add(arc);
      this.steps += diagrams.size(arc.part);
    }
    this.system.unite(this.states, flow.run());
    return true;
  }

  /** How many states there are. */
  size(): bigint {
    return [...this.states.values()].reduce((sum, set) => sum + this.system.diagrams.size(set), 0n);
  }

  /** The states from which no place can be reached that `isGoal`. All states must have been reached. */
  *without(isGoal: (place: Place) => boolean): Bits<Resting> {
    const { diagrams, turns } = this.system;
    const good: Resting = new Map([...this.states].filter(([place]) => isGoal(place)));
    const beginnings = [...this.states].flatMap(([place, set]) =>
      [...turns.beginnings(place, set)].map(({ arc }) => ({ place, arc })),
    );
    const back = new Backward(
      this.system,
      beginnings.map(({ arc }) => arc),
    );
    for (let more = true; more; ) {
      more = false;
      for (const [i, set] of back.from(good).entries()) {
        const { place } = beginnings[i];
        const known = good.get(place) ?? nothing;
        const all = diagrams.union(known, set);
        if (all === known) continue;
        good.set(place, all);
        more = true;
      }
      yield;
    }
    const rest = [...this.states]
      .filter(([place]) => place.kind !== 'over')
      .map(([place, set]) => [place, diagrams.without(set, good.get(place) ?? nothing)] as const);
    return new Map(rest.filter(([, set]) => set !== nothing));
  }

  /** The turns by which one comes from where an ending can be reached to `lost` states. */
  doors(lost: Resting): Door[] {
    const { diagrams, turns } = this.system;
    const beginnings = [...this.states].flatMap(([place, set]) => {
      const rest = diagrams.without(set, lost.get(place) ?? nothing);
      return [...turns.beginnings(place, rest)].map(({ arc, door }) => ({ place, door, arc }));
    });
    const back = new Backward(
      this.system,
      beginnings.map(({ arc }) => arc),
    );
    return back
      .from(lost)
      .map((states, i) => ({ ...beginnings[i], states }))
      .filter(({ states }) => states !== nothing);
  }

  /** Counts playthroughs; never comes to an end where they can go round in a circle. */
  *playthroughs(isComplete: (place: Place) => boolean): Bits<Playthroughs> {
    const { system } = this;
    const { diagrams, turns } = system;
    const flow = new Flow(system, false);
    let count = 0n;
    let longest = 0;
    let layer: Resting = new Map();
    for (const [{ place }, state] of system.starts) layer.set(place, diagrams.sum(layer.get(place) ?? nothing, state));
    for (let choices = 0; layer.size > 0; choices++) {
      let draws = [...layer].filter(([place]) => place !== turns.choice);
      const waiting = layer.get(turns.choice) ?? nothing;
      layer = new Map(waiting === nothing ? [] : [[turns.choice, waiting]]);
      while (draws.length > 0) {
        for (const [place, bag] of draws) {
          if (place.kind === 'over' && isComplete(place)) {
            count += diagrams.size(bag);
            longest = choices;
          }
          for (const { arc, weight } of turns.beginnings(place, bag)) flow.add(arc, weight);
        }
        draws = [];
        for (const [place, bag] of flow.run()) {
          if (place === turns.choice) layer.set(place, diagrams.sum(layer.get(place) ?? nothing, bag));
          else draws.push([place, bag]);
        }
        yield;
      }
      for (const { arc } of turns.beginnings(turns.choice, layer.get(turns.choice) ?? nothing)) flow.add(arc);
      layer = flow.run();
      system.collect(collectAt, [this.states, this.taken, layer]);
      yield;
    }
    return { count, longest };
  }
}

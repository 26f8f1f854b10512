import type { Context } from '../findings/context.ts';
import { type Cheapest, cheapest, furthestTo, wayTo } from '../graph/spans.ts';
import type { NoReturn } from './types.ts';

/** Number of a choice or a draw: its address. */
type Address = number;

interface Door {
  readonly transitions: number[];
  /** Whether some of the same deeds leave it in reach. */
  spared: boolean;
}

/** Finds the deeds by which something is lost for good. */
export class Doors {
  private readonly context: Context;
  private readonly near: Cheapest;

  constructor(context: Context) {
    this.context = context;
    this.near = cheapest(context.graph, (s) => this.cost(s));
  }

  /** A choice is one step of a playthrough's length; what chance decides is none. */
  cost(state: number): 0 | 1 {
    return this.context.isChoice(state) ? 1 : 0;
  }

  /** The deeds that lead from where `hope` is 1 to where it is 0, the earliest first, each with one of its transitions. */
  out(hope: Uint8Array): { readonly point: NoReturn; readonly transitions: readonly number[] }[] {
    const { graph } = this.context;
    const latest = furthestTo(graph, hope, (s) => this.cost(s));
    const doors = new Map<Address, Door>();
    for (let s = 0; s < graph.expanded; s++) {
      if (hope[s] === 0) continue;
      for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
        const address = this.addressOf(s, t);
        let door = doors.get(address);
        if (door === undefined) doors.set(address, (door = { transitions: [], spared: false }));
        if (hope[graph.targets.at(t)] === 1) door.spared = true;
        else door.transitions.push(t);
      }
    }
    return [...doors.values()]
      .filter(({ transitions }) => transitions.length > 0)
      .map(({ transitions, spared }) => ({ point: this.point(transitions, !spared, latest), transitions }))
      .sort((a, b) => a.point.earliest - b.point.earliest);
  }

  private point(transitions: readonly number[], always: boolean, latest: Float64Array): NoReturn {
    const { graph } = this.context;
    const sources = transitions.map((t) => graph.sourceOf(t));
    let first = 0;
    let last = 0;
    sources.forEach((s, i) => {
      if (this.near.cost[s] < this.near.cost[sources[first]]) first = i;
      last = Math.max(last, latest[s] + this.cost(s));
    });
    const source = sources[first];
    const playthrough = this.playthrough(source, transitions[first]);
    const chance = !this.context.isChoice(source);
    const step = playthrough.findLast((each) => (chance ? 'chance' in each : 'choice' in each))!;
    return {
      what: 'choice' in step ? step.text : 'chance' in step ? step.what : '',
      chance,
      place: this.context.place(this.addressOf(source, transitions[first])),
      earliest: this.near.cost[source] + this.cost(source),
      latest: !this.context.exhaustive ? null : last === Number.POSITIVE_INFINITY ? 'infinite' : last,
      always: this.context.exhaustive ? always : null,
      playthrough,
    };
  }

  /** The address of the choice that a transition takes, or of the draw. */
  addressOf(state: number, transition: number): Address {
    const { context } = this;
    const { offers } = context.read(state);
    return context.isChoice(state)
      ? context.program.choices[offers[context.graph.labels.at(transition)].point].address
      : context.model.drawOf().address;
  }

  /** The playthrough that comes earliest to a transition, with it. */
  private playthrough(source: number, transition: number): NoReturn['playthrough'] {
    const { context } = this;
    const { start, transitions } = wayTo(context.graph, this.near, source);
    return context.witnesses.along({ start, transitions: [...transitions, transition] }).steps;
  }
}

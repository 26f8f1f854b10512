import { Chain } from '../../src/graph/chain.ts';
import { fractionOf } from '../../src/graph/fraction.ts';
import { Graph } from '../../src/graph/graph.ts';
import { Store } from '../../src/graph/store.ts';
import type { Random } from './random.ts';

/** One transition: where from and to, and its weight. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** The graph of some transitions, state 0 being the only initial one; and the walk over it. */
export function chainOf(states: number, arrows: readonly Arrow[]): Chain {
  const graph = new Graph(new Store());
  for (let s = 0; s < states; s++) {
    graph.store.add(Uint8Array.of(s & 255, s >> 8), 2);
    graph.reachedBy.push(-1);
  }
  graph.initial = 1;
  graph.starts.push(0);
  const weights = [0];
  const of: number[] = [];
  const byState: Arrow[][] = Array.from({ length: states }, () => []);
  for (const arrow of arrows) byState[arrow.from].push(arrow);
  for (const leaving of byState) {
    for (const { to, weight } of leaving) {
      graph.targets.push(to);
      graph.labels.push(0);
      if (weight > 0 && !weights.includes(weight)) weights.push(weight);
      of.push(weights.indexOf(weight));
    }
    graph.first.push(graph.transitions);
  }
  return new Chain(graph, { of: Int32Array.from(of), table: weights.map(fractionOf) });
}

/** Arrows at random: some states without any, some circles, some closed ones, some arrows of no weight. */
export function randomArrows(random: Random, states: number): Arrow[] {
  const arrows: Arrow[] = [];
  const backwards = random.pick([0, 0.1, 0.4]);
  for (let from = 0; from < states; from++) {
    if (random.chance(0.15)) continue;
    for (let count = random.between(1, 4); count > 0; count--) {
      const to = random.chance(backwards) ? random.below(from + 1) : Math.min(states - 1, from + random.between(1, 3));
      arrows.push({ from, to, weight: random.pick([0, 1, 1, 1, 2, 0.1, 7]) });
    }
  }
  return arrows;
}

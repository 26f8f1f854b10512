import { describe, expect, it } from 'vitest';
import { futuresOf } from '../src/graph/futures.ts';
import type { Graph } from '../src/graph/graph.ts';
import { cheapest, furthestFrom, furthestTo, wayTo } from '../src/graph/spans.ts';
import { unavoidable } from '../src/graph/unavoidable.ts';
import { arenaOf } from './support/comparegames.ts';
import { randomBoard } from './support/naivegames.ts';
import { Random } from './support/random.ts';

/** Small graphs made at random, with a cost of 0 or 1 for each state, and a mark. */
function* graphs(count: number): Generator<{ graph: Graph; cost: (s: number) => 0 | 1; seed: number }> {
  for (let seed = 0; seed < count; seed++) {
    const random = new Random(seed);
    const { graph } = arenaOf(randomBoard(random, 7));
    graph.initial = 1;
    for (let s = 0; s < graph.states; s++)
      for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) graph.labels.push(t - graph.first.at(s));
    const costs = Array.from({ length: graph.states }, () => (random.chance(0.6) ? 1 : 0));
    yield { graph, cost: (s) => costs[s] as 0 | 1, seed };
  }
}

const nexts = (graph: Graph, s: number): number[] => {
  const found: number[] = [];
  if (s < graph.expanded)
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) found.push(graph.targets.at(t));
  return found;
};

/** The greatest cost of a walk from a state, by so many rounds that only a circle can still add something. */
function longest(graph: Graph, cost: (s: number) => number, forward: boolean): number[] {
  let best = Array.from({ length: graph.states }, (_, s) =>
    forward ? cost(s) : s < graph.initial ? 0 : Number.NEGATIVE_INFINITY,
  );
  const bound = 3 * graph.states * graph.states;
  for (let round = 0; round < bound; round++) {
    const next = best.slice();
    for (let s = 0; s < graph.states; s++)
      for (const target of nexts(graph, s)) {
        if (forward) next[s] = Math.max(next[s], cost(s) + best[target]);
        else next[target] = Math.max(next[target], best[s] + cost(s));
      }
    best = next;
  }
  return best.map((value) =>
    value > graph.states ? Number.POSITIVE_INFINITY : value < 0 ? (forward ? 0 : -1) : value,
  );
}

describe('the length of ways', () => {
  it('at most is what walking on and on gives', () => {
    for (const { graph, cost, seed } of graphs(150)) {
      const all = new Uint8Array(graph.states).fill(1);
      expect([seed, ...furthestFrom(graph, all, cost)]).toEqual([seed, ...longest(graph, cost, true)]);
      expect([seed, ...furthestTo(graph, all, cost)]).toEqual([seed, ...longest(graph, cost, false)]);
    }
  });

  it('at least is that of the way it comes with', () => {
    for (const { graph, cost, seed } of graphs(150)) {
      const found = cheapest(graph, cost);
      for (let s = 0; s < graph.states; s++) {
        if (found.cost[s] === Number.POSITIVE_INFINITY) continue;
        const { transitions } = wayTo(graph, found, s);
        const sources = transitions.map((t) => graph.sourceOf(t));
        expect([seed, s, sources.reduce((sum, source) => sum + cost(source), 0)]).toEqual([seed, s, found.cost[s]]);
        for (const target of nexts(graph, s)) expect(found.cost[target]).toBeLessThanOrEqual(found.cost[s] + cost(s));
      }
    }
  });
});

describe('states with the same future', () => {
  /** Bisimulation by its definition: the largest relation that is one, by throwing out pairs until nothing changes. */
  function bisimilar(graph: Graph, mark: (s: number) => string, shown: (t: number) => number): boolean[][] {
    const n = graph.states;
    const related = Array.from({ length: n }, (_, a) => Array.from({ length: n }, (_, b) => mark(a) === mark(b)));
    const transitions = (s: number): number[] =>
      s < graph.expanded
        ? Array.from({ length: graph.first.at(s + 1) - graph.first.at(s) }, (_, i) => graph.first.at(s) + i)
        : [];
    for (let changed = true; changed; ) {
      changed = false;
      for (let a = 0; a < n; a++)
        for (let b = 0; b < n; b++) {
          if (!related[a][b]) continue;
          const [of, other] = [transitions(a), transitions(b)];
          const same =
            of.length === other.length &&
            of.every(
              (t, i) =>
                graph.labels.at(t) === graph.labels.at(other[i]) &&
                shown(t) === shown(other[i]) &&
                related[graph.targets.at(t)][graph.targets.at(other[i])],
            );
          if (same) continue;
          related[a][b] = false;
          changed = true;
        }
    }
    return related;
  }

  it('are those that the definition relates', () => {
    let pairs = 0;
    for (const { graph, cost, seed } of graphs(300)) {
      const mark = (s: number): string => String(cost(s));
      const shown = (t: number): number => (seed % 3 === 0 ? 0 : t % 2);
      const groups = futuresOf(graph, mark, shown);
      const related = bisimilar(graph, mark, shown);
      for (let a = 0; a < graph.states; a++)
        for (let b = 0; b < graph.states; b++) {
          if (a < b && related[a][b]) pairs++;
          expect([seed, a, b, groups[a] === groups[b]]).toEqual([seed, a, b, related[a][b]]);
        }
    }
    expect(pairs).toBeGreaterThan(50);
  });
});

describe('what every way meets', () => {
  it('is what no way can go around', () => {
    for (const { graph, seed } of graphs(200)) {
      const count = 5;
      const meets = (t: number, thing: number): boolean => (t * 7 + seed) % count === thing;
      const goals = Uint8Array.from({ length: graph.states }, (_, s) => (nexts(graph, s).length === 0 ? 1 : 0));
      const none = new Int32Array(1);
      const row = (t: number): Int32Array =>
        Int32Array.of([0, 1, 2, 3, 4].reduce((bits, thing) => bits | (meets(t, thing) ? 1 << thing : 0), 0));
      const always = unavoidable(graph, goals, count, () => none, row);
      const around = [0, 1, 2, 3, 4].map((thing) => {
        const seen = new Set(Array.from({ length: graph.initial }, (_, s) => s));
        for (const s of seen) {
          if (s >= graph.expanded) continue;
          for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
            if (!meets(t, thing)) seen.add(graph.targets.at(t));
        }
        return [...seen].some((s) => goals[s] === 1) ? 0 : 1;
      });
      expect([seed, ...always]).toEqual([seed, ...around]);
    }
  });
});

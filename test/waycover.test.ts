import { describe, expect, it } from 'vitest';
import { type Cover, coverOf } from '../src/graph/cover.ts';
import { essential } from '../src/graph/essential.ts';
import { Outline } from '../src/graph/outline.ts';
import { Passing } from '../src/graph/passing.ts';
import { fewestWays, labelledOf, randomSample, type Sample, waysThrough } from './support/labelled.ts';
import { Random } from './support/random.ts';

/** What is wrong with a cover, in words; null where nothing is. */
function fault(sample: Sample, cover: Cover): string | null {
  const { labelled, shows } = sample;
  const { graph, labels, starts } = labelled;
  const { all, fewest } = fewestWays(sample);
  let shown = 0;
  const show = (label: number): void => {
    for (const thing of shows[label]) shown |= 1 << thing;
  };
  for (const { start, transitions } of cover.walks) {
    show(starts[start]);
    let state = graph.starts[start];
    for (const t of transitions) {
      if (graph.sourceOf(t) !== state) return 'a walk jumps';
      show(labels[t]);
      state = graph.targets.at(t);
    }
  }
  if (shown !== all) return `${all & ~shown} is not shown`;
  if (cover.least > fewest) return `says it takes ${cover.least}, where ${fewest} will do`;
  return cover.walks.length < fewest ? `${cover.walks.length} are fewer than can be` : null;
}

describe('the fewest ways that show everything', () => {
  for (const circles of [false, true])
    it(`lie between the proof and what was found, ${circles ? 'with' : 'without'} circles`, () => {
      let tight = 0;
      for (let seed = 0; seed < 400; seed++) {
        const sample = randomSample(new Random(seed), 9, 6, circles);
        const cover = coverOf(sample.labelled, sample.shows, (leaf) => leaf === 1, 200_000);
        expect({ seed, fault: fault(sample, cover) }).toEqual({ seed, fault: null });
        if (cover.walks.length === fewestWays(sample).fewest) tight++;
      }
      expect(tight).toBe(400);
    });

  it('lie between them however early the search for fewer ends', () => {
    for (let seed = 0; seed < 100; seed++) {
      const sample = randomSample(new Random(500 + seed), 9, 6, seed % 2 === 0);
      const cover = coverOf(sample.labelled, sample.shows, (leaf) => leaf === 1, 10 * (seed % 10));
      expect({ seed, fault: fault(sample, cover) }).toEqual({ seed, fault: null });
      if (fewestWays(sample).fewest > 0) expect(cover.least).toBeGreaterThan(0);
    }
  });

  it('would be noticed if a way were missing, or the proof said too much', () => {
    const sample = randomSample(new Random(1), 9, 6, false);
    const cover = coverOf(sample.labelled, sample.shows, () => true);
    expect(cover.walks.length).toBeGreaterThan(0);
    expect(fault(sample, { ...cover, walks: cover.walks.slice(1) })).toMatch(/is not shown/);
    expect(fault(sample, { ...cover, least: cover.walks.length + 1 })).toMatch(/will do/);
  });

  it('need not be as many as there are things', () => {
    // a chain of two forks: two ways show all four sides
    const edges = [
      [
        { label: 1, to: 1 },
        { label: 2, to: 1 },
      ],
      [
        { label: 3, to: 2 },
        { label: 4, to: 2 },
      ],
      [],
    ];
    const { walks, least } = coverOf(labelledOf(edges, [{ label: 0, to: 0 }]), [[], [0], [1], [2], [3]], () => true);
    expect([walks.length, least]).toEqual([2, 2]);
  });

  it('go to a good end where one is as good as another, and no longer than they need to', () => {
    const edges = [
      [
        { label: 1, to: 1 },
        { label: 0, to: 1 },
        { label: 0, to: 2 },
      ],
      [
        { label: 0, to: 2 },
        { label: 0, to: 3 },
        { label: 0, to: 4 },
      ],
      [],
      [{ label: 0, to: 4 }],
      [],
    ];
    const labelled = labelledOf(edges, [{ label: 0, to: 0 }], [0, 0, 0, 0, 1]);
    const { walks } = coverOf(labelled, [[], [0]], (leaf) => leaf === 1);
    expect(walks.map(({ transitions }) => transitions.map((t) => labelled.graph.targets.at(t)))).toHaveLength(1);
    const [{ transitions }] = walks;
    expect(labelled.leaf(labelled.graph.targets.at(transitions[1]))).toBe(1);
    expect(transitions).toHaveLength(2);
  });

  it('can go round in a circle for all that is in it', () => {
    const edges = [
      [
        { label: 1, to: 0 },
        { label: 2, to: 0 },
        { label: 0, to: 1 },
      ],
      [],
    ];
    const { walks, least } = coverOf(labelledOf(edges, [{ label: 0, to: 0 }]), [[], [0], [1]], () => true);
    expect([walks.length, walks[0].transitions.length, least]).toEqual([1, 3, 1]);
  });

  it('are none where there is nothing to show', () => {
    expect(coverOf(labelledOf([[]], [{ label: 0, to: 0 }]), [[]], () => true)).toEqual({ walks: [], least: 0 });
  });

  it('leave out what comes along of itself', () => {
    expect(essential([[0, 1], [1], [2, 3]])).toEqual({ shows: [[0], [], [1]], count: 2 });
    expect(essential([[0], [1], [0, 1]])).toEqual({ shows: [[0], [1], [0, 1]], count: 2 });
  });
});

describe('complete ways that take some transition', () => {
  for (const circles of [false, true])
    it(`are counted as in the graph that remembers it, ${circles ? 'with' : 'without'} circles`, () => {
      const kinds = new Set<string>();
      for (let seed = 0; seed < 600; seed++) {
        const random = new Random(9000 + seed);
        const { labelled, shows } = randomSample(random, 8, 4, circles);
        const passing = new Passing(labelled, (leaf) => leaf === 1);
        const every = [...shows.keys()];
        expect({ seed, all: passing.all }).toEqual({ seed, all: waysThrough(labelled, every) });
        const some = random.sample(every, random.between(1, 2));
        const expected = waysThrough(labelled, some);
        expect({ seed, some, count: passing.through(some) }).toEqual({ seed, some, count: expected });
        kinds.add(
          expected === 'infinite' ? 'infinite' : expected === 0n ? 'none' : expected === passing.all ? 'all' : 'some',
        );
      }
      expect([...kinds].sort()).toEqual(circles ? ['all', 'infinite', 'none', 'some'] : ['all', 'none', 'some']);
    });

  it('are more than a number can hold', () => {
    // 200 forks one after the other
    const edges = Array.from({ length: 200 }, (_, i) => [
      { label: 0, to: i + 1 },
      { label: i === 100 ? 1 : 0, to: i + 1 },
    ]);
    const passing = new Passing(labelledOf([...edges, []], [{ label: 0, to: 0 }]), () => true);
    expect(passing.all).toBe(2n ** 200n);
    expect(passing.through([1])).toBe(2n ** 199n);
  });
});

describe('the outline of a graph', () => {
  it('has states with the same ways ahead of them once, and each circle', () => {
    const edges = [
      [
        { label: 0, to: 1 },
        { label: 0, to: 2 },
      ],
      [{ label: 1, to: 3 }],
      [{ label: 1, to: 4 }],
      [{ label: 2, to: 4 }],
      [{ label: 2, to: 3 }],
    ];
    const labelled = labelledOf(edges, [{ label: 0, to: 0 }]);
    const outline = new Outline(labelled, true);
    expect(outline.blocks).toBe(4); // the circle of 3 and 4, 1 and 2 as one, 0, and the root
    expect(outline.circles.filter((circle) => circle !== null)).toEqual([[2]]);
    expect([...outline.times]).toContain(2);
  });
});

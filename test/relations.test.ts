import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { Recorder } from '../src/machine/recorder.ts';
import { allReductions } from '../src/machine/reduction.ts';
import { Relations } from '../src/machine/relations.ts';
import { False, True } from '../src/machine/values.ts';
import type { Program } from '../src/program/program.ts';
import { loadProject } from '../src/project.ts';
import { exportPromela } from '../src/promela/export.ts';
import { comparingStory } from './support/comparingstories.ts';
import { explore } from './support/explore.ts';
import { compareReductions, naiveDifference, sameGraph } from './support/explorecompare.ts';
import { exploreNaively } from './support/naive.ts';
import { walk } from './support/promela.ts';
import { type Pair, pairOf } from './support/routes.ts';
import { setsDifference } from './support/symbolic.ts';
import { wordsDifference } from './support/wordscompare.ts';

function pairFor(source: string): Pair {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
}
const programOf = (source: string): Program => pairFor(source).program;
const states = 3000;

/** Whether a story has the same graph with turns repeated from memory, and with all of them executed. */
function isSame(program: Program): boolean {
  const executed = explore(program, { states, reductions: { ...allReductions, learn: false } });
  return sameGraph(explore(program, { states }).graph, executed.graph);
}

/** Two numbers that each go up and down within some range, and what is asked of both. */
const walks = (condition: string, range = 6, from = 0): string => `VAR x = ${from}
VAR y = ${from}
-> road
=== road
+ {x < ${from + range}} [x up]
  ~ x = x + 1
+ {y < ${from + range}} [y up]
  ~ y = y + 1
+ {x > ${from} && y > ${from}} [Both down]
  ~ x = x - 1
  ~ y = y - 1
+ {${condition}} [In front] -> END
+ [Home] -> DONE
- -> ask
=== ask
{${condition}: -> ahead}
-> road
=== ahead
+ [On] -> road
=== function above(ref p, ref q)
~ return p > q
`;

describe('variables that are compared with one another', () => {
  const conditions = [
    'x > y',
    'not (x == y)',
    'x + y >= 9',
    '3 < x - y',
    'x * 2 != 3 * y + 1',
    'x / 2 == y % 3',
    'MAX(x, y) - MIN(x, y) > 4',
    'above(y, x)',
  ];
  for (const condition of conditions)
    it(`lead on by few rules: ${condition}`, () => {
      const explored = explore(programOf(walks(condition, 20)));
      expect(explored.graph.states).toBeGreaterThan(400);
      expect(explored.model.learning().size).toBeLessThan(50);
      expect(isSame(programOf(walks(condition)))).toBe(true);
    });

  it('need few rules in the story of the well, which then has nothing more to learn', () => {
    const { project } = loadProject('stories/well/story.ink', nodeFiles());
    const { model } = explore(project!.program, { states: 5000 });
    expect(model.learning().size).toBeLessThan(20);
    expect(model.isSettled).toBe(true);
  });

  it('may be asked by the machine where they are too large, or whole numbers no more', () => {
    const large = 2 ** 27 - 4;
    for (const condition of ['x > y', 'x + 2 == y + 1', 'x - y < 2', 'x * y > 5', 'x / (y - 2) > 0'])
      expect(isSame(programOf(walks(condition, 5, large))), condition).toBe(true);
    for (const change of ['x = x + 0.5', 'x = "{x}"', 'x = true'])
      expect(isSame(programOf(walks('x == y', 5).replaceAll('x = x + 1', change))), change).toBe(true);
  });

  it('may have got their values in the same turn', () => {
    for (const statement of ['x = 3', 'x = RANDOM(1, 4)', 'x = y', 'x = y + 1'])
      expect(isSame(programOf(walks('x > y', 5).replace('- -> ask', `- \n~ ${statement}\n-> ask`))), statement).toBe(
        true,
      );
  });

  it('lead where they lead without learning, in sets, in Promela and with words, in generated stories', {
    timeout: 120_000,
  }, () => {
    const ways = new Map<string, number>();
    let exports = 0;
    for (let seed = 0; seed < 8; seed++) {
      const { story, program } = pairFor(comparingStory(seed));
      const { reduced, states: compared, difference } = compareReductions(program, { states });
      expect(difference, `seed ${seed}`).toBeNull();
      for (const way of Object.keys(compared)) ways.set(way, (ways.get(way) ?? 0) + 1);
      expect(isSame(program), `seed ${seed}`).toBe(true);
      expect(wordsDifference(program, { states }), `seed ${seed}`).toBeNull();
      const naive = exploreNaively(story, program, { turns: 40, states: 40 });
      expect(naiveDifference(reduced, naive), `seed ${seed}`).toBeNull();
      const { model, graph } = explore(program, { states });
      const exported = exportPromela(model, graph);
      if (exported.obstacle !== null) continue;
      if (exported.text.includes('relation_')) exports++;
      expect(walk(exported.text), `seed ${seed}`).toEqual({ ...exported.expected, unknown: 0 });
    }
    expect(ways.get('without learning')).toBeGreaterThan(6);
    expect(ways.get('in sets')).toBeGreaterThan(4);
    expect(exports).toBeGreaterThan(4);
  });
});

describe('a wrong answer about two variables is seen', () => {
  afterEach(() => vi.restoreAllMocks());
  const program = programOf(walks('x > y'));

  /** Answers otherwise where both are the same. */
  function confuse(): void {
    const { answer } = Relations.prototype;
    vi.spyOn(Relations.prototype, 'answer').mockImplementation(function (this: Relations, relation) {
      const { slots } = this as unknown as { slots: Int32Array };
      const [x, y] = this.slotsOf(relation);
      const result = answer.call(this, relation);
      return result === False && slots[x] === slots[y] ? True : result;
    });
  }

  it('where turns are learned', () => {
    expect(isSame(program)).toBe(true);
    confuse();
    expect(isSame(program)).toBe(false);
  });
  it('where it is forgotten that it was asked', () => {
    const { compare } = Recorder.prototype;
    vi.spyOn(Recorder.prototype, 'compare').mockImplementation(function (this: Recorder, terms) {
      const known = this.guard.length;
      const result = compare.call(this, terms);
      this.guard.length = known;
      return result;
    });
    expect(isSame(program)).toBe(false);
  });
  it('in sets', () => {
    const explored = explore(program);
    expect(setsDifference(explored)).toEqual({ difference: null });
    confuse();
    expect(setsDifference(explored).difference).not.toBeNull();
  });
  it('in Promela', () => {
    const { model, graph } = explore(program);
    const exported = exportPromela(model, graph);
    if (exported.obstacle !== null) throw new Error(exported.obstacle);
    expect(walk(exported.text)).toEqual({ ...exported.expected, unknown: 0 });
    const wrong = exported.text.replace(/(int relation_\d+\(void\) \{[\s\S]*?return) 0;/, '$1 1;');
    expect(wrong).not.toBe(exported.text);
    expect(walk(wrong)).not.toEqual({ ...exported.expected, unknown: 0 });
  });
});

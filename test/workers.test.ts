import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { Crew } from '../src/graph/crew.ts';
import { type Bounds, Explorer } from '../src/graph/explore.ts';
import { helpExploring } from '../src/helper.ts';
import { Refine } from '../src/machine/errors.ts';
import { allReductions, Kept } from '../src/machine/reduction.ts';
import { RuleHerald } from '../src/machine/rulenews.ts';
import { StoryModel } from '../src/machine/storymodel.ts';
import type { Program } from '../src/program/program.ts';
import { loadProject } from '../src/project.ts';
import type { Helper } from '../src/team.ts';
import { comparingStory } from './support/comparingstories.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { pairOf } from './support/routes.ts';

/** A helper on this thread, which gets copies of what it is told as other threads do; `late`: it does nothing before this thread has done its own part. */
function helperHere(late: boolean): Helper {
  let report: Parameters<Helper['listen']>[0] = () => {};
  const help = helpExploring((told, transfer) => report(structuredClone(told, { transfer })));
  return {
    listen(onReport) {
      report = onReport;
    },
    post(order, transfer) {
      const copy = structuredClone(order, { transfer });
      if (!late || order.kind === 'greet') help(copy);
      else queueMicrotask(() => help(copy));
    },
    stop() {},
  };
}

/** Helpers who have a hand in it from the first state on, when everything is still unknown. */
function crewOf(count: number, explorer: Explorer, { codec: { table } }: StoryModel): Crew {
  const helpers = Array.from({ length: count }, (_, i) => helperHere(i === 1));
  const herald = new RuleHerald(table);
  return new Crew(explorer, { isReady: () => true, news: (missed) => herald.news(missed) }, helpers, 1);
}

interface Explored {
  readonly model: StoryModel;
  readonly explorer: Explorer;
  readonly outcome: string;
  /** How many states there were when the transitions came to 500, 1000, 2000 and so on. */
  readonly pauses: readonly number[];
}

/** Explores with so many threads. */
async function exploreWith(threads: number, program: Program, bounds: Bounds): Promise<Explored> {
  const kept = new Kept(program, allReductions);
  for (;;) {
    try {
      const model = new StoryModel(program, kept);
      const explorer = new Explorer(model, bounds);
      const crew = threads === 1 ? null : crewOf(threads - 1, explorer, model);
      if (crew !== null) expect(crew.isReady).toBe(true);
      const { graph } = explorer;
      const pauses: number[] = [];
      let next = 500;
      let outcome: string;
      do {
        outcome = crew === null ? explorer.work(64) : await crew.work(next);
        if (graph.transitions < next || graph.expanded % 64 !== 0) continue;
        pauses.push(graph.states);
        next *= 2;
      } while (outcome === 'more');
      return { model, explorer, outcome, pauses };
    } catch (error) {
      if (!(error instanceof Refine)) throw error;
      kept.refine(error);
    }
  }
}

/** All that came of an exploration, number for number. */
function contents({ model, explorer, outcome, pauses }: Explored): unknown {
  const { graph } = explorer;
  const column = (numbers: { readonly length: number; at(index: number): number }): number[] =>
    Array.from({ length: numbers.length }, (_, i) => numbers.at(i));
  const bytes: string[] = [];
  for (let s = 0; s < graph.states; s++)
    graph.store.with(s, (all, from, length) => bytes.push(all.subarray(from, from + length).join()));
  const { first, targets, labels, reachedBy } = graph;
  return {
    outcome,
    pauses,
    bytes,
    columns: [first, targets, labels, reachedBy].map(column),
    covered: [...model.machine.covered],
    warned: [...model.warned],
    assigned: model.assigned.values.map((values) => values && [...values]),
    assumed: [...model.assumed],
    whole: model.isWhole,
  };
}

async function expectSame(program: Program, states: number, bytes = 400_000_000): Promise<string> {
  const bounds = { states, bytes };
  const explored = await exploreWith(1, program, bounds);
  const alone = contents(explored);
  for (const threads of [2, 3]) expect(contents(await exploreWith(threads, program, bounds))).toEqual(alone);
  return explored.outcome;
}

function programOf(source: string): Program | null {
  const pair = pairOf(source, 'shared');
  return 'refused' in pair ? null : pair.program;
}

/** Four draws of many outcomes. */
const manyOutcomes = (count: number): string => `VAR n = 0
-> start
=== start
+ [One] -> draw(1)
+ [Two] -> draw(2)
+ [Three] -> draw(3)
+ [Four] -> draw(4)
=== draw(x)
~ n = RANDOM(1, ${count})
{n > x: More.|Less.}
-> END`;

describe('an exploration on several threads is the same as on one, number for number', () => {
  const files = [
    ...['safe', 'hub-8', 'dice-6', 'lists-2', 'crowd-5', 'corridor-6'].map((name) => `bench/stories/${name}.ink`),
    ...['held', 'dice', 'well', 'harbour'].map((name) => `stories/${name}/story.ink`),
  ];
  for (const path of files) {
    it(`of ${path}`, { timeout: 120_000 }, async () => {
      const { project } = loadProject(path, nodeFiles());
      await expectSame(project!.program, 6000);
    });
  }

  it('where it comes to a bound of states, wherever that is', { timeout: 60_000 }, async () => {
    const { project } = loadProject('bench/stories/dice-4.ink', nodeFiles());
    for (const states of [1, 2, 7, 77, 300, 519, 520, 521]) await expectSame(project!.program, states);
  });

  it('where it comes to a bound of memory', { timeout: 60_000 }, async () => {
    const { project } = loadProject('bench/stories/hub-16.ink', nodeFiles());
    for (const bytes of [1, 1_400_000, 2_000_000])
      expect(await expectSame(project!.program, 1_000_000, bytes)).toBe('memory');
  });

  it('where several draws, or one, have very many outcomes', { timeout: 60_000 }, async () => {
    for (const count of [10_000, 70_000]) await expectSame(programOf(manyOutcomes(count))!, 1_000_000);
  });

  it('of generated stories', { timeout: 120_000 }, async () => {
    for (let seed = 0; seed < 8; seed++) {
      const made = [countingStory, callingStory, comparingStory].map((make) => make(seed));
      const sources = [...made, generateStory(seed, { size: 1 }).source];
      for (const source of sources) {
        const program = programOf(source);
        if (program !== null) await expectSame(program, 1500);
      }
    }
  });
});

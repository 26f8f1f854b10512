import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { allReductions } from '../src/machine/reduction.ts';
import type { Program } from '../src/program/program.ts';
import { loadProject } from '../src/project.ts';
import { type Exported, exportPromela } from '../src/promela/export.ts';
import { type ExploreOptions, explore } from './support/explore.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { walk } from './support/promela.ts';
import { pairOf } from './support/routes.ts';

function programOf(source: string): Program | null {
  const pair = pairOf(source, 'shared');
  return 'refused' in pair ? null : pair.program;
}

function exported(program: Program, options: ExploreOptions = {}): Exported {
  const { model, graph } = explore(program, { states: 3000, ...options });
  return exportPromela(model, graph);
}

/** What an exported model comes to, beside what it should come to; null where the story can't be exported. */
function both(program: Program, options: ExploreOptions = {}): readonly [unknown, unknown] | null {
  const model = exported(program, options);
  return model.obstacle === null ? [walk(model.text), { ...model.expected, unknown: 0 }] : null;
}

function expectSame(program: Program, options: ExploreOptions = {}): void {
  const [walked, expected] = both(program, options)!;
  expect(walked).toEqual(expected);
}

const obstacleOf = (source: string, options?: ExploreOptions): string | null =>
  exported(programOf(source)!, options).obstacle;

describe('a story as Promela has the states, steps and ends of the exploration', () => {
  for (const name of readdirSync('stories').filter((name) => !['dice', 'well'].includes(name)))
    it(`of the story ${name}`, { timeout: 60_000 }, () => {
      const { project } = loadProject(`stories/${name}/story.ink`, nodeFiles());
      const externals = new Map(Object.entries(project!.settings.externals));
      expectSame(project!.program, { entries: project!.entries, externals });
    });
  for (const name of ['corridor-4', 'crowd-3', 'dice-4', 'hub-8', 'lists-2'])
    it(`of bench/stories/${name}`, { timeout: 60_000 }, () => {
      expectSame(loadProject(`bench/stories/${name}.ink`, nodeFiles()).project!.program);
    });

  it('of generated stories', { timeout: 120_000 }, () => {
    let exports = 0;
    for (let seed = 0; seed < 12; seed++) {
      for (const source of [countingStory(seed), callingStory(seed), generateStory(seed, { size: 1 }).source]) {
        const program = programOf(source);
        const compared = program === null ? null : both(program, { states: 400 });
        if (compared === null) continue;
        exports++;
        expect({ seed, walked: compared[0] }).toEqual({ seed, walked: compared[1] });
      }
    }
    expect(exports).toBeGreaterThan(20);
  });

  it('of stories with fallback choices, with choices at a draw, and with several beginnings', () => {
    const program = programOf(`VAR n = 0
-> hub
=== hub
<- aside
* [One] -> on
* [Two] {~a|b|c} -> on
* {n > 1} -> out
+ -> on
=== on
~ n = n + RANDOM(1, 2)
{n > 9: -> out}
-> hub
=== aside
+ {n < 4} [Aside]
  {RANDOM(1, 2) == 1:
    -> out
  }
  -> hub
=== out
{n > 3: -> END}
{n == 3: -> DONE}
`)!;
    expectSame(program);
    expectSame(program, {
      entries: [
        { path: '', sets: {} },
        { path: 'hub', sets: { n: 2 } },
        { path: 'out', sets: { n: 5 } },
        { path: 'out', sets: { n: 0 } },
      ],
    });
  });

  it('and it would be seen if one guard were wrong, or one effect', () => {
    const faults = [
      ['corridor-4', /(now\.var_4_door = now\.var_4_door) \+ 1;/g, '$1;'],
      ['corridor-4', /(now\.var_0_bell_1 =) 2;/g, '$1 1;'],
      ['hub-8', /(kept_0 \|) \d+/, '$1 0'],
    ] as const;
    for (const [name, pattern, instead] of faults) {
      const model = exported(loadProject(`bench/stories/${name}.ink`, nodeFiles()).project!.program);
      if (model.obstacle !== null) throw new Error(model.obstacle);
      const text = model.text.replace(pattern, instead);
      expect(text).not.toBe(model.text);
      expect(walk(text)).not.toEqual({ ...model.expected, unknown: 0 });
    }
  });
});

describe('a story is not exported', () => {
  const endless = 'VAR x = 0\n-> a\n=== a\n+ [On]\n- (turn) -> turn';
  it('before it is explored to its end', () => {
    expect(obstacleOf('VAR x = 0\n-> a\n=== a\n+ [On]\n~ x = x + 1\n{x}\n{x == 20: -> END}\n-> a', { states: 3 })).toBe(
      'unfinished',
    );
  });
  it('where turns are not learned', () => {
    expect(obstacleOf('Hello.\n-> END', { reductions: { ...allReductions, learn: false } })).toBe('off');
  });
  it('where a turn has no end', () => {
    expect(obstacleOf(endless)).toBe('turn');
  });
  it('where somebody listens', () => {
    const listener = { hears: false, begins: () => 0, ends: () => 0 };
    expect(obstacleOf('Hello.\n-> END', { listener })).toBe('listener');
  });
});

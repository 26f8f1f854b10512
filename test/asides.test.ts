import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { Apart } from '../src/machine/apart.ts';
import { Ranges } from '../src/machine/ranges.ts';
import { allReductions, everyReduction, noReductions } from '../src/machine/reduction.ts';
import { StoryModel } from '../src/machine/storymodel.ts';
import { asidesOf } from '../src/program/asides.ts';
import type { Program } from '../src/program/program.ts';
import { type Checked, checkStory } from '../src/project.ts';
import { company, compared, promised, ranged, reports } from './support/asidereports.ts';
import { asideStory } from './support/asidestories.ts';
import { type Explored, explore, verdictDifference, verdictsOf } from './support/explore.ts';
import { naiveDifference } from './support/explorecompare.ts';
import { countingStory } from './support/explorestories.ts';
import { exploreNaively } from './support/naive.ts';
import { filesOf } from './support/promises.ts';
import { type Pair, pairOf } from './support/routes.ts';
import { check } from './support/told.ts';

function pairFor(source: string): Pair {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
}

const programOf = (source: string): Program => pairFor(source).program;

const apart = (program: Program): Explored => explore(program, { reductions: everyReduction });

/** The first thing in which explorations differ that tell texts apart and that don't; null where they agree. */
const difference = (program: Program): string | null =>
  verdictDifference(verdictsOf(explore(program)), verdictsOf(apart(program)));

/** Lamps that each can be lit; what they light is only described. */
function house(lamps: number): string {
  const all = Array.from({ length: lamps }, (_, i) => i);
  return [
    ...all.map((i) => `VAR lamp${i} = false`),
    'VAR gold = 0',
    '-> hall',
    '=== hall',
    ...all.map((i) => `{lamp${i}: Lamp ${i} burns.|Lamp ${i} is dark.}`),
    '{gold > 2: Rich.|Poor.} {gold > 2 && gold < 2: Both.}',
    '{gold:\n- 0: No gold.\n- 1: One piece.\n- 7: Just seven.\n- else: Some gold.\n}',
    '{&By day.|By night.}',
    ...all.flatMap((i) => [`+ [Lamp {lamp${i}:again|here}]`, `~ lamp${i} = true`, '~ gold = gold + 2', '-> hall']),
    '+ [Sleep]',
    '-> END',
  ].join('\n');
}

const text = (line: string): string => `VAR x = 1
VAR s = "a"
VAR b = 0
-> k
=== k
${line}
+ [Go] -> k
+ [End] -> END
=== function f()
~ return 1
=== function words()
{x: some|none}`;

/** Things that can be done, each of which is asked for together with the next one, and the first eleven all together. */
function chain(names: readonly string[]): string {
  return [
    ...names.map((name) => `VAR ${name} = false`),
    '-> hall',
    '=== hall',
    ...names.slice(1).map((name, i) => `{${names[i]} && ${name}: Both.|Not both.}`),
    `{${names.slice(0, 11).join(' && ')}: All.}`,
    ...names.map((name) => `+ [${name}]\n~ ${name} = true\n-> hall`),
    '+ [Home] -> END',
  ].join('\n');
}

describe('an aside', () => {
  const yes = [
    'Well{x: yes|no}.',
    '{x > 1 && k: yes}',
    '{x:\n- 1: one\n- else: more\n}',
    '{\n- x > 1: yes\n- k == 2: no\n- else: never\n}',
    '{one|two|three}',
    '{&one|two}',
    '{!one|two}',
    '{x: {b: both|one}}',
    '{x + 1}',
    '{TURNS_SINCE(-> k) > 2: long}',
    '+ [Then {x:this|that}] -> END',
  ];
  const no = [
    '{x}',
    'No question.',
    '~ b = x',
    '{x: -> END}',
    '{x:\n~ b = 2\n}',
    '{x:\n* [Choice] -> END\n}',
    '{x: {f()}}',
    '{x: {~one|two}}',
    '{RANDOM(1, 2) == 1: yes}',
    '~ s = "{x:yes|no}"',
    '{x:\n# tag\n}',
    '+ {x} [Choice] -> END',
  ];
  const count = (line: string): number => asidesOf(programOf(text(line))).size - asidesOf(programOf(text('.'))).size;
  for (const line of yes) it(`is ${line.split('\n').join(' / ')}`, () => expect(count(line)).toBeGreaterThan(0));
  for (const line of no) it(`is not ${line.split('\n').join(' / ')}`, () => expect(count(line)).toBe(0));
});

/** In how many of so many stories texts told apart come to fewer states; fails where some report differs. */
async function count(stories: number, files: (seed: number) => Readonly<Record<string, string>>): Promise<number> {
  let fewer = 0;
  for (let seed = 0; seed < stories; seed++) {
    const same = await reports(files(seed));
    expect({ seed, same }).not.toEqual({ seed, same: false });
    if (same === true) fewer++;
  }
  return fewer;
}

describe('texts told apart', () => {
  it('do not multiply states', async () => {
    const { exploration, findings } = await check(house(24), {}, 1000, { onlyReport: true });
    expect(exploration).toMatchObject({ exhaustive: true });
    expect(exploration.states).toBeLessThan(10);
    const messages = findings.filter(({ code }) => code !== 'growing').map(({ message }) => message);
    expect(messages).toEqual([
      '{gold > 2 && gold < 2} is never true, so 1 line can never be seen.',
      '{gold == 1} is never true, so 1 line can never be seen.',
      '{gold == 7} is never true, so 1 line can never be seen.',
    ]);
    const whole = await check(house(24), {}, 1000);
    expect(whole.exploration.exhaustive).toBe(false);
  });

  it('say the same as texts in states', () => {
    const program = programOf(house(5));
    expect(apart(program).graph.states).toBeLessThan(10);
    expect(explore(program).graph.states).toBeGreaterThan(60);
    expect(difference(program)).toBeNull();
  });

  it('that ask for much one after another are told each by itself, and one that asks for much at once, too', () => {
    const { graph, exhaustive, inseparable, model } = apart(programOf(chain([...'abcdefghijklmnopqrstuvw'])));
    expect({ exhaustive, inseparable }).toEqual({ exhaustive: true, inseparable: [] });
    expect(graph.states).toBeLessThan(10);
    expect(Math.max(...model.trails!.groups().map(({ slots }) => slots.size))).toBe(11);
    expect(difference(programOf(chain([...'abcd'])))).toBeNull();
  });

  it('are known of an exploration that was stopped, as far as it came', async () => {
    const rooms = `${house(3).replace('+ [Sleep]\n-> END', '+ [Out] -> out')}
=== out
~ gold = gold * 2
{gold > 1000000: Riches!}
+ [On] -> out
+ {gold == 123457} [Home] -> END`;
    const { exploration, findings } = await check(rooms, {}, 500, { onlyReport: true, whole: true });
    expect(exploration).toMatchObject({ exhaustive: false, limit: { kind: 'states' } });
    const told = findings.map(({ message, quote }) => `${message} ${quote}`).join('\n');
    expect(told).not.toMatch(/Lamp 1|Rich\.|Poor\.|night|Riches/);
  });

  it('are not left out where the graph is wanted', async () => {
    const files = filesOf({ 'story.ink': house(4) });
    const states = async (onlyReport: boolean): Promise<Checked> =>
      checkStory('story.ink', files, { clock: () => 0, onlyReport });
    const [report, whole] = [await states(true), await states(false)];
    expect(report.analysis!.exploration.states).toBeLessThan(whole.analysis!.exploration.states);
    expect(whole.context!.model.passed.size).toBe(0);
    expect(await states(true).then(({ context }) => context!.model.passed.size)).toBeGreaterThan(4);
  });

  it('leave the report as it is, of all stories here', { timeout: 120_000 }, async () => {
    for (const name of readdirSync('stories'))
      expect(await compared(`stories/${name}/story.ink`, nodeFiles())).not.toBe(false);
  });

  it('leave the report as it is, of generated stories', { timeout: 120_000 }, async () => {
    for (let seed = 0; seed < 8; seed++)
      for (const source of [asideStory(seed), countingStory(seed)])
        expect(await reports({ 'story.ink': source })).not.toBe(false);
  });
  it('leave what is said of promises as it is', { timeout: 120_000 }, async () => {
    const fewer = await count(24, promised);
    expect(fewer).toBeGreaterThan(2);
  });
  it('leave what is said of a cast as it is', { timeout: 120_000 }, async () => {
    const fewer = await count(24, (seed) => ({ 'story.ink': company(seed) }));
    expect(fewer).toBeGreaterThan(2);
  });
  it('leave what is assumed within ranges as it is', { timeout: 120_000 }, async () => {
    const fewer = await count(24, ranged);
    expect(fewer).toBeGreaterThan(2);
  });

  it('hide no values of a variable that is asked for no more', async () => {
    const source = `VAR part = 0.5
VAR left = 4
{part > 3: Whole.|Broken.}
-> hub
=== hub
~ left = left - 1
~ part = part * 2
{left < 0: -> END}
+ [Go on] -> hub`;
    expect(await reports({ 'story.ink': source })).not.toBe(false);
    const { analysis } = await checkStory('story.ink', filesOf({ 'story.ink': source }), {
      clock: () => 0,
      onlyReport: true,
    });
    expect(JSON.stringify(analysis!.findings)).toContain('In the whole story part takes many different values.');
  });

  it('agree with all other explorations of generated stories', { timeout: 120_000 }, () => {
    let fewer = 0;
    for (let seed = 3000; seed < 3020; seed++) {
      const { program, story } = pairFor(asideStory(seed));
      const told = explore(program, { reductions: everyReduction, states: 2000 });
      const naive = exploreNaively(story, program, { turns: 20, states: 20 });
      expect({ seed, naive: naiveDifference(told, naive) }).toEqual({ seed, naive: null });
      for (const reductions of [allReductions, noReductions]) {
        const other = explore(program, { reductions, states: 2000 });
        if (!told.exhaustive || !other.exhaustive) continue;
        if (told.graph.states < other.graph.states) fewer++;
        expect({ seed, difference: verdictDifference(verdictsOf(told), verdictsOf(other)) }).toEqual({
          seed,
          difference: null,
        });
      }
    }
    expect(fewer).toBeGreaterThan(5);
  });
});

describe('what is more than an aside', () => {
  const pond = (asked: string): string => `VAR x = 1
VAR y = 0
VAR gone = 0
-> k
=== k
{${asked}: Deep.|Not deep.}
+ {gone < 4} [Wade]
~ x = x + 1
~ gone = gone + 1
-> k
+ [Home]
-> END`;

  it('is executed where it stops the story, and that is found', () => {
    const program = programOf(pond('(x % 3) / (x % 3) == 1'));
    const explored = apart(program);
    expect(explored.inseparable).toHaveLength(1);
    expect(verdictsOf(explored).ends.join()).toContain('crash');
    expect(difference(program)).toBeNull();
  });

  it('would go unseen if nobody asked', () => {
    const program = programOf(pond('(x % 3) / (x % 3) == 1'));
    const blind = explore(program, {
      reductions: everyReduction,
      tamper: (model) => Object.defineProperty(model, 'trails', { get: () => null, set: () => {} }),
    });
    expect(verdictDifference(verdictsOf(explore(program)), verdictsOf(blind))).toMatch(/ends/);
  });

  it('is executed where what it asks takes too many values', () => {
    const back = '+ [Back]\n~ x = x - 1\n-> k\n+ [Home]';
    const source = pond('x == 5').replace('{gone < 4} [Wade]', '[Wade]').replace('+ [Home]', back);
    const { inseparable, exhaustive, graph } = explore(programOf(source), { reductions: everyReduction, states: 300 });
    expect(inseparable).toHaveLength(1);
    expect(exhaustive).toBe(false);
    expect(graph.states).toBeGreaterThanOrEqual(300);
  });

  it('is executed where words become values', () => {
    const program = programOf(`${pond('mood() == "deep"')}\n=== function mood()\n{x > 2:deep|low}`);
    expect(difference(program)).toBeNull();
  });
});

describe('a fault in how texts are told apart', () => {
  afterEach(() => vi.restoreAllMocks());
  /** Whether the report of some story differs. */
  const isSeen = async (files: (seed: number) => Readonly<Record<string, string>>): Promise<boolean> => {
    for (let seed = 0; seed < 24; seed++) if ((await reports(files(seed))) === false) return true;
    return false;
  };

  it('is seen where what is followed within a range is not in the states', async () => {
    const files = {
      'story.ink': `VAR warm = 0
-> hall
=== hall
{warm > 5: Hot.|Cold.}
+ [Burn]
~ warm = warm + 1
{hall > 8: -> END}
-> hall
+ [Go] -> END`,
      'redthread.json': '{"ranges": {"warm": {"from": 0, "to": 3}}}',
    };
    expect(await reports(files)).not.toBe(false);
    vi.spyOn(Ranges.prototype, 'concern').mockReturnValue(false);
    expect(await reports(files)).toBe(false);
  });
  it('is seen where what is told would be put down to somebody', async () => {
    const { forgetAll } = StoryModel.prototype;
    const files = {
      'story.ink': `# cast: ada, ben
VAR glow = 0
-> hub
=== hub
{glow > 1: It glows.|It is dark.}
+ [Light. # by: ada]
~ glow = glow + 1
{hub > 4: -> END}
-> hub
+ [Go. # by: ben] -> END`,
    };
    expect(await reports(files)).not.toBe(false);
    vi.spyOn(StoryModel.prototype, 'forgetAll').mockImplementation(function (this: StoryModel) {
      forgetAll.call(this);
      this.machine.turnBy = 2;
    });
    expect(await reports(files)).toBe(false);
  });
  it('is seen where nothing is told beside promises', async () => {
    vi.spyOn(Apart.prototype, 'asksOf').mockImplementation(() => []);
    expect(await isSeen(promised)).toBe(true);
  });
});

describe('a fault in what is followed apart', () => {
  afterEach(() => vi.restoreAllMocks());
  const program = programOf(house(3));

  it('is seen where changes are missed', () => {
    vi.spyOn(Apart.prototype, 'apply').mockImplementation(() => {});
    expect(difference(program)).toMatch(/covered|findings/);
  });
  it('is seen where nothing is told', () => {
    vi.spyOn(Apart.prototype, 'asksOf').mockImplementation(() => []);
    expect(difference(program)).toMatch(/covered|findings/);
  });
});

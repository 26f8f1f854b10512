import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { Narration } from '../src/machine/narration.ts';
import { Situations } from '../src/machine/situations.ts';
import { StoryModel } from '../src/machine/storymodel.ts';
import { Telling } from '../src/machine/telling.ts';
import { loadProject } from '../src/project.ts';
import { asideStory } from './support/asidestories.ts';
import { explore } from './support/explore.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { pairOf } from './support/routes.ts';
import { storiesAt } from './support/storyfiles.ts';
import { wordsDifference } from './support/wordscompare.ts';

function difference(source: string): string | null {
  const pair = pairOf(source, 'shared');
  return 'refused' in pair ? null : wordsDifference(pair.program, { states: 300 });
}

/** Lines that go on from one stretch of a turn to the next, are taken up again by glue, carry tags, or wait for a draw in the middle. */
const joined = `VAR coins = 0
VAR name = "Ann"
-> market
=== market
{name} has {coins} coin{coins != 1:s}<>
{coins > 2:, and smiles}. # mood: {coins > 2:high|low}
{coins == 1: One is none.}
~ greet()
"{name}{RANDOM(1, 2) == 1:, wait|, go}!"
+ {coins < 4} [Find {coins > 0:another|a} coin. # luck]
  ~ coins = coins + 1
  It glitters<>
+ {coins > 0} [Lose a coin.]
  ~ coins = coins - 1
  {coins: It rolls away.}
* Call yourself Bea[.], loudly.
  ~ name = "Bea"
+ -> END
- <>, and so on. -> market
=== function greet()
{coins == 3:
  ~ return
}
Good {coins > 1:day|night}, {name}.
`;

describe('words of turns that are repeated from memory', () => {
  afterEach(() => vi.restoreAllMocks());

  it('are those of executed ones', () => {
    expect(difference(joined)).toBeNull();
  });

  for (const part of [0, 1, 2])
    it(`are those of executed ones in generated stories, part ${part + 1}`, { timeout: 120_000 }, () => {
      for (let seed = 90_000 + 4 * part; seed < 90_004 + 4 * part; seed++) {
        const all = generateStory(seed, { size: 1, finite: seed % 3 !== 0, acyclic: seed % 3 === 1 }).source;
        for (const source of [all, countingStory(seed), callingStory(seed), asideStory(seed)])
          expect(difference(source), source).toBeNull();
      }
    });

  it('are those of executed ones in stories that were written', { timeout: 120_000 }, () => {
    for (const path of storiesAt('stories')) {
      const { program, entries, settings } = loadProject(path, nodeFiles()).project!;
      const externals = new Map(Object.entries(settings.externals));
      expect(wordsDifference(program, { entries, externals, states: 1000 }), path).toBeNull();
    }
  });

  it('are found out once for each stretch, and no turn is executed by itself', () => {
    const switches = ['one', 'two', 'three', 'four', 'five', 'six'];
    const source = [
      ...switches.map((name) => `VAR ${name} = false`),
      '-> room\n=== room',
      `Lights:<>\n${switches.map((name) => `{${name}: ${name}.}<>`).join('\n')}\n That is all.`,
      ...switches.map((name) => `+ [Switch ${name}.]\n~ ${name} = not ${name}\nClick.`),
      '- -> room',
    ].join('\n');
    const pair = pairOf(source, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const executed = vi.spyOn(StoryModel.prototype as unknown as { execute(): void }, 'execute');
    const learned = vi.spyOn(Narration.prototype, 'learn');
    const { graph } = explore(pair.program, { listener: () => new Telling(1) });
    expect(executed).not.toHaveBeenCalled();
    expect(graph.transitions).toBeGreaterThan(6 * 63);
    expect(learned.mock.calls.length).toBeLessThan(graph.transitions / 3);
    expect(difference(source)).toBeNull();
  });

  it('are others if a rule forgets a line, and that is seen', () => {
    const { learn } = Narration.prototype;
    vi.spyOn(Narration.prototype, 'learn').mockImplementation(function (this: Narration, rule, m) {
      learn.call(this, rule, m);
      const { stretches } = this as unknown as { stretches: { closing: object }[] };
      stretches[rule] = { ...stretches[rule], closing: { first: -1, others: [] } };
    });
    expect(difference(joined)).toMatch(/^told at/);
  });

  it('are others if the line under way is forgotten between stretches, and that is seen', () => {
    const { repeat } = Narration.prototype;
    vi.spyOn(Narration.prototype, 'repeat').mockImplementation(function (this: Narration, rule) {
      (this as unknown as { pending: number }).pending = 0;
      repeat.call(this, rule);
    });
    expect(difference(joined)).not.toBeNull();
  });

  it('are others if a stretch begins as if nothing had been shown, and that is seen', () => {
    const { restore } = Situations.prototype;
    vi.spyOn(Situations.prototype, 'restore').mockImplementation(function (this: Situations, number, of) {
      restore.call(this, number, of);
      const { machine } = this as unknown as { machine: { output: { reset(): void } } };
      machine.output.reset();
    });
    expect(difference(joined)).not.toBeNull();
  });
});

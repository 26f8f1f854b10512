import { readFileSync } from 'node:fs';
import type { Story } from 'inkjs/engine/Story';
import { describe, expect, it, test } from 'vitest';
import type { Step } from '../src/findings/types.ts';
import type { Program } from '../src/program/program.ts';
import { checkStory, loadProject } from '../src/project.ts';
import { promisesOf } from '../src/promised.ts';
import { forms, readPromise } from '../src/promises/forms.ts';
import { promisesInComments, promisesInFile } from '../src/promises/lines.ts';
import { generateStory } from './support/generate.ts';
import { compileInk } from './support/oracle.ts';
import { askStory, checkPromises, filesOf, stepsOf, verdicts } from './support/promises.ts';
import { questionsAbout, reducedDifference } from './support/promisestories.ts';

const quay = `# cast: ann, ben
VAR lamp = false
VAR gold = 0
VAR name = "Ann"
LIST mood = (calm), angry
EXTERNAL weather()
-> quay
=== quay
You are on the quay, {name}. # mood: low
+ [Dig] A golden {gold > 1:medal|coin}.
  ~ gold++
  {gold > 3: -> home}
  -> quay
* [Take the lamp # by: ben]
  ~ lamp = true
  -> quay
+ {lamp} [Go home] -> home
=== home
- (inside) Home.
-> END
=== function rich()
~ return gold > 2
=== function spend()
~ gold = gold - 1
~ return gold
=== function bare()
~ temp x = 1
=== function lower(ref x)
~ x = 0
~ return 1
`;

describe('promises are found', () => {
  test('in comments, but not where a comment is commented out', () => {
    const text = `// promise: never a // so it is
Prose. // Promise: always b
/* // promise: never c
// promise: never d */ // promise: never "e // f"
// promises: never g
`;
    const found = promisesInComments({ name: 'x.ink', text });
    expect(found.map((line) => [line.text, line.place.line, line.place.column])).toEqual([
      ['never a', 1, 13],
      ['always b', 2, 20],
      ['never "e // f"', 4, 36],
    ]);
  });

  test('in a file, one to a line', () => {
    const found = promisesInFile({ name: 'x.promises', text: '\n// only a comment\n  never a\n\nalways b // why\n' });
    expect(found.map((line) => [line.text, line.place.line, line.place.column, line.place.endColumn])).toEqual([
      ['never a', 3, 3, 9],
      ['always b', 5, 1, 8],
    ]);
  });
});

describe('a promise that can’t be kept to says why, and where', () => {
  test.each([
    ['gold', 'bad-promise', 1, 'none of the forms'],
    ['never', 'bad-promise', 5, 'something is missing'],
    ['never (gold', 'bad-promise', 7, 'never closed'],
    ['never gold)', 'bad-promise', 11, 'not opened'],
    ['never said(gold)', 'bad-promise', 7, 'words in double quotes'],
    ['never said("x', 'bad-promise', 12, 'quote is never closed'],
    ['never ended(gold)', 'bad-promise', 7, 'nothing in its brackets'],
    ['never at(quay)', 'bad-promise', 7, 'name of a knot'],
    ['never by()', 'bad-promise', 7, 'needs a name'],
    ['never lamp leads to gold', 'bad-promise', 12, 'more than one form'],
    ['after lamp never gold', 'bad-promise', 1, 'needs a colon'],
    ['between lamp: never gold', 'bad-promise', 1, 'needs two things'],
    ['between lamp and gold and calm: never gold', 'bad-promise', 1, 'which `and`'],
    ['before lamp: ann can force gold', 'bad-promise', 14, 'asked at one moment'],
    ['gold at most 500 times', 'bad-promise', 6, 'counts further'],
    ['ann and ben alone cannot force gold', 'bad-promise', 1, 'one person'],
    ['never gld > 3', 'unknown-variable', 7, "called 'gld'"],
    ['never rich(1) > 3', 'wrong-arguments', 7, "'rich' takes 0 values"],
    ['never gold >', 'syntax', 12, 'Ink expects'],
    ['never riches()', 'unknown-function', 7, "function called 'riches'"],
    ['lamp leads to ended_at(-> hoem)', 'unknown-target', 27, "called 'hoem'"],
    ['always possible at(-> quay.nowhere)', 'unknown-target', 23, 'nowhere'],
    ['never spend() > 3', 'promise-changes', 7, 'it sets gold'],
    ['never RANDOM(1, 2) == 1', 'promise-changes', 7, 'left to chance|to chance'],
    ['never weather()', 'promise-changes', 7, "host's function weather"],
    ['never gold = 3', 'syntax', 12, 'Ink expects'],
    ['never gold++', 'ink-error', 7, 'increment'],
    ['never by(bob)', 'unknown-character', 10, "called 'bob'"],
    ['carl can force lamp', 'unknown-character', 1, "called 'carl'"],
  ])('%s', async (promise, code, column, words) => {
    const { analysis, diagnostics } = await checkPromises(quay, ['// first', promise]);
    expect(analysis).toBeNull();
    const [first] = diagnostics.filter(({ level }) => level === 'error');
    expect([first.code, first.place?.file, first.place?.line]).toEqual([code, 'story.promises', 2]);
    expect(first.place?.column).toBe(column);
    expect(first.message).toMatch(new RegExp(words));
  });

  test('in a comment of the story, at its place there', async () => {
    const files = filesOf({ 'a.ink': `INCLUDE b.ink\n-> END\n`, 'b.ink': 'VAR x = 1\nText. // promise: never y\n' });
    const { diagnostics } = await checkStory('a.ink', files, { clock: () => 0 });
    const [first] = diagnostics.filter(({ level }) => level === 'error');
    expect([first.place?.file, first.place?.line, first.place?.column]).toEqual(['b.ink', 2, 25]);
  });

  test('where ink has no answer at some moment, with a playthrough', async () => {
    const { analysis } = await checkPromises(quay, ['never name * 2 == 3', 'never bare()', 'never lower(gold) == 2']);
    const faults = analysis!.findings.filter(({ code }) => code === 'promise-fault');
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('Cannot perform operation * on String'),
      expect.stringContaining('gives nothing back'),
      expect.stringContaining('it changes gold'),
    ]);
    expect(faults.every(({ playthrough, place }) => playthrough !== null && place !== null)).toBe(true);
    expect(analysis!.promises.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('a compiled story has no names to promise about', async () => {
    const { story } = compileInk(quay);
    const files = filesOf({ 's.ink.json': String(story!.ToJson()), 's.promises': 'never gold' });
    const { diagnostics } = await checkStory('s.ink.json', files, { clock: () => 0 });
    expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining('not of a compiled one')]);
  });

  test('a file that is asked for and isn’t there', async () => {
    const { diagnostics } = await checkPromises(quay, [], { promises: ['other.promises'] });
    expect(diagnostics.map(({ message }) => message)).toEqual(['There is no file other.promises with promises.']);
  });
});

describe('each form', () => {
  const cases: readonly (readonly ['kept' | 'broken', string])[] = [
    ['kept', 'always gold >= 0'],
    ['broken', 'always gold < 4'],
    ['kept', 'never gold > 4'],
    ['broken', 'never rich()'],
    ['kept', 'sometimes rich() and lamp'],
    ['broken', 'sometimes mood == angry'],
    ['kept', 'eventually ended()'],
    ['broken', 'eventually lamp'],
    ['kept', 'always possible ended()'],
    ['broken', 'always possible gold == 0'],
    ['kept', 'in every ending lamp or gold == 4'],
    ['broken', 'in every ending lamp'],
    ['kept', 'lamp leads to ended_at(-> home)'],
    ['broken', 'gold == 2 leads to lamp'],
    ['kept', 'gold == 2 only after gold == 1'],
    ['broken', 'ended_at(-> home) only after lamp'],
    ['kept', 'gold == 2 at most once'],
    ['broken', 'said("golden") at most 2 times'],
    ['kept', 'said("golden") at most 4 times'],
    ['kept', 'gold > 0 at most once'],
    ['kept', 'after gold > 2: never offered("Nothing")'],
    ['broken', 'after lamp: never gold > 2'],
    ['kept', 'before lamp: always mood == calm'],
    ['broken', 'before lamp: eventually gold'],
    ['kept', 'between gold == 1 and gold == 3: never gold == 4'],
    ['broken', 'between gold == 1 and (gold == 3): eventually lamp'],
    ['kept', 'after lamp: sometimes gold == 4'],
    ['broken', 'after gold == 4: sometimes lamp and not ended()'],
    ['broken', 'after gold == 2: always possible gold == 4'],
    ['kept', 'after gold == 2: always possible gold == 4 or ended()'],
    ['kept', 'reader can force gold > 3'.replace('reader', 'the reader and ben')],
    ['broken', 'ben can force lamp'],
    ['kept', 'ann alone cannot force lamp'],
    ['kept', 'after lamp: the reader can force ended()'],
    ['kept', 'never by(ben) and not lamp'],
    ['kept', 'by(ben) at most once'],
    ['kept', 'sometimes by(reader) and said("golden medal")'],
    ['kept', 'always tagged("mood: low") or ended()'],
    ['kept', 'sometimes ended_at(-> home.inside)'],
    ['kept', 'always at(-> quay) or at(-> home)'],
    ['broken', 'never said("on the quay, Ann.")'],
    ['kept', 'never said("GOLDEN")'],
    ['kept', 'always CHOICE_COUNT() > 0 or ended()'],
    ['kept', 'never quay > 1'],
    ['broken', 'never home'],
  ];

  test('has its verdict', async () => {
    const promises = cases.map(([, promise]) => promise);
    expect(await verdicts(quay, promises)).toEqual(cases.map(([verdict, promise]) => `${verdict}: ${promise}`));
  });

  test('can be written in any letter case, with any blanks', () => {
    for (const text of [
      'ALWAYS  possible x',
      'In  Every ending x',
      'a Leads  To b',
      'x AT MOST twice',
      'Before x : never y',
    ]) {
      const place = { file: 'x', line: 1, column: 1, endLine: 1, endColumn: text.length };
      expect(readPromise({ text, place })).toMatchObject({ text });
    }
  });

  test('the shortest playthrough shows it', async () => {
    const { analysis } = await checkPromises(quay, ['never gold == 2', 'lamp leads to gold == 4', 'sometimes rich()']);
    expect(analysis!.promises.map(({ playthrough }) => stepsOf(playthrough))).toEqual([
      ['Dig', 'Dig'],
      ['Take the lamp', 'Go home'],
      ['Dig', 'Dig', 'Dig'],
    ]);
    const broken = analysis!.findings.filter(({ code }) => code === 'broken-promise');
    expect(broken[0].details).toEqual(['At that moment: gold = 2.']);
  });

  test('one that says nothing says so', async () => {
    const { analysis } = await checkPromises(quay, ['after mood == angry: never lamp', 'gold > 7 leads to lamp']);
    expect(analysis!.promises.map(({ details }) => details)).toEqual([
      ['It says nothing, though: `mood == angry` never comes about.'],
      ['It says nothing, though: `gold > 7` never comes about.'],
    ]);
  });
});

describe('docs/promises.md', () => {
  const page = readFileSync(new URL('../docs/promises.md', import.meta.url), 'utf8');

  test('has an example whose promises are kept', async () => {
    const source = /```ink\n([\s\S]*?)```/.exec(page)![1];
    const { analysis, diagnostics } = await checkStory('x.ink', filesOf({ 'x.ink': source }), { clock: () => 0 });
    expect(diagnostics).toEqual([]);
    expect(analysis!.promises.map(({ verdict }) => verdict)).toEqual(['kept', 'kept', 'kept']);
    expect(analysis!.findings).toEqual([]);
  });

  test('tells of every form that can be read', () => {
    const rows = page.slice(page.indexOf('# The forms'), page.indexOf('# Moments'));
    for (const form of forms) {
      const words = form
        .replace(/NAME and NAME/, 'ikram and he')
        .replace(/NAME alone/, 'he alone')
        .replace('NAME', 'ikram');
      expect(rows).toContain(`| \`${words}\` |`);
    }
  });
});

describe('for ever', () => {
  const lounge = '-> k\n=== k\n+ [Look] -> k\n+ [Wait] -> k\n+ [Leave] -> END\n';

  test('nobody goes round for ever in a loop that can be left, unless asked', async () => {
    expect(await verdicts(lounge, ['eventually ended()'])).toEqual(['kept: eventually ended()']);
    const { analysis } = await checkPromises(lounge, ['eventually ended()'], { unfair: true });
    const [promise] = analysis!.promises;
    expect([promise.verdict, promise.assumption]).toEqual(['broken', 'unfair']);
    expect(stepsOf(promise.loop)).toEqual(['Look']);
  });

  test('a loop that can’t be left is shown with the way into it', async () => {
    const trap =
      '-> k\n=== k\n+ [Fall] -> pit\n+ [Leave] -> END\n=== pit\n+ [Call] -> pit\n+ [Wait] -> pit2\n=== pit2\n+ [Again] -> pit\n';
    const { analysis } = await checkPromises(trap, ['eventually ended()']);
    const [promise] = analysis!.promises;
    expect([promise.verdict, promise.assumption, stepsOf(promise.playthrough)]).toEqual(['broken', 'fair', ['Fall']]);
    expect(stepsOf(promise.loop)!.length).toBeGreaterThan(0);
  });

  test('chance gives everything again and again, even to the unfair', async () => {
    const dice = '-> k\n=== k\n+ [Roll]\n{RANDOM(1, 2) == 1: -> END}\n-> k\n';
    expect(await verdicts(dice, ['eventually ended()'])).toEqual(['kept: eventually ended()']);
    expect(await verdicts(dice, ['eventually ended()'], { unfair: true })).toEqual(
      ['broken: eventually ended()'].map(() => 'kept: eventually ended()'),
    );
  });
});

describe('an exploration that did not finish', () => {
  const endless = 'VAR n = 0\n-> k\n=== k\n+ [On]\n~ n = n + 1\n{n == 100000: -> END}\n-> k\n';
  test('proves nothing, but still finds what is broken', async () => {
    const promises = [
      'never n == 5',
      'never n == 50000',
      'always possible ended()',
      'eventually ended()',
      'sometimes n == 6',
      'sometimes n < 0',
      'the reader can force ended()',
    ];
    expect(await verdicts(endless, promises, { maxStates: 50 })).toEqual([
      'broken: never n == 5',
      'unknown: never n == 50000',
      'unknown: always possible ended()',
      'unknown: eventually ended()',
      'kept: sometimes n == 6',
      'unknown: sometimes n < 0',
      'unknown: the reader can force ended()',
    ]);
  });
});

describe('a story with promises', () => {
  test('is otherwise judged as without', async () => {
    const files = filesOf({ 'story.ink': quay });
    const without = (await checkStory('story.ink', files, { clock: () => 0 })).analysis!;
    const promises = ['never lamp and gold == 1', 'sometimes said("coin")', 'always possible by(ben) or not lamp'];
    const { analysis } = await checkPromises(quay, promises);
    const others = analysis!.findings.filter(({ code }) => code !== 'broken-promise');
    expect(others).toEqual(without.findings);
    expect(analysis!.endings).toEqual(without.endings);
    expect(analysis!.story).toEqual(without.story);
    expect(analysis!.exploration.playthroughs).toBe(without.exploration.playthroughs);
  });

  test('stays as it is: what is asked of it comes after all that is in it', () => {
    for (let seed = 85_000; seed < 85_008; seed++) {
      const { source } = generateStory(seed, { size: 1 });
      const promises = questionsAbout(source)
        .slice(0, 8)
        .map((question) => `never ${question}`);
      const files = filesOf({ 'story.ink': source, 'story.promises': promises.join('\n') });
      const { project } = loadProject('story.ink', files);
      const asked = project === null ? null : promisesOf('story.ink', files, project.program, {}).asked;
      if (project === null || asked === null) continue;
      const whole = project.program;
      const more = asked.program;
      for (const key of ['op', 'a', 'b', 'next', 'home'] as const)
        expect(more[key].subarray(0, whole[key].length), key).toEqual(whole[key]);
      for (const key of ['containers', 'choices', 'diverts', 'externals', 'literals', 'strings', 'slots'] as const)
        expect(more[key].slice(0, whole[key].length), key).toEqual(whole[key]);
      const names = (program: Program): string[] => program.passages.map(({ name }) => name);
      expect(names(more).slice(0, whole.passages.length)).toEqual(names(whole));
      expect(more.slots.length).toBe(whole.slots.length);
    }
  });

  test('that asks a function of the host is told that the answer is not its own', async () => {
    const source = 'EXTERNAL rain()\n* [Go]\n- -> END\n=== function rain()\n~ return true\n';
    const files = filesOf({
      'story.ink': source,
      'story.promises': 'always rain()',
      'redthread.json': '{"externals": {"rain": [true, false]}}',
    });
    const { analysis } = await checkStory('story.ink', files, { clock: () => 0 });
    const fault = analysis!.findings.find(({ code }) => code === 'promise-fault');
    expect(fault?.message).toContain('leaves something to chance');
  });

  test('may keep a variable for them alone', async () => {
    const source = 'VAR seen = false\n* [Look]\n  ~ seen = true\n- -> END\n';
    const codes = async (promises: string[]): Promise<string[]> =>
      (await checkPromises(source, promises)).analysis!.findings.map(({ code }) => code);
    expect(await codes([])).toEqual(['never-read']);
    expect(await codes(['sometimes seen'])).toEqual([]);
  });

  test('may be asked about turns', async () => {
    const source = '-> k\n=== k\n+ [On] -> j\n+ [Off] -> END\n=== j\n+ [Back] -> k\n';
    const promises = [
      'never TURNS_SINCE(-> j) > 0 and not ended()',
      'sometimes TURNS() > 3',
      'never TURNS() == 1 and at(-> j)',
    ];
    expect(await verdicts(source, promises)).toEqual([
      `broken: ${promises[0]}`,
      `kept: ${promises[1]}`,
      `broken: ${promises[2]}`,
    ]);
  });

  test('whose last comment is never closed', async () => {
    expect(await verdicts('VAR x = 1\n* [Go]\n- -> END\n/* to be', ['always x'])).toEqual(['kept: always x']);
  });
});

/** Plays a playthrough without chance in the official runtime. */
function play(story: Story, steps: readonly Step[]): void {
  story.ResetState();
  for (const step of steps) {
    while (story.canContinue) story.Continue();
    if ('choice' in step) story.ChooseChoiceIndex(step.choice);
  }
  while (story.canContinue) story.Continue();
}

function truth(value: unknown): boolean {
  if (typeof value === 'object' && value !== null && 'Count' in value) return (value as { Count: number }).Count > 0;
  return Boolean(value);
}

describe('the playthrough that is shown', () => {
  test('plays in ink, and ink agrees about the words at its end', async () => {
    const plain = quay.replace('EXTERNAL weather()\n', '');
    const { story } = compileInk(plain);
    const words = ['golden coin', 'golden medal', 'Home.', 'on the quay, Ann.'];
    const { analysis } = await checkPromises(
      plain,
      words.map((each) => `after lamp: never said("${each}")`),
    );
    for (const [i, { playthrough, verdict }] of analysis!.promises.entries()) {
      expect(verdict).toBe('broken');
      story!.ResetState();
      let turn = '';
      for (const step of playthrough!) {
        while (story!.canContinue) story!.Continue();
        if ('choice' in step) story!.ChooseChoiceIndex(step.choice);
      }
      while (story!.canContinue) turn += story!.Continue();
      expect(turn.replace(/\s+/g, ' ')).toContain(words[i]);
      expect(story!.variablesState.$('lamp')).toBe(true);
    }
  });

  test('goes round: what is done for ever leads back to the same choices', async () => {
    const source =
      '-> k\n=== k\n+ [Fall] -> pit\n+ [Leave] -> END\n=== pit\nDark.\n+ [Call] -> pit2\n=== pit2\n+ [Wait] -> pit\n';
    const { story } = compileInk(source);
    const { analysis } = await checkPromises(source, ['eventually ended()']);
    const { playthrough, loop } = analysis!.promises[0];
    const offered = (): string[] => story!.currentChoices.map((choice) => choice.text);
    play(story!, playthrough!);
    const before = offered();
    for (let round = 0; round < 3; round++) {
      for (const step of loop!) {
        if ('choice' in step) story!.ChooseChoiceIndex(step.choice);
        while (story!.canContinue) story!.Continue();
      }
      expect(offered()).toEqual(before);
    }
  });
});

describe('what a promise asks is what ink answers', () => {
  it('at every moment of generated stories', { timeout: 120_000 }, () => {
    let compared = 0;
    for (let seed = 0; seed < 16; seed++) {
      const { source } = generateStory(81_000 + seed, { size: 1, finite: seed % 2 === 0 });
      const asking = questionsAbout(source)
        .filter((_, i) => (i + seed) % 3 === 0)
        .slice(0, 6);
      const asked = askStory(
        source,
        asking.map((question) => `never ${question}`),
        60,
      );
      if (asked === null) continue;
      const functions = asking.map((question, i) => `=== function asked_here_${i}\n~ return ${question}`);
      const { story } = compileInk(`${source}\n${functions.join('\n')}`);
      if (story === null) continue;
      story.onError = () => {};
      const { moments } = asked;
      const { witnesses, graph } = moments.context;
      for (let state = 0; state < graph.states; state += 1 + (state % 5)) {
        if (moments.isMoment[state] === 0) continue;
        const { steps, turn } = witnesses.toState(state);
        if (steps.some((step) => !('choice' in step)) || turn.errors.length > 0) continue;
        try {
          play(story, steps);
        } catch {
          continue; // a game would crash here, so nothing can be asked of it
        }
        asked.asked.promises.forEach(({ what }, i) => {
          if (moments.fault(what) !== null) return;
          expect(moments.holds(what)[state] === 1, `${asking[i]} after ${JSON.stringify(steps)} in ${seed}`).toBe(
            truth(story.EvaluateFunction(`asked_here_${i}`)),
          );
          compared++;
        });
      }
    }
    expect(compared).toBeGreaterThan(150);
  });
});

describe('what a state leaves out', () => {
  it('changes no verdict, over generated stories', { timeout: 120_000 }, async () => {
    let compared = 0;
    for (let seed = 83_000; seed < 83_012; seed++) {
      const difference = await reducedDifference(seed, 1500);
      if (difference === undefined) continue;
      expect(difference).toBeNull();
      compared++;
    }
    expect(compared).toBeGreaterThan(5);
  });
});

import { describe, expect, it } from 'vitest';
import { compare } from '../src/changes/compare.ts';
import {
  changesOf,
  compareWith,
  contentWords,
  edited,
  endings,
  findings,
  house,
  judgedInFull,
  judgedOf,
} from './support/changes.ts';

describe('findings', () => {
  const stuck = edited('+ [Look out of the window]', '+ {candle} [Look out of the window]');

  it('are introduced and fixed, with what the playthrough comes to in the other version', async () => {
    const introduced = await changesOf(house, stuck);
    expect(findings(introduced)).toEqual(['introduced no-choices-left']);
    expect(introduced.worse).toBe(true);
    expect(introduced.findings[0].meets).toMatchObject({
      end: 'choice',
      made: 1,
      offered: ['Look out of the window'],
      passage: 'gallery',
    });
    expect(introduced.findings[0].jump).toBe('finding:1');
    const fixed = await changesOf(stuck, house);
    expect(findings(fixed)).toEqual(['fixed no-choices-left']);
    expect(fixed.worse).toBe(false);
    expect(fixed.findings[0].meets).toMatchObject({ end: 'choice', onward: { passage: 'garden' } });
  });

  it('stay the same whatever moves them, and whatever their files are called', async () => {
    const moved = stuck.replace('VAR candle', '// a note\n\nVAR candle').replace('Frames', 'Empty frames');
    const changes = await changesOf(stuck, { 'story.ink': 'INCLUDE house.ink\n', 'house.ink': moved });
    expect(findings(changes)).toEqual(['kept no-choices-left']);
    expect(changes.worse).toBe(false);
  });

  it('of the same kind are told apart', async () => {
    const doors = (one: string, other: string) =>
      `VAR key = false\n-> doors\n=== doors\nTwo doors.\n* {${one}} [Left] The left. -> END\n* {${other}} [Right] The right. -> END\n* [Go] -> END\n`;
    const changes = await changesOf(doors('key', 'true'), doors('true', 'key'));
    expect(
      changes.findings.map(({ change, before, now }) => `${change} ${(now ?? before)!.code} ${(now ?? before)!.quote}`),
    ).toEqual([
      'introduced always-true Left',
      'introduced unreached-choice Right',
      'fixed unreached-choice Left',
      'fixed always-true Right',
      'kept never-changed ',
    ]);
  });

  it('about what is never read are the same wherever a stretch of it begins', async () => {
    const rest = (...lines: readonly string[]) => `Here.\n-> END\n=== a\n${lines.join('\n')}\n-> END\n`;
    const longer = await changesOf(rest('One.', 'Two.'), rest('Zero.', 'One.', 'Two.'));
    expect(findings(longer)).toEqual(['kept unreached-knot']);
    const lines = (...lines: readonly string[]) => `Here.\n-> END\n${lines.join('\n')}\n`;
    const shorter = await changesOf(lines('One.', 'Two.'), lines('Two.'));
    expect(findings(shorter).filter((finding) => !finding.includes('loose-end'))).toEqual([
      'fixed unreached-line',
      'kept unreached-line',
    ]);
    expect(shorter.worse).toBe(false);
    const replaced = await changesOf(
      'VAR x = false\nHere.\n* {x} [One] -> END\n* [Two] -> END',
      'VAR x = false\nHere.\n* {x} [Nothing of the kind] -> END\n* [Two] -> END',
    );
    expect(findings(replaced)).toContain('kept unreached-choice');
    const other = await changesOf(
      'VAR x = false\nHere.\n* {x} [One]\n    The first.\n    -> END\n* [Two] -> END',
      'VAR x = false\nHere.\n* {x} [Nothing of the kind]\n    No.\n    -> END\n* [Two] -> END',
    );
    expect(findings(other)).toEqual(expect.arrayContaining(['introduced unreached-choice', 'fixed unreached-choice']));
  });

  it('with the same words at different places are different', async () => {
    const rooms = (one: string, other: string) =>
      `-> a\n=== a\n* [Left] -> b\n* [Right] -> c\n=== b\nA room.\nYou wait.\n${one}\n=== c\nA hall.\nYou wait.\n${other}\n=== d\nNo more.\n-> END\n`;
    const changes = await changesOf(rooms('', '-> d'), rooms('-> d', ''));
    const ends = changes.findings.filter(({ before, now }) => (now ?? before)!.code === 'dead-end');
    expect(ends.map(({ change, before, now }) => `${change} ${(now ?? before)!.place?.line}`)).toEqual([
      'introduced 11',
      'fixed 7',
    ]);
  });

  it('of the files count, too', async () => {
    const ranged = { 'story.ink': house, 'redthread.json': '{"externals": {"weather": ["rain"]}}' };
    const changes = await changesOf(house, ranged);
    expect(findings(changes)).toEqual(['introduced unused-external']);
    expect(changes.findings[0].now?.evidence).toBe('text');
  });

  it('are standoffs of a cast, too', async () => {
    const cast = (will: string) => `# cast: ada, ben
VAR a = true
VAR b = true
-> hold
=== hold
They wait.
+ [Ada goes. # by: ada # will: {not b}] -> gone
+ [Ben goes. # by: ben # will: {${will}}] -> gone
=== gone
-> END
`;
    const changes = await changesOf(cast('true'), cast('not a'));
    expect(findings(changes).filter((finding) => !finding.startsWith('kept'))).toContain('introduced standoff');
    expect(changes.worse).toBe(
      changes.findings.some(({ change, now }) => change === 'introduced' && now?.level !== 'note'),
    );
  });

  it('follow chance as far as it is the same', async () => {
    const dice = (most: number, more = '') => `-> throw
=== throw
+ [Throw]
    ${more}
    { RANDOM(1, ${most}):
    - 1: -> END
    - ${most}: Out of the window.
    - else: -> throw
    }
`;
    const fixed = await changesOf(dice(6), dice(6).replace('window.', 'window. -> END'));
    expect(fixed.findings[0]).toMatchObject({ change: 'fixed', before: { code: 'dead-end' }, meets: { end: 'ended' } });
    const fewer = await changesOf(dice(6), dice(4).replace('window.', 'window. -> END'));
    expect(fewer.findings[0].meets).toMatchObject({ end: 'chance', made: 1 });
    const more = await changesOf(dice(6), dice(6, '{~heads|tails}').replace('window.', 'window. -> END'));
    expect(more.findings[0].meets?.playthrough).toHaveLength(1);
    const toss = (below: number, end = '') =>
      `-> throw\n=== throw\n+ [Throw]\n    {RANDOM(1, 100) < ${below}: -> low}\n    High. ${end}\n=== low\nLow.\n-> END\n`;
    const high = await changesOf(toss(50), toss(30, '-> END'));
    expect(high.findings[0]).toMatchObject({ change: 'fixed', meets: { end: 'ended', passage: 'throw' } });
    const low = await changesOf(toss(50), toss(70, '-> END'));
    expect(low.findings[0]).toMatchObject({ change: 'fixed', meets: { end: 'ended', passage: 'low' } });
    const certain = await changesOf(dice(6), '-> throw\n=== throw\n+ [Throw]\n    It is done.\n    -> END\n');
    expect(certain.findings[0].meets).toMatchObject({ end: 'ended', made: 1 });
  });

  it('rest on what is assumed of the game', async () => {
    const asks = 'EXTERNAL rain()\n{rain() > 3: Wet.}\n-> END\n';
    const { before, now } = await changesOf('-> END', asks);
    expect([before.assuming, now.assuming]).toEqual([[], ['rain() returns false or true']]);
  });

  it('start where a game enters', async () => {
    const entries = '{"entries": ["hall", {"knot": "cellar", "set": {"lamp": [true]}}]}';
    const story = (end: string) =>
      ({
        'story.ink': `VAR lamp = false\n-> END\n=== hall\n* [Wait] -> END\n=== cellar\n* {lamp} [Look] Barrels. ${end}\n* {not lamp} [Feel] -> END\n`,
        'redthread.json': entries,
      }) as const;
    const changes = await changesOf(story(''), story('-> END'));
    const [fixed] = changes.findings.filter(({ change }) => change === 'fixed');
    expect(fixed).toMatchObject({
      before: { code: 'dead-end' },
      meets: {
        end: 'ended',
        passage: 'cellar',
        playthrough: [{ entry: 'cellar', sets: { lamp: true } }, { text: 'Look' }],
      },
    });
  });
});

describe('promises', () => {
  const promise = '// promise: never hall.stairs and candle\n';
  const careful = edited('* (stairs)', '* (stairs) {not candle}');

  it('change their verdicts', async () => {
    const broken = await changesOf(promise + careful, promise + house);
    expect(broken.promises).toHaveLength(1);
    expect(broken.promises[0]).toMatchObject({ before: { verdict: 'kept' }, now: { verdict: 'broken' } });
    expect(broken.promises[0].meets).toMatchObject({ end: 'parted', missing: 'Go up the stairs' });
    expect(findings(broken)).not.toContain('introduced broken-promise');
    expect(broken.worse).toBe(true);
    const mended = await changesOf(promise + house, promise + careful);
    expect(mended.promises[0]).toMatchObject({ before: { verdict: 'broken' }, now: { verdict: 'kept' } });
    expect(mended.promises[0].meets).toMatchObject({ end: 'parted' });
  });

  it('are made, and made no more', async () => {
    const made = await changesOf(house, promise + house);
    expect(made.promises).toMatchObject([{ before: null, now: { verdict: 'broken' } }]);
    expect(made.worse).toBe(true);
    const dropped = await changesOf(promise + house, house);
    expect(dropped.promises).toMatchObject([{ now: null, before: { verdict: 'broken' } }]);
    expect(dropped.worse).toBe(false);
  });
});

describe('odds and lengths', () => {
  const forks = (more: string, words = 'Left.') =>
    `-> a\n=== a\n* [Left] ${words} -> END\n* [Right] Right. -> b\n${more}=== b\n-> END\n`;
  const change = async (before: string, now: string) => compare(await judgedInFull(before), await judgedInFull(now));

  it('move', async () => {
    const { odds, same } = await change(
      forks(''),
      forks('* [Back] Back, and back again. -> c\n').replace('=== b', '=== c\n-> END\n=== b'),
    );
    const moves = odds?.outcomes.map(({ before, now, moved }) => [
      now?.passage,
      before?.odds.exact,
      now?.odds.exact,
      moved,
    ]);
    expect(moves).toEqual([
      ['a', '1/2', '1/3', true],
      ['b', '1/2', '1/3', true],
      ['c', undefined, '1/3', true],
    ]);
    expect(odds).toMatchObject({
      exhaustive: true,
      words: { before: { exact: '1' }, now: { exact: '2' }, moved: true },
      choices: { before: { exact: '1' }, now: { exact: '1' }, moved: false },
    });
    expect(same).toBe(false);
    const back = await change(forks('* [Back] Back. -> b\n'), forks(''));
    expect(back.odds?.outcomes.map(({ before, now }) => [before?.odds.exact, now?.odds.exact])).toEqual([
      ['1/3', '1/2'],
      ['2/3', '1/2'],
    ]);
  });

  it('are the same in the same story, also where knots have other names', async () => {
    const story = forks('* [Back] -> b\n');
    expect((await change(story, story)).same).toBe(true);
    const { odds } = await change(story, story.replaceAll('b\n', 'roundabout\n'));
    expect(odds?.outcomes.map(({ before, now, moved }) => [before?.passage, now?.passage, moved])).toEqual([
      ['a', 'a', false],
      ['b', 'roundabout', false],
    ]);
  });

  it('are no more than bounds where not everything was explored', async () => {
    const walk = (end: string) =>
      `VAR n = 0\n-> c\n=== c\nOn.\n+ {n < 40} [Walk]\n    ~ n = n + 1\n    -> c\n+ [Back]\n    ${end}\n`;
    const [before, now] = [
      await judgedInFull(walk('-> END'), { maxStates: 5 }),
      await judgedInFull(walk('Home. -> END')),
    ];
    const { odds } = compare(before, now);
    expect(odds?.exhaustive).toBe(false);
    expect(odds?.choices.moved).toBe(false);
    expect(odds?.words.moved).toBe(false);
  });
});

describe('where an exploration did not finish', () => {
  /** A long corridor, at whose end there may be a door. */
  const corridor = (end: string) =>
    `VAR steps = 0\n-> corridor\n=== corridor\nOn and on.\n+ {steps < 40} [Walk]\n    ~ steps = steps + 1\n    -> corridor\n+ {steps >= 40} [Stop]\n    ${end}\n+ [Turn back]\n    -> END\n`;
  const few = { maxStates: 10 };

  it('nothing is claimed to be gone', async () => {
    const changes = await changesOf(corridor('The door.'), corridor('The door. -> END'), few);
    expect([changes.before.whole, changes.now.whole]).toEqual([false, false]);
    expect([endings(changes), changes.content, changes.worse]).toEqual([['same corridor'], [], false]);
    const lost = await compareWith(corridor('The door.\n    -> END'), {}, corridor('The door.\n    -> END'), few);
    expect(endings(lost)).toEqual(['same corridor', '?lost corridor']);
    expect(contentWords(lost.content)).toEqual(['reached → unknown: 1 lines, 1 choices: Stop']);
    expect(lost.worse).toBe(false);
    expect(lost.endings[1].meets?.end).toBe('unexplored');
  });

  it('nothing is claimed to be new, but what is found counts', async () => {
    const gained = await compareWith(corridor('The door.'), few, corridor('The door.'), {});
    expect(findings(gained)).toEqual(['?introduced dead-end', 'kept loose-end']);
    expect(contentWords(gained.content)).toEqual(['unknown → reached: 1 lines, 1 choices: Stop']);
    expect(gained.worse).toBe(true);
    const fixed = await compareWith(corridor('The door.'), {}, corridor('The door. -> END'), few);
    expect(findings(fixed)).toEqual(['?fixed dead-end', 'fixed loose-end']);
    const certain = await changesOf(corridor('The door.'), corridor('The door. -> END'));
    expect(findings(certain)).toEqual(['fixed dead-end', 'fixed loose-end']);
  });

  it('what is proved all the same is certain', async () => {
    const dead = (end: string) => `${corridor('The door. -> END')}\n=== cellar\nWater.\n${end}`;
    const changes = await changesOf(
      dead('-> END'),
      dead('-> END').replace('-> END\n+ [Turn', '-> cellar\n+ [Turn'),
      few,
    );
    expect(findings(changes)).toEqual(['?fixed unreached-knot']);
    const added = await changesOf(corridor('The door. -> END'), dead('-> END'), few);
    expect(findings(added)).toEqual(['introduced unreached-knot']);
    expect(contentWords(added.content)).toEqual(['null → unreachable: 1 lines, 0 choices: Water.']);
    const lamp = (lit: string) =>
      `VAR lamp = ${lit}\n${corridor('-> END').replace('On and on.', 'On and on.\n{lamp: In the light.}')}`;
    const lit = await changesOf(lamp('false'), lamp('true'), few);
    expect(findings(lit)).toContain('fixed always-false');
  });

  it('a playthrough is followed as far as the exploration went', async () => {
    const [all, few] = [
      await judgedOf(corridor('The door.')),
      await judgedOf(corridor('The door.'), { maxStates: 10 }),
    ];
    const far = compare(few, all).findings.find(({ change }) => change === 'introduced');
    expect(far?.meets).toMatchObject({ end: 'unexplored', onward: null });
    expect(far?.meets?.made).toBeLessThan(40);
    const turns = '-> a\n=== a\n+ [Round] {deep(0)} -> END\n=== function deep(n)\n~ return deep(n + 1)\n';
    const calls = await changesOf(turns.replace('{deep(0)}', ''), turns);
    expect(endings(calls)).toEqual(['?lost a']);
    expect(calls.endings[0].meets?.end).toBe('unexplored');
  });

  it('a way is not called the shortest where turns were left out', async () => {
    const hall = (open: string) =>
      `VAR open = ${open}\n-> a\n=== a\n+ [Round] {deep(0)} -> END\n* {open} [In] A cellar. -> END\n=== function deep(n)\n~ return deep(n + 1)\n`;
    const [change] = compare(await judgedInFull(hall('false')), await judgedInFull(hall('true'))).content;
    expect(change).toMatchObject({ now: 'reached', quote: 'In', searched: true });
    expect(contentWords([change])).toEqual(['unreachable → reached: 1 lines, 1 choices: In']);
  });

  it('the figures that are not known are left out', async () => {
    const { before } = await changesOf(corridor(''), corridor(''), few);
    expect(before).toMatchObject({ playthroughs: null, longest: null, shortest: 1 });
  });
});

describe('stories that a game begins', () => {
  it('are not judged from the top', async () => {
    const story = '-> END\n=== hall\nCold.\n-> END\n';
    const changes = await changesOf(story, `${story}=== attic\nDust.\n-> END\n`);
    expect(contentWords(changes.content)).toEqual(['null → unknown: 1 lines, 0 choices: Dust.']);
    expect(changes.worse).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { align } from '../src/changes/align.ts';
import { compare } from '../src/changes/compare.ts';
import type { Changes } from '../src/changes/types.ts';
import { changesOf, contentWords, judgedInFull, judgedOf } from './support/changes.ts';

/** A house with two ways out, and a gallery that asks for a candle. */
const house = `VAR candle = false
-> hall

=== hall
The hall is cold, and the clock has stopped.
* [Take the candle]
    You take the candle from the sill.
    ~ candle = true
    -> hall
* (stairs) [Go up the stairs]
    The stairs complain at every step.
    -> gallery
* [Leave the house]
    You leave by the front door.
    -> garden

=== gallery
Frames without pictures hang here.
{ candle:
    By candlelight the frames seem full.
}
+ [Look out of the window]
    The window shows the garden by night.
    -> garden

=== garden
The garden is darker than the house.
-> END
`;

const edited = (from: string | RegExp, to: string): string => {
  if (house.replace(from, to) === house) throw new Error(`nothing is edited: ${from}`);
  return house.replace(from, to);
};

const endings = ({ endings }: Changes): string[] =>
  endings.map(({ change, certain, before, now }) => `${certain ? '' : '?'}${change} ${(now ?? before)!.passage}`);

const findings = ({ findings }: Changes): string[] =>
  findings.map(({ change, certain, before, now }) => `${certain ? '' : '?'}${change} ${(now ?? before)!.code}`);

const none = { added: 0, removed: 0, edited: 0, moved: 0 };

describe('content', () => {
  it('is all the same in a story and itself', async () => {
    const changes = await changesOf(house, house);
    expect(changes).toMatchObject({ same: true, worse: false, content: [], lines: none, choices: none, renamed: [] });
    expect(endings(changes)).toEqual(['same garden']);
  });

  it('is no loss where it is moved to another place of its knot', async () => {
    const changes = await changesOf(
      house,
      edited('The hall is cold, and the clock has stopped.\n', '').replace(
        '-> garden\n\n=== gallery',
        '-> garden\n- The hall is cold, and the clock has stopped.\n-> garden\n\n=== gallery',
      ),
    );
    expect(changes.lines).toEqual({ ...none, moved: 1 });
    // it comes after all branches have left
    expect(contentWords(changes.content)).toEqual([
      'reached → unreachable: 1 lines, 0 choices: The hall is cold, and the clock has stopped.',
    ]);
    expect(changes.worse).toBe(true);
  });

  it('is no loss where it is moved to another knot, with short lines beside it', async () => {
    const now = edited('The stairs complain at every step.\n', '').replace(
      '=== gallery\n',
      '=== gallery\nThe stairs complain at every step.\n',
    );
    const changes = await changesOf(house, now);
    expect(changes).toMatchObject({ lines: { ...none, moved: 1 }, content: [], worse: false, same: false });
    const rooms = (one: string, other: string) => `-> a\n=== a\n${one}* [On] -> b\n=== b\n${other}-> END\n`;
    const block = 'Ah.\nThe clock in the hall strikes four.\nOh.\n';
    expect((await changesOf(rooms(block, 'Here.\n'), rooms('', `Here.\n${block}`))).lines).toEqual({
      ...none,
      moved: 3,
    });
  });

  it('is the same where the order of knots changes', async () => {
    const [top, hall, gallery, garden] = house.split(/(?=^===)/m);
    expect(await changesOf(house, [top, garden, gallery, hall].join('\n'))).toMatchObject({ same: true });
  });

  it('is the same where it moves to another file', async () => {
    const [top, hall, gallery, garden] = house.split(/(?=^===)/m);
    const now = { 'story.ink': `INCLUDE rooms.ink\n${top}${garden}`, 'rooms.ink': `${hall}${gallery}` };
    expect(await changesOf(house, now)).toMatchObject({ same: true });
  });

  it('is the same in a knot with another name', async () => {
    const changes = await changesOf(house, house.replaceAll('gallery', 'long_room'));
    expect(changes).toMatchObject({
      lines: none,
      choices: none,
      content: [],
      renamed: [{ before: 'gallery', now: 'long_room' }],
    });
    expect(endings(changes)).toEqual(['same garden']);
  });

  it('is the same in the stitches of a knot with another name', async () => {
    const inn = (knot: string, room: string) =>
      `-> ${knot}.${room}\n=== ${knot}\n= ${room}\nA room.\n* [Sleep] -> ${knot}.dream\n= dream\n-> END\n`;
    const changes = await changesOf(inn('inn', 'attic'), inn('tavern', 'attic'));
    expect(changes.renamed).toEqual([{ before: 'inn', now: 'tavern' }]);
    expect(endings(changes)).toEqual(['same tavern.dream']);
    const { renamed } = await changesOf(inn('inn', 'attic'), inn('inn', 'garret'));
    expect(renamed).toEqual([{ before: 'inn.attic', now: 'inn.garret' }]);
  });

  it('is the same under the same label, whatever its words', async () => {
    const changes = await changesOf(house, edited('[Go up the stairs]', '[Climb]'));
    expect(changes.choices).toEqual({ ...none, edited: 1 });
  });

  it('is the same with other words between the same neighbours', async () => {
    const one = await changesOf(house, edited('You leave by the front door.', 'Out you go.'));
    expect(one).toMatchObject({ lines: { ...none, edited: 1 }, choices: none });
    const two = await changesOf(
      'The old clock strikes.\nThe dog lies by the fire.\n-> END',
      'The dog lies near the fire.\nThe old clock strikes again.\nIt is late.\n-> END',
    );
    expect(two.lines).toEqual({ ...none, edited: 2, added: 1 });
  });

  it('is not the same where it is replaced', async () => {
    const now = edited(
      '* [Leave the house]\n    You leave by the front door.',
      '* [Break a window]\n    Glass, and quiet.\n    Then frost.',
    );
    const changes = await changesOf(house, now);
    expect(changes).toMatchObject({
      lines: { ...none, added: 2, removed: 1 },
      choices: { ...none, added: 1, removed: 1 },
      worse: false,
    });
    expect(contentWords(changes.content)).toEqual(['reached → null: 1 lines, 1 choices: Leave the house']);
    expect(changes.content[0]).toMatchObject({ passage: 'hall', place: { line: 13 } });
  });

  it('that nobody can see any more is told, in stretches', async () => {
    const changes = await changesOf(house, edited('    -> gallery', '    -> garden'));
    expect(contentWords(changes.content)).toEqual([
      'reached → unreachable: 3 lines, 1 choices: Frames without pictures hang here.',
    ]);
    expect(changes.content[0]).toMatchObject({ passage: 'gallery', place: { file: 'story.ink', line: 18 } });
    expect(findings(changes)).toEqual(['introduced unreached-knot']);
    expect(changes.worse).toBe(true);
    const back = await changesOf(edited('    -> gallery', '    -> garden'), house);
    expect(contentWords(back.content)).toEqual([
      'unreachable → reached: 3 lines, 1 choices: Frames without pictures hang here.',
    ]);
    expect(findings(back)).toEqual(['fixed unreached-knot']);
    expect(back.worse).toBe(false);
  });

  it('comes with the playthrough that shows it, and what that comes to now', async () => {
    const [open, shut] = [await judgedInFull(house), await judgedInFull(edited('    -> gallery', '    -> garden'))];
    const [lost] = compare(open, shut).content;
    expect(lost.playthrough).toEqual([{ choice: 1, text: 'Go up the stairs' }]);
    expect(lost.meets).toMatchObject({ end: 'ended', made: 1, passage: 'garden' });
    const [found] = compare(shut, open).content;
    expect(found).toMatchObject({ playthrough: [{ choice: 1 }], meets: null });
    const [candle] = compare(await judgedInFull(edited('~ candle = true\n', '')), open).content;
    expect(candle.playthrough).toMatchObject([{ text: 'Take the candle' }, { text: 'Go up the stairs' }]);
  });

  it('that is added and can’t be seen is told', async () => {
    const changes = await changesOf(house, edited('-> END\n', '-> END\nNobody reads this.\n'));
    expect(contentWords(changes.content)).toEqual(['null → unreachable: 1 lines, 0 choices: Nobody reads this.']);
    expect([changes.lines.added, changes.worse]).toEqual([1, true]);
  });
});

describe('endings', () => {
  const cellar = edited('* [Leave the house]', '* [Go down] -> cellar\n* [Leave the house]').concat(
    '\n=== cellar\nThe steps end in water.\n-> END\n',
  );

  it('are gained and lost, with what the playthrough comes to now', async () => {
    const gained = await changesOf(house, cellar);
    expect(endings(gained)).toEqual(['gained cellar', 'same garden']);
    expect(gained.worse).toBe(false);
    const lost = await changesOf(cellar, house);
    expect(endings(lost)).toEqual(['same garden', 'lost cellar']);
    expect(lost.worse).toBe(true);
    expect(lost.endings[1].meets).toMatchObject({
      end: 'parted',
      made: 0,
      missing: 'Go down',
      offered: ['Take the candle', 'Go up the stairs', 'Leave the house'],
      onward: { passage: 'garden', steps: [{ text: 'Leave the house' }] },
    });
    const led = await changesOf(cellar, cellar.replace('[Go down] -> cellar', '[Go down] -> garden'));
    expect(led.endings[1].meets).toMatchObject({ end: 'ended', made: 1, passage: 'garden' });
  });

  it('come nearer and go farther', async () => {
    const far = edited('=== garden\n', '=== garden\n+ [Go on] -> yard\n=== yard\n').replace(
      '=== yard\n',
      '=== yard\nA yard.\n',
    );
    expect(endings(await changesOf(house, far))).toEqual(['farther yard']);
    expect(endings(await changesOf(far, house))).toEqual(['nearer garden']);
  });

  it('that only a search came to may be nearer than they are known to be', async () => {
    const far = await judgedOf(edited('=== garden\n', '=== garden\n+ [Go on] -> yard\n=== yard\n'));
    const endings = far.analysis.endings.map((ending) => ({ ...ending, searched: true }));
    const changes = compare(await judgedOf(house), { ...far, analysis: { ...far.analysis, endings } });
    expect(changes.endings).toMatchObject([{ change: 'farther', certain: false }]);
    expect(changes.now.shortest).toBe(null);
  });

  it('are the same with other last words, and in another knot', async () => {
    const reworded = await changesOf(house, edited('The garden is darker than the house.', 'Dark.'));
    expect(endings(reworded)).toEqual(['same garden']);
    const inline = edited('=== garden\n', '=== garden\n-> yard\n=== yard\n');
    expect(endings(await changesOf(house, inline))).toEqual(['same yard']);
  });

  it('of the same knot are told apart by what stands before them', async () => {
    const ends = (...ends: readonly string[]) =>
      `-> end\n=== end\nChoose.\n${ends.map((end) => `* [${end}] The ${end} way. -> END`).join('\n')}\n`;
    const changes = await changesOf(ends('first', 'second', 'third'), ends('third', 'first'));
    expect(changes.endings.map(({ change, before }) => `${change} ${before?.quote}`)).toEqual([
      'same The third way.',
      'same The first way.',
      'lost The second way.',
    ]);
  });
});

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

  it('the figures that are not known are left out', async () => {
    const { before } = await changesOf(corridor(''), corridor(''), few);
    expect(before).toMatchObject({ playthroughs: null, longest: null, shortest: 1 });
  });
});

async function compareWith(before: string, optionsBefore: object, now: string, optionsNow: object): Promise<Changes> {
  return compare(await judgedOf(before, optionsBefore), await judgedOf(now, optionsNow));
}

describe('stories that a game begins', () => {
  it('are not judged from the top', async () => {
    const story = '-> END\n=== hall\nCold.\n-> END\n';
    const changes = await changesOf(story, `${story}=== attic\nDust.\n-> END\n`);
    expect(contentWords(changes.content)).toEqual(['null → unknown: 1 lines, 0 choices: Dust.']);
    expect(changes.worse).toBe(false);
  });
});

describe('aligning', () => {
  const words = (before: string, now: string): string =>
    align([...before], [...now])
      .map(([i, j]) => {
        expect(before[i]).toBe(now[j]);
        return before[i];
      })
      .join('');

  it.each([
    ['', 'abc', ''],
    ['abc', 'abc', 'abc'],
    ['abc', 'cab', 'ab'],
    ['xaxbx', 'xbxax', 'xbx'],
    ['aabb', 'bbaa', 'bb'],
    ['abcabba', 'cbabac', 'baba'],
  ])('finds what %j and %j have in common, in order', (before, now, common) => {
    expect(words(before, now)).toHaveLength(common.length);
  });

  it('leaves what it would take too long to look through', () => {
    const many = (...items: readonly string[]): string[] =>
      Array.from({ length: 3000 }, (_, i) => items[i % items.length]);
    expect(align(many('a', 'b'), ['c', ...many('b', 'b', 'a'), 'd'])).toEqual([]);
  });
});

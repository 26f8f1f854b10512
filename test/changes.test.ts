import { describe, expect, it } from 'vitest';
import { align } from '../src/changes/align.ts';
import { compare } from '../src/changes/compare.ts';
import {
  changesOf,
  contentWords,
  edited,
  endings,
  findings,
  house,
  judgedInFull,
  judgedOf,
  none,
} from './support/changes.ts';

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

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { touchedSince } from '../src/changes/touched.ts';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { readingsThatShowAll } from '../src/measures/cover.ts';
import type { ReadingList } from '../src/measures/covertypes.ts';
import { loadProject } from '../src/project.ts';
import { countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { type Explored, notShown, readingFault, readPair, readStory } from './support/readings.ts';
import { pairFromFile, pairOf } from './support/routes.ts';

/** What is wrong with the readings of a story, in words. */
function faults(explored: Explored, list = readingsThatShowAll(explored)): string[] {
  const { program, context } = explored;
  const missing = notShown(explored, list).map((at) => `${at} is not shown (${context.place(Math.abs(at))?.line})`);
  const { readings, least } = list;
  if (program !== context.program || least > readings.length) missing.push(`${least} of ${readings.length}`);
  return [
    ...missing,
    ...readings.flatMap(
      (reading, i) => readingFault(explored.story, explored.model, reading)?.concat(` in ${i}`) ?? [],
    ),
  ];
}

const lines = ({ readings }: ReadingList): string[] =>
  readings.map(({ moments }) =>
    moments
      .flatMap(({ lines, offers }) => [
        ...lines.map(({ text, isNew }) => (isNew ? `+${text}` : text)),
        ...offers.map(
          ({ text, taken, isNew, isNewlyTaken }) => `${isNew || isNewlyTaken ? '+' : ''}${taken ? '>' : '*'}${text}`,
        ),
      ])
      .join(' '),
  );

describe('readings that show everything', () => {
  for (const name of readdirSync('stories')) {
    it(`of ${name} are what ink's own engine plays, and leave nothing out`, { timeout: 60_000 }, () => {
      const path = `stories/${name}/story.ink`;
      const pair = pairFromFile(path);
      const { project } = loadProject(path, nodeFiles());
      if ('refused' in pair || project === null) throw new Error(`stories/${name} can't be read`);
      const externals = new Map(Object.entries(project.settings.externals));
      const explored = readPair(pair, { entries: project.entries, externals, states: 600 });
      expect(faults(explored)).toEqual([]);
    });
  }

  it('of generated stories are what ink’s own engine plays, and leave nothing out', { timeout: 120_000 }, () => {
    const sources = Array.from({ length: 7 }, (_, i) => [
      generateStory(41_000 + i, { size: 1 }).source,
      countingStory(2000 + i),
    ]).flat();
    for (const [i, source] of sources.entries()) {
      const pair = pairOf(source, 'shared');
      if ('refused' in pair) continue;
      expect({ i, faults: faults(readPair(pair, { states: 400 })) }).toEqual({ i, faults: [] });
    }
  });

  it('would be noticed if one were missing, or told otherwise', () => {
    const explored = readStory('A.\n* [B] C. -> END\n* [D] E. -> END\n');
    const list = readingsThatShowAll(explored);
    expect(faults(explored, list)).toEqual([]);
    expect(faults(explored, { ...list, readings: list.readings.slice(1) })).not.toEqual([]);
    const [first, ...others] = list.readings;
    const [moment, ...more] = first.moments;
    const spoiled = { ...first, moments: [{ ...moment, lines: [] }, ...more] };
    expect(faults(explored, { ...list, readings: [spoiled, ...others] })).toHaveLength(1);
  });

  it('are as few as they can be, the richest first, with what is new in each', () => {
    const list = readingsThatShowAll(
      readStory(`Morning.
* [Up] You go up.
  ** [Sing] A song.
  ** [Look] A view.
* [Down] Down.
- <> Then bed.
-> END
`),
    );
    expect(list.least).toBe(3);
    expect(lines(list)).toEqual([
      '+Morning. +>Up +*Down +You go up. +>Sing +*Look +A song. Then bed.',
      'Morning. *Up +>Down +Down. Then bed.',
      'Morning. >Up *Down You go up. *Sing +>Look +A view. Then bed.',
    ]);
    expect(list.readings.map(({ newLines, newOffers, newTaken }) => [newLines, newOffers, newTaken])).toEqual([
      [3, 4, 2],
      [1, 0, 1],
      [1, 0, 1],
    ]);
    expect(list.readings.map(({ end }) => end.kind)).toEqual(['ending', 'ending', 'ending']);
    expect(list.shown).toEqual({ lines: 6, offered: 4, taken: 4 });
    expect(list.missing).toEqual({ lines: 0, choices: 0 });
  });

  it('go round where one reading can see it all', () => {
    const list = readingsThatShowAll(
      readStory('-> hub\n=== hub\n{&Tick.|Tock.}\n+ [Wait] -> hub\n+ [Sit] You sit. -> hub\n+ [Go] -> END\n'),
    );
    expect([list.readings.length, list.least]).toEqual([1, 1]);
    expect(list.readings[0].end.kind).toBe('ending');
  });

  it('say what nobody can come to, and where a reading breaks off', () => {
    const list = readingsThatShowAll(readStory('-> k\n=== k\nA.\n* [B] C.\n* {1 == 2} [D] E. -> END\n'));
    expect(list.missing).toEqual({ lines: 1, choices: 1 });
    expect(list.readings.map(({ end }) => end.kind)).toEqual(['stopped']);
  });

  it('show a line that is nothing but a printed value', () => {
    const list = readingsThatShowAll(readStory('VAR name = "Ann"\n* [A] {name}\n* [B] -> END\n- -> END\n'));
    expect(lines(list).join(' ')).toContain('+Ann');
    expect(list.readings).toHaveLength(2);
  });

  it('begin at every entry of a game, even where two come to the same', () => {
    const entries = [
      { path: 'a', sets: {} },
      { path: 'b', sets: {} },
    ];
    const explored = readStory('=== a\nOne. -> c\n=== b\nTwo. -> c\n=== c\n* [On] -> END\n', { entries });
    const list = readingsThatShowAll(explored);
    expect(lines(list)).toEqual(['+One. +>On', '+Two. >On']);
    expect(faults(explored, list)).toEqual([]);
  });

  it('are told not to be all there is where the exploration did not finish', () => {
    const explored = readStory('VAR n = 0\n-> hub\n=== hub\nAgain {n}.\n~ n = n + 1\n+ [Go on] -> hub\n', {
      states: 5,
    });
    const list = readingsThatShowAll(explored);
    expect(list.limit?.kind).toBe('states');
    expect(list.readings[0].end.kind).toBe('open');
  });
});

describe('readings of what has changed', () => {
  const old = 'Morning.\n* [Up] You go up. -> bed\n* [Down] You go down. -> bed\n=== bed\nThen bed.\n-> END\n';
  const since = (now: string): ReadingList => {
    const before = pairOf(old, 'read');
    if ('refused' in before) throw new Error(before.refused);
    const explored = readStory(now);
    const wanted = { changedSince: 'old.ink', addresses: touchedSince(before.program, explored.program) };
    return readingsThatShowAll(explored, wanted);
  };

  it('are none where nothing has', () => {
    expect(since(old).readings).toEqual([]);
    expect(since(old.replace('Morning.', '// a remark\n  Morning.')).readings).toEqual([]);
  });

  it('show what is new and what has other words, and mark nothing else', () => {
    const list = since(
      old.replace('You go up.', 'You climb up, slowly.').replace('\n=== bed', '\n* [Stay] -> bed\n=== bed'),
    );
    expect(lines(list)).toEqual([
      'Morning. >Up *Down +*Stay +You climb up, slowly. Then bed.',
      'Morning. *Up *Down +>Stay Then bed.',
    ]);
    expect(list.shown).toEqual({ lines: 1, offered: 1, taken: 1 });
    expect(list.least).toBe(2);
  });

  it('say what of it nobody can come to', () => {
    const list = since(old.replace('Then bed.', 'Then bed.\n{1 == 2: A dream.}'));
    expect([list.readings.length, list.missing.lines]).toEqual([0, 1]);
  });
});

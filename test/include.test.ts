import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { type InkInput, type ReadOptions, readInk } from '../src/languages/ink/input.ts';
import type { Files } from '../src/text/files.ts';
import { showPlace } from '../src/text/place.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures/input/include/', import.meta.url));

function read(path: string, options?: ReadOptions): InkInput {
  return readInk(FIXTURES + path, nodeFiles(), options);
}

/** `file:line:column level code`, one for each diagnostic. */
function said(input: InkInput): string[] {
  return input.diagnostics.map(
    ({ place, level, code }) => `${place === null ? '-' : showPlace(place)} ${level} ${code}`,
  );
}

function told(input: InkInput): string {
  return input.story?.ContinueMaximally() ?? '(no story)';
}

function names(input: InkInput): string[] {
  return input.sources.map((each) => each.name);
}

/** Files that exist only in memory, for what a checkout can't hold on every system. */
function memory(texts: Record<string, string>): Files {
  return {
    read: (path) => (Object.hasOwn(texts, path) ? new TextEncoder().encode(texts[path]) : null),
    list: (folder) => {
      const prefix = folder === '.' ? '' : `${folder}/`;
      const inside = Object.keys(texts).filter((path) => path.startsWith(prefix));
      return inside.length === 0 ? null : [...new Set(inside.map((path) => path.slice(prefix.length).split('/')[0]))];
    },
  };
}

describe('a file that is only a part of a story', () => {
  const parts = {
    'game/start.ink': 'INCLUDE "rooms.ink"\n-> hall',
    'game/rooms.ink': 'INCLUDE Dog\nVAR bone = 1\n== hall\n{bark()} -> END',
    'game/dog.ink': '== function bark\n~ return bone',
    'game/notes.ink': '// INCLUDE cat.ink\nINCLUDE nowhere.ink',
    'game/cat.ink': '{purr}',
  };
  const first = (path: string, texts: Record<string, string> = parts): string => {
    const [{ level, message, place } = { level: '', message: '', place: null }] = readInk(
      path,
      memory(texts),
    ).diagnostics;
    return `${level} ${place === null ? '' : showPlace(place)} ${message}`;
  };
  it('is told first which story it is a part of, if it can’t stand by itself', () => {
    const whole = 'is a part of start.ink, which INCLUDEs it: check start.ink instead.';
    expect(first('game/dog.ink')).toBe(`note  dog.ink ${whole}`);
    expect(readInk('game/dog.ink', memory(parts)).diagnostics.length).toBeGreaterThan(1);
    const alone = { ...parts, 'game/dog.ink': '== function bark\n~ return 2' };
    expect(readInk('game/dog.ink', memory(alone)).diagnostics).toEqual([]);
  });
  it('and nothing of the kind is told of any other', () => {
    const broken = { ...parts, 'game/dog.ink': '== function bark\n~ return bones' };
    for (const path of ['game/cat.ink', 'game/start.ink']) {
      const codes = readInk(path, memory(broken)).diagnostics.map(({ code }) => code);
      expect(codes.length).toBeGreaterThan(0);
      expect(codes).not.toContain('part-of-a-story');
    }
  });
  it('also where files INCLUDE one another', () => {
    const ring = { 'a.ink': 'INCLUDE b.ink\n{x}', 'b.ink': 'INCLUDE a.ink\n{y}' };
    expect(first('a.ink', ring)).toBe('note  a.ink is a part of b.ink, which INCLUDEs it: check b.ink instead.');
  });
});

describe('INCLUDE', () => {
  it('is relative to the including file', () => {
    const input = read('plain/house.ink');
    expect(said(input)).toEqual([]);
    expect(names(input)).toEqual(['house.ink', 'parts/cellar.ink', 'parts/deeper/well.ink']);
    expect(told(input)).toBe('You stand in the hall.\nIt is cold down here.\nWater, far below.\n');
  });

  it('may go up again inside the story folder', () => {
    const input = read('inner/house.ink');
    expect(said(input)).toEqual([]);
    expect(names(input)).toEqual(['house.ink', 'parts/cellar.ink', 'weather.ink']);
    expect(told(input)).toBe('It is wet down here.\n');
  });

  it("falls back to the story's own folder, with a note", () => {
    const input = read('home/house.ink');
    expect(said(input)).toEqual(['parts/cellar.ink:1:1 note include-guessed']);
    expect(input.diagnostics[0].message).toContain("in the story's own folder");
    expect(told(input)).toBe('It is cold down here.\nWater, far below.\n');
  });

  it('prefers the file beside the including one, and says that there is another', () => {
    const input = read('rival/house.ink');
    expect(said(input)).toEqual(['parts/cellar.ink:1:1 note include-guessed']);
    expect(input.diagnostics[0].message).toMatch(/parts\/words\.ink.*other tools may read words\.ink/);
    expect(told(input)).toBe('grey it is.\n');
  });

  it('is understood as people write it, with notes', () => {
    const input = read('messy/house.ink');
    expect(names(input)).toEqual(['house.ink', 'parts/cellar.ink', 'attic.ink', 'well.txt', 'stairs.ink']);
    expect(said(input)).toEqual([1, 2, 3, 4].map((line) => `house.ink:${line}:1 note include-guessed`));
    expect(input.diagnostics.map((each) => /\((.*)\)/.exec(each.message)?.[1])).toEqual([
      'with forward slashes, from the folder parts, with its ending',
      'with another ending',
      'with another ending',
      'without the quotes',
    ]);
    expect(told(input)).toBe('It is cold down here.\nIt is warm up here.\nWater, far below.\nUp again.\n');
  });

  it('with other capitals is understood when one file fits, and refused when two do', () => {
    const main = 'INCLUDE Cellar.ink\n-> END\n';
    const one = readInk('main.ink', memory({ 'main.ink': main, 'CELLAR.ink': 'Cold.\n' }));
    expect(said(one)).toEqual(['main.ink:1:1 note include-guessed']);
    expect(told(one)).toBe('Cold.\n');
    const two = readInk('main.ink', memory({ 'main.ink': main, 'CELLAR.ink': 'Cold.\n', 'cellar.ink': 'Warm.\n' }));
    expect(said(two)).toEqual(['main.ink:1:1 error include-ambiguous']);
    const exact = memory({ 'main.ink': main, 'CELLAR.ink': 'Cold.\n', 'Cellar.ink': 'Warm.\n' });
    expect(said(readInk('main.ink', exact))).toEqual([]);
  });

  it('notes other capitals even where the system does not mind them', () => {
    const careless = memory({ 'main.ink': 'INCLUDE Cellar.ink\n-> END\n', 'cellar.ink': 'Cold.\n' });
    const input = readInk('main.ink', { ...careless, read: (path) => careless.read(path.toLowerCase()) });
    expect(said(input)).toEqual(['main.ink:1:1 note include-guessed']);
    expect(names(input)).toEqual(['main.ink', 'cellar.ink']);
  });

  it('that fits two files is an error that names them', () => {
    const input = read('ambiguous/house.ink');
    expect(input.story).toBeNull();
    expect(said(input)).toEqual(['house.ink:2:3 error include-ambiguous']);
    expect(input.diagnostics[0].message).toBe("'cellar' could be cellar.inkl or cellar.txt.");
    expect(input.diagnostics[0].place).toMatchObject({ endLine: 2, endColumn: 16 });
  });

  it('of a missing file is an error with near names', () => {
    const input = read('missing/house.ink');
    expect(input.story).toBeNull();
    expect(said(input)).toEqual([1, 2, 3, 4, 5].map((line) => `house.ink:${line}:1 error include-not-found`));
    const [near, elsewhere, nowhere, unnamed, prose] = input.diagnostics;
    expect(near.advice).toBe('Did you mean cellar.ink?');
    expect(elsewhere.advice).toBe('There is one elsewhere: upstairs/attic.ink.');
    expect(nowhere.advice).toBeUndefined();
    expect(unnamed.message).toBe('This INCLUDE names no file.');
    expect(prose.advice).toContain('prose');
  });

  it('of the file itself is an error, not an endless descent', () => {
    const input = read('itself/house.ink');
    expect(input.story).toBeNull();
    expect(said(input)).toEqual(['house.ink:2:1 error include-cycle']);
    expect(input.diagnostics[0].message).toBe('house.ink includes itself.');
  });

  it('in a circle is an error that shows the circle', () => {
    const input = read('circle/house.ink');
    expect(input.story).toBeNull();
    expect(said(input)).toEqual(['well.ink:2:1 error include-cycle']);
    expect(input.diagnostics[0].message).toContain('cellar.ink -> well.ink -> cellar.ink');
  });

  it('of a file with names, twice, is one error instead of one for each name', () => {
    const input = read('twice/house.ink');
    expect(input.story).toBeNull();
    expect(said(input)).toEqual(['attic.ink:1:1 error include-twice']);
    expect(input.diagnostics[0].message).toContain('first on line 1 of cellar.ink');
  });

  it('of plain prose, twice, is only noted', () => {
    const input = read('refrain/song.ink');
    expect(said(input)).toEqual(['song.ink:3:1 note include-twice']);
    expect(told(input)).toBe('And the wind blew.\nThe first verse.\nAnd the wind blew.\nThe second verse.\n');
  });

  it('inside a knot, where ink drops the file, is a warning', () => {
    const input = read('lost/house.ink');
    expect(said(input)).toEqual(['house.ink:7:1 warning include-lost']);
    expect(told(input)).toBe('You stand in the hall.\n');
  });

  it('keeps the places of the included file, comments or not', () => {
    const input = read('faults/house.ink');
    expect(said(input)).toEqual([
      'parts/cellar.ink:8:1 note todo',
      'parts/cellar.ink:4:13 error unknown-target',
      'parts/cellar.ink:5:23 error unknown-variable',
    ]);
  });

  it('of files that include each other over and over comes to an end', () => {
    const texts: Record<string, string> = { 'main.ink': 'INCLUDE a0.ink\n-> END\n' };
    const count = 40;
    for (let i = 0; i < count; i++) {
      texts[`a${i}.ink`] = i + 1 < count ? `INCLUDE a${i + 1}.ink\nINCLUDE a${i + 1}.ink\n` : 'Deep.\n';
    }
    const input = readInk('main.ink', memory(texts));
    expect(input.story).toBeNull();
    expect(input.diagnostics.filter((each) => each.level === 'error').map((each) => each.code)).toEqual([
      'include-twice',
    ]);
  });
});

describe("the story's folder", () => {
  it('is not left', () => {
    const input = read('outside/story/house.ink');
    expect(input.story).toBeNull();
    expect(said(input)).toEqual(['house.ink:1:1 error include-outside']);
  });

  it('is left when that is allowed', () => {
    const input = read('outside/story/house.ink', { allowOutside: true });
    expect(said(input)).toEqual([]);
    expect(names(input)).toEqual(['house.ink', '../shared/weather.ink']);
    expect(told(input)).toBe('It is raining.\n');
  });

  it.each([
    ['an absolute path', '/etc/passwd'],
    ['a drive', 'C:\\secret.ink'],
    ['backslashes upwards', '..\\secret.ink'],
    ['a way out and back in', 'parts/../../secret.ink'],
  ])('is not left by %s, nor is anything outside read', (_, typed) => {
    const asked: string[] = [];
    const input = readInk('story/main.ink', {
      read: (path) => {
        asked.push(path);
        return new TextEncoder().encode(path === 'story/main.ink' ? `INCLUDE ${typed}\n-> END\n` : 'Secret.\n');
      },
      list: () => null,
    });
    expect(said(input)).toEqual(['main.ink:1:1 error include-outside']);
    expect(new Set(asked)).toEqual(new Set(['story/main.ink']));
  });
});

describe('links', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'redthread-links-'));
    mkdirSync(join(folder, 'story/real'), { recursive: true });
    mkdirSync(join(folder, 'secret'));
    writeFileSync(join(folder, 'secret/diary.ink'), 'Dear diary.\n');
    writeFileSync(join(folder, 'story/real/cellar.ink'), 'INCLUDE ../main.ink\n');
    writeFileSync(join(folder, 'story/main.ink'), 'INCLUDE away/diary.ink\n-> END\n');
    writeFileSync(join(folder, 'story/round.ink'), 'INCLUDE loop/round.ink\n-> END\n');
    symlinkSync(join(folder, 'secret'), join(folder, 'story/away'), 'dir');
    symlinkSync(join(folder, 'story'), join(folder, 'story/loop'), 'dir');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("do not lead out of the story's folder", () => {
    const main = join(folder, 'story/main.ink');
    expect(said(readInk(main, nodeFiles()))).toEqual(['main.ink:1:1 error include-outside']);
    expect(told(readInk(main, nodeFiles(), { allowOutside: true }))).toBe('Dear diary.\n');
  });

  it('do not hide that a file includes itself', () => {
    const input = readInk(join(folder, 'story/round.ink'), nodeFiles());
    expect(said(input)).toEqual(['round.ink:1:1 error include-cycle']);
  });
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { readSettings } from '../src/languages/ink/settings.ts';
import { loadProject } from '../src/project.ts';
import { FileTooLarge } from '../src/text/files.ts';
import { showPlace } from '../src/text/place.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures/input/', import.meta.url));

function read(text: string) {
  const bytes = new TextEncoder().encode(text);
  return readSettings('story', { read: (path) => (path === 'story/redthread.json' ? bytes : null), list: () => null });
}

/** `line:column message`, one for each diagnostic. */
function said(text: string): string[] {
  return read(text).diagnostics.map(({ place, message, code }) => {
    expect(code).toBe('bad-settings');
    return `${place === null ? '-' : showPlace(place).replace('redthread.json:', '')} ${message}`;
  });
}

describe('redthread.json', () => {
  it('declares what the host game does', () => {
    const { settings, diagnostics } = readSettings(`${FIXTURES}settings`, nodeFiles());
    expect(diagnostics).toEqual([]);
    expect({ ...settings.externals }).toEqual({
      has_item: [true, false],
      name_of: ['Ana', 'Bo'],
      dice: [1, 2, 3, 4, 5, 6],
    });
    expect(settings.entries.map(({ knot, set }) => ({ knot, set: { ...set } }))).toEqual([
      { knot: 'hall', set: {} },
      { knot: 'cellar', set: { coins: [0, 1, 2], lamp: [true] } },
    ]);
  });

  it('need not be there', () => {
    const { settings, diagnostics } = readSettings(`${FIXTURES}places`, nodeFiles());
    expect(diagnostics).toEqual([]);
    expect(Object.keys(settings.externals)).toEqual([]);
    expect(settings.entries).toEqual([]);
  });

  it('may be named by a relative folder, and begin with a byte-order mark', () => {
    const bytes = new TextEncoder().encode('\uFEFF{"entries": ["hall"]}');
    const files = { read: (path: string) => (path === 'redthread.json' ? bytes : null), list: () => null };
    expect(readSettings('.', files).settings.entries).toHaveLength(1);
  });

  it('may use any name without harm', () => {
    const { settings, diagnostics } = read('{"externals": {"__proto__": [1], "constructor": [2]}}');
    expect(diagnostics).toEqual([]);
    expect(Object.keys(settings.externals)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(settings.externals)).toBeNull();
    expect(settings.externals.toString).toBeUndefined();
  });

  it('lists each value once', () => {
    expect(read('{"externals": {"f": [1, 1.0, "1", true, 1]}}').settings.externals.f).toEqual([1, '1', true]);
  });

  it.each([
    ['{"externals": }', "1:15 redthread.json is not JSON: a value is expected here, but there is '}'."],
    [
      '{\n  "entries": ["hall",]\n}',
      '2:22 redthread.json is not JSON: there is a comma too many before the end of an array.',
    ],
    ['', '1:1 redthread.json is not JSON: a value is expected here, but there is nothing more.'],
    ['[]', '1:1 redthread.json must hold one object in curly braces.'],
    ['{"external": {}}', "1:2 redthread.json has an unknown name 'external'."],
    ['{"externals": [1]}', "1:15 redthread.json must give 'externals' as an object."],
    ['{"externals": {"f": true}}', "1:21 redthread.json must list at least one value for 'f'."],
    ['{"externals": {"f": []}}', "1:21 redthread.json must list at least one value for 'f'."],
    [
      '{"externals": {"f": [1, [2]]}}',
      "1:25 redthread.json gives 'f' a value that is neither a text, a number, true nor false.",
    ],
    [
      '{"externals": {"f": [null]}}',
      "1:22 redthread.json gives 'f' a value that is neither a text, a number, true nor false.",
    ],
    ['{"externals": {"f": [1], "f": [2]}}', "1:26 redthread.json has 'f' twice."],
    ['{"entries": "hall"}', "1:13 redthread.json must give 'entries' as an array."],
    ['{"entries": [3]}', '1:14 redthread.json has an entry that is neither the name of a knot nor an object.'],
    ['{"entries": [" "]}', '1:14 redthread.json has an entry without the name of a knot.'],
    ['{"entries": [{"set": {}}]}', "1:14 redthread.json has an entry without a 'knot'."],
    ['{"entries": [{"knot": 3}]}', '1:23 redthread.json has an entry without the name of a knot.'],
    ['{"entries": [{"knot": "a", "sets": {}}]}', "1:28 redthread.json has an unknown name 'sets'."],
    [
      '{"entries": [{"knot": "a", "set": {"x": {"from": 1}}}]}',
      "1:41 redthread.json must give whole numbers as 'from' and 'to' for 'x'.",
    ],
    [
      '{"entries": [{"knot": "a", "set": {"x": {"from": 1, "to": 2.5}}}]}',
      "1:41 redthread.json must give whole numbers as 'from' and 'to' for 'x'.",
    ],
    [
      '{"entries": [{"knot": "a", "set": {"x": {"from": 3, "to": 1}}}]}',
      "1:41 redthread.json gives 'x' a range with no value at all.",
    ],
    [
      '{"entries": [{"knot": "a", "set": {"x": {"from": 1, "to": 900000}}}]}',
      "1:41 redthread.json gives 'x' a range with 900000 values, more than 10000.",
    ],
  ])('%s is told where and why', (text, expected) => {
    expect(said(text)).toEqual([expected]);
  });

  it('says how readers choose', () => {
    const reader = (text: string) => {
      const { settings, diagnostics } = read(text);
      expect(diagnostics).toEqual([]);
      return { ...settings.reader, weights: { ...settings.reader.weights } };
    };
    expect(reader('{}')).toEqual({ prefers: 'evenly', weights: {} });
    expect(reader('{"reader": "unseen"}')).toEqual({ prefers: 'unseen', weights: {} });
    expect(reader('{"reader": {"prefers": "first", "weights": {"kind": 3, "rude": 0}}}')).toEqual({
      prefers: 'first',
      weights: { kind: 3, rude: 0 },
    });
  });

  it.each([
    ['{"reader": "bored"}', '1:12 redthread.json says of the reader what is not known.'],
    ['{"reader": 3}', "1:12 redthread.json must say in 'reader' how readers choose."],
    ['{"reader": {"prefers": 1}}', '1:24 redthread.json says of the reader what is not known.'],
    ['{"reader": {"prefer": "first"}}', "1:13 redthread.json has an unknown name 'prefer'."],
    ['{"reader": {"weights": 3}}', "1:24 redthread.json must give 'weights' as an object."],
    [
      '{"reader": {"weights": {"kind": -1}}}',
      "1:33 redthread.json gives the tag 'kind' a weight that is not a number from 0 on.",
    ],
  ])('%s is told where and why', (text, expected) => {
    expect(said(text)).toEqual([expected]);
  });

  it('suggests the name that was meant', () => {
    expect(read('{"externls": {}}').diagnostics[0].advice).toBe('Did you mean externals?');
    expect(read('{"colour": 1}').diagnostics[0].advice).toBe('Known here: externals, entries, ranges, reader.');
  });

  it('is told where it gives values for a function that the story does not call', () => {
    const files: Record<string, string> = {
      'story.ink': 'EXTERNAL has_item(x)\n{has_item(1): Yes.|No.} -> END',
      'redthread.json': '{"externals": {"has_itm": [true], "has_item": [true]}}',
    };
    const read = (path: string): Uint8Array | null => (path in files ? new TextEncoder().encode(files[path]) : null);
    expect(loadProject('story.ink', { read, list: () => Object.keys(files) }).diagnostics).toEqual([
      {
        code: 'unused-external',
        level: 'note',
        message: 'redthread.json gives values for has_itm(), but the story calls no function of its host by that name.',
        place: null,
        advice: 'Did you mean has_item?',
      },
    ]);
  });

  it('keeps what is right beside what is wrong', () => {
    const { settings, diagnostics } = read('{"externals": {"f": [1], "g": []}, "entries": ["hall", 3]}');
    expect(diagnostics).toHaveLength(2);
    expect({ ...settings.externals }).toEqual({ f: [1] });
    expect(settings.entries.map((each) => each.knot)).toEqual(['hall']);
  });

  it('that is no text, or far too large, is told', () => {
    const binary = { read: () => new Uint8Array([0, 1, 2]), list: () => null };
    expect(readSettings('.', binary).diagnostics[0].message).toBe('redthread.json is not saved as UTF-8 text.');
    const large = {
      read: (path: string): never => {
        throw new FileTooLarge(path, 50, 20);
      },
      list: () => null,
    };
    expect(readSettings('.', large).diagnostics[0].message).toBe('redthread.json is far too large.');
  });
});

import { describe, expect, it } from 'vitest';
import { stringsOf } from '../src/measures/strings.ts';
import type { StoryText, StringList } from '../src/measures/stringtypes.ts';
import { stringsCsv } from '../src/reports/stringscsv.ts';
import { stringsXliff } from '../src/reports/xliff.ts';
import { countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { allPlaythroughs } from './support/playthroughs.ts';
import { type Explored, readPair, readStory } from './support/readings.ts';
import { jsonPairOf, pairOf } from './support/routes.ts';
import { xliffFaults } from './support/xliff.ts';
import { type Element, parseXml } from './support/xml.ts';

const list = (source: string): StringList => stringsOf(readStory(source));

const told = ({ strings }: StringList): string[] =>
  strings.map(({ kind, standing, readings, words, wordings }) => {
    const all = wordings.map(({ text, readings }) => `${text} (${readings})`).join(' / ');
    return `${kind} ${standing} ${readings}: ${all === '' ? words : all}`;
  });

/** The first difference between what is told of texts and what all playthroughs show; `skipped` where they are too many to play. */
function difference(explored: Explored, { strings, readings }: StringList): string | null {
  const all = allPlaythroughs(explored.story, 120, 10);
  if (all === null || !explored.context.exhaustive) return 'skipped';
  if (readings !== String(all.length)) return `${readings} playthroughs, not ${all.length}`;
  const seen = new Map<string, number>();
  for (const one of all) for (const key of one) seen.set(key, (seen.get(key) ?? 0) + 1);
  const known = new Map<string, (string | null)[]>();
  for (const { kind, wordings } of strings)
    for (const { text, readings } of wordings) {
      const key = `${kind} ${text.replace(/\s+/g, ' ')}`;
      known.set(key, [...(known.get(key) ?? []), readings]);
    }
  for (const key of seen.keys()) if (!known.has(key)) return `nothing is told of ${key}`;
  for (const [key, counts] of known) {
    const count = seen.get(key) ?? 0;
    if (count === 0) return `nobody sees ${key}`;
    // where several texts read the same, each may have a part of the playthroughs
    const most = counts.reduce((sum, each) => sum + Number(each), 0);
    if (counts.length === 1 ? most !== count : most < count) return `${key}: ${counts} told, ${count} played`;
  }
  return null;
}

describe('the strings of a story', () => {
  it('are told with all that they read as, and in how many playthroughs, as all playthroughs show them', {
    timeout: 120_000,
  }, () => {
    let compared = 0;
    for (let seed = 0; seed < 16; seed++) {
      const source =
        seed % 2 === 0 ? generateStory(61_000 + seed, { size: 1, finite: true }).source : countingStory(5000 + seed);
      const pair = pairOf(source, 'shared');
      if ('refused' in pair) continue;
      const explored = readPair(pair, { states: 300 });
      const result = difference(explored, stringsOf(explored));
      if (result === 'skipped') continue;
      compared++;
      expect({ seed, result }).toEqual({ seed, result: null });
    }
    expect(compared).toBeGreaterThan(6);
  });

  it('would be noticed if they were told otherwise', () => {
    const explored = readStory('A.\n* [B] C.\n* [D] E.\n- {RANDOM(1, 3) > 1: Three.|One.}\n-> END\n');
    const strings = stringsOf(explored);
    expect(difference(explored, strings)).toBeNull();
    const spoiled = (readings: string): StringList => ({
      ...strings,
      strings: strings.strings.map((text) => ({
        ...text,
        wordings: text.wordings.map((each) => ({ ...each, readings })),
      })),
    });
    expect(difference(explored, spoiled('6'))).toMatch(/told/);
    expect(difference(explored, { ...strings, strings: strings.strings.slice(1) })).toMatch(/nothing is told of/);
  });

  it('are lines and choices, in the order of the story, those that nobody can come to among them', () => {
    expect(
      told(
        list(`Morning.
* Up[ the stairs] you go.
* {1 == 2} [Down] The cellar.
- {Tick|Tock}, it says.
-> END
`),
      ),
    ).toEqual([
      'line shown 1: Morning. (1)',
      'choice shown 1: Up the stairs (1)',
      'line shown 1: Up you go. (1)',
      'choice never 0: Down',
      'line never 0: The cellar.',
      'line shown 1: Tick, it says. (1)',
    ]);
  });

  it('have every wording of what varies, and infinitely many readings where there is no end of them', () => {
    const { strings, readings } = list(
      'VAR n = 1\n-> hub\n=== hub\nDay {n}{n > 1:, again}.\n~ n = n % 3 + 1\n+ [Wait] -> hub\n+ [Go] -> END\n',
    );
    expect(readings).toBe('infinite');
    expect(strings[0].wordings.map(({ text }) => text)).toEqual(['Day 1.', 'Day 2, again.', 'Day 3, again.']);
    expect(strings[0].complete).toBe(true);
    expect(new Set(strings[0].wordings.map(({ id }) => id)).size).toBe(3);
  });

  it('are counted as seen by nobody where they are seen only by those who never come to an end', () => {
    const source = '* [In] -> pit\n* [Out] Air. -> END\n=== pit\nDark.\n+ [Sit] -> pit\n';
    expect(told(list(source))).toContain('line shown 0: Dark. (0)');
    expect(list(source).readings).toBe('1');
  });

  it('know what is only ever part of another line, and give what functions print to the line that calls them', () => {
    const strings = told(list('VAR x = 1\nHel<>\nlo, {name()}!\n-> END\n=== function name\nAnn\n'));
    expect(strings).toEqual(['line shown 1: Hello, Ann! (1)', 'line part 1: lo, … !', 'line part 1: Ann']);
  });

  it('know who says them: by a tag, by the cast, or by the words', () => {
    const { strings } = list(`# cast: ben
Ann: Good morning.
Good morning. # speaker: Old Tom # tired
It is nine: too late.
Dr. van der Berg: Sit down.
* [Sit # by: ben] -> END
* {1 == 2} [Ben: Never.] -> END
`);
    expect(strings.map(({ speaker }) => speaker)).toEqual(['Ann', 'Old Tom', null, 'Dr. van der Berg', 'ben', 'Ben']);
    expect(strings[1].tags).toEqual(['speaker: Old Tom', 'tired']);
  });

  it('are not known where nobody looked', () => {
    const source =
      'VAR n = 0\n-> hub\n=== hub\nAgain.\n~ n = n + 1\n+ {n > 50} [Late] It is late. -> END\n+ [On] -> hub\n=== lost\nNo way.\n-> END\n';
    const { strings, readings, limit } = stringsOf(readStory(source, { states: 8 }));
    expect(limit?.kind).toBe('states');
    expect(readings).toBeNull();
    expect(strings.map(({ standing, readings, complete }) => [standing, readings, complete])).toEqual([
      ['shown', null, false],
      ['unknown', null, false],
      ['unknown', null, false],
      ['shown', null, false],
      ['never', null, false],
    ]);
  });

  it('are there of compiled stories, too', () => {
    const pair = jsonPairOf('Morning.\n* [Up] A {1 == 1:fine} view. -> END\n');
    if ('refused' in pair) throw new Error(pair.refused);
    const { strings } = stringsOf(readPair(pair));
    expect(strings.map(({ words, written, standing }) => [words, written, standing])).toEqual([
      ['Morning.', null, 'shown'],
      ['Up', null, 'shown'],
      ['A', null, 'shown'],
      ['view.', null, 'part'],
      ['fine', null, 'part'],
    ]);
  });
});

describe('the names of strings', () => {
  const source = `VAR n = 1
-> hall
=== hall
The door is shut.
{&Tick.|Tock.} It is {n}.
* [Wait] You wait.
* Go[] away.
- The door is shut.
-> hall.stairs
= stairs
Dust.
-> END
`;
  const names = (text: string): Map<string, string> =>
    new Map(list(text).strings.map(({ id, kind, words }) => [id, `${kind} ${words}`]));
  const first = names(source);

  it('are all different', () => {
    expect(first.size).toBe(list(source).strings.length);
    expect([...first.keys()].filter((id) => id.endsWith(':2'))).toHaveLength(1);
  });

  it.each([
    ['a line before', source.replace('The door', 'A bell.\nThe door')],
    ['a line between', source.replace('* [Wait]', 'Nothing moves.\n* [Wait]')],
    ['a choice', source.replace('* Go[]', '* [Knock] Nobody.\n* Go[]')],
    ['a knot before', source.replace('=== hall', '=== attic\nMice.\n-> END\n=== hall')],
    ['a remark, a condition and a tag', source.replace('You wait.', '{n < 9: You wait.} # slow // well')],
    ['other spacing', source.replace('The door is shut.\n{', '   The  door is shut.  \n{')],
  ])('stay where %s is inserted', (_, text) => {
    const now = names(text);
    for (const [id, words] of first) expect(now.get(id)?.replace(/\s+/g, ' ')).toBe(words);
  });

  it('change where the words do', () => {
    const now = names(source.replace('Dust.', 'Dust and light.'));
    expect([...first.keys()].filter((id) => !now.has(id)).map((id) => first.get(id))).toEqual(['line Dust.']);
  });

  it('are the same for a text that reads as it stands, whatever was explored', () => {
    const whole = list(source).strings;
    const part = stringsOf(readStory(source, { states: 1 })).strings;
    expect(part.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
  });
});

/** The rows of RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const match = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
      match.lastIndex = at;
      const found = match.exec(text)!;
      at = match.lastIndex;
      row.push(found[1]?.replaceAll('""', '"') ?? found[2]);
      if (text[at] !== ',') break;
      at++;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no end of a row at ${at}`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

const strange: StoryText = {
  id: 'été.zu_hause:0123abcd',
  kind: 'line',
  passage: 'été.zu_hause',
  place: { file: 'a "b" & c.ink', line: 3, column: 1, endLine: 3, endColumn: 9 },
  written: '=cmd|"x"!A1',
  words: '=1+1',
  wordings: [
    '=1+1',
    'He said "no, <b>never</b>" & ]]> left',
    'a\u0000b\u001b\ud800c\ufffe\u0085',
    '-5, "cold"',
    '日本語 🙂 \u202e',
    ' \t@x',
  ].map((text, i) => ({
    id: i === 0 ? 'été.zu_hause:0123abcd' : `été.zu_hause:0123abcd.${i}`,
    text,
    speaker: 'Bé',
    tags: ['a; b'],
    readings: '12',
  })),
  complete: true,
  speaker: 'Bé',
  tags: ['a; b'],
  standing: 'shown',
  readings: '12',
};
const strangeList: StringList = {
  file: 'a.ink',
  silent: false,
  strings: [strange],
  readings: '12',
  limit: null,
  assumptions: [],
};

describe('strings as comma-separated values', () => {
  it('read back as what they were, whatever stands in them', () => {
    const [head, ...rows] = parseCsv(stringsCsv(strangeList));
    expect(head.slice(0, 4)).toEqual(['id', 'of', 'kind', 'text']);
    expect(rows.every((row) => row.length === head.length)).toBe(true);
    expect(rows.map((row) => row[3].replace(/^'/, ''))).toEqual(strange.wordings.map(({ text }) => text));
  });

  it('have nothing in them that a spreadsheet would run', () => {
    for (const row of parseCsv(stringsCsv(strangeList)))
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    const texts = parseCsv(stringsCsv(strangeList)).map((row) => row[3]);
    expect(texts).toContain("'=1+1");
    expect(texts).toContain('\'-5, "cold"');
  });
});

describe('strings as XLIFF', () => {
  const sources = ({ name, children }: Element): string[] =>
    name === 'source'
      ? [
          children
            .map((child) =>
              typeof child === 'string' ? child : String.fromCharCode(Number.parseInt(child.attributes.hex, 16)),
            )
            .join(''),
        ]
      : children.flatMap((child) => (typeof child === 'string' ? [] : sources(child)));

  it('keep to its schema and read back as what they were, whatever stands in them', () => {
    const root = parseXml(stringsXliff(strangeList, 'pt-BR'));
    expect(xliffFaults(root)).toEqual([]);
    expect(sources(root)).toEqual(strange.wordings.map(({ text }) => text));
  });

  it('keep to its schema for stories, one with nothing in it included', () => {
    for (const source of ['Morning & <night>.\n* [Up] {~A|B} -> END\n', '-> END\n', '{1 + 1}\n-> END\n'])
      expect(xliffFaults(parseXml(stringsXliff(list(source), 'und')))).toEqual([]);
  });

  it('would be noticed if they did not', () => {
    const text = stringsXliff(strangeList, 'en');
    expect(() => parseXml(text.replace('&amp;', '&'))).toThrow();
    expect(() => parseXml(text.replace('</segment>', ''))).toThrow();
    expect(
      xliffFaults(parseXml(text.replaceAll('<notes>', '<remarks>').replaceAll('</notes>', '</remarks>'))),
    ).not.toEqual([]);
    expect(xliffFaults(parseXml(text.replace(' id="f1"', '')))).toEqual(['<file> has no id']);
    expect(xliffFaults(parseXml(text.replaceAll('0123abcd.2"', '0123abcd.1"')))).toHaveLength(1);
  });
});

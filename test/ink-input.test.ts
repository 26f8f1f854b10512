import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Compiler } from 'inkjs/compiler/Compiler';
import { CompilerOptions } from 'inkjs/compiler/CompilerOptions';
import { CommentEliminator } from 'inkjs/compiler/Parser/CommentEliminator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { stripComments } from '../src/languages/ink/comments.ts';
import { type Container, StringValue } from '../src/languages/ink/inkjs.ts';
import { type InkInput, readInk } from '../src/languages/ink/input.ts';
import { decodeText } from '../src/languages/ink/utf8.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures/input/', import.meta.url));

function read(path: string): InkInput {
  return readInk(FIXTURES + path, nodeFiles());
}

/** A story that is nothing but this text. */
function readText(text: string): InkInput {
  const bytes = new TextEncoder().encode(text);
  return readInk('story.ink', { read: (path) => (path === 'story.ink' ? bytes : null), list: () => ['story.ink'] });
}

/** `line:column-endColumn level code`, one for each diagnostic. */
function said(input: InkInput): string[] {
  return input.diagnostics.map(
    ({ place, level, code }) => `${place?.line}:${place?.column}-${place?.endColumn} ${level} ${code}`,
  );
}

function told(input: InkInput): string {
  return input.story?.ContinueMaximally() ?? '(no story)';
}

describe('a story', () => {
  it('is compiled with every visit counted and every place kept, comments or not', () => {
    const input = read('places/letter.ink');
    expect(said(input)).toEqual([]);
    expect(input.compiled).toBe(false);
    expect(input.sources.map((each) => each.name)).toEqual(['letter.ink']);
    expect(input.story?.mainContentContainer.visitsShouldBeCounted).toBe(true);
    const places = new Map<string, string>();
    const walk = (container: Container) => {
      for (const each of container.content) {
        const { fileName, startLineNumber, startCharacterNumber } = each.debugMetadata ?? {};
        if (each instanceof StringValue) {
          places.set(each.value?.trim() ?? '', `${fileName}:${startLineNumber}:${startCharacterNumber}`);
        } else if ('content' in each) walk(each as Container);
      }
      for (const each of container.namedOnlyContent?.values() ?? []) walk(each as Container);
    };
    walk(input.story?.mainContentContainer as Container);
    const text = input.sources[0].text.split('\n');
    for (const words of ['He was 40. She was 30.', 'older', 'younger']) {
      const line = text.findIndex((each) => each.includes(words));
      expect(places.get(words), words).toBe(`letter.ink:${line + 1}:${text[line].indexOf(words) + 1}`);
    }
  });

  it("is otherwise just what ink's compiler makes of it", () => {
    for (const name of ['arrows', 'loose']) {
      const input = read(`faults/${name}.ink`);
      const compiler = new Compiler(input.sources[0].text, new CompilerOptions(null, [], true, () => {}));
      expect(input.story?.ToJson()).toBe(compiler.Compile().ToJson());
    }
  });

  it('may have a float that ends in a dot, in logic; prose stays prose', () => {
    const input = readText(
      'VAR half = 40.\n-> top\n== top\nHe was 40. She was 30. {half > 39.: more|less} {third(40.)}. {half}\n' +
        '-> END\n== function third(x)\n~ return x / 3.\n',
    );
    expect(said(input)).toEqual([]);
    expect(told(input)).toBe('He was 40. She was 30. more 13.333333333333334. 40\n');
  });

  it('may begin with a byte-order mark and have any line endings', () => {
    const input = readText('\uFEFFOne.\r\nTwo.\r\n-> nowhere\r\n');
    expect(said(input)).toEqual(['3:4-10 error unknown-target']);
    expect(told(readText('\uFEFFOne.\r\nTwo.\r\n-> END\r\n'))).toBe('One.\nTwo.\n');
  });

  it('has nothing to play when there is nothing but comments and includes', () => {
    for (const name of ['empty', 'comments', 'includes']) {
      const input = read(`blank/${name}.ink`);
      expect(input.story).toBeNull();
      expect(said(input)).toEqual(['1:1-1 error empty-story']);
      expect(input.diagnostics[0].message).toBe(`There is nothing to play in ${name}.ink.`);
    }
  });
});

describe("what ink's compiler finds", () => {
  it('unknown targets and functions, with names near them', () => {
    const input = read('faults/targets.ink');
    expect(input.story).toBeNull();
    expect(said(input)).toEqual([
      '1:4-6 error unknown-target',
      '3:11-15 error unknown-target',
      '4:13-18 error unknown-target',
      '5:12-14 error unknown-target',
      '6:11-14 error unknown-function',
    ]);
    expect(input.diagnostics.map((each) => each.advice)).toEqual([
      'Did you mean hall?',
      'Did you mean attic?',
      'From here it is called by its full name: -> cellar.stairs',
      'Write it in capitals: -> END',
      'Did you mean song?',
    ]);
    expect(input.diagnostics[0].message).toBe("There is no knot, stitch or label called 'hal'.");
  });

  it("unknown variables, and one that is another stitch's temporary", () => {
    const input = read('faults/temporaries.ink');
    expect(said(input)).toEqual([
      '7:2-4 error unknown-variable',
      '8:2-5 error unknown-variable',
      '9:2-8 error unknown-variable',
      '10:3-6 error unknown-variable',
    ]);
    const [temporary, text, near] = input.diagnostics.map((each) => each.advice);
    expect(temporary).toBe(
      "'key' is a temporary in 'hall.door' (line 4 of temporaries.ink), and only known there. Make it a VAR to share it.",
    );
    expect(text).toContain('double quotes');
    expect(near).toBe('Did you mean lantern?');
  });

  it('a variable in round brackets, which ink takes for a list', () => {
    const input = read('faults/brackets.ink');
    expect(said(input)).toEqual(['2:3-9 error unknown-list-item']);
    expect(input.diagnostics[0].advice).toContain('leave the brackets out');
  });

  it('braces, in text and in tags, once for each line', () => {
    const input = read('faults/braces.ink');
    expect(said(input)).toEqual(['1:21-24 error syntax', '2:14-18 error syntax']);
    expect(input.diagnostics[0].advice).toContain('tag');
    expect(input.diagnostics[1].advice).toBe('Every { needs its }. For a brace in the text itself, write \\{ or \\}.');
    expect(said(read('faults/tagbrace.ink'))).toEqual(['1:20-25 error syntax']);
  });

  it('names that are given twice, or not to be given', () => {
    expect(said(read('faults/twins.ink'))).toEqual(['5:4-9 error duplicate-name']);
    expect(said(read('faults/variables.ink'))).toEqual(['2:5-11 error duplicate-name']);
    expect(said(read('faults/names.ink'))).toEqual([
      '2:5-8 error duplicate-name',
      '6:4-9 error duplicate-name',
      '9:13-15 error reserved-name',
    ]);
    expect(read('faults/twins.ink').diagnostics[0].message).toBe(
      "The name 'stairs' is given twice: the other is on line 2 of twins.ink.",
    );
  });

  it('faults around functions and their values', () => {
    expect(said(read('faults/functions.ink'))).toEqual([
      '4:1-10 error stray-return',
      '11:6-8 error not-in-function',
      '10:1-12 error not-in-function',
    ]);
    const counts = read('faults/arguments.ink');
    expect(counts.diagnostics.map((each) => each.code)).toEqual(Array(3).fill('wrong-arguments'));
    expect(counts.diagnostics[0].message).toBe("'meet' takes 2 values in round brackets, but gets 1.");
  });

  it('loose ends, empty choices and fallbacks, misread logic', () => {
    expect(said(read('faults/loose.ink'))).toEqual(['4:1-7 warning loose-end']);
    expect(said(read('faults/fallback.ink'))).toEqual(['4:2-2 warning empty-choice', '5:5-5 error missing-target']);
    expect(said(read('faults/conditionals.ink'))).toEqual([
      '9:1-10 warning return-as-text',
      '7:1-11 warning else-as-text',
      '3:1-8 error nested-choice',
    ]);
    expect(said(read('faults/logic.ink'))).toEqual([
      '1:1-30 error number-too-large',
      '2:17-18 error tag-in-string',
      '2:19-19 error ink-error',
      '3:1-3 error syntax',
      '5:1-7 error empty-passage',
    ]);
  });

  it('what is still to do, as a note', () => {
    const input = readText('Hello.\nTODO: say more\n-> END\n');
    expect(said(input)).toEqual(['2:1-14 note todo']);
    expect(input.diagnostics[0].message).toBe('To do: say more');
    expect(told(input)).toBe('Hello.\n');
  });
});

describe('what compiles, but is hardly meant', () => {
  it('italics read as a choice, arrows that are none, a comparison without its arrow', () => {
    const input = read('faults/arrows.ink');
    expect(input.story).not.toBeNull();
    expect(said(input)).toEqual([
      '4:1-11 warning italics-choice',
      '5:3-13 warning missing-arrow',
      '6:1-15 warning missing-arrow',
      '7:2-25 warning missing-arrow',
      '10:3-10 warning italics-choice',
      '11:1-14 warning missing-arrow',
    ]);
  });
});

describe('what is no story', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'redthread-input-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function write(name: string, bytes: Uint8Array | string): string {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  }

  it('a file that is not there, with names near it', () => {
    const input = read('missing/the_hose.ink');
    expect(input.story).toBeNull();
    expect(input.diagnostics).toMatchObject([
      { code: 'file-not-found', level: 'error', place: null, advice: 'Did you mean the_house.ink?' },
    ]);
    expect(read('missing/the_house').diagnostics[0].advice).toBe('Did you mean the_house.ink?');
    expect(read('missing').diagnostics[0].message).toContain('is a folder');
    expect(read('missing').diagnostics[0].advice).toContain('missing/the_cellar.ink or ');
  });

  it('a folder, with the stories in it or one step deeper', () => {
    mkdirSync(join(folder, 'tales/winter'), { recursive: true });
    write('tales/notes.txt', 'Later.');
    const said = (path: string): unknown => {
      const { message, advice } = readInk(path, nodeFiles()).diagnostics[0];
      return [message, advice].map((words) => words?.replaceAll(folder, '…'));
    };
    expect(said(join(folder, 'tales'))).toEqual(['…/tales is a folder, not a story.', 'There is no .ink file in it.']);
    write('tales/winter/story.ink', 'Snow.');
    expect(said(`${join(folder, 'tales')}/`)).toEqual([
      '…/tales is a folder, not a story.',
      'Did you mean …/tales/winter/story.ink?',
    ]);
    expect(readInk('.', nodeFiles()).diagnostics[0].message).toBe('. is a folder, not a story.');
  });

  it('a label of another knot by its bare name, with the full one', () => {
    const path = write(
      'label.ink',
      '-> hall\n=== hall\n- (seen) A hall.\n-> attic\n=== attic\n{seen: Again.}\n-> END\n',
    );
    expect(readInk(path, nodeFiles()).diagnostics).toMatchObject([
      {
        message: "There is no variable called 'seen' here.",
        advice: "'seen' is a label in 'hall': from here it is called hall.seen",
      },
    ]);
  });

  it('a file of 50 MB', () => {
    const path = write('large.ink', new Uint8Array(50_000_000).fill(0x61));
    const input = readInk(path, nodeFiles());
    expect(input.story).toBeNull();
    expect(said(input)).toEqual(['1:1-1 error file-too-large']);
    expect(input.diagnostics[0].message).toBe(
      'large.ink is too large to be a story: it has 50 MB, and more than 20 MB are not read.',
    );
    const main = write('main.ink', 'Hello.\nINCLUDE large.ink\n-> END\n');
    expect(said(readInk(main, nodeFiles()))).toEqual(['2:1-17 error file-too-large']);
    const small = write('small.ink', 'Hello.\n-> END\n');
    expect(said(readInk(small, nodeFiles({ limit: 5 })))).toEqual(['1:1-1 error file-too-large']);
  });

  it('binary junk, and text in another encoding', () => {
    const junk = write('junk.ink', new Uint8Array([0x48, 0x69, 0x0a, 0x00, 0xff, 0x00, 0x80]));
    expect(readInk(junk, nodeFiles()).diagnostics).toMatchObject([
      { code: 'not-text', message: 'junk.ink is not a text file.', place: { line: 2, column: 1 } },
    ]);
    const latin = write('latin.ink', new Uint8Array([0x48, 0x69, 0x0a, 0x63, 0x61, 0x66, 0xe9, 0x0a]));
    expect(readInk(latin, nodeFiles()).diagnostics).toMatchObject([
      { code: 'not-text', message: 'latin.ink is not saved as UTF-8.', place: { line: 2, column: 4 } },
    ]);
    const wide = write('wide.ink', new Uint8Array([0xff, 0xfe, 0x48, 0x00]));
    expect(readInk(wide, nodeFiles()).diagnostics[0].message).toContain('UTF-16');
    const main = write('main.ink', 'Hello.\nINCLUDE junk.ink\n-> END\n');
    expect(said(readInk(main, nodeFiles()))).toEqual(['2:1-16 error not-text']);
  });

  it.each([
    ['5,000 braces', `VAR a = 1\n${'{a:x'.repeat(5000)}${'}'.repeat(5000)}\n`],
    ['5,000 open braces', `Hello.\n${'{'.repeat(5000)}\n`],
    ['5,000 brackets', `VAR a = 1\n{${'('.repeat(5000)}a${')'.repeat(5000)}}\n`],
    ['3,000 levels of choices', Array.from({ length: 3000 }, (_, i) => `${'*'.repeat(i + 1)} deeper\n`).join('')],
    ['3,000 levels of gathers', Array.from({ length: 3000 }, (_, i) => `${'-'.repeat(i + 1)} deeper\n`).join('')],
    ['strings in strings', `VAR a = 1\n{${'"{'.repeat(14)}a${'}"'.repeat(14)}}\n`],
    ['a sum of 20,000', `VAR a = 1\n{a${'+a'.repeat(20_000)}}\n`],
  ])('a text that nests too deeply: %s', { timeout: 30_000 }, (_, text) => {
    const input = readText(text);
    expect(input.story).toBeNull();
    expect(input.diagnostics.map((each) => each.code)).toEqual(['nested-too-deep']);
    expect(input.diagnostics[0].place?.line).toBeGreaterThan(1);
  });
});

describe('any damage to a story', () => {
  it('gives a story or an error with a place on a line that exists, never an exception', { timeout: 60_000 }, () => {
    const stories = ['arrows', 'functions', 'conditionals', 'temporaries', 'targets'].map(
      (name) => read(`faults/${name}.ink`).sources[0].text,
    );
    const piece = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '->',
      '<-',
      '*',
      '-',
      '==',
      '=',
      '|',
      '"',
      '#',
      '~ ',
      ':',
      '40.',
      '\\',
      '\n',
    );
    const damage = fc.record({ at: fc.nat(400), gone: fc.nat(6), put: piece });
    fc.assert(
      fc.property(fc.constantFrom(...stories), fc.array(damage, { minLength: 1, maxLength: 4 }), (whole, damages) => {
        const text = damages.reduce(
          (each, { at, gone, put }) => each.slice(0, at) + put + each.slice(at + gone),
          whole,
        );
        const { story, diagnostics } = readText(text);
        expect(diagnostics.some((each) => each.level === 'error')).toBe(story === null);
        for (const { place, message } of diagnostics) {
          const line = text.split('\n')[(place?.line ?? 0) - 1];
          expect(line, message).toBeDefined();
          expect(place?.column, message).toBeLessThanOrEqual(line.length + 1);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('comments', () => {
  it("are taken out just as ink's compiler does, and every character keeps its place", () => {
    const piece = fc.constantFrom('/', '*', '//', '/*', '*/', '\n', '\r\n', '\r', 'a', ' ', 'é', '😀');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const source = pieces.join('');
        const { text, columns } = stripComments(source);
        expect(text).toBe(new CommentEliminator(source).Process());
        const written = source.split('\n');
        text.split('\n').forEach((line, row) => {
          for (let column = 0; column < line.length; column++) {
            expect(written[row][columns.written(row, column)]).toBe(line[column]);
          }
        });
      }),
      { numRuns: 3000 },
    );
  });
});

describe('bytes', () => {
  it('are text exactly where they are UTF-8 without NUL', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    const lead = fc.constantFrom(
      0x41,
      0x7f,
      0x80,
      0xbf,
      0xc0,
      0xc2,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0xa0,
      0x90,
      0x0a,
    );
    fc.assert(
      fc.property(fc.array(lead, { maxLength: 8 }), (codes) => {
        const bytes = new Uint8Array(codes);
        let expected: string | null;
        try {
          expected = strict.decode(bytes);
        } catch {
          expected = null;
        }
        const decoded = decodeText(bytes);
        expect('text' in decoded ? decoded.text : null).toBe(expected);
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        fc.pre(!text.includes('\0'));
        expect(decodeText(new TextEncoder().encode(`x${text}`))).toEqual({ text: `x${text}` });
      }),
    );
  });
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Compiler } from 'inkjs/compiler/Compiler';
import { CompilerOptions } from 'inkjs/compiler/CompilerOptions';
import { describe, expect, it } from 'vitest';
import { type Container, FloatValue, IntValue, Story } from '../src/languages/ink/inkjs.ts';
import { type InkInput, readInk } from '../src/languages/ink/input.ts';
import { isFault, type JsonNode, readJson } from '../src/languages/ink/jsontext.ts';

const SHOP = readFileSync(fileURLToPath(new URL('./fixtures/input/compiled/shop.ink.json', import.meta.url)), 'utf8');

function load(text: string, name = 'story.ink.json'): InkInput {
  const bytes = new TextEncoder().encode(text);
  return readInk(name, { read: (path) => (path === name ? bytes : null), list: () => [name] });
}

/** A compiled story with this root, its outermost brackets left out. */
function story(root: string): string {
  return `{"inkVersion": 21, "root": [${root}, null], "listDefs": {}}`;
}

function codes(input: InkInput): string[] {
  return input.diagnostics.map((each) => each.code);
}

describe('a compiled story', () => {
  it('loads with every number as it was written, in prose as in logic', () => {
    for (const mark of ['', '\uFEFF']) {
      const input = load(mark + SHOP);
      expect(input.diagnostics).toEqual([]);
      expect(input.compiled).toBe(true);
      expect(input.sources.map((each) => each.name)).toEqual(['story.ink.json']);
      expect(input.story?.ContinueMaximally()).toBe(
        'It came to, 5.00 dollars, or 0.05 a piece, 7.0\n2.5 -0.5 1e+21 0.0590911716-2.95\n',
      );
      expect(input.story?.currentChoices.map((each) => each.text)).toEqual(['Pay']);
    }
  });

  it('keeps whole floats floats and integers integers', () => {
    const root = load(story('"ev", 2.0, -2.0, 2, -2, "3.0f", "-3.0f", 4e0, 0.5, -0.0, "pop", "/ev", "^x"')).story
      ?.mainContentContainer as Container;
    const kinds = root.content.flatMap((each) => {
      if (each instanceof FloatValue) return [`float ${each.value}`];
      return each instanceof IntValue ? [`int ${each.value}`] : [];
    });
    expect(kinds).toEqual([
      'float 2',
      'float -2',
      'int 2',
      'int -2',
      'float 3',
      'float -3',
      'float 4',
      'float 0.5',
      'float 0',
    ]);
    expect(root.content.every((each) => each.parent === root)).toBe(true);
  });

  it("is what ink's compiler made of it", () => {
    const ink =
      'VAR x = 0.05\nLIST l = a, (b)\n-> k\n== k\n{x} {l} {~one|two}\n* [go] <> on -> t -> k\n* (lab) {k > 1} -> END\n' +
      '== t\n{f(x)}\n->->\n== function f(ref y)\n~ y = y + 1\n~ return y\n';
    const compiled = new Compiler(ink, new CompilerOptions(null, [], true)).Compile();
    const input = load(compiled.ToJson() as string);
    expect(input.diagnostics).toEqual([]);
    expect(input.story?.ToJson()).toBe(new Story(JSON.parse(compiled.ToJson() as string)).ToJson());
  });

  it('is known by its first words under any name', () => {
    expect(load(SHOP, 'story.ink')).toMatchObject({ compiled: true, diagnostics: [] });
  });

  it('without anything in it is nothing to play', () => {
    expect(codes(load(''))).toEqual(['empty-story']);
    expect(codes(load(story('["done", {"#f": 5, "#n": "g-0"}], "done"')))).toEqual(['empty-story']);
  });

  it.each([
    ['older', 17, 'an older format of ink (17)'],
    ['newer', 22, 'a newer format of ink (22)'],
  ])('in an %s format is refused', (_, version, words) => {
    const input = load(SHOP.replace('21', String(version)));
    expect(input.story).toBeNull();
    expect(codes(input)).toEqual(['ink-version']);
    expect(input.diagnostics[0].message).toContain(words);
  });

  it.each([
    ['a knot', '{"->": "cellar"}, {"hall": ["^x", null]}', 'cellar'],
    ['a choice', '{"*": "0.c-0", "flg": 0}, "^x"', '0.c-0'],
    ['a place inside text', '{"->": "1.0"}, "^x"', '1.0'],
    ['a count', '"ev", {"CNT?": "cellar"}, "/ev", "^x"', 'cellar'],
    ['a target as a value', '"ev", {"^->": "cellar.2"}, "/ev", "^x"', 'cellar.2'],
    ['up beyond the top', '{"->": ".^.^.^.x"}, "^x"', '^.^.^.x'],
    ['a relative path that goes nowhere', '{"->": ".x"}, "^x"', 'x'],
  ])('that leads to %s which is not there is refused, and names it', (_, root, path) => {
    const input = load(`{"inkVersion": 21, "root": [${root}${root.endsWith('}') ? '' : ', null'}]}`);
    expect(input.story).toBeNull();
    expect(codes(input)).toEqual(['broken-divert']);
    expect(input.diagnostics[0].message).toContain(`'${path}'`);
  });

  it('says in which knot something leads nowhere', () => {
    const input = load(
      story('{"->": "hall"}, {"hall": [[["^x", {"->": "cellar"}, {"#n": "g-0"}], null], null]}').replace(
        ', null], "l',
        '], "l',
      ),
    );
    expect(input.diagnostics[0].message).toBe("In 'hall', something leads to 'cellar', which is not there.");
  });
});

describe('what is no compiled story', () => {
  it.each([
    ['not JSON', '{"inkVersion": 21,', 'not JSON'],
    ['text after the end', `${SHOP} x`, 'after the end'],
    ['an array', '[]', 'not an object'],
    ['a number', '21', 'not an object'],
    ['no version', '{"root": [null]}', "no 'inkVersion'"],
    ['no root', '{"inkVersion": 21}', "no 'root'"],
    ['a version in words', '{"inkVersion": "new", "root": [null]}', 'whole number'],
    ['a root that is none', '{"inkVersion": 21, "root": {}}', 'not an array'],
    ['a container without an end', '{"inkVersion": 21, "root": ["^x"]}', 'end as it should'],
    ['an empty container', '{"inkVersion": 21, "root": []}', 'end as it should'],
    ['a gap', story('null, "^x"'), 'gap'],
    ['an unknown word', story('"fly", "^x"'), "'fly'"],
    ['an unknown object', story('{"fly": 1}, "^x"'), "'fly'"],
    ['a divert to a number', story('{"->": 5}, "^x"'), "'->' is not a text"],
    ['flags in words', story('{"*": "0", "flg": "all"}, "^x"'), "'flg'"],
    ['a saved choice', story('{"originalChoicePath": "0", "text": "x"}'), 'no meaning'],
    ['a list of words', story('"ev", {"list": {"a.b": "c"}}, "/ev", "^x"'), "'list'"],
    ['lists in an array', '{"inkVersion": 21, "root": ["^x", null], "listDefs": [1]}', "'listDefs'"],
    ['a knot that is a text', '{"inkVersion": 21, "root": ["^x", {"hall": "^y"}]}', 'not an array'],
    ['a name twice', '{"inkVersion": 21, "root": ["^x", {"hall": ["^y", null], "hall": ["^z", null]}]}', 'twice'],
    ['a number beyond all', story('1e999, "^x"'), 'too large'],
    [
      'an end of evaluation too many',
      '{"inkVersion": 21, "root": ["^x", {"global decl": ["/ev", "end", null]}]}',
      'load',
    ],
    [
      'globals for ever',
      '{"inkVersion": 21, "root": ["^x", {"global decl": [{"->": "global decl"}, null]}]}',
      'first values',
    ],
    [
      'globals in a loop inside',
      '{"inkVersion": 21, "root": ["^x", {"global decl": [["^y", null], "end", null]}]}',
      'first values',
    ],
  ])('%s', (_, text, words) => {
    const input = load(text);
    expect(input.story).toBeNull();
    expect(codes(input)).toEqual(['not-ink-json']);
    expect(input.diagnostics[0].message).toContain(words);
    expect(input.diagnostics[0].message).not.toMatch(/Error|undefined|null\b/);
  });

  it('reaches for the prototype', () => {
    for (const text of [
      '{"inkVersion": 21, "root": ["^x", {"__proto__": ["^y", null]}]}',
      '{"inkVersion": 21, "root": ["^x", null], "listDefs": {"__proto__": {"polluted": 1}}}',
      '{"inkVersion": 21, "root": ["^x", null], "listDefs": {"l": {"__proto__": 1}}}',
      '{"__proto__": {"inkVersion": 21}, "root": ["^x", null]}',
      '{"inkVersion": 21, "root": ["^x", null], "listDefs": {"hasOwnProperty": {"a": 1}}}',
    ]) {
      expect(codes(load(text)), text).toEqual(['not-ink-json']);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    const plain: Record<string, unknown> = {};
    expect(plain.polluted).toBeUndefined();
  });

  it('100,000 levels', () => {
    const deep = `{"inkVersion": 21, "root": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(codes(load(deep))).toEqual(['nested-too-deep']);
    const fair = `${'['.repeat(900)}"^x", "done"${', null]'.repeat(900)}`;
    expect(load(`{"inkVersion": 21, "root": ${fair}}`).story?.Continue()).toBe('x');
  });

  it('points at the spot', () => {
    const input = load('{\n  "inkVersion": 21,\n  "root": ["^x", flower, null]\n}\n');
    expect(input.diagnostics[0].place).toMatchObject({ file: 'story.ink.json', line: 3, column: 18 });
  });
});

describe('any damage to a compiled story', () => {
  it('gives a story or an error, never an exception', () => {
    const piece = fc.constantFrom(
      '{',
      ']',
      '"',
      ',',
      '1',
      'null',
      '{"->":"x"}',
      '[null]',
      '"done"',
      '"__proto__":1,',
      '-2.0',
    );
    const damage = fc.record({ at: fc.nat(SHOP.length), gone: fc.nat(8), put: piece });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const text = damages.reduce((each, { at, gone, put }) => each.slice(0, at) + put + each.slice(at + gone), SHOP);
        const { story, diagnostics } = load(text);
        expect(diagnostics.some((each) => each.level === 'error')).toBe(story === null);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the JSON reader', () => {
  function plain(node: JsonNode): unknown {
    if (node.kind === 'array') return node.items.map(plain);
    if (node.kind === 'object') return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
    return node.value;
  }

  it('reads what JSON.parse reads, and nothing else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = readJson(text);
        expect(isFault(read) ? read : plain(read)).toEqual(JSON.parse(text));
      }),
    );
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      'a',
      '\\',
      'u0041',
      '1',
      '-',
      '.',
      'e',
      '0',
      ' ',
      'true',
      'null',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expected = undefined;
        }
        const read = readJson(text);
        expect(isFault(read) ? undefined : plain(read)).toEqual(expected);
      }),
      { numRuns: 5000 },
    );
  });
});

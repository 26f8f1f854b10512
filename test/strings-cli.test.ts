import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { runHere } from './support/runhere.ts';
import { xliffFaults } from './support/xliff.ts';
import { parseXml } from './support/xml.ts';

const HARBOUR = 'stories/harbour/story.ink';
const folder = mkdtempSync(join(tmpdir(), 'redthread-strings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const schema = JSON.parse(readFileSync('docs/strings.schema.json', 'utf8')) as object;
const valid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

describe('redthread strings', () => {
  it.each([
    ['csv', 'strings.csv'],
    ['xliff', 'strings.xlf'],
    ['json', 'strings.json'],
  ])('writes %s', async (format, name) => {
    const { code, out, err } = await runHere('strings', HARBOUR, '--format', format);
    expect([code, err]).toEqual([0, '']);
    const path = `test/fixtures/strings/${name}`;
    if (process.env.UPDATE === '1') writeFileSync(path, out);
    expect(out).toBe(readFileSync(path, 'utf8'));
  });

  it('writes JSON as documented, and XLIFF as its schema has it', async () => {
    for (const name of ['harbour', 'dice', 'post', 'held', 'lantern']) {
      const story = [`stories/${name}/story.ink`, '--max-states', '1000'];
      valid(JSON.parse((await runHere('strings', ...story, '--format', 'json')).out));
      expect(valid.errors).toBeNull();
      expect(xliffFaults(parseXml((await runHere('strings', ...story, '--format', 'xliff')).out))).toEqual([]);
    }
  });

  it('has a file element for each file of the story, and its language', async () => {
    writeFileSync(join(folder, 'main.ink'), 'INCLUDE more.ink\nMorgen.\n-> more\n');
    writeFileSync(join(folder, 'more.ink'), '=== more\nAbend.\n-> END\n');
    const story = join(folder, 'main.ink');
    const { out } = await runHere('strings', story, '--format', 'xliff', '--language', 'de-CH');
    const root = parseXml(out);
    expect(xliffFaults(root)).toEqual([]);
    expect(root.attributes.srcLang).toBe('de-CH');
    const files = root.children.flatMap((child) => (typeof child === 'string' ? [] : child.attributes.original));
    expect(files).toEqual(['main.ink', 'more.ink']);
  });

  it('says on standard error what is not known and what was assumed', async () => {
    const short = await runHere('strings', HARBOUR, '--max-states', '3');
    expect(short.code).toBe(0);
    expect(short.err).toContain('Not finished: stopped at 3 states (--max-states).');
    const assuming = await runHere('strings', 'stories/post/story.ink');
    expect(assuming.err).toContain('Assumed: Each entry begins a playthrough of its own');
  });

  it('claims nothing where nobody said where a game jumps to', async () => {
    const story = join(folder, 'silent.ink');
    writeFileSync(story, '=== a\nOne.\n-> END\n');
    const silent = await runHere('strings', story);
    expect(silent.err).toContain('Nothing happens from the top of this story');
    expect(silent.out).toContain('One.,,,unknown,');
    const entered = await runHere('strings', story, '--entry', 'a');
    expect(entered.out).toContain('One.,,,shown,1,');
  });

  it.each([
    [['--format', 'xml'], 'csv or xliff or json'],
    [['--format', 'xliff', '--language', 'klingon tongue'], 'no code of a language'],
    [['--langage', 'de'], 'Did you mean: --language'],
  ])('says what is wrong with %s', async (args, message) => {
    const { code, err } = await runHere('strings', HARBOUR, ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('says why a story can’t be read', async () => {
    const { code, err, out } = await runHere('strings', join(folder, 'none.ink'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('none.ink');
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import { runHere } from './support/runhere.ts';

const HARBOUR = 'stories/harbour/story.ink';
const folder = mkdtempSync(join(tmpdir(), 'redthread-stats-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The same schema, refusing any field that it doesn't describe. */
function closed(schema: unknown, isShared = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => closed(each));
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$defs'
        ? Object.fromEntries(Object.entries(value).map(([name, def]) => [name, closed(def, true)]))
        : closed(value),
    ]),
  );
  const isObject = 'properties' in schema && 'required' in schema && !isShared;
  return isObject && !('additionalProperties' in schema) ? { ...inner, unevaluatedProperties: false } : inner;
}

const schema = JSON.parse(readFileSync('docs/stats.schema.json', 'utf8')) as object;
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false });
const valid = ajv.compile({ ...(closed(schema) as object), $id: 'closed' });

function expectValid(text: string): void {
  valid(JSON.parse(text));
  expect(valid.errors).toBeNull();
}

describe('redthread stats', () => {
  it('tells how it ends, how long it is, and what is seldom seen', async () => {
    const { code, out } = await runHere('stats', HARBOUR);
    expect(code).toBe(0);
    expect(out).toContain('For a reader who picks evenly among what is on offer.');
    expect(out).toMatch(/open_water, line 93 +█ +8\.3 % {2}152\.3 words \(126–infinite\)/);
    expect(out).toMatch(/goes on for ever, and can no longer end +█+▎? +69\.0 %/);
    expect(out).toMatch(/words +77 +infinite +infinite +infinite/);
    expect(out).toContain('In every reading: quay.');
    expect(out).toMatch(/inner_harbour +never/);
    expect(out).toContain('SELDOM SEEN');
  });

  it('asks readers of other kinds', async () => {
    const { out } = await runHere('stats', HARBOUR, '--reader', 'first');
    expect(out).toContain('For a reader who always takes the first choice on offer.');
    const { code, err } = await runHere('stats', HARBOUR, '--reader', 'bored');
    expect(code).toBe(2);
    expect(err).toContain('--reader bored: this has to be evenly or first or unseen.');
  });

  it('writes JSON as documented', async () => {
    for (const [story, ...options] of [
      [HARBOUR],
      ['stories/held/story.ink'],
      [HARBOUR, '--max-states', '20'],
      [HARBOUR, '--reader', 'unseen'],
    ])
      expectValid((await runHere('stats', story, '--format', 'json', ...options)).out);
  });

  it('writes JSON as documented where the story can’t be read', async () => {
    const { code, out, err } = await runHere('stats', written('bad.ink', '-> nowhere\n'), '--format', 'json');
    expect(code).toBe(2);
    expectValid(out);
    expect(JSON.parse(out)).toMatchObject({ story: null, reading: null, diagnostics: [{ level: 'error' }] });
    expect(err).toContain('nowhere');
  });

  it('writes a page that needs nothing else, with all that the story says escaped', async () => {
    const story = written('sly.ink', '-> k\n=== k\n* [<b>Go</b> & "run"] <script>x</script> -> END\n* [Stay] -> k\n');
    const { code, out } = await runHere('stats', story, '--format', 'html');
    expect(code).toBe(0);
    expect(out).toMatch(/^<!doctype html>/);
    expect(out).not.toMatch(/<script|https?:|<link|<img|url\(/);
    expect(out).toContain('&lt;b&gt;Go&lt;/b&gt; &amp; &quot;run&quot;');
    expect(out).toContain('<span style="width:50.00%">');
    expect(out).toContain('prefers-color-scheme: dark');
  });

  it('gives nothing but bounds where the exploration did not finish', async () => {
    const { code, out } = await runHere('stats', HARBOUR, '--max-states', '20');
    expect(code).toBe(0);
    expect(out).toContain('Not finished: stopped at 20 states (--max-states). Nothing exact can be said');
    expect(out).toContain('leaves what was explored');
    expect(out).toMatch(/at least \d/);
  });

  it('complains about weights that are none, and goes on', async () => {
    const { code, out, err } = await runHere('stats', written('w.ink', '* [A # weight: x] -> END\n* [B] -> END\n'));
    expect(code).toBe(0);
    expect(err).toContain('“x”, which is not a number from 0 on; it counts as 1');
    expect(out).toContain('ONE READING');
  });

  it('says why a story can’t be read', async () => {
    const { code, err } = await runHere('stats', 'stories/none.ink');
    expect(code).toBe(2);
    expect(err).toContain('stories/none.ink');
  });
});

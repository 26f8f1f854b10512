import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { compare } from '../src/changes/compare.ts';
import type { Changes } from '../src/changes/types.ts';
import { changesText, type VersionName } from '../src/reports/changes.ts';
import { changesJson } from '../src/reports/changesjson.ts';
import { changesMarkdown } from '../src/reports/changesmarkdown.ts';
import { changesOf, judgedInFull, judgedOf } from './support/changes.ts';

const folder = 'test/fixtures/changes';
const read = (path: string): string => readFileSync(path, 'utf8');

const version = (name: string, at = ''): VersionName => ({
  name: `${name}${at}`,
  folder: '',
  at,
  command: at === '' ? `redthread play ${name}` : '',
});
const names = { before: version('story.ink', ' at main'), now: version('story.ink') };
const text = (changes: Changes): string => changesText(changes, { colour: false, width: 100, ...names });
const words = (text: string): string => text.replace(/\s+/g, ' ');

const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
ajv.addSchema(JSON.parse(read('docs/analysis.schema.json')), 'analysis.schema.json');
ajv.addSchema(JSON.parse(read('docs/stats.schema.json')), 'stats.schema.json');
const schema = JSON.parse(read('docs/diff.schema.json'));
const valid = ajv.compile(schema);

function validated(changes: Changes): ReturnType<typeof JSON.parse> {
  const report = JSON.parse(changesJson(changes, { version: '0.1.0' }));
  valid(report);
  expect(valid.errors).toBeNull();
  return report;
}

describe('a report on two versions', () => {
  it.each([
    ['text.txt', text],
    ['markdown.md', (changes: Changes) => changesMarkdown(changes, names)],
  ])('gives the %s beside the stories', async (file, report) => {
    const [before, now] = [
      await judgedInFull(read(`${folder}/old.ink`)),
      await judgedInFull(read(`${folder}/new.ink`)),
    ];
    const written = report(compare(before, now));
    if (process.env.UPDATE === '1') writeFileSync(`${folder}/${file}`, written);
    expect(written).toBe(read(`${folder}/${file}`));
  });

  it('keeps to its schema, which describes all of it', async () => {
    const changes = await changesOf(read(`${folder}/old.ink`), read(`${folder}/new.ink`));
    const report = validated(changes);
    expect(Object.keys(report).sort()).toEqual(Object.keys(schema.properties).sort());
    const definitions = schema.$defs as Record<string, { readonly properties: object }>;
    const samples = [
      [report.endings[0], 'endingChange'],
      [report.findings[0], 'findingChange'],
      [report.findings[0].meets, 'meeting'],
      [report.promises[0], 'promiseChange'],
      [report.content[0], 'contentChange'],
      [report.before, 'version'],
      [report.edits.lines, 'edits'],
    ] as const;
    for (const [sample, name] of samples)
      expect(Object.keys(sample).sort(), name).toEqual(Object.keys(definitions[name]!.properties).sort());
    validated(await changesOf('-> END', '-> END'));
  });

  it('says that nothing changed where nothing did', async () => {
    const same = await changesOf('Here.\n-> END', 'Here.\n-> END');
    expect(text(same)).toContain('Nothing changed that is looked at here.');
    expect(changesMarkdown(same, names)).toContain('**Nothing changed that is looked at here.**');
  });

  it('leaves Markdown no way to take a story’s words for its own signs', async () => {
    const line = '<b>Look</b>, @somebody: *this* is `one`, [a link](http://example.org) \\| or not.';
    const markdown = changesMarkdown(
      await changesOf('-> END', `-> END\n=== a\n${line.replaceAll('|', '')}\n-> END`),
      names,
    );
    expect(markdown).not.toMatch(/[^\\]<b>|@somebody|[^\\]\*this|[^\\]`one|[^\\]\[a link/);
  });

  const corridor = (end: string) =>
    `VAR n = 0\n-> c\n=== c\nOn.\n+ {n < 40} [Walk]\n    ~ n = n + 1\n    -> c\n+ {n >= 40} [Stop]\n    The door.\n    ${end}\n+ [Back]\n    -> END\n`;

  it('never takes for lost or new what was only not found', async () => {
    const few = await judgedOf(corridor('-> END'), { maxStates: 10 });
    const all = await judgedOf(corridor('-> END'));
    const stuck = await judgedOf(corridor(''));
    const lost = compare(all, few);
    expect(words(text(lost))).toContain('Nothing got worse as far as is known: not everything was explored.');
    expect(words(text(lost))).toContain('Now: not finished: stopped at 10 states (--max-states).');
    expect(words(text(lost))).toContain('not found any more; not known to be lost');
    expect(words(text(lost))).toContain('not reached any more (not known to be out of reach)');
    expect(text(lost)).not.toMatch(/− lost|ending lost|nobody can/);
    const fixed = words(text(compare(stuck, few)));
    expect(fixed).toContain('? dead end');
    expect(fixed).toContain('Whether it is gone is not known');
    const introduced = words(text(compare(few, stuck)));
    expect(introduced).toContain('Whether it was there before is not known');
    expect(introduced).toContain('reached now (before, it was not known)');
    const markdown = changesMarkdown(lost, names);
    expect(markdown).toContain('not known to be lost');
    expect(changesMarkdown(compare(few, stuck), names)).toContain('Whether it was there before is not known');
    for (const changes of [lost, compare(stuck, few), compare(few, stuck)]) validated(changes);
  });
});

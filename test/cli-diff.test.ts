import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { BROKEN, HEALTHY, ROOT, redthread, story } from './support/commandline.ts';
import { TestRepository } from './support/gitstory.ts';

const FIXTURES = join(ROOT, 'test/fixtures/changes');
const OLD = join(FIXTURES, 'old.ink');
const NEW = join(FIXTURES, 'new.ink');

const repository = new TestRepository();
afterAll(() => repository.remove());
const path = repository.write('hall.ink', BROKEN);
repository.commit('A hall');
repository.write('hall.ink', BROKEN.replace('going down.', 'going down.\n-> END'));
repository.commit('A cellar with an end');

describe('redthread diff', () => {
  test('says what changed, and whether anything got worse', () => {
    const worse = redthread(['diff', OLD, NEW]);
    expect([worse.code, worse.err]).toEqual([1, '']);
    expect(worse.out).toContain('Something got worse.');
    const better = redthread(['diff', 'broken.ink', 'healthy.ink']);
    expect(better.code).toBe(0);
    expect(better.out).toMatch(/^broken\.ink → healthy\.ink\n {2}Nothing got worse\./);
    expect(redthread(['diff', 'healthy.ink', 'healthy.ink'])).toMatchObject({ code: 0, err: '' });
  });

  test('writes Markdown and JSON, too', () => {
    expect(redthread(['diff', OLD, NEW, '--format', 'markdown']).out).toContain('**Something got worse.**');
    const { code, out } = redthread(['diff', OLD, NEW, '--format', 'json', '--odds']);
    expect(code).toBe(1);
    expect(out).toContain('"exact": "1/8"');
    const ajv = new Ajv2020({ strictTypes: false });
    const read = (name: string) => JSON.parse(readFileSync(join(ROOT, 'docs', name), 'utf8'));
    for (const name of ['analysis.schema.json', 'stats.schema.json']) ajv.addSchema(read(name), name);
    const valid = ajv.compile(read('diff.schema.json'));
    valid(JSON.parse(out));
    expect(valid.errors).toBeNull();
  });

  test('gives playthroughs that play on in the other version', () => {
    const { out } = redthread(['diff', OLD, NEW, '--format', 'json']);
    const { findings } = JSON.parse(out) as {
      findings: { change: string; meets: { playthrough: object[]; onward: { steps: object[] } } | null }[];
    };
    const { meets } = findings.find(({ change, meets }) => change === 'fixed' && meets !== null)!;
    const onward = story('onward.json', JSON.stringify([...meets!.playthrough, ...meets!.onward.steps]));
    const played = redthread(['play', NEW, '--replay', onward]);
    expect(played.out).toContain('Somebody has left the light on.');
    expect(played.code).toBe(0);
  });

  test('shows how one comes to what can be read now, and what comes of what could be', () => {
    const { out } = redthread(['diff', OLD, NEW]);
    expect(out).toMatch(/“Take the bus”\n +Shortest way there, 3 choices: \[Buy a ticket\]/);
    const back = redthread(['diff', NEW, OLD]).out;
    expect(back).toMatch(/“Take the bus”\n +It was seen after 3 choices: \[Buy a ticket\]/);
    expect(back).toContain('Now this playthrough stops after 3 choices, in island');
  });

  test('takes a revision, two, or where they parted', () => {
    const { code, out } = redthread(['diff', path, '--git', 'HEAD~1']);
    expect(code).toBe(0);
    expect(out).toContain(`${path} at HEAD~1 → ${path}\n`);
    expect(out).toContain('✓ dead end');
    expect(out).toContain('Now this playthrough comes to an ending after 1 choice, in cellar');
    expect(out).toContain(`hall.ink:9:1 at HEAD~1`);
    const back = redthread(['diff', path, '--git', 'HEAD..HEAD~1']);
    expect(back.code).toBe(1);
    expect(back.out).toContain(`${path} at HEAD → ${path} at HEAD~1\n`);
    expect(redthread(['diff', path, '--git', 'HEAD~1...HEAD']).out).toContain('✓ dead end');
    expect(redthread(['diff', path, 'healthy.ink', '--git', 'HEAD~1']).out).toContain('→ healthy.ink\n');
  });

  test.each([
    [['diff'], 'which story?', 'redthread diff OLD NEW'],
    [['diff', 'healthy.ink'], 'which other version?', 'redthread diff OLD NEW'],
    [['diff', 'a.ink', 'b.ink', 'c.ink'], 'what is c.ink?', 'redthread diff OLD NEW'],
    [['diff', path, '--git', 'nowhere'], 'knows no revision nowhere', 'HEAD~1'],
    [['diff', 'healthy.ink', '--git', 'HEAD'], 'lies in no git repository', 'OLD NEW'],
    [['diff', join(repository.folder, 'hal.ink'), '--git', 'HEAD'], 'there is no', 'Did you mean hall.ink?'],
    [['diff', 'healthy.ink', 'none.ink'], 'none.ink', 'could not be read'],
    [['diff', 'healthy.ink', 'healthy.ink', '--format', 'xml'], 'text or markdown or json', ''],
  ])('%j is refused in words', (args, message, hint) => {
    const { code, out, err } = redthread(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  test('says which version can’t be compiled, with the line as it is there', () => {
    repository.git('checkout', '--quiet', '-b', 'torn');
    repository.write('hall.ink', `${BROKEN}-> nowhere\n`);
    repository.commit('Torn');
    repository.write('hall.ink', HEALTHY);
    const { code, out, err } = redthread(['diff', path, '--git', 'torn']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('-> nowhere');
    expect(err).toContain(`These versions can't be compared: ${path} at torn could not be read.`);
  });

  test('says so where there is no git', () => {
    const { code, err } = redthread(['diff', path, '--git', 'HEAD'], '', { PATH: '' });
    expect(code).toBe(2);
    expect(err).toContain("git can't be run here");
  });

  test('--strict counts what was not explored to its end', () => {
    expect(redthread(['diff', 'growing.ink', 'growing.ink', '--max-states', '50']).code).toBe(0);
    expect(redthread(['diff', 'growing.ink', 'growing.ink', '--max-states', '50', '--strict']).code).toBe(1);
  });
});

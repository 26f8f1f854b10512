import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { ROOT, redthread } from './support/commandline.ts';
import { TestRepository } from './support/gitstory.ts';
import { runHere } from './support/runhere.ts';

const HARBOUR = 'stories/harbour/story.ink';
vi.stubEnv('npm_command', ''); // commands are then shown as they are typed without npx
const folder = mkdtempSync(join(tmpdir(), 'redthread-cover-'));
const repository = new TestRepository();
afterAll(() => {
  rmSync(folder, { recursive: true });
  repository.remove();
});

/** Compares with a file beside it; `UPDATE=1` writes it anew. */
function expectFile(name: string, text: string): void {
  const path = `test/fixtures/cover/${name}`;
  if (process.env.UPDATE === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

const schema = JSON.parse(readFileSync('docs/cover.schema.json', 'utf8')) as object;
const valid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

describe('redthread cover', () => {
  it('tells how many readings it takes, and what is in each', async () => {
    const { code, out, err } = await runHere('cover', HARBOUR);
    expect([code, err]).toEqual([0, '']);
    expectFile('table.txt', out);
  });

  it('writes them down to be read, and to be played', async () => {
    const to = join(folder, 'readings');
    const { code, out } = await runHere('cover', HARBOUR, '--write', to);
    expect(code).toBe(0);
    expect(out).not.toContain('to have them written down');
    expect(readdirSync(to).sort()).toEqual([1, 2, 3, 4].flatMap((n) => [`reading-0${n}.json`, `reading-0${n}.txt`]));
    const text = readFileSync(join(to, 'reading-02.txt'), 'utf8');
    expectFile('reading.txt', text.replaceAll(folder, '…'));
    const lines = text.split('\n').flatMap((line) => /^[+ ] ([A-Z“"].*)$/.exec(line)?.[1] ?? []);
    const { out: played } = redthread(['play', join(ROOT, HARBOUR), '--replay', join(to, 'reading-02.json')]);
    for (const line of lines) expect(played.replace(/\s+/g, ' ')).toContain(line.replace(/\s+/g, ' '));
    expect(lines.length).toBeGreaterThan(5);
  });

  it('leaves readings alone that are there already', async () => {
    const to = join(folder, 'readings');
    const { code, err } = await runHere('cover', HARBOUR, '--write', to);
    expect(code).toBe(2);
    expect(err).toContain('there are readings in this folder already, such as reading-01.json');
  });

  it('says when a folder can’t be made', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { code, err } = await runHere('cover', HARBOUR, '--write', file);
    expect([code, err]).toEqual([2, expect.stringContaining('can’t be made')]);
  });

  it('writes JSON as documented', async () => {
    for (const name of ['harbour', 'dice', 'post', 'held']) {
      const { out } = await runHere('cover', `stories/${name}/story.ink`, '--format', 'json', '--max-states', '2000');
      valid(JSON.parse(out));
      expect(valid.errors).toBeNull();
    }
  });

  it('asks only for what has changed', async () => {
    const old = join(folder, 'old.ink');
    writeFileSync(old, readFileSync(HARBOUR, 'utf8').replace('A cat, and', 'A dog, and').replace('The gulls', 'Gulls'));
    const { code, out } = await runHere('cover', HARBOUR, '--changed-since', old);
    expect(code).toBe(0);
    expect(out).toContain(`new or changed since ${old}`);
    expect(out).toContain('1 reading shows all of it (1 piece of text and 0 choices) and takes every choice.');
    expect(out).toContain('nobody can ever come to it: 1 piece of text of what is new or changed');
    const same = await runHere('cover', HARBOUR, '--changed-since', HARBOUR);
    expect(same.out).toContain('Nothing that can be read is new or changed.');
  });

  it('compares with what git keeps', async () => {
    const path = repository.write('hall.ink', 'The hall.\n* [Up] Stairs. -> END\n* [Down] A cellar. -> END\n');
    repository.commit('A hall');
    repository.write('hall.ink', 'The hall.\n* [Up] Stairs, and more stairs. -> END\n* [Down] A cellar. -> END\n');
    const { code, out } = await runHere('cover', path, '--git', 'HEAD');
    expect(code).toBe(0);
    expect(out).toContain(`new or changed since ${path} at HEAD`);
    expect(out).toContain('1 reading shows all of it (1 piece of text and 0 choices)');
    const none = await runHere('cover', path, '--git', 'nowhere');
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('nowhere')]);
  });

  it('says which version can’t be read, and when there are two', async () => {
    const broken = join(folder, 'broken.ink');
    writeFileSync(broken, 'A.\n-> nowhere\n');
    const unreadable = await runHere('cover', HARBOUR, '--changed-since', broken);
    expect(unreadable.code).toBe(2);
    expect(unreadable.err).toContain(`What has changed can't be told: ${broken} could not be read.`);
    const none = await runHere('cover', HARBOUR, '--changed-since', join(folder, 'none.ink'));
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('none.ink')]);
    const two = await runHere('cover', HARBOUR, '--changed-since', broken, '--git', 'HEAD');
    expect([two.code, two.err]).toEqual([2, expect.stringContaining('which of the two')]);
    const story = await runHere('cover', broken);
    expect([story.code, story.err]).toEqual([2, expect.stringContaining('nowhere')]);
  });

  it('says so where nothing happens from the top', async () => {
    const story = join(folder, 'silent.ink');
    writeFileSync(story, '=== a\nOne.\n-> END\n');
    const { code, out } = await runHere('cover', story);
    expect(code).toBe(0);
    expect(out).toContain('a game is meant to jump to its knots. Name the knots');
    expect(out).not.toContain('can ever come to it');
    expect((await runHere('cover', story, '--entry', 'a')).out).toContain('1 reading shows all of it');
  });

  it('says that it knows only what was explored', async () => {
    const { code, out } = await runHere('cover', HARBOUR, '--max-states', '5');
    expect(code).toBe(0);
    expect(out).toContain('Not finished: stopped at 5 states (--max-states).');
    expect(out).toContain('Not come to so far:');
    expect(out).not.toMatch(/nobody can ever/);
    expect(out).toContain('in what was explored: that is proved');
  });
});

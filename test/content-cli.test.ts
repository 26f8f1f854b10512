import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type Result, ROOT, redthread, story } from './support/commandline.ts';
import { runHere } from './support/runhere.ts';

const HARBOUR = 'stories/harbour/story.ink';
const schema = JSON.parse(readFileSync('docs/content.schema.json', 'utf8')) as object;
const valid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

interface Told {
  readonly pieces: readonly {
    readonly number: number;
    readonly verdict: string;
    readonly line: number;
    readonly playthrough: readonly unknown[] | null;
  }[];
}

/** Plays a playthrough, and leaves. */
const play = (...args: string[]): Result => redthread(['play', join(ROOT, HARBOUR), ...args]);

describe('redthread content', () => {
  it('tells of every piece whether anybody comes to it, how far away it is, and why nobody does', async () => {
    const { code, out } = await runHere('content', HARBOUR);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^stories\/harbour\/story.ink · \d+ pieces: \d+ reached \(found in play\) and \d+ impossible \(proved\)/,
    );
    expect(out).toMatch(/story.ink:24 {2}knot {4}1 choice {4}office/);
    expect(out).toMatch(
      /story.ink:36 {2}choice {2}impossible {2}\[Ask what became of the pilot.\]\n +This choice is never offered.\n +Its condition \{trust > 3\} is false/,
    );
    expect(out).toContain('--replay content:1');
    const { out: few } = await runHere('content', HARBOUR, '--only', 'impossible');
    expect(few).not.toMatch(/knot +1 choice/);
    expect(few).toContain('[Ask what became of the pilot.]');
  });

  it('says what is not known where the exploration did not finish', async () => {
    const { out } = await runHere('content', HARBOUR, '--max-states', '3');
    expect(out).toContain('not known yet');
    expect(out).toContain('Not finished: stopped at 3 states (--max-states).');
    expect(out).toMatch(/inner_harbour\n +The knot inner_harbour is never reached/);
  });

  it('writes JSON as documented', async () => {
    for (const args of [[HARBOUR], ['stories/dice/story.ink'], [HARBOUR, '--max-states', '3']]) {
      const { out } = await runHere('content', ...args, '--format', 'json');
      valid(JSON.parse(out));
      expect(valid.errors).toBeNull();
    }
  });

  it('whose playthroughs can be played, each by its number, by its line, or from a file', async () => {
    const { pieces } = JSON.parse((await runHere('content', HARBOUR, '--format', 'json')).out) as Told;
    const piece = pieces.find(({ line, verdict }) => line === 45 && verdict === 'reached')!;
    const file = story('piece.json', JSON.stringify(piece));
    const told = [`content:${piece.number}`, 'line:45', 'line:story.ink:45', file].map((jump) =>
      play('--replay', jump),
    );
    expect(told[0].out).toContain('He pays more than your boat is worth');
    expect(new Set(told.map(({ out }) => out)).size).toBe(1);
  });

  it('and says so where there is no playthrough', () => {
    const wrong = (jump: string, ...more: string[]): string => {
      const { code, err } = play('--replay', jump, ...more);
      expect(code).toBe(2);
      return err;
    };
    expect(wrong('content:999')).toMatch(/there are pieces 1 to \d+/);
    expect(wrong('line:1')).toContain('no knot, choice, line or ending stands there');
    expect(wrong('line:68')).toMatch(/nobody can come to it, that is proved.\nThe knot inner_harbour is never reached/);
    expect(wrong('line:57', '--max-states', '1')).toContain('not known yet');
  });

  it('says why a story can’t be read', async () => {
    const { code, err } = await runHere('content', 'stories/none.ink');
    expect(code).toBe(2);
    expect(err).toContain('stories/none.ink');
  });
});

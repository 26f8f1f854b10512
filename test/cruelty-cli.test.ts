import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { runHere } from './support/runhere.ts';

const HARBOUR = 'stories/harbour/story.ink';
const schema = JSON.parse(readFileSync('docs/cruelty.schema.json', 'utf8')) as object;
const valid = new Ajv2020({ allErrors: true }).compile(schema);

describe('redthread cruelty', () => {
  it('tells a writer what can be lost, and when', async () => {
    const { code, out } = await runHere('cruelty', HARBOUR);
    expect(code).toBe(0);
    expect(out).toContain('CRUELTY  tough, nasty or cruel   found in play');
    expect(out).toContain('choice 2 or later  stories/harbour/story.ink:43   [Sell it to the man in the coat.]');
    expect(out).toContain('EVERY READING PASSES  5 passages, 3 choices and 6 lines   proved');
    expect(out).toContain('CHOICES THAT MAKE NO DIFFERENCE LATER  none');
  });

  it('writes JSON as documented', async () => {
    for (const story of [HARBOUR, 'stories/dice/story.ink', 'stories/held/story.ink']) {
      const { out } = await runHere('cruelty', story, '--format', 'json');
      valid(JSON.parse(out));
      expect(valid.errors).toBeNull();
    }
  });

  it('counts only good endings where some are named, and knows when a name is wrong', async () => {
    const { out } = await runHere('cruelty', 'stories/held/story.ink', '--good', 'both_let_go');
    expect(out).toContain('CRUELTY  tough, nasty or cruel');
    const { code, err } = await runHere('cruelty', 'stories/held/story.ink', '--good', 'both_let_goo');
    expect(code).toBe(2);
    expect(err).toContain('Did you mean both_let_go?');
  });

  it('says what is not known where the exploration did not finish', async () => {
    const { code, out } = await runHere('cruelty', HARBOUR, '--max-states', '3');
    expect(code).toBe(0);
    expect(out).toContain('Not finished: stopped at 3 states (--max-states).');
    expect(out).toContain('EVERY READING PASSES  not known');
    expect(out).toContain('CRUELTY  not known   not known yet');
  });

  it('says why a story can’t be read', async () => {
    const { code, err } = await runHere('cruelty', 'stories/none.ink');
    expect(code).toBe(2);
    expect(err).toContain('stories/none.ink');
  });
});

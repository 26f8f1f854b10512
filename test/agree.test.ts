import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Op } from '../src/program/opcodes.ts';
import type { Program } from '../src/program/program.ts';
import { comparePair, Tally } from './support/agree.ts';
import { compareGenerated } from './support/generated.ts';
import { pairOf } from './support/routes.ts';
import { compareFile, storiesAt } from './support/storyfiles.ts';

const STORIES = fileURLToPath(new URL('../stories', import.meta.url));

function pair(source: string) {
  const read = pairOf(source, 'shared');
  if ('refused' in read) throw new Error(read.refused);
  return read;
}

/** The first difference if the program were another one, in a word; null where nobody would notice. */
function caught(source: string, tamper: (program: Program) => Partial<Program>): string | null {
  const { story, program } = pair(source);
  expect(comparePair({ story, program }, 5, { turns: 10 }, 1)).toBeNull();
  const tampered = { ...program, ...tamper(program) };
  return comparePair({ story, program: tampered }, 5, { turns: 10 }, 1)?.what ?? null;
}

/** The program with one instruction changed: the first one of a kind gets another operand, or another kind. */
function changed(program: Program, op: number, to: { readonly op?: number; readonly a?: number }): Partial<Program> {
  const at = program.op.indexOf(op);
  expect(at).toBeGreaterThanOrEqual(0);
  return { op: program.op.with(at, to.op ?? op), a: program.a.with(at, to.a ?? program.a[at]) };
}

describe('the machine plays like the official runtime', () => {
  it.each(storiesAt(STORIES).map((path) => [basename(dirname(path)), path]))('%s', (_, path) => {
    const tally = new Tally();
    expect(compareFile(path, 50, tally)).toBeNull();
    expect(tally.turns).toBeGreaterThanOrEqual(50);
  });

  for (let from = 0; from < 300; from += 50) {
    it(`generated stories ${from} to ${from + 49}`, { timeout: 60_000 }, () => {
      const tally = new Tally();
      for (let seed = from; seed < from + 50; seed++) {
        const outcome = compareGenerated(seed, 2, tally);
        expect({ seed, ...outcome }).toEqual({ seed, kind: expect.stringMatching(/^(same|uncompiled)$/), ...(outcome.kind === 'uncompiled' && { why: outcome.why }) });
      }
      expect(tally.stories).toBeGreaterThanOrEqual(45);
      expect(tally.turns).toBeGreaterThan(500);
    });
  }

  it('but for empty lists that variables share, which the official runtime changes for all of them', () => {
    const source = 'LIST kit = (rope), lamp\nVAR bag = ()\n~ kit = bag\nThe bag could hold {LIST_ALL(bag)}.\n-> END';
    const difference = comparePair(pair(source), 1, { turns: 1 }, 1);
    expect(difference).toMatchObject({ what: 'lines' });
    expect(difference?.official).toContain('could hold rope, lamp.');
    expect(difference?.ours).toContain('could hold .');
    const unshared = source.replace('= bag', '= bag + ()');
    expect(comparePair(pair(unshared), 1, { turns: 1 }, 1)).toBeNull();
  });
});

describe('the comparison notices', () => {
  const source = `VAR coins = 2
Once <>
upon a time. # slow
- (top)
{top} {coins} {~a|b|c} {RANDOM(1, 6)}
* {coins > 1} Pay[ him] a coin # loud
  ~ coins = coins - 1
+ Wait
* -> gone
- -> top
=== gone
-> END
`;

  it.each<[string, string, (program: Program) => Partial<Program>]>([
    ['another text', 'lines', (p) => changed(p, Op.Text, { a: p.strings.indexOf('\n') })],
    ['a glue that is missing', 'lines', (p) => changed(p, Op.Glue, { op: Op.Nop })],
    ['another tag', 'lines', (p) => ({ strings: p.strings.map((text) => (text === 'slow' ? 'fast' : text)) })],
    ['the tag of a choice', 'choices', (p) => ({ strings: p.strings.map((text) => (text === 'loud' ? 'quiet' : text)) })],
    ['a sticky choice', 'choices', (p) => ({ choices: p.choices.map((choice) => ({ ...choice, onceOnly: false })) })],
    ['a divert to elsewhere', 'errors', (p) => changed(p, Op.Divert, { a: p.op.length - 1 })],
    ['a visit that is not counted', 'lines', (p) => ({ containers: p.containers.map((c) => ({ ...c, startOnly: true })) })],
    ['a wrong sum', 'inside: coins', (p) => changed(p, Op.Native, { a: 0 })],
    ['an end that is none', 'errors', (p) => changed(p, Op.End, { op: Op.Nop })],
    ['another shuffle', 'lines', (p) => ({ containers: p.containers.map((c) => ({ ...c, path: `${c.path}x` })) })],
    ['a step too many', 'steps', (p) => changed(p, Op.Nop, { op: Op.Enter })],
  ])('%s', (_, what, tamper) => {
    expect(caught(source, tamper)).toBe(what);
  });
});

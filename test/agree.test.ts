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

describe('the machine plays like the official runtime', () => {
  it.each(storiesAt(STORIES).map((path) => [basename(dirname(path)), path]))('%s', { timeout: 60_000 }, (_, path) => {
    const tally = new Tally();
    expect(compareFile(path, 50, 40, tally)).toBeNull();
    expect(tally.turns).toBeGreaterThanOrEqual(50);
  });

  for (let from = 0; from < 200; from += 50) {
    it(`generated stories ${from} to ${from + 49}`, { timeout: 60_000 }, () => {
      const tally = new Tally();
      const seeds = Array.from({ length: 50 }, (_, i) => from + i);
      const outcomes = seeds.map((seed) => ({ seed, ...compareGenerated(seed, 2, tally) }));
      expect(outcomes.filter(({ kind }) => kind !== 'same' && kind !== 'uncompiled')).toEqual([]);
      expect(tally.stories).toBeGreaterThanOrEqual(45);
      expect(tally.turns).toBeGreaterThan(500);
    });
  }

  it('a story that hands an empty list on: it is not shared', () => {
    const source = 'LIST kit = (rope), lamp\nVAR bag = ()\n~ kit = bag\nThe bag could hold {LIST_ALL(bag)}.\n-> END';
    expect(comparePair(pair(source), 1, { turns: 1 }, 1)).toBeNull();
    expect(compareGenerated(18_171, 3)).toEqual({ kind: 'same' });
  });
});

describe('the comparison notices', () => {
  const source = `VAR coins = 2
Once <>
upon a time. # slow
- (top)
{top} {coins} {~a|b|c} {RANDOM(1, 6)}
* {coins > 0} Pay[ him # loud] a coin
  ~ coins = coins - 1
+ Wait
* {top > 4} Leave -> gone
- -> top
=== gone
~ coins = 0
`;
  const original = pair(source);

  /** In a word, how a program that was tampered with differs from what the official runtime plays. */
  function difference(tamper: (program: Program) => Partial<Program>): string | null {
    const { story, program } = original;
    return comparePair({ story, program: { ...program, ...tamper(program) } }, 5, { turns: 10 }, 1)?.what ?? null;
  }

  it('nothing where nothing is wrong', () => {
    expect(difference(() => ({}))).toBeNull();
  });

  it.each<[string, string, (program: Program) => Partial<Program>]>([
    ['another text', 'lines', (p) => ({ strings: p.strings.map((text) => (text === 'Once ' ? 'Twice ' : text)) })],
    ['another tag', 'lines', (p) => ({ strings: p.strings.map((text) => (text === 'slow' ? 'fast' : text)) })],
    [
      'another tag of a choice',
      'choices',
      (p) => ({ strings: p.strings.map((text) => (text === 'loud' ? 'quiet' : text)) }),
    ],
    [
      'a choice that stays',
      'choices',
      (p) => ({ choices: p.choices.map((choice) => ({ ...choice, onceOnly: false })) }),
    ],
    ['another shuffle', 'lines', (p) => ({ containers: p.containers.map((c) => ({ ...c, path: `${c.path}x` })) })],
    [
      'a visit that nobody asks for',
      'inside: visits of gone',
      (p) => ({ containers: p.containers.map((c) => (c.path === 'gone' ? { ...c, visits: -1 } : c)) }),
    ],
    [
      'another line in an error',
      'errors',
      (p) => ({ places: p.places.map((place) => ({ ...place, line: place.line + 1 })) }),
    ],
  ])('%s', (_, what, tamper) => {
    expect(difference(tamper)).toBe(what);
  });

  it('nearly every instruction that is left out', () => {
    const tally = new Tally();
    comparePair(original, 5, { turns: 10 }, 1, tally);
    const executed = [...tally.covered.keys()].filter(
      (at) => tally.covered[at] > 0 && original.program.op[at] !== Op.Nop,
    );
    const unnoticed = executed.filter((at) => difference(({ op }) => ({ op: op.with(at, Op.Nop) })) === null);
    expect(executed.length).toBeGreaterThan(100);
    // the rest makes no difference: the last newline, stepping into what begins right there, the end of the declarations
    expect(unnoticed.length).toBeLessThan(executed.length / 10);
  });
});

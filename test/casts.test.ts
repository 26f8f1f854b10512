import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CastFacts, CastMove, Standoff } from '../src/findings/types.ts';
import { analysisOf, explore } from './support/explore.ts';
import { witnessFaults } from './support/explorewitness.ts';
import { pairOf } from './support/routes.ts';
import { expectTold } from './support/told.ts';

interface Scene {
  readonly cast: CastFacts;
  /** The passages of the endings that they come to as they will, and of all. */
  readonly willed: readonly string[];
  readonly all: readonly string[];
}

/** What a textbook example comes to; its playthroughs must be ones in the official runtime, and nothing else may be wrong with it. */
function scene(name: string): Scene {
  const pair = pairOf(readFileSync(`test/fixtures/casts/${name}.ink`, 'utf8'), 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  const explored = explore(pair.program);
  const analysis = analysisOf(explored);
  expect(explored.exhaustive).toBe(true);
  expectTold(analysis, []);
  expect(witnessFaults(pair.story, explored.model, analysis)).toEqual([]);
  const all = analysis.endings.map(({ passage }) => passage);
  const cast = analysis.cast!;
  return { cast, all, willed: cast.endingsAsTheyWill.map((number) => all[number - 1]) };
}

const named = ({ by, text }: CastMove): string => `${by}: ${text}`;

function told({ kind, asTheyWill, playthrough, unwilling, cycles, waysOut }: Standoff): object {
  return {
    kind,
    asTheyWill,
    choices: playthrough.length,
    unwilling: unwilling.map(named),
    cycles: cycles.map((cycle) => cycle.join(' → ')),
    waysOut: waysOut.map(({ moves, certain }) => `${moves.map(named).join(' + ')}${certain ? ', for certain' : ''}`),
  };
}

/** A scene in which they always come to this ending, as they will, though others are possible. */
function expectEnds(name: string, ...endings: string[]): void {
  const { cast, willed } = scene(name);
  expect({ standoffs: cast.standoffs, willed, always: cast.alwaysEnds }).toEqual({
    standoffs: [],
    willed: endings,
    always: true,
  });
}

describe('textbook examples, written as casts', () => {
  it('dining philosophers wait for each other in a circle', () => {
    const { cast } = scene('philosophers');
    const right = ['plato: Plato', 'kant: Kant', 'hume: Hume'].map((who) => `${who} takes the fork on his right.`);
    expect(cast.standoffs.map(told)).toEqual([
      {
        kind: 'standoff',
        asTheyWill: true,
        choices: 3,
        unwilling: right,
        cycles: ['plato → kant → hume'],
        waysOut: right.map((move) => `${move}, for certain`),
      },
    ]);
    expect(cast.alwaysEnds).toBe(false);
  });

  it('dining philosophers who take the forks in order always get up in the end', () => {
    expectEnds('philosophers-in-order', 'table');
  });

  it('two who each wait for the other hand to go down stand before the door for good', () => {
    const { cast, willed, all } = scene('door-flags');
    const step = ['ann: Ann steps into the door.', 'ben: Ben steps into the door.'];
    expect(cast.standoffs.map(told)).toEqual([
      {
        kind: 'standoff',
        asTheyWill: true,
        choices: 2,
        unwilling: step,
        cycles: ['ann → ben'],
        waysOut: step.map((move) => `${move}, for certain`),
      },
    ]);
    expect([willed, all]).toEqual([['through'], ['collision', 'through']]);
  });

  it('with Peterson’s turn they never meet in the door, and both get through', () => {
    expectEnds('door-peterson', 'through');
    expect(scene('door-peterson').all).toEqual(['collision', 'through']);
  });

  it('two who each let the other go first say so for ever', () => {
    const { cast, willed } = scene('door-after-you');
    expect(willed).toEqual([]);
    expect(cast.standoffs.map(told)).toEqual([
      {
        kind: 'livelock',
        asTheyWill: true,
        choices: 2,
        unwilling: ['ann: Ann steps into the door.', 'ben: Ben steps into the door.'],
        cycles: ['ann → ben'],
        waysOut: ['ann: Ann steps into the door., for certain', 'ben: Ben steps into the door., for certain'],
      },
    ]);
    expect(cast.standoffs[0].round).toHaveLength(1);
  });

  it('readers and a writer never tear a sentence, and the writer may come to write', () => {
    expectEnds('library', 'finished');
    expect(scene('library').all).toEqual(['torn', 'finished']);
  });

  it('two readers who want to write wait for each other to stop reading', () => {
    const { cast } = scene('library-upgrade');
    const write = ['ada: Ada writes, and closes the book.', 'bob: Bob writes, and closes the book.'];
    expect(cast.standoffs.map(told)).toEqual([
      {
        kind: 'standoff',
        asTheyWill: true,
        choices: 2,
        unwilling: write,
        cycles: ['ada → bob'],
        waysOut: write.map((move) => `${move}, for certain`),
      },
    ]);
  });

  it('two-phase commit always comes to its end', () => {
    expectEnds('wedding', 'hall');
  });

  it('two-phase commit blocks exactly where both have said yes and the coordinator is silent', () => {
    const { cast } = scene('wedding-silence');
    const willed = cast.standoffs.filter(({ asTheyWill }) => asTheyWill);
    expect(willed.map(told)).toEqual([
      {
        kind: 'standoff',
        asTheyWill: true,
        choices: 3,
        unwilling: ['ann: Ann leaves.', 'ben: Ben leaves.'],
        cycles: ['ann → ben'],
        waysOut: ['ann: Ann leaves. + ben: Ben leaves., for certain'],
      },
    ]);
    expect(willed[0].waits).toContainEqual({ who: 'ann', for: 'registrar' });
    // once one of them has left against their will, the other still waits
    expect(cast.standoffs.map(({ unwilling }) => unwilling.map(({ by }) => by))).toEqual([
      ['ann', 'ben'],
      ['ben'],
      ['ann'],
    ]);
  });
});

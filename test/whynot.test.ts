import { describe, expect, it } from 'vitest';
import { askedEnding } from '../src/findings/ask.ts';
import type { Context } from '../src/findings/context.ts';
import { endStates } from '../src/findings/endings.ts';
import { movesOf } from '../src/findings/moves.ts';
import type { Lifetime, Refusal, Step, WhyNot } from '../src/findings/types.ts';
import { whyNot } from '../src/findings/whynot.ts';
import { castStory } from './support/caststories.ts';
import { contextOf, type Explored, explore } from './support/explore.ts';
import { replay } from './support/explorewitness.ts';
import { type Pair, pairFromFile, pairOf } from './support/routes.ts';

function sound(pair: ReturnType<typeof pairOf>): Pair {
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
}

const contextFor = (source: string, states?: number): Context =>
  contextOf(explore(sound(pairOf(source, 'shared')).program, { states }));

function answered(answer: WhyNot | Refusal): WhyNot {
  if ('problem' in answer) throw new Error(answer.message);
  return answer;
}

const ask = (source: string, ending: string, steps?: readonly Step[], seed?: number): WhyNot =>
  answered(whyNot(contextFor(source), ending, steps === undefined ? null : { steps, seed }));

const texts = (lifetime: Lifetime | null): string[] =>
  (lifetime?.moments ?? []).map(({ step, changed }) => {
    const text = 'choice' in step ? step.text : 'chance' in step ? step.what : step.entry;
    return `${changed ? '≠ ' : ''}${text}`;
  });

const choices = (...indices: number[]): Step[] => indices.map((choice) => ({ choice, text: '' }));

/** Three doors one after the other; behind each there is a way out to the garden. */
const doors = `-> one
=== one
+ [First on] -> two
+ [First out] -> garden
=== two
+ [Second on] -> three
+ [Second out] -> garden
+ [Second down] -> cellar
=== three
+ [Third on] -> hall
=== garden
Roses.
-> END
=== hall
A clock.
-> END
=== cellar
+ [Dig] -> garden
+ [Sit] Dark. -> END`;

describe('the nearest lifetime', () => {
  it('changes the fewest choices, the first of them as late as can be, and is then the shortest', () => {
    const { happened, instead, shared } = ask(doors, 'garden');
    expect(texts(happened)).toEqual(['First on', 'Second on', 'Third on']);
    expect(texts(instead)).toEqual(['First on', '≠ Second out']);
    expect(shared).toBe(1);
  });

  it('tells the point of no return, and whose choice it was', () => {
    expect(ask(doors, 'garden').closedBy).toBe(1);
    expect(ask(doors, 'garden', choices(0, 2, 1)).closedBy).toBe(2);
    expect(ask(doors, 'garden', choices(0)).closedBy).toBe(null);
  });

  it('may begin where the playthrough stopped', () => {
    const { happened, instead, shared } = ask(doors, 'garden', choices(0, 2));
    expect(happened.end).toBe('open');
    expect(texts(instead)).toEqual(['First on', 'Second down', 'Dig']);
    expect(shared).toBe(2);
  });

  it('is the one that happened where that comes to the ending', () => {
    expect(ask(doors, 'hall')).toMatchObject({
      instead: null,
      closedBy: null,
      happened: { end: 'ended', passage: 'hall' },
    });
  });

  it('rather changes one choice early than two later', () => {
    const source = `# cast: ada
-> one
=== one
+ [Yes] -> two
+ [No] -> out
=== two
+ [On] -> END
+ [Try] -> three
=== three
+ [Do it # by: ada # will: false] -> out
+ [Leave it # by: ada] -> END
=== out
-> END`;
    expect(texts(ask(source, 'out').instead)).toEqual(['≠ No']);
  });

  const hands = `# cast: ikram, he
VAR his = 1
VAR hers = 1
-> hold
=== hold
They hold on.
+ [She loosens. # by: ikram # will: {his == 0}]
    ~ hers = 0
    -> hold
+ [He loosens. # by: he # will: {hers == 0}]
    ~ his = 0
    -> hold
+ {his == 0} [She goes. # by: ikram] -> gone
=== gone
-> END`;

  it('starts from a standoff where all acting as they will come to one', () => {
    const { happened, instead, shared, closedBy } = ask(hands, 'gone');
    expect(happened).toMatchObject({ end: 'standstill', moments: [] });
    expect(texts(instead)).toEqual(['≠ He loosens.', 'She goes.']);
    expect(instead?.moments.map(({ by, willing }) => [by, willing])).toEqual([
      ['he', false],
      ['ikram', true],
    ]);
    expect([shared, closedBy]).toEqual([0, null]);
  });

  it('counts going on against somebody’s will as a change', () => {
    const { instead } = ask(hands, 'gone', choices(0));
    expect(texts(instead)).toEqual(['She loosens.', 'He loosens.', 'She goes.']);
    expect(instead?.moments.map(({ changed }) => changed)).toEqual([false, false, false]);
  });

  it('can leave a circle that all acting as they will go round in', () => {
    const source = `# cast: ada
-> a
=== a
+ [Round] -> b
+ [Out # by: ada # will: false] -> END
=== b
+ [Back] -> a`;
    const { happened, instead } = ask(source, 'a');
    expect(happened.end).toBe('round');
    expect(texts(happened)).toEqual(['Round', 'Back', 'Round']);
    expect(texts(instead)).toEqual(['Round', 'Back', '≠ Out']);
    expect(ask(source.replace(' # will: false', ''), 'a').instead).toBe(null);
  });

  const toss = `-> toss
=== toss
+ [Toss]
    {RANDOM(1, 2) == 1: -> heads}
    -> tails
=== heads
-> END
=== tails
-> END`;

  it('can be a matter of luck', () => {
    const { instead, closedBy, happened } = ask(toss, 'tails');
    expect(texts(instead)).toEqual(['Toss', '≠ RANDOM gives 2']);
    expect(closedBy).toBe(1);
    expect(happened.moments[1].by).toBe(null);
  });

  it('starts where a host game can enter so that the ending can be reached', () => {
    const pair = sound(pairOf(doors.replace('-> one\n', '-> END\n'), 'shared'));
    const entries = ['hall', 'cellar', 'three'].map((path) => ({ path, sets: {} }));
    const context = contextOf(explore(pair.program, { entries }));
    const { happened, instead, shared } = answered(whyNot(context, 'cellar', null));
    expect(texts(happened)).toEqual(['cellar', 'Dig']);
    expect(texts(instead)).toEqual(['cellar', '≠ Sit']);
    expect([shared, happened.moments[0].by]).toEqual([1, null]);
    const given = answered(whyNot(context, 'hall', { steps: [{ entry: 'three', sets: {} }] }));
    expect(texts(given.instead)).toEqual(['three', 'Third on']);
  });

  it('takes from the seed what chance did', () => {
    const ends = Array.from({ length: 20 }, (_, seed) => ask(toss, 'tails', choices(0), seed).happened.passage);
    expect(new Set(ends)).toEqual(new Set(['heads', 'tails']));
  });

  it('takes every outcome of chance for the class that it is in', () => {
    const storm = `-> sea
=== sea
{RANDOM(1, 100) < 30: The wind is up.|The sea is calm.}
+ [Row] -> shore
+ [Wait] -> sea
=== shore
-> END
`;
    const given = (outcome: number): Step[] => [
      { chance: outcome, what: '' },
      { choice: 0, text: 'Row' },
    ];
    for (const outcome of [1, 17, 29, 30, 57, 100])
      expect(ask(storm, 'shore', given(outcome)).happened.passage).toBe('shore');
  });
});

describe('what has no answer', () => {
  const refused = (source: string, ending: string, steps?: readonly Step[], states?: number): Refusal => {
    const answer = whyNot(contextFor(source, states), ending, steps === undefined ? null : { steps });
    if ('problem' in answer) return answer;
    throw new Error('it has one');
  };

  it('is an ending that the story does not know', () => {
    expect(refused(doors, 'gardens')).toEqual({
      problem: 'unknown-ending',
      message: 'The story has no knot or stitch gardens.',
      endings: ['garden', 'hall', 'cellar'],
    });
    expect(refused(doors, 'ending:9').message).toBe('There is no ending:9: there are endings 1 to 3.');
  });

  it('is one that is proved not to come about, or not found yet', () => {
    expect(refused(doors, 'two').problem).toBe('unreachable');
    const long = 'VAR n = 0\n-> a\n=== a\n{n > 90: -> b}\n+ [On]\n~ n++\n-> a\n=== b\n-> END';
    expect(refused(long, 'b', undefined, 30).problem).toBe('not-reached-yet');
  });

  it('is a playthrough that does not fit the story', () => {
    const message = (...steps: Step[]): string => refused(doors, 'garden', steps).message;
    expect(message(...choices(0, 5))).toContain('step 2 takes choice 6, but only 3 are offered there');
    expect(message({ choice: 1, text: 'First on' })).toContain(
      'step 1 takes choice 2, “First on”, but that one is “First out” there',
    );
    expect(message({ entry: 'two', sets: {} })).toContain('it starts at two, which was not explored');
    expect(message(...choices(0), { entry: 'two', sets: {} })).toContain('step 2 jumps to a knot');
  });

  it('claims no point of no return where not everything was explored', () => {
    const long =
      'VAR n = 0\n-> a\n=== a\n+ [Out] -> out\n+ [In] -> b\n=== b\n{n > 90: -> END}\n+ [On]\n~ n++\n-> b\n=== out\n-> END';
    const answer = answered(whyNot(contextFor(long, 30), 'out', { steps: choices(1) }));
    expect(answer).toMatchObject({ exhaustive: false, closedBy: null });
  });
});

/**
 * The changes, the steps shared and the steps of the nearest way, found by going through all ways of up to `most` steps that do as the
 * playthrough did until their first change.
 */
function naiveNearest(context: Context, base: readonly number[], goals: Uint8Array, most: number): number[] | null {
  const { graph } = context;
  const { willing } = movesOf(context);
  const states = [0, ...base.map((t) => graph.targets.at(t))];
  const found: number[][] = [];
  const visit = (s: number, length: number, changes: number, shared: number): void => {
    if (goals[s] === 1) found.push([changes, shared, length]);
    if (goals[s] === 1 || length === most || s >= graph.expanded) return;
    const parted = shared < length;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      const before = base.filter((_, i) => states[i] === s);
      const cost = before.length === 0 ? 1 - willing[t] : before.includes(t) ? 0 : 1;
      const isSame = !parted && base[length] === t;
      const isOpen = length === base.length && before.length === 0;
      if (!parted && !isSame && cost === 0 && !isOpen) continue;
      visit(graph.targets.at(t), length + 1, changes + cost, isSame ? shared + 1 : shared);
    }
  };
  visit(0, 0, 0, 0);
  found.sort(([a, b, c], [x, y, z]) => a - x || y - b || c - z);
  return found[0] ?? null;
}

function faultsOf(pair: Pair, explored: Explored, most: number): { faults: string[]; compared: number } {
  const context = contextOf(explored);
  const faults: string[] = [];
  let compared = 0;
  for (const passage of new Set(endStates(context).map((end) => end.passage))) {
    const answer = answered(whyNot(context, passage, null));
    const asked = askedEnding(context, passage);
    if ('problem' in asked) throw new Error(asked.message);
    for (const lifetime of [answer.happened, answer.instead]) {
      if (lifetime === null) continue;
      const { fault, lastWords, last } = replay(
        pair.story,
        explored.model,
        lifetime.moments.map(({ step }) => step),
      );
      const words = lifetime.moments.findLast(({ words }) => words !== '')?.words;
      if (fault !== null) faults.push(`${passage}: ${fault}`);
      else if (last !== null && words !== undefined && words !== lastWords) faults.push(`${passage}: ${lastWords}`);
    }
    const { instead, happened, shared } = answer;
    if (instead === null) continue;
    const base = happened.moments.map(({ step }) => step);
    const way = transitionsOf(context, base);
    const naive = naiveNearest(context, way, asked.goals, most);
    if (naive === null || instead.moments.length > most) continue;
    compared++;
    const changes = instead.moments.filter(({ changed }) => changed).length;
    const ours = [changes, shared, instead.moments.length];
    if (ours.join() !== naive.join()) faults.push(`${passage}: ${ours} but naively ${naive}`);
  }
  return { faults, compared };
}

function transitionsOf({ graph }: Context, steps: readonly Step[]): number[] {
  let s = 0;
  return steps.map((step) => {
    const label = 'choice' in step ? step.choice : 'chance' in step ? step.chance : -1;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      if (graph.labels.at(t) !== label) continue;
      s = graph.targets.at(t);
      return t;
    }
    throw new Error('no such step');
  });
}

describe('in generated stories', () => {
  it('it is what trying all ways finds, and both lifetimes replay in the official runtime', () => {
    let compared = 0;
    for (let seed = 0; seed < 12; seed++) {
      const source = castStory(seed, { rounds: 5, chance: seed % 3 === 0 })
        .replaceAll('Gone.\n-> END', '-> gone')
        .concat('\n== gone\nGone.\n-> END');
      const pair = sound(pairOf(source, 'shared'));
      const result = faultsOf(pair, explore(pair.program, { states: 2000 }), 7);
      expect({ seed, faults: result.faults }).toEqual({ seed, faults: [] });
      compared += result.compared;
    }
    expect(compared).toBeGreaterThan(5);
  });

  it('so they do in Held', () => {
    const pair = sound(pairFromFile('stories/held/story.ink'));
    expect(faultsOf(pair, explore(pair.program), 0).faults).toEqual([]);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { Search } from '../src/graph/search.ts';
import { Guide } from '../src/machine/guide.ts';
import { Hopeless } from '../src/machine/hopeless.ts';
import { Possible } from '../src/machine/possible.ts';
import { checkPromises, stepsOf } from './support/promises.ts';
import { type Compared, compareBeside, compareStory, judgedBeside } from './support/prospects.ts';

/** Five dials of ten numbers each; behind them a drawer with a key, a letter that burns, and a way out. */
const dials = [4, 1, 8, 5, 3];
const safe = `${dials.map((_, i) => `VAR dial_${i} = 0`).join('\n')}
VAR key = 0
VAR letter = true
VAR read = false
-> safe
=== safe
${dials.map((_, i) => `+ [Turn dial ${i}]\n  ~ dial_${i} = (dial_${i} + 1) % 10\n  -> safe`).join('\n')}
+ {${dials.map((number, i) => `dial_${i} == ${number}`).join(' and ')}} [Open it] -> drawer
=== drawer
+ {key == 0} [Take the key]
  ~ key = 1
  -> drawer
+ {key == 1} [Put it back]
  ~ key = 0
  -> drawer
+ {letter} [Burn the letter]
  ~ letter = false
  -> drawer
+ {letter and not read} [Read the letter]
  ~ read = true
  -> drawer
+ [Turn to the dials] -> safe
+ {key == 1} [Leave] -> END
`;
/** How many choices it takes to open it. */
const opening = 1 + dials.reduce((sum, number) => sum + number, 0);

describe('promises about a story that is too large to explore', () => {
  afterEach(() => vi.restoreAllMocks());
  /** What came of each, with how many choices more than it takes to open the safe where a search came to it. */
  const known = (...promises: readonly string[]): string[] =>
    judgedBeside(safe, promises, 40_000)!.promises.map(({ verdict, evidence, searched, playthrough, text }) => {
      const choices = searched === true ? ` by ${playthrough!.length - opening}` : '';
      return `${verdict} ${evidence}${choices}: ${text}`;
    });

  it('are broken, or shown to come about, by playthroughs that a search finds', { timeout: 60_000 }, () => {
    const found = [
      'broken found by 1: never key == 1',
      'kept found by 2: sometimes read and not letter',
      'broken found by 2: after not letter: never key == 1',
      'broken found by 2: eventually read',
    ];
    expect(known(...found.map((each) => each.replace(/^.*? by \d+: /, '')))).toEqual(found);
  });
  it('are broken where what has to stay possible is proved to be lost', { timeout: 60_000 }, () => {
    expect(known('always possible letter')).toEqual(['broken proved by 1: always possible letter']);
  });
  it('are kept or broken where abstractions prove that it never comes about', { timeout: 60_000 }, () => {
    expect(
      known(
        'sometimes read and key == 2',
        'ended() only after key == 1',
        'not letter at most once',
        'in every ending key == 1',
        'between not letter and letter: never key == 1',
        'always possible key == 1',
      ),
    ).toEqual([
      'broken proved: sometimes read and key == 2',
      'kept proved: ended() only after key == 1',
      'kept proved: not letter at most once',
      'kept proved: in every ending key == 1',
      'kept proved: between not letter and letter: never key == 1',
      'unknown unknown: always possible key == 1',
    ]);
  });
  it('are kept where every turn leaves a way to what has to stay possible', async () => {
    const source = `VAR lamp = false
VAR steps = 0
-> room
=== room
~ steps = steps + 1
+ {not lamp} [Light it]
  ~ lamp = true
  -> room
+ {lamp} [Put it out]
  ~ lamp = false
  -> room
+ {steps > 1000 and not lamp} [Sleep] -> bed
=== bed
+ [Get up] -> room
`;
    const promises = ['always possible lamp', 'after lamp: always possible not lamp', 'always possible steps == 3'];
    const { analysis } = await checkPromises(source, promises, { maxStates: 500 });
    expect(analysis!.promises.map(({ verdict, evidence }) => `${verdict} ${evidence}`)).toEqual([
      'kept proved',
      'kept proved',
      'unknown unknown',
    ]);
  });
  it('are not found to be broken without being led there', { timeout: 60_000 }, () => {
    vi.spyOn(Guide.prototype, 'distance').mockReturnValue(null);
    expect(known('never key == 1')).toEqual(['unknown unknown: never key == 1']);
  });
  it('come with a playthrough that is told like any other', { timeout: 60_000 }, async () => {
    const { analysis } = await checkPromises(safe, ['never key == 1'], { maxStates: 3000, lookAfter: 4000 });
    const [finding] = analysis!.findings;
    expect(finding).toMatchObject({ code: 'broken-promise', level: 'error', evidence: 'found', searched: true });
    expect(stepsOf(finding.playthrough).slice(-2)).toEqual(['Open it', 'Take the key']);
    expect(finding.details).toEqual(['At that moment: key = 1.']);
  });
  it('that have no answer at some moment are told of, too', { timeout: 60_000 }, async () => {
    const source = safe.replace('~ key = 1', '~ key = "brass"');
    const { analysis } = await checkPromises(source, ['never key * 2 == 4'], { maxStates: 3000, lookAfter: 4000 });
    expect(analysis!.promises[0].verdict).toBe('unknown');
    expect(analysis!.findings[0]).toMatchObject({ code: 'promise-fault', evidence: 'found', searched: true });
  });
});

describe('what is known of promises beside an exploration', () => {
  afterEach(() => vi.restoreAllMocks());
  const compared = async (stories = 9): Promise<Compared> => {
    const sum = { proved: 0, found: 0, wrong: [] as string[] };
    for (let seed = 70_000; seed < 70_000 + stories; seed++) {
      const each = await compareBeside(seed);
      sum.proved += each?.proved ?? 0;
      sum.found += each?.found ?? 0;
      sum.wrong.push(...(each?.wrong ?? []));
    }
    return sum;
  };

  it('is so in the whole, and no playthrough is missed', { timeout: 120_000 }, async () => {
    const { proved, found, wrong } = await compared();
    expect(wrong).toEqual([]);
    expect(proved).toBeGreaterThan(20);
    expect(found).toBeGreaterThan(20);
  });
  it('is noticed to be wrong where it proves too much', { timeout: 120_000 }, async () => {
    vi.spyOn(Possible.prototype as unknown as { ask(): number }, 'ask').mockImplementation(() => 0);
    expect((await compared(4)).wrong.length).toBeGreaterThan(0);
  });
  it('is noticed to be wrong where it calls lost what is not', async () => {
    const purse =
      'VAR gold = 9\n-> a\n=== a\n+ {gold > 0} [Pay]\n~ gold--\n-> a\n+ {gold < 1} [Earn]\n~ gold = 9\n-> a\n';
    expect(await compareStory(purse, ['always possible gold == 9'])).toMatchObject({ wrong: [] });
    vi.spyOn(Hopeless.prototype, 'isLost').mockReturnValue(true);
    expect(await compareStory(purse, ['always possible gold == 7'])).toMatchObject({ wrong: [expect.any(String)] });
  });
  it('is noticed to be wrong where ways are none', { timeout: 120_000 }, async () => {
    vi.spyOn(Search.prototype, 'reachedBy').mockImplementation(() => ({ source: -1, label: 0, target: 0 }));
    const caught = await compared(3).then(
      ({ wrong }) => wrong.length,
      () => 1,
    );
    expect(caught).toBeGreaterThan(0);
  });
});

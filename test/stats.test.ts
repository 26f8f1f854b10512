import { describe, expect, it } from 'vitest';
import type { Seen, Spread, Stats } from '../src/measures/figures.ts';
import { short, worked } from './support/statistics.ts';

const outcomes = ({ outcomes }: Stats): Record<string, string> =>
  Object.fromEntries(
    outcomes.map(({ kind, how, passage, odds }) => [[kind, how, passage].filter(Boolean).join(' '), short(odds)]),
  );
const seen = (all: readonly Seen[]): Record<string, string> =>
  Object.fromEntries(
    all.map(({ text, odds, chosen }) => [
      text,
      chosen === null ? short(odds) : `${short(odds)} chosen ${short(chosen)}`,
    ]),
  );
const spread = ({ least, mean, most, deviation }: Spread): string =>
  `${[least, mean, most].map(short).join(' ')} spread ${deviation.value === 'infinite' ? 'infinite' : deviation.value?.toFixed(6)}`;

const forked = `Once upon a time.
* [Left] You went left. -> END
* [Right] You went right, and on. -> more
=== more
* [Up] -> END
* [Down] Down you go. -> END
* [Out] Out. -> over
=== over
-> END
`;

describe('small stories, worked out by hand', () => {
  it('a fork, and another behind it', async () => {
    const { stats } = await worked(forked);
    // words: 7 (1/2), 9, 12 and 10 (1/6 each)
    expect(spread(stats.words)).toBe(
      `7 26/3 12 spread ${Math.sqrt(3.5 * 7 + (81 + 144 + 100) / 6 - (26 / 3) ** 2).toFixed(6)}`,
    );
    expect(spread(stats.choices)).toBe('1 3/2 2 spread 0.500000');
    expect(seen(stats.knots)).toEqual({ more: '1/2', over: '1/6' });
    expect(seen(stats.lines)).toEqual({
      'Once upon a time.': '1',
      'You went left.': '1/2',
      'You went right, and on.': '1/2',
      'Down you go.': '1/6',
      'Out.': '1/6',
    });
    expect(seen(stats.offered)).toEqual({
      Left: '1 chosen 1/2',
      Right: '1 chosen 1/2',
      Up: '1/2 chosen 1/6',
      Down: '1/2 chosen 1/6',
      Out: '1/2 chosen 1/6',
    });
    // prose words: 4 + 3/2 + 5/2 + 3/6 + 1/6, of 16
    expect(short(stats.share.words)).toBe('13/24');
    expect(short(stats.share.lines)).toBe('7/15');
    expect(short(stats.share.choices)).toBe('7/10');
    expect(stats.exhaustive).toBe(true);
  });

  it('words and choices of each ending', async () => {
    const { stats } = await worked(forked);
    const lengths = stats.outcomes.map(({ passage, place, odds, words, choices }) => [
      passage,
      place?.line,
      short(odds),
      spread(words!),
      spread(choices!),
    ]);
    expect(lengths).toEqual([
      ['', 2, '1/2', '7 7 7 spread 0.000000', '1 1 1 spread 0.000000'],
      ['more', 5, '1/6', '9 9 9 spread 0.000000', '2 2 2 spread 0.000000'],
      ['more', 6, '1/6', '12 12 12 spread 0.000000', '2 2 2 spread 0.000000'],
      ['over', 9, '1/6', '10 10 10 spread 0.000000', '2 2 2 spread 0.000000'],
    ]);
  });

  it('a loop that is left sooner or later', async () => {
    const { stats } = await worked('-> hub\n=== hub\nHere again.\n+ [Stay] -> hub\n+ [Go] -> END\n');
    // geometric: as many tails as there are before the first head
    expect(spread(stats.choices)).toBe(`1 2 infinite spread ${Math.SQRT2.toFixed(6)}`);
    expect(spread(stats.words)).toBe(`2 4 infinite spread ${(2 * Math.SQRT2).toFixed(6)}`);
    expect(outcomes(stats)).toEqual({ 'ending END hub': '1' });
    expect(seen(stats.offered)).toEqual({ Stay: '1 chosen 1/2', Go: '1 chosen 1' });
  });

  it("the gambler's ruin", async () => {
    const { stats } = await worked(
      'VAR coins = 2\n-> table\n=== table\n{coins == 0: -> ruin}\n{coins == 5: -> rich}\n+ [Heads]\n  ~ coins++\n+ [Tails]\n  ~ coins--\n- -> table\n=== ruin\n-> END\n=== rich\nRich. -> END\n',
    );
    expect(outcomes(stats)).toEqual({ 'ending END ruin': '3/5', 'ending END rich': '2/5' });
    expect(short(stats.choices.mean)).toBe('6');
    // Stern, Conditional expectation of the duration in the classical ruin problem (1975)
    const [ruin, rich] = stats.outcomes.map(({ choices }) => short(choices!.mean));
    expect([ruin, rich]).toEqual(['16/3', '7']);
  });

  it('dice, and shuffles that are drawn until they are used up', async () => {
    const { stats } = await worked(
      '{RANDOM(1, 6) > 4: -> high}\n-> low\n=== high\n-> END\n=== low\n{~Red.|Green.|Blue.}\n* [More]\n{RANDOM(1, 2) == 1: Odd.}\n-> END\n',
    );
    expect(outcomes(stats)).toEqual({ 'ending END high': '1/3', 'ending END low': '2/3' });
    expect(seen(stats.lines)).toEqual({ 'Red. … Green. … Blue.': '2/3', 'Odd.': '1/3' });
    const twice = await worked('VAR n = 0\n-> a\n=== a\n~ n++\n{~Red.|Green.|Blue.}\n{n < 2: -> a}\n-> END\n');
    // a third each time round: red is among two of three
    expect(short(twice.stats.share.words)).toBe('2/3');
  });

  it('an endless circle makes averages infinite', async () => {
    const { stats } = await worked('* [Home] Home. -> END\n* [Away] -> road\n=== road\nOn.\n+ [On] -> road\n');
    expect(outcomes(stats)).toEqual({ 'ending END': '1/2', endless: '1/2' });
    expect(spread(stats.words)).toBe('1 infinite infinite spread infinite');
    expect(spread(stats.outcomes[0].words!)).toBe('1 1 1 spread 0.000000');
    expect(seen(stats.lines)).toEqual({ 'Home.': '1/2', 'On.': '1/2' });
  });

  it('faults are outcomes of their own', async () => {
    const { stats } = await worked(
      '-> k\n=== k\n* [A] Ah. -> END\n* [B] Oh.\n* [C] -> l\n=== l\n{LIST_RANDOM(3)}\n-> END\n',
    );
    expect(outcomes(stats)).toEqual({
      'ending END k': '1/3',
      'stop dead-end k': '1/3',
      'stop runtime-error l': '1/3',
    });
  });
});

describe('who chooses how', () => {
  const tagged = '* [A # weight: 3] Ah. -> END\n* [B] Be. -> END\n* [C # brave # weight: .5] See. -> END\n';

  it('by weights in tags', async () => {
    const { stats } = await worked(tagged);
    expect(seen(stats.lines)).toEqual({ 'Ah.': '2/3', 'Be.': '2/9', 'See.': '1/9' });
  });

  it('by weights of tags in redthread.json, which multiply', async () => {
    const { stats } = await worked(tagged, { reader: { weights: { Brave: 4 } } });
    expect(seen(stats.lines)).toEqual({ 'Ah.': '1/2', 'Be.': '1/6', 'See.': '1/3' });
  });

  it('by weights that the story works out', async () => {
    const { stats } = await worked(
      'VAR n = 1\n* [On]\n  ~ n = 5\n* [Off]\n- * [A # weight: {n}] Ah. -> END\n* [B] Be. -> END\n',
    );
    expect(seen(stats.lines)).toEqual({ 'Ah.': '2/3', 'Be.': '1/3' }); // (5/6 + 1/2) / 2
  });

  it('and what weighs nothing only where nothing else is on offer', async () => {
    const { stats } = await worked(
      '* [A # weight: 0] Ah. -> END\n* [B] Be.\n- * [C # weight: 0] See. -> END\n* [D # weight:0] De. -> END\n',
    );
    expect(seen(stats.lines)).toEqual({ 'Ah.': '0', 'Be.': '1', 'See.': '1/2', 'De.': '1/2' });
  });

  it('always the first', async () => {
    const { stats } = await worked(forked, null, { prefers: 'first' });
    expect(outcomes(stats)).toEqual({ 'ending END': '1' });
    const said = await worked('* [A # weight: 0] Ah. -> END\n* [B] Be. -> END\n', { reader: 'first' });
    expect(seen(said.stats.lines)).toEqual({ 'Ah.': '0', 'Be.': '1' });
  });

  it('what was not chosen before, as long as there is any', async () => {
    const hub = '-> hub\n=== hub\n+ [A] Ah. -> hub\n+ [B] Be. -> hub\n+ [Go] -> END\n';
    const evenly = await worked(hub);
    expect(seen(evenly.stats.lines)).toEqual({ 'Ah.': '1/2', 'Be.': '1/2' });
    expect(short(evenly.stats.choices.mean)).toBe('3');
    const { stats } = await worked(hub, { reader: 'unseen' });
    expect(spread(stats.choices)).toBe(`1 2 3 spread ${Math.sqrt(2 / 3).toFixed(6)}`);
    const still = await worked(
      '-> hub\n=== hub\n+ [A] Ah. -> hub\n* [B] Be. -> hub\n+ {B > 0} [Go] -> END\n'.replace(
        'B > 0',
        'CHOICE_COUNT() < 2',
      ),
      {
        reader: 'unseen',
      },
    );
    // A, then B, then Go; or B, and then Go at once or after A
    expect(outcomes(still.stats)).toEqual({ 'ending END hub': '1' });
    expect(short(still.stats.choices.mean)).toBe('11/4');
  });

  it('a cast as they will: evenly among all that somebody is willing to do', async () => {
    const scene = `# cast: ann, bob
VAR calm = true
-> talk
=== talk
+ [Wait] Well. -> END
+ [Shout # by: ann # will: {not calm}] Hey! -> END
+ [Sing # by: ann] La. -> END
+ [Dance # by: bob # will: {calm} # weight: 2] Hop. -> END
`;
    const { stats } = await worked(scene);
    expect(stats.cast).toEqual(['ann', 'bob']);
    expect(seen(stats.lines)).toEqual({ 'Well.': '1/4', 'Hey!': '0', 'La.': '1/4', 'Hop.': '1/2' });
  });

  it('where nobody is willing, it stands still', async () => {
    const { stats } = await worked(
      '# cast: ann\n* [Go] -> END\n* [Stay] Hm. -> stay\n=== stay\n+ [Leave # by: ann # will: false] Off. -> END\n',
    );
    expect(outcomes(stats)).toEqual({ 'ending END': '1/2', 'standoff stay': '1/2' });
    expect(seen(stats.offered).Leave).toBe('1/2 chosen 0');
    expect(spread(stats.outcomes[1].words!)).toBe('1 1 1 spread 0.000000');
  });

  it('a weight that is no number counts as 1, and is complained about', async () => {
    const { stats, diagnostics } = await worked('* [A # weight: heavy] Ah. -> END\n* [B # weight: -1] Be. -> END\n');
    expect(seen(stats.lines)).toEqual({ 'Ah.': '1/2', 'Be.': '1/2' });
    expect(diagnostics.map(({ code, level, place }) => [code, level, place?.line])).toEqual([
      ['bad-weight', 'warning', 1],
      ['bad-weight', 'warning', 2],
    ]);
    expect(diagnostics[0].message).toContain('“heavy”');
  });
});

describe('several ways to start', () => {
  it('are equally likely', async () => {
    const { stats } = await worked('-> END\n=== a\nAh. Ah. Ah.\n-> END\n=== b\nBe. -> END\n', {
      entries: ['a', { knot: 'b', set: {} }],
    });
    expect(seen(stats.knots)).toEqual({ a: '1/2', b: '1/2' });
    expect(spread(stats.words)).toBe('1 2 3 spread 1.000000');
    expect(outcomes(stats)).toEqual({ 'ending END a': '1/2', 'ending END b': '1/2' });
  });
});

describe('where the exploration did not finish', () => {
  const long =
    'VAR n = 0\n-> walk\n=== walk\nStep.\n~ n++\n{n > 40: -> END}\n+ [On] -> walk\n+ [Stop] Stop. -> halt\n=== halt\n-> END\n';

  it('there are only bounds, and they are right', async () => {
    const whole = (await worked(long)).stats;
    const { stats } = await worked(long, null, { maxStates: 12 });
    expect(stats.exhaustive).toBe(false);
    expect(stats.limit?.kind).toBe('states');
    expect(stats.outcomes.map(({ kind }) => kind)).toEqual(['ending', 'unexplored']);
    const odds = (from: Stats): [number, number, number] => {
      const { value, least, most } = from.outcomes.find(({ passage }) => passage === 'halt')!.odds;
      return [Number(least), Number(value), Number(most)];
    };
    const [least, , most] = odds(stats);
    const exact = odds(whole)[1];
    expect(least).toBeLessThan(exact);
    expect(most).toBeGreaterThanOrEqual(exact);
    expect(least).toBeGreaterThan(0.9);
    expect(stats.words.mean.value).toBeNull();
    expect(Number(stats.words.mean.least)).toBeLessThan(Number(whole.words.mean.value));
    expect(stats.words.mean.most).toBe('infinite');
    expect(stats.words.deviation.value).toBeNull();
    expect(Number(stats.words.most.least)).toBeLessThanOrEqual(Number(whole.words.most.value));
    expect(stats.words.most.most).toBe('infinite');
    for (const [i, line] of stats.lines.entries()) {
      expect(Number(line.odds.least)).toBeLessThanOrEqual(Number(whole.lines[i].odds.most));
      expect(Number(line.odds.most)).toBeGreaterThanOrEqual(Number(whole.lines[i].odds.least));
    }
  });

  it('but a reader who never comes to what was left out is told exactly', async () => {
    const { stats } = await worked(
      long.replace('[Stop]', '[Stop # weight: 1]').replace('[On]', '[On # weight: 0]'),
      null,
      {
        maxStates: 12,
      },
    );
    expect(stats.exhaustive).toBe(true);
    expect(outcomes(stats)).toEqual({ 'ending END halt': '1' });
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { compare } from '../src/changes/compare.ts';
import type { Judged } from '../src/changes/version.ts';
import type { Context } from '../src/findings/context.ts';
import type { Lifetime, Step, WhyNot } from '../src/findings/types.ts';
import { whyNot } from '../src/findings/whynot.ts';
import { Apart } from '../src/machine/apart.ts';
import { asideStory } from './support/asidestories.ts';
import { judgedOf } from './support/changes.ts';
import { Random } from './support/random.ts';

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

/** A story, explored with all texts in the states, and with texts told apart; null where that is too large. */
async function both(source: string): Promise<{ readonly whole: Judged; readonly apart: Judged } | null> {
  const options = { maxStates: 1500, whole: true };
  const whole = await judgedOf(source, options).catch(() => null);
  if (whole === null || !whole.analysis.exploration.exhaustive) return null;
  return { whole, apart: await judgedOf(source, { ...options, onlyReport: true }) };
}

/** The story with a few of its lines gone. */
function thinned(source: string, seed: number): string {
  const random = new Random(seed);
  const lines = source.split('\n');
  const gone = new Set([random.below(lines.length), random.below(lines.length)]);
  return lines.filter((line, i) => !gone.has(i) || /^(=|VAR|LIST|->|[{}-])/.test(line)).join('\n');
}

const withoutStates = (value: object): string =>
  JSON.stringify(value, (key, each) => {
    if (key === 'states' || key === 'transitions') return 0;
    if (typeof each === 'bigint') return String(each);
    return typeof each === 'string' ? each.replace(/ or more\.$/, '.') : each;
  });

/** In how many of the stories there were fewer states; fails where an edit of one is told otherwise. */
async function comparedEdits(): Promise<{ readonly fewer: number; readonly different: number }> {
  let [fewer, different] = [0, 0];
  for (const seed of seeds) {
    const source = asideStory(seed);
    const before = await both(source);
    const now = before === null ? null : await both(thinned(source, seed));
    if (before === null || now === null) continue;
    if (before.apart.context.graph.states < before.whole.context.graph.states) fewer++;
    const [whole, apart] = [compare(before.whole, now.whole), compare(before.apart, now.apart)];
    if (withoutStates(apart) !== withoutStates(whole)) different++;
  }
  return { fewer, different };
}

const inShort = ({ moments, end, passage }: Lifetime): unknown => [
  end,
  passage,
  moments.length,
  moments.filter(({ changed }) => changed).length,
];

/** What is said of a lifetime, but for which of several that are as near. */
function answerOf(context: Context, ending: string, steps: readonly Step[] | null): string {
  const answer = whyNot(context, ending, steps === null ? null : { steps });
  if ('problem' in answer) return answer.problem;
  const { happened, instead, shared, closedBy } = answer as WhyNot;
  return JSON.stringify([inShort(happened), instead === null ? null : inShort(instead), shared, closedBy]);
}

describe('where texts are told apart', () => {
  afterEach(() => vi.restoreAllMocks());

  it('an edit is told as with all texts in the states', { timeout: 120_000 }, async () => {
    const { fewer, different } = await comparedEdits();
    expect(different).toBe(0);
    expect(fewer).toBeGreaterThan(5);
  });

  it('and that would be seen if it were not', { timeout: 120_000 }, async () => {
    vi.spyOn(Apart.prototype, 'apply').mockImplementation(() => {});
    expect((await comparedEdits()).different).toBeGreaterThan(0);
  });

  it('so is the nearest other lifetime', { timeout: 120_000 }, async () => {
    let asked = 0;
    for (const seed of seeds) {
      const found = await both(asideStory(seed).replace('+ [Leave] -> over', '+ [Leave]\nOut.\n-> END'));
      if (found === null) continue;
      const { endings } = found.whole.analysis;
      for (const { passage } of endings) {
        for (const steps of [null, ...endings.map(({ playthrough }) => playthrough)]) {
          const [whole, apart] = [found.whole, found.apart].map(({ context }) => answerOf(context, passage, steps));
          expect({ seed, passage, apart }).toEqual({ seed, passage, apart: whole });
          asked++;
        }
      }
    }
    expect(asked).toBeGreaterThan(20);
  });
});

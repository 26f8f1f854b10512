import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compare } from '../src/changes/compare.ts';
import { Match } from '../src/changes/match.ts';
import { retrace } from '../src/changes/retrace.ts';
import type { Changes } from '../src/changes/types.ts';
import { type Judged, Version } from '../src/changes/version.ts';
import { judgedOf } from './support/changes.ts';
import { replay } from './support/explorewitness.ts';
import { generateStory } from './support/generate.ts';
import { compileInk } from './support/oracle.ts';
import { Random } from './support/random.ts';

const options = { maxStates: 60 };
const seeds = Array.from({ length: 9 }, (_, i) => 18 + i);

const known = new Map<string, Judged | null>();

/** A generated story, explored; null where it can't be. */
async function tried(source: string): Promise<Judged | null> {
  if (!known.has(source)) known.set(source, await judgedOf(source, options).catch(() => null));
  return known.get(source) ?? null;
}

/** The story with its knots in another order. */
function shuffled(source: string, random: Random): string {
  const [top = '', ...knots] = source.split(/^(?===)/m);
  return [top, ...random.shuffled(knots).map((knot) => `${knot.trimEnd()}\n`)].join('\n');
}

/** The story without a few of its lines. */
function thinned(source: string, random: Random): string {
  const lines = source.split('\n');
  const gone = new Set(Array.from({ length: 3 }, () => Math.floor(random.next() * lines.length)));
  return lines.filter((line, i) => !gone.has(i) || /^\s*(=|VAR|LIST|CONST|EXTERNAL)/.test(line)).join('\n');
}

const mirrored: Readonly<Record<string, string>> = {
  gained: 'lost',
  lost: 'gained',
  nearer: 'farther',
  farther: 'nearer',
  introduced: 'fixed',
  fixed: 'introduced',
};

/** What changed, as lines that are the same for a change and its reverse, the latter read backwards. */
function summary({ endings, findings, lines, choices, renamed }: Changes, backwards: boolean): string[] {
  const turn = (change: string): string => (backwards ? (mirrored[change] ?? change) : change);
  return [
    ...endings.map(({ change, certain, before, now }) =>
      JSON.stringify(
        change === 'gained' || change === 'lost'
          ? [turn(change), certain, (before ?? now)?.passage, (before ?? now)?.quote]
          : [turn(change), certain],
      ),
    ),
    ...findings.map(({ change, certain, before, now }) =>
      JSON.stringify(
        change === 'kept' ? [change] : [turn(change), certain, (before ?? now)?.code, (before ?? now)?.place?.line],
      ),
    ),
    ...[lines, choices].map(({ added, removed, edited, moved }) =>
      JSON.stringify(backwards ? [removed, added, edited, moved] : [added, removed, edited, moved]),
    ),
    String(renamed.length),
  ].sort();
}

describe('two versions of generated stories', () => {
  it('are the same where they are one, or only its knots change places', async () => {
    let compared = 0;
    for (const seed of seeds) {
      const { source } = generateStory(seed);
      const judged = await tried(source);
      if (judged === null) continue;
      expect(compare(judged, judged), `seed ${seed}`).toMatchObject({ same: true, worse: false });
      const other = await tried(shuffled(source, new Random(seed)));
      if (other === null || !judged.analysis.exploration.exhaustive) continue;
      compared++;
      const changes = compare(judged, other);
      expect(changes, `seed ${seed}`).toMatchObject({ worse: false, content: [] });
      expect(
        changes.endings.every(({ change }) => change === 'same'),
        `seed ${seed}`,
      ).toBe(true);
    }
    expect(compared).toBeGreaterThan(5);
  });

  it('have gained one way round what they have lost the other', async () => {
    let compared = 0;
    for (const seed of seeds) {
      const { source } = generateStory(seed);
      const [before, now] = [await tried(source), await tried(thinned(source, new Random(seed)))];
      if (before === null || now === null) continue;
      compared++;
      const changes = compare(before, now);
      expect(summary(changes, false), `seed ${seed}`).toEqual(summary(compare(now, before), true));
    }
    expect(compared).toBeGreaterThan(3);
  });

  const written = ['old', 'new'].map((name) => readFileSync(`test/fixtures/changes/${name}.ink`, 'utf8'));
  const pairs = [
    ...seeds.map((seed) => [generateStory(seed).source, thinned(generateStory(seed).source, new Random(seed))]),
    written,
    [...written].reverse(),
  ];

  it('meet what ink’s own engine meets', async () => {
    const played = { here: 0, onward: 0 };
    for (const [source = '', edited = ''] of pairs) {
      const [before, now] = [await tried(source), await tried(edited)];
      if (before === null || now === null) continue;
      const [old, is] = [new Version(before), new Version(now)];
      const match = new Match([before.context.program, now.context.program], old.pieces, is.pieces);
      const { story } = compileInk(edited);
      for (const { playthrough } of [...before.analysis.endings, ...before.analysis.findings]) {
        const translation = { pieces: match.now, passages: match.passages };
        const meeting = playthrough === null ? null : retrace(old, is, translation, playthrough);
        if (meeting === null) continue;
        played.here++;
        const { fault, last, lastWords } = replay(story!, now.context.model, meeting.playthrough);
        expect([fault, lastWords]).toEqual([null, meeting.words]);
        if (last !== null) expect(last.choices.map(({ text }) => text)).toEqual(meeting.offered);
        if (meeting.onward === null) continue;
        played.onward++;
        const steps = [...meeting.playthrough, ...meeting.onward.steps];
        expect(replay(story!, now.context.model, steps)).toMatchObject({ fault: null, last: { choices: [] } });
      }
    }
    expect(played.here).toBeGreaterThan(8);
    expect(played.onward).toBeGreaterThan(1);
  });

  it('meet in the same version what they come to there', async () => {
    for (const seed of seeds) {
      const judged = await tried(generateStory(seed).source);
      if (judged === null) continue;
      const [one, other] = [new Version(judged), new Version(judged)];
      const match = new Match([judged.context.program, judged.context.program], one.pieces, other.pieces);
      for (const { playthrough, searched } of judged.analysis.endings) {
        const meeting = retrace(one, other, { pieces: match.now, passages: match.passages }, playthrough);
        if (searched !== true) expect(meeting, `seed ${seed}`).toMatchObject({ end: 'ended', playthrough });
      }
    }
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { contentOf } from '../src/findings/content.ts';
import type { Context } from '../src/findings/context.ts';
import type { Content, Piece } from '../src/findings/types.ts';
import { noReductions } from '../src/machine/reduction.ts';
import { type CheckOptions, checkStory, loadProject } from '../src/project.ts';
import { contentFaults } from './support/contentwitness.ts';
import { contextOf, explore } from './support/explore.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { type Pair, pairFromFile, pairOf } from './support/routes.ts';

const readable = (pair: ReturnType<typeof pairOf>): Pair => {
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
};

/** A story of one file, explored as the command line does, within bounds. */
async function partOf(source: string, options: Partial<CheckOptions>): Promise<Context> {
  const files = {
    read: (path: string) => (path === 'story.ink' ? new TextEncoder().encode(source) : null),
    list: () => [],
  };
  const { context } = await checkStory('story.ink', files, { clock: () => 0, unpromised: true, ...options });
  return context!;
}

const count = ({ pieces }: Content, verdict: Piece['verdict']): number =>
  pieces.filter((piece) => piece.verdict === verdict).length;

/** So many switches that can be turned at any time, and a clock to wind up before a door opens; behind it a cellar that nobody can come to. */
const tower = (switches: number, turns: number): string => `VAR wound = 0
${Array.from({ length: switches }, (_, i) => `VAR switch_${i} = false`).join('\n')}
-> room
=== room
+ {wound < ${turns}} [Wind the clock]
  ~ wound = wound + 1
  -> room
${Array.from({ length: switches }, (_, i) => `+ [Switch ${i}]\n  ~ switch_${i} = not switch_${i}\n  -> room`).join('\n')}
+ {wound == ${turns}} [Through the door] -> garden
=== garden
Roses. -> END
=== cellar
Damp. -> END
`;

describe('every piece of a story has its verdict', () => {
  for (const name of readdirSync('stories')) {
    it(`and ink's own engine comes to each piece of ${name} that is reached`, { timeout: 60_000 }, () => {
      const path = `stories/${name}/story.ink`;
      const pair = readable(pairFromFile(path));
      const { project } = loadProject(path, nodeFiles());
      const externals = new Map(Object.entries(project!.settings.externals));
      const explored = explore(pair.program, { entries: project!.entries, externals, states: 30_000 });
      const context = contextOf(explored);
      const content = contentOf(context, null);
      expect(contentFaults(pair.story, explored.model, content)).toEqual([]);
      expect(count(content, 'reached')).toBeGreaterThan(10);
      if (explored.exhaustive) expect(count(content, 'unknown')).toBe(0);
    });
  }

  it('in generated stories too, after as few steps as without any reduction', { timeout: 120_000 }, () => {
    const sources = Array.from({ length: 10 }, (_, i) => [
      generateStory(50_000 + i, { size: 1, finite: true }).source,
      countingStory(5000 + i),
      callingStory(5000 + i),
    ]).flat();
    let compared = 0;
    for (const source of sources) {
      const pair = pairOf(source, 'shared');
      if ('refused' in pair) continue;
      const explored = explore(pair.program, { states: 1500 });
      const content = contentOf(contextOf(explored), null);
      expect({ source, faults: contentFaults(pair.story, explored.model, content) }).toEqual({ source, faults: [] });
      const plain = explore(pair.program, { states: 6000, reductions: noReductions });
      if (!explored.exhaustive || !plain.exhaustive) continue;
      compared++;
      const lengths = (of: Content): string[] =>
        of.pieces.map(({ kind, text, verdict }, i) => `${kind} ${text} ${verdict} ${of.playthrough(i)?.length}`);
      expect(lengths(content)).toEqual(lengths(contentOf(contextOf(plain), null)));
    }
    expect(compared).toBeGreaterThan(5);
  });

  it('where only a part was explored too, and what is said of it holds in the whole', {
    timeout: 120_000,
  }, async () => {
    const sources = [
      tower(3, 6),
      ...['harbour', 'weather'].map((name) => readFileSync(`stories/${name}/story.ink`, 'utf8')),
    ];
    for (const source of sources) {
      const whole = contentOf(await partOf(source, {}), null);
      expect(count(whole, 'unknown')).toBe(0);
      for (const maxStates of [1, 5, 20]) {
        const context = await partOf(source, { maxStates, lookAfter: 1, oneByOne: true });
        const part = contentOf(context, null);
        const { story } = readable(pairOf(source, 'read'));
        expect(contentFaults(story, context.model, part)).toEqual([]);
        const named = ({ kind, text, place }: Piece): string => `${kind} ${text} ${place?.line}:${place?.column}`;
        const real = new Map(
          whole.pieces.map((piece, i) => [named(piece), { ...piece, length: whole.playthrough(i)?.length }]),
        );
        part.pieces.forEach((piece, i) => {
          const known = real.get(named(piece));
          if (piece.verdict !== 'unknown') expect(known?.verdict).toBe(piece.verdict);
          const length = part.playthrough(i)?.length;
          if (piece.searched) expect(length).toBeGreaterThanOrEqual(known!.length!);
          else if (length !== undefined) expect(length).toBe(known!.length);
        });
      }
    }
  });

  it('with what a search found beside an exploration that did not come so far', async () => {
    const source = tower(12, 40);
    const context = await partOf(source, { maxStates: 6000, lookAfter: 5000, oneByOne: true });
    const content = contentOf(context, null);
    const told = content.pieces.filter(({ passage }) => passage === 'garden' || passage === 'cellar');
    expect(told.map(({ kind, verdict, searched }) => `${kind} ${verdict} ${searched}`)).toEqual([
      'knot reached true',
      'line reached true',
      'knot impossible false',
      'line impossible false',
      'ending reached true',
      'ending impossible false',
    ]);
    expect(told[2].reasons.join(' ')).toBe('The knot cellar is never reached (1 line). Nothing diverts here.');
    expect(contentFaults(readable(pairOf(source, 'read')).story, context.model, content)).toEqual([]);
  });

  it('and of a story in which nothing happens from the top nothing is known', async () => {
    const content = contentOf(await partOf('-> END\n=== letter\nDear reader.\n-> END\n', {}), null);
    expect(content.silent).toBe(true);
    expect(count(content, 'unknown')).toBe(content.pieces.length);
  });
});

describe('a wrong verdict is noticed', () => {
  const path = 'stories/harbour/story.ink';
  const { story, program } = readable(pairFromFile(path));
  const { model, ...explored } = explore(program);
  const content = contentOf(contextOf({ model, ...explored }), null);
  const faultsWith = (changes: Partial<Content>): string[] => contentFaults(story, model, { ...content, ...changes });
  const deep = content.pieces.findIndex(({ kind, choices }) => kind === 'line' && choices === 3);

  it('where a playthrough stops short', () => {
    expect(faultsWith({})).toEqual([]);
    const playthrough: Content['playthrough'] = (i) =>
      i === deep ? content.playthrough(i)!.slice(0, -1) : content.playthrough(i);
    expect(faultsWith({ playthrough }).join()).toMatch(/not after 3 choices.*doesn’t come to it/);
  });
  it('where it is that of another piece', () => {
    const other = content.pieces.findIndex(({ kind, choices }, i) => kind === 'ending' && choices! > 0 && i !== deep);
    const playthrough: Content['playthrough'] = (i) => content.playthrough(i === deep ? other : i);
    expect(faultsWith({ playthrough }).join()).toMatch(/doesn’t come to it|was there before/);
  });
  it('where something that is met is called impossible', () => {
    const passed = content.pieces.findIndex(({ text }) => text.startsWith('The harbour master has the only chart'));
    const pieces = content.pieces.map(
      (piece, i): Piece => (i === passed ? { ...piece, verdict: 'impossible', choices: null } : piece),
    );
    const playthrough: Content['playthrough'] = (i) => (i === passed ? null : content.playthrough(i));
    expect(faultsWith({ pieces, playthrough }).join()).toMatch(/called impossible, but met/);
  });
});

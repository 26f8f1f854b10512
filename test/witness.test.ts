import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { loadProject } from '../src/project.ts';
import { analysisOf, explore } from './support/explore.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { witnessFaults } from './support/explorewitness.ts';
import { generateStory } from './support/generate.ts';
import { pairFromFile, pairOf } from './support/routes.ts';

describe('every playthrough that a report shows is one, in the official runtime', () => {
  for (const name of readdirSync('stories')) {
    it(`of ${name}`, { timeout: 60_000 }, () => {
      const path = `stories/${name}/story.ink`;
      const pair = pairFromFile(path);
      const { project } = loadProject(path, nodeFiles());
      if ('refused' in pair || project === null) throw new Error(`stories/${name} can't be read`);
      const externals = new Map(Object.entries(project.settings.externals));
      const explored = explore(pair.program, { entries: project.entries, externals, states: 30_000 });
      const analysis = analysisOf(explored);
      expect(analysis.endings.length).toBeGreaterThan(0);
      expect(witnessFaults(pair.story, explored.model, analysis)).toEqual([]);
    });
  }

  it('of generated stories', { timeout: 120_000 }, () => {
    const sources = Array.from({ length: 25 }, (_, i) => [
      generateStory(30_000 + i, { finite: true }).source,
      countingStory(1000 + i),
      callingStory(1000 + i),
    ]).flat();
    for (const [i, source] of sources.entries()) {
      const pair = pairOf(source, 'shared');
      if ('refused' in pair) continue;
      const explored = explore(pair.program, { states: 1000 });
      expect({ i, faults: witnessFaults(pair.story, explored.model, analysisOf(explored)) }).toEqual({ i, faults: [] });
    }
  });

  it('and one with a step changed is not', () => {
    const path = 'stories/held/story.ink';
    const pair = pairFromFile(path);
    if ('refused' in pair) throw new Error(pair.refused);
    const explored = explore(pair.program);
    const analysis = analysisOf(explored);
    const [first, ...others] = analysis.endings;
    const cut = { ...first, playthrough: first.playthrough.slice(0, -1) };
    expect(witnessFaults(pair.story, explored.model, { ...analysis, endings: [cut, ...others] })).toHaveLength(1);
  });
});

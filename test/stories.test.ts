import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkAt, goldenTexts } from './support/golden.ts';

const update = process.env.UPDATE === '1';

/** Each folder of stories/ holds a story and texts made from it; `UPDATE=1` writes those that are there anew. */
describe('the stories of the repository', () => {
  for (const name of readdirSync('stories')) {
    const folder = join('stories', name);
    it(`${name} gives the texts beside it`, async () => {
      const story = join(folder, 'story.ink');
      const texts = goldenTexts(await checkAt(story), await checkAt(story, true));
      expect(existsSync(join(folder, 'findings.txt')), `stories/${name}/findings.txt`).toBe(true);
      for (const [file, text] of Object.entries(texts)) {
        const path = join(folder, file);
        if (!existsSync(path)) continue;
        if (update) writeFileSync(path, text());
        expect(text()).toBe(readFileSync(path, 'utf8'));
      }
    });
  }
});

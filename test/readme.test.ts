import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { checkStory } from '../src/project.ts';
import { reportText } from '../src/reports/text.ts';

/** What the pages for newcomers show is what the program says. */

async function report(name: string, width: number): Promise<string> {
  const { analysis } = await checkStory(`stories/${name}/story.ink`, nodeFiles(), { clock: () => 0, onlyReport: true });
  if (analysis === null) throw new Error(`stories/${name} could not be checked`);
  const folder = `stories/${name}`;
  const command = `npx redthread play ${folder}/story.ink`;
  return reportText(analysis, { colour: false, width, command, folder, timeless: true });
}

const readme = readFileSync('README.md', 'utf8');
const fences = (language: string): string[] =>
  [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].filter(([, of]) => of === language).map(([, , text]) => text);
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

test('the report in the README is a part of the real one', async () => {
  const [fragment, ...others] = fences('text');
  expect(others).toEqual([]);
  const real = (await report('harbour', 80)).split('\n\n');
  const blocks = fragment.trimEnd().split('\n\n');
  expect(blocks.length).toBeGreaterThan(1);
  for (const block of blocks) expect(real).toContain(block);
});

test('the picture shows the real report; npm run picture draws it anew', async () => {
  const picture = readFileSync('docs/check.svg', 'utf8');
  const shown = [...picture.matchAll(/<text [^>]*>(.*?)<\/text>/g)]
    .map(([, text]) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
    .join(' ');
  const untimed = words(shown).replace(/ · (under )?[\d.,]+ s /, ' ');
  expect(untimed).not.toBe(words(shown));
  const real = `$ npx redthread check stories/held/story.ink ${await report('held', 100)}`;
  expect(untimed).toBe(words(real));
});

test('the picture is told in words to those who do not see it', async () => {
  const told = /!\[(.*?)\]\(docs\/check\.svg\)/.exec(readme)?.[1] ?? '';
  const playthroughs = /[\d,]+ different playthroughs/.exec(await report('held', 100))?.[0];
  expect(told).toContain(playthroughs);
});

describe.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('links to what is there', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, target]) => target);
    expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });

  test('names folders and files that are there', () => {
    const named = [...text.matchAll(/`((?:src|test|stories|docs|scripts|bench)\/[\w./-]*)`/g)].map(([, name]) => name);
    expect(named.filter((name) => !name.includes('NAME') && !existsSync(name))).toEqual([]);
  });
});

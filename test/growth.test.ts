import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plot } from '../bench/curves.ts';
import { families, storyOf } from '../bench/families.ts';

test('the stories that grow with a number are those that the families write', () => {
  for (const [name, family] of Object.entries(families)) {
    const there = readdirSync('bench/stories').filter((file) => file.startsWith(`${name}-`));
    expect(there.sort()).toEqual(family.sizes.map((size) => `${name}-${size}.ink`).sort());
    for (const size of family.sizes)
      expect(readFileSync(`bench/stories/${name}-${size}.ink`, 'utf8')).toBe(storyOf(family, size));
  }
});

test('the plot of growth has a line for every family', () => {
  const drawn = readFileSync('bench/growth.svg', 'utf8');
  for (const [name, { plotted }] of Object.entries(families)) {
    expect(drawn).toContain(`>${name}</text>`);
    const lines = [...drawn.matchAll(/d="M([^"]*)" fill="none" stroke="#\w+" stroke-width="2"/g)].map(
      ([, points]) => points,
    );
    expect(lines.some((points) => points.split('L').length === plotted.length)).toBe(true);
  }
});

test('ten times as many states are as far apart everywhere', () => {
  const points = [1, 2, 3].map((size) => ({ size, states: 10 ** size, seconds: 10 ** -size }));
  const [, heights] = /d="M([^"]*)" fill="none" stroke="#0072b2"/.exec(plot([{ name: 'tens', points }]))!;
  const [a, b, c] = heights.split('L').map((point) => Number(point.split(' ')[1]));
  expect(a - b).toBeCloseTo(b - c);
  expect(a).toBeGreaterThan(b);
});

import { expect, test } from 'vitest';
import { comparePromises } from './support/promisegraphs.ts';

test.each([0, 1, 2])(
  'promises mean what docs/promises.md says, over random systems, part %i',
  { timeout: 60_000 },
  (part) => {
    expect(comparePromises(part * 250, (part + 1) * 250, 4, 8)).toBeNull();
  },
);

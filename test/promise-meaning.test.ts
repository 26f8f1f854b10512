import { expect, test } from 'vitest';
import { comparePromises, patterns, rowDifference, scopes } from './support/promisegraphs.ts';

test.each([0, 1, 2])(
  'promises mean what docs/promises.md says, over random systems, part %i',
  { timeout: 60_000 },
  (part) => {
    expect(comparePromises(part * 250, (part + 1) * 250, 4, 7)).toBeNull();
  },
);

test.each(scopes)(
  'a promise $kind means what docs/promises.md says, over every row of three moments',
  { timeout: 60_000 },
  (scope) => {
    for (const pattern of patterns) expect(rowDifference(pattern, scope, 3)).toBeNull();
  },
);

import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ROOT } from './support/commandline.ts'; // builds what is run
import { expected, stories } from './web/expected.ts';

it('explorations with helpers are the same as alone, on threads of Node', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['test/web/node.js', ...stories], { cwd: ROOT });
  expect(stderr.toString()).toBe('');
  expect(JSON.parse(stdout.toString())).toEqual(expected);
});

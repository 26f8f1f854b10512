import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './support/commandline.ts'; // builds what is served
import { serve } from './support/webserver.ts';

/** The built files in a real browser, without a window. Set CHROMIUM to the path of another one. */
const browser = process.env.CHROMIUM ?? 'chromium';
const stories = ['bench/stories/safe.ink', 'bench/stories/hub-16.ink'];

/** What a page in the browser tells. */
async function tellingOf(isolated: boolean): Promise<unknown> {
  const server = await serve(isolated);
  const profile = mkdtempSync(join(tmpdir(), 'redthread-browser-'));
  const query = stories.map((path) => `story=${encodeURIComponent(path)}`).join('&');
  const told = server.told();
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(browser, [...flags, `${server.address}test/web/page.html?${query}`], { stdio: 'ignore' });
  const ended = new Promise<never>((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${browser} ended with exit code ${code}`)));
  });
  try {
    return JSON.parse(await Promise.race([told, ended]));
  } finally {
    ended.catch(() => {});
    const gone = new Promise((resolve) => child.on('close', resolve));
    child.kill();
    await gone;
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

describe('explorations with helpers are the same as alone', () => {
  const compared = (kind: 'follow' | 'look up'): unknown => {
    const states = [40_002, 40_003];
    return stories.map((path, i) => ({ path, states: states[i], same: true, orders: ['greet', 'learn', kind].sort() }));
  };

  it('in Node without shared memory', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['test/web/unshared.js', ...stories], { cwd: ROOT });
    expect(stderr.toString()).toBe('');
    expect(JSON.parse(stdout.toString())).toEqual({ shared: false, compared: compared('follow') });
  });

  it('in any page of a browser, which sends the states', async () => {
    expect(await tellingOf(false)).toEqual({ shared: false, compared: compared('follow') });
  });

  it('in a page of a browser that is isolated from others, which shares them', async () => {
    expect(await tellingOf(true)).toEqual({ shared: true, compared: compared('look up') });
  });
});

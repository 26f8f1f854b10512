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
async function telling(): Promise<unknown> {
  const server = await serve();
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
  const states = [40_002, 40_003];
  const expected = stories.map((path, i) => {
    return { path, states: states[i], same: true, orders: ['follow', 'greet', 'learn'] };
  });

  it('in Node', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['test/web/node.js', ...stories], { cwd: ROOT });
    expect(stderr.toString()).toBe('');
    expect(JSON.parse(stdout.toString())).toEqual(expected);
  });

  it('in a browser, whose page may not share memory between threads', async () => {
    expect(await telling()).toEqual(expected);
  });
});

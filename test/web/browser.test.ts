import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import '../support/commandline.ts'; // builds what is served
import { serve } from '../support/webserver.ts';
import { expected, stories } from './expected.ts';

/** The built files in a real browser, without a window. Set CHROMIUM to the path of another one. */
const browser = process.env.CHROMIUM ?? 'chromium';

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

it('explorations with helpers are the same as alone in a browser, whose page may not share memory between threads', async () => {
  expect(await telling()).toEqual(expected);
});

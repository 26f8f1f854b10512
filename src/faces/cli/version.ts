import { readFileSync } from 'node:fs';

function read(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}

/** The version of Redthread, as its package says. */
export const VERSION = read();

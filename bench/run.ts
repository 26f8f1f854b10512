/** `npm run bench -- [--stories PATH...] [--peer INKCHECK] [--only NAME]`: measures every story and writes `RESULTS.md`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { collect } from './collect.ts';
import { type Bounds, canSpin, measure, type Row } from './measure.ts';
import { explanation, marks, redthreadTable, searchTable, setsTable, spinTable } from './report.ts';

const { values, positionals } = parseArgs({
  options: {
    stories: { type: 'string', multiple: true },
    peer: { type: 'string' },
    only: { type: 'string' },
    'max-states': { type: 'string', default: '5000000' },
    'max-time': { type: 'string', default: '120' },
    'sets-time': { type: 'string', default: '10' },
    'search-time': { type: 'string', default: '3' },
    'spin-time': { type: 'string', default: '60' },
    'peer-time': { type: 'string', default: '10' },
  },
  allowPositionals: true,
});
const { only = '', peer } = values;
const given = [...(values.stories ?? []), ...positionals];
const bounds: Bounds = {
  redthread: Number(values['max-time']),
  states: Number(values['max-states']),
  sets: Number(values['sets-time']),
  search: Number(values['search-time']),
  spin: Number(values['spin-time']),
  peer: Number(values['peer-time']),
};
const home = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

const all = [home('stories'), home('bench/stories'), ...given].flatMap(collect);
const load = loadavg()[0];
/** Below this load average a machine of two cores has nothing else to do that would be felt. */
const quiet = 1.3;
const rows: Row[] = [];
for (const subject of all.filter(({ name }) => name.includes(only))) {
  process.stderr.write(`${subject.name}\n`);
  rows.push(measure(subject, bounds, peer));
}

const options = [
  ...given.map((path) => `--stories ${basename(path)}`),
  ...(peer === undefined ? [] : ['--peer inkcheck']),
];
const command = ['npm run bench', ...(options.length === 0 ? [] : ['--', ...options])].join(' ');
const memory = `${Math.round(totalmem() / 1e9)} GB of memory`;
const machine = `${availableParallelism()} cores, ${memory}, ${process.platform}, Node ${process.versions.node}`;
const busy =
  load < quiet ? '' : '\nThe machine had other work to do: times by the clock are longer than they need to be.\n';
const text = `# What was measured

Made by \`${command}\` on a machine with ${machine}. Load average at the start: ${load.toFixed(1)}.
${busy}
${marks(rows)}

## Redthread

${redthreadTable(rows)}

## In sets

${setsTable(rows, bounds)}

## How it grows

![States and seconds of stories that grow with a number, on a logarithmic scale](growth.svg)

Drawn by \`npm run bench:growth\`: stories with a number of independent choices (hub), counters (corridor), hours (clock), dice, tunnels that call one
another (crowd), or lists. Where a line is straight, what it shows grows exponentially.

## Beside SPIN, on the same rules

${canSpin ? spinTable(rows, bounds) : 'There is no `spin` or no `gcc` on this machine.'}

## Beside searches that drive ink's own engine

${searchTable(rows)}

${explanation(bounds, peer === undefined ? undefined : versionOf(peer))}
`;
process.stdout.write(text);
if (only === '') writeFileSync(home('bench/RESULTS.md'), text);

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { touchedSince } from '../../changes/touched.ts';
import { readingsThatShowAll } from '../../measures/cover.ts';
import { loadProgram } from '../../project.ts';
import { coverText } from '../../reports/cover.ts';
import { coverJson, readingJson } from '../../reports/coverjson.ts';
import { transcriptText } from '../../reports/transcript.ts';
import { type Command, UsageError, type Values } from './args.ts';
import type { Readings } from './core.ts';
import { BOUND_HELP, BOUND_OPTIONS, limitArguments } from './limits.ts';
import { read } from './read.ts';
import { complain, lookFor, playCommand } from './story.ts';
import { err, out, ownName, shellWord } from './terminal.ts';
import { VERSION } from './version.ts';
import { type Version, versionsOf } from './versions.ts';

const HELP = `redthread cover STORY: the fewest readings that together show every line and choice, and take every choice.

  --write DIR         write them into this folder: reading-01.txt and so on, to be read by people, and reading-01.json, to be
                      played with redthread play STORY --replay
  --changed-since FILE
                      only what is new or has other words than in FILE, an older version of the story
  --git REV           the same, with the story as it was in this revision of its git repository
  --format FORMAT     text: a table (the default); json: everything, see docs/cover.md

The story is explored first, with its words:
${BOUND_HELP}

Exit code 0: here they are.  2: it could not be explored.
`;

export const cover: Command = {
  name: 'cover',
  summary: 'the fewest readings that show everything, to be read or played',
  help: HELP,
  options: {
    ...BOUND_OPTIONS,
    write: { type: 'string' },
    'changed-since': { type: 'string' },
    git: { type: 'string' },
    format: { type: 'string' },
  },
  async run(story, values) {
    const format = values.oneOf('format', ['text', 'json']) ?? 'text';
    const folder = values.text('write');
    if (folder !== undefined) prepare(folder);
    const { before, now } = versions(story, values);
    const { readings, diagnostics } = await read(now.story, values, now.files);
    if (readings === null) {
      complain(story, diagnostics, now.files);
      return 2;
    }
    const wanted = before === null ? null : wantedSince(before, readings, values);
    if (wanted === 'unreadable') return 2;
    const list = readingsThatShowAll(readings, wanted);
    if (folder !== undefined) write(folder, list.readings, playCommand(story, values));
    const command =
      folder === undefined && list.readings.length > 0
        ? [ownName(), 'cover', shellWord(story), ...limitArguments(values), '--write readings'].join(' ')
        : '';
    if (format === 'json') out(coverJson(list, { version: VERSION }));
    else out(coverText(list, { ...lookFor(story, process.stdout), command }));
    return 0;
  },
};

type Written = ReturnType<typeof readingsThatShowAll>['readings'];

/** The story, and the version that it is compared with, if any. */
function versions(story: string, values: Values): { readonly before: Version | null; readonly now: Version } {
  const older = values.text('changed-since');
  if (older !== undefined && values.flag('git'))
    throw new UsageError('--changed-since and --git: which of the two is the older version?');
  const { before, after } = versionsOf(story, values, '');
  if (older !== undefined) return { before: versionsOf(older, values, '').before, now: after };
  return { before: values.flag('git') ? before : null, now: after };
}

function wantedSince({ story, files, name }: Version, { project }: Readings, values: Values) {
  const { compiled, diagnostics } = loadProgram(story, files, { allowOutside: values.flag('allow-outside') });
  if (compiled === null) {
    complain(story, diagnostics, files);
    err(`\nWhat has changed can't be told: ${name} could not be read.\n`);
    return 'unreadable';
  }
  return { changedSince: name, addresses: touchedSince(compiled.program, project.program) };
}

const READING = /^reading-\d+\.(txt|json)$/;

/** Makes the folder for the readings. Earlier ones may have notes of their readers in them: they are left alone. */
function prepare(folder: string): void {
  let names: string[];
  try {
    mkdirSync(folder, { recursive: true });
    names = readdirSync(folder);
  } catch {
    throw new UsageError(`--write ${folder}: this folder can’t be made, or not be read.`);
  }
  const earlier = names.find((name) => READING.test(name));
  if (earlier !== undefined)
    throw new UsageError(
      `--write ${folder}: there are readings in this folder already, such as ${earlier}.`,
      'Name another folder, or remove them.',
    );
}

function write(folder: string, readings: Written, play: string): void {
  const digits = Math.max(2, String(readings.length).length);
  try {
    readings.forEach((reading, i) => {
      const name = join(folder, `reading-${String(i + 1).padStart(digits, '0')}`);
      const replay = `${play} --replay ${shellWord(`${name}.json`)}`;
      writeFileSync(`${name}.txt`, transcriptText(reading, i + 1, readings.length, replay));
      writeFileSync(`${name}.json`, readingJson(reading, { version: VERSION }));
    });
  } catch {
    throw new UsageError(`--write ${folder}: the readings can’t be written there.`);
  }
}

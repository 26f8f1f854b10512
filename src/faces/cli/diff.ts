import { compare } from '../../changes/compare.ts';
import { Ways } from '../../changes/ways.ts';
import { changesText, type VersionName } from '../../reports/changes.ts';
import { changesJson } from '../../reports/changesjson.ts';
import { changesMarkdown } from '../../reports/changesmarkdown.ts';
import type { Command, Values } from './args.ts';
import type { Judged } from './core.ts';
import { explore } from './explore.ts';
import { LIMIT_HELP, LIMIT_OPTIONS } from './limits.ts';
import { read, readStatistics } from './read.ts';
import { complain, folderOf, lookFor, playCommand } from './story.ts';
import { err, out } from './terminal.ts';
import { VERSION } from './version.ts';
import { VERSIONS_HELP, type Version, versionsOf } from './versions.ts';

/** Playthroughs that show content that has changed are looked for in so many states. */
const MOST_STATES = 200_000;

const HELP = `redthread diff OLD NEW: what an edit changed: endings, findings, promises, and what can be read.
redthread diff STORY --git REV: the same, from a revision to what there is now.

${VERSIONS_HELP}
  --format FORMAT     text: what a person reads (the default); markdown: for a pull request; json: see docs/diff.md
  --odds              how likely each ending is, and how long a reading, too: each version is explored once more, with its
                      words (see redthread stats)
  --strict            an exploration that did not finish counts as something worse

Content is the same where its label, its knot or its words are, so that moving a paragraph is no loss.

Both versions are explored:
${LIMIT_HELP}
  --workers N         explore large stories on N cores (all there are, at most 8, unless you say otherwise)

Exit code 0: nothing got worse.  1: something did: an error or warning was introduced, an ending is lost, a promise is
broken, or content can't be reached any more.  2: they could not be compared.
Ctrl-C stops the exploration of a version and goes on with what there is; pressed again, it ends at once.
`;

export const diff: Command = {
  name: 'diff',
  summary: 'what an edit changed: what broke, what was mended, what can be read',
  help: HELP,
  operand: 'OTHER VERSION',
  operandUnless: ['git'],
  usage: 'OLD NEW',
  options: {
    ...LIMIT_OPTIONS,
    git: { type: 'string' },
    format: { type: 'string' },
    odds: { type: 'boolean' },
    strict: { type: 'boolean' },
    workers: { type: 'string' },
  },
  async run(old, values, other) {
    const format = values.oneOf('format', ['text', 'markdown', 'json']) ?? 'text';
    const { before, after } = versionsOf(old, values, other);
    const judgedBefore = await judged(before, values);
    const judgedNow = judgedBefore === null ? null : await judged(after, values);
    if (judgedBefore === null || judgedNow === null) return 2;
    const changes = await compared([before, judgedBefore], [after, judgedNow], values);
    const names = { before: nameOf(before, values), now: nameOf(after, values) };
    if (format === 'json') out(changesJson(changes, { version: VERSION }));
    else if (format === 'markdown') out(changesMarkdown(changes, names));
    else out(changesText(changes, { ...lookFor(after.story, process.stdout), ...names }));
    const unsure = values.flag('strict') && !(changes.before.whole && changes.now.whole);
    return changes.worse || unsure ? 1 : 0;
  },
};

/** A version, explored; null where it can't be read, which was said then. */
async function judged({ story, files, name }: Version, values: Values) {
  const { analysis, context, diagnostics } = await explore(story, values, files, { onlyReport: true });
  if (analysis !== null && context !== null) return { analysis, context, diagnostics };
  complain(story, diagnostics, files);
  err(`\nThese versions can't be compared: ${name} could not be read.\n`);
  return null;
}

type Explored = readonly [Version, Judged];

/** What is different; explored once more, with their words, are versions whose odds are asked for, or whose content has to be shown. */
async function compared([before, old]: Explored, [after, now]: Explored, values: Values) {
  const found = compare(old, now);
  const wanted = values.flag('odds');
  const isLost = found.content.some((change) => change.before === 'reached' && change.now !== null);
  const isFound = found.content.some((change) => change.now === 'reached');
  if (!wanted && !isLost && !isFound) return found;
  return compare(
    { ...old, ...(wanted ? await counted(before, values) : isLost ? await shown(before, values) : {}) },
    { ...now, ...(wanted ? await counted(after, values) : isFound ? await shown(after, values) : {}) },
  );
}

/** Playthroughs to the content of a version; of a very large story, to what is near its start. */
async function shown({ story, files }: Version, values: Values): Promise<Partial<Judged>> {
  const { readings } = await read(story, values, files, MOST_STATES);
  return readings === null ? {} : { ways: new Ways(readings) };
}

/** The same, and its odds and lengths. */
async function counted({ story, files }: Version, values: Values): Promise<Partial<Judged>> {
  const { readings, stats } = await readStatistics(story, values, undefined, files);
  return readings === null || stats === null ? {} : { ways: new Ways(readings), stats };
}

function nameOf({ story, name, at }: Version, values: Values): VersionName {
  return { name, at, folder: folderOf(story), command: at === '' ? playCommand(story, values) : '' };
}

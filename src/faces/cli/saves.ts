import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadProject } from '../../project.ts';
import { savesText } from '../../reports/saves.ts';
import { savesJson } from '../../reports/savesjson.ts';
import { compareSaves, judgeSave, NoSave } from '../../saves.ts';
import { FileTooLarge } from '../../text/files.ts';
import { type Command, UsageError, type Values } from './args.ts';
import type { CheckOptions, Diagnostic, Progress, Project, SavesReport } from './core.ts';
import { atLength } from './explore.ts';
import { nodeFiles, storyPath } from './files.ts';
import { BOUND_HELP, BOUND_OPTIONS, checkOptions } from './limits.ts';
import { type ProgressLine, showExploring } from './progress.ts';
import { folderOf, lookFor, showDiagnostics } from './story.ts';
import { err, out } from './terminal.ts';
import { VERSION } from './version.ts';
import { VERSIONS_HELP, type Version, versionsOf } from './versions.ts';

const HELP = `redthread saves OLD NEW: whether readers' saves of the story OLD survive in NEW, an edited version of it.

Every kind of save that a reader of OLD can have is loaded into NEW as inkjs does, and followed from there: whether it loads,
what it loses, where its choices lead, whether an ending can still be reached, and whether ink will stop with an error.

${VERSIONS_HELP}
  --save FILE         judge this one save, and not all that there could be; without NEW, OLD is the story that it is loaded into
  --write FOLDER      write a save for each finding into this folder, as inkjs writes it: story.state.LoadJson reads it
  --format FORMAT     text: what a person reads (the default); json: the contract of docs/saves.md

Both versions are explored:
${BOUND_HELP}
  --strict            not having followed everything counts as something wrong

Exit code 0: the saves survive.  1: some don't.  2: they could not be compared, or ink's own engine refutes the report.
Ctrl-C stops the exploration and reports what there is; pressed again, it ends at once.
`;

export const saves: Command = {
  name: 'saves',
  summary: "whether readers' saves survive an edit of the story",
  help: HELP,
  operand: 'NEW',
  operandUnless: ['git', 'save'],
  usage: 'OLD NEW',
  options: {
    ...BOUND_OPTIONS,
    git: { type: 'string' },
    save: { type: 'string' },
    write: { type: 'string' },
    format: { type: 'string' },
    strict: { type: 'boolean' },
  },
  async run(old, values, other) {
    const format = values.oneOf('format', ['text', 'json']) ?? 'text';
    const save = givenSave(values);
    const { before, after } = versionsOf(old, values, other);
    // a save alone is loaded into the only story there is
    const isAlone = save !== null && other === '' && !values.flag('git');
    const second = load(after, values);
    const first = isAlone ? second : load(before, values);
    const versions = {
      before: { name: before.name, diagnostics: isAlone ? [] : first.diagnostics },
      after: { name: after.name, diagnostics: second.diagnostics },
    };
    if (first.project === null || second.project === null) {
      if (format === 'json') out(savesJson(null, versions, [], { version: VERSION }));
      else {
        if (!isAlone) complainOf(before, first);
        complainOf(after, second);
      }
      return COULD_NOT_RUN;
    }
    const report =
      save === null
        ? await compare(first.project, second.project, after.story, values)
        : await judge(save, isAlone ? null : first.project, second.project, after.story, values);
    const written = write(report, values.text('write'));
    if (format === 'json') out(savesJson(report, versions, written, { version: VERSION }));
    else {
      const look = { ...lookFor(after.story, process.stdout), command: '' };
      const names = { before: isAlone ? '' : before.name, after: after.name, folderBefore: folderOf(before.story) };
      out(savesText(report, { ...look, ...names, written }));
    }
    return exitCode(report, values.flag('strict'));
  },
};

const COULD_NOT_RUN = 2;

/** The save that `--save` names; null without it. */
function givenSave(values: Values): string | null {
  const path = values.text('save');
  if (path === undefined) return null;
  try {
    const bytes = nodeFiles().read(storyPath(path));
    if (bytes === null) throw new UsageError(`--save ${path}: there is no such file.`);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof FileTooLarge) throw new UsageError(`--save ${path}: this is too large to be a save.`);
    if (error instanceof TypeError) throw new UsageError(`--save ${path}: this is not text, and so no save.`);
    throw error;
  }
}

async function judge(
  json: string,
  before: Project | null,
  after: Project,
  story: string,
  values: Values,
): Promise<SavesReport> {
  try {
    return await atLength((signal, line) => judgeSave(json, before, after, exploring(story, values, signal, line)));
  } catch (error) {
    if (!(error instanceof NoSave)) throw error;
    throw new UsageError(`--save ${values.text('save')}: ${error.message}`, error.advice);
  }
}

interface Loaded {
  readonly project: Project | null;
  readonly diagnostics: readonly Diagnostic[];
}

function load({ story, files }: Version, values: Values): Loaded {
  const { entries, allowOutside } = checkOptions(story, values);
  return loadProject(storyPath(story), files, { entries, allowOutside });
}

function complainOf(version: Version, { project, diagnostics }: Loaded): void {
  if (project !== null) return;
  err(showDiagnostics(version.story, diagnostics, lookFor(version.story, process.stderr), version.files));
  err(`\n${version.name} could not be read.\n`);
}

function compare(before: Project, after: Project, story: string, values: Values): Promise<SavesReport> {
  return atLength((signal, line) => compareSaves(before, after, exploring(story, values, signal, line)));
}

function exploring(
  story: string,
  values: Values,
  signal: { readonly aborted: boolean },
  line: ProgressLine,
): CheckOptions {
  const progress = (progress: Progress): boolean => {
    line.show(progress.seconds, () => showExploring(progress));
    return true;
  };
  return { ...checkOptions(story, values), signal, progress };
}

/** Writes the save of each finding into a folder; gives the files, empty for those that have none. */
function write({ findings }: SavesReport, folder: string | undefined): string[] {
  if (folder === undefined) return findings.map(() => '');
  try {
    mkdirSync(folder, { recursive: true });
    return findings.map(({ save, code }, i) => {
      if (save === null) return '';
      const file = join(folder, `${String(i + 1).padStart(2, '0')}-${code}.json`);
      writeFileSync(file, `${save}\n`);
      return file;
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(`--write ${folder}: nothing can be written there: ${error.message}.`);
  }
}

function exitCode(report: SavesReport, strict: boolean): number {
  const { findings, confirmed, stoppedBefore, stoppedAfter, unfollowed } = report;
  if (confirmed.difference !== null) return 2;
  if (strict && (stoppedBefore !== null || stoppedAfter !== null || unfollowed > 0)) return 1;
  return findings.some(({ level }) => level !== 'note') ? 1 : 0;
}

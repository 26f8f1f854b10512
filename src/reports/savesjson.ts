import type { Limit } from '../findings/types.ts';
import type { SaveFinding, SavesReport } from '../saves/types.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Place } from '../text/place.ts';
import { diagnostic, type JsonOptions, SCHEMA } from './json.ts';

/** The versions that were compared, as they are called, with what is wrong with each. */
export interface ComparedVersions {
  readonly before: { readonly name: string; readonly diagnostics: readonly Diagnostic[] };
  readonly after: { readonly name: string; readonly diagnostics: readonly Diagnostic[] };
}

/** What becomes of saves, for programs: docs/saves.md. `report` is null where a version could not be read. */
export function savesJson(
  report: SavesReport | null,
  { before, after }: ComparedVersions,
  written: readonly string[],
  { version }: JsonOptions,
): string {
  const told = {
    redthread: version,
    schema: SCHEMA,
    before: { name: before.name, limit: report === null ? null : limit(report.stoppedBefore) },
    now: { name: after.name, limit: report === null ? null : limit(report.stoppedAfter) },
    saves: report?.saves ?? null,
    clean: report?.clean ?? null,
    broken: report?.broken ?? null,
    unfollowed: report?.unfollowed ?? null,
    confirmed: report?.confirmed ?? null,
    given: report?.given ?? null,
    seconds: report?.seconds ?? null,
    findings: (report?.findings ?? []).map((finding, i) => findingOf(finding, written[i] ?? '')),
    diagnostics: { before: before.diagnostics.map(diagnostic), now: after.diagnostics.map(diagnostic) },
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

const limit = (stopped: Limit | null): object | null =>
  stopped === null ? null : { kind: stopped.kind, bound: stopped.bound };

function findingOf(finding: SaveFinding, file: string): object {
  const { code, level, message, passage, details, advice, saves, playthrough, save, then } = finding;
  return {
    code,
    level,
    message,
    passage,
    details,
    advice,
    before: place(finding.before),
    now: place(finding.after),
    saves,
    playthrough,
    then,
    save: save === null ? null : JSON.parse(save),
    file: file === '' ? null : file,
  };
}

function place(at: Place | null): object | null {
  if (at === null) return null;
  const { file, line, column, endLine, endColumn } = at;
  return { file, line, column, endLine, endColumn };
}

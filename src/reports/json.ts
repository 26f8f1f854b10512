import type {
  Analysis,
  CastFacts,
  Certified,
  Ending,
  Finding,
  Lifetime,
  Limit,
  PromiseKept,
  Refusal,
  Standoff,
  WhyNot,
} from '../findings/types.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Place } from '../text/place.ts';

/** The version of the JSON contract; it rises when a program that reads it could break. See docs/json.md. */
export const SCHEMA = 1;

export interface JsonOptions {
  /** The version of Redthread. */
  readonly version: string;
}

/** Everything that was learned about a story, for programs. `analysis` is null when the story could not be compiled. */
export function reportJson(
  analysis: Analysis | null,
  diagnostics: readonly Diagnostic[],
  { version }: JsonOptions,
): string {
  const report = {
    redthread: version,
    schema: SCHEMA,
    story: analysis === null ? null : analysis.story,
    exploration: analysis === null ? null : exploration(analysis),
    certified: analysis?.certified === undefined ? null : certified(analysis.certified),
    endings: analysis === null ? [] : analysis.endings.map(ending),
    force: analysis === null ? null : analysis.force,
    cast: analysis === null || analysis.cast === null ? null : cast(analysis.cast),
    standoffs: analysis?.cast?.standoffs.map(standoff) ?? [],
    promises: analysis === null ? [] : analysis.promises.map(promise),
    findings: analysis === null ? [] : analysis.findings.map(finding),
    diagnostics: diagnostics.map(diagnostic),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The answer to `redthread why-not`, for programs. `playthrough` is the nearest one, so that `--replay` can read it. */
export function whyNotJson(answer: WhyNot | Refusal, { version }: JsonOptions): string {
  const head = { redthread: version, schema: SCHEMA };
  if ('problem' in answer) return `${JSON.stringify({ ...head, ...answer }, null, 2)}\n`;
  const { ending, given, exhaustive, happened, instead, shared, closedBy } = answer;
  const playthrough = (instead ?? happened).moments.map(({ step }) => step);
  const written = {
    ...head,
    problem: null,
    ending,
    given,
    exhaustive,
    changes: instead === null ? 0 : instead.moments.filter(({ changed }) => changed).length,
    shared,
    closedBy,
    playthrough,
    happened: lifetime(happened),
    instead: instead === null ? null : lifetime(instead),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

function lifetime({ moments, end, passage, place: at }: Lifetime): object {
  return { end, passage, ...place(at), moments };
}

export interface JsonPlace {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

const NOWHERE: JsonPlace = { file: null, line: null, column: null, endLine: null, endColumn: null };

/** The fields of a place, always all of them, so that a program needs no case for their absence. */
export function place(place: Place | null): JsonPlace {
  if (place === null) return NOWHERE;
  const { file, line, column, endLine, endColumn } = place;
  return { file, line, column, endLine, endColumn };
}

function exploration({ exploration }: Analysis): object {
  const { exhaustive, states, transitions, sets, playthroughs, atLeast, longest, seconds, assumptions } = exploration;
  return {
    exhaustive,
    states,
    transitions,
    sets,
    playthroughs,
    atLeast,
    longest,
    seconds: Math.round(seconds * 1000) / 1000,
    verdicts: exploration.verdicts,
    doubts: exploration.doubts?.map(({ kind, text, place: at }) => ({ kind, text, ...place(at) })) ?? null,
    limit: exploration.limit === null ? null : limit(exploration.limit),
    assumptions,
  };
}

function certified({
  outcome,
  transitions,
  scrambled,
  shown,
  endless,
  open,
  sliced,
  seconds,
  seed,
  difference,
}: Certified): object {
  return {
    outcome,
    transitions,
    scrambled,
    shown,
    endless,
    open,
    sliced,
    seconds: Math.round(seconds * 1000) / 1000,
    seed,
    difference,
  };
}

export function limit({ kind, bound, growing }: Limit): object {
  return {
    kind,
    bound,
    growing: growing.map(({ kind, name, message, values, place: at }) => ({
      kind,
      name,
      message,
      values,
      ...place(at),
    })),
  };
}

export function ending({ passage, kind, quote, place: at, playthrough, searched = false }: Ending): object {
  return { passage, kind, quote, ...place(at), playthrough, searched };
}

function cast({ members, endingsAsTheyWill, alwaysEnds, untold }: CastFacts): object {
  return { members, endingsAsTheyWill, alwaysEnds, untold };
}

function standoff({ place: at, unwilling, waysOut, ...rest }: Standoff): object {
  return {
    ...rest,
    ...place(at),
    unwilling: unwilling.map(({ place: at, ...move }) => ({ ...move, ...place(at) })),
    waysOut: waysOut.map(({ moves, certain, playthrough }) => ({
      moves: moves.map(({ by, text, place: at }) => ({ by, text, ...place(at) })),
      certain,
      playthrough,
    })),
  };
}

export function promise({
  text,
  verdict,
  evidence,
  assuming = [],
  message,
  details,
  quote,
  assumption,
  place: at,
  playthrough,
  loop,
  searched = false,
}: PromiseKept): object {
  const shown = { playthrough, loop, searched };
  return { text, verdict, evidence, assuming, message, quote, details, assumption, ...place(at), ...shown };
}

export function finding(finding: Finding): object {
  const { code, level, evidence, assuming = [], message, quote, details, place: at, playthrough } = finding;
  const { searched = false } = finding;
  return { code, level, evidence, assuming, message, quote, details, ...place(at), playthrough, searched };
}

export function diagnostic({ code, level, message, advice, place: at }: Diagnostic): object {
  return { code, level, message, advice: advice ?? null, ...place(at) };
}

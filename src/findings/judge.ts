import { Op } from '../program/opcodes.ts';
import { addressesOf, type Program } from '../program/program.ts';
import { comparePlaces } from '../text/place.ts';
import { assumedExternals, assumptionsOf, premisesOf } from './assumptions.ts';
import { castFaults } from './castfaults.ts';
import { castFacts } from './casting.ts';
import type { Context } from './context.ts';
import { doubtsOf } from './doubts.ts';
import { findEndings, findStops } from './endings.ts';
import { playthroughFacts, storyFacts } from './facts.ts';
import { findForce } from './force.ts';
import { findLocks, findLocksAlong } from './locks.ts';
import type { Judged } from './promises/judge.ts';
import type { Analysis, Ending, Finding, Growing, Limit, PromiseKept } from './types.ts';
import { findUnreached } from './unreached.ts';
import { findIdleVariables } from './variables.ts';
import { countVerdicts } from './verdicts.ts';

/** Judges an exploration. `seconds` tells how long everything took so far; `judged` is what came of the promises. */
export function judge(
  context: Context,
  limit: Limit | null,
  seconds: () => number,
  judged: Judged = { promises: [], findings: [] },
): Analysis {
  const silent = isSilentFromTop(context);
  const findings = silent
    ? [nothingFromTheTop(context), ...findStops(context)]
    : [...findStops(context), ...findLocks(context), ...findUnreached(context)];
  const { beside, proofs } = context;
  if (beside !== null) findings.push(...besides(findings, findStops(beside)));
  const neverEnds = findings.some(({ code }) => code === 'no-ending');
  if (beside !== null && proofs !== null && !neverEnds)
    findings.push(...besides(findings, findLocksAlong(beside, proofs)));
  findings.push(
    ...judged.findings,
    ...findIdleVariables(context),
    ...castFaults(context),
    ...assumedExternals(context),
    ...(limit?.growing ?? []).map(growing),
  );
  const assuming = premisesOf(context);
  const resting = <Claim extends Finding | PromiseKept>(claim: Claim): Claim =>
    claim.evidence === 'proved' ? { ...claim, assuming } : claim;
  const { exhaustive, graph } = context;
  const endings = silent ? [] : findEndings(context);
  if (beside !== null) endings.push(...besides(endings, findEndings(beside)));
  const facts = playthroughFacts(context);
  return {
    story: storyFacts(context.program),
    exploration: {
      exhaustive,
      states: graph.states,
      transitions: graph.transitions,
      sets: context.proofs?.sets ?? null,
      ...facts,
      seconds: seconds(),
      limit,
      assumptions: assumptionsOf(context),
      verdicts: countVerdicts(context),
      doubts: exhaustive || silent || limit?.kind === 'answered' ? null : doubtsOf(context),
    },
    endings,
    force: silent ? null : findForce(context),
    cast: silent ? null : castFacts(context),
    promises: judged.promises.map(resting),
    findings: findings.map(resting).sort(byLevelAndPlace),
  };
}

/** Those of `more` that tell of something else than all of `known`, going by everything but the playthrough. */
function besides<Told extends Finding | Ending>(known: readonly Told[], more: readonly Told[]): Told[] {
  const key = (told: Told): string =>
    'code' in told
      ? `${told.code} ${told.message} ${JSON.stringify(told.place)}`
      : `${told.kind} ${told.passage} ${JSON.stringify(told.place)}`;
  const keys = new Set(known.map(key));
  return more.filter((told) => !keys.has(key(told))).map((told) => ({ ...told, searched: true }));
}

const levels = ['error', 'warning', 'note'];

function byLevelAndPlace(a: Finding, b: Finding): number {
  const level = levels.indexOf(a.level) - levels.indexOf(b.level);
  if (level !== 0) return level;
  if (a.place === null || b.place === null) return (a.place === null ? 1 : 0) - (b.place === null ? 1 : 0);
  return comparePlaces(a.place, b.place);
}

/** Whether the story comes to its end before it shows anything, though it has knots: a host is meant to jump to them. */
export function isSilentFromTop(context: Context): boolean {
  const { graph, program, model } = context;
  if (graph.states !== 1 || graph.transitions > 0 || model.entries.some((entry) => entry.path !== '')) return false;
  if (!program.passages.some((passage) => passage.kind === 'knot')) return false;
  const ends = [...context.finals()].some(({ kind }) => kind === 'end' || kind === 'done');
  const { lastWords, turn } = context.witnesses.toState(0);
  return ends && lastWords === '' && turn.standing !== 'endless';
}

function nothingFromTheTop({ program }: Context): Finding {
  const knots = program.passages.filter((passage) => passage.kind === 'knot').map((passage) => passage.name);
  const led = ledTo(program);
  const entries = knots.filter((_, i) => !led.has(i));
  const likely = entries.length > 0 ? entries : knots;
  const shown = likely.slice(0, 12).join(', ');
  return {
    code: 'nothing-from-the-top',
    level: 'note',
    evidence: 'proved',
    message: 'Nothing happens from the top of this story: a game is meant to jump to its knots.',
    place: null,
    quote: '',
    details: [
      `Knots that could be entries: ${shown}${likely.length > 12 ? ' …' : ''}.`,
      `Explore from them with --entry ${likely[0]}, or name them in redthread.json: {"entries": ["${likely[0]}"]}`,
    ],
    playthrough: null,
  };
}

/** The knots (by their order among knots) that something outside them diverts to. */
function ledTo(program: Program): Set<number> {
  const { a, home, containers, passages } = program;
  const knots = passages.flatMap((passage, i) => (passage.kind === 'knot' ? [i] : []));
  const knotOf = (pc: number): number => {
    const passage = containers[home[pc]].passage;
    return passages[passage].parent >= 0 ? passages[passage].parent : passage;
  };
  const led = new Set<number>();
  for (const pc of addressesOf(program, Op.Divert, Op.DivertIf, Op.Call)) {
    if (a[pc] < 0 || knotOf(a[pc]) === knotOf(pc)) continue;
    const knot = knots.indexOf(knotOf(a[pc]));
    if (knot >= 0) led.add(knot);
  }
  return led;
}

function growing({ message, place }: Growing): Finding {
  return {
    code: 'growing',
    level: 'note',
    evidence: 'found',
    message: `What keeps the exploration from finishing: ${message}.`,
    place,
    quote: '',
    details: [],
    playthrough: null,
  };
}

import type { Finding, Standoff, Step } from '../findings/types.ts';
import { pairAlike } from './likeness.ts';
import type { Match } from './match.ts';
import type { Spot, Spots } from './spots.ts';
import type { FindingChange, Meeting } from './types.ts';
import type { Version } from './version.ts';

/** Findings that say what is not known, and those that are told of elsewhere. */
const untold = /^not-yet-|^growing$|^broken-promise$/;

/** Two findings of the same kind are the same one if so many of these are: message, quote, content before, content after. */
const enough = 2;

/** What a playthrough of one version comes to in the other. */
export type Meets = (steps: readonly Step[]) => Meeting | null;

/** What became of each finding, and of each complaint about the files. */
export function findingChanges(
  [before, now]: readonly [Version, Version],
  match: Match,
  [spotsBefore, spotsNow]: readonly [Spots, Spots],
  meetsNow: Meets,
  metBefore: Meets,
): FindingChange[] {
  const [jumpsBefore, jumpsNow] = [findingsOf(before), findingsOf(now)];
  const [olds, news] = [[...jumpsBefore.keys()], [...jumpsNow.keys()]];
  const partners = new Map<Finding, Finding>();
  const traits = (findings: readonly Finding[], spots: Spots): Traits[] =>
    findings.map((finding) => ({ finding, message: placeless(finding.message), spot: spots.of(finding.place) }));
  const [traitsBefore, traitsNow] = [traits(olds, spotsBefore), traits(news, spotsNow)];
  for (const code of new Set(olds.map((finding) => finding.code))) {
    const of = (all: readonly Traits[]): Traits[] => all.filter(({ finding }) => finding.code === code);
    const pairs = pairAlike(of(traitsBefore), of(traitsNow), enough, (old, now) => alike(old, now, match));
    for (const [old, now] of pairs) partners.set(now.finding, old.finding);
  }
  const kept = new Set(partners.values());
  const introduced = news.flatMap((finding): FindingChange[] => {
    if (partners.has(finding)) return [];
    const certain =
      before.isKnown || finding.evidence === 'text' || couldBeRead(finding, spotsNow, match.before, before);
    const jump = jumpsNow.get(finding)!;
    return [{ change: 'introduced', certain, before: null, now: finding, jump, meets: meets(finding, metBefore) }];
  });
  const fixed = olds.flatMap((finding): FindingChange[] => {
    if (kept.has(finding)) return [];
    const certain = now.isKnown || finding.evidence === 'text' || couldBeRead(finding, spotsBefore, match.now, now);
    const jump = jumpsBefore.get(finding)!;
    return [{ change: 'fixed', certain, before: finding, now: null, jump, meets: meets(finding, meetsNow) }];
  });
  const still = [...partners].map(([finding, old]): FindingChange => {
    const jump = jumpsNow.get(finding)!;
    return { change: 'kept', certain: true, before: old, now: finding, jump, meets: null };
  });
  return [...introduced, ...fixed, ...still];
}

/** What a finding is recognised by. */
interface Traits {
  readonly finding: Finding;
  readonly message: string;
  readonly spot: Spot;
}

function alike(old: Traits, now: Traits, match: Match): number {
  const same = [
    old.message === now.message,
    old.finding.quote === now.finding.quote,
    old.spot.after >= 0 && match.now[old.spot.after] === now.spot.after,
    old.spot.upTo >= 0 && match.now[old.spot.upTo] === now.spot.upTo,
  ];
  return same.filter(Boolean).length;
}

const meets = ({ playthrough }: Finding, play: Meets): Meeting | null =>
  playthrough === null ? null : play(playthrough);

/**
 * Whether what is never read in one version was read in the other, or was not there; which is known whatever else is not. The same for a
 * condition that never holds, if what it would show was read.
 */
function couldBeRead({ code, place, quote }: Finding, spots: Spots, partners: Int32Array, other: Version): boolean {
  const { upTo } = spots.of(place);
  if (upTo < 0) return false;
  const partner = partners[upTo];
  const isRead = partner >= 0 && other.reach[partner] === 'reached';
  if (code === 'always-false') return isRead && other.pieces[partner].text === quote;
  return code.startsWith('unreached-') && (isRead || partner < 0);
}

/** A message without the places in it, which move with every edit. */
const placeless = (message: string): string =>
  message.replace(/[^\s(){}"“”:]+\.\w+:\d+(:\d+)?/g, '').replace(/\bline \d+/g, 'line');

/** The findings that are compared, each with what `play --replay` calls it. */
function findingsOf({ analysis, diagnostics }: Version): Map<Finding, string | null> {
  const jump = (list: string, index: number, { playthrough }: Finding): string | null =>
    playthrough === null ? null : `${list}:${index + 1}`;
  const found = new Map<Finding, string | null>();
  analysis.findings.forEach((finding, i) => {
    if (!untold.test(finding.code)) found.set(finding, jump('finding', i, finding));
  });
  (analysis.cast?.standoffs ?? []).forEach((standoff, i) => {
    const finding = ofStandoff(standoff);
    found.set(finding, jump('standoff', i, finding));
  });
  for (const { advice, ...rest } of diagnostics) {
    const details = advice === undefined ? [] : [advice];
    found.set({ ...rest, evidence: 'text', quote: '', details, playthrough: null }, null);
  }
  return found;
}

/** A standoff may well be what its writer wants, so it is told as a note. */
function ofStandoff({ kind, place, quote, playthrough, cycles }: Standoff): Finding {
  return {
    code: kind,
    level: 'note',
    evidence: 'found',
    message:
      kind === 'standoff'
        ? 'Nobody has a move they are willing to make, though an ending is within reach.'
        : 'They have moves that they are willing to make for ever, and none of them brings an ending nearer.',
    place,
    quote,
    details: cycles.map((cycle) => `${[...cycle, cycle[0]].join(' waits for ')}.`),
    playthrough,
  };
}

import { canReach } from '../../graph/analyse.ts';
import { Arena, canForce } from '../../graph/games.ts';
import { findViolation, unobserved, type Violation, type Watched } from '../../graph/monitor.ts';
import type { Promised } from '../../promises/types.ts';
import { movesOf } from '../moves.ts';
import type { Evidence, Finding, PromiseKept, Step } from '../types.ts';
import { type AskedPromise, clausesOf } from './asked.ts';
import type { Moments } from './moments.ts';
import { bit, monitorOf } from './monitors.ts';
import { because, emptiness, valuesAt } from './words.ts';

/** What came of the promises, and what there is to say about them among the findings. */
export interface Judged {
  readonly promises: readonly PromiseKept[];
  readonly findings: readonly Finding[];
}

/**
 * Judges every promise over the same exploration. `unfair`: a reader may also go round for ever in a loop that can be left; `isSure` tells of one that was not seen to be
 * broken whether it is proved to be kept, although not everything was explored.
 */
export function judgePromises(
  moments: Moments,
  promises: readonly AskedPromise[],
  unfair: boolean,
  isSure: (promise: AskedPromise) => boolean = () => false,
): Judged {
  const judge = new Judge(moments, unfair, isSure);
  const judged = promises.map((promise) => judge.judge(promise));
  return { promises: judged, findings: judged.flatMap((kept, i) => judge.findings(promises[i], kept)) };
}

class Judge {
  private readonly moments: Moments;
  private readonly unfair: boolean;
  private readonly isSure: (promise: AskedPromise) => boolean;
  private readonly fair: Uint8Array;
  /** States from which something may follow that was not explored. */
  private readonly beyond: Uint8Array;
  private arena: Arena | null = null;

  constructor(moments: Moments, unfair: boolean, isSure: (promise: AskedPromise) => boolean) {
    this.moments = moments;
    this.isSure = isSure;
    this.unfair = unfair;
    const { context, isMoment } = moments;
    const { graph } = context;
    this.fair = new Uint8Array(graph.states).fill(1);
    if (unfair) for (let s = 0; s < graph.states; s++) if (context.isChoice(s)) this.fair[s] = 0;
    this.beyond = new Uint8Array(graph.states);
    for (let s = 0; s < graph.states; s++)
      if (s >= graph.expanded || (isMoment[s] === 0 && !context.isWaiting(s))) this.beyond[s] = 1;
  }

  judge(promise: AskedPromise): PromiseKept {
    const { promised } = promise;
    const { context } = this.moments;
    const common = { text: promised.text, place: promised.place, assumption: this.assumption(promise) };
    const nothing = { details: [], playthrough: null, loop: null, quote: '' };
    if (this.faultOf(promise) !== null)
      return {
        ...common,
        ...nothing,
        verdict: 'unknown',
        evidence: 'unknown',
        message: 'It has no answer at every moment.',
      };
    const isSearch = promised.pattern.kind === 'sometimes';
    const needsAll = promised.pattern.kind === 'force';
    const way = needsAll && !context.exhaustive ? null : this.violation(promise);
    if (way !== null) {
      const shown = this.show(promise, way);
      if (isSearch) return { ...common, ...shown, verdict: 'kept', evidence: 'found', message: '' };
      return {
        ...common,
        ...shown,
        verdict: 'broken',
        evidence: evidenceOf(promised),
        message: because(promised, way),
      };
    }
    if (!context.exhaustive && this.isSure(promise))
      return { ...common, ...nothing, verdict: 'kept', evidence: 'proved', message: '' };
    if (!context.exhaustive)
      return {
        ...common,
        ...nothing,
        verdict: 'unknown',
        evidence: 'unknown',
        message: 'Not everything was explored.',
      };
    if (isSearch)
      return {
        ...common,
        ...nothing,
        verdict: 'broken',
        evidence: 'proved',
        message: 'It comes about in no playthrough.',
      };
    const details = emptiness(this.moments, promise);
    return { ...common, ...nothing, details, verdict: 'kept', evidence: 'proved', message: '' };
  }

  /** What had to be assumed about playthroughs without end: only some promises ask about them. */
  private assumption({ promised: { pattern, scope } }: AskedPromise): PromiseKept['assumption'] {
    const asks = pattern.kind === 'eventually' || pattern.kind === 'leads';
    if (!asks || scope.kind === 'before' || scope.kind === 'between') return null;
    return this.unfair ? 'unfair' : 'fair';
  }

  private violation(promise: AskedPromise): Violation | null {
    const { context, isOver } = this.moments;
    const { pattern, scope } = promise.promised;
    const watched: Watched = { graph: context.graph, letter: this.letters(promise), final: isOver, fair: this.fair };
    return findViolation(watched, monitorOf(pattern, scope));
  }

  private letters(promise: AskedPromise): Uint8Array {
    const { isMoment } = this.moments;
    const letter = new Uint8Array(isMoment.length);
    const add = (holds: Uint8Array, value: number): void => {
      for (let s = 0; s < letter.length; s++) if (holds[s] === 1) letter[s] |= value;
    };
    add(this.what(promise), bit.what);
    if (promise.cause !== null) add(this.moments.holds(promise.cause), bit.cause);
    if (promise.scope !== null) add(this.moments.holds(promise.scope), bit.scope);
    if (promise.scopeEnd !== null) add(this.moments.holds(promise.scopeEnd), bit.scopeEnd);
    for (let s = 0; s < letter.length; s++) if (isMoment[s] === 0) letter[s] = unobserved;
    return letter;
  }

  /** Where what the pattern is about holds. */
  private what({ what, promised: { pattern }, coalition }: AskedPromise): Uint8Array {
    const holds = this.moments.holds(what);
    const { graph } = this.moments.context;
    switch (pattern.kind) {
      case 'possible':
        return canReach(
          graph,
          holds.map((held, s) => held | this.beyond[s]),
        );
      case 'ending':
        return holds.map((held, s) => (this.moments.hasEnded[s] === 1 && held === 0 ? 1 : 0));
      case 'force': {
        const { won } = canForce(this.board(), this.members(coalition), holds).surely;
        return pattern.can ? won : won.map((wins) => 1 - wins);
      }
      default:
        return holds;
    }
  }

  private board(): Arena {
    const { context } = this.moments;
    const { names, by } = movesOf(context);
    this.arena ??= new Arena(context.graph, by, names.length);
    return this.arena;
  }

  private members(coalition: readonly number[]): Uint8Array {
    const members = new Uint8Array(this.board().players);
    for (const who of coalition) members[who] = 1;
    return members;
  }

  /** The way as a playthrough, with what holds at its end. */
  private show(promise: AskedPromise, way: Violation): Pick<PromiseKept, 'details' | 'playthrough' | 'loop' | 'quote'> {
    const { context } = this.moments;
    const { graph, witnesses } = context;
    const { stem, circle } = this.fromChoice(way);
    const last = stem.length === 0 ? way.start : graph.targets.at(stem.at(-1)!);
    const { steps, lastWords } = witnesses.along({ start: way.start, transitions: stem });
    const whole: readonly Step[] =
      circle.length === 0 ? steps : witnesses.along({ start: way.start, transitions: [...stem, ...circle] }).steps;
    return {
      details: valuesAt(context, promise, last),
      playthrough: steps,
      loop: circle.length === 0 ? null : whole.slice(steps.length),
      quote: lastWords,
    };
  }

  /** The same way, its circle beginning where the reader has a choice, if there is such a place on it. */
  private fromChoice({ stem, circle }: Violation): Pick<Violation, 'stem' | 'circle'> {
    const { context } = this.moments;
    const first = circle.findIndex((t) => context.isChoice(context.graph.sourceOf(t)));
    if (first <= 0) return { stem, circle };
    return {
      stem: [...stem, ...circle.slice(0, first)],
      circle: [...circle.slice(first), ...circle.slice(0, first)],
    };
  }

  private faultOf(promise: AskedPromise): { readonly state: number; readonly message: string } | null {
    for (const clause of clausesOf(promise)) {
      const fault = this.moments.fault(clause);
      if (fault !== null) return fault;
    }
    return null;
  }

  findings(promise: AskedPromise, kept: PromiseKept): Finding[] {
    const { place } = promise.promised;
    const fault = this.faultOf(promise);
    if (fault !== null) {
      const { steps, lastWords } = this.moments.context.witnesses.toState(fault.state);
      return [
        {
          code: 'promise-fault',
          level: 'error',
          evidence: 'found',
          message: `This promise has no answer at some moment: ${fault.message.replace(/\.$/, '')}.`,
          place,
          quote: lastWords,
          details: [`The promise: ${kept.text}`],
          playthrough: steps,
        },
      ];
    }
    if (kept.verdict !== 'broken') return [];
    const assumed =
      kept.assumption === 'unfair' ? ['A loop may be played for ever even where it can be left (--unfair).'] : [];
    return [
      {
        code: 'broken-promise',
        level: 'error',
        evidence: kept.evidence,
        message: `Broken: ${kept.text}. ${kept.message}`,
        place,
        quote: kept.quote,
        details: [...kept.details, ...forEver(kept.loop), ...assumed],
        playthrough: kept.playthrough,
      },
    ];
  }
}

/** What is done again and again for ever after the playthrough. */
function forEver(loop: readonly Step[] | null): string[] {
  if (loop === null) return [];
  const steps = loop.map((step) => ('choice' in step ? `[${step.text}]` : 'chance' in step ? `(${step.what})` : ''));
  const shown = steps.length > 8 ? [...steps.slice(0, 7), `… ${steps.length - 7} more`] : steps;
  return [`Then again and again, for ever: ${shown.join(' → ')}`];
}

/** A playthrough shows by itself that something happens; that something can't happen from a moment on, everything that follows shows. */
function evidenceOf({ pattern }: Promised): Evidence {
  return pattern.kind === 'possible' || pattern.kind === 'force' ? 'proved' : 'found';
}

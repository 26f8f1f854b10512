import { canReach } from '../../graph/analyse.ts';
import { Arena, canForce } from '../../graph/games.ts';
import { findViolation, unobserved, type Violation, type Watched } from '../../graph/monitor.ts';
import type { Promised } from '../../promises/types.ts';
import { movesOf } from '../moves.ts';
import type { Evidence, Finding, PromiseKept, Step } from '../types.ts';
import { type AskedPromise, clausesOf } from './asked.ts';
import type { Moments } from './moments.ts';
import { bit, monitorOf } from './monitors.ts';
import { type Surely, unsure } from './sure.ts';
import { because, emptiness, valuesAt } from './words.ts';

/** What came of the promises, and what there is to say about them among the findings. */
export interface Judged {
  readonly promises: readonly PromiseKept[];
  readonly findings: readonly Finding[];
}

/** What is known of promises beside an exploration that didn't come to its end. */
export interface Beside {
  /** What is proved of one. */
  sureOf(promise: AskedPromise): Surely;
  /** The moments of a playthrough that a search found, which shows what becomes of it; null where there is none. */
  found(promise: AskedPromise): Moments | null;
}

const nothingBeside: Beside = { sureOf: () => unsure, found: () => null };

/** Judges every promise over the same exploration. `unfair`: a reader may also go round for ever in a loop that can be left. */
export function judgePromises(
  moments: Moments,
  promises: readonly AskedPromise[],
  unfair: boolean,
  beside: Beside = nothingBeside,
): Judged {
  const sureOf = (promise: AskedPromise): Surely => beside.sureOf(promise);
  const judge = new Judge(moments, unfair, sureOf, 'explored');
  const judged = promises.map((promise) => {
    const kept = judge.judge(promise);
    const findings = judge.findings(promise, kept);
    const along = kept.verdict === 'unknown' && findings.length === 0 ? beside.found(promise) : null;
    if (along === null) return { kept, findings };
    const other = new Judge(along, unfair, sureOf, 'playthrough');
    const searched = { ...other.judge(promise), searched: true };
    return {
      kept: searched,
      findings: other.findings(promise, searched).map((finding) => ({ ...finding, searched: true })),
    };
  });
  return { promises: judged.map(({ kept }) => kept), findings: judged.flatMap(({ findings }) => findings) };
}

/** Whether a playthrough by itself shows what becomes of a promise, or that there is a moment at which it has no answer. */
export function showsSomething(moments: Moments, promise: AskedPromise, sure: Surely): boolean {
  const judge = new Judge(moments, false, () => sure, 'playthrough');
  const kept = judge.judge(promise);
  return kept.verdict !== 'unknown' || judge.findings(promise, kept).length > 0;
}

class Judge {
  private readonly moments: Moments;
  private readonly unfair: boolean;
  private readonly sureOf: (promise: AskedPromise) => Surely;
  /** Whether all ways on from a state that was expanded are there, or only those of a playthrough. */
  private readonly scale: 'explored' | 'playthrough';
  private readonly fair: Uint8Array;
  /** States from which something may follow that was not explored. */
  private readonly beyond: Uint8Array;
  private arena: Arena | null = null;

  constructor(
    moments: Moments,
    unfair: boolean,
    sureOf: (promise: AskedPromise) => Surely,
    scale: 'explored' | 'playthrough',
  ) {
    this.moments = moments;
    this.sureOf = sureOf;
    this.scale = scale;
    this.unfair = unfair;
    const { context, isMoment } = moments;
    const { graph } = context;
    const isAlone = scale === 'playthrough';
    this.fair = new Uint8Array(graph.states).fill(1);
    if (unfair) for (let s = 0; s < graph.states; s++) if (context.isChoice(s)) this.fair[s] = 0;
    this.beyond = new Uint8Array(graph.states);
    for (let s = 0; s < graph.states; s++)
      if (isAlone || s >= graph.expanded || (isMoment[s] === 0 && !context.isWaiting(s))) this.beyond[s] = 1;
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
    const sure = context.exhaustive ? null : this.sureOf(promise).verdict;
    if (sure === 'kept') return { ...common, ...nothing, verdict: 'kept', evidence: 'proved', message: '' };
    if (!context.exhaustive && sure === null)
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
    const fair = this.scale === 'explored' ? this.fair : null;
    const watched: Watched = { graph: context.graph, letter: this.letters(promise), final: isOver, fair };
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
  private what(promise: AskedPromise): Uint8Array {
    const { what, promised, coalition } = promise;
    const { pattern } = promised;
    const holds = this.moments.holds(what);
    const { graph } = this.moments.context;
    switch (pattern.kind) {
      case 'possible': {
        const lost = holds.map((held, s) => (held === 0 && this.isLost(promise, s) ? 1 : 0));
        const mayBe = holds.map((held, s) => (held === 1 || this.beyond[s] > lost[s] ? 1 : 0));
        return canReach(graph, mayBe).map((reaches, s) => (reaches > lost[s] ? 1 : 0));
      }
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

  /** Whether it is proved of a state that nothing that follows comes to what has to stay possible. */
  private isLost(promise: AskedPromise, state: number): boolean {
    const { context, isOver, isMoment } = this.moments;
    if (isMoment[state] === 0) return false;
    const { model, graph } = context;
    let isLost = isOver[state] === 1;
    graph.store.with(state, (bytes, from, length) => {
      isLost ||= this.sureOf(promise).isLost(model, bytes, from, length);
    });
    return isLost;
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

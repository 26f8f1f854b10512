import type { Bits } from '../../machine/bits.ts';
import type { Answered } from '../../machine/closer.ts';
import type { Guide } from '../../machine/guide.ts';
import { mayHang, neverStuck } from '../../machine/hope.ts';
import { Hopeless, withoutHope } from '../../machine/hopeless.ts';
import type { Moment } from '../../machine/moments.ts';
import type { Possible } from '../../machine/possible.ts';
import type { Part, Question, Standing } from '../../machine/question.ts';
import type { StoryModel } from '../../machine/storymodel.ts';
import type { Proven } from '../verdicts.ts';
import type { AskedClause, AskedPromise, Given } from './asked.ts';
import { bit, monitorOf } from './monitors.ts';

/** How often it is looked into what is proved of a promise. */
export const mostLooks = 2;

/** What is proved of a promise, however much was explored. */
export interface Surely {
  readonly verdict: 'kept' | 'broken' | null;
  /** Whether it is proved that no choice on offer in a state leads to what has to stay possible. */
  isLost(model: StoryModel, state: Uint8Array, from: number, length: number): boolean;
}

/** Nothing is proved. */
export const unsure: Surely = { verdict: null, isLost: () => false };

/** What abstractions of a story prove of a promise. */
export interface Sure extends Surely {
  /** Whether guides tell apart where the promise's monitor stands. */
  readonly followsMonitor: boolean;
  /** Looks into it: at first glance, and a second time more closely. */
  look(proofs: Proven): Bits<void>;
  /** Finds the way to what breaks the promise (or for `sometimes` keeps it), as far as it is known. */
  guide(proofs: Proven): Bits<Guide | null>;
}

export function sureOf(promise: AskedPromise): Sure {
  return promise.promised.pattern.kind === 'possible' ? new StaysPossible(promise) : new NeverBroken(promise);
}

/** A question, and what is known of it so far. */
class Asked {
  readonly question: Question;
  answered: Answered | null | undefined;

  constructor(question: Question) {
    this.question = question;
  }

  *look(proofs: Proven, proves?: (possible: Possible) => boolean): Bits<boolean> {
    const { question, answered } = this;
    if (answered === undefined) this.answered = yield* proofs.answer(question, 'glance', proves);
    else if (answered !== null) this.answered = yield* proofs.answer(question, { beyond: answered }, proves);
    return this.answered?.isProved === true;
  }
}

/** What its monitor calls a violation never comes about, nor is anything left open. */
class NeverBroken implements Sure {
  readonly followsMonitor = true;
  verdict: Surely['verdict'] = null;
  private readonly asked: Asked;
  /** The same, but what is left open counts only where the story is over. */
  private readonly broken: Asked;
  private readonly proved: 'kept' | 'broken';

  constructor(promise: AskedPromise) {
    this.asked = new Asked(questionOf(promise, () => true));
    const { pattern, scope } = promise.promised;
    const leavesOpen = monitorOf(pattern, scope).open >= 0;
    this.broken = leavesOpen ? new Asked(questionOf(promise, (standing) => standing !== 'waits')) : this.asked;
    this.proved = promise.promised.pattern.kind === 'sometimes' ? 'broken' : 'kept';
  }

  *look(proofs: Proven): Bits<void> {
    if (yield* this.asked.look(proofs)) this.verdict = this.proved;
  }

  *guide(proofs: Proven): Bits<Guide | null> {
    const { broken } = this;
    for (let look = 0; look < mostLooks; look++) yield* broken.look(proofs);
    return broken.answered == null ? null : yield* proofs.guideTo(broken.question, broken.answered);
  }

  isLost(): boolean {
    return false;
  }
}

/**
 * `always possible`: it is kept if every turn ends with it or with a choice on offer that leads to it, whatever happens; and it is lost where no choice on offer may ever lead to it. That
 * it is kept everywhere is more than a scope asks for.
 */
class StaysPossible implements Sure {
  readonly followsMonitor = false;
  verdict: Surely['verdict'] = null;
  private readonly fails: Asked;
  private readonly holds: Asked;
  private hopeless: readonly Hopeless[] = [];

  constructor({ what }: AskedPromise) {
    this.fails = new Asked(single(what, false));
    this.holds = new Asked(single(what, true));
  }

  *look(proofs: Proven): Bits<void> {
    const proves = (possible: Possible): boolean =>
      !possible.mayFault && neverStuck(possible, ({ answers }) => !answers);
    if (yield* this.fails.look(proofs, proves)) {
      this.verdict = 'kept';
      return;
    }
    yield* this.holds.look(proofs);
    const looks = this.holds.answered?.looks ?? [];
    this.hopeless = looks.map(({ possible, told }) => new Hopeless(possible, told, hopes(possible)));
  }

  *guide(proofs: Proven): Bits<Guide | null> {
    const { question, answered } = this.holds;
    const goals = (possible: Possible): Moment[] => withoutHope(possible, hopes(possible));
    return answered == null ? null : yield* proofs.guideTo(question, answered, goals);
  }

  isLost(model: StoryModel, state: Uint8Array, from: number, length: number): boolean {
    return this.hopeless.some((each) => each.isLost(model, state, from, length));
  }
}

/** The moments from which what is asked for may come about; who knows what comes about in a turn that never ends. */
const hopes = (possible: Possible): Moment[] => [...possible.answered, ...mayHang(possible)];

/** What asks for moments at which a clause holds, or doesn't. */
function single(clause: AskedClause, holds: boolean): Question {
  const after = (_: number, letter: number): number | null => ((letter !== 0) === holds ? null : 0);
  return { parts: [partOf(clause, bit.what)], slots: clause.slots, start: 0, after };
}

/** What asks for playthroughs that break a promise (or for `sometimes` keep it), or that leave it open what will become of it where `counts` says so. */
function questionOf(
  { promised: { pattern, scope }, what, cause, scope: of, scopeEnd }: AskedPromise,
  counts: (standing: Standing) => boolean,
): Question {
  const { start, next, letters, bad, open } = monitorOf(pattern, scope);
  const others = [
    { clause: cause, bit: bit.cause },
    { clause: of, bit: bit.scope },
    { clause: scopeEnd, bit: bit.scopeEnd },
  ];
  const first = partOf(what, bit.what);
  const parts = [
    pattern.kind === 'ending' ? { ...first, says: endsWithout } : first,
    ...others.flatMap(({ clause, bit }) => (clause === null ? [] : [partOf(clause, bit)])),
  ];
  const slots = [...new Set([what, cause, of, scopeEnd].flatMap((clause) => clause?.slots ?? []))];
  const after = (phase: number, letter: number, standing: Standing): number | null => {
    const then = next[phase * letters + letter];
    return then === bad || (then === open && counts(standing)) ? null : then;
  };
  return { parts, slots, start, after };
}

function partOf({ container, given }: AskedClause, bit: number): Part {
  return {
    container,
    given: (standing) => given.map((each) => truth(each, standing)),
    says: (answer) => answer,
    bit,
  };
}

/** Whether the story has ended without what should be so in every ending. */
function endsWithout(answer: boolean, standing: Standing): boolean | null {
  if (answer || standing === 'waits' || standing === 'stopped') return false;
  return standing === 'ended' ? true : null;
}

/** What Redthread itself would say at such a moment; null where that takes more than how the story stands. */
function truth({ kind }: Given, standing: Standing): boolean | null {
  if (kind !== 'ended' && kind !== 'ended_at') return null;
  if (standing === 'waits' || standing === 'stopped') return false;
  return kind === 'ended' && standing === 'ended' ? true : null;
}

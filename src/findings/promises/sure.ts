import type { Bits } from '../../machine/bits.ts';
import type { Question, Standing } from '../../machine/question.ts';
import type { Proven } from '../verdicts.ts';
import type { AskedPromise, Given } from './asked.ts';

/** Whether a promise is kept, as an abstraction of the story proves: what it forbids may never be. */
export function* isKeptFor(proofs: Proven, promise: AskedPromise): Bits<boolean> {
  const question = questionOf(promise);
  return question !== null && (yield* proofs.never(question));
}

/** What must never be answered so that a promise is kept, in whatever scope; null where it is none of those that can be asked at one moment. */
function questionOf({ promised: { pattern }, what }: AskedPromise): Question | null {
  if (pattern.kind !== 'never' && pattern.kind !== 'always') return null;
  return {
    container: what.container,
    slots: what.slots,
    given: (standing) => what.given.map((given) => truth(given, standing)),
    answer: pattern.kind === 'never',
  };
}

/** What Redthread itself would say at such a moment; null where that takes more than how the story stands. */
function truth({ kind }: Given, standing: Standing): boolean | null {
  if (kind !== 'ended' && kind !== 'ended_at') return null;
  if (standing === 'waits' || standing === 'stopped') return false;
  return kind === 'ended' && standing === 'ended' ? true : null;
}

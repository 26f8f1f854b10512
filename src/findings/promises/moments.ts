import type { Hearing } from '../../machine/hearing.ts';
import type { Context } from '../context.ts';
import { type AskedClause, type AskedPromises, clausesOf } from './asked.ts';
import { Asking, isMoment } from './asking.ts';

/** Why a clause has no answer at some moment. */
export interface ClauseFault {
  readonly state: number;
  readonly message: string;
}

/**
 * The moments of an exploration (states in which the story waits for a choice, or is over) and what holds at each. Throws a `Refine`
 * where the states don't keep enough to tell.
 */
export class Moments {
  readonly context: Context;
  /** One byte a state: 1 for a moment. */
  readonly isMoment: Uint8Array;
  /** 1 where the story is over, however it came to that. */
  readonly isOver: Uint8Array;
  /** 1 where it has ended, by -> END or at a -> DONE with nothing left to do. */
  readonly hasEnded: Uint8Array;
  private readonly answers = new Map<AskedClause, Uint8Array>();
  private readonly faults = new Map<AskedClause, ClauseFault>();

  constructor(context: Context, asked: AskedPromises, hearing: Hearing) {
    this.context = context;
    const { states } = context.graph;
    this.isMoment = new Uint8Array(states);
    this.isOver = new Uint8Array(states);
    this.hasEnded = new Uint8Array(states);
    const clauses = asked.promises.flatMap(clausesOf);
    for (const clause of clauses) this.answers.set(clause, new Uint8Array(states));
    const asking = new Asking(context.model, hearing);
    for (let state = 0; state < states; state++) this.ask(state, clauses, asking);
  }

  private ask(state: number, clauses: readonly AskedClause[], asking: Asking): void {
    const decoded = this.context.read(state);
    const { kind } = decoded;
    if (!isMoment(decoded)) return;
    this.isMoment[state] = 1;
    if (kind !== 'choice') this.isOver[state] = 1;
    if (kind === 'end' || kind === 'done') this.hasEnded[state] = 1;
    if (kind === 'none') {
      // only the whole text tells whether what follows is an error
      this.hasEnded[state] = this.context.witnesses.toState(state).turn.standing === 'done' ? 1 : 0;
      this.context.read(state);
    }
    asking.turn({ decoded, isOver: this.isOver[state] === 1, hasEnded: this.hasEnded[state] === 1 });
    for (const clause of clauses) {
      const answer = asking.ask(clause);
      if (typeof answer === 'boolean') this.answers.get(clause)![state] = answer ? 1 : 0;
      else if (!this.faults.has(clause)) this.faults.set(clause, { state, message: answer.fault });
    }
  }

  /** For each state 1 where a clause holds; 0 where it doesn't, and at states that are no moments. */
  holds(clause: AskedClause): Uint8Array {
    return this.answers.get(clause)!;
  }

  fault(clause: AskedClause): ClauseFault | null {
    return this.faults.get(clause) ?? null;
  }
}

import { type Bits, inTime } from '../../machine/bits.ts';
import type { Kept } from '../../machine/reduction.ts';
import type { Program } from '../../program/program.ts';
import type { Proven } from '../verdicts.ts';
import type { AskedPromise, AskedPromises } from './asked.ts';
import { Breaches, type Heard } from './breaches.ts';
import type { Beside } from './judge.ts';
import type { Moments } from './moments.ts';
import { mostLooks, type Sure, type Surely, sureOf, unsure } from './sure.ts';

/** What can be known of promises beside an exploration: what abstractions prove, and what a search finds. */
export class Prospects implements Beside {
  private readonly sures: ReadonlyMap<AskedPromise, Sure>;
  /** How often it was looked into what is proved of each promise. */
  private readonly looked = new Map<Sure, number>();
  private readonly breaches: Breaches;
  /** How many promises there are. */
  private readonly count: number;
  private end: { readonly proofs: Proven; readonly isOver: () => boolean } | null = null;
  /** Those that somebody has asked about since. */
  private readonly settled = new Set<Sure>();

  /** `make` makes the story's model, keeping of states what it is told; `story` is the story itself, without the promises. */
  constructor(make: (kept: Kept) => Heard, kept: Kept, story: Program, asked: AskedPromises) {
    this.count = asked.promises.length;
    const open = asked.promises.filter(({ promised }) => promised.pattern.kind !== 'force');
    this.sures = new Map(open.map((promise) => [promise, sureOf(promise)]));
    this.breaches = new Breaches(make, kept, story, { ...asked, promises: open }, this.sures);
  }

  /** Looks once more into what is proved of each promise of which nothing is known: so often in all, each time more closely. */
  *prove(proofs: Proven, times: number): Bits<void> {
    for (const [promise, sure] of this.sures) if (this.found(promise) === null) yield* this.look(sure, proofs, times);
  }

  private *look(sure: Sure, proofs: Proven, times: number): Bits<void> {
    for (let looked = this.looked.get(sure) ?? 0; looked < Math.min(times, mostLooks); ) {
      if (sure.verdict !== null) return;
      this.looked.set(sure, ++looked);
      yield* sure.look(proofs);
    }
  }

  /** Searches for about so many steps; what is proved of some promise need not be searched for. */
  *seek(steps: number, proofs: Proven | null): Bits<void> {
    yield* this.breaches.seek(steps, proofs);
  }

  /** Whether it is known of every promise what becomes of it. */
  areSettled(): boolean {
    return (
      this.count === this.sures.size &&
      [...this.sures].every(([promise, sure]) => sure.verdict !== null || this.found(promise) !== null)
    );
  }

  /** Where the exploration has stopped it is looked into what is proved of those promises that somebody asks about, as long as there is time. */
  finish(proofs: Proven, isOver: () => boolean): void {
    this.end = { proofs, isOver };
  }

  sureOf(promise: AskedPromise): Surely {
    const { end } = this;
    const sure = this.sures.get(promise);
    if (sure === undefined) return unsure;
    if (end !== null && !this.settled.has(sure)) {
      this.settled.add(sure);
      inTime(this.look(sure, end.proofs, mostLooks), end.isOver);
    }
    return sure;
  }

  found(promise: AskedPromise): Moments | null {
    return this.breaches.of(promise);
  }
}

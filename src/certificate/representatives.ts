import type { Move, Official } from '../languages/ink/official/official.ts';
import type { Saved } from '../languages/ink/official/saved.ts';
import type { Certificate } from './certificate.ts';
import { type Reached, stepTo } from './playthrough.ts';

/** Where ink's own engine stands in a state that waits: the last state in which a turn began, and what was done since. */
export interface Representative {
  /** Null before the story begins. */
  readonly saved: Saved | null;
  /** In the middle of a turn: how it began. */
  readonly move: Move | null;
  /** What chance decided since. */
  readonly outcomes: readonly number[];
}

/** So many are remembered. */
const most = 1000;

/** The representatives of states, in any order: each is played from the nearest one on the way there that is still remembered. */
export class Representatives {
  private readonly certificate: Certificate;
  private readonly official: Official;
  private readonly reachedBy: Reached;
  /** Those used last are last. */
  private readonly known = new Map<number, Representative>();

  constructor(certificate: Certificate, official: Official, reachedBy: Reached) {
    this.certificate = certificate;
    this.official = official;
    this.reachedBy = reachedBy;
  }

  /** The representative of a state that waits. */
  at(state: number): Representative {
    const way: number[] = [];
    let known: Representative | undefined;
    for (let s = state; s >= 0 && known === undefined; ) {
      known = this.known.get(s);
      if (known !== undefined) this.remember(s, known);
      else {
        way.push(s);
        s = stepTo(this.certificate, this.reachedBy, s).state;
      }
    }
    for (const s of way.reverse()) this.remember(s, (known = this.next(s, known ?? null)));
    return known!;
  }

  /** Plays the last step to a state. */
  private next(state: number, from: Representative | null): Representative {
    const { starts } = this.certificate;
    const { label } = stepTo(this.certificate, this.reachedBy, state);
    let next: Representative;
    if (from === null) next = { saved: null, move: starts[label], outcomes: [] };
    else if (from.move === null) next = { saved: from.saved, move: { choice: label }, outcomes: [] };
    else next = { ...from, outcomes: [...from.outcomes, label] };
    const turn = this.official.play(next.saved, next.move!, next.outcomes);
    return turn.asks === null ? { saved: this.official.save(), move: null, outcomes: [] } : next;
  }

  private remember(state: number, representative: Representative): void {
    this.known.delete(state);
    this.known.set(state, representative);
    if (this.known.size <= most) return;
    for (const oldest of this.known.keys()) {
      this.known.delete(oldest);
      break;
    }
  }
}

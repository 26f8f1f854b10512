import type { Context } from '../findings/context.ts';
import type { Limit, Step } from '../findings/types.ts';
import type { Telling } from '../machine/telling.ts';

/** The step that first shows something: from a state by the action with a label, or (-1) the start of an entry. */
interface First {
  readonly state: number;
  readonly label: number;
}

/** An exploration with its words, and why it did not finish. */
interface Told {
  readonly context: Context;
  readonly telling: Telling;
  readonly stopped: Limit | null;
}

/** Whether turns were left out at a limit, so that what was found may be nearer than it is known to be. */
export const isCut = ({ kind }: Limit): boolean => kind === 'calls' || kind === 'draws' || kind === 'steps';

/** The shortest playthroughs that show the pieces of a story, from an exploration with its words. */
export class Ways {
  /** Whether there may be shorter ones, because some turns were not followed. */
  readonly mayBeLonger: boolean;
  private readonly first = new Map<number, First>();
  private readonly context: Context;

  constructor({ context, telling, stopped }: Told) {
    this.context = context;
    this.mayBeLonger = stopped !== null && isCut(stopped);
    const { graph, model } = context;
    const seen = new Set<number>();
    const note = (pieces: readonly number[], step: First): void => {
      for (const piece of pieces) if (!this.first.has(piece)) this.first.set(piece, step);
    };
    for (const label of model.entries.keys()) note(telling.atStart(label).pieces, { state: -1, label });
    for (let state = 0; state < graph.expanded; state++)
      for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++) {
        if (seen.has(telling.number(t))) continue;
        seen.add(telling.number(t));
        note(telling.of(t).pieces, { state, label: graph.labels.at(t) });
      }
  }

  /** The shortest playthrough that comes to the piece at an address; null where none was found. */
  to(address: number): readonly Step[] | null {
    const step = this.first.get(address);
    return step === undefined ? null : this.context.witnesses.beyond(step.state, step.label).steps;
  }
}

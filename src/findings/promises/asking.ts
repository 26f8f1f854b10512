import { type Answer, Asker } from '../../machine/ask.ts';
import type { Decoded } from '../../machine/codec.ts';
import type { Hearing } from '../../machine/hearing.ts';
import type { StoryModel } from '../../machine/storymodel.ts';
import { False, True } from '../../machine/values.ts';
import type { AskedClause, Given } from './asked.ts';

/** How a moment stands: the state just read, whether the story is over there, and whether it has ended. */
export interface Stand {
  readonly decoded: Decoded;
  readonly isOver: boolean;
  readonly hasEnded: boolean;
}

/** Whether a state is a moment: the story waits for a choice there, or is over. */
export function isMoment({ kind }: Decoded): boolean {
  return kind !== 'draw' && kind !== 'cut' && kind !== 'long';
}

/** Asks what promises ask, at one moment after another. */
export class Asking {
  private readonly model: StoryModel;
  private readonly hearing: Hearing;
  private readonly asker: Asker;
  private stand: Stand | null = null;

  /** `hearing` is what listens to the model, if anything does. */
  constructor(model: StoryModel, hearing: Hearing) {
    this.model = model;
    this.hearing = hearing;
    this.asker = new Asker(model.machine);
  }

  /** Turns to a moment that the model has just read. */
  turn(stand: Stand): void {
    this.stand = stand;
    this.asker.turn();
  }

  /** Throws a `Refine` where the states don't keep enough to tell. */
  ask(clause: AskedClause): Answer {
    const { stand } = this;
    const given = clause.given.map((each) => (stand !== null && this.gives(each, stand) ? True : False));
    return this.asker.ask(clause.container, given);
  }

  private gives(given: Given, { decoded, isOver, hasEnded }: Stand): boolean {
    const { address, offers, noted } = decoded;
    switch (given.kind) {
      case 'ended':
        return hasEnded;
      case 'ended_at':
        return hasEnded && this.isWithin(address, given.container);
      case 'at':
        if (isOver) return this.isWithin(address, given.container);
        return offers.some((offer) => this.isWithin(this.model.program.choices[offer.point].address, given.container));
      case 'heard':
        return this.hearing.heard(noted, given.index);
      case 'by':
        return this.hearing.begunBy(noted) === given.who;
    }
  }

  private isWithin(address: number, container: number): boolean {
    const { home, containers } = this.model.program;
    let c = address < 0 ? -1 : home[address];
    while (c > container) c = containers[c].parent;
    return c === container;
  }
}

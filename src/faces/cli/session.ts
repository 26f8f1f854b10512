import { unwillingMoves } from '../../project.ts';
import type { Player, Saved, Step, Turn } from './core.ts';

/** Where a reader could go back to: everything as it was before a choice. */
interface Moment {
  readonly saved: Saved;
  readonly turn: Turn;
  readonly steps: number;
}

/** One turn of a replay and the step that led to it. The remark is a sentence, or empty. */
interface Event {
  readonly step: Step | null;
  readonly turn: Turn;
  readonly remark: string;
}

/** What a replay went through, and why it stopped if it could not go on. */
export interface Replayed {
  readonly events: readonly Event[];
  readonly failure: string | null;
  /** How many choices are offered in other words than the playthrough has. */
  readonly reworded: number;
  /** How many outcomes of chance it has that were not needed. */
  readonly unused: number;
}

const NOTHING: Turn = { lines: [], choices: [], errors: [], warnings: [], standing: 'done', restAt: -1 };

/** One reading of a story: the turn it stands at, the steps that led there, and the way back. */
export class Session {
  readonly #start: () => Player;
  readonly #opening: readonly Step[];
  #player: Player;
  #moments: Moment[] = [];
  #steps: Step[] = [];
  #turn: Turn = NOTHING;

  /**
   * `start` makes a fresh player, always with the same seed. `opening` is what happens before the first choice: where a host
   * game enters, and what chance does there.
   */
  constructor(start: () => Player, opening: readonly Step[] = []) {
    this.#start = start;
    this.#opening = opening;
    this.#player = start();
  }

  get turn(): Turn {
    return this.#turn;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** Why those who are not willing to make their moves are not. */
  get unwilling(): ReturnType<typeof unwillingMoves> {
    return unwillingMoves(this.#player, this.#turn);
  }

  /** Takes the choice at this position among those offered. */
  choose(index: number, chances: readonly Step[] = []): Turn {
    const choice = this.#turn.choices[index]!;
    this.#remember();
    this.#player.choose(choice.index);
    return this.#go([{ choice: index, text: choice.text }, ...chances]);
  }

  /** Goes back to before the last choice; false at the very start. */
  undo(): boolean {
    const moment = this.#moments.pop();
    if (moment === undefined) return false;
    this.#player.restore(moment.saved);
    this.#turn = moment.turn;
    this.#steps.length = moment.steps;
    return true;
  }

  /** Begins again. */
  restart(): Turn {
    this.replay(this.#opening);
    return this.#turn;
  }

  /** Plays a playthrough from the very start, as far as it goes. */
  replay(steps: readonly Step[]): Replayed {
    this.#player = this.#start();
    this.#moments = [];
    this.#steps = [];
    const groups = grouped(steps);
    const events: Event[] = [];
    let reworded = 0;
    let unused = 0;
    const stopped = (failure: string | null): Replayed => ({ events, failure, reworded, unused });
    for (const { step, chances, number } of groups) {
      if (step === null) {
        events.push({ step, turn: this.#go(chances), remark: '' });
      } else if ('entry' in step) {
        if (this.#steps.length > 0) this.#remember();
        if (!this.#player.enter(step.entry, step.sets)) return stopped(`There is no knot ${step.entry}.`);
        events.push({ step, turn: this.#go([step, ...chances]), remark: '' });
      } else {
        const offered = this.#turn.choices[step.choice];
        if (offered === undefined) return stopped(this.#missing(step, number));
        const differs = step.text !== '' && step.text !== offered.text;
        if (differs) reworded++;
        const remark = differs ? `The playthrough has “${step.text}” here.` : '';
        events.push({ step: { ...step, text: offered.text }, turn: this.choose(step.choice, chances), remark });
      }
      unused += this.#player.unusedOutcomes;
    }
    return stopped(null);
  }

  /** Reads on, with the outcomes that chance has in this turn. */
  #go(steps: readonly Step[]): Turn {
    this.#steps.push(...steps);
    this.#player.force(steps.flatMap((step) => ('chance' in step ? [step.chance] : [])));
    this.#turn = this.#player.turn();
    return this.#turn;
  }

  #remember(): void {
    this.#moments.push({ saved: this.#player.save(), turn: this.#turn, steps: this.#steps.length });
  }

  #missing(step: Extract<Step, { choice: number }>, number: number): string {
    const offered = this.#turn.choices.length;
    const words = step.text === '' ? '' : `, “${step.text}”`;
    const here =
      ['no choice is offered here', 'only one is offered here'][offered] ?? `only ${offered} are offered here`;
    return `Step ${number} of the playthrough takes choice ${step.choice + 1}${words}, but ${here}.`;
  }
}

/** What starts a turn (nothing, for the top of the story) with the outcomes of chance that belong to it. */
interface Group {
  readonly step: Exclude<Step, { chance: number }> | null;
  readonly chances: Step[];
  /** The position of the step in the playthrough, from 1. */
  readonly number: number;
}

function grouped(steps: readonly Step[]): Group[] {
  const groups: Group[] = [];
  if (steps.length === 0 || !('entry' in steps[0]!)) groups.push({ step: null, chances: [], number: 1 });
  steps.forEach((step, index) => {
    if ('chance' in step) groups.at(-1)!.chances.push(step);
    else groups.push({ step, chances: [], number: index + 1 });
  });
  return groups;
}

/** The steps before the first choice. */
export function openingOf(steps: readonly Step[]): readonly Step[] {
  const first = steps.findIndex((step) => 'choice' in step);
  return first < 0 ? steps : steps.slice(0, first);
}

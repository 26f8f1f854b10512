import type { Moment } from './moments.ts';
import type { Possible, Way } from './possible.ts';
import { waitsForChoice } from './statebytes.ts';
import type { StoryModel } from './storymodel.ts';
import { Tag } from './values.ts';

/** A choice that may be taken: what the slots hold then, and whether what is asked for may be reached. */
interface Chance {
  readonly slots: Int32Array;
  readonly hasHope: boolean;
}

/** How the story may come to rest without having been stopped by a fault. */
const faults: ReadonlySet<string> = new Set(['error', 'crash', 'ran-out']);

/** The moments from which a turn may come to an ending. */
export function atEnds({ ways }: Possible): Moment[] {
  const ends = ({ over }: Way): boolean => over !== null && !faults.has(over);
  return [...ways].flatMap(([moment, all]) => (all.some(ends) ? [moment] : []));
}

/**
 * Tells of states of a story that an abstraction proves that something (an ending, unless other moments are given from which it may come about) can't be reached from them: it has every
 * playthrough of the story and more, so if no choice on offer leads to it there, none does. That it may be reached in the abstraction proves nothing.
 */
export class Hopeless {
  private readonly possible: Possible;
  private readonly told: readonly number[];
  private readonly chances = new Map<number, Chance[]>();
  /** The choice points from which it is out of reach, at least with some values. */
  private readonly doubtful = new Set<number>();
  private readonly known = new Map<string, boolean>();

  /** `told` are the slots by which the abstraction tells moments apart. */
  constructor(possible: Possible, told: readonly number[], goals: Iterable<Moment> = atEnds(possible)) {
    this.possible = possible;
    this.told = told;
    const hope = withHope(possible, goals);
    for (const moment of possible.moments.all) {
      if (moment.kind !== 'choice') continue;
      const { point } = moment.chosen!;
      const hasHope = hope.has(moment);
      if (!hasHope) this.doubtful.add(point);
      const chance = { slots: moment.slots, hasHope };
      if (!this.chances.get(point)?.push(chance)) this.chances.set(point, [chance]);
    }
  }

  /** Whether it is proved that it can't be reached by what is on offer in a state that waits for a choice. */
  isLost(model: StoryModel, state: Uint8Array, from: number, length: number): boolean {
    if (this.doubtful.size === 0) return false;
    const { bytes, canon } = model.codec;
    bytes.readOffers(state, from);
    if (bytes.kind !== waitsForChoice) return false;
    const points: number[] = [];
    for (let i = 0; i < bytes.count; i++) {
      const point = canon.pointOf(bytes.numbers[i]);
      if (!this.doubtful.has(point)) return false;
      points.push(point);
    }
    if (this.told.length > 0) bytes.read(state, from, length);
    const { slots } = model.machine;
    const key = `${points.join()} ${this.told.map((slot) => slots[slot]).join()}`;
    let lost = this.known.get(key);
    if (lost === undefined) this.known.set(key, (lost = points.every((point) => this.isHopeless(model, point))));
    return lost;
  }

  /** Whether with what is known of the slots it can't be reached by a choice. */
  private isHopeless(model: StoryModel, point: number): boolean {
    const fitting = this.chances
      .get(point)!
      .filter(({ slots }) => this.told.every((slot) => this.fits(model, slot, slots[slot])));
    return fitting.length > 0 && fitting.every(({ hasHope }) => !hasHope);
  }

  /** Whether what a slot holds in the model may be what it holds in the abstraction; only what both know exactly can differ. */
  private fits({ machine, program }: StoryModel, slot: number, other: number): boolean {
    const value = machine.slots[slot];
    if (slot < program.globals) return !isPlain(value) || !isPlain(other) || value === other;
    if (program.slots[slot].kind !== 'visits' || value < 0 || other < 0 || value >= machine.least[slot]) return true;
    const least = this.possible.leastOf(slot);
    return other < least ? value === other : value >= least;
  }
}

/** Whether a value is an integer of no great size, or true or false: these are the same wherever they are equal. */
const isPlain = (value: number): boolean => (value & 7) === Tag.Int || (value & 7) === Tag.Bool;

/** The choices from which the story can't come to any of these moments. */
export function withoutHope(possible: Possible, goals: Iterable<Moment>): Moment[] {
  const hope = withHope(possible, goals);
  return [...possible.moments.all].filter((moment) => moment.kind === 'choice' && !hope.has(moment));
}

/** The moments from which the story may come to others: a search backwards from these. */
function withHope(possible: Possible, goals: Iterable<Moment>): Set<Moment> {
  const before = new Map<Moment, Moment[]>();
  const hope = new Set(goals);
  for (const [moment, ways] of possible.ways) {
    for (const { to, choices } of ways) {
      for (const next of [...to, ...choices]) if (!before.get(next)?.push(moment)) before.set(next, [moment]);
    }
  }
  for (const moment of hope) for (const earlier of before.get(moment) ?? []) hope.add(earlier);
  return hope;
}

import type { Moment } from './moments.ts';
import type { Possible } from './possible.ts';
import { waitsForChoice } from './statebytes.ts';
import type { StoryModel } from './storymodel.ts';
import { Tag } from './values.ts';

/** A choice that may be taken: what the slots hold then, and whether an ending may be reached. */
interface Chance {
  readonly slots: Int32Array;
  readonly mayEnd: boolean;
}

/** How the story may come to rest without having been stopped by a fault. */
const faults: ReadonlySet<string> = new Set(['error', 'crash', 'ran-out']);

/**
 * Tells of states of a story that an abstraction proves that no ending can be reached from them: it has every playthrough of the story and more, so if no choice on offer
 * leads to an ending there, none does. That an ending may be reached in the abstraction proves nothing.
 */
export class Hopeless {
  private readonly possible: Possible;
  private readonly told: readonly number[];
  private readonly chances = new Map<number, Chance[]>();
  /** The choice points from which an ending is out of reach, at least with some values. */
  private readonly doubtful = new Set<number>();
  private readonly known = new Map<string, boolean>();

  /** `told` are the slots by which the abstraction tells moments apart. */
  constructor(possible: Possible, told: readonly number[]) {
    this.possible = possible;
    this.told = told;
    const hope = withHope(possible);
    for (const moment of possible.moments.all) {
      if (moment.kind !== 'choice') continue;
      const { point } = moment.chosen!;
      const mayEnd = hope.has(moment);
      if (!mayEnd) this.doubtful.add(point);
      const chance = { slots: moment.slots, mayEnd };
      if (!this.chances.get(point)?.push(chance)) this.chances.set(point, [chance]);
    }
  }

  /** Whether it is proved that no ending can be reached from a state that waits for a choice. */
  isLost(model: StoryModel, state: Uint8Array, from: number, length: number): boolean {
    if (this.doubtful.size === 0) return false;
    const { bytes, canon } = model.codec;
    bytes.readOffers(state, from);
    if (bytes.kind !== waitsForChoice) return false;
    const points: number[] = [];
    for (let i = 0; i < bytes.count; i++) {
      const { point } = canon.offers[bytes.numbers[i]];
      if (!this.doubtful.has(point)) return false;
      points.push(point);
    }
    if (this.told.length > 0) bytes.read(state, from, length);
    const { slots } = model.machine;
    const key = `${points.join()} ${this.told.map((slot) => slots[slot]).join()}`;
    let lost = this.known.get(key);
    if (lost === undefined) this.known.set(key, (lost = points.every((point) => this.cannotEnd(model, point))));
    return lost;
  }

  /** Whether with what is known of the slots no ending can be reached by a choice. */
  private cannotEnd(model: StoryModel, point: number): boolean {
    const fitting = this.chances
      .get(point)!
      .filter(({ slots }) => this.told.every((slot) => this.fits(model, slot, slots[slot])));
    return fitting.length > 0 && fitting.every(({ mayEnd }) => !mayEnd);
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

/** The moments from which the story may come to an ending: a search backwards from where it may. */
function withHope(possible: Possible): Set<Moment> {
  const before = new Map<Moment, Moment[]>();
  const hope = new Set<Moment>();
  for (const [moment, ways] of possible.ways) {
    for (const { to, choices, over } of ways) {
      if (over !== null && !faults.has(over)) hope.add(moment);
      for (const next of [...to, ...choices]) if (!before.get(next)?.push(moment)) before.set(next, [moment]);
    }
  }
  for (const moment of hope) for (const earlier of before.get(moment) ?? []) hope.add(earlier);
  return hope;
}

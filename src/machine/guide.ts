import type { Moment } from './moments.ts';
import type { Possible } from './possible.ts';
import { waitsForChoice } from './statebytes.ts';
import type { StoryModel } from './storymodel.ts';
import { isForgotten, isProgression, type Values } from './values.ts';

/** Further away than anything that an abstraction tells of. */
const far = 1000;
/** Stands for any value. */
const any = '?';

/** How many choices lie between the choices of a story and something that is searched for, as far as one abstraction tells them apart. */
class Pattern {
  private readonly told: readonly number[];
  /** By choice point with where the automaton of what is asked stands, and by what the slots hold that are told apart; and the least of each of the former. */
  private readonly distances = new Map<string, Map<string, number>>();
  private readonly least = new Map<string, number>();

  constructor(possible: Possible, told: readonly number[], goals: Iterable<Moment>) {
    this.told = told;
    for (const [{ chosen, slots, phase }, distance] of distancesTo(possible, goals)) {
      if (chosen === null) continue;
      const key = keyOf(chosen.point, phase);
      let known = this.distances.get(key);
      if (known === undefined) this.distances.set(key, (known = new Map()));
      const content = this.content(slots, possible.values, possible.globals);
      known.set(content, Math.min(distance, known.get(content) ?? far));
      this.least.set(key, Math.min(distance, this.least.get(key) ?? far));
    }
  }

  /** What the slots hold that are told apart; where that isn't known of one of them, anything. */
  private content(slots: Int32Array, values: Values, globals: number): string {
    const texts: string[] = [];
    for (const slot of this.told) {
      const value = slots[slot];
      if (slot >= globals ? value < 0 : isForgotten(value) || isProgression(value)) return any;
      texts.push(slot >= globals ? String(value) : values.written(value));
    }
    return texts.join();
  }

  /** How many choices more it takes once a choice is taken where the automaton stands there and the slots hold this. */
  after(point: number, phase: number, slots: Int32Array, values: Values, globals: number): number {
    const key = keyOf(point, phase);
    const content = this.content(slots, values, globals);
    if (content === any) return this.least.get(key) ?? far;
    const known = this.distances.get(key);
    return Math.min(known?.get(content) ?? far, known?.get(any) ?? far);
  }
}

const keyOf = (point: number, phase: number): string => `${point} ${phase}`;

/**
 * Tells how far away something is that is searched for: for each choice that is taken the least number of further choices with which an abstraction of the story comes to it (pattern
 * databases: Culberson and Schaeffer 1998; for searches that are led to what is wrong with a system: Edelkamp, Leue and Lluch-Lafuente 2004). Of several abstractions, each of
 * which tells other variables apart, the numbers are added up: that may be too much, but tells best what is nearer. It only decides where to look first.
 */
export class Guide {
  /** What it leads to, as bits of each address. */
  readonly asked: Uint8Array;
  private readonly patterns: readonly Pattern[];

  constructor(
    abstractions: readonly { readonly possible: Possible; readonly told: readonly number[] }[],
    asked: Uint8Array,
    goalsIn: (possible: Possible) => Iterable<Moment> = () => [],
  ) {
    this.asked = asked;
    this.patterns = abstractions.map(({ possible, told }) => {
      const goals = new Set(goalsIn(possible));
      for (const [address, moments] of possible.happens)
        if (asked[address] !== 0) for (const m of moments) goals.add(m);
      return new Pattern(possible, told, goals);
    });
  }

  /**
   * How far away it is after a step from a state, in which the automaton of what is asked stands at `phase`; null where that state doesn't wait for a choice.
   */
  distance(model: StoryModel, state: Uint8Array, label: number, phase = 0): number | null {
    const { bytes, canon } = model.codec;
    bytes.read(state, 0, state.length);
    if (bytes.kind !== waitsForChoice) return null;
    const point = canon.pointOf(bytes.numbers[label]);
    const { slots, values } = model.machine;
    const { globals } = model.program;
    return this.patterns.reduce((sum, pattern) => sum + pattern.after(point, phase, slots, values, globals), 0);
  }
}

/** For each moment from which it is possible the least number of choices that are taken before one comes to one of the goals: a search backwards, level by level. */
function distancesTo(possible: Possible, goals: Iterable<Moment>): Map<Moment, number> {
  const within = new Map<Moment, Moment[]>();
  const before = new Map<Moment, Moment[]>();
  const note = (map: Map<Moment, Moment[]>, to: Moment, from: Moment): void => {
    if (!map.get(to)?.push(from)) map.set(to, [from]);
  };
  for (const [moment, ways] of possible.ways) {
    for (const way of ways) {
      for (const to of way.to) note(within, to, moment);
      for (const choice of way.choices) note(before, choice, moment);
    }
  }
  const found = new Map<Moment, number>();
  let level = new Set(goals);
  for (let distance = 0; level.size > 0; distance++) {
    const next = new Set<Moment>();
    for (const moment of level) {
      if (found.has(moment)) continue;
      found.set(moment, distance);
      for (const earlier of within.get(moment) ?? []) level.add(earlier);
      for (const earlier of before.get(moment) ?? []) next.add(earlier);
    }
    level = next;
  }
  return found;
}

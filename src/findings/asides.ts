import type { Graph } from '../graph/graph.ts';
import type { Apart } from '../machine/apart.ts';
import { type Ask, tellAside } from '../machine/asides.ts';
import { Inseparable } from '../machine/errors.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import { countsTurn, type Group, type Trails } from '../machine/trails.ts';

/** Slots with more combinations of values are not followed apart, nor those with more of them at the states together: so many, and so many a state. */
const mostValues = 4096;
const mostPairs = 4_000_000;
const mostPairsEach = 16;
/** So many bytes may tell which combinations come with which states. */
const mostBytes = 256_000_000;

/**
 * Tells of all asides that an exploration passed over what they may show, so that what the machine notes of them (`Machine.covered`) is the
 * same as if they had been executed. Along the graph it is followed which values their slots have: for the slots that an aside asks for,
 * apart from all others, as they depend on nothing else (compare Weiser's slices, 1984). So states are multiplied by the values of
 * one such group at a time, and never by all. Throws `Inseparable` or `Refine` where the exploration has to begin anew.
 */
export function tellAsides(model: StoryModel, graph: Graph): void {
  if (model.trails !== null) new Telling(model, graph, model.trails).tell();
}

class Telling {
  private readonly model: StoryModel;
  private readonly graph: Graph;
  private readonly apart: Apart;
  private readonly trails: Trails;
  private readonly told = new Set<string>();

  constructor(model: StoryModel, graph: Graph, trails: Trails) {
    this.model = model;
    this.graph = graph;
    this.apart = trails.apart;
    this.trails = trails;
  }

  tell(): void {
    this.model.forgetAll();
    for (let s = 0; s < this.graph.expanded; s++) this.findTrails(s);
    const groups = this.trails.groups();
    for (const group of groups) if (!this.follow(group)) throw new Inseparable([...group.asides]);
    this.model.assigned.told(new Set(groups.flatMap(({ slots }) => [...slots])));
  }

  /** Sees to it that the trails of all steps from a state are known, where they were not noted. */
  private findTrails(state: number): void {
    const { graph, model, trails } = this;
    const count = graph.first.at(state + 1) - graph.first.at(state);
    if (count === 0 || trails.at(state, 0) >= 0) return;
    graph.store.with(state, (bytes, from, length) => {
      if (model.retrace(state, bytes, from, length) !== count) throw new Inseparable(null);
    });
  }

  /** Follows some slots from the beginning, and tells what is asked of them; false where they take too many values. */
  private follow(group: Group): boolean {
    const { graph, model, trails } = this;
    const ours = Int32Array.from(group.slots);
    const concerns = trails.concerning(group);
    const slice = new Slice(this.apart, model, ours, group.asides, trails.all, (ask, open) => this.answer(ask, open));
    /** For each combination of values the states that come with it, one bit each. */
    const seen: Uint8Array[] = [];
    const waiting: number[] = [];
    const most = mostPairs + mostPairsEach * graph.states;
    const mostSeen = Math.min(mostValues, mostBytes / ((graph.states >> 3) + 1));
    let pairs = 0;
    model.startSlots.forEach((slots, i) => {
      waiting.push(graph.starts[i], slice.numberOf(ours.map((slot) => slots[slot])));
    });
    while (waiting.length > 0) {
      const values = waiting.pop()!;
      const state = waiting.pop()!;
      while (seen.length <= values) seen.push(new Uint8Array((graph.states >> 3) + 1));
      if (isIn(seen[values], state)) continue;
      seen[values][state >> 3] |= 1 << (state & 7);
      if (seen.length > mostSeen || ++pairs > most) return false;
      if (state >= graph.expanded) continue;
      const first = graph.first.at(state);
      const count = graph.first.at(state + 1) - first;
      for (let step = 0; step < count; step++) {
        const trail = trails.at(state, step);
        const next = concerns[trail] === 0 ? values : slice.take(trail, values);
        const target = graph.targets.at(first + step);
        if (next >= seen.length || !isIn(seen[next], target)) waiting.push(target, next);
      }
    }
    return true;
  }

  /** Has the machine execute an aside, if it wasn't yet with just the same. */
  private answer(ask: Ask, open: readonly number[]): void {
    const { aside, temps, known, raised } = ask;
    const key = [aside.start, temps.join(), known.join(), raised.join(), open.join()].join(';');
    if (this.told.has(key)) return;
    this.told.add(key);
    const { slots } = this.model.machine;
    this.model.forgetAll();
    aside.open.forEach((slot, i) => {
      slots[slot] = open[i];
    });
    for (const slot of raised) this.apart.raise(slot);
    for (let i = 0; i < known.length; i += 2) slots[known[i]] = known[i + 1];
    if (!tellAside(this.model.machine, ask)) throw new Inseparable([aside.start]);
  }
}

/** Whether the bit of a state is set. */
function isIn(bits: Uint8Array, state: number): boolean {
  return (bits[state >> 3] & (1 << (state & 7))) !== 0;
}

/** A few slots of a story, and how trails change them. Combinations of their values are numbered. */
class Slice {
  private readonly apart: Apart;
  private readonly model: StoryModel;
  private readonly ours: Int32Array;
  private readonly asides: ReadonlySet<number>;
  private readonly isOurs: Uint8Array;
  private readonly trails: readonly (readonly number[])[];
  private readonly onAsk: (ask: Ask, open: readonly number[]) => void;
  private readonly combinations: Int32Array[] = [];
  private readonly numbers = new Map<string, number>();
  /** For each combination, by trail, the one that comes of it. */
  private readonly taken: Map<number, number>[] = [];

  constructor(
    apart: Apart,
    model: StoryModel,
    ours: Int32Array,
    asides: ReadonlySet<number>,
    trails: readonly (readonly number[])[],
    onAsk: (ask: Ask, open: readonly number[]) => void,
  ) {
    this.apart = apart;
    this.model = model;
    this.ours = ours;
    this.asides = asides;
    this.trails = trails;
    this.onAsk = onAsk;
    this.isOurs = new Uint8Array(model.machine.slots.length);
    for (const slot of ours) this.isOurs[slot] = 1;
  }

  numberOf(combination: Int32Array): number {
    const key = combination.join();
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.combinations.push(combination) - 1;
      this.numbers.set(key, number);
      this.taken.push(new Map());
    }
    return number;
  }

  /** The combination that comes of one by a step with a trail; what is asked on the way is told the first time. */
  take(trail: number, combination: number): number {
    const known = this.taken[combination].get(trail);
    if (known !== undefined) return known;
    const { slots } = this.model.machine;
    this.ours.forEach((slot, i) => {
      slots[slot] = this.combinations[combination][i];
    });
    const asked = this.run(this.trails[trail]);
    const next = this.numberOf(this.ours.map((slot) => slots[slot]));
    for (const { ask, open } of asked) this.onAsk(ask, open);
    this.taken[combination].set(trail, next);
    return next;
  }

  private run(rules: readonly number[]): readonly { readonly ask: Ask; readonly open: readonly number[] }[] {
    const { apart, isOurs } = this;
    const { slots } = this.model.machine;
    const asked = [];
    for (const rule of rules) {
      if (rule === countsTurn) {
        apart.passTurn(isOurs);
        continue;
      }
      for (const ask of apart.asksOf(rule))
        if (this.asides.has(ask.aside.start)) asked.push({ ask, open: ask.aside.open.map((slot) => slots[slot]) });
      apart.apply(rule, isOurs);
    }
    return asked;
  }
}

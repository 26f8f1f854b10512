import { type Changes, nothing } from '../diagrams/diagrams.ts';
import type { RuleTable } from '../machine/ruletable.ts';
import type { Place } from './turns.ts';
import type { Vectors } from './vectors.ts';

/** A part of a bag that forgets what nobody will ask of it; and the bag that it is a part of. */
interface Drop {
  readonly of: number;
  readonly part: number;
  readonly changes: Changes;
}

/** States that come to rest keep what is live and nothing else, as `StateBytes` writes them. */
export class Rests {
  private readonly table: RuleTable;
  private readonly vectors: Vectors;
  private readonly whenOver: ReadonlySet<number>;

  constructor(table: RuleTable, vectors: Vectors) {
    this.table = table;
    this.vectors = vectors;
    this.whenOver = new Set(table.layout.whenOver);
  }

  /** A bag of states as they rest at a place; `isSet` where each is to be in it once. */
  at(place: Place, bag: number, isSet: boolean): number {
    return this.drop(place, bag, isSet).result;
  }

  /** The states of a set that, when they rest at a place, are in the set `goal`. */
  before(place: Place, set: number, goal: number): number {
    const { diagrams } = this.vectors;
    if (goal === nothing) return nothing;
    return this.drop(place, set, true).drops.reduceRight((wanted, { of, part, changes }) => {
      const others = diagrams.within(diagrams.without(of, part), wanted);
      return diagrams.union(others, diagrams.before(part, changes, wanted));
    }, goal);
  }

  private drop(
    place: Place,
    bag: number,
    isSet: boolean,
  ): { readonly result: number; readonly drops: readonly Drop[] } {
    const { diagrams } = this.vectors;
    const drops: Drop[] = [];
    let result = bag;
    for (const { keepers, changes } of this.groups(place, bag)) {
      const part = this.vectors.withNone(result, keepers);
      if (part === nothing) continue;
      drops.push({ of: result, part, changes });
      const rest = diagrams.within(result, diagrams.without(diagrams.support(result), diagrams.support(part)));
      const dropped = diagrams.after(part, changes, isSet);
      result = isSet ? diagrams.union(rest, dropped) : diagrams.sum(rest, dropped);
    }
    return { result, drops };
  }

  /** What may be left out at a place, by the choices that must not be on offer for that. */
  private groups(
    place: Place,
    bag: number,
  ): Iterable<{ readonly keepers: readonly number[]; readonly changes: Changes }> {
    const { layout, middleRows } = this.table;
    const groups = new Map<string, { keepers: readonly number[]; changes: Changes[number][] }>();
    const offers = place.kind === 'over' ? [] : this.vectors.offersIn(bag);
    for (const variable of this.vectors.diagrams.asked(bag)) {
      const slot = this.vectors.meaning(variable);
      let keepers: readonly number[] = [];
      if (place.kind === 'over') {
        if (this.whenOver.has(slot)) continue;
      } else {
        if (slot < 0 || !layout.dead) continue;
        if (place.kind === 'draw') {
          const word = middleRows.data[place.middle * layout.words + (slot >> 5)];
          if ((word & (1 << (slot & 31))) !== 0) continue;
        }
        keepers = offers.filter((offer) => this.vectors.keeps(offer, slot));
      }
      const usual = slot < 0 ? 0 : layout.dead ? layout.dropped[slot] : layout.initial[slot];
      const key = keepers.join();
      const group = groups.get(key) ?? { keepers, changes: [] };
      groups.set(key, group);
      group.changes.push({ variable, to: () => usual });
    }
    return groups.values();
  }
}

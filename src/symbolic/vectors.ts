import { type Diagrams, nothing } from '../diagrams/diagrams.ts';
import { OfferPart, type RuleTable } from '../machine/ruletable.ts';

/** Thrown where a story does something that sets of states don't follow. */
export class NotFollowed extends Error {}

/** More different choices than this make diagrams too deep. */
const mostOffers = 400;

/**
 * States as vectors: a variable for each slot, whose usual value is that of a slot left out, and one for each choice that can be on offer, 1 where it
 * is. Choices must always be offered in the same order, so that the set of them is enough.
 */
export class Vectors {
  readonly diagrams: Diagrams;
  private readonly table: RuleTable;
  private readonly ofSlot: readonly number[];
  private readonly ofOffer: number[] = [];
  /** For each variable its slot, or -1 - the choice's number. */
  private readonly meanings: number[] = [];
  /** For each choice those that were on offer before it somewhere. */
  private readonly before: Set<number>[] = [];

  constructor(table: RuleTable, slots: number, diagrams: Diagrams) {
    this.table = table;
    this.diagrams = diagrams;
    const { dropped, initial, dead } = table.layout;
    this.ofSlot = Array.from({ length: slots }, (_, slot) => {
      this.meanings.push(slot);
      return diagrams.variable(dead ? dropped[slot] : initial[slot], -1);
    });
  }

  slot(slot: number): number {
    return this.ofSlot[slot];
  }

  /** The variable of a choice; a new one comes just after another variable (-1: after all). */
  offer(offer: number, after = -1): number {
    const known = this.ofOffer[offer];
    if (known !== undefined) return known;
    if (this.ofOffer.length >= mostOffers || offer >= mostOffers) throw new NotFollowed('too many different choices');
    this.meanings.push(-1 - offer);
    this.before[offer] = new Set();
    return (this.ofOffer[offer] = this.diagrams.variable(0, after));
  }

  /** The slot that a variable stands for, or -1 - the number of a choice. */
  meaning(variable: number): number {
    return this.meanings[variable];
  }

  /** The choices that are on offer in some vector of a bag. */
  offersIn(bag: number): number[] {
    return this.diagrams
      .asked(bag)
      .map((variable) => -1 - this.meanings[variable])
      .filter((offer) => offer >= 0);
  }

  isFallback(offer: number): boolean {
    return this.table.offers.data[offer * OfferPart.Length + OfferPart.IsFallback] === 1;
  }

  /** Whether a slot is kept for the sake of a choice. */
  keeps(offer: number, slot: number): boolean {
    const { words } = this.table.layout;
    return (this.table.offerRows.data[offer * words + (slot >> 5)] & (1 << (slot & 31))) !== 0;
  }

  /** Notes that a choice is offered after some others, and after those that are on offer in the vectors of a bag. */
  offered(bag: number, others: readonly number[], offer: number): void {
    for (const earlier of [...this.offersIn(bag), ...others]) {
      if (earlier === offer || this.before[earlier].has(offer))
        throw new NotFollowed('choices that are offered in different orders');
      this.before[offer].add(earlier);
    }
  }

  /** The choices on offer in the vectors of a bag, in the order in which they are offered. */
  inOrder(bag: number): number[] {
    return this.offersIn(bag).sort((a, b) => (this.isBefore(a, b) ? -1 : 1));
  }

  /** Whether one choice is always offered before another one. */
  isBefore(offer: number, other: number): boolean {
    return this.before[other].has(offer);
  }

  /** The part of a bag in which a choice is on offer. */
  withOffer(bag: number, offer: number): number {
    return this.diagrams.where(bag, this.offer(offer), (value) => value === 1);
  }

  /** The part of a bag in which none of some choices is on offer. */
  withNone(bag: number, offers: readonly number[]): number {
    let left = bag;
    for (const offer of offers) {
      if (left === nothing) break;
      left = this.diagrams.where(left, this.offer(offer), (value) => value === 0);
    }
    return left;
  }
}

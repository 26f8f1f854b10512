import type { Program } from '../program/program.ts';
import type { Told } from './lines.ts';
import type { Offer } from './machine.ts';
import type { Notes } from './telling.ts';

/** What may make somebody lean towards a choice that is on offer, or away from it. */
export interface Leaning {
  /** Those of its tags that were asked for. */
  readonly tags: readonly string[];
  /** Whether it was chosen before in this playthrough; where nobody asks for that, never. */
  readonly isKnown: boolean;
}

const nothing: Leaning = { tags: [], isKnown: false };

interface Note {
  /** The choices that can be made more than once and were, by address, in ascending order. */
  readonly chosen: readonly number[];
  /** For each choice that is on offer; not in the first note, which stands for nothing worth noting. */
  readonly leanings: readonly Leaning[];
}

/**
 * Keeps in the state what there is to lean on where the next choice is made: tags, which the story may have written anew each time, and which
 * choices were made before. (A choice that is offered only once was not.)
 */
export class Leanings implements Notes {
  private readonly notes: Note[] = [{ chosen: [], leanings: [] }];
  private readonly numbers = new Map<string, number>();
  private readonly choices: Program['choices'];
  private readonly asks: (tag: string) => boolean;
  private readonly keepsChosen: boolean;

  constructor({ choices }: Program, asks: (tag: string) => boolean, keepsChosen: boolean) {
    this.choices = choices;
    this.asks = asks;
    this.keepsChosen = keepsChosen;
  }

  /** What there is to lean on with choice number `index` on offer in a state, by what is noted in the state. */
  of(noted: number, index: number): Leaning {
    return noted === 0 ? nothing : this.notes[noted].leanings[index];
  }

  begins(choice: Offer | null, noted: number): number {
    const { chosen } = this.notes[noted];
    const made = choice === null ? null : this.choices[choice.point];
    const isNew = this.keepsChosen && made !== null && !made.onceOnly && !chosen.includes(made.address);
    return this.note({ chosen: isNew ? [...chosen, made.address].sort((a, b) => a - b) : chosen, leanings: [] });
  }

  ends(offers: readonly Told[], begun: number): number {
    const { chosen } = this.notes[begun];
    const isPlain = chosen.length === 0 && !offers.some(({ tags }) => tags.some(this.asks));
    if (isPlain || offers.length === 0) return 0;
    const leanings = offers.map(({ at, tags }) => ({ tags: tags.filter(this.asks), isKnown: chosen.includes(at) }));
    return this.note({ chosen, leanings });
  }

  private note(note: Note): number {
    if (note.chosen.length === 0 && note.leanings.length === 0) return 0;
    const key = JSON.stringify([note.chosen, note.leanings.map(({ tags, isKnown }) => [isKnown, ...tags])]);
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.notes.push(note) - 1));
    return number;
  }
}

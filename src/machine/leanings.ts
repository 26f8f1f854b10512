import type { Program } from '../program/program.ts';
import type { Machine, Offer } from './machine.ts';
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
  /** The choices that can be made more than once and were, in ascending order. */
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
    const isNew =
      this.keepsChosen && choice !== null && !this.choices[choice.point].onceOnly && !chosen.includes(choice.point);
    return this.note({ chosen: isNew ? [...chosen, choice.point].sort((a, b) => a - b) : chosen, leanings: [] });
  }

  ends({ offers }: Machine, begun: number): number {
    const visible = offers.filter(({ point }) => !this.choices[point].isFallback);
    const { chosen } = this.notes[begun];
    const isPlain = chosen.length === 0 && !visible.some(({ tags }) => tags.some(this.asks));
    if (isPlain || visible.length === 0) return 0;
    const leanings = visible.map(({ point, tags }) => ({
      tags: tags.filter(this.asks),
      isKnown: chosen.includes(point),
    }));
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

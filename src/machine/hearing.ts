import { joinBlanks } from './blanks.ts';
import type { Machine, Offer } from './machine.ts';
import type { Listener } from './storymodel.ts';

/** Words to listen for in a turn: in its prose, as one of its tags, or in the text of a choice that it leaves on offer. */
export interface Wanted {
  readonly kind: 'said' | 'tagged' | 'offered';
  readonly words: string;
}

interface Note {
  /** Who made the choice that the turn began with, plus one; 0 where the story began with it. */
  readonly begun: number;
  readonly heard: readonly boolean[];
}

/** Notes of each turn which of the wanted words were shown in it, and who began it. */
export class Hearing implements Listener {
  readonly hears: boolean;
  private readonly wanted: readonly Wanted[];
  private readonly notesBy: boolean;
  private readonly notes: Note[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(wanted: readonly Wanted[], notesBy: boolean) {
    this.wanted = wanted.map(({ kind, words }) => ({ kind, words: evenBlanks(words) }));
    this.hears = wanted.length > 0;
    this.notesBy = notesBy;
  }

  begins(chosen: Offer | null): number {
    return this.notesBy && chosen !== null ? chosen.by + 1 : 0;
  }

  ends(machine: Machine, begun: number): number {
    const heard = this.hears ? this.listen(machine) : [];
    const key = `${begun} ${heard.join()}`;
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.notes.push({ begun, heard }) - 1));
    return number;
  }

  took(machine: Machine): void {
    if (machine.draw !== null) joinBlanks(machine);
  }

  private listen({ output, offers, program, rest }: Machine): boolean[] {
    const whole = output.currentText;
    // a line in which a game would crash is never shown
    const text = evenBlanks(rest === 'crash' ? whole.slice(0, whole.lastIndexOf('\n') + 1) : whole);
    const tags = output.currentTags.map(evenBlanks);
    const shown = offers.filter((offer) => !program.choices[offer.point].isFallback);
    const choices = shown.map((offer) => evenBlanks(offer.text));
    return this.wanted.map(({ kind, words }) => {
      if (kind === 'said') return text.includes(words);
      return kind === 'tagged' ? tags.includes(words) : choices.some((choice) => choice.includes(words));
    });
  }

  /** Whether the wanted words with that index were shown in the turn that was noted. */
  heard(noted: number, index: number): boolean {
    return this.notes[noted].heard[index];
  }

  /** Who began the turn that was noted, as an index into the names of the cast; -1 where the story began with it. */
  begunBy(noted: number): number {
    return this.notes[noted].begun - 1;
  }
}

/** Every run of blanks and line breaks is one blank, and there is none at the ends. */
function evenBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

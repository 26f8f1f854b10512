import { Ints } from './ints.ts';
import type { Told } from './lines.ts';
import type { Listener } from './listener.ts';
import type { Offer } from './machine.ts';
import type { Narration } from './narration.ts';
import { Pairs } from './pairs.ts';

/** What one step comes to: a turn, or the part of one up to a draw or after it. */
export interface Sight {
  /** The choices that it leaves on offer, in order. */
  readonly offers: readonly Told[];
  /** The content that it comes to, by address and in ascending order: prose (but for that of choices' texts), and choices that it leaves on offer. */
  readonly pieces: readonly number[];
  /** The passages that it comes to, in ascending order, knots together with their stitches. */
  readonly passages: readonly number[];
}

/** What one step shows. */
export interface Shown extends Sight {
  /** The lines that it completes. */
  readonly lines: readonly Told[];
  /** How many words the lines have: whatever stands between blanks. */
  readonly words: number;
}

/** Notes what has to be told apart of turns, as a `Listener` does. */
export type Notes = Pick<Listener, 'begins' | 'ends'>;

/**
 * Notes of every step of an exploration what it shows, as one number. Lines that are complete where a draw interrupts a turn are told at once;
 * only the last one, which may still go on, is kept over the draw. It takes some 50 bytes for everything different that a step can show, some 200
 * for every different line, and 4 a step.
 */
export class Telling implements Listener {
  readonly hears = true;
  private readonly notes: Notes | null;
  private narration: Narration | null = null;
  private readonly steps = new Ints();
  /** What was ever come to: choices on offer with content; and what was ever shown: lines with that. */
  private readonly met = new Pairs();
  private readonly all = new Pairs();
  private readonly starts: number;
  private readonly lengths: number[] = [];

  /** `starts`: in how many ways the story can be started. `notes`: what else has to be kept of turns. */
  constructor(starts: number, notes: Notes | null = null) {
    this.starts = starts;
    this.notes = notes;
  }

  /** How many different things are shown. */
  get size(): number {
    return this.all.size - 1;
  }

  /** What is shown at the start, by the number of the entry. */
  atStart(entry: number): Shown {
    return this.shown(this.numberAtStart(entry));
  }

  /** The same as a number, for `shown`. */
  numberAtStart(entry: number): number {
    return this.steps.data[entry];
  }

  /** What a transition shows, as a number: from 0 up to, but not, `size`. */
  number(transition: number): number {
    return this.steps.data[this.starts + transition];
  }

  /** What a transition shows. */
  of(transition: number): Shown {
    return this.shown(this.number(transition));
  }

  /** What is shown by all steps with a number. Lines and choices that are the same are the same objects. */
  shown(number: number): Shown {
    return { lines: this.linesOf(number), words: this.words(number), ...this.sight(this.sightOf(number)) };
  }

  linesOf(number: number): Told[] {
    return this.narration!.toldIn(this.all.first(number + 1));
  }

  /** How many different sights there are: all that is shown but the words of lines. */
  get sights(): number {
    return this.met.size - 1;
  }

  /** The sight of all steps with a number: from 0 up to, but not, `sights`. */
  sightOf(number: number): number {
    return this.all.second(number + 1) - 1;
  }

  /** A number for the choices on offer in a sight, as they are told there. */
  offersIn(sight: number): number {
    return this.met.first(sight + 1);
  }

  sight(number: number): Sight {
    const narration = this.narration!;
    const offers = narration.toldIn(this.met.first(number + 1));
    const { pieces, passages } = narration.contents!.at(this.met.second(number + 1));
    const addresses = offers.map(({ at }) => at);
    const all = offers.length === 0 ? pieces : [...new Set([...pieces, ...addresses])].sort((a, b) => a - b);
    return { offers, pieces: all, passages };
  }

  /** How many words are shown by all steps with a number. */
  words(number: number): number {
    const { sequences, said } = this.narration!;
    let words = 0;
    for (let rest = this.all.first(number + 1); rest !== 0; rest = sequences.first(rest)) {
      const line = sequences.second(rest);
      words += this.lengths[line] ??= said[line].text.match(/\S+/g)?.length ?? 0;
    }
    return words;
  }

  /** Every choice that is on offer anywhere, as it is told there, in the order in which they come. */
  get everyOffer(): Told[] {
    const sequences = new Set<number>();
    for (let sight = 1; sight < this.met.size; sight++) sequences.add(this.met.first(sight));
    return [...new Set([...sequences].flatMap((sequence) => this.narration!.toldIn(sequence)))];
  }

  begins(chosen: Offer | null, noted: number): number {
    return this.notes?.begins(chosen, noted) ?? 0;
  }

  ends(offers: readonly Told[], note: number): number {
    return this.notes?.ends(offers, note) ?? 0;
  }

  takes(step: Narration): void {
    this.narration = step;
    this.steps.push(this.all.number(step.lines, this.met.number(step.offers, step.content)) - 1);
  }
}

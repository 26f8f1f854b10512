import { Pairs } from './pairs.ts';

/** Numbers sequences of integers, each content once, in the order in which they come: 0, 1, 2 … */
export class ContentNumbers {
  private readonly sequences = new Pairs();
  /** By the numbers of sequences. */
  private readonly numbers = new Map<number, number>();

  get size(): number {
    return this.numbers.size;
  }

  /** The number of a content; `size` before that was asked for if it is a new one. */
  number(content: readonly number[]): number {
    const sequence = this.sequences.numberOf(content);
    let number = this.numbers.get(sequence);
    if (number === undefined) this.numbers.set(sequence, (number = this.numbers.size));
    return number;
  }
}

/** Two answers in one number. */
export const flags = (one: boolean, other: boolean): number => (one ? 1 : 0) + (other ? 2 : 0);

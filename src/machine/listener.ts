import type { Told } from './lines.ts';
import type { Machine, Offer } from './machine.ts';
import type { Narration } from './narration.ts';

/**
 * Listens to turns, and notes what has to be told apart of them though the story itself goes on alike. What is noted is kept in the
 * state: while a turn is interrupted by a draw, the note of its beginning; where the story comes to rest, the note of all of it.
 */
export interface Listener {
  /** Whether it needs the words of a turn: prose, choices' texts and tags are then built as they are for a reader. */
  readonly hears: boolean;
  /** At the beginning of a turn: the choice that was made, null at the start of the story; and the note of the turn before, then 0. */
  begins(chosen: Offer | null, noted: number): number;
  /** With each line that is shown in a turn: the note as it is then, if it was `note` before. */
  listens?(line: Told, note: number): number;
  /** At rest: the note that is kept, with what is on offer. */
  ends(offers: readonly Told[], note: number): number;
  /** After each step, in the order in which they are emitted: a turn, or a part of one between draws. Whoever asks for this is told of content, too. */
  takes?(step: Narration): void;
  /** Instead of all this: the note to keep where the machine rests. Such a story can't be learned. */
  rests?(machine: Machine): number;
}

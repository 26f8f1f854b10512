import type { StoryModel } from '../machine/storymodel.ts';
import type { Emit, Model } from '../model.ts';
import type { Arrival } from './bridge.ts';

/** One kind of save: a state of the old version that waits for a choice, and what loading makes of it. */
export interface SaveClass {
  /** The state, by its number in the old version's graph. */
  readonly state: number;
  /** By their numbers, in ascending order. */
  readonly troubles: readonly number[];
  /** Which start of the new version's exploration it is, -1 for none. */
  readonly start: number;
}

/** The new version as a model that begins where a new reader does, and where any loaded save does. */
export class LoadedModel implements Model {
  readonly classes: SaveClass[] = [];
  private readonly story: StoryModel;
  private readonly arrivals: Iterable<{ readonly state: number; readonly arrival: Arrival }>;

  /** Each arrival is the state of the story's own machine as long as the next one isn't asked for. */
  constructor(story: StoryModel, arrivals: Iterable<{ readonly state: number; readonly arrival: Arrival }>) {
    this.story = story;
    this.arrivals = arrivals;
  }

  start(emit: Emit): void {
    this.story.start(emit);
    let start = this.story.entries.length;
    for (const { state, arrival } of this.arrivals) {
      const { troubles, length } = arrival;
      this.classes.push({ state, troubles, start: length > 0 ? start : -1 });
      if (length > 0) emit(start++, this.story.codec.bytes.buffer, length);
    }
  }

  successors(index: number, state: Uint8Array, from: number, length: number, emit: Emit): void {
    this.story.successors(index, state, from, length, emit);
  }
}

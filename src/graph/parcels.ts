import type { Emit, Memory } from '../model.ts';
import { hashOf, type Store } from './store.ts';

/** States on their way to another thread: their bytes one after another, and where each ends. */
export interface StateParcel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Int32Array<ArrayBuffer>;
}

/** The steps that lead on from them, on their way back. */
export interface StepParcel {
  /** For each state how many there are, or `unknown`. */
  readonly counts: Int32Array<ArrayBuffer>;
  /** The steps, in order, each with the parts of `StepPart`. */
  readonly steps: Int32Array<ArrayBuffer>;
  /** The states that they lead to, one after another. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export const unknown = -1;

/** A step's label, and the hash and the length of the state it leads to. */
export const StepPart = { Label: 0, Hash: 1, Size: 2, Length: 3 } as const;

/** A parcel isn't filled beyond so many bytes of states: what follows counts as unknown. */
const heaviest = 1 << 22;

/** Packs some states of a store. */
export function packStates(store: Store, first: number, count: number): StateParcel {
  const ends = new Int32Array(count);
  let end = 0;
  for (let i = 0; i < count; i++) {
    end += store.lengthOf(first + i);
    ends[i] = end;
  }
  const packed = new Uint8Array(end);
  for (let i = 0; i < count; i++)
    store.with(first + i, (bytes, from, length) => {
      for (let j = 0, to = ends[i] - length; j < length; j++) packed[to + j] = bytes[from + j];
    });
  return { bytes: packed, ends };
}

/** What has to be handed over with a parcel, as it is and not as a copy. */
export function contentsOf(parcel: StateParcel | StepParcel): ArrayBuffer[] {
  return Object.values(parcel).map(({ buffer }) => buffer);
}

/** Follows the steps from states, as far as they are known, and packs where they lead. */
export class Packer {
  private readonly memory: Memory;
  private steps = new Int32Array(StepPart.Length << 12);
  private bytes = new Uint8Array(1 << 16);
  private usedSteps = 0;
  private usedBytes = 0;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  follow({ bytes, ends }: StateParcel): StepParcel {
    const counts = new Int32Array(ends.length);
    this.usedSteps = 0;
    this.usedBytes = 0;
    let from = 0;
    for (const [i, end] of ends.entries()) {
      const { usedSteps, usedBytes } = this;
      if (usedBytes < heaviest && this.memory.successors(bytes, from, end - from, this.emit))
        counts[i] = (this.usedSteps - usedSteps) / StepPart.Length;
      else {
        counts[i] = unknown;
        this.usedSteps = usedSteps;
        this.usedBytes = usedBytes;
      }
      from = end;
    }
    return { counts, steps: this.steps.slice(0, this.usedSteps), bytes: this.bytes.slice(0, this.usedBytes) };
  }

  private readonly emit: Emit = (label, state, length) => {
    if (this.usedSteps === this.steps.length) this.steps = larger(this.steps, new Int32Array(2 * this.steps.length));
    while (this.usedBytes + length > this.bytes.length)
      this.bytes = larger(this.bytes, new Uint8Array(2 * this.bytes.length));
    const { steps, usedSteps, bytes, usedBytes } = this;
    steps[usedSteps + StepPart.Label] = label;
    steps[usedSteps + StepPart.Hash] = hashOf(state, length);
    steps[usedSteps + StepPart.Size] = length;
    for (let i = 0; i < length; i++) bytes[usedBytes + i] = state[i];
    this.usedSteps = usedSteps + StepPart.Length;
    this.usedBytes = usedBytes + length;
  };
}

function larger<Numbers extends Int32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

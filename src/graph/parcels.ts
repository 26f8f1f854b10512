import type { Emit, Memory } from '../model.ts';
import { hashOf, type Store } from './store.ts';

/** States on their way to a thread that shares no memory with this one: their bytes one after another, and where each ends. */
export interface StateParcel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Int32Array<ArrayBuffer>;
}

/** The steps that lead on from some states, on their way back. */
export interface StepParcel {
  /** For each state how many there are, or `unknown`. */
  readonly counts: Int32Array<ArrayBuffer>;
  /** The steps, in order, each with the parts of `StepPart`. */
  readonly steps: Int32Array<ArrayBuffer>;
  /** The states that they lead to and that have no numbers yet, one after another. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export const unknown = -1;

/** A step's label and the number of the state it leads to, or `isNew` and that state's hash and length. */
export const StepPart = { Label: 0, Target: 1, Hash: 2, Size: 3, Length: 4 } as const;
/** Said in place of a number: as far as one could see, the state has none. */
export const isNew = -1;

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
  private counts = new Int32Array();
  private steps = new Int32Array(StepPart.Length << 12);
  private bytes = new Uint8Array(1 << 16);
  private usedSteps = 0;
  private usedBytes = 0;
  /** The visited set, as far as it can be seen from here. */
  private visited: Store | null = null;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  /** The steps from states that were sent. */
  follow({ bytes, ends }: StateParcel): StepParcel {
    this.begin(ends.length, null);
    let from = 0;
    for (const [i, end] of ends.entries()) {
      this.followOne(i, bytes, from, end - from);
      from = end;
    }
    return this.packed();
  }

  /** The steps from states of a store; those that lead to other states of it, by their numbers. */
  followIn(store: Store, first: number, count: number): StepParcel {
    this.begin(count, store);
    for (let i = 0; i < count; i++)
      store.with(first + i, (bytes, from, length) => this.followOne(i, bytes, from, length));
    return this.packed();
  }

  private begin(count: number, visited: Store | null): void {
    this.counts = new Int32Array(count);
    this.usedSteps = 0;
    this.usedBytes = 0;
    this.visited = visited;
  }

  private packed(): StepParcel {
    const { counts, steps, bytes } = this;
    return { counts, steps: steps.slice(0, this.usedSteps), bytes: bytes.slice(0, this.usedBytes) };
  }

  private followOne(index: number, state: Uint8Array, from: number, length: number): void {
    const { usedSteps, usedBytes } = this;
    if (usedBytes < heaviest && this.memory.successors(state, from, length, this.emit))
      this.counts[index] = (this.usedSteps - usedSteps) / StepPart.Length;
    else {
      this.counts[index] = unknown;
      this.usedSteps = usedSteps;
      this.usedBytes = usedBytes;
    }
  }

  private readonly emit: Emit = (label, state, length) => {
    const hash = hashOf(state, length);
    const target = this.visited?.find(state, length, hash) ?? isNew;
    if (this.usedSteps === this.steps.length) this.steps = larger(this.steps, new Int32Array(2 * this.steps.length));
    const { steps, usedSteps } = this;
    steps[usedSteps + StepPart.Label] = label;
    steps[usedSteps + StepPart.Target] = target;
    steps[usedSteps + StepPart.Hash] = hash;
    steps[usedSteps + StepPart.Size] = length;
    this.usedSteps = usedSteps + StepPart.Length;
    if (target === isNew) this.put(state, length);
  };

  private put(state: Uint8Array, length: number): void {
    while (this.usedBytes + length > this.bytes.length)
      this.bytes = larger(this.bytes, new Uint8Array(2 * this.bytes.length));
    const { bytes, usedBytes } = this;
    for (let i = 0; i < length; i++) bytes[usedBytes + i] = state[i];
    this.usedBytes = usedBytes + length;
  }
}

function larger<Numbers extends Int32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

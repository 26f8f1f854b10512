import type { Emit, Memory } from '../model.ts';
import { hashOf, type Store } from './store.ts';

/** States on their way to another thread: their bytes one after another, and where each ends. */
export interface StateParcel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Int32Array<ArrayBuffer>;
}

/**
 * The steps that lead on from them, on their way back. The states that they lead to are numbered in the order in which they come, most of them once. All but
 * the counts may have room left at the end.
 */
export interface StepParcel {
  /** For each state how many steps there are, or `unknown`. */
  readonly counts: Int32Array<ArrayBuffer>;
  /** The steps, in order, each with the parts of `StepPart`. */
  readonly steps: Int32Array<ArrayBuffer>;
  /** The states that they lead to, each with the parts of `TargetPart`. */
  readonly targets: Int32Array<ArrayBuffer>;
  /** The bytes of these, one after another. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export const unknown = -1;

/** A step's label, and the number of the state it leads to. */
export const StepPart = { Label: 0, Target: 1, Length: 2 } as const;
/** A state's hash, and how many bytes it has. */
export const TargetPart = { Hash: 0, Size: 1, Length: 2 } as const;

/** A parcel isn't filled beyond so many bytes of states: what follows counts as unknown. */
const heaviest = 1 << 22;
/** So many states are kept in mind while a parcel is filled, a power of two. About half of all steps lead to one that came in it before. */
const inMind = 1 << 13;

/** Packs some states of a store. */
export function packStates(store: Store, first: number, count: number): StateParcel {
  const ends = new Int32Array(count);
  let end = 0;
  for (let i = 0; i < count; i++) {
    end += store.lengthOf(first + i);
    ends[i] = end;
  }
  const packed = new Uint8Array(end);
  store.copy(first, packed);
  return { bytes: packed, ends };
}

/** What has to be handed over with a parcel, as it is and not as a copy. */
export function contentsOf(parcel: StateParcel | StepParcel): ArrayBuffer[] {
  return Object.values(parcel).map(({ buffer }) => buffer);
}

/** Follows the steps from states, as far as they are known, and packs where they lead. */
export class Packer {
  private readonly memory: Memory;
  private steps = new Int32Array(0);
  private targets = new Int32Array(0);
  private bytes = new Uint8Array(0);
  private usedSteps = 0;
  private usedTargets = 0;
  private usedBytes = 0;
  /** Of states that came in this parcel, by the lowest bits of their hashes: the hash, the number plus one (0: none), and where they begin. */
  private readonly mind = new Int32Array(3 * inMind);

  constructor(memory: Memory) {
    this.memory = memory;
  }

  /** Fills a parcel, one that was emptied if there is one. */
  follow({ bytes, ends }: StateParcel, empty: StepParcel | null): StepParcel {
    const counts = new Int32Array(ends.length);
    this.steps = empty?.steps ?? new Int32Array(StepPart.Length << 12);
    this.targets = empty?.targets ?? new Int32Array(TargetPart.Length << 12);
    this.bytes = empty?.bytes ?? new Uint8Array(1 << 16);
    this.usedSteps = 0;
    this.usedTargets = 0;
    this.usedBytes = 0;
    this.mind.fill(0);
    let from = 0;
    for (const [i, end] of ends.entries()) {
      const { usedSteps, usedTargets, usedBytes } = this;
      if (usedBytes < heaviest && this.memory.successors(bytes, from, end - from, this.emit))
        counts[i] = (this.usedSteps - usedSteps) / StepPart.Length;
      else {
        counts[i] = unknown;
        this.usedSteps = usedSteps;
        this.usedTargets = usedTargets;
        this.usedBytes = usedBytes;
        this.mind.fill(0);
      }
      from = end;
    }
    return { counts, steps: this.steps, targets: this.targets, bytes: this.bytes };
  }

  private readonly emit: Emit = (label, state, length) => {
    if (this.usedSteps === this.steps.length) this.steps = larger(this.steps, new Int32Array(2 * this.steps.length));
    const { steps, usedSteps } = this;
    steps[usedSteps + StepPart.Label] = label;
    steps[usedSteps + StepPart.Target] = this.numberOf(state, length);
    this.usedSteps = usedSteps + StepPart.Length;
  };

  /** The number of a state in this parcel; where it isn't in mind it is added. */
  private numberOf(state: Uint8Array, length: number): number {
    const hash = hashOf(state, length);
    const { mind, targets } = this;
    const place = 3 * (hash & (inMind - 1));
    const known = mind[place + 1] - 1;
    if (known >= 0 && mind[place] === hash && targets[known * TargetPart.Length + TargetPart.Size] === length) {
      if (this.isAt(mind[place + 2], state, length)) return known;
    }
    mind[place] = hash;
    mind[place + 1] = this.usedTargets / TargetPart.Length + 1;
    mind[place + 2] = this.usedBytes;
    return this.add(state, length, hash);
  }

  private isAt(from: number, state: Uint8Array, length: number): boolean {
    const { bytes } = this;
    for (let i = 0; i < length; i++) if (bytes[from + i] !== state[i]) return false;
    return true;
  }

  private add(state: Uint8Array, length: number, hash: number): number {
    if (this.usedTargets === this.targets.length)
      this.targets = larger(this.targets, new Int32Array(2 * this.targets.length));
    while (this.usedBytes + length > this.bytes.length)
      this.bytes = larger(this.bytes, new Uint8Array(2 * this.bytes.length));
    const { targets, usedTargets, bytes, usedBytes } = this;
    targets[usedTargets + TargetPart.Hash] = hash;
    targets[usedTargets + TargetPart.Size] = length;
    for (let i = 0; i < length; i++) bytes[usedBytes + i] = state[i];
    this.usedTargets = usedTargets + TargetPart.Length;
    this.usedBytes = usedBytes + length;
    return usedTargets / TargetPart.Length;
  }
}

function larger<Numbers extends Int32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

import { describe, expect, it } from 'vitest';
import { Packer, type StateParcel, type StepParcel, StepPart, TargetPart, unknown } from '../src/graph/parcels.ts';
import { hashOf } from '../src/graph/store.ts';
import type { Memory } from '../src/model.ts';

/** Knows by heart where some states lead, each of one byte: state `i` to all of `targets[i]`; null where something is unknown after all of them. */
class Heart implements Memory {
  private readonly targets: readonly (readonly Uint8Array[])[];
  private readonly gaps: ReadonlySet<number>;

  constructor(targets: readonly (readonly Uint8Array[])[], gaps: readonly number[] = []) {
    this.targets = targets;
    this.gaps = new Set(gaps);
  }

  update(): void {}

  successors(state: Uint8Array, from: number, _: number, emit: Parameters<Memory['successors']>[3]): boolean {
    for (const [label, target] of this.targets[state[from]].entries()) emit(label, target, target.length);
    return !this.gaps.has(state[from]);
  }
}

function statesUpTo(count: number): StateParcel {
  return {
    bytes: Uint8Array.from({ length: count }, (_, i) => i),
    ends: Int32Array.from({ length: count }, (_, i) => i + 1),
  };
}

/** The steps of a parcel, state by state, each as its label and the bytes it leads to. */
function stepsIn({ counts, steps, targets, bytes }: StepParcel): (string[] | null)[] {
  const begins = [0];
  const contents = (number: number): string => {
    while (begins.length <= number + 1)
      begins.push(begins.at(-1)! + targets[(begins.length - 1) * TargetPart.Length + TargetPart.Size]);
    return bytes.subarray(begins[number], begins[number + 1]).join();
  };
  let at = 0;
  return Array.from(counts, (count) => {
    if (count === unknown) return null;
    return Array.from({ length: count }, () => {
      const step = `${steps[at + StepPart.Label]}: ${contents(steps[at + StepPart.Target])}`;
      at += StepPart.Length;
      return step;
    });
  });
}

/** How many states a parcel has with their bytes, when all of its steps are read. */
function statesIn({ counts, steps }: StepParcel): number {
  const known = counts.reduce((sum, count) => sum + Math.max(count, 0), 0);
  return 1 + Math.max(...Array.from({ length: known }, (_, i) => steps[i * StepPart.Length + StepPart.Target]));
}

const said = (...targets: Uint8Array[]): string[] => targets.map((target, label) => `${label}: ${target.join()}`);

describe('a parcel of steps', () => {
  const [a, b, c] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4), Uint8Array.of(5, 6)];

  it('has each state once that several steps lead to', () => {
    const found = new Packer(
      new Heart([
        [a, b],
        [b, a, a],
        [c, b],
      ]),
    ).follow(statesUpTo(3), null);
    expect(stepsIn(found)).toEqual([said(a, b), said(b, a, a), said(c, b)]);
    expect(statesIn(found)).toBe(3);
  });

  it('has two states of the same hash and length both', () => {
    const known = new Map<number, Uint8Array>();
    let pair: Uint8Array[] = [];
    for (let i = 0; pair.length === 0; i++) {
      const state = Uint8Array.of(i, i >>> 8, i >>> 16, 7, Math.imul(i, 31) >>> 3);
      const other = known.get(hashOf(state, state.length));
      if (other !== undefined) pair = [other, state];
      known.set(hashOf(state, state.length), state);
    }
    const [one, two] = pair;
    const found = new Packer(
      new Heart([
        [one, two],
        [two, one],
      ]),
    ).follow(statesUpTo(2), null);
    expect(stepsIn(found)).toEqual([said(one, two), said(two, one)]);
  });

  it('says what is unknown, and nothing is left of the steps before it', () => {
    const found = new Packer(new Heart([[a], [b, c], [b, a], [c]], [1])).follow(statesUpTo(4), null);
    expect(stepsIn(found)).toEqual([said(a), null, said(b, a), said(c)]);
  });

  it('is filled anew as if it were a new one', () => {
    const many = Array.from({ length: 200 }, (_, i) =>
      Array.from({ length: 90 }, (_, j) => Uint8Array.of(i, j, 1, 2, 3, 4, 5, 6)),
    );
    const full = new Packer(new Heart(many)).follow(statesUpTo(200), null);
    expect(stepsIn(full)).toEqual(many.map((targets) => said(...targets)));
    const refilled = new Packer(new Heart([[a, b], [b]])).follow(statesUpTo(2), full);
    expect(refilled.bytes.buffer).toBe(full.bytes.buffer);
    expect(stepsIn(refilled)).toEqual([said(a, b), said(b)]);
  });
});

import { hashOf } from './store.js';
export const unknown = -1;
/** A step's label and the number of the state it leads to, or `isNew` and that state's hash and length. */
export const StepPart = { Label: 0, Target: 1, Hash: 2, Size: 3, Length: 4 };
/** Said in place of a number: as far as one could see, the state has none. */
export const isNew = -1;
/** A parcel isn't filled beyond so many bytes of states: what follows counts as unknown. */
const heaviest = 1 << 22;
/** Packs some states of a store. */
export function packStates(store, first, count) {
    const ends = new Int32Array(count);
    let end = 0;
    for (let i = 0; i < count; i++) {
        end += store.lengthOf(first + i);
        ends[i] = end;
    }
    const packed = new Uint8Array(end);
    for (let i = 0; i < count; i++)
        store.with(first + i, (bytes, from, length) => {
            for (let j = 0, to = ends[i] - length; j < length; j++)
                packed[to + j] = bytes[from + j];
        });
    return { bytes: packed, ends };
}
/** What has to be handed over with a parcel, as it is and not as a copy. */
export function contentsOf(parcel) {
    return Object.values(parcel).map(({ buffer }) => buffer);
}
/** Follows the steps from states, as far as they are known, and packs where they lead. */
export class Packer {
    memory;
    counts = new Int32Array();
    steps = new Int32Array(StepPart.Length << 12);
    bytes = new Uint8Array(1 << 16);
    usedSteps = 0;
    usedBytes = 0;
    /** The visited set, as far as it can be seen from here. */
    visited = null;
    constructor(memory) {
        this.memory = memory;
    }
    /** The steps from states that were sent. */
    follow({ bytes, ends }) {
        this.begin(ends.length, null);
        let from = 0;
        for (const [i, end] of ends.entries()) {
            this.followOne(i, bytes, from, end - from);
            from = end;
        }
        return this.packed();
    }
    /** The steps from states of a store; those that lead to other states of it, by their numbers. */
    followIn(store, first, count) {
        this.begin(count, store);
        for (let i = 0; i < count; i++)
            store.with(first + i, (bytes, from, length) => this.followOne(i, bytes, from, length));
        return this.packed();
    }
    begin(count, visited) {
        this.counts = new Int32Array(count);
        this.usedSteps = 0;
        this.usedBytes = 0;
        this.visited = visited;
    }
    packed() {
        const { counts, steps, bytes } = this;
        return { counts, steps: steps.slice(0, this.usedSteps), bytes: bytes.slice(0, this.usedBytes) };
    }
    followOne(index, state, from, length) {
        const { usedSteps, usedBytes } = this;
        if (usedBytes < heaviest && this.memory.successors(state, from, length, this.emit))
            this.counts[index] = (this.usedSteps - usedSteps) / StepPart.Length;
        else {
            this.counts[index] = unknown;
            this.usedSteps = usedSteps;
            this.usedBytes = usedBytes;
        }
    }
    emit = (label, state, length) => {
        const hash = hashOf(state, length);
        const target = this.visited?.find(state, length, hash) ?? isNew;
        if (this.usedSteps === this.steps.length)
            this.steps = larger(this.steps, new Int32Array(2 * this.steps.length));
        const { steps, usedSteps } = this;
        steps[usedSteps + StepPart.Label] = label;
        steps[usedSteps + StepPart.Target] = target;
        steps[usedSteps + StepPart.Hash] = hash;
        steps[usedSteps + StepPart.Size] = length;
        this.usedSteps = usedSteps + StepPart.Length;
        if (target === isNew)
            this.put(state, length);
    };
    put(state, length) {
        while (this.usedBytes + length > this.bytes.length)
            this.bytes = larger(this.bytes, new Uint8Array(2 * this.bytes.length));
        const { bytes, usedBytes } = this;
        for (let i = 0; i < length; i++)
            bytes[usedBytes + i] = state[i];
        this.usedBytes = usedBytes + length;
    }
}
function larger(from, to) {
    to.set(from);
    return to;
}

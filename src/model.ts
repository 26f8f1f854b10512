/** Receives one successor: the label of the action that leads to it, and the state as bytes `0 … length - 1`, valid during the call. */
export type Emit = (label: number, state: Uint8Array, length: number) => void;

/**
 * The waist of the hourglass: a system that can be explored. States are byte strings, equal exactly if their bytes are; actions are
 * numbers whose meaning is the model's own. Everything that explores or judges sees stories only through this.
 */
export interface Model {
  /** Emits the initial states. */
  start(emit: Emit): void;
  /** Emits the successors of a state, in a fixed order. `index` is the explorer's number for the state. */
  successors(index: number, state: Uint8Array, from: number, length: number, emit: Emit): void;
}

/**
 * What a model has learned so far, in the hands of somebody else, perhaps on another thread: it knows most successors, and says so where
 * it doesn't. It never learns by itself.
 */
export interface Memory {
  /** Emits the successors of a state; false where some are unknown: then what was emitted doesn't count. */
  successors(state: Uint8Array, from: number, length: number, emit: Emit): boolean;
  /** Takes over what the model has learned meanwhile: something that it shared, which can be sent to other threads. */
  update(shared: unknown): void;
}

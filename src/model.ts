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

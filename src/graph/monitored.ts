import type { Emit, Model } from '../model.ts';
import { type Monitor, unobserved } from './monitor.ts';

/**
 * A model together with a monitor that follows it: its states are those of the model with one byte more, the last, which tells where the monitor stands. A monitor of at most 256
 * states can be followed.
 */
export class Monitored implements Model {
  private readonly model: Model;
  private readonly monitor: Monitor;
  private readonly letterOf: (state: Uint8Array) => number | null;

  /** `letterOf` tells of a state of the model its letter or `unobserved`; null where it has none: that counts as a violation. It may use the model itself. */
  constructor(model: Model, monitor: Monitor, letterOf: (state: Uint8Array) => number | null) {
    this.model = model;
    this.monitor = monitor;
    this.letterOf = letterOf;
  }

  start(emit: Emit): void {
    this.follow(this.monitor.start, emit, (met) => this.model.start(met));
  }

  successors(index: number, state: Uint8Array, from: number, length: number, emit: Emit): void {
    this.follow(state[from + length - 1], emit, (met) => this.model.successors(index, state, from, length - 1, met));
  }

  /** Emits what `run` emits, with where the monitor stands then that stood at `before`. */
  private follow(before: number, emit: Emit, run: (met: Emit) => void): void {
    const { next, letters, bad } = this.monitor;
    const all: { readonly label: number; readonly state: Uint8Array }[] = [];
    run((label, state, length) => all.push({ label, state: state.slice(0, length) }));
    for (const { label, state } of all) {
      const letter = this.letterOf(state);
      const watched = new Uint8Array(state.length + 1);
      watched.set(state);
      watched[state.length] = letter === null ? bad : letter === unobserved ? before : next[before * letters + letter];
      emit(label, watched, watched.length);
    }
  }
}

import type { Memory } from '../model.ts';
import { contentsOf, Packer, type StateParcel, type StepParcel } from './parcels.ts';

/** What the main thread tells a helper to do next. Nothing is answered to `learn`. */
export type Order =
  /** Say that you are there. */
  | { readonly kind: 'greet' }
  /** Take over what was learned. */
  | { readonly kind: 'learn'; readonly news: unknown }
  /** Follow the steps from some states; a parcel that was emptied comes back with them, to be filled. */
  | { readonly kind: 'follow'; readonly states: StateParcel; readonly empty: StepParcel | null };

export type Report =
  | { readonly kind: 'here' }
  /** With the milliseconds for which the helper had nothing to do before. */
  | { readonly kind: 'steps'; readonly steps: StepParcel; readonly idle: number };

/** Another thread, as whoever started it hands it over: it carries out orders by a `Helping`. */
export interface Helper {
  /** Sends it an order; the memory in `transfer` is handed over with it. */
  post(order: Order, transfer?: ArrayBuffer[]): void;
  /** Must be called once. */
  listen(onReport: (report: Report) => void, onError: (error: Error) => void): void;
  stop(): void;
}

/** The other end: what a helper does on its thread. */
export class Helping {
  private readonly memory: Memory;
  private readonly packer: Packer;
  private readonly post: (report: Report, transfer: ArrayBuffer[]) => void;
  /** When it had sent the last steps. */
  private sent = Date.now();

  constructor(memory: Memory, post: (report: Report, transfer: ArrayBuffer[]) => void) {
    this.memory = memory;
    this.packer = new Packer(memory);
    this.post = post;
  }

  carryOut(order: Order): void {
    const idle = Date.now() - this.sent;
    if (order.kind === 'greet') this.post({ kind: 'here' }, []);
    else if (order.kind === 'learn') this.memory.update(order.news);
    else {
      const steps = this.packer.follow(order.states, order.empty);
      this.post({ kind: 'steps', steps, idle }, contentsOf(steps));
      this.sent = Date.now();
    }
  }
}

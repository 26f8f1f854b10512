import type { Memory } from '../model.ts';
import { Desk, type DeskMemory } from './desk.ts';
import { Hand } from './hand.ts';
import { contentsOf, Packer, type StateParcel, type StepParcel } from './parcels.ts';
import { adopt, type StoreNews } from './replica.ts';
import { Store } from './store.ts';

/** What the main thread tells a helper to do next; each is answered by a `Report`, but for `learn`. */
export type Order =
  | { readonly kind: 'join'; readonly desk: DeskMemory; readonly self: number; readonly hands: number }
  | {
      readonly kind: 'expand';
      readonly news: StoreNews;
      readonly shared: unknown;
      readonly first: number;
      readonly count: number;
    }
  | { readonly kind: 'sift'; readonly count: number }
  | { readonly kind: 'settle'; readonly news: StoreNews }
  // where there is no shared memory
  | { readonly kind: 'greet' }
  | { readonly kind: 'learn'; readonly news: unknown }
  | { readonly kind: 'follow'; readonly states: StateParcel };

export type Report =
  /** An order was carried out; some tables of the visited set had to be replaced by larger ones. */
  | { readonly kind: 'done'; readonly tables: readonly (readonly [number, Int32Array])[] }
  | { readonly kind: 'here' }
  | { readonly kind: 'steps'; readonly steps: StepParcel };

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
  private readonly store = new Store();
  private readonly memory: Memory;
  private readonly packer: Packer;
  private readonly post: (report: Report, transfer: ArrayBuffer[]) => void;
  private hand: Hand | null = null;

  constructor(memory: Memory, post: (report: Report, transfer: ArrayBuffer[]) => void) {
    this.memory = memory;
    this.packer = new Packer(memory);
    this.post = post;
  }

  carryOut(order: Order): void {
    if (order.kind === 'learn') this.memory.update(order.news);
    else if (order.kind === 'greet') this.post({ kind: 'here' }, []);
    else if (order.kind === 'follow') {
      const steps = this.packer.follow(order.states);
      this.post({ kind: 'steps', steps }, contentsOf(steps));
    } else this.post({ kind: 'done', tables: this.lendHand(order) }, []);
  }

  /** Does its part of an order with shared memory; gives the tables that had to be replaced. */
  private lendHand(
    order: Extract<Order, { kind: 'join' | 'expand' | 'sift' | 'settle' }>,
  ): (readonly [number, Int32Array])[] {
    const { store, memory, hand } = this;
    const before = store.tables.slice();
    if (order.kind === 'join') this.hand = new Hand(new Desk(order.desk), order.self, order.hands, store, memory);
    else if (order.kind === 'expand') {
      adopt(store, order.news);
      memory.update(order.shared);
      hand!.expand(order.first, order.count);
      return [];
    } else if (order.kind === 'sift') hand!.sift(order.count);
    else {
      adopt(store, order.news);
      hand!.settle();
      return [];
    }
    return [...store.tables.entries()].filter(([which, table]) => before[which] !== table);
  }
}

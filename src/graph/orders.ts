import type { Memory } from '../model.ts';
import { Desk, type DeskMemory } from './desk.ts';
import { Hand } from './hand.ts';
import { adopt, type StoreNews } from './replica.ts';
import { Store } from './store.ts';

/** What the main thread tells a helper to do next; each is answered by a `Report`. */
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
  | { readonly kind: 'settle'; readonly news: StoreNews };

/** An order was carried out; some tables of the visited set had to be replaced by larger ones. */
export interface Report {
  readonly tables: readonly (readonly [number, Int32Array])[];
}

/** Another thread, as whoever started it hands it over: it carries out orders by a `Helping`. */
export interface Helper {
  post(order: Order): void;
  /** Must be called once. */
  listen(onReport: (report: Report) => void, onError: (error: Error) => void): void;
  stop(): void;
}

/** The other end: what a helper does on its thread. */
export class Helping {
  private readonly store = new Store();
  private readonly memory: Memory;
  private hand: Hand | null = null;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  carryOut(order: Order): Report {
    const { store, memory, hand } = this;
    const before = store.tables.slice();
    if (order.kind === 'join') this.hand = new Hand(new Desk(order.desk), order.self, order.hands, store, memory);
    else if (order.kind === 'expand') {
      adopt(store, order.news);
      memory.update(order.shared);
      hand!.expand(order.first, order.count);
      return { tables: [] };
    } else if (order.kind === 'sift') hand!.sift(order.count);
    else {
      adopt(store, order.news);
      hand!.settle();
      return { tables: [] };
    }
    return { tables: [...store.tables.entries()].filter(([which, table]) => before[which] !== table) };
  }
}

import type { Store } from './store.ts';

/** What one thread has to tell another that looks into its store. */
export interface StoreNews {
  readonly size: number;
  /** How much of each chunk is in use. */
  readonly used: readonly number[];
  /** New chunks of bytes and of starts, with the number of the first. */
  readonly chunksFrom: number;
  readonly chunks: readonly Uint8Array[];
  readonly startsFrom: number;
  readonly starts: readonly Int32Array[];
  /** Tables that were replaced, by number. */
  readonly tables: readonly (readonly [number, Int32Array])[];
}

/** Tells what is new in a store, each time since the last. */
export class Herald {
  private readonly store: Store;
  private chunks = 0;
  private starts = 0;
  private readonly tables: (Int32Array | null)[];

  constructor(store: Store) {
    this.store = store;
    this.tables = store.tables.map(() => null);
  }

  news(): StoreNews {
    const { store, tables } = this;
    const news: StoreNews = {
      size: store.size,
      used: store.used,
      chunksFrom: this.chunks,
      chunks: store.chunks.slice(this.chunks),
      startsFrom: this.starts,
      starts: store.starts.chunks.slice(this.starts),
      tables: [...store.tables.entries()].filter(([which, table]) => tables[which] !== table),
    };
    this.chunks = store.chunks.length;
    this.starts = store.starts.chunks.length;
    for (const [which, table] of news.tables) tables[which] = table;
    return news;
  }
}

/** Brings a store up to date with another one of which it shares the memory. */
export function adopt(store: Store, news: StoreNews): void {
  store.used = [...news.used];
  store.starts.length = news.size;
  news.chunks.forEach((chunk, i) => {
    store.chunks[news.chunksFrom + i] = chunk;
  });
  news.starts.forEach((chunk, i) => {
    store.starts.chunks[news.startsFrom + i] = chunk;
  });
  for (const [which, table] of news.tables) store.tables[which] = table;
}

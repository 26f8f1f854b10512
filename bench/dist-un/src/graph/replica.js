/** Tells what is new in a store, each time since the last. */
export class Herald {
    store;
    chunks = 0;
    starts = 0;
    tables;
    constructor(store) {
        this.store = store;
        this.tables = store.tables.map(() => null);
    }
    news() {
        const { store, tables } = this;
        const news = {
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
        for (const [which, table] of news.tables)
            tables[which] = table;
        return news;
    }
}
/** Brings a store up to date with another one of which it shares the memory. */
export function adopt(store, news) {
    store.used = [...news.used];
    store.starts.length = news.size;
    news.chunks.forEach((chunk, i) => {
        store.chunks[news.chunksFrom + i] = chunk;
    });
    news.starts.forEach((chunk, i) => {
        store.starts.chunks[news.startsFrom + i] = chunk;
    });
    for (const [which, table] of news.tables)
        store.tables[which] = table;
}

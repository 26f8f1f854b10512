import { mixed, sameAs, sliceSize, trayMask, unknown } from './desk.js';
import { hashOf, tableOf } from './store.js';
import { EntryPart, isNew } from './tray.js';
/**
 * One of those who work through a batch of states together, each on a thread of its own: first all expand states, slice by slice, as they
 * find time; then each goes through the new states that belong to its own tables of the visited set; when they have numbers, it puts them there.
 */
export class Hand {
    desk;
    self;
    hands;
    store;
    memory;
    tray;
    emit;
    /** The entries that this hand found to be new states, in order. */
    fresh = [];
    /** The new states that it came to, by whose they are to sift; and how many. */
    lists;
    listed;
    /** The entry that is being sifted. */
    sifted = 0;
    isSifted = (kept) => this.desk.same(this.sifted, -kept - 1);
    constructor(desk, self, hands, store, memory) {
        this.desk = desk;
        this.self = self;
        this.hands = hands;
        this.store = store;
        this.memory = memory;
        const tray = desk.tray(self);
        this.tray = tray;
        const lists = desk.memory.lists.slice(self * hands, (self + 1) * hands);
        const listed = new Int32Array(hands);
        this.lists = lists;
        this.listed = listed;
        this.emit = (label, state, length) => {
            const hash = hashOf(state, length);
            const target = store.find(state, length, hash);
            tray.put(target, label, hash, state, length);
            if (target !== isNew || tray.overflowed)
                return;
            const owner = tableOf(hash) % hands;
            lists[owner][listed[owner]++] = tray.next - 1;
        };
    }
    /** Expands its share of the `count` states from `first` on; nothing may change the visited set meanwhile. */
    expand(first, count) {
        const { next } = this.desk.memory;
        this.tray.clear();
        this.listed.fill(0);
        while (this.tray.isRoomy) {
            const slice = Atomics.add(next, 0, 1);
            if (slice * sliceSize >= count)
                return;
            this.expandSlice(first, slice, count);
        }
    }
    expandSlice(first, slice, count) {
        const { hands, self, listed } = this;
        const { takenBy, listed: marks } = this.desk.memory;
        takenBy[slice] = self;
        for (let owner = 0; owner < hands; owner++)
            marks[2 * (slice * hands + owner)] = listed[owner];
        let isWhole = true;
        for (let i = slice * sliceSize; i < Math.min((slice + 1) * sliceSize, count); i++)
            if (!this.expandOne(first + i, i))
                isWhole = false;
        for (let owner = 0; owner < hands; owner++) {
            marks[2 * (slice * hands + owner) + 1] = listed[owner];
            if (!isWhole)
                marks[2 * (slice * hands + owner)] = mixed;
        }
    }
    /** Whether all successors of a state were known. */
    expandOne(state, index) {
        const { tray, memory, emit } = this;
        const { counts, entriesOf } = this.desk.memory;
        const from = tray.next;
        let known = false;
        this.store.with(state, (bytes, at, length) => {
            known = memory.successors(bytes, at, length, emit);
        });
        const good = known && !tray.overflowed;
        if (!good)
            this.cutTo(from);
        entriesOf[index] = from;
        counts[index] = good ? tray.next - from : unknown;
        return good;
    }
    /** Takes entries away again from one on. */
    cutTo(entry) {
        const { lists, listed } = this;
        this.tray.cutTo(entry);
        for (const [owner, list] of lists.entries())
            while (listed[owner] > 0 && list[listed[owner] - 1] >= entry)
                listed[owner]--;
    }
    /** Tells which of the successors of the first `count` states of the batch are new, as far as they belong to its tables. */
    sift(count) {
        const { hands, self } = this;
        const { takenBy, listed, lists } = this.desk.memory;
        this.fresh.length = 0;
        for (let slice = 0; slice * sliceSize < count; slice++) {
            const begin = listed[2 * (slice * hands + self)];
            if (begin === mixed || (slice + 1) * sliceSize > count)
                this.siftAll(slice * sliceSize, count);
            else
                this.siftListed(lists[takenBy[slice] * hands + self], begin, listed[2 * (slice * hands + self) + 1]);
        }
    }
    /** Goes through a list of new states that are all its own. */
    siftListed(list, begin, end) {
        for (let i = begin; i < end; i++) {
            const entries = this.desk.entriesAt(list[i]);
            const at = (list[i] & trayMask) * EntryPart.Length;
            this.siftOne(list[i], entries, at, entries[at + EntryPart.Hash]);
        }
    }
    /** Goes through all successors of a slice, its own and others. */
    siftAll(first, count) {
        const { desk, hands, self } = this;
        const { counts, entriesOf } = desk.memory;
        for (let i = first; i < Math.min(first + sliceSize, count); i++) {
            const entries = desk.entriesAt(entriesOf[i]);
            for (let entry = entriesOf[i]; entry < entriesOf[i] + counts[i]; entry++) {
                const at = (entry & trayMask) * EntryPart.Length;
                const hash = entries[at + EntryPart.Hash];
                if (entries[at] === isNew && tableOf(hash) % hands === self)
                    this.siftOne(entry, entries, at, hash);
            }
        }
    }
    siftOne(entry, entries, at, hash) {
        this.sifted = entry;
        const kept = this.store.keep(hash, -entry - 1, this.isSifted);
        if (kept === 0)
            this.fresh.push(entry);
        else
            entries[at] = sameAs(-kept - 1);
    }
    /** Puts the new states of its tables into the visited set, now that they have been given numbers. */
    settle() {
        const { desk, store } = this;
        for (const entry of this.fresh) {
            const index = desk.part(entry, EntryPart.Target);
            if (index < 0)
                continue; // behind the bound at which the exploration ends
            store.settle(desk.part(entry, EntryPart.Hash), -entry - 1, index);
            store.write(index, desk.bytesOf(entry), desk.part(entry, EntryPart.At), desk.part(entry, EntryPart.Size));
        }
    }
}

import type { Emit, Memory } from '../model.ts';
import { type Desk, sameAs, trayMask, unknown } from './desk.ts';
import { hashOf, type Store, tableOf } from './store.ts';
import { EntryPart, isNew, type Tray } from './tray.ts';

/** States are taken from a batch by so many at a time. */
export const sliceSize = 64;

/**
 * One of those who work through a batch of states together, each on a thread of its own: first all expand states, slice by slice, as they
 * find time; then each goes through the new states that belong to its own tables of the visited set; when they have numbers, it puts them there.
 */
export class Hand {
  private readonly desk: Desk;
  private readonly self: number;
  private readonly hands: number;
  private readonly store: Store;
  private readonly memory: Memory;
  private readonly tray: Tray;
  private readonly emit: Emit;
  /** The entries that this hand found to be new states, in order. */
  private readonly fresh: number[] = [];

  constructor(desk: Desk, self: number, hands: number, store: Store, memory: Memory) {
    this.desk = desk;
    this.self = self;
    this.hands = hands;
    this.store = store;
    this.memory = memory;
    const tray = desk.tray(self);
    this.tray = tray;
    this.emit = (label, state, length) => {
      const hash = hashOf(state, length);
      tray.put(store.find(state, length, hash), label, hash, state, length);
    };
  }

  /** Expands its share of the `count` states from `first` on; nothing may change the visited set meanwhile. */
  expand(first: number, count: number): void {
    const { next } = this.desk.memory;
    this.tray.clear();
    while (this.tray.isRoomy) {
      const begin = Atomics.add(next, 0, 1) * sliceSize;
      if (begin >= count) return;
      for (let i = begin; i < Math.min(begin + sliceSize, count); i++) this.expandOne(first + i, i);
    }
  }

  private expandOne(state: number, index: number): void {
    const { tray, memory, emit } = this;
    const { counts, entriesOf } = this.desk.memory;
    const from = tray.next;
    let known = false;
    this.store.with(state, (bytes, at, length) => {
      known = memory.successors(bytes, at, length, emit);
    });
    const good = known && !tray.overflowed;
    if (!good) tray.cutTo(from);
    entriesOf[index] = from;
    counts[index] = good ? tray.next - from : unknown;
  }

  /** Tells which of the successors of the first `count` states of the batch are new, as far as they belong to its tables. */
  sift(count: number): void {
    const { desk, store, fresh, hands, self } = this;
    const { counts, entriesOf } = desk.memory;
    fresh.length = 0;
    let entry = 0;
    const isSame = (kept: number): boolean => desk.same(entry, -kept - 1);
    for (let i = 0; i < count; i++) {
      const end = entriesOf[i] + counts[i];
      const entries = desk.entriesAt(entriesOf[i]);
      for (entry = entriesOf[i]; entry < end; entry++) {
        const at = (entry & trayMask) * EntryPart.Length;
        const hash = entries[at + EntryPart.Hash];
        if (entries[at] !== isNew || tableOf(hash) % hands !== self) continue;
        const kept = store.keep(hash, -entry - 1, isSame);
        if (kept === 0) fresh.push(entry);
        else entries[at] = sameAs(-kept - 1);
      }
    }
  }

  /** Puts the new states of its tables into the visited set, now that they have been given numbers. */
  settle(): void {
    const { desk, store } = this;
    for (const entry of this.fresh) {
      const index = desk.part(entry, EntryPart.Target);
      if (index < 0) continue; // behind the bound at which the exploration ends
      store.settle(desk.part(entry, EntryPart.Hash), -entry - 1, index);
      store.write(index, desk.bytesOf(entry), desk.part(entry, EntryPart.At), desk.part(entry, EntryPart.Size));
    }
  }
}

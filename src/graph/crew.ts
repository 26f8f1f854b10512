import type { Memory } from '../model.ts';
import { Desk, largestBatch, sliceSize, trayEntries, trayMask, unknown, untaken } from './desk.ts';
import type { Explorer } from './explore.ts';
import { Hand } from './hand.ts';
import type { Helper, Order, Report } from './orders.ts';
import { Herald } from './replica.ts';
import { hashOf } from './store.ts';
import { EntryPart, isNew, type Tray } from './tray.ts';

/**
 * Goes on with an exploration on several threads over shared memory, to the same graph, number for number, as alone. States are expanded in
 * batches. All hands expand those of a batch, as far as the steps are known; what is unknown the model learns here, in order; all sift what is
 * new; the new states are numbered here, in the order in which one thread would have come to them; all put them into the visited set.
 */
export class Crew {
  private readonly explorer: Explorer;
  private readonly share: () => unknown;
  private readonly memory: Memory;
  private readonly helpers: readonly Helper[];
  private readonly desk: Desk;
  private readonly hand: Hand;
  /** What the model puts down for states that the hands could not expand. */
  private readonly tray: Tray;
  private readonly herald: Herald;
  /** Below this many waiting states one thread goes on alone. */
  private readonly smallest: number;
  private waiting = 0;
  private finished: { readonly resolve: () => void; readonly reject: (error: Error) => void } | null = null;
  private failure: Error | null = null;

  /**
   * `share` gives what the model has learned, or null while that isn't worth sharing; `memory` repeats it here.
   */
  constructor(explorer: Explorer, share: () => unknown, memory: Memory, helpers: readonly Helper[], smallest: number) {
    this.explorer = explorer;
    this.share = share;
    this.memory = memory;
    this.helpers = helpers;
    this.smallest = smallest;
    const { store } = explorer.graph;
    const hands = helpers.length + 1;
    this.desk = Desk.make(hands);
    this.hand = new Hand(this.desk, 0, hands, store, memory);
    this.tray = this.desk.tray(hands);
    this.herald = new Herald(store);
    for (const helper of helpers)
      helper.listen(
        (report) => this.note(report),
        (error) => this.fail(error),
      );
    this.waiting = helpers.length;
    for (const [i, helper] of helpers.entries())
      helper.post({ kind: 'join', desk: this.desk.memory, self: i + 1, hands });
  }

  /** Whether all helpers are there; if one could not be started, they never are. */
  get isReady(): boolean {
    return this.failure === null && this.waiting === 0;
  }

  stop(): void {
    for (const helper of this.helpers) helper.stop();
  }

  /**
   * Expands a batch of states, as `Explorer.work` does, but not beyond the end of the slice in which the transitions come to be `steps`. All
   * helpers must be there.
   */
  async work(steps = Number.POSITIVE_INFINITY): Promise<ReturnType<Explorer['work']>> {
    const { explorer, hand, desk } = this;
    const { graph, bounds } = explorer;
    const shared = this.share();
    if (explorer.frontier < this.smallest || shared === null) return this.alone();
    const first = graph.expanded;
    const planned = Math.min(explorer.frontier, this.batchSize());
    desk.memory.next[0] = 0;
    desk.memory.counts.fill(untaken, 0, planned);
    this.memory.update(shared);
    await this.together({ kind: 'expand', news: this.herald.news(), shared, first, count: planned }, () =>
      hand.expand(first, planned),
    );
    const count = this.learn(first, planned, steps);
    if (count === 0) return this.alone();
    await this.together({ kind: 'sift', count }, () => hand.sift(count));
    const whole = this.number(count);
    await this.together({ kind: 'settle', news: this.herald.news() }, () => hand.settle());
    if (!whole) return 'states';
    if (graph.bytes > bounds.bytes) return 'memory';
    return explorer.frontier === 0 ? 'done' : 'more';
  }

  /** Goes on to the end of the slice without the helpers. */
  private alone(): ReturnType<Explorer['work']> {
    const { explorer } = this;
    return explorer.work(sliceSize - (explorer.graph.expanded % sliceSize));
  }

  /** So many states that their successors should fill half of the trays: the fewer batches, the less the hands wait for one another. */
  private batchSize(): number {
    const { transitions, expanded } = this.explorer.graph;
    const most = Math.floor(
      ((this.helpers.length + 1) * trayEntries) / 2 / Math.max(1, transitions / Math.max(1, expanded)),
    );
    return Math.max(1, Math.min(largestBatch, most));
  }

  /** Has the model expand, in order, what the hands could not; gives how many states of the batch are expanded now. */
  private learn(first: number, planned: number, steps: number): number {
    const { desk, tray } = this;
    const { graph, model, bounds } = this.explorer;
    const { store } = graph;
    const { counts, entriesOf } = desk.memory;
    let most = graph.states;
    let transitions = graph.transitions;
    tray.clear();
    for (let i = 0; i < planned; i++) {
      if (counts[i] === untaken) return i;
      if (transitions >= steps && i > 0 && (first + i) % sliceSize === 0) return i;
      if (counts[i] === unknown) {
        // the exploration may come to its bound before this state: then the model must not learn from it
        if (most >= bounds.states) return i;
        const from = tray.next;
        store.with(first + i, (bytes, at, length) => {
          model.successors(first + i, bytes, at, length, (label, state, size) => {
            const hash = hashOf(state, size);
            tray.put(store.find(state, size, hash), label, hash, state, size);
          });
        });
        if (tray.overflowed) return i;
        entriesOf[i] = from;
        counts[i] = tray.next - from;
      }
      most += counts[i];
      transitions += counts[i];
    }
    return planned;
  }

  /** Adds the batch to the graph, and numbers the new states; false where the bound of states was reached. */
  private number(count: number): boolean {
    const { desk } = this;
    const { graph, bounds } = this.explorer;
    const { counts, entriesOf } = desk.memory;
    for (let i = 0; i < count; i++) {
      if (graph.states >= bounds.states) return false;
      const entries = desk.entriesAt(entriesOf[i]);
      let at = (entriesOf[i] & trayMask) * EntryPart.Length;
      for (let left = counts[i]; left > 0; left--, at += EntryPart.Length) {
        let target = entries[at];
        if (target === isNew) {
          target = graph.store.allot(entries[at + EntryPart.Size]);
          entries[at] = target;
          graph.reachedBy.push(graph.transitions);
        } else if (target < isNew) target = desk.part(isNew - 1 - target, EntryPart.Target);
        graph.targets.push(target);
        graph.labels.push(entries[at + EntryPart.Label]);
      }
      graph.first.push(graph.transitions);
    }
    return true;
  }

  /** Has all helpers carry out an order while this thread does its own part of it. */
  private async together(order: Order, own: () => void): Promise<void> {
    this.waiting = this.helpers.length;
    const done = new Promise<void>((resolve, reject) => {
      this.finished = { resolve, reject };
    });
    for (const helper of this.helpers) helper.post(order);
    own();
    if (this.failure !== null) throw this.failure;
    if (this.waiting > 0) await done;
  }

  private note(report: Report): void {
    const { store } = this.explorer.graph;
    if (report.kind === 'done') for (const [which, table] of report.tables) store.tables[which] = table;
    this.waiting--;
    if (this.waiting === 0) this.finished?.resolve();
  }

  private fail(error: Error): void {
    this.failure = error;
    this.finished?.reject(error);
  }
}

import { type Explorer, sliceSize } from './explore.ts';
import type { Helper } from './orders.ts';
import { contentsOf, packStates, type StepParcel, StepPart, TargetPart, unknown } from './parcels.ts';

/** States with about so many steps are sent at once, at most; and so many parcels are on their way to a helper and back. */
const largestParcel = 6144;
const underWay = 3;
/** About so many steps are taken here at most after each parcel; and so many more or less for each millisecond that somebody had to wait. */
const mostAtOnce = 4 * largestParcel;
const adjustment = 192;

/** States to be expanded next to one another: by a helper, or (`runner` is null) here. */
interface Errand {
  readonly runner: Runner | null;
  readonly count: number;
  /** How many of its states are in the graph. */
  done: number;
  /** What the helper found, when it is back, and for how many milliseconds it had nothing to do before; and how much of that is in the graph. */
  found: StepParcel | null;
  idle: number;
  readSteps: number;
  readBytes: number;
  /** The numbers that the states in it have in the graph, as far as it was read. */
  readonly numbers: number[];
}

/** Knows what the model has learned. */
export interface Teacher {
  /** Whether that is worth telling by now. */
  isReady(): boolean;
  /**
   * What there is to tell since the last time, or null. Whatever is needed to read the states that are known by now has to be told; all else may be
   * out of date as long as it pays: `missed` is how often helpers met something unknown since the last time.
   */
  news(missed: number): unknown;
}

/** A helper, and what it was sent and is not in the graph yet, in order. */
interface Runner {
  readonly helper: Helper;
  readonly errands: Errand[];
}

/**
 * Goes on with an exploration on several threads, to the same graph, number for number, as alone. Helpers are sent states, and send back the
 * steps that lead on from them, as far as they know them by heart; here these are added to the graph, in order, and what is unknown is learned.
 * So that nobody has to wait, states are sent ahead, and some between them are expanded here. Only this thread ever looks at the visited set: to find a
 * state there takes so much less time than to follow a step that one thread can do it for several, and nothing has to be shared or locked.
 */
export class Crew {
  private readonly explorer: Explorer;
  private readonly teacher: Teacher;
  private readonly runners: readonly Runner[];
  /** Below this many waiting states nothing is sent. */
  private readonly smallest: number;
  /** All that was given out and is not in the graph yet, in the order of the states. */
  private readonly errands: Errand[] = [];
  /** How many states that is. */
  private given = 0;
  /** Parcels whose steps are all in the graph, to be filled anew. */
  private readonly empties: StepParcel[] = [];
  /** About so many steps are taken here for each parcel. */
  private own = largestParcel / 4;
  /** How often helpers met something unknown since they were told the last news. */
  private missed = 0;
  /** How many helpers have not told yet that they are there. */
  private missing: number;
  private failure: Error | null = null;
  /** Whoever waits for a report. */
  private waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void } | null = null;

  constructor(explorer: Explorer, teacher: Teacher, helpers: readonly Helper[], smallest: number) {
    this.explorer = explorer;
    this.teacher = teacher;
    this.smallest = smallest;
    this.runners = helpers.map((helper) => ({ helper, errands: [] }));
    this.missing = helpers.length;
    for (const { helper, errands } of this.runners)
      helper.listen(
        (report) => {
          if (report.kind === 'here') this.missing--;
          else {
            const errand = errands.find(({ found }) => found === null)!;
            errand.found = report.steps;
            errand.idle = report.idle;
          }
          this.waiting?.resolve();
        },
        (error) => {
          this.failure = error;
          this.waiting?.reject(error);
        },
      );
    for (const { helper } of this.runners) helper.post({ kind: 'greet' });
  }

  /** Whether all helpers are there; if one could not be started, they never are. */
  get isReady(): boolean {
    return this.failure === null && this.missing === 0;
  }

  stop(): void {
    for (const { helper } of this.runners) helper.stop();
  }

  /**
   * Expands some states, as `Explorer.work` does, but not beyond the end of the slice in which the transitions come to be `steps`. All
   * helpers must be there.
   */
  async work(steps = Number.POSITIVE_INFINITY): Promise<ReturnType<Explorer['work']>> {
    const { explorer, errands } = this;
    if (this.failure !== null) throw this.failure;
    this.giveOut();
    if (errands.length === 0) return explorer.work(this.toEndOfSlice);
    const errand = errands[0];
    if (errand.runner !== null && errand.done === 0) await this.arrival(errand);
    const outcome = this.carryOn(errand, steps);
    if (errand.done === errand.count) {
      errands.shift();
      errand.runner?.errands.shift();
      if (errand.found !== null) this.empties.push(errand.found);
    }
    return outcome;
  }

  private get toEndOfSlice(): number {
    return sliceSize - (this.explorer.graph.expanded % sliceSize);
  }

  /** Sends states to all helpers that have little to do, each time with some to be expanded here after them. */
  private giveOut(): void {
    const { explorer, runners, smallest, teacher } = this;
    if (explorer.frontier < smallest || runners.every(({ errands }) => errands.length === underWay)) return;
    if (!teacher.isReady()) return;
    const news = teacher.news(this.missed);
    if (news !== null) {
      for (const { helper } of runners) helper.post({ kind: 'learn', news });
      this.missed = 0;
    }
    const most = Math.ceil(explorer.frontier / (2 * underWay * runners.length));
    for (let round = 0; round < underWay; round++)
      for (const runner of runners) {
        if (runner.errands.length > round) continue;
        this.send(runner, Math.min(most, this.statesWith(largestParcel)));
        this.give(null, Math.min(most, this.statesWith(this.own)));
      }
  }

  /** From how many states so many steps lead on, as a rule. */
  private statesWith(steps: number): number {
    const { expanded, transitions } = this.explorer.graph;
    return Math.ceil((steps * expanded) / Math.max(1, transitions));
  }

  private send(runner: Runner, most: number): void {
    const { graph } = this.explorer;
    const first = graph.expanded + this.given;
    const errand = this.give(runner, most);
    if (errand === null) return;
    runner.errands.push(errand);
    const states = packStates(graph.store, first, errand.count);
    const empty = this.empties.pop() ?? null;
    const handedOver = [...contentsOf(states), ...(empty === null ? [] : contentsOf(empty))];
    runner.helper.post({ kind: 'follow', states, empty }, handedOver);
  }

  /** Gives out the next states, as many as there are and not more than `most`. */
  private give(runner: Runner | null, most: number): Errand | null {
    const count = Math.min(most, this.explorer.frontier - this.given);
    if (count === 0) return null;
    const errand = { runner, count, done: 0, found: null, idle: 0, readSteps: 0, readBytes: 0, numbers: [] };
    this.given += count;
    this.errands.push(errand);
    return errand;
  }

  /** Waits until an errand is back. Where this takes longer than the helper had to wait, more is expanded here from now on, and else less. */
  private async arrival(errand: Errand): Promise<void> {
    const began = Date.now();
    while (errand.found === null)
      await new Promise<void>((resolve, reject) => {
        this.waiting = { resolve, reject };
      });
    this.waiting = null;
    const more = adjustment * (Date.now() - began - errand.idle);
    this.own = Math.max(0, Math.min(this.own + more, mostAtOnce));
  }

  /** Adds what is left of an errand to the graph, as far as the bounds allow. */
  private carryOn(errand: Errand, steps: number): ReturnType<Explorer['work']> {
    const { explorer } = this;
    const { graph } = explorer;
    const began = graph.expanded;
    while (errand.done < errand.count && explorer.end === null) {
      if (graph.transitions >= steps && graph.expanded > began && graph.expanded % sliceSize === 0) return 'more';
      const before = graph.expanded;
      const count = errand.found?.counts[errand.done];
      if (count === undefined) explorer.work(Math.min(this.toEndOfSlice, errand.count - errand.done));
      else if (count !== unknown) this.add(errand, errand.found!, count);
      else {
        explorer.work(1);
        this.missed++;
      }
      errand.done += graph.expanded - before;
      this.given -= graph.expanded - before;
    }
    return explorer.end ?? 'more';
  }

  /** Adds the steps from the next state of an errand to the graph. */
  private add(errand: Errand, { steps, targets, bytes }: StepParcel, count: number): void {
    const { explorer } = this;
    const { numbers } = errand;
    const end = errand.readSteps + count * StepPart.Length;
    for (let at = errand.readSteps; at < end; at += StepPart.Length) {
      const label = steps[at + StepPart.Label];
      const target = steps[at + StepPart.Target];
      if (target < numbers.length) explorer.stepTo(label, numbers[target]);
      else {
        const hash = targets[target * TargetPart.Length + TargetPart.Hash];
        const size = targets[target * TargetPart.Length + TargetPart.Size];
        numbers.push(explorer.step(label, bytes, size, hash, errand.readBytes));
        errand.readBytes += size;
      }
    }
    explorer.endState();
    errand.readSteps = end;
  }
}

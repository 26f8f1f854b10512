import { Crew } from './graph/crew.ts';
import { type Explorer, sliceSize } from './graph/explore.ts';
import type { Helper } from './graph/orders.ts';
import { RuleHerald } from './machine/rulenews.ts';
import type { StoryModel } from './machine/storymodel.ts';

export type { Helper } from './graph/orders.ts';

/** Other threads, and how to start one: it has to do what `helpExploring` says. */
export interface Workers {
  /** How many to start, besides the thread that asks. */
  readonly count: number;
  readonly start: () => Helper;
  /** They are started as soon as this many states wait, and used while a fifth of it do; below that it isn't worth it. */
  readonly from?: number;
}

const worthwhile = 1000;
/** Whoever explores a story: one thread, and where the story turns out to be large, others with it. */
export class Team {
  private readonly explorer: Explorer;
  private readonly model: StoryModel;
  private readonly workers: Workers | undefined;
  private crew: Crew | null = null;

  constructor(explorer: Explorer, model: StoryModel, workers: Workers | undefined) {
    this.explorer = explorer;
    this.model = model;
    this.workers = workers;
  }

  /** Expands some states, as `Explorer.work` does, but not beyond where `hasCome(steps)` becomes true. */
  async work(steps = Number.POSITIVE_INFINITY): Promise<ReturnType<Explorer['work']>> {
    this.crew ??= this.callCrew();
    if (this.crew?.isReady === true) return this.crew.work(steps);
    return this.explorer.work(sliceSize);
  }

  /** Whether a number of transitions was reached: at the end of a slice, the same one for any number of threads. */
  hasCome(steps: number): boolean {
    const { graph } = this.explorer;
    return graph.transitions >= steps && graph.expanded % sliceSize === 0;
  }

  private callCrew(): Crew | null {
    const { explorer, model, workers } = this;
    if (workers === undefined || workers.count < 1) return null;
    const from = workers.from ?? worthwhile;
    if (explorer.frontier < from || !model.isSettled) return null;
    const helpers = Array.from({ length: workers.count }, workers.start);
    const herald = new RuleHerald(model.codec.table);
    const teacher = { isReady: () => model.isSettled, news: (missed: number) => herald.news(missed) };
    return new Crew(explorer, teacher, helpers, from / 5);
  }

  stop(): void {
    this.crew?.stop();
  }
}

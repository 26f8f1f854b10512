import { Context } from './findings/context.ts';
import { doubtsOf } from './findings/doubts.ts';
import { Finder } from './findings/finder.ts';
import type { Prospects } from './findings/promises/prospects.ts';
import { type AllStates, Sets } from './findings/sets.ts';
import { openBits, Proofs, type Proven } from './findings/verdicts.ts';
import { topologicalOrder } from './graph/analyse.ts';
import type { Graph } from './graph/graph.ts';
import { type Bits, inTime } from './machine/bits.ts';
import { allReductions, Kept } from './machine/reduction.ts';
import type { StoryModel } from './machine/storymodel.ts';
import type { Program } from './program/program.ts';

/** So much of what an exploration has taken may be taken by the search beside it. */
const share = 1 / 4;
/**
 * What sets may work at a time, as long as they are ahead of the exploration; how often in all, whatever the exploration takes, and once more for how
 * many of its transitions, which takes about as long; and what they may work to count playthroughs.
 */
const settingWork = 1_000_000;
const worksAtLeast = 30;
const transitionsForWork = 500_000;
const countingWork = 30_000_000;
/** Steps of the search between two looks at the clock. */
const slice = 2000;

export interface LookoutOptions {
  /** Nothing is asked but what can happen, and promises. */
  readonly mayAnswer: boolean;
  /** Not to come to states in sets. */
  readonly oneByOne: boolean;
  /** What can be known of promises; null where there are none. */
  readonly prospects: Prospects | null;
}

/**
 * What goes on beside the exploration of a large story, so that its questions are answered all the same: it is proved what can never happen, and
 * what else may is searched for. Turns are counted in steps and not in seconds, so that it comes to the same each time.
 */
export class Lookout {
  private readonly model: StoryModel;
  private readonly graph: Graph;
  private readonly story: Program;
  private readonly make: (kept: Kept) => StoryModel;
  private finder: Finder | null = null;
  private sets: Sets | null = null;
  /** How often sets have worked so far. */
  private settingWorks = 0;
  private hasWalked = false;
  private readonly mayAnswer: boolean;
  private readonly setsHelp: boolean;
  private readonly prospects: Prospects | null;
  /** Null where nothing is proved; undefined as long as that was not looked into. */
  private known: Proofs | null | undefined;
  private readonly proving: Bits<Proofs | null>;
  private turn: Bits<void> | null = null;
  /** What was in doubt after its last turn, in words, and how many states waited then to be followed. */
  private doubts: string | null = null;
  private waiting = 0;
  /** Whether the story is told but for some doubts, another turn has told nothing more of them, and there is more and more to be followed. */
  isTold = false;

  /** `story` is the story itself, where the model's program has more in it; `make` makes another model of it. */
  constructor(
    model: StoryModel,
    graph: Graph,
    story: Program,
    make: (kept: Kept) => StoryModel,
    { mayAnswer, oneByOne, prospects }: LookoutOptions,
  ) {
    this.model = model;
    this.graph = graph;
    this.story = story;
    this.make = make;
    this.mayAnswer = mayAnswer;
    this.setsHelp = mayAnswer && !oneByOne;
    this.prospects = prospects;
    this.proving = Proofs.making(model);
  }

  /** Whether it has its turn now. */
  get isBusy(): boolean {
    return this.turn !== null;
  }

  /** How many states are known as sets. */
  statesInSets(): bigint {
    return this.sets?.size() ?? 0n;
  }

  /** What is proved so far; null where nothing is. */
  get proofs(): Proven | null {
    return this.sets?.all ?? this.known ?? null;
  }

  /** Looks into what can be proved, if it has not yet, as long as there is time. */
  prove(isOver: () => boolean): Proven | null {
    if (this.proofs === null && this.known === undefined) this.known = inTime(this.proving, isOver);
    return this.proofs;
  }

  /** Begins its turn: a short one, for sets alone, or one for all that it can do. */
  begin(isShort: boolean): void {
    this.turn = this.takeTurn(isShort);
  }

  /** Goes on with its turn for a short while. */
  work(): void {
    if (this.turn?.next().done === true) this.turn = null;
  }

  private *takeTurn(isShort: boolean): Bits<void> {
    yield* this.looking(isShort);
    if (!isShort && this.mayAnswer && this.prospects?.areSettled() !== false) yield* this.lookBack();
    const all = this.sets?.all;
    if (all == null) return;
    if (this.isAnswered()) yield* this.count(this.sets!, all);
  }

  private *looking(isShort: boolean): Bits<void> {
    if (this.setsHelp) yield* this.bySets();
    if (isShort || this.isAnswered()) return;
    if (this.known === undefined) this.known = yield* this.proving;
    if (this.sets?.all != null) this.sets.all.besides = this.known;
    if (this.prospects !== null) yield* this.keeping(this.prospects);
    const open = openBits(this.context());
    if (open.every((bits) => bits === 0) && this.known?.neverStuck !== false) return;
    const finder = this.finderFor(open);
    const steps = (this.graph.transitions * share) / 2;
    const { known } = this;
    if (known !== null) finder.watch((model, state) => known.isLost(model, state, 0, state.length));
    yield* this.searching(finder, steps);
    if (known !== null) {
      yield* known.lookingAtEnds();
      yield* known.lookingCloser(openBits(this.context()));
      const left = openBits(this.context());
      finder.ask(left);
      finder.lead(yield* known.leadingTo(left));
    }
    yield* this.searching(finder, steps);
  }

  private *lookBack(): Bits<void> {
    const { graph, doubts, waiting, known } = this;
    const context = this.context();
    let now = doubtsOf(context);
    if (now === null && known != null && doubtsOf(context, true) !== null) {
      yield* known.assuring();
      now = doubtsOf(context);
    }
    this.doubts = now === null ? null : JSON.stringify(now);
    this.waiting = graph.states - graph.expanded;
    this.isTold = doubts !== null && this.doubts === doubts && this.waiting > waiting;
  }

  private *keeping(prospects: Prospects): Bits<void> {
    const { proofs, graph } = this;
    for (const times of [1, 2]) {
      if (proofs !== null) yield* prospects.prove(proofs, times);
      yield* prospects.seek((graph.transitions * share) / 2, proofs);
    }
  }

  private *searching(finder: Finder, steps: number): Bits<void> {
    for (let left = steps; left > 0; left -= slice) {
      finder.work(slice);
      yield;
    }
  }

  /** Comes to all states as sets, if that can be done, and to all that is to be found in them. */
  private *bySets(): Bits<void> {
    if (this.sets === null) {
      const context = this.context();
      const open = openBits(context);
      const asked = [...open.keys()].filter((address) => open[address] !== 0 || context.covered(address) === 0);
      this.sets = new Sets(this.make, new Kept(this.model.program, allReductions), asked);
    }
    const ahead = 4n * BigInt(this.graph.states);
    for (const most = worksAtLeast + this.graph.transitions / transitionsForWork; this.settingWorks < most; ) {
      yield* this.sets.goOn(settingWork);
      this.settingWorks++;
      if (this.sets.all !== null || this.sets.size() < ahead) break;
    }
    const { all } = this.sets;
    if (all === null) return;
    all.tellsLost = () => this.finder?.tellsLost === true;
    if (!this.hasWalked) {
      this.hasWalked = true;
      const ways = yield* this.sets.waysTo(all.missing(this.context()));
      if (ways.length > 0) this.finderFor(openBits(this.context())).walk(ways);
      if (!all.neverStuck) yield* this.toLost(this.sets);
    }
  }

  private *toLost(sets: Sets): Bits<void> {
    const ways = yield* sets.waysToLost();
    if (ways !== null) this.finderFor(openBits(this.context())).walkInto(ways);
  }

  private *count(sets: Sets, all: AllStates): Bits<void> {
    const { graph } = this;
    const expanded = new Uint8Array(graph.states).fill(1, 0, graph.expanded);
    const goesRound = topologicalOrder(graph, expanded) === null;
    if (!goesRound) yield* sets.count(countingWork);
    // an ending can be reached from everywhere, also from a circle
    else if (all.neverStuck) all.playthroughs = 'infinite';
  }

  private finderFor(open: Uint8Array): Finder {
    this.finder ??= new Finder(this.make, new Kept(this.model.program, allReductions));
    this.finder.ask(open);
    return this.finder;
  }

  /** The ways to all that the search has found, as an exploration of their own; null where it found nothing. */
  found(): Context | null {
    return this.finder?.found() ?? null;
  }

  /** Whether nothing is left to be found, and that and what became of the promises is all that anybody wants to know. */
  isAnswered(): boolean {
    if (!this.mayAnswer || this.prospects?.areSettled() === false) return false;
    return this.proofs?.isComplete(this.context()) === true;
  }

  private context(): Context {
    return new Context(this.model, this.graph, false, this.story, this.proofs, this.found());
  }
}

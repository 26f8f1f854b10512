import { Context } from './findings/context.ts';
import { Finder } from './findings/finder.ts';
import { openBits, Proofs } from './findings/verdicts.ts';
import type { Graph } from './graph/graph.ts';
import { type Bits, inTime } from './machine/bits.ts';
import { allReductions, Kept } from './machine/reduction.ts';
import type { StoryModel } from './machine/storymodel.ts';
import type { Program } from './program/program.ts';

/** So much of what an exploration has taken may be taken by the search beside it. */
const share = 1 / 4;
/** Steps of the search between two looks at the clock. */
const slice = 2000;

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
  private readonly mayAnswer: boolean;
  /** Null where nothing is proved; undefined as long as that was not looked into. */
  private known: Proofs | null | undefined;
  private readonly proving: Bits<Proofs | null>;
  private turn: Bits<void> | null = null;

  /**
   * `story` is the story itself, where the model's program has more in it; `make` makes another model of it; `mayAnswer` whether nothing is asked but
   * what can happen.
   */
  constructor(model: StoryModel, graph: Graph, story: Program, make: (kept: Kept) => StoryModel, mayAnswer: boolean) {
    this.model = model;
    this.graph = graph;
    this.story = story;
    this.make = make;
    this.mayAnswer = mayAnswer;
    this.proving = Proofs.making(model);
  }

  /** Whether it has its turn now. */
  get isBusy(): boolean {
    return this.turn !== null;
  }

  /** What is proved so far; null where nothing is. */
  get proofs(): Proofs | null {
    return this.known ?? null;
  }

  /** Looks into what can be proved, if it has not yet, as long as there is time. */
  prove(isOver: () => boolean): Proofs | null {
    if (this.known === undefined) this.known = inTime(this.proving, isOver);
    return this.known;
  }

  /** Begins its turn. */
  begin(): void {
    this.turn = this.takeTurn();
  }

  /** Goes on with its turn for a short while. */
  work(): void {
    if (this.turn?.next().done === true) this.turn = null;
  }

  private *takeTurn(): Bits<void> {
    if (this.known === undefined) this.known = yield* this.proving;
    const open = openBits(this.context());
    if (open.every((bits) => bits === 0) && this.known?.neverStuck !== false) return;
    this.finder ??= new Finder(this.make, new Kept(this.model.program, allReductions));
    this.finder.ask(open);
    const steps = (this.graph.transitions * share) / 2;
    const { finder, proofs } = this;
    if (proofs !== null) finder.watch((model, state) => proofs.isLost(model, state, 0, state.length));
    yield* this.searching(finder, steps);
    if (proofs !== null) {
      yield* proofs.lookingAtEnds();
      yield* proofs.lookingCloser(openBits(this.context()));
      const left = openBits(this.context());
      finder.ask(left);
      finder.lead(yield* proofs.leadingTo(left));
    }
    yield* this.searching(finder, steps);
  }

  private *searching(finder: Finder, steps: number): Bits<void> {
    for (let left = steps; left > 0; left -= slice) {
      finder.work(slice);
      yield;
    }
  }

  /** The ways to all that the search has found, as an exploration of their own; null where it found nothing. */
  found(): Context | null {
    return this.finder?.found() ?? null;
  }

  /** Whether nothing is left to be found, and that is all that anybody wants to know. */
  isAnswered(): boolean {
    return this.mayAnswer && this.proofs?.isComplete(this.context()) === true;
  }

  private context(): Context {
    return new Context(this.model, this.graph, false, this.story, this.proofs, this.found());
  }
}

import { Explorer } from '../graph/explore.ts';
import { Search, type Step } from '../graph/search.ts';
import { atomsOf } from '../machine/atoms.ts';
import { Refine } from '../machine/errors.ts';
import type { Kept } from '../machine/reduction.ts';
import { isOver, overKey } from '../machine/statebytes.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import type { Emit, Model } from '../model.ts';
import { Context } from './context.ts';

/** A search holds no more states than this. */
const mostStates = 3_000_000;

/**
 * Looks for what a breadth-first exploration hasn't come to, by a search of its own that goes to what is new. What it finds is real: each find comes
 * with a way there, and all these ways together are a small graph that is judged like any other. What it doesn't find may be there all the same.
 */
export class Finder {
  private readonly make: (kept: Kept) => StoryModel;
  private readonly kept: Kept;
  private model: StoryModel;
  private search: Search;
  private isOver = false;
  private asked: Uint8Array = new Uint8Array();
  /** What of it was not found yet, and the addresses of that. */
  private open: Uint8Array = new Uint8Array();
  private wanted: number[] = [];
  private warnings = 0;
  private readonly endings = new Set<string>();
  /** The last steps of the ways to all that was found. */
  private finds: Step[] = [];
  private known: Context | null = null;

  /** `make` makes the story's model, keeping of states what it is told. */
  constructor(make: (kept: Kept) => StoryModel, kept: Kept) {
    this.make = make;
    this.kept = kept;
    this.model = make(kept);
    this.search = searchOf(this.model);
  }

  /** Tells what is still to be found of each address, as bits of `StoryModel.covered`. */
  ask(open: Uint8Array): void {
    this.asked = open;
    this.begin();
  }

  private begin(): void {
    this.open = this.asked.slice();
    this.wanted = [...this.open.keys()].filter((address) => this.open[address] !== 0);
  }

  /** Searches on for about so many steps. */
  work(steps: number): void {
    if (this.isOver) return;
    try {
      const goesOn = this.search.work(steps, (step, state) => {
        if (this.isNews(state)) this.finds.push(step);
      });
      this.isOver = !goesOn || this.search.states > mostStates;
    } catch (error) {
      if (!(error instanceof Refine)) throw error;
      this.kept.refine(error);
      this.restart();
    }
  }

  private restart(): void {
    this.model = this.make(this.kept);
    this.search = searchOf(this.model);
    this.begin();
    this.endings.clear();
    this.warnings = 0;
    this.finds = [];
    this.known = null;
  }

  /** Whether the step just taken did something that is still to be found, or ended or warned as none before. */
  private isNews(state: Uint8Array): boolean {
    const { wanted, open, model } = this;
    model.noteOffers(state, 0);
    let isNews = false;
    for (let i = wanted.length - 1; i >= 0; i--) {
      const address = wanted[i];
      const covered = model.covered(address);
      if ((covered & open[address]) === 0) continue;
      isNews = true;
      open[address] &= ~covered;
      if (open[address] === 0) wanted.splice(i, 1);
    }
    if (this.model.warned.size > this.warnings) {
      this.warnings = this.model.warned.size;
      isNews = true;
    }
    if (isOver(state) && !this.endings.has(overKey(state))) {
      this.endings.add(overKey(state));
      isNews = true;
    }
    if (isNews) this.known = null;
    return isNews;
  }

  /** All that was found, as an exploration of the ways there and nothing else; null where there is nothing. */
  found(): Context | null {
    if (this.finds.length > 0) this.known ??= this.goThere();
    return this.known;
  }

  private goThere(): Context {
    const model = this.make(this.kept);
    const explorer = new Explorer(new Along(model, this.search, this.finds), { states: mostStates, bytes: 1e9 });
    explorer.work(mostStates);
    return new Context(model, explorer.graph, false);
  }
}

function searchOf(model: StoryModel): Search {
  return new Search(model, (state, from, length) => atomsOf(model, state, from, length));
}

/** A model of which only some steps are taken: those that a search took to come to what it found. */
class Along implements Model {
  private readonly model: StoryModel;
  /** For each state of the search, the labels of the steps to take from it, and where they lead. */
  private readonly steps = new Map<number, Map<number, number>>();
  /** The states met here, by their bytes, as the search numbers them: the two models may number choices differently. */
  private readonly numbers = new Map<string, number>();

  constructor(model: StoryModel, search: Search, finds: readonly Step[]) {
    this.model = model;
    for (const find of finds) for (let step = find; this.add(step); ) step = search.reachedBy(step.source);
  }

  /** False where the step begins the story, or was added before together with all that lead to it. */
  private add({ source, label, target }: Step): boolean {
    let from = this.steps.get(source);
    if (from === undefined) this.steps.set(source, (from = new Map()));
    if (from.has(label)) return false;
    from.set(label, target);
    return source >= 0;
  }

  start(emit: Emit): void {
    this.model.start(this.only(-1, emit));
  }

  successors(index: number, state: Uint8Array, from: number, length: number, emit: Emit): void {
    const number = this.numbers.get(state.subarray(from, from + length).join())!;
    if (this.steps.has(number)) this.model.successors(index, state, from, length, this.only(number, emit));
  }

  private only(source: number, emit: Emit): Emit {
    const steps = this.steps.get(source)!;
    return (label, state, length) => {
      const target = steps.get(label);
      if (target === undefined) return;
      this.numbers.set(state.subarray(0, length).join(), target);
      emit(label, state, length);
    };
  }
}

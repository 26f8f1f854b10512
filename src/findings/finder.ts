import { Explorer } from '../graph/explore.ts';
import { Search, type Step } from '../graph/search.ts';
import { atomsOf } from '../machine/atoms.ts';
import { Refine } from '../machine/errors.ts';
import type { Guide } from '../machine/guide.ts';
import type { Kept } from '../machine/reduction.ts';
import { isOver, overKey } from '../machine/statebytes.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import type { Emit, Model } from '../model.ts';
import { Context } from './context.ts';

/** A search holds no more states than this. */
const mostStates = 3_000_000;
/** More states from which no ending can be reached aren't gone through for the sake of one way there. */
const mostClosed = 5000;
/** A search that is led somewhere is left for another one when for so many steps it has come no nearer; each time that it is taken up again it may take twice as many. */
const patience = 20_000;
/** More traps than these are not told. */
const mostTraps = 50;

/** Something that is searched for by a way there, as far as an abstraction tells it. */
interface Goal {
  readonly guide: Guide;
  patience: number;
}

/**
 * Looks for what a breadth-first exploration hasn't come to, by searches of its own: one goes to what is new, others to what abstractions say is nearer to
 * something that is still to be found, one after the other. What they find is real: each find comes with a way there, and all these ways together are a small graph that is
 * judged like any other. What they don't find may be there all the same.
 */
export class Finder {
  private readonly make: (kept: Kept) => StoryModel;
  private readonly kept: Kept;
  private model: StoryModel;
  private search: Search;
  private isOver = false;
  /** What is led to, the next first; and the search for that. */
  private goals: Goal[] = [];
  private led: Search | null = null;
  /** Whether all that comes after the ways of `walkInto` is among what was found. */
  tellsLost = false;
  private intoLost: readonly (readonly number[])[] | null = null;
  /** Ways that somebody else knew. */
  private readonly walks: (readonly number[])[] = [];
  private asked: Uint8Array = new Uint8Array();
  /** What of it was not found yet, and the addresses of that. */
  private open: Uint8Array = new Uint8Array();
  private wanted: number[] = [];
  private warnings = 0;
  private readonly endings = new Set<string>();
  /** What is on offer where no ending can be reached any more, as far as such states were met. */
  private readonly traps = new Set<string>();
  private isLost: ((model: StoryModel, state: Uint8Array) => boolean) | null = null;
  /** The ways to all that was found, and those together with ways to traps: of no use where it is told of all that is lost. */
  private ways = new Ways();
  private waysAndTraps = new Ways();
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

  /** Tells of ways to what is still to be found. */
  lead(guides: readonly Guide[]): void {
    this.goals.push(...guides.map((guide) => ({ guide, patience })));
  }

  /** Tells of which states it is proved that no ending can be reached from them. */
  watch(isLost: (model: StoryModel, state: Uint8Array) => boolean): void {
    this.isLost = isLost;
  }

  private begin(): void {
    this.open = this.asked.slice();
    this.wanted = [...this.open.keys()].filter((address) => this.open[address] !== 0);
  }

  /** Goes ways that somebody else knows, told as labels of steps from the start. */
  walk(ways: readonly (readonly number[])[]): void {
    this.walks.push(...ways);
    try {
      this.walkAll(ways);
    } catch (error) {
      this.recover(error);
    }
  }

  private walkAll(ways: readonly (readonly number[])[]): void {
    for (const way of ways) this.search.walk(way, (step, state) => this.look(this.search, step, state));
  }

  /** Goes ways to where no ending can be reached any more, and through all that comes after them: `tellsLost` says whether that could be done. */
  walkInto(ways: readonly (readonly number[])[]): void {
    this.intoLost = ways;
    try {
      this.closeAll();
    } catch (error) {
      this.recover(error);
    }
  }

  private closeAll(): void {
    this.tellsLost = this.intoLost?.every((way) => this.closeOff(way)) === true;
  }

  /** Adds a way, and all states after it with all their steps; false where they are too many. */
  private closeOff(way: readonly number[]): boolean {
    const { search, ways, waysAndTraps } = this;
    const last = search.walk(way, (step, state) => this.look(search, step, state));
    if (last === null) return false;
    ways.add(search, last);
    waysAndTraps.add(search, last);
    this.known = null;
    const region = new Set([last.target]);
    for (const state of region) {
      if (region.size > mostClosed) return false;
      search.expand(state, (step, bytes) => {
        this.look(search, step, bytes);
        ways.addStep(search, step);
        waysAndTraps.addStep(search, step);
        region.add(step.target);
      });
    }
    return true;
  }

  /** Begins anew where a state turned out to need more than was kept of it. */
  private recover(error: unknown): void {
    if (!(error instanceof Refine)) throw error;
    this.kept.refine(error);
    this.restart();
    try {
      this.walkAll(this.walks);
      this.closeAll();
    } catch (again) {
      this.recover(again);
    }
  }

  /** Searches on for about so many steps: half of them, as long as there is something that abstractions lead to, by going there. */
  work(steps: number): void {
    try {
      this.dropFound();
      const half = this.goals.length === 0 ? 0 : this.isOver ? steps : steps / 2;
      if (half > 0) this.goLed(half);
      if (!this.isOver && half < steps) this.isOver = !this.goOn(this.search, steps - half);
    } catch (error) {
      this.recover(error);
    }
  }

  /** Takes so many steps of a search; false where it is over. */
  private goOn(search: Search, steps: number): boolean {
    const goesOn = search.work(steps, (step, state) => this.look(search, step, state));
    return goesOn && search.states <= mostStates;
  }

  /** Goes on towards the next goal; where that seems fruitless, or nothing of it is left, the one after it has its turn. */
  private goLed(steps: number): void {
    const [goal] = this.goals;
    const { guide } = goal;
    const { model } = this;
    this.led ??= searchOf(model, (source, label) => guide.distance(model, source, label));
    const goesOn = this.goOn(this.led, steps);
    const isFruitless = this.led.steps - this.led.nearerAt > goal.patience;
    if (goesOn && !isFruitless) return;
    this.led = null;
    this.goals.shift();
    goal.patience *= 2;
    if (goesOn) this.goals.push(goal);
  }

  /** Leaves out what was found. */
  private dropFound(): void {
    const [first] = this.goals;
    this.goals = this.goals.filter(({ guide }) =>
      guide.asked.some((bits, address) => (bits & this.open[address]) !== 0),
    );
    if (this.goals[0] !== first) this.led = null;
  }

  private look(search: Search, step: Step, state: Uint8Array): void {
    const isNews = this.isNews(state);
    if (isNews) this.ways.add(search, step);
    if (isNews || this.isTrap(search, step.target)) this.waysAndTraps.add(search, step);
  }

  private restart(): void {
    this.model = this.make(this.kept);
    this.search = searchOf(this.model);
    this.led = null;
    this.begin();
    this.endings.clear();
    this.traps.clear();
    this.tellsLost = false;
    this.warnings = 0;
    this.ways = new Ways();
    this.waysAndTraps = new Ways();
    this.known = null;
  }

  /** Whether no ending can be reached from a state any more, and it offers other choices than all such states before. */
  private isTrap(search: Search, state: number): boolean {
    // only a state that was not met before
    if (this.isLost === null || state !== search.states - 1 || this.traps.size === mostTraps) return false;
    const bytes = search.bytesOf(state);
    if (!this.isLost(this.model, bytes)) return false;
    const { size } = this.traps;
    this.traps.add(this.model.offersIn(bytes, 0).join());
    if (this.traps.size > size) this.known = null;
    return this.traps.size > size;
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
    const ways = this.tellsLost ? this.ways : this.waysAndTraps;
    if (!ways.isEmpty) this.known ??= this.goThere(ways);
    return this.known;
  }

  private goThere(ways: Ways): Context {
    const model = this.make(this.kept);
    const explorer = new Explorer(new Along(model, ways), { states: mostStates, bytes: 1e9 });
    explorer.work(mostStates);
    return new Context(model, explorer.graph, false);
  }
}

function searchOf(model: StoryModel, distanceOf: ConstructorParameters<typeof Search>[2] = null): Search {
  return new Search(model, (state, from, length) => atomsOf(model, state, from, length), distanceOf);
}

/** Where every way begins. */
const start = '';

/** Ways through a story that several searches of one model have found. */
class Ways {
  /** For each state that they come through, by its bytes, the labels of the steps to take from it, and the states that these lead to. */
  private readonly steps = new Map<string, Map<number, string>>();

  get isEmpty(): boolean {
    return this.steps.size === 0;
  }

  /** Adds the way that ends with this step. */
  add(search: Search, last: Step): void {
    for (let step = last; this.addStep(search, step); ) step = search.reachedBy(step.source);
  }

  /** False where the step begins the story, or was added before together with all that lead to it. */
  addStep(search: Search, { source, label, target }: Step): boolean {
    const key = source < 0 ? start : search.bytesOf(source).join();
    let from = this.steps.get(key);
    if (from === undefined) this.steps.set(key, (from = new Map()));
    if (from.has(label)) return false;
    from.set(label, search.bytesOf(target).join());
    return source >= 0;
  }

  from(state: string): ReadonlyMap<number, string> | undefined {
    return this.steps.get(state);
  }
}

/** A model of which only some steps are taken: those on ways that searches found. */
class Along implements Model {
  private readonly model: StoryModel;
  private readonly ways: Ways;
  /** The states met here, by their bytes, as the searches know them: the two models may number choices differently. */
  private readonly names = new Map<string, string>();

  constructor(model: StoryModel, ways: Ways) {
    this.model = model;
    this.ways = ways;
  }

  start(emit: Emit): void {
    this.model.start(this.only(start, emit));
  }

  successors(index: number, state: Uint8Array, from: number, length: number, emit: Emit): void {
    const name = this.names.get(state.subarray(from, from + length).join())!;
    if (this.ways.from(name) !== undefined) this.model.successors(index, state, from, length, this.only(name, emit));
  }

  private only(source: string, emit: Emit): Emit {
    const steps = this.ways.from(source)!;
    return (label, state, length) => {
      const target = steps.get(label);
      if (target === undefined) return;
      this.names.set(state.subarray(0, length).join(), target);
      emit(label, state, length);
    };
  }
}

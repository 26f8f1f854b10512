import { ErrorType, type InkObject, type Story, type StoryState } from '../inkjs.ts';
import { Asides, type Seen, type Stretch } from './asides.ts';
import { globalIn, numberIn, setGlobal, setNumber } from './cells.ts';
import { Ask, Chance, Impossible, type Request } from './chance.ts';
import { Disturbance, type Tools, type Unknown } from './disturb.ts';
import { type Exported, exported } from './exported.ts';
import { Garbage } from './garbage.ts';
import { inside, machinery } from './inside.ts';
import type { SlotName, StateKeeps } from './keeps.ts';
import { type Cell, Layout } from './layout.ts';
import { type Loading, loadSave, writeSave } from './loading.ts';
import { MarkedStrings } from './marks.ts';
import { bareMessage } from './messages.ts';
import { Plan, UnknownSlot } from './plan.ts';
import { Projection } from './projection.ts';
import { type Disturbed, restore, type Saved, save } from './saved.ts';
import { copyOf, tokenOf } from './values.ts';
import { type HostValue, Watch } from './watch.ts';

/** What is done next: a choice, or the host's beginning of the story. */
export type Move =
  | { readonly choice: number }
  | { readonly entry: string; readonly sets: Readonly<Record<string, HostValue>> };

/** Where and how a state is disturbed: before the move (draw -1) or where it came to that draw, with garbage if there is a seed. */
export interface Disturb {
  readonly draw: number;
  readonly plan: Plan;
  readonly seed: number | null;
  readonly held?: Held;
}

/** What some cells hold: the value of a global, of any other a number; null where they may hold anything. */
export interface Held {
  readonly cells: readonly number[];
  readonly values: readonly (InkObject | number | null)[];
}

/** How a story stopped. The place is the path of a container and an index in it; of an error, its message. */
export interface Stop {
  readonly kind: 'end' | 'done' | 'stop' | 'error' | 'crash' | 'endless';
  readonly at: string;
}

/** What one turn did. Texts hold marks around values that aren't kept: see marks.ts. */
export interface Turn {
  readonly lines: readonly string[];
  /** Texts of the visible choices. */
  readonly choices: readonly string[];
  /** The draw that nobody decided, or null. */
  readonly asks: Request | null;
  /** How the story stopped; null where it waits for a choice or a draw. */
  readonly stop: Stop | null;
  /** The decided outcome that could not come, or null. */
  readonly impossible: string | null;
  /** What was asked for at the draw where the state was disturbed. */
  readonly asked: string;
  /** How many values were disturbed. */
  readonly replaced: number;
  /** What was executed of the stretches that are kept quiet; null where one of them never came to its end, or changed something. */
  readonly seen: Seen | null;
  /** Which of the cells that are watched were changed, since the state was disturbed. */
  readonly changed: readonly number[];
}

/** Steps that a turn may take: the engine takes many of them twice, because it looks ahead. */
const maxSteps = 2_000_000;
/** Steps after which a turn that should have no end is believed to have none. */
export const endlessSteps = 3_000;

/** ink's own engine, playing turns of one story from wherever it is put. The story must be used by nobody else. */
export class Official {
  private readonly story: Story;
  private readonly home: StoryState;
  private readonly layout: Layout;
  private readonly chance = new Chance();
  private readonly watch: Watch;
  private readonly projection: Projection;
  private readonly initial: Saved;
  private readonly tools: Tools;
  private errors: string[] = [];
  /** Cells that are watched, and what those held that are no globals. */
  private watched: readonly number[] = [];
  private before: readonly number[] = [];
  /** How many steps the engine has taken in all turns so far. */
  steps = 0;

  constructor(story: Story, externals: ReadonlyMap<string, readonly HostValue[]>) {
    this.story = story;
    const machine = machinery(story);
    machine._externals.clear();
    machine._hasValidatedExternals = false;
    for (const step of Object.keys(story))
      if (step in Object.getPrototypeOf(story)) Reflect.deleteProperty(story, step);
    story.ResetState();
    story.allowExternalFunctionFallbacks = true;
    story.onError = (message, kind) => {
      if (kind === ErrorType.Error) this.errors.push(message);
    };
    this.home = story.state;
    this.layout = new Layout(story);
    const strings = new MarkedStrings();
    this.watch = new Watch(story, this.layout, this.chance, strings, externals);
    this.projection = new Projection(story, this.layout);
    this.tools = { story, layout: this.layout, garbage: new Garbage(story, this.layout.literals), strings };
    this.initial = save(story, new Map());
  }

  /** Looks up what a state keeps. Throws an `UnknownSlot` for what the story doesn't have. */
  plan(keeps: StateKeeps, slots: readonly SlotName[]): Plan {
    return new Plan(keeps, slots, this.layout);
  }

  /** From now on keeps quiet what some stretches show, and watches some cells. Throws an `UnknownSlot` for what the story doesn't have. */
  keepQuiet(stretches: readonly Stretch[], cells: readonly number[]): void {
    this.watched = cells;
    const counts = (): readonly number[] => cells.map((cell) => this.numberAt(cell));
    this.watch.asides = new Asides(this.story, this.layout, stretches, counts);
  }

  /** The cells of some slots. Throws an `UnknownSlot` for what the story doesn't have. */
  cellsOf(slots: readonly SlotName[]): number[] {
    return slots.map(({ kind, name }) => {
      const cell = kind === 'shuffle' ? undefined : this.layout.find(kind, name);
      if (cell === undefined) throw new UnknownSlot(`${kind} ${name}`);
      return cell;
    });
  }

  /** Whether a cell changes whenever a turn passes. */
  isClock(cell: number): boolean {
    const { kind } = this.layout.cells[cell];
    return kind === 'age' || kind === 'turn';
  }

  /** What some cells hold in the state that the last turn came to. */
  heldBy(cells: readonly number[]): Held {
    const { state } = this.story;
    const value = (cell: Cell): InkObject | number =>
      cell.kind === 'global' ? copyOf(globalIn(state, cell)) : numberIn(state, cell);
    return { cells, values: cells.map((cell) => value(this.layout.cells[cell])) };
  }

  private hold({ cells, values }: Held): void {
    const { state } = this.story;
    // ages go by the turn: they are read before it is changed, and written after
    const ages = this.layout.cells.filter(({ kind }) => kind === 'age');
    const numbers = ages.map((cell) => numberIn(state, cell));
    cells.forEach((number, i) => {
      const cell = this.layout.cells[number];
      const value = values[i];
      if (value === null) return;
      if (typeof value !== 'number') setGlobal(state, cell, copyOf(value));
      else if (cell.kind === 'age') numbers[ages.indexOf(cell)] = value;
      else setNumber(state, cell, value);
    });
    ages.forEach((cell, i) => {
      if (numbers[i] !== numberIn(state, cell)) setNumber(state, cell, numbers[i]);
    });
  }

  /** What is kept of the state that the last turn came to. */
  project(plan: Plan, isOver: boolean): string {
    const { state } = this.story;
    for (const cell of this.layout.globals) this.tools.garbage.note(cell.name, () => globalIn(state, cell));
    return this.projection.of(plan, this.chance, isOver);
  }

  /** What was kept, in words. */
  explain(plan: Plan, key: string): string[] {
    return this.projection.explain(plan, key);
  }

  /** The state that the last turn came to; only where it came to a choice. */
  save(): Saved {
    return save(this.story, this.chance.picked);
  }

  /** The save that a game would write of the state that the last turn came to; null where the engine itself fails to. */
  write(): string | null {
    return writeSave(this.story);
  }

  /** Loads a save by the engine's own loader, from which `save` then takes the state. Shuffles go on from what they have `picked`. */
  load(json: string, picked: ReadonlyMap<string, number> = new Map()): Loading {
    this.layout.restoreEmptyLists();
    this.watch.unknown = null;
    this.watch.steps = 0;
    this.watch.maxSteps = maxSteps;
    this.chance.begin([], picked);
    return loadSave(this.story, json);
  }

  /** What a saved state holds, in plain values. */
  exported(saved: Saved): Exported {
    return exported(saved);
  }

  /** What a saved state holds in its variables and counts, each as text by kind and name; a count of nothing is left out. */
  values({ globals, visits, turns, turn }: Saved): ReadonlyMap<string, string> {
    const held = new Map<string, string>();
    for (const [name, value] of globals) held.set(`global ${name}`, tokenOf(value));
    for (const [path, n] of visits) held.set(`visits ${path}`, String(n));
    for (const [path, n] of turns) held.set(`age ${path}`, String(turn - n));
    return held.set('turn ', String(turn));
  }

  /** A saved state, with what some cells hold, and then disturbed; with how many values were. */
  disturbed(saved: Saved, plan: Plan, seed: number | null, held?: Held): Disturbed {
    this.put(saved, [], null);
    const unknown = this.nothingUnknown();
    if (held !== undefined) this.hold(held);
    const replaced = new Disturbance(this.tools, plan, unknown, seed).apply(this.chance);
    return { saved: this.save(), unknown, replaced };
  }

  /** Plays a turn from a saved state (null: the very beginning), with what chance decides in order. */
  play(from: Saved | Disturbed | null, move: Move, outcomes: readonly number[], options: PlayOptions = {}): Turn {
    const disturbed = from !== null && 'unknown' in from ? from : null;
    const saved = disturbed?.saved ?? (from as Saved | null) ?? this.initial;
    this.put(saved, outcomes, disturbed?.unknown ?? null);
    this.watch.steps = 0;
    this.watch.maxSteps = options.endless === true ? endlessSteps : (options.maxSteps ?? maxSteps);
    let replaced = disturbed?.replaced ?? 0;
    let asked = '';
    const { disturb } = options;
    if (disturb !== undefined) {
      const unknown = this.nothingUnknown();
      this.chance.onDraw = (drawn) => {
        if (drawn !== disturb.draw) return;
        this.watch.unknown = unknown;
        const { plan, seed, held } = disturb;
        if (held !== undefined) this.hold(held);
        replaced = new Disturbance(this.tools, plan, unknown, seed).apply(this.chance);
        this.beginWatching();
      };
      this.chance.onDecided = (drawn, request) => {
        if (drawn === disturb.draw) asked = JSON.stringify(request);
      };
    }
    const { asides } = this.watch;
    if (asides !== null) asides.only = options.only ?? null;
    asides?.begin();
    this.beginWatching();
    const turn = this.turn(move);
    this.steps += this.watch.steps;
    this.chance.onDraw = null;
    this.chance.onDecided = null;
    const isAstray = asides?.isAstray === true && turn.stop?.kind !== 'endless';
    const seen = isAstray || asides?.isMore === true ? null : (asides?.take() ?? new Map());
    return { ...turn, asked, replaced, seen, changed: this.changed() };
  }

  private beginWatching(): void {
    this.watch.asides?.forget();
    this.watch.assigned.clear();
    this.before = this.watched.map((cell) => this.numberAt(cell));
  }

  private changed(): number[] {
    return this.watched.filter((cell, i) => {
      const { kind, name } = this.layout.cells[cell];
      return kind === 'global' ? this.watch.assigned.has(name) : this.numberAt(cell) !== this.before[i];
    });
  }

  /** What a cell holds that is no global, else 0. */
  private numberAt(cell: number): number {
    const { kind } = this.layout.cells[cell];
    return kind === 'global' ? 0 : numberIn(this.story.state, this.layout.cells[cell]);
  }

  private nothingUnknown(): Unknown {
    return { values: new WeakSet(), cells: new Uint8Array(this.layout.cells.length) };
  }

  private put(saved: Saved, outcomes: readonly number[], unknown: Unknown | null): void {
    this.layout.restoreEmptyLists();
    restore(this.story, this.home, saved, unknown);
    this.watch.unknown = unknown;
    this.chance.begin(outcomes, saved.picked);
    this.watch.stop = null;
    this.errors = [];
  }

  private turn(move: Move): Omit<Turn, 'asked' | 'replaced' | 'seen' | 'changed'> {
    const { story } = this;
    const lines: string[] = [];
    const over = (stop: Stop | null, asks: Request | null = null, impossible: string | null = null) => ({
      lines,
      choices: [],
      asks,
      stop,
      impossible,
    });
    try {
      this.begin(move);
      while (story.canContinue) {
        story.Continue();
        lines.push([story.currentText ?? '', ...(story.currentTags ?? [])].join(' # '));
      }
    } catch (error) {
      if (error instanceof Ask) return over(null, error.request);
      if (error instanceof Impossible) return over(null, null, error.message);
      if (Watch.isOverrun(error)) return over({ kind: 'endless', at: '' });
      return over({ kind: 'crash', at: '' });
    }
    const choices = story.currentChoices.map(({ text, tags }) => [text, ...(tags ?? [])].join(' # '));
    if (choices.length > 0) return { lines, choices, asks: null, stop: null, impossible: null };
    if (this.errors.length > 0) return over({ kind: 'error', at: bareMessage(this.errors[0]) });
    return over(this.watch.stop ?? { kind: 'stop', at: '' });
  }

  private begin(move: Move): void {
    const { story } = this;
    if ('choice' in move) {
      story.ChooseChoiceIndex(move.choice);
      return;
    }
    inside(this.home)._currentFlow.currentChoices = [];
    if (move.entry === '') {
      story.state.GoToStart();
      return;
    }
    for (const [name, value] of Object.entries(move.sets)) story.variablesState.$(name, value);
    story.ChoosePathString(move.entry);
  }
}

export interface PlayOptions {
  /** Disturbs the state at a draw within the turn. */
  readonly disturb?: Disturb;
  /** Of the stretches that are kept quiet only these are executed, the others left out. */
  readonly only?: readonly number[] | undefined;
  /** The turn should have no end: don't wait for it. */
  readonly endless?: boolean;
  /** A turn that takes more steps is taken for one without end. */
  readonly maxSteps?: number;
}

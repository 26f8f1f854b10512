import { CallStack, type InkObject, IntValue, Pointer, PushPopType, type Story, StringValue, Tag } from '../inkjs.ts';
import { canForget, globalIn, numberIn, setGlobal, setNumber } from './cells.ts';
import type { Chance } from './chance.ts';
import type { Garbage } from './garbage.ts';
import { inside } from './inside.ts';
import type { FrameKeeps, Grain, ThreadKeeps } from './keeps.ts';
import type { Cell, Layout } from './layout.ts';
import { type MarkedStrings, markedText, rawText } from './marks.ts';
import type { Plan } from './plan.ts';
import { Random } from './random.ts';
import { copyChoice } from './saved.ts';
import { isStringStart, sharedContainer } from './threads.ts';
import { copyOf, isCoarse, sameGrain } from './values.ts';

/** What is not kept of a state, as the engine goes on from it: shown on the way, it must not be taken for the story's own words. */
export interface Unknown {
  /** Values that were left out, or kept coarsely, and what was computed from them. */
  readonly values: WeakSet<InkObject>;
  /** For each cell that is no global whether it was left out or kept coarsely. */
  readonly cells: Uint8Array;
}

/** What it takes to disturb states of one story. */
export interface Tools {
  readonly story: Story;
  readonly layout: Layout;
  readonly garbage: Garbage;
  readonly strings: MarkedStrings;
}

/**
 * Replaces everything that a state doesn't keep: by garbage of the same kind, or, with no seed, by the same value again, so that it
 * only becomes known as something that isn't kept. Gives the number of values replaced.
 */
export class Disturbance {
  private readonly story: Story;
  private readonly layout: Layout;
  private readonly plan: Plan;
  private readonly unknown: Unknown;
  private readonly random: Random | null;
  private readonly garbage: Garbage;
  private readonly strings: MarkedStrings;
  private replaced = 0;

  constructor({ story, layout, garbage, strings }: Tools, plan: Plan, unknown: Unknown, seed: number | null) {
    this.story = story;
    this.layout = layout;
    this.garbage = garbage;
    this.strings = strings;
    this.plan = plan;
    this.unknown = unknown;
    this.random = seed === null ? null : new Random(seed);
  }

  apply(chance: Chance): number {
    this.cells();
    this.choices();
    this.stack();
    this.middle();
    this.shuffles(chance);
    if (this.random !== null) {
      this.story.state.storySeed = this.random.below(100);
      this.story.state.previousRandom = this.random.below(1_000_000);
      this.replaced += 2;
    }
    return this.replaced;
  }

  private cells(): void {
    const { cells: codes, grains } = this.plan;
    const { state } = this.story;
    const { cells } = this.layout;
    const turn = cells.length - 1;
    // ages go by the turn: they are read before it is changed, and written after
    const numbers: number[] = [];
    for (let i = 0; i < turn; i++) numbers.push(cells[i].kind === 'age' ? numberIn(state, cells[i]) : 0);
    if (codes[turn] !== 1) this.number(cells[turn], turn, state.currentTurnIndex);
    for (let i = 0; i < turn; i++) {
      const cell = cells[i];
      const code = codes[i];
      if (cell.kind === 'global') {
        if (code !== 1) this.global(cell, code === 0 ? null : grains[code - 2]);
      } else {
        const n = cell.kind === 'age' ? numbers[i] : code === 1 ? 0 : numberIn(state, cell);
        if (code !== 1) this.number(cell, i, n);
        else if (cell.kind === 'age' && n >= 0 && this.random !== null) setNumber(state, cell, n);
      }
    }
  }

  private global(cell: Cell, grain: Grain | null): void {
    const { state } = this.story;
    const value = globalIn(state, cell);
    if (grain !== null && !(value instanceof IntValue && isCoarse(value.value ?? 0, grain))) return;
    setGlobal(state, cell, this.other(value, grain, cell.name));
  }

  /** Garbage in the place of a value, or its copy; known from now on as something that isn't kept. */
  private other(value: InkObject, grain: Grain | null, name = ''): InkObject {
    const { random } = this;
    let other: InkObject;
    if (random === null) other = copyOf(value);
    else {
      this.replaced++;
      // a value of its own: the same object may be held by somebody who is kept
      if (grain === null)
        other = copyOf(
          name === '' ? this.garbage.forValue(value, random) : this.garbage.forVariable(name, value, random),
        );
      else other = new IntValue(sameGrain((value as IntValue).value ?? 0, grain, random));
    }
    if (other !== value) this.unknown.values.add(other);
    return other;
  }

  private number(cell: Cell, i: number, n: number): void {
    const { random, plan } = this;
    const { state } = this.story;
    const code = plan.cells[i];
    const grain = code === 0 ? null : plan.grains[code - 2];
    if (grain !== null && (!isCoarse(n, grain) || n < 0)) {
      // exactly kept, but an age has to follow the turn
      if (cell.kind === 'age' && n >= 0 && random !== null) setNumber(state, cell, n);
      return;
    }
    this.unknown.cells[i] = 1;
    if (random === null) return;
    this.replaced++;
    if (grain !== null) return setNumber(state, cell, sameGrain(n, grain, random));
    const other = Math.abs(this.garbage.integer(n, random));
    if (cell.kind === 'age' && n >= 0 && canForget(state) && random.once(3)) setNumber(state, cell, -1);
    else setNumber(state, cell, other === n ? n + 1 : other);
  }

  private stack(): void {
    const { _evaluationStack: stack } = inside(this.story.state);
    for (const keep of this.plan.keeps.stack) {
      const i = 'of' in keep ? keep.of : keep.nothing;
      const value = stack[i];
      if (value === undefined) continue;
      if (value instanceof StringValue || value instanceof Tag) {
        stack[i] = this.otherText(value);
        continue;
      }
      const grain = 'of' in keep ? keep.grain : null;
      if (grain === null || (value instanceof IntValue && isCoarse(value.value ?? 0, grain)))
        stack[i] = this.other(value, grain);
    }
  }

  /** A text that waits to become a choice's, or a part of it. */
  private otherText(value: StringValue | Tag): InkObject {
    if (this.random !== null) this.replaced++;
    return this.strings.notKept(value, this.random === null ? null : `garbage ${this.random.below(1_000_000)}`);
  }

  /** What a turn has got to when chance interrupts it: its threads, and what the string being built says so far. */
  private middle(): void {
    const { threads, text } = this.plan.keeps;
    if (threads.length === 0) return;
    const { callStack, outputStream } = this.story.state;
    callStack._threads.forEach((thread, i) => {
      this.thread(thread, threads[i] ?? []);
    });
    const first = outputStream.findIndex(isStringStart);
    if (text || first < 0) return;
    for (let i = first; i < outputStream.length; i++) {
      const shown = outputStream[i];
      if (!(shown instanceof StringValue) || !shown.isNonWhitespace) continue;
      const said = this.random === null ? rawText(shown.value ?? '') : `garbage ${this.random.below(1_000_000)}`;
      outputStream[i] = new StringValue(markedText(said));
      if (this.random !== null) this.replaced++;
    }
  }

  private choices(): void {
    const { keeps } = this.plan;
    const waits = keeps.threads.length === 0;
    const choices = inside(this.story.state)._currentFlow.currentChoices;
    let next = 0;
    choices.forEach((choice, i) => {
      if (waits && choice.isInvisibleDefault) return;
      const copy = copyChoice(choice, this.unknown);
      choices[i] = copy;
      const thread = copy.threadAtGeneration;
      if (thread === null) return;
      if (this.random !== null) thread.previousPointer = new Pointer(sharedContainer(this.story, choice), -1);
      this.thread(thread, keeps.choices[next++] ?? []);
    });
  }

  private thread({ callstack }: CallStack.Thread, keeps: ThreadKeeps): void {
    keeps.forEach((frame, i) => {
      const element = callstack[callstack.length - 1 - i];
      if (element !== undefined && frame !== null) this.temporaries(element.temporaryVariables, frame);
    });
    const out = callstack.length - keeps.length;
    if (this.random === null || out <= 0) return;
    this.replaced += out;
    const garbage = Array.from({ length: 1 + this.random.below(3) }, () => {
      return new CallStack.Element(PushPopType.Tunnel, Pointer.StartOf(this.story.mainContentContainer));
    });
    callstack.splice(0, out, ...garbage);
  }

  private temporaries(values: Map<string, InkObject>, keeps: NonNullable<FrameKeeps>): void {
    for (const [name, value] of values) {
      const kept = keeps.find(({ of }) => of === name);
      if (kept !== undefined && kept.grain === null) continue;
      const grain = kept?.grain ?? null;
      if (grain !== null && !(value instanceof IntValue && isCoarse(value.value ?? 0, grain))) continue;
      values.set(name, this.other(value, grain));
    }
  }

  private shuffles(chance: Chance): void {
    if (this.random === null) return;
    for (const [path, picked] of chance.picked) {
      if (this.plan.shuffles.has(path)) continue;
      this.replaced++;
      chance.picked.set(path, picked ^ (1 + this.random.below(15)));
    }
  }
}

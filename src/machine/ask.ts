import type { Program } from '../program/program.ts';
import { Crash, Endless, StoryError } from './errors.ts';
import { FrameKind, noTemps, type Thread } from './frames.ts';
import { Machine } from './machine.ts';
import { isTrue } from './natives.ts';
import { Void } from './values.ts';

/** What a function of the story answers in some state: yes, no, or why ink can't tell. */
export type Answer = boolean | { readonly fault: string };

/** Asks functions of a story in states of an exploration, and leaves no trace there: neither in the state nor in what was covered. */
export class Asker {
  private readonly machine: Machine;
  private readonly explorer: Machine;
  private readonly callers = new Map<number, Thread>();
  private changed = -1;
  private isFresh = false;

  /** `explorer` is the machine that takes states apart. */
  constructor(explorer: Machine) {
    const { program, values, options } = explorer;
    this.explorer = explorer;
    this.machine = new Machine(program, { silent: true, stopAtChance: true, values, externals: options.externals });
    this.machine.least.set(explorer.least);
    this.machine.limit.set(explorer.limit);
    this.machine.onAssign = (slot) => {
      this.changed = slot;
    };
  }

  /** Turns to the state that the explorer has just taken apart. */
  turn(): void {
    this.machine.slots.set(this.explorer.slots);
    this.machine.offers = this.explorer.offers;
    this.isFresh = true;
  }

  /**
   * Whether a function holds in the state that was turned to last. `given` are the values of its parameters. Throws a `Refine` where the
   * state doesn't keep enough to answer.
   */
  ask(container: number, given: readonly number[]): Answer {
    const m = this.machine;
    const { start } = m.program.containers[container];
    if (!this.isFresh) this.turn();
    m.stack = given.slice();
    m.threads = [];
    m.draw = null;
    m.diverted = -1;
    m.steps = 0;
    m.warnings.length = 0;
    m.output.reset();
    let caller = this.callers.get(container);
    if (caller === undefined) this.callers.set(container, (caller = outside(m.program, container)));
    m.setThread(caller);
    m.pushFrame(FrameKind.Function);
    m.pc = start;
    this.changed = -1;
    try {
      while (m.pc >= 0 && m.draw === null) {
        // a function that is called counts as visited, but only while the question lasts
        if (m.depth > 2) this.isFresh = false;
        m.step();
      }
      return this.answer();
    } catch (error) {
      if (error instanceof Endless) return { fault: 'it never comes to an end' };
      if (error instanceof StoryError || error instanceof Crash) return { fault: `ink says: ${error.message}` };
      throw error;
    }
  }

  private answer(): Answer {
    const m = this.machine;
    if (m.draw !== null) return { fault: 'it leaves something to chance' };
    if (this.changed >= 0) return { fault: `it changes ${m.program.slots[this.changed].name}` };
    const value = m.pop();
    if (value === undefined || value === Void) return { fault: 'a function in it gives nothing back' };
    return isTrue(m.values, value);
  }
}

/** Who asks a question: a thread that stands where nothing follows. */
export function outside({ next, containers }: Program, container: number): Thread {
  const { start, size } = containers[container];
  let pc = start + size - 1;
  while (next[pc] >= 0) pc = next[pc];
  return {
    kind: FrameKind.Tunnel,
    parent: null,
    depth: 1,
    pc,
    inExpression: true,
    functionStart: 0,
    temps: noTemps,
    trimmed: false,
    previous: start,
  };
}

import { Op } from '../program/opcodes.ts';
import { outside } from './ask.ts';
import { Crash, GiveUp, StoryError } from './errors.ts';
import { FrameKind } from './frames.ts';
import type { Machine } from './machine.ts';
import { isTrue } from './natives.ts';
import { False, True, Void } from './values.ts';

/** How the story stands where a turn is over: it waits for a choice, has ended, was stopped, or one can't tell. */
export type Standing = 'waits' | 'ended' | 'stopped' | 'unknown';

/** A function of the story that is asked at a moment. */
export interface Part {
  readonly container: number;
  /** What it is given: for each of its parameters a truth, or null where it may be either. */
  given(standing: Standing): readonly (boolean | null)[];
  /** What its answer says, where the story stands like this; null: that may be either. */
  says(answer: boolean, standing: Standing): boolean | null;
  /** The bit of a letter that tells what it says. */
  readonly bit: number;
}

/**
 * What is asked wherever a turn is over, where it is only asked what may happen: its parts give a letter, and an automaton follows the letters of a playthrough from one moment to
 * the next. A single function asked by itself is an automaton of one state.
 */
export interface Question {
  readonly parts: readonly Part[];
  /** The slots that they are likely to look at. */
  readonly slots: readonly number[];
  /** The state of the automaton before the first moment. */
  readonly start: number;
  /** Its state after one more moment; null where that is what is looked for: then the automaton stays as it was. */
  after(phase: number, letter: number, standing: Standing): number | null;
}

const longest = 20_000;
/** A function that does one of these has no answer that can be relied on. */
const unreliable: ReadonlySet<number> = new Set([Op.Random, Op.ListRandom, Op.Shuffle, Op.SetGlobal, Op.External]);

/** The letter of a moment, with the slots as they are; null where there may be none, as some part may have no answer. The machine is left as it was. */
export function letterAt(
  m: Machine,
  { parts }: Question,
  standing: Standing,
  pick: (count: number) => number,
): number | null {
  const slots = m.slots.slice();
  const { onAssign, stack, threads, offers, rest, restAt, safeExit, hidOffers } = m;
  const thread = m.thread();
  const either = (truth: boolean | null): boolean => truth ?? pick(2) === 1;
  try {
    let letter = 0;
    for (const part of parts) {
      const answer = answerOf(m, part.container, part.given(standing).map(either));
      if (answer === null) return null;
      if (either(part.says(answer, standing))) letter |= part.bit;
    }
    return letter;
  } finally {
    m.onAssign = onAssign;
    m.trace = null;
    m.slots.set(slots);
    m.setThread(thread);
    m.diverted = -1;
    Object.assign(m, { stack, threads, offers, rest, restAt, safeExit, hidOffers });
  }
}

/** What a function may answer, given these truths; null where it may have no answer that can be relied on. What is decided of variables stays decided. */
function answerOf(m: Machine, container: number, given: readonly boolean[]): boolean | null {
  const { steps } = m;
  const counts = m.slots.slice(m.program.globals);
  let changes = false;
  m.onAssign = () => {
    changes = true;
  };
  m.stack = given.map((truth) => (truth ? True : False));
  m.threads = [];
  m.offers = [];
  m.diverted = -1;
  m.output.reset();
  m.trace = [];
  m.setThread(outside(m.program, container));
  m.pushFrame(FrameKind.Function);
  m.pc = m.program.containers[container].start;
  try {
    while (m.pc >= 0) {
      m.step();
      if (m.steps - steps > longest) throw new GiveUp('a long question');
    }
    const value = m.pop();
    const isReliable = !changes && !m.trace.some((pc) => unreliable.has(m.program.op[pc]));
    return !isReliable || value === undefined || value === Void ? null : isTrue(m.values, value);
  } catch (error) {
    if (error instanceof StoryError || error instanceof Crash) return null;
    throw error;
  } finally {
    // a function that is called counts as visited, but only while the question lasts
    m.slots.set(counts, m.program.globals);
  }
}

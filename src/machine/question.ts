import { Op } from '../program/opcodes.ts';
import { outside } from './ask.ts';
import { Crash, GiveUp, StoryError } from './errors.ts';
import { FrameKind } from './frames.ts';
import type { Machine } from './machine.ts';
import { isTrue } from './natives.ts';
import { False, True, Void } from './values.ts';

/** How the story stands where a turn is over: it waits for a choice, has ended, was stopped, or one can't tell. */
export type Standing = 'waits' | 'ended' | 'stopped' | 'unknown';

/** A function of the story that is asked wherever a turn is over, where it is only asked what may happen. */
export interface Question {
  readonly container: number;
  /** The slots that it is likely to look at. */
  readonly slots: readonly number[];
  /** What it is given: for each of its parameters a truth, or null where it may be either. */
  given(standing: Standing): readonly (boolean | null)[];
  /** The answer that is looked for. Where there may be none at all, that counts as this one. */
  readonly answer: boolean;
}

const longest = 20_000;
/** A function that does one of these has no answer that can be relied on. */
const unreliable: ReadonlySet<number> = new Set([Op.Random, Op.ListRandom, Op.Shuffle, Op.SetGlobal, Op.External]);

/** Whether the answer to a question may be the one that is looked for, with the slots as they are; they are left as they were. */
export function mayAnswer(
  m: Machine,
  question: Question,
  standing: Standing,
  pick: (count: number) => number,
): boolean {
  const slots = m.slots.slice();
  const { onAssign, steps } = m;
  let changes = false;
  m.onAssign = () => {
    changes = true;
  };
  m.stack = question.given(standing).map((given) => ((given ?? pick(2) === 1) ? True : False));
  m.threads = [];
  m.offers = [];
  m.diverted = -1;
  m.output.reset();
  m.trace = [];
  m.setThread(outside(m.program, question.container));
  m.pushFrame(FrameKind.Function);
  m.pc = m.program.containers[question.container].start;
  try {
    while (m.pc >= 0) {
      m.step();
      if (m.steps - steps > longest) throw new GiveUp('a long question');
    }
    const value = m.pop();
    const isReliable = !changes && !m.trace.some((pc) => unreliable.has(m.program.op[pc]));
    return !isReliable || value === undefined || value === Void || isTrue(m.values, value) === question.answer;
  } catch (error) {
    if (error instanceof StoryError || error instanceof Crash) return true;
    throw error;
  } finally {
    m.onAssign = onAssign;
    m.trace = null;
    m.stack = [];
    m.slots.set(slots);
  }
}

import { attached, type Calls } from './calls.ts';
import { ContentNumbers, flags } from './contentnumbers.ts';
import { containerAt } from './counting.ts';
import type { Frame, Thread } from './frames.ts';
import type { Machine } from './machine.ts';
import { type OutputItem, OutputNumbers } from './output.ts';

/** Where a machine stands between two instructions of a turn: all but slots and offers. */
export interface Situation {
  readonly thread: Thread;
  readonly threads: readonly Thread[];
  readonly stack: readonly number[];
  readonly output: readonly OutputItem[];
  readonly dropsText: number;
  readonly safeExit: boolean;
  readonly hidOffers: boolean;
  readonly turnBy: number;
}

/** Numbers situations, each content once; the calls that wait may be left open (see `detached`). */
export class Situations {
  private readonly known: Situation[] = [];
  private readonly numbers = new ContentNumbers();
  private readonly outputs = new OutputNumbers();
  private readonly machine: Machine;
  private readonly calls: Calls;

  constructor(machine: Machine, calls: Calls) {
    this.machine = machine;
    this.calls = calls;
  }

  /** The situation that the machine is in. */
  now(): Situation {
    const { machine: m } = this;
    const { threads, stack, safeExit, hidOffers, turnBy } = m;
    const [output, dropsText] = [m.output.copy(), m.output.dropsText];
    return {
      thread: m.thread(),
      threads: threads.slice(),
      stack: stack.slice(),
      output,
      dropsText,
      safeExit,
      hidOffers,
      turnBy,
    };
  }

  number(situation: Situation): number {
    const { thread, threads, stack, output, dropsText, safeExit, hidOffers, turnBy } = situation;
    const content = [
      this.calls.number(thread),
      this.containerBefore(thread),
      turnBy,
      flags(safeExit, hidOffers),
      dropsText,
    ];
    content.push(this.outputs.number(output), stack.length, ...stack);
    for (const each of threads) content.push(this.calls.number(each), this.containerBefore(each));
    const number = this.numbers.number(content);
    if (number === this.known.length) this.known.push(situation);
    return number;
  }

  /** Puts the machine into a situation, with `of` for what it leaves open; slots and offers stay as they are. */
  restore(number: number, of: (index: number) => Frame): void {
    const situation = this.known[number];
    const threads = situation.threads.map((thread) => attached(thread, of));
    this.resume({ ...situation, thread: attached(situation.thread, of), threads });
  }

  /** Puts the machine into a situation; slots and offers stay as they are. */
  resume({ thread, threads, stack, output, dropsText, safeExit, hidOffers, turnBy }: Situation): void {
    const { machine: m } = this;
    m.setThread(thread);
    m.threads = threads.slice();
    m.stack = stack.slice();
    m.output.restore(output);
    m.output.dropsText = dropsText;
    m.safeExit = safeExit;
    m.hidOffers = hidOffers;
    m.turnBy = turnBy;
  }

  /** Of where a thread stood before, only the container matters. */
  private containerBefore({ previous }: Thread): number {
    return previous < 0 ? -1 : containerAt(this.machine, previous);
  }
}

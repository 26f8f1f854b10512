import { containerAt } from './counting.ts';
import { cutFrame, type Frame, FrameKind, type Thread } from './frames.ts';
import type { Machine } from './machine.ts';
import { keyOf, type OutputItem } from './output.ts';

/**
 * Where a machine stands between two instructions of a turn, with nothing left on the evaluation stack: all but slots and offers. What it has shown
 * is settled (see `settle`).
 */
interface Situation {
  readonly thread: Thread;
  readonly threads: readonly Thread[];
  readonly safeExit: boolean;
  readonly hidOffers: boolean;
  readonly turnBy: number;
  readonly output: readonly OutputItem[];
}

/** Numbers the situations that a machine comes to, each content once. */
export class Situations {
  private readonly known: Situation[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly frames = new Map<string, number>();
  private readonly machine: Machine;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** Whether the machine stands where a situation can be told by this little. */
  isPlain(): boolean {
    const m = this.machine;
    return m.stack.length === 0 && !m.inExpression && m.output.isPlain;
  }

  /** The number of the situation that the machine is in. */
  number(): number {
    const m = this.machine;
    const threads = m.threads.map((thread) => this.threadKey(thread)).join('|');
    const key = `${m.turnBy}|${m.safeExit}|${m.hidOffers}|${this.threadKey(m.thread())}|${threads}|${keyOf(m.output.items)}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      const { safeExit, hidOffers, turnBy } = m;
      const [threads, output] = [m.threads.slice(), m.output.copy()];
      number = this.known.push({ thread: m.thread(), threads, safeExit, hidOffers, turnBy, output }) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }

  /** Puts the machine back into a situation, with no choice on offer. */
  restore(number: number): void {
    const m = this.machine;
    const { thread, threads, safeExit, hidOffers, turnBy, output } = this.known[number];
    m.setThread(thread);
    m.threads = threads.slice();
    m.safeExit = safeExit;
    m.hidOffers = hidOffers;
    m.turnBy = turnBy;
    m.output.restore(output);
  }

  /** Of where a thread stood before, only the container matters. */
  private threadKey(thread: Thread): string {
    const before = thread.previous < 0 ? -1 : containerAt(this.machine, thread.previous);
    return `${this.frame(thread)}@${before}`;
  }

  private frame(frame: Frame): number {
    const { kind, parent, pc, inExpression, functionStart, trimmed, temps } = frame;
    const below = parent === null ? -1 : parent === cutFrame ? -2 : this.frame(parent);
    const start = kind === FrameKind.Function ? functionStart : 0;
    const key = `${kind},${below},${pc},${inExpression},${start},${trimmed},${temps.join(';')}`;
    let number = this.frames.get(key);
    if (number === undefined) this.frames.set(key, (number = this.frames.size));
    return number;
  }
}

import { containerAt } from './counting.js';
import { cutFrame, FrameKind } from './frames.js';
import { keyOf } from './output.js';
/** Numbers the situations that a machine comes to, each content once. */
export class Situations {
    known = [];
    numbers = new Map();
    frames = new Map();
    machine;
    constructor(machine) {
        this.machine = machine;
    }
    /** Whether the machine stands where a situation can be told by this little. */
    isPlain() {
        const m = this.machine;
        return m.stack.length === 0 && !m.inExpression && m.output.isPlain;
    }
    /** The number of the situation that the machine is in. */
    number() {
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
    restore(number) {
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
    threadKey(thread) {
        const before = thread.previous < 0 ? -1 : containerAt(this.machine, thread.previous);
        return `${this.frame(thread)}@${before}`;
    }
    frame(frame) {
        const { kind, parent, pc, inExpression, functionStart, trimmed, temps } = frame;
        const below = parent === null ? -1 : parent === cutFrame ? -2 : this.frame(parent);
        const start = kind === FrameKind.Function ? functionStart : 0;
        const key = `${kind},${below},${pc},${inExpression},${start},${trimmed},${temps.join(';')}`;
        let number = this.frames.get(key);
        if (number === undefined)
            this.frames.set(key, (number = this.frames.size));
        return number;
    }
}

import type { Ask } from './asides.ts';
import { attached, detached, noCalls } from './calls.ts';
import type { OfferShape } from './canon.ts';
import { countOutcomes, type Draw, outcomeAt } from './chance.ts';
import type { Codec } from './codec.ts';
import { ContentNumbers, flags } from './contentnumbers.ts';
import { Decisions } from './decisions.ts';
import { Endless } from './errors.ts';
import type { Frame } from './frames.ts';
import { type Issue, type Machine, maxCalls, type Offer } from './machine.ts';
import type { Narration } from './narration.ts';
import { type OutputItem, OutputNumbers } from './output.ts';
import { Recorder } from './recorder.ts';
import { type Learner, Repeater } from './repeater.ts';
import { MiddlePart, noMoreCalls, OfferPart, sameCalls } from './ruletable.ts';
import type { Situation } from './situations.ts';

/** Turns after which it is looked at whether learning pays: it doesn't where much of each had to be learned, twice in a row. */
const trial = 1024;
const much = 1 / 3;
/** A draw of more outcomes than this isn't followed whole. */
export const maxOutcomes = 100_000;

/** How a stretch ends: see `RulePart`. */
interface Ending {
  readonly next: number;
  readonly calls: number;
  readonly middle: number;
  readonly stack: number;
  readonly always: boolean;
  readonly over: readonly number[];
}
/** What a turn is in, besides where it stands: the flags of the machine, and what it has shown, settled. */
interface Carried extends Pick<Machine, 'safeExit' | 'hidOffers' | 'turnBy'> {
  readonly output: readonly OutputItem[];
}
/** Works out what a template stands for, given what waits so many calls further down; -1 where the calls are too deep. */
type Template = (of: (index: number) => Frame) => number;
const goesOn: Ending = { next: -1, calls: sameCalls, middle: -1, stack: 0, always: false, over: [0, 0, 0] };

/**
 * Learns what turns do. A turn is cut into stretches, each ending where the machine has read something of the state and stands between two statements.
 * A stretch is executed once for all states that are alike in what it reads, and repeated from memory after that (see `Repeater`). Learning
 * stretches and not whole turns keeps rules few where a turn asks many independent questions, as a hub of choices does.
 */
export class Rules implements Learner {
  readonly repeater: Repeater;
  /** How many rules were learned. */
  size = 0;
  /** What the runtime warned of in the last turn, if it wasn't known yet. */
  readonly warnings: Issue[] = [];
  /** Of outcomes that aren't all alike, by their record in the table, how many each stands for. */
  readonly weights = new Map<number, readonly number[]>();
  /** The asides that a rule passes over. */
  readonly asks = new Map<number, readonly Ask[]>();
  private readonly machine: Machine;
  private readonly codec: Codec;
  private readonly recorder: Recorder;
  private readonly decisions: Decisions;
  /** How to begin each stretch. */
  private readonly begins: (() => void)[] = [];
  /** By the numbers of fallbacks: the stretch with which choices of a kind go on. */
  private readonly afterFallback: Map<OfferShape, number>[] = [];
  private readonly afterDraw = new Map<string, number>();
  private readonly afterSituation: number[] = [];
  private readonly templates: Template[] = [];
  private readonly templateNumbers = new Map<string, number>();
  /** What a turn that goes on with a fallback choice takes over from before, each combination once. */
  private readonly carried: Carried[] = [];
  private readonly carriedNumbers = new ContentNumbers();
  private readonly outputs = new OutputNumbers();
  /** Null where nobody listens. */
  private readonly narration: Narration | null;
  private readonly onDraw: (draw: Draw) => void;
  /** Turns and newly learned rules in this trial, and how many of the last trials were in vain. */
  private turns = 0;
  private learned = 0;
  private vain = 0;
  /** What was learned in the last trial. */
  private news = trial;

  /** `onDraw` is told of every draw whose outcomes are learned. */
  constructor(machine: Machine, codec: Codec, narration: Narration | null, onDraw: (draw: Draw) => void) {
    this.machine = machine;
    this.narration = narration;
    this.codec = codec;
    this.onDraw = onDraw;
    this.recorder = new Recorder(machine, codec.table, codec.calls);
    this.decisions = new Decisions(codec.table.code);
    this.repeater = new Repeater(codec.table, machine.slots, codec.bytes, this.recorder.computations, this, narration);
  }

  /** Whether hardly anything new was learned lately. */
  get settled(): boolean {
    return this.news < trial / 50;
  }

  /** Must be asked once for each turn: whether turns repeat often enough for learning them. */
  pays(): boolean {
    if (this.vain === 2) return false;
    if (++this.turns < trial) return true;
    this.vain = this.learned > this.repeater.stretches * much ? this.vain + 1 : 0;
    this.repeater.stretches = 0;
    this.news = this.learned;
    this.turns = 0;
    this.learned = 0;
    return true;
  }

  choice(offer: number): number {
    const { canon, table, asksTurnBy } = this.codec;
    const shape = canon.shapeOf(offer);
    if (shape.stretch < 0)
      shape.stretch = this.addStretch(() => {
        this.machine.turnBy = asksTurnBy ? shape.offer.by : -1;
        this.choose(shape.offer);
      });
    return (table.offers.data[offer * OfferPart.Length + OfferPart.Stretch] = shape.stretch);
  }

  /** A fallback choice that is taken because nothing else is on offer goes on in the same turn. */
  fallback(offer: number, fallbacks: number): number {
    const { canon, table } = this.codec;
    const shape = canon.shapeOf(offer);
    const known = this.afterFallback[fallbacks].get(shape);
    const stretch =
      known ??
      this.addStretch(() => {
        const { output, ...flags } = this.carried[fallbacks];
        Object.assign(this.machine, flags);
        this.machine.output.restore(output);
        this.choose(shape.offer);
      });
    this.afterFallback[fallbacks].set(shape, stretch);
    table.fallbacks.data[fallbacks] = this.decisions.map(table.fallbacks.data[fallbacks], offer, stretch);
    return stretch;
  }

  /** Begins with a choice, while the calls wait that the recorder knows of. */
  private choose(offer: Offer): void {
    this.machine.choose({ ...offer, thread: attached(offer.thread, this.waiting) }, false);
  }

  /** The calls that wait in the stretch that is being learned. */
  private readonly waiting = (index: number): Frame => this.recorder.open.frame(index);

  draw(middle: number, outcome: number): number {
    const { table } = this.codec;
    const draw = table.middles.data[middle * MiddlePart.Length + MiddlePart.Draw];
    const key = `${draw},${outcome}`;
    let stretch = this.afterDraw.get(key);
    if (stretch === undefined) {
      stretch = this.addStretch(() => {
        this.comeTo(draw);
        this.machine.forced = [outcome];
      });
      this.afterDraw.set(key, stretch);
    }
    return stretch;
  }

  private comeTo(draw: number): void {
    const { situations, situationsOfDraws } = this.codec;
    situations.restore(situationsOfDraws[draw], this.waiting);
  }

  outcomes(middle: number): number {
    const { machine: m, recorder } = this;
    const { draws, middles, records } = this.codec.table;
    const number = middles.data[middle * MiddlePart.Length + MiddlePart.Draw];
    this.codec.rest();
    recorder.begin(this.repeater.count, this.repeater.calls);
    this.comeTo(number);
    m.recorder = recorder;
    m.steps = 0;
    m.step(); // comes to the draw again, which tells its outcomes
    m.recorder = null;
    const guard = recorder.guard.slice();
    recorder.takeEffect();
    const draw = m.draw!;
    this.onDraw(draw);
    const count = countOutcomes(draw);
    if (count > maxOutcomes) return -1;
    const record = records.length;
    records.push(count);
    if (draw.weights !== undefined) this.weights.set(record, draw.weights);
    for (let i = 0; i < count; i++) records.append([outcomeAt(draw, i), -1]);
    draws.data[number] = this.decisions.add(draws.data[number], guard, record);
    return record;
  }

  rule(stretch: number): number {
    const { machine: m, recorder } = this;
    this.codec.rest();
    m.offers = [];
    m.stack = [];
    m.steps = 0;
    m.recorder = recorder;
    recorder.begin(this.repeater.count, this.repeater.calls);
    this.narration?.listen(m);
    m.forcedNext = 0;
    let rule = -1;
    try {
      this.begins[stretch]();
      this.execute();
      if (!this.isTooDeep()) rule = this.addRule(stretch);
    } catch (error) {
      if (!(error instanceof Endless)) throw error; // the machine will come to the same, and tell
    }
    this.learned++;
    m.recorder = null;
    m.trace = null;
    m.forced = [];
    this.warnings.push(...m.warnings);
    if (rule < 0) recorder.takeEffect();
    return rule;
  }

  /** Runs to the end of the stretch. */
  private execute(): void {
    const { machine: m, recorder } = this;
    try {
      while (m.pc >= 0) {
        m.step();
        if (m.draw !== null) return;
        if (recorder.guard.length > 0 && m.pc >= 0 && this.isPlain()) return;
      }
    } catch (error) {
      m.fail(error);
    }
  }

  /** Whether the machine stands between two statements, with little to be told of it. */
  private isPlain(): boolean {
    const { stack, inExpression, output } = this.machine;
    return stack.length === 0 && !inExpression && output.isPlain;
  }

  /** What was just executed, as a rule for a stretch. */
  private addRule(stretch: number): number {
    const { machine: m, codec, recorder } = this;
    const { records, trees } = codec.table;
    this.narration?.learn(this.size, m);
    const offers = m.offers.map((offer) => this.offerNumber(offer));
    const fallbacks = this.fallbacksOf();
    const { next, calls, middle, stack, always, over } = this.endingOf();
    const guard = recorder.guard.slice();
    const { sets, raises, updates, asks } = recorder.takeEffect();
    if (asks.length > 0) this.asks.set(records.length, asks);
    const rule = records.append([
      next,
      middle,
      stack,
      fallbacks,
      always ? 1 : 0,
      ...over,
      calls,
      sets.length,
      raises.length,
      updates.length,
      offers.length,
      this.size++,
      ...sets,
      ...raises,
      ...updates,
      ...offers,
    ]);
    trees.data[stretch] = this.decisions.add(trees.data[stretch], guard, rule);
    return rule;
  }

  private endingOf(): Ending {
    const { machine: m, codec } = this;
    if (m.draw !== null) return { ...goesOn, middle: this.middleNumber() };
    if (m.pc >= 0) return { ...goesOn, ...this.goingOn() };
    const failed = m.rest === 'error' || m.rest === 'crash';
    const stack = failed ? 0 : codec.stackNumber();
    // the word END takes back what is on offer
    const always = failed || m.rest === 'end' || m.threads.length > 0;
    const isOpen = detached(m.parent, this.recorder.open.indexes) !== m.parent;
    const calls = isOpen ? this.callsOf(m.parent!) : sameCalls; // a template looks at how deep they are
    m.offers = [];
    if (!failed) m.comeToRest();
    const { kind, address, message } = codec.howOver();
    return { ...goesOn, calls, stack, always, over: [kind, address, message] };
  }

  /** Where the turn goes on, and the calls that wait from then on. */
  private goingOn(): Pick<Ending, 'next' | 'calls'> {
    const { machine: m, recorder, codec } = this;
    const { calls, situations } = codec;
    const waiting = calls.openPart(m.thread());
    const at = recorder.open.from(waiting);
    const situation = situations.number(this.detachedNow(at));
    const next = (this.afterSituation[situation] ??= this.addStretch(() =>
      situations.restore(situation, this.waiting),
    ));
    if (waiting !== null) return { next, calls: this.callsOf(waiting) };
    return { next, calls: this.repeater.calls === noCalls ? sameCalls : noMoreCalls };
  }

  /** The calls at and below a frame, as `RulePart.Calls` tells them. */
  private callsOf(waiting: Frame): number {
    const { calls } = this.codec;
    const { indexes } = this.recorder.open;
    if (indexes.get(waiting) === 0) return sameCalls;
    const left = calls.number(detached(waiting, indexes));
    return this.template(`calls ${left}`, () => (of) => {
      const number = calls.numberOf(calls.frame(left), of);
      return calls.frame(number).depth < maxCalls ? number : -1;
    });
  }

  private detachedNow(at: ReadonlyMap<Frame, number>): Situation {
    const now = this.codec.situations.now();
    return { ...now, thread: detached(now.thread, at), threads: now.threads.map((thread) => detached(thread, at)) };
  }

  /** The number of a choice that was offered, or ~ a template for it where that depends on calls that wait. */
  private offerNumber(offer: Offer): number {
    const { codec, recorder } = this;
    const { canon, calls } = codec;
    const thread = detached(offer.thread, recorder.open.indexes);
    if (thread === offer.thread) return canon.offerNumber(offer);
    const { point, by, willing } = offer;
    const key = `offer ${point},${thread.previous},${by},${willing},${calls.number(thread)}`;
    return ~this.template(key, () => canon.offering({ ...offer, thread }));
  }

  /** The number of the turn that a draw interrupts, or -2 - that of a template for it. */
  private middleNumber(): number {
    const { machine: m, recorder, codec } = this;
    const { thread, threads } = this.detachedNow(recorder.open.indexes);
    if (thread.parent === m.parent && threads.every((each, i) => each === m.threads[i])) return codec.middleNumber();
    const situation = codec.situations.number(this.detachedNow(recorder.open.indexes));
    const template = this.template(`turn ${situation}`, () => (of) => {
      codec.situations.restore(situation, of);
      return m.depth <= maxCalls ? codec.middleNumber() : -1;
    });
    return -2 - template;
  }

  /** The number of a template; new where there is none with that key yet. */
  private template(key: string, working: () => Template): number {
    let number = this.templateNumbers.get(key);
    if (number === undefined) {
      this.templateNumbers.set(key, (number = this.templates.push(working()) - 1));
      this.codec.table.templates.push(0);
    }
    return number;
  }

  worked(template: number, waiting: number): number {
    const { calls, table } = this.codec;
    const result = this.templates[template]((index) => calls.frame(calls.below(waiting, index)));
    const map = table.templates.data[template];
    if (result >= 0) table.templates.data[template] = this.decisions.map(map, waiting, result);
    return result;
  }

  private isTooDeep(): boolean {
    const m = this.machine;
    return m.depth > maxCalls || m.offers.some((offer) => offer.thread.depth > maxCalls);
  }

  private fallbacksOf(): number {
    const { safeExit, hidOffers, turnBy, output } = this.machine;
    const number = this.carriedNumbers.number([flags(safeExit, hidOffers), turnBy, this.outputs.number(output.items)]);
    if (number === this.carried.length) {
      this.codec.table.fallbacks.push(0);
      this.afterFallback.push(new Map());
      this.carried.push({ safeExit, hidOffers, turnBy, output: output.copy() });
    }
    return number;
  }

  private addStretch(begin: () => void): number {
    this.codec.table.trees.push(0);
    return this.begins.push(begin) - 1;
  }
}

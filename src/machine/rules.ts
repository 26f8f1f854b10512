import { type Codec, type Kind, maxOffers } from './codec.ts';
import { Decisions } from './decisions.ts';
import { Endless } from './errors.ts';
import { forgottenCount, type Issue, type Machine, maxCalls, type Offer } from './machine.ts';
import { type Effect, Recorder } from './recorder.ts';
import { Situations } from './situations.ts';

/** How the story is over. */
interface Over {
  readonly kind: Kind;
  readonly address: number;
  readonly message: number;
}

/** What was learned of one stretch of a turn: what it does, and what comes then. */
interface Rule {
  readonly effect: Effect;
  /** Choices it offers, by the numbers that `Canon` gave them. */
  readonly offers: readonly number[];
  /** The stretch that follows, or -1 where the turn ends. */
  readonly next: number;
  /** At a draw: the number of the interrupted turn, else -1. */
  readonly middle: number;
  /** How the story is over if nothing is on offer, or (`always`) whatever is. */
  readonly over: Over | null;
  readonly always: boolean;
  /** What is left on the evaluation stack, by number. */
  readonly stack: number;
  readonly safeExit: boolean;
  readonly hidOffers: boolean;
  readonly turnBy: number;
}

/** Turns after which it is looked at whether learning pays: it doesn't where each turn had to learn something, twice in a row. */
const trial = 1024;
/** More stretches than this in one turn, and it is left to the machine, which notices turns without end. */
const longestTurn = 4000;

/**
 * Learns what turns do. A turn is cut into stretches, each ending where the machine has read something of the state and stands between two statements.
 * A stretch is executed once for all states that are alike in what it reads, and repeated from memory after that. Learning
 * stretches and not whole turns keeps rules few where a turn asks many independent questions, as a hub of choices does.
 */
export class Rules {
  /** The choices on offer so far, by number. */
  private readonly offers = new Int32Array(maxOffers);
  private count = 0;
  /** What the runtime warned of in the last turn, if it wasn't known yet. */
  readonly warnings: Issue[] = [];
  private readonly machine: Machine;
  private readonly codec: Codec;
  private readonly situations: Situations;
  private readonly recorder: Recorder;
  private readonly decisions: Decisions;
  /** For each stretch, the tree that tells its rules, and how to begin it. */
  private readonly trees: number[] = [];
  private readonly begins: (() => void)[] = [];
  private readonly rules: Rule[] = [];
  private readonly afterOffer: number[] = [];
  private readonly afterFallback = new Map<string, number>();
  private readonly afterDraw = new Map<string, number>();
  private readonly afterSituation: number[] = [];
  /** Turns and newly learned rules in this trial, and how many of the last trials were in vain. */
  private turns = 0;
  private learned = 0;
  private vain = 0;

  constructor(machine: Machine, codec: Codec) {
    this.machine = machine;
    this.codec = codec;
    this.situations = new Situations(machine);
    this.recorder = new Recorder(machine);
    this.decisions = new Decisions(machine.slots, this.recorder.computations);
  }

  /** How many rules were learned. */
  get size(): number {
    return this.rules.length;
  }

  /**
   * Goes on from a choice, whose turn must have been counted, and writes the state that comes of it to the codec's buffer. Gives its
   * length, or -1 where the turn has to be left to the machine.
   */
  choose(offer: number): number {
    this.count = 0;
    this.afterOffer[offer] ??= this.addStretch(() => this.begin(offer));
    return this.run(this.afterOffer[offer]);
  }

  /** Goes on from a draw with an outcome, likewise; `offers` are the choices on offer by then. */
  decide(middle: number, outcome: number, offers: readonly Offer[]): number {
    this.count = offers.length;
    for (let i = 0; i < offers.length; i++) this.offers[i] = offers[i].number;
    const key = `${middle},${outcome}`;
    let stretch = this.afterDraw.get(key);
    if (stretch === undefined) {
      stretch = this.addStretch(() => {
        this.codec.resume(middle);
        this.machine.forced = [outcome];
      });
      this.afterDraw.set(key, stretch);
    }
    return this.run(stretch);
  }

  private begin(number: number): void {
    const { offer } = this.codec.canon.offers[number];
    this.machine.turnBy = this.codec.asksTurnBy ? offer.by : -1;
    this.machine.choose(offer, false);
  }

  private run(first: number): number {
    if (!this.pays()) return -1;
    const { decisions, trees, rules, offers, codec } = this;
    let stretch = first;
    for (let i = 0; i < longestTurn; i++) {
      const found = decisions.find(trees[stretch]);
      const rule = found >= 0 ? rules[found] : this.learn(stretch);
      if (rule === null) return -1;
      if (found >= 0) this.apply(rule.effect);
      if (this.count + rule.offers.length > maxOffers) return -1;
      for (let j = 0; j < rule.offers.length; j++) offers[this.count++] = rule.offers[j];
      stretch = rule.next;
      if (stretch >= 0) continue;
      if (rule.middle >= 0) return codec.drawing(offers, this.count, rule.middle);
      if (rule.always || this.count === 0) {
        const { kind, address, message } = rule.over!;
        return codec.over(kind, address, message);
      }
      if (this.offersMore()) return codec.waiting(offers, this.count, rule.stack);
      if (rule.stack !== 0) return -1;
      stretch = this.stretchOfFallback(offers[0], rule);
      this.count = 0;
    }
    return -1;
  }

  /** Whether anything but fallback choices is on offer. */
  private offersMore(): boolean {
    for (let i = 0; i < this.count; i++) if (!this.codec.isFallback(this.offers[i])) return true;
    return false;
  }

  /** Whether turns repeat often enough for learning them. */
  private pays(): boolean {
    if (this.vain === 2) return false;
    if (++this.turns < trial) return true;
    this.vain = this.learned > this.turns ? this.vain + 1 : 0;
    this.turns = 0;
    this.learned = 0;
    return true;
  }

  private apply({ sets, raises, updates }: Effect): void {
    const { slots, limit, least } = this.machine;
    const { computations } = this.recorder;
    for (let i = 0; i < sets.length; i += 2) slots[sets[i]] = sets[i + 1];
    for (let i = 0; i < raises.length; i++) {
      const slot = raises[i];
      if (slots[slot] !== forgottenCount && ++slots[slot] >= limit[slot]) slots[slot] = least[slot];
    }
    for (let i = 0; i < updates.length; i++) slots[computations.slotOf(updates[i])] = computations.result(updates[i]);
  }

  /** Executes a stretch, and remembers it; null where that can't be done. */
  private learn(stretch: number): Rule | null {
    const { machine: m, recorder } = this;
    this.codec.rest();
    m.offers = [];
    m.stack = [];
    m.steps = 0;
    m.recorder = recorder;
    m.forcedNext = 0;
    let rule: Rule | null;
    let guard: readonly number[] = [];
    try {
      this.begins[stretch]();
      this.execute();
      guard = recorder.guard.slice();
      rule = this.isTooDeep() ? null : this.ruleOf();
    } catch (error) {
      if (!(error instanceof Endless)) throw error;
      rule = null; // the machine will come to the same, and tell
    }
    this.learned++;
    m.recorder = null;
    m.forced = [];
    this.warnings.push(...m.warnings);
    if (rule === null) recorder.takeEffect();
    else this.trees[stretch] = this.decisions.add(this.trees[stretch], guard, this.rules.push(rule) - 1);
    return rule;
  }

  /** Runs to the end of the stretch. */
  private execute(): void {
    const { machine: m, recorder, situations } = this;
    try {
      while (m.pc >= 0) {
        m.step();
        if (m.draw !== null) return;
        if (recorder.guard.length > 0 && m.pc >= 0 && situations.isPlain()) return;
      }
    } catch (error) {
      m.fail(error);
    }
  }

  /** What was just executed, as a rule. */
  private ruleOf(): Rule {
    const { machine: m, codec } = this;
    const { safeExit, hidOffers, turnBy } = m;
    const failed = m.rest === 'error' || m.rest === 'crash';
    const offers = m.offers.map((offer) => codec.canon.offerNumber(offer));
    const common = { offers, stack: 0, safeExit, hidOffers, turnBy, next: -1, middle: -1, over: null, always: false };
    if (m.draw !== null) return { ...common, middle: codec.middleNumber(), effect: this.recorder.takeEffect() };
    if (m.pc >= 0) return { ...common, next: this.stretchOfSituation(), effect: this.recorder.takeEffect() };
    const stack = failed ? 0 : codec.stackNumber();
    // the word END takes back what is on offer
    const always = failed || m.rest === 'end' || m.threads.length > 0;
    m.offers = [];
    if (!failed) m.comeToRest();
    return { ...common, stack, over: codec.howOver(), always, effect: this.recorder.takeEffect() };
  }

  private isTooDeep(): boolean {
    const m = this.machine;
    return m.depth > maxCalls || m.offers.some((offer) => offer.thread.depth > maxCalls);
  }

  /** A fallback choice that is taken because nothing else is on offer goes on in the same turn. */
  private stretchOfFallback(offer: number, { safeExit, hidOffers, turnBy }: Rule): number {
    const key = `${offer},${safeExit},${hidOffers},${turnBy}`;
    let stretch = this.afterFallback.get(key);
    if (stretch === undefined) {
      stretch = this.addStretch(() => {
        const m = this.machine;
        m.safeExit = safeExit;
        m.hidOffers = hidOffers;
        m.turnBy = turnBy;
        m.choose(this.codec.canon.offers[offer].offer, false);
      });
      this.afterFallback.set(key, stretch);
    }
    return stretch;
  }

  private stretchOfSituation(): number {
    const situation = this.situations.number();
    return (this.afterSituation[situation] ??= this.addStretch(() => this.situations.restore(situation)));
  }

  private addStretch(begin: () => void): number {
    this.trees.push(0);
    return this.begins.push(begin) - 1;
  }
}

import type { Move, Official, PlayOptions, Turn } from '../languages/ink/official/official.ts';
import type { Plan } from '../languages/ink/official/plan.ts';
import type { Disturbed, Saved } from '../languages/ink/official/saved.ts';
import { Answers } from './answers.ts';
import { arrivalMismatch, type Mismatch } from './arrival.ts';
import { type Certificate, StateKind } from './certificate.ts';
import { type Leg, legsTo, playthroughOf, type Step } from './playthrough.ts';
import { type Representative, Representatives } from './representatives.ts';
import { type Passage, Slice } from './slice.ts';
import { hasState, keptMismatch, onceReplaced, showTheSame, turnMismatch } from './turns.ts';

/** The first thing in which ink's own engine and a certificate differ. */
export interface Difference extends Mismatch {
  /** How to get there. */
  readonly playthrough: readonly Step[];
}

/** How much was checked. */
export interface Tally {
  /** Transitions that were executed, each once as it is and once with garbage. */
  transitions: number;
  /** Values that were replaced by garbage, counted anew for each transition. */
  scrambled: number;
  /** Transitions in which a value is shown that isn't kept: all of their texts but that value were compared. */
  shown: number;
  /** Transitions into turns without end, which were followed only for a while. */
  endless: number;
  /** Transitions to what was not followed: nothing is claimed about them. */
  open: number;
  /** Transitions that were executed once more for what slices hold, each as it is and with garbage. */
  sliced: number;
}

/** A state that waits to be checked, and where its representative stands. */
interface Pending extends Representative {
  readonly state: number;
}

/**
 * Checks a certificate with ink's own engine and nothing else. Goes down the tree of representatives depth-first, so that only
 * those are in memory that wait beside the way.
 */
export class Verification {
  readonly tally: Tally = { transitions: 0, scrambled: 0, shown: 0, endless: 0, open: 0, sliced: 0 };
  difference: Difference | null = null;
  private readonly certificate: Certificate;
  private readonly official: Official;
  private readonly seed: number;
  private readonly plans: Plan[];
  private readonly pending: Pending[] = [];
  private readonly work: Generator<void>;
  private readonly reachedBy: Int32Array;
  /** What is kept of each state that was met, as long as more transitions lead there. */
  private readonly keys = new Map<number, string>();
  private readonly waiting: Int32Array;
  private readonly slices: readonly Slice[];
  private readonly answers: Answers;

  /** Throws an `UnknownSlot` where the certificate names something that the story doesn't have. */
  constructor(certificate: Certificate, official: Official, seed: number) {
    this.certificate = certificate;
    this.official = official;
    this.seed = seed;
    this.plans = certificate.keeps.map((keeps) => official.plan(keeps, certificate.slots));
    const { states, starts } = certificate;
    this.waiting = new Int32Array(states.kinds.length);
    this.reachedBy = new Int32Array(states.kinds.length).fill(states.targets.length);
    const reach = (target: number, by: number): void => {
      this.waiting[target]++;
      if (this.reachedBy[target] === states.targets.length) this.reachedBy[target] = by;
    };
    starts.forEach(({ state }, i) => {
      reach(state, -1 - i);
    });
    states.targets.forEach(reach);
    this.answers = new Answers(certificate);
    this.slices = this.makeSlices();
    this.work = this.all();
  }

  private get isSliced(): boolean {
    return this.slices.length > 0;
  }

  private makeSlices(): Slice[] {
    const { certificate, official, tally, plans, keys } = this;
    const { slices, asides, slots } = certificate;
    if (slices.length === 0) return [];
    const cells = official.cellsOf(slices.flatMap((slice) => slice.slots.map((slot) => slots[slot])));
    official.keepQuiet(asides, [...new Set(cells)]);
    const representatives = new Representatives(certificate, official, this.reachedBy);
    const seedOf = (passage: Passage): number => this.seedOf(passage);
    const see = (turn: Turn): Mismatch | null => this.see(turn);
    const kept = [...slots, ...certificate.keeps.flatMap((keeps) => keeps.slots)];
    const byText = new Map(kept.flatMap(({ grain }) => (grain === null ? [] : [[JSON.stringify(grain), grain]])));
    const grains = [...byText.values()].sort((x, y) => y.least - x.least || y.period - x.period);
    const context = { certificate, official, representatives, tally, plans, keys, grains, seedOf, see };
    return slices.map((_, number) => new Slice(context, number));
  }

  /** Notes what happened in stretches that only decide between texts. */
  private see({ seen }: Turn): Mismatch | null {
    if (seen !== null) return this.answers.see(seen);
    const what = 'what a stretch does that only decides between texts';
    return { what, claimed: 'it shows something, and goes on at one place', official: 'it does more' };
  }

  /** Checks one more start or transition; false once all are checked, or something differs. */
  step(): boolean {
    return this.difference === null && this.work.next().done !== true && this.difference === null;
  }

  private *all(): Generator<void> {
    for (let i = 0; i < this.certificate.starts.length; i++) {
      this.start(i);
      yield;
    }
    this.pending.reverse();
    for (let pending = this.pending.pop(); pending !== undefined; pending = this.pending.pop()) {
      const before = this.pending.length;
      if (pending.move === null) yield* this.choices(pending.state, pending.saved!);
      else yield* this.draws(pending, pending.move);
      // the first one next
      this.pending.push(...this.pending.splice(before).reverse());
    }
    for (const slice of this.slices) {
      const found = yield* slice.follow();
      if (found !== null) return this.differAfter(found.legs, found.mismatch);
    }
    const missing = this.tally.open > 0 ? null : this.answers.missing();
    if (missing !== null) this.differAfter([], missing);
  }

  private start(i: number): void {
    const { entry, sets, state } = this.certificate.starts[i];
    const passage = { state: -1, label: i, transition: -1 - i, target: state };
    const move = { entry, sets };
    if (this.isOpen(state)) return;
    const turn = this.official.play(null, move, [], this.optionsFor(state));
    this.arrive(passage, turn, { state, saved: null, move, outcomes: [] });
    if (turn.stop === null) for (const slice of this.slices) slice.start(i, state);
  }

  private *choices(state: number, saved: Saved): Generator<void> {
    const plan = this.planOf(state);
    const plain = this.official.disturbed(saved, plan, null);
    for (const passage of this.passages(state)) {
      const move = { choice: passage.label };
      const options = this.optionsFor(passage.target);
      const play = (from: Disturbed, only?: number[]): Turn => this.official.play(from, move, [], { ...options, only });
      const scrambled = (): Disturbed => this.official.disturbed(saved, plan, this.seedOf(passage));
      this.follow(
        passage,
        { state: passage.target, saved, move, outcomes: [] },
        () => play(plain),
        () => play(scrambled(), []),
      );
      yield;
    }
  }

  private *draws({ state, saved, outcomes }: Pending, move: Move): Generator<void> {
    const plan = this.planOf(state);
    for (const passage of this.passages(state)) {
      const decided = [...outcomes, passage.label];
      const play = (seed: number | null): Turn => {
        const disturb = { draw: outcomes.length, plan, seed };
        // what the garbage would do in stretches that only decide between texts is nobody's question
        const only = seed === null ? undefined : [];
        return this.official.play(saved, move, decided, { ...this.optionsFor(passage.target), disturb, only });
      };
      const next = { state: passage.target, saved, move, outcomes: decided };
      this.follow(
        passage,
        next,
        () => play(null),
        () => play(this.seedOf(passage)),
      );
      yield;
    }
  }

  /** The transitions of a state that are to be checked, as long as nothing differs. */
  private *passages(state: number): Generator<Passage> {
    const { first, labels, targets } = this.certificate.states;
    for (let t = first[state]; t < first[state + 1] && this.difference === null; t++) {
      if (this.isOpen(targets[t])) this.tally.open++;
      else yield { state, label: labels[t], transition: t, target: targets[t] };
    }
  }

  /** Executes one transition as it is and with garbage: both must come to the same, and that to what the certificate says. */
  private follow(passage: Passage, next: Pending, plain: () => Turn, scrambled: () => Turn): void {
    const turn = plain();
    const key = this.arrive(passage, turn, next);
    this.tally.transitions++;
    if (this.difference !== null) return;
    const other = scrambled();
    this.tally.scrambled += other.replaced;
    for (const slice of this.slices) {
      slice.note(passage, turn);
      slice.note(passage, other);
    }
    this.compare(passage, turn, other, key);
  }

  /** A turn must have come to its target; gives what is kept of the state it came to, empty where the story stopped. */
  private arrive(passage: Passage, turn: Turn, next: Pending): string {
    const { target, transition } = passage;
    const mismatch = arrivalMismatch(this.certificate, turn, target);
    if (mismatch !== null) {
      this.differ(passage, mismatch);
      return '';
    }
    const objection = this.see(turn);
    if (objection !== null) this.differ(passage, objection);
    if (turn.stop?.kind === 'endless') this.tally.endless++;
    if (!hasState(turn)) return '';
    const key = this.keptOf(target, turn);
    const known = this.keys.get(target);
    if (known !== undefined && known !== key) this.differ(passage, this.keptOtherwise(target, known, key, ''));
    // what is followed in slices must come to the same
    if (--this.waiting[target] > 0 || this.isSliced) this.keys.set(target, key);
    else this.keys.delete(target);
    const { kinds } = this.certificate.states;
    const goesOn = kinds[target] === StateKind.Choice || kinds[target] === StateKind.Draw;
    if (this.reachedBy[target] === transition && goesOn) {
      const waits = turn.asks === null;
      this.pending.push(waits ? { state: target, saved: this.official.save(), move: null, outcomes: [] } : next);
    }
    return key;
  }

  private compare(passage: Passage, plain: Turn, scrambled: Turn, key: string): void {
    if (!showTheSame(plain, scrambled, this.isSliced)) this.tally.shown++;
    const mismatch = turnMismatch(plain, scrambled, this.isSliced);
    if (mismatch !== null) return this.differ(passage, mismatch);
    if (!hasState(plain)) return;
    const other = this.keptOf(passage.target, scrambled);
    if (other !== key) this.differ(passage, this.keptOtherwise(passage.target, key, other, onceReplaced));
  }

  private keptOtherwise(target: number, known: string, key: string, when: string): Mismatch {
    return keptMismatch(this.official, this.planOf(target), known, key, when);
  }

  private differ({ state, label }: Passage, mismatch: Mismatch): void {
    this.differAfter([...legsTo(this.certificate, this.reachedBy, state), { state, label }], mismatch);
  }

  private differAfter(legs: readonly Leg[], mismatch: Mismatch): void {
    if (this.difference !== null) return;
    this.difference = { ...mismatch, playthrough: playthroughOf(this.certificate, this.official, legs) };
  }

  private keptOf(target: number, { stop }: Turn): string {
    return this.official.project(this.planOf(target), stop !== null);
  }

  private planOf(state: number): Plan {
    return this.plans[this.certificate.states.keeps[state]];
  }

  private isOpen(state: number): boolean {
    return this.certificate.states.kinds[state] === StateKind.Cut;
  }

  private optionsFor(target: number): PlayOptions {
    const { states, stops } = this.certificate;
    return { endless: states.kinds[target] === StateKind.Over && stops[states.stops[target]].kind === 'endless' };
  }

  private seedOf({ transition }: Passage): number {
    return Math.imul(this.seed + 1, 0x9e3779b1) ^ Math.imul(transition + 1, 0x85ebca6b);
  }
}

import type { Grain } from '../languages/ink/official/keeps.ts';
import type { Held, Official, Turn } from '../languages/ink/official/official.ts';
import type { Plan } from '../languages/ink/official/plan.ts';
import { grained, integerIn, isCoarse, showToken, tokenOfCell } from '../languages/ink/official/values.ts';
import { arrivalMismatch, type Mismatch } from './arrival.ts';
import { type Certificate, StateKind } from './certificate.ts';
import type { Leg } from './playthrough.ts';
import type { Representatives } from './representatives.ts';
import { hasState, keptMismatch, onceReplaced, turnMismatch } from './turns.ts';
import type { Tally } from './verify.ts';

/** A slice whose slots hold more different things than this is not followed. */
const mostHeld = 8192;
const tooMany = { what: 'what a slice holds', claimed: 'few things', official: `more than ${mostHeld}` };
/** So many situations are gone through at a time. */
const atATime = 2000;

/** A transition on its way to a state. */
export interface Passage {
  readonly state: number;
  readonly label: number;
  /** Its number; of a start, below zero. */
  readonly transition: number;
  readonly target: number;
}

/** Something that differs, and how to get there. */
export interface Found {
  readonly mismatch: Mismatch;
  readonly legs: readonly Leg[];
}

/** What slots hold, with the grain to which each is known; null for as finely as it is kept. */
interface Known extends Held {
  readonly grains: readonly (Grain | null)[];
}

/** What all slices of a certificate have in common. */
export interface SliceContext {
  readonly certificate: Certificate;
  readonly official: Official;
  readonly representatives: Representatives;
  readonly tally: Tally;
  /** What else is kept of states: how the engine sees to it, and by its number what was kept of each state. */
  readonly plans: readonly Plan[];
  readonly keys: ReadonlyMap<number, string>;
  /** All grains to which anything is kept, the finest first. */
  readonly grains: readonly Grain[];
  /** Seeds garbage. */
  readonly seedOf: (passage: Passage) => number;
  /** Told of all that happens in the stretches; may object. */
  readonly see: (turn: Turn) => Mismatch | null;
}

/**
 * A few slots of the story, followed along the graph apart from all others, to find what the stretches that ask for them show. A situation is
 * a state together with what the slots hold. Only transitions are executed that change these, or come to one of the stretches: each from the
 * representative of its state with what the slots hold there, the rest once as it is and once replaced by garbage.
 */
export class Slice {
  private readonly context: SliceContext;
  private readonly slots: readonly number[];
  private readonly asides: readonly number[];
  private readonly cells: readonly number[];
  private readonly hasClock: boolean;
  /** What they keep together with what a state keeps else. */
  private readonly plans = new Map<string, Plan>();
  /** One bit for each transition: whether it changes what the slots hold, or comes to one of the stretches. */
  private readonly concerns: Uint8Array;
  /** All that the slots ever hold, each once; and for each the states that come with it, one bit each. */
  private readonly helds: Known[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly met: Uint8Array[] = [];
  /** For each situation: its state, what the slots hold, and by which transition from which situation it was first come to (-1, and the number of a start). */
  private readonly situations: number[] = [];

  /** Throws an `UnknownSlot` where the certificate names something that the story doesn't have. */
  constructor(context: SliceContext, number: number) {
    const { certificate, official } = context;
    const { slots, asides } = certificate.slices[number];
    this.context = context;
    this.slots = slots;
    this.asides = asides;
    this.cells = official.cellsOf(slots.map((slot) => certificate.slots[slot]));
    this.hasClock = this.cells.some((cell) => official.isClock(cell));
    this.concerns = new Uint8Array((certificate.states.targets.length >> 3) + 1);
  }

  /** The story has just come to a state by one of its starts. */
  start(number: number, state: number): void {
    const held = this.context.official.heldBy(this.cells);
    this.meet(state, this.numberOf({ ...held, grains: held.values.map(() => null) }), -1, number);
  }

  /** Notes whether a transition that was just executed concerns the slots. */
  note({ state, transition }: Passage, { seen, changed }: Turn): void {
    const passesTurn = this.hasClock && this.context.certificate.states.kinds[state] === StateKind.Choice;
    const changes = passesTurn || changed.some((cell) => this.cells.includes(cell));
    if (changes || this.asides.some((aside) => seen?.has(aside) === true))
      this.concerns[transition >> 3] |= 1 << (transition & 7);
  }

  /** Goes through all situations; gives the first difference. */
  *follow(): Generator<void, Found | null> {
    const { first, kinds, targets, labels } = this.context.certificate.states;
    for (let s = 0; s < this.situations.length; s += 4) {
      if (s % (4 * atATime) === 0) yield;
      const [state, held] = [this.situations[s], this.situations[s + 1]];
      for (let t = first[state]; t < first[state + 1]; t++) {
        const passage = { state, label: labels[t], transition: t, target: targets[t] };
        if (kinds[passage.target] === StateKind.Cut) continue;
        let next: number | Mismatch = held;
        if ((this.concerns[t >> 3] & (1 << (t & 7))) !== 0) {
          next = this.execute(passage, held);
          yield;
        }
        if (typeof next !== 'number') return { mismatch: next, legs: [...this.legsTo(s), passage] };
        if (next >= mostHeld) return { mismatch: tooMany, legs: [...this.legsTo(s), passage] };
        this.meet(passage.target, next, s, t);
      }
    }
    return null;
  }

  /** Executes a transition from a situation; gives what the slots hold then, or what differs. */
  private execute(passage: Passage, held: number): number | Mismatch {
    const { official, tally, plans, keys, see, certificate } = this.context;
    const plain = this.play(passage, held, null);
    const elsewhere = arrivalMismatch(certificate, plain, passage.target);
    if (elsewhere !== null) return { ...elsewhere, what: `${elsewhere.what}${this.when(held)}` };
    const has = hasState(plain);
    const isOver = plain.stop !== null;
    const plan = plans[certificate.states.keeps[passage.target]];
    const key = has ? official.project(plan, isOver) : '';
    const found = official.heldBy(this.cells);
    tally.sliced++;
    const known = keys.get(passage.target);
    if (has && known !== undefined && known !== key) return keptMismatch(official, plan, known, key, this.when(held));
    const objection = see(plain);
    if (objection !== null) return objection;
    const other = this.play(passage, held, this.context.seedOf(passage) ^ Math.imul(held + 1, 0x27d4eb2f));
    tally.scrambled += other.replaced;
    const mismatch = turnMismatch(plain, other, true);
    if (mismatch !== null) return mismatch;
    const [shown, shownThen] = [this.shownIn(plain), this.shownIn(other)];
    if (shown !== shownThen)
      return { what: `what a stretch shows${onceReplaced}`, claimed: shown, official: shownThen };
    if (!has) return held;
    const otherKey = official.project(plan, isOver);
    if (otherKey !== key) return keptMismatch(official, plan, key, otherKey, onceReplaced);
    return isOver ? held : this.numberOf(this.common(found, official.heldBy(this.cells)));
  }

  /** What is the same in both. The rest depends on something that isn't kept, or coarsely: then it is known as coarsely, or may be anything. */
  private common(found: Held, other: Held): Known {
    const grains = found.values.map((value, i) => this.grainOf(i, value, other.values[i]));
    const values = found.values.map((value, i) => (grains[i] === undefined ? null : value));
    return { ...found, values, grains: grains.map((grain) => grain ?? null) };
  }

  /** How finely two values of a slot agree: null as finely as it is kept, undefined where they don't. */
  private grainOf(i: number, value: Held['values'][0], other: Held['values'][0]): Grain | null | undefined {
    if (value === null || other === null) return undefined;
    const own = this.context.certificate.slots[this.slots[i]].grain;
    if (tokenOfCell(value, own) === tokenOfCell(other, own)) return null;
    const [n, m] = [integerIn(value), integerIn(other)];
    if (n === null || m === null) return undefined;
    return this.context.grains.find(
      (grain) => isCoarse(n, grain) && isCoarse(m, grain) && grained(n, grain) === grained(m, grain),
    );
  }

  private play({ state, label, target }: Passage, held: number, seed: number | null): Turn {
    const { official, representatives, certificate } = this.context;
    const { kinds, stops } = certificate.states;
    const { saved, move, outcomes } = representatives.at(state);
    const plan = this.planOf(state, this.helds[held]);
    const endless = kinds[target] === StateKind.Over && certificate.stops[stops[target]].kind === 'endless';
    const options = { endless, only: this.asides };
    if (move === null) {
      const from = official.disturbed(saved!, plan, seed, this.helds[held]);
      return official.play(from, { choice: label }, [], options);
    }
    const disturb = { draw: outcomes.length, plan, seed, held: this.helds[held] };
    return official.play(saved, move, [...outcomes, label], { ...options, disturb });
  }

  /** What a state keeps together with what is known of these slots. */
  private planOf(state: number, { values, grains }: Known): Plan {
    const { certificate, official } = this.context;
    const number = certificate.states.keeps[state];
    const known = this.slots.map((of, i) => ({ of, grain: grains[i] })).filter((_, i) => values[i] !== null);
    const key = `${number} ${JSON.stringify(known)}`;
    let plan = this.plans.get(key);
    if (plan === undefined) {
      const keeps = certificate.keeps[number];
      const more = known.filter((slot) => !keeps.slots.some(({ of }) => of === slot.of));
      this.plans.set(key, (plan = official.plan({ ...keeps, slots: [...keeps.slots, ...more] }, certificate.slots)));
    }
    return plan;
  }

  private shownIn({ seen }: Turn): string {
    return JSON.stringify(this.asides.map((aside) => [...(seen?.get(aside) ?? [])].sort()));
  }

  private tokensOf({ values, grains }: Known): string[] {
    const { slots } = this.context.certificate;
    return values.map((value, i) => {
      if (value === null) return 'anything';
      const grain = grains[i];
      if (grain === null) return tokenOfCell(value, slots[this.slots[i]].grain);
      return `${tokenOfCell(value, grain)} or the like (${Object.values(grain).join()})`;
    });
  }

  private numberOf(held: Known): number {
    const key = this.tokensOf(held).join('\u0001');
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.helds.push(held) - 1;
      this.numbers.set(key, number);
      this.met.push(new Uint8Array((this.context.certificate.states.kinds.length >> 3) + 1));
    }
    return number;
  }

  private when(held: number): string {
    const { slots } = this.context.certificate;
    const tokens = this.tokensOf(this.helds[held]);
    const all = this.slots.map((slot, i) => `${slots[slot].kind} ${slots[slot].name}: ${showToken(tokens[i])}`);
    return `, with ${all.join(', ')}`;
  }

  /** The way to a situation. */
  private legsTo(situation: number): Leg[] {
    const { labels } = this.context.certificate.states;
    const legs: Leg[] = [];
    for (let s = situation; s >= 0; ) {
      const [from, by] = [this.situations[s + 2], this.situations[s + 3]];
      const state = from < 0 ? -1 : this.situations[from];
      legs.push({ state, label: from < 0 ? by : labels[by] });
      s = from;
    }
    return legs.reverse();
  }

  private meet(state: number, held: number, from: number, by: number): void {
    const bits = this.met[held];
    if ((bits[state >> 3] & (1 << (state & 7))) !== 0) return;
    bits[state >> 3] |= 1 << (state & 7);
    this.situations.push(state, held, from, by);
  }
}

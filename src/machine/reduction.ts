import { Op } from '../program/opcodes.ts';
import { addressesOf, type Program } from '../program/program.ts';
import { counters } from './counters.ts';
import { Cuts } from './cuts.ts';
import { Inseparable, type Refine } from './errors.ts';
import { unbounded } from './machine.ts';

/** Which reductions of the state are on. Every one can be switched off, to compare. */
export interface Reductions {
  /** Leave out what will never be read again. */
  readonly dead: boolean;
  /** Keep of counts only what is asked of them. */
  readonly counts: boolean;
  /** Leave out calls that can't be returned to. */
  readonly calls: boolean;
  /** Leave out the order of a list's items where it can never show. */
  readonly lists: boolean;
  /** Tell apart of the numbers that RANDOM gives only what is asked of them. */
  readonly draws: boolean;
  /** Execute each stretch of a turn once and repeat it from memory. This leaves the states as they are. */
  readonly learn: boolean;
  /** Pass over what only decides between texts (see `asidesOf`), and ask about it when all else is done (see `tellAsides`). */
  readonly texts: boolean;
}

/** All that nobody who explores needs to know of. */
export const allReductions: Reductions = {
  dead: true,
  counts: true,
  calls: true,
  lists: true,
  draws: true,
  learn: true,
  texts: false,
};
/** The same and `texts`: only for those who tell asides afterwards. */
export const everyReduction: Reductions = { ...allReductions, texts: true };
export const noReductions: Reductions = {
  dead: false,
  counts: false,
  calls: false,
  lists: false,
  draws: false,
  learn: false,
  texts: false,
};

/** The slot that stands for calls that were left out. */
export const callsSlot = -1;
/** The slot that stands for variables without a value. */
export const lackingSlot = -2;
const tooFine = 4096;

/**
 * What a state keeps. It starts from a guess, made from the text of the program; where a machine finds that it needs more, it says so by
 * a `Refine`, and the guess is mended. So the guess decides how fast an exploration is, never whether it is right.
 */
export class Kept {
  readonly reductions: Reductions;
  /** Slots, and temporaries numbered after them, that are never left out. */
  readonly always = new Set<number>();
  /** Slots of the state that are kept where the story is over, too; in ascending order. */
  whenOver = new Int32Array();
  /** Numbers below `least` are kept apart, those from it on only by their remainder modulo `period`. */
  readonly least: Int32Array;
  readonly period: Int32Array;
  /** Where the ranges of draws are cut; null where they aren't. */
  readonly cuts: Cuts | null;
  keepCalls: boolean;
  /** Whether some variable may have no value. */
  mayLack = false;
  /** Asides that are executed like everything else, by where they begin; null: all of them. */
  executed: Set<number> | null;
  private readonly asks: boolean;

  /** `asked` are slots that somebody looks at in every state, also where the story itself won't read them again. */
  constructor(program: Program, reductions: Reductions, asked: readonly number[] | null = null) {
    this.reductions = reductions;
    this.asks = asked !== null;
    this.keepCalls = !reductions.calls;
    this.cuts = reductions.draws ? new Cuts(program) : null;
    this.executed = reductions.texts && reductions.learn && reductions.dead ? new Set() : null;
    this.least = new Int32Array(program.slots.length).fill(reductions.counts ? 1 : unbounded);
    this.period = new Int32Array(program.slots.length).fill(1);
    for (const slot of asked ?? []) this.keep(slot);
    program.slots.forEach((slot, i) => {
      if (slot.kind === 'global' || slot.kind === 'shuffle') this.least[i] = unbounded;
    });
    if (!reductions.counts) return;
    guess(program, this.least, this.period);
    for (const [slot, least] of counters(program)) this.least[slot] = least;
  }

  private keep(slot: number): void {
    this.always.add(slot);
    if (this.asks && slot < this.least.length) this.whenOver = Int32Array.from([...this.whenOver, slot]).sort();
  }

  /** Mends the guess. Each time something more is kept, so that this comes to an end. */
  refine(asked: Refine | Inseparable): void {
    if (asked instanceof Inseparable) return this.execute(asked.asides);
    const { slot, need } = asked;
    if (this.cuts?.has(slot) === true) return this.cuts.refine(slot, need);
    const before = this.amount(slot);
    if (slot === callsSlot) this.keepCalls = true;
    else if (slot === lackingSlot) this.mayLack = true;
    else if (need === null) this.keep(slot);
    else {
      // in growing strides, so that what has no bound is found out soon
      const least = need.least > this.least[slot] ? Math.max(need.least, 4 * this.least[slot]) : this.least[slot];
      this.least[slot] = least > tooFine ? unbounded : least;
      this.period[slot] = leastCommonMultiple(this.period[slot], need.period);
    }
    if (this.amount(slot) === before) throw new Error(`slot ${slot} is kept already: this is a fault of Redthread`);
  }

  private execute(asides: readonly number[] | null): void {
    const before = this.executed?.size;
    if (asides === null) this.executed = null;
    for (const aside of asides ?? []) this.executed?.add(aside);
    if (before === undefined || this.executed?.size === before)
      throw new Error('asides are executed already: this is a fault of Redthread');
  }

  private amount(slot: number): string {
    return [this.keepCalls, this.mayLack, this.always.has(slot), this.least[slot], this.period[slot]].join();
  }
}

/** Looks at what is done with each count just after it is read. */
function guess(program: Program, least: Int32Array, period: Int32Array): void {
  const { op, a, next, containers, literals } = program;
  for (const pc of addressesOf(program, Op.VisitIndex, Op.GetCount, Op.Turns, Op.TurnsSince, Op.ReadCount)) {
    const visitIndex = op[pc] === Op.VisitIndex;
    let slot = -1;
    if (visitIndex || op[pc] === Op.GetCount) slot = containers[a[pc]].visits;
    else if (op[pc] === Op.Turns) slot = least.length - 1;
    else slot = askedSlot(program, pc);
    if (slot < 0 || next[pc] < 0) continue;
    let operand = next[pc];
    if (op[operand] === Op.Duplicate) operand = next[operand];
    const then = operand < 0 ? -1 : next[operand];
    if (then < 0 || op[operand] !== Op.Literal || (op[then] !== Op.Native && op[then] !== Op.Shuffle)) continue;
    const literal = literals[a[operand]];
    if (literal.kind !== 'int' || literal.value > tooFine) continue;
    const goesRound = op[then] === Op.Shuffle || a[then] === modulo;
    if (goesRound) period[slot] = leastCommonMultiple(period[slot], Math.max(1, literal.value));
    else least[slot] = Math.max(least[slot], literal.value + (visitIndex ? 2 : 1));
  }
}

const modulo = 4;

function askedSlot(program: Program, pc: number): number {
  const { op, a, literals, containers } = program;
  const literal = op[pc - 1] === Op.Literal ? literals[a[pc - 1]] : null;
  if (literal?.kind !== 'target' || literal.container < 0) return -1;
  return op[pc] === Op.TurnsSince ? containers[literal.container].age : containers[literal.container].visits;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

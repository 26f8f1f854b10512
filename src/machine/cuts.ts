import { Op } from '../program/opcodes.ts';
import { addressesOf, type Program } from '../program/program.ts';
import type { Need } from './errors.ts';

/** Numbers that a draw may give and that nothing tells apart, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const firstComparison = 6;
const lastComparison = 11;
/** A range that is compared with more numbers than this is followed number by number. */
const mostCuts = 16;

/**
 * Where the ranges of RANDOM are cut: of a number that is only ever compared with 30, it matters whether it is below, and not which it is.
 * For each place that draws, the numbers at which a new class begins; null where every number is one by itself. It begins with a guess from the
 * text. Whatever a draw gives stands for its whole class, and whoever asks more of it says so by a `Refine`.
 */
export class Cuts {
  /** Whether any range was cut so far. */
  isUsed = false;
  private readonly program: Program;
  private readonly known = new Map<number, ReadonlySet<number> | null>();

  constructor(program: Program) {
    this.program = program;
  }

  /** What stands for the draw at an address where a `Refine` names a slot: behind all slots and temporaries. */
  nameOf(address: number): number {
    const { slots, temps } = this.program;
    return slots.length + temps.length + address;
  }

  /** The classes of a range, or null where each number is one. */
  spans(address: number, { from, to }: Span): Span[] | null {
    const cuts = this.at(address);
    if (cuts === null || from === to) return null;
    this.isUsed = true;
    const begins = [from, ...[...cuts].filter((n) => n > from && n <= to).sort((a, b) => a - b)];
    return begins.map((begin, i) => ({ from: begin, to: (begins[i + 1] ?? to + 1) - 1 }));
  }

  private at(address: number): ReadonlySet<number> | null {
    let cuts = this.known.get(address);
    if (cuts === undefined) this.known.set(address, (cuts = few(guess(this.program, address))));
    return cuts;
  }

  /** Whether a name is that of a draw. */
  has(name: number): boolean {
    return name >= this.nameOf(0);
  }

  /** Makes the classes of a draw smaller: those on both sides of `need.least` are told apart, or (infinity) all numbers. */
  refine(name: number, need: Need | null): void {
    const address = name - this.nameOf(0);
    const least = need?.least ?? Number.POSITIVE_INFINITY;
    const cuts = this.at(address);
    const more = cuts === null || !Number.isFinite(least) ? null : few(new Set([...cuts, least]));
    if (cuts === null || more?.size === cuts.size)
      throw new Error(`the draw at ${address} is told apart already: this is a fault of Redthread`);
    this.known.set(address, more);
  }
}

const few = (cuts: ReadonlySet<number> | null): ReadonlySet<number> | null =>
  cuts !== null && cuts.size > mostCuts ? null : cuts;

/** The numbers that what is drawn at an address is compared with, as far as the text tells; null where it is used otherwise. */
function guess(program: Program, address: number): ReadonlySet<number> | null {
  const { op, a } = program;
  const direct = comparison(program, address);
  if (direct !== null) return new Set(direct);
  if (op[address + 1] !== Op.EvalEnd) return null;
  const isGlobal = op[address + 2] === Op.SetGlobal;
  if (!isGlobal && op[address + 2] !== Op.DeclareTemp && op[address + 2] !== Op.SetTemp) return null;
  const cuts = new Set<number>();
  for (const pc of addressesOf(program, isGlobal ? Op.GetGlobal : Op.GetTemp)) {
    if (a[pc] !== a[address + 2]) continue;
    const asked = comparison(program, pc);
    if (asked === null && op[pc + 1] !== Op.Output) return null;
    for (const cut of asked ?? []) cuts.add(cut);
  }
  return cuts;
}

/** What a value pushed at an address is compared with just after: where the answer changes, one or two numbers; null where it isn't. */
function comparison({ op, a, literals }: Program, pc: number): number[] | null {
  const isComparison = (at: number): boolean =>
    op[at] === Op.Native && a[at] >= firstComparison && a[at] <= lastComparison;
  const literal = (at: number): number | null => {
    const found = op[at] === Op.Literal ? literals[a[at]] : null;
    return found?.kind === 'int' ? found.value : null;
  };
  const after = isComparison(pc + 2) ? literal(pc + 1) : null;
  const other = after ?? (isComparison(pc + 1) ? literal(pc - 1) : null);
  if (other === null) return null;
  const native = a[after === null ? pc + 1 : pc + 2] - firstComparison;
  // in the order of the natives: == > < >= <= !=
  const beyond = after === null ? [false, false, true, true, false] : [false, true, false, false, true];
  if (native === 0 || native === lastComparison - firstComparison) return [other, other + 1];
  return [beyond[native] ? other + 1 : other];
}

import { neverStuck } from '../machine/hope.ts';
import { Possible } from '../machine/possible.ts';
import { allReductions, Kept } from '../machine/reduction.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import { prose } from '../program/flow.ts';
import { Op } from '../program/opcodes.ts';
import type { Context } from './context.ts';

/** Of how many lines and choices something is known. */
export interface Verdicts {
  /** Pieces of prose, and choices, in all. */
  readonly all: number;
  /** Shown or offered in some playthrough. */
  readonly reached: number;
  /** Proved to be in none. */
  readonly unreachable: number;
}

/** What an abstraction of the story proves where the exploration does not come to its end. */
export class Proofs {
  private readonly possible: Possible;
  private readonly overAt: ReadonlySet<number>;
  /** Whether it is proved that an ending can be reached from everywhere. */
  readonly neverStuck: boolean;

  private constructor(possible: Possible) {
    this.possible = possible;
    this.neverStuck = neverStuck(possible);
    this.overAt = new Set(
      [...possible.ways.values()].flatMap((ways) =>
        ways.flatMap(({ over, overAt }) => (over === null ? [] : [overAt])),
      ),
    );
  }

  /** Null where the story does something that the abstraction can't follow. */
  static of({ program, entries, externals }: StoryModel): Proofs | null {
    const possible = Possible.of(program, new Kept(program, allReductions), entries, externals);
    return possible === null ? null : new Proofs(possible);
  }

  /** What may be executed, hold, fail or be offered at an address, as bits: see `Machine.covered`. */
  covered(address: number): number {
    return this.possible.covered[address];
  }

  /** Whether the runtime may warn of something, named as in `StoryModel.warned`. */
  mayWarn(warning: string): boolean {
    return this.possible.warnings === null || this.possible.warnings.has(warning);
  }

  /** Whether the story may be over at an address. */
  mayBeOverAt(address: number): boolean {
    return this.overAt.has(address);
  }

  /**
   * Whether nothing is left to be found: all that may happen at any address has happened, the story was over wherever it may be, the
   * runtime has warned of all that it may warn of, and nobody is ever stuck.
   */
  isComplete(context: Context): boolean {
    const { covered, warnings } = this.possible;
    if (!this.neverStuck || covered.some((may, address) => (may & ~context.covered(address)) !== 0)) return false;
    if (warnings === null) return false;
    for (const warning of warnings)
      if (!context.model.warned.has(warning) && context.beside?.model.warned.has(warning) !== true) return false;
    const found = new Set([...context.finals(), ...(context.beside?.finals() ?? [])].map(({ address }) => address));
    return [...this.overAt].every((address) => found.has(address));
  }
}

/** What of each address is still open, as bits of `Machine.covered`: neither found nor proved impossible. Only what a reader can tell apart counts. */
export function openBits(context: Context): Uint8Array {
  const { op, a, choices, diverts } = context.program;
  const isProse = prose(context.program);
  return Uint8Array.from(op, (code, pc) => {
    let bits = isProse[pc];
    if (code === Op.Choice) bits = choices[a[pc]].hasCondition ? 14 : 8;
    if (code === Op.DivertIf || (code === Op.DivertAny && diverts[a[pc]].conditional)) bits = 6;
    return bits & ~context.covered(pc) & (context.proofs?.covered(pc) ?? 15);
  });
}

/** Counts the lines and choices with a verdict. */
export function countVerdicts(context: Context): Verdicts {
  const { op } = context.program;
  const isProse = prose(context.program);
  let all = 0;
  let reached = 0;
  let unreachable = 0;
  for (let pc = 0; pc < op.length; pc++) {
    if (isProse[pc] === 0 && op[pc] !== Op.Choice) continue;
    const bit = op[pc] === Op.Choice ? 8 : 1;
    all++;
    if ((context.covered(pc) & bit) !== 0) reached++;
    else if (context.exhaustive || (context.proofs !== null && (context.proofs.covered(pc) & bit) === 0)) unreachable++;
  }
  return { all, reached, unreachable };
}

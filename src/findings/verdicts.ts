import { alwaysEnds } from '../machine/assured.ts';
import { atOnce, type Bits } from '../machine/bits.ts';
import {
  type Answered,
  answer,
  assure,
  fewLooks,
  type Goals,
  guidesTo,
  type Lead,
  leadTo,
  lookAtEnds,
  lookCloser,
  type Maker,
  manyLooks,
  neverComes,
  sparing,
  unanswered,
} from '../machine/closer.ts';
import type { Guide } from '../machine/guide.ts';
import { isNoFault, mayHang, neverStuck, neverStuckOtherwise } from '../machine/hope.ts';
import { Hopeless } from '../machine/hopeless.ts';
import { apart, type Closer, Possible, together } from '../machine/possible.ts';
import type { Question } from '../machine/question.ts';
import { allReductions, Kept } from '../machine/reduction.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import { choiceTexts, prose } from '../program/flow.ts';
import { Op } from '../program/opcodes.ts';
import { mayOverflow } from '../program/overflow.ts';
import { addressesOf, type Program } from '../program/program.ts';
import type { Playthroughs } from '../symbolic/reach.ts';
import type { Context } from './context.ts';
import type { Exploration } from './types.ts';

/** Of how many lines and choices something is known. */
export interface Verdicts {
  /** Pieces of prose (the texts of choices are none), and choices, in all. */
  readonly all: number;
  /** Shown or offered in some playthrough. */
  readonly reached: number;
  /** Proved to be in none. */
  readonly unreachable: number;
}

/** More ways than these are not followed for questions, in all: at first glance, for closer looks, and for ways there. */
const askingRuns = [150_000, 150_000, 200_000];

/** How closely a question is looked at: at first glance, or more closely than that was. */
export type Effort = 'glance' | { readonly beyond: Answered };

/** What is proved of a story where an exploration does not come to its end. */
export interface Proven {
  /** Whether it is proved that an ending can be reached from everywhere. */
  readonly neverStuck: boolean;
  /** How many states and transitions there are, and playthroughs, where that is known. */
  readonly sets: Exploration['sets'];
  readonly playthroughs: Playthroughs | 'infinite' | null;
  /** What may be executed, hold, fail or be offered at an address, as bits: see `StoryModel.covered`. */
  covered(address: number): number;
  /** Whether the runtime may warn of something, named as in `StoryModel.warned`. */
  mayWarn(warning: string): boolean;
  /** Whether the story may be over at an address. */
  mayBeOverAt(address: number): boolean;
  /** Whether it is proved that no ending can be reached from a state of a model of the story. */
  isLost(model: StoryModel, state: Uint8Array, from: number, length: number): boolean;
  /**
   * What is known of a question about the story, asked wherever it waits or is over; null where nothing can be claimed. `effort`: at first glance only, or going on from there. `proves`
   * tells what an abstraction has to show.
   */
  answer(question: Question, effort: Effort, proves?: (possible: Possible) => boolean): Bits<Answered | null>;
  /** The way to moments of such a question, as far as it is known: to those at which it may have the answer that is looked for, unless `goals` picks others. */
  guideTo(question: Question, answered: Answered, goals?: Goals): Bits<Guide | null>;
  /** Whether nothing is left to be found. */
  isComplete(context: Context): boolean;
  /** Null where nothing was left to abstractions. */
  suspicions(): Suspicions | null;
}

/** What abstractions could not exclude, beside what they tell of each address. */
export interface Suspicions extends Omit<Possibilities, 'covered'> {
  /** Those of `overAt` where the story can only be over because something goes wrong. */
  readonly faultsAt: ReadonlySet<number>;
  /** Whether numbers may grow beyond all bounds, so that any computation may go wrong. */
  readonly overflows: boolean;
  /** Whether there may be a turn that never comes to its end. */
  readonly mayHang: boolean;
  /** Whether it is proved that an ending can be reached from everywhere, if none of this ever comes about. */
  readonly neverStuckOtherwise: boolean;
}

/** All that may be, as far as it is known: anything at the addresses of a story, these warnings (null: any), an end at these addresses. */
interface Possibilities {
  readonly covered: Uint8Array;
  readonly warnings: ReadonlySet<string> | null;
  readonly overAt: ReadonlySet<number>;
}

/**
 * Whether nothing is left to be found: all that may happen at any address has happened, the story was over wherever it may be, the
 * runtime has warned of all that it may warn of, and (`isSettled`) nobody is ever stuck, or all is told of how.
 */
export function nothingIsLeft(
  proven: Proven,
  isSettled: boolean,
  { covered, warnings, overAt }: Possibilities,
  context: Context,
): boolean {
  if (!isSettled || covered.some((_, address) => (proven.covered(address) & ~context.covered(address)) !== 0))
    return false;
  return hasWarnedOfAll(proven, warnings, context) && openEnds(proven, overAt, context).length === 0;
}

/** Whether the runtime has warned of all that it may warn of, among `warnings`. */
export function hasWarnedOfAll(proven: Proven, warnings: Possibilities['warnings'], context: Context): boolean {
  if (warnings === null) return false;
  return [...warnings].every((warning) => !proven.mayWarn(warning) || hasWarned(context, warning));
}

/** Where the story may be over, among `overAt`, and was not seen to be. */
export function openEnds(proven: Proven, overAt: Possibilities['overAt'], context: Context): number[] {
  const found = overIn(context);
  return [...overAt].filter((address) => !found.has(address) && proven.mayBeOverAt(address));
}

/** Whether the runtime was seen to warn of something. */
export function hasWarned({ model, beside }: Context, warning: string): boolean {
  return model.warned.has(warning) || beside?.model.warned.has(warning) === true;
}

/** Where the story was seen to be over. */
export function overIn(context: Context): Set<number> {
  return new Set([...context.finals(), ...(context.beside?.finals() ?? [])].map(({ address }) => address));
}

/** What abstractions of the story prove where the exploration does not come to its end: each has every playthrough, so what one excludes cannot be. */
export class Proofs implements Proven {
  readonly sets = null;
  readonly playthroughs = null;
  neverStuck: boolean;
  /** What was looked at more closely, and may happen as far as the abstractions tell. */
  private leads: readonly Lead[] = [];
  private readonly all: Possible[];
  /** From where no ending can be reached. */
  private readonly hopeless: Hopeless[];
  private hasLookedAtEnds = false;
  /** Whether an exact look has proved that an ending can be reached from everywhere, unless something goes wrong or a turn never ends; null where nobody looked. */
  private isAssured: boolean | null = null;
  private readonly of: Maker;
  /** Make abstractions for questions, until there were enough; null where calls are not told apart. */
  private readonly asking: { readonly glances: Maker; readonly looks: Maker; readonly guides: Maker } | null;
  /** What was looked at more closely already, as bits for each address. */
  private readonly tried: Uint8Array;

  /** Where the runtime may crash because numbers have grown beyond all bounds, which the abstractions don't follow: at any computation. */
  private readonly mayCrash: (address: number) => boolean;
  private readonly overflows: boolean;

  private constructor({ program, externals }: StoryModel, of: Maker, first: Possible, isApart: boolean) {
    this.of = of;
    const [glances, looks, guides] = askingRuns.map((runs) => sparing(of, runs));
    this.asking = isApart ? { glances, looks, guides } : null;
    this.all = [first];
    this.hopeless = [new Hopeless(first, [])];
    const overflows = mayOverflow(program, (pc) => first.covered[pc] !== 0, [...externals.values()].flat());
    this.mayCrash = (address) => overflows && program.op[address] === Op.Native;
    this.overflows = overflows;
    this.neverStuck = !overflows && neverStuck(first);
    this.tried = new Uint8Array(first.covered.length);
  }

  /** Null where the story does something that the abstraction can't follow, in any of the ways that it can be made. */
  static of(model: StoryModel, ways = [apart, together]): Proofs | null {
    return atOnce(Proofs.making(model, ways));
  }

  /** The same, bit by bit. */
  static *making(model: StoryModel, ways = [apart, together]): Bits<Proofs | null> {
    const { program, entries, externals } = model;
    const kept = new Kept(program, allReductions);
    const of = (closer: Closer): Bits<Possible | null> => Possible.of(program, kept, entries, externals, closer);
    for (const way of ways) {
      const first = yield* of(way);
      if (first !== null) return new Proofs(model, (closer) => of({ ...way, ...closer }), first, way.calls === 'apart');
    }
    return null;
  }

  /** Looks more closely at whether endings can be reached from everywhere, unless that is proved. */
  *lookingAtEnds(): Bits<void> {
    if (this.neverStuck || this.hasLookedAtEnds) return;
    this.hasLookedAtEnds = true;
    const [{ covered, overAt }] = this.all;
    const look = yield* lookAtEnds(
      this.of,
      covered.map((_, address) => (overAt.has(address) ? 1 : 0)),
    );
    if (look !== null) this.hopeless.push(new Hopeless(look.possible, look.told));
  }

  /** Looks exactly at whether an ending can be reached from everywhere, unless that is known: this may take long. */
  *assuring(): Bits<void> {
    if (this.isAssured !== null || this.all.some((possible) => neverStuckOtherwise(possible))) return;
    const possible = yield* assure(this.of, this.all[0], (each) => alwaysEnds(each));
    this.isAssured = possible !== null;
    if (possible === null) return;
    this.all.push(possible);
    this.neverStuck = !this.overflows && alwaysEnds(possible, isNoFault);
  }

  /**
   * Whether it is proved that no ending can be reached from a state of a model of the story. False proves nothing: not even where every moment of an abstraction may come to an
   * ending is anybody safe, for it has more playthroughs than the story.
   */
  isLost(model: StoryModel, state: Uint8Array, from: number, length: number): boolean {
    return this.hopeless.some((hopeless) => hopeless.isLost(model, state, from, length));
  }

  /** Looks more closely at what is open of each address, as bits; a second time at nothing. */
  *lookingCloser(open: Uint8Array): Bits<void> {
    const asked = open.map((bits, address) => bits & ~this.tried[address]);
    if (!asked.some((bits) => bits !== 0)) return;
    asked.forEach((bits, address) => {
      this.tried[address] |= bits;
    });
    const { excluding, leads } = yield* lookCloser(this.of, asked);
    this.all.push(...excluding);
    this.leads = [...this.leads, ...leads];
    this.neverStuck ||= !this.overflows && excluding.some((possible) => neverStuck(possible));
  }

  /** The ways to what was looked at more closely and is still open, as bits of each address; each of them once. */
  *leadingTo(open: Uint8Array): Bits<Guide[]> {
    const { leads } = this;
    this.leads = [];
    return yield* guidesTo(
      this.of,
      leads.filter(({ asked }) => asked.some((bits, address) => (bits & open[address]) !== 0)),
    );
  }

  /** Nothing is claimed where numbers may grow beyond all bounds, or calls go on inside themselves. */
  *answer(question: Question, effort: Effort, proves = neverComes): Bits<Answered | null> {
    const { asking } = this;
    if (this.overflows || asking === null) return null;
    if (effort === 'glance') return yield* answer(asking.glances, question, proves, unanswered, fewLooks);
    return yield* answer(asking.looks, question, proves, effort.beyond, manyLooks);
  }

  *guideTo(question: Question, answered: Answered, goals: Goals = (possible) => possible.answered): Bits<Guide | null> {
    if (this.asking === null) return null;
    const [guide] = yield* guidesTo(this.asking.guides, [leadTo(question, answered, goals)]);
    return guide ?? null;
  }

  covered(address: number): number {
    return this.all.reduce((bits, { covered }) => bits & covered[address], 15);
  }

  mayWarn(warning: string): boolean {
    return this.all.every(({ warnings }) => warnings === null || warnings.has(warning));
  }

  mayBeOverAt(address: number): boolean {
    return this.mayCrash(address) || this.all.every(({ overAt }) => overAt.has(address));
  }

  isComplete(context: Context): boolean {
    return nothingIsLeft(this, this.neverStuck, this.all[0], context);
  }

  suspicions(): Suspicions {
    const { all, overflows } = this;
    const [first] = all;
    return {
      warnings: first.warnings,
      overAt: new Set([...first.overAt].filter((address) => all.every(({ overAt }) => overAt.has(address)))),
      overflows,
      faultsAt: first.faultsAt(),
      mayHang: all.every((possible) => mayHang(possible).size > 0),
      neverStuckOtherwise: this.isAssured === true || all.some((possible) => neverStuckOtherwise(possible)),
    };
  }
}

/** What of each address is still open, as bits of `StoryModel.covered`: neither found nor proved impossible. Only what a reader can tell apart counts. */
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

/** The pieces of prose and the choices of a story, by their addresses, with the bit of `Machine.covered` that tells whether one was shown or offered. */
export function piecesOf(program: Program): { readonly address: number; readonly bit: number }[] {
  const isProse = prose(program);
  const inChoice = choiceTexts(program);
  return Array.from(addressesOf(program, Op.Choice, Op.Text)).flatMap((address) => {
    if (program.op[address] === Op.Choice) return [{ address, bit: 8 }];
    return isProse[address] === 1 && inChoice[address] === 0 ? [{ address, bit: 1 }] : [];
  });
}

/** Counts the lines and choices with a verdict. */
export function countVerdicts(context: Context): Verdicts {
  const pieces = piecesOf(context.program);
  let reached = 0;
  let unreachable = 0;
  for (const { address: pc, bit } of pieces) {
    if ((context.covered(pc) & bit) !== 0) reached++;
    else if (context.exhaustive || (context.proofs !== null && (context.proofs.covered(pc) & bit) === 0)) unreachable++;
  }
  return { all: pieces.length, reached, unreachable };
}

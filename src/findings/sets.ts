import { nothing, TooLarge } from '../diagrams/diagrams.ts';
import type { Bits } from '../machine/bits.ts';
import type { Answered, Goals } from '../machine/closer.ts';
import { Refine } from '../machine/errors.ts';
import type { Guide } from '../machine/guide.ts';
import type { Possible } from '../machine/possible.ts';
import type { Question } from '../machine/question.ts';
import type { Kept } from '../machine/reduction.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import type { Resting } from '../symbolic/flow.ts';
import { type Door, Reach } from '../symbolic/reach.ts';
import { System } from '../symbolic/system.ts';
import type { Place } from '../symbolic/turns.ts';
import { NotFollowed } from '../symbolic/vectors.ts';
import { type Target, Ways } from '../symbolic/ways.ts';
import type { Context } from './context.ts';
import { maybeEnds } from './locks.ts';
import type { Exploration } from './types.ts';
import { type Effort, hasWarned, nothingIsLeft, overIn, type Proven } from './verdicts.ts';

/** Sets that take more nodes than this are no help. */
const mostNodes = 2_000_000;

/** What is true of all states of a story together. */
export class AllStates implements Proven {
  readonly sets: NonNullable<Exploration['sets']>;
  readonly neverStuck: boolean;
  /** What happens at each address; what the runtime warns of, as `StoryModel.warned` names it; where the story is over. */
  private readonly happens: Uint8Array;
  private readonly warnings: ReadonlySet<string>;
  private readonly overAt: ReadonlySet<number>;
  /** Null where they aren't counted. */
  playthroughs: Proven['playthroughs'] = null;
  /** What else is proved, of single states and of questions. */
  besides: Proven | null = null;
  /** Tells whether it is told of all states from which no ending can be reached how one comes there: then nothing has to be proved of single ones. */
  tellsLost = (): boolean => false;

  constructor({ model, diagrams }: System, reach: Reach, stuck: Resting, warnings: readonly string[]) {
    const lost = [...stuck.values()].reduce((sum, set) => sum + diagrams.size(set), 0n);
    this.sets = { states: `${reach.size()}`, transitions: `${reach.steps}`, stuck: `${lost}` };
    this.neverStuck = lost === 0n;
    this.happens = Uint8Array.from(model.program.op.keys(), (address) => model.covered(address));
    this.warnings = new Set([...model.warned.keys(), ...warnings]);
    this.overAt = new Set([...reach.states.keys()].flatMap(({ over }) => (over.length > 0 ? [over[1]] : [])));
  }

  covered(address: number): number {
    return this.happens[address];
  }

  mayWarn(warning: string): boolean {
    return this.warnings.has(warning);
  }

  mayBeOverAt(address: number): boolean {
    return this.overAt.has(address);
  }

  isLost(model: StoryModel, state: Uint8Array, from: number, length: number): boolean {
    return !this.tellsLost() && this.besides?.isLost(model, state, from, length) === true;
  }

  *answer(question: Question, effort: Effort, proves?: (possible: Possible) => boolean): Bits<Answered | null> {
    return this.besides === null ? null : yield* this.besides.answer(question, effort, proves);
  }

  *guideTo(question: Question, answered: Answered, goals?: Goals): Bits<Guide | null> {
    return this.besides === null ? null : yield* this.besides.guideTo(question, answered, goals);
  }

  isComplete(context: Context): boolean {
    const { happens: covered, warnings, overAt } = this;
    return nothingIsLeft(this, this.neverStuck || this.tellsLost(), { covered, warnings, overAt }, context);
  }

  suspicions(): null {
    return null;
  }

  /** What of it was not found in an exploration. */
  missing(context: Context): Wanted {
    const over = overIn(context);
    return {
      covered: this.happens.map((bits, address) => bits & ~context.covered(address)),
      warnings: [...this.warnings].filter((warning) => !hasWarned(context, warning)),
      overAt: [...this.overAt].filter((address) => !over.has(address)),
    };
  }
}

/** What somebody wants ways to: bits of addresses as in `StoryModel.covered`, warnings, and addresses where the story is over. */
export interface Wanted {
  readonly covered: Uint8Array;
  readonly warnings: readonly string[];
  readonly overAt: readonly number[];
}

/** Comes to all states of a story as sets, beside an exploration that comes to them one by one. */
export class Sets {
  /** What all states together tell, once they are known. */
  all: AllStates | null = null;
  private readonly make: (kept: Kept) => StoryModel;
  private readonly kept: Kept;
  private readonly asked: readonly number[];
  private system: System | null = null;
  private reach: Reach | null = null;
  /** The states from which no ending can be reached. */
  private lost: Resting = new Map();
  private going: Bits<void>;
  private isOver = false;
  /** The work that went into systems that were left. */
  private worked = 0;
  /** The first rule found that does something at an address, or warns. */
  private readonly rules = new Map<number | string, number>();

  /** `make` makes the story's model, keeping of states what it is told; `asked` are the addresses to which somebody may want ways. */
  constructor(make: (kept: Kept) => StoryModel, kept: Kept, asked: readonly number[]) {
    this.make = make;
    this.kept = kept;
    this.asked = asked;
    this.going = this.go();
  }

  /** How many states were come to so far. */
  size(): bigint {
    return this.reach?.size() ?? 0n;
  }

  private get work(): number {
    return this.worked + (this.system?.work ?? 0);
  }

  /** Works on, about so much. */
  *goOn(work: number): Bits<void> {
    const until = this.work + work;
    while (!this.isOver && this.work < until) {
      try {
        this.isOver = this.going.next().done === true;
      } catch (error) {
        this.recover(error);
      }
      yield;
    }
  }

  private recover(error: unknown): void {
    this.worked = this.work;
    if (error instanceof Refine) {
      this.kept.refine(error);
      this.going = this.go();
    } else if (error instanceof TooLarge || error instanceof NotFollowed) this.isOver = true;
    else throw error;
    this.system = null;
    this.reach = null;
  }

  private *go(): Bits<void> {
    const model = this.make(this.kept);
    const system = new System(model, mostNodes);
    this.system = system;
    this.listen(system);
    const reach = new Reach(system);
    this.reach = reach;
    yield* reach.all();
    const isEnd = ({ over }: Place): boolean => over.length > 0 && maybeEnds.has(model.codec.kindOf(over[0]));
    this.lost = yield* reach.without(isEnd);
    this.all = new AllStates(system, reach, this.lost, this.warnings());
  }

  private warnings(): string[] {
    return [...this.rules.keys()].filter((key) => typeof key === 'string');
  }

  /** Notes which rules do what was asked, and what the runtime warns of. */
  private listen({ model, turns }: System): void {
    const { covered } = model.machine;
    const bits = new Uint8Array(covered.length);
    this.rules.clear();
    turns.onLearn = (rule) => {
      for (const address of this.asked)
        if (covered[address] !== bits[address]) {
          for (const bit of [1, 2, 4]) {
            const key = 8 * address + bit;
            if ((covered[address] & bit) !== 0 && !this.rules.has(key)) this.rules.set(key, rule);
          }
          bits[address] = covered[address];
        }
      for (const { address, message } of model.learning().warnings.splice(0)) {
        const key = `${address} ${message}`;
        if (!this.rules.has(key)) this.rules.set(key, rule);
      }
    };
  }

  /** Ways to what somebody wants, as labels of steps from the start: see `Ways`. Only where all states are known. */
  *waysTo(wanted: Wanted): Bits<readonly (readonly number[])[]> {
    const { system } = this;
    if (system === null || this.all === null) return [];
    try {
      return yield* new Ways(system).to(this.targets(system, wanted));
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      this.recover(error);
      return [];
    }
  }

  /** Ways by which one comes to where no ending can be reached any more, one for each choice or draw that leads there; null where they can't be told. */
  *waysToLost(): Bits<readonly (readonly number[])[] | null> {
    const { system, reach, lost } = this;
    if (system === null || reach === null) return null;
    for (const [{ place }, state] of system.starts)
      if (system.diagrams.within(state, lost.get(place) ?? nothing) !== nothing) return null;
    try {
      const byAddress = new Map<number, Door[]>();
      for (const door of reach.doors(lost)) {
        const { model } = system;
        const { place } = door;
        const address = place.kind === 'choice' ? model.addressOfOffer(door.door) : model.codec.addressOf(place.middle);
        byAddress.set(address, [...(byAddress.get(address) ?? []), door]);
      }
      const ways = yield* new Ways(system).to([...byAddress.values()].map((doors) => ({ doors })));
      return ways.length === byAddress.size ? ways : null;
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      this.recover(error);
      return null;
    }
  }

  private targets({ vectors, turns, model }: System, wanted: Wanted): Target[] {
    const rules = new Set<number>();
    const targets: Target[] = [];
    const states = this.reach!.states;
    wanted.covered.forEach((open, address) => {
      for (const bit of [1, 2, 4]) {
        const rule = (open & bit) === 0 ? undefined : this.rules.get(8 * address + bit);
        if (rule !== undefined) rules.add(rule);
      }
    });
    for (const warning of wanted.warnings) if (this.rules.has(warning)) rules.add(this.rules.get(warning)!);
    for (const rule of rules) targets.push({ rule });
    const waiting = states.get(turns.choice);
    for (const offer of waiting === undefined ? [] : vectors.offersIn(waiting)) {
      if ((wanted.covered[model.addressOfOffer(offer)] & 8) === 0) continue;
      targets.push({ states: new Map([[turns.choice, vectors.withOffer(waiting!, offer)]]) });
    }
    for (const [place, set] of states)
      if (place.kind === 'over' && wanted.overAt.includes(place.over[1]))
        targets.push({ states: new Map([[place, set]]) });
    return targets;
  }

  /** Counts the playthroughs with about so much work, where all states are known and none goes round in a circle. */
  *count(work: number): Bits<void> {
    const { all, reach, system } = this;
    if (all === null || reach === null || system === null) return;
    const { codec } = system.model;
    const isComplete = ({ over }: Place): boolean => !['cut', 'long'].includes(codec.kindOf(over[0]));
    const counting = reach.playthroughs(isComplete);
    try {
      for (const until = this.work + work; this.work < until; ) {
        const { done, value } = counting.next();
        if (done === true) {
          all.playthroughs = value;
          return;
        }
        yield;
      }
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      this.recover(error);
    }
  }
}

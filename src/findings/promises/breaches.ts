import { type Monitor, unobserved } from '../../graph/monitor.ts';
import { Monitored } from '../../graph/monitored.ts';
import { Search, type Step } from '../../graph/search.ts';
import { atomsOf } from '../../machine/atoms.ts';
import type { Bits } from '../../machine/bits.ts';
import { Refine } from '../../machine/errors.ts';
import type { Guide } from '../../machine/guide.ts';
import type { Hearing } from '../../machine/hearing.ts';
import type { Kept } from '../../machine/reduction.ts';
import { isOver } from '../../machine/statebytes.ts';
import type { StoryModel } from '../../machine/storymodel.ts';
import type { Program } from '../../program/program.ts';
import { Context } from '../context.ts';
import type { Proven } from '../verdicts.ts';
import type { AskedClause, AskedPromise, AskedPromises } from './asked.ts';
import { Asking, isMoment } from './asking.ts';
import { showsSomething } from './judge.ts';
import { Moments } from './moments.ts';
import { bit, monitorOf } from './monitors.ts';
import { explorePath } from './path.ts';
import type { Sure } from './sure.ts';

/** A search holds no more states than this. */
const mostStates = 3_000_000;
/** A search is left for another one when for so many steps it has come no nearer; each time that it is taken up again it may take twice as many. */
const patience = 1000;
const slice = 500;
/** So many playthroughs that looked like what is searched for are judged, and turn out to be none, before the search is given up. */
const mostMistaken = 20;

/** A story's model, and what listens to it. */
export interface Heard {
  readonly model: StoryModel;
  readonly hearing: Hearing;
}

/** A promise that is neither proved nor known to be broken (or kept by a playthrough). */
interface Hunt {
  readonly promise: AskedPromise;
  readonly monitor: Monitor;
  readonly sure: Sure;
  /** Whether it goes to where abstractions lead; else to what is new. */
  isLed: boolean;
  /** Undefined as long as nobody has asked. */
  guide: Guide | null | undefined;
  patience: number;
  /** How many playthroughs turned out not to be what is searched for. */
  mistaken: number;
}

/**
 * Looks for playthroughs that break promises where a breadth-first exploration doesn't come to its end, and for such as show what should happen sometimes: one promise after the other, by
 * searches of the story together with the promise's monitor. They go to what is new in both, or to where an abstraction of both is nearer to it. What they find is a playthrough of
 * its own, which is judged like any other; what they don't find may be there all the same. Only what shows in a playthrough that has come to its end, or that may go on as it likes, is found.
 */
export class Breaches {
  private readonly make: (kept: Kept) => Heard;
  private readonly kept: Kept;
  private readonly story: Program;
  private readonly asked: AskedPromises;
  private heard: Heard | null = null;
  private hunts: Hunt[];
  private search: Search | null = null;
  private readonly found = new Map<AskedPromise, Moments>();

  /** `make` makes the story's model, keeping of states what it is told; `story` is the story itself, without the promises; `sures` tells what is proved of those to be searched for. */
  constructor(
    make: (kept: Kept) => Heard,
    kept: Kept,
    story: Program,
    asked: AskedPromises,
    sures: ReadonlyMap<AskedPromise, Sure>,
  ) {
    this.make = make;
    this.kept = kept;
    this.story = story;
    this.asked = asked;
    this.hunts = [...sures].map(([promise, sure]) => huntFor(promise, sure));
  }

  /** The moments of a playthrough that shows what becomes of a promise; null where none was found. */
  of(promise: AskedPromise): Moments | null {
    return this.found.get(promise) ?? null;
  }

  /** Searches on for about so many steps. */
  *seek(steps: number, proofs: Proven | null): Bits<void> {
    const [first] = this.hunts;
    this.hunts = this.hunts.filter(({ sure }) => sure.verdict === null);
    if (this.hunts[0] !== first) this.search = null;
    for (let left = steps; left > 0 && this.hunts.length > 0; left -= slice) {
      const [hunt] = this.hunts;
      if (hunt.isLed && hunt.guide === undefined) hunt.guide = proofs === null ? null : yield* hunt.sure.guide(proofs);
      if (hunt.isLed && hunt.guide === null) hunt.isLed = false;
      this.work(hunt, this.hunts);
      yield;
    }
  }

  private work(hunt: Hunt, hunts: Hunt[]): void {
    try {
      const search = (this.search ??= this.searchFor(hunt));
      const goesOn = search.work(slice, (step, state) => this.look(hunt, search, step, state));
      if (this.found.has(hunt.promise)) this.leave(hunts, null);
      // all of it was gone through, or it is too much
      else if (hunt.mistaken > mostMistaken) this.leave(hunts, null);
      else if (!goesOn || search.states > mostStates)
        this.leave(hunts, hunt.isLed ? { ...hunt, isLed: false, guide: null } : null);
      else if (search.steps - search.nearerAt > hunt.patience) {
        const wasLed = hunt.isLed || hunt.guide === null;
        this.leave(hunts, { ...hunt, isLed: !hunt.isLed, patience: wasLed ? 2 * hunt.patience : hunt.patience });
      }
    } catch (error) {
      if (!(error instanceof Refine)) throw error;
      // a state turned out to need more than was kept of it
      this.kept.refine(error);
      this.heard = null;
      this.search = null;
    }
  }

  /** Ends the search for the first of the hunts, and puts what is to become of it behind the others. */
  private leave(hunts: Hunt[], then: Hunt | null): void {
    this.search = null;
    hunts.shift();
    if (then !== null) hunts.push(then);
  }

  private searchFor(hunt: Hunt): Search {
    this.heard ??= this.make(this.kept);
    const { model, hearing } = this.heard;
    const asking = new Asking(model, hearing);
    const { guide, isLed, sure } = hunt;
    const watched = new Monitored(model, hunt.monitor, (state) => letterOf(hunt, model, asking, state));
    const atoms = (state: Uint8Array, from: number, length: number): number[] => {
      const phase = state[from + length - 1];
      return [...atomsOf(model, state, from, length - 1), Math.imul(phase + 1, 0x9e3779b1)];
    };
    if (!isLed || guide == null) return new Search(watched, atoms);
    return new Search(watched, atoms, (source, label) => {
      const end = source.length - 1;
      return guide.distance(model, source.subarray(0, end), label, sure.followsMonitor ? source[end] : 0);
    });
  }

  private look(hunt: Hunt, search: Search, step: Step, watched: Uint8Array): void {
    const { promise, monitor } = hunt;
    const phase = watched[watched.length - 1];
    const isBroken = phase === monitor.bad || (phase === monitor.open && isOver(watched));
    if (!isBroken || this.found.has(promise)) return;
    const labels = [step.label];
    for (let at = step.source; at >= 0; ) {
      const { source, label } = search.reachedBy(at);
      labels.unshift(label);
      at = source;
    }
    const { model: along, hearing } = this.make(this.kept);
    const context = new Context(along, explorePath(along, labels), false, this.story);
    const moments = new Moments(context, { ...this.asked, promises: [promise] }, hearing);
    if (showsSomething(moments, promise, hunt.sure)) this.found.set(promise, moments);
    else hunt.mistaken++;
  }
}

function huntFor(promise: AskedPromise, sure: Sure): Hunt {
  const { pattern, scope } = promise.promised;
  return { promise, monitor: monitorOf(pattern, scope), sure, isLed: false, guide: undefined, patience, mistaken: 0 };
}

/** What holds in a state, for the monitor of a promise; null where that has no answer. */
function letterOf({ promise, sure }: Hunt, model: StoryModel, asking: Asking, state: Uint8Array): number | null {
  const decoded = model.read(state, 0, state.length);
  if (!isMoment(decoded)) return unobserved;
  const { kind } = decoded;
  // where it can't be told from the state alone, it is looked at once more when it is judged
  const hasEnded = kind === 'end' || kind === 'done' || kind === 'none';
  const isOver = kind !== 'choice';
  asking.turn({ decoded, isOver, hasEnded });
  let letter = 0;
  const note = (clause: AskedClause | null, bit: number): boolean => {
    const answer = clause === null ? false : asking.ask(clause);
    if (answer === true) letter |= bit;
    return typeof answer === 'boolean';
  };
  const { what, cause, scope, scopeEnd, promised } = promise;
  const isClear = [
    note(what, bit.what),
    note(cause, bit.cause),
    note(scope, bit.scope),
    note(scopeEnd, bit.scopeEnd),
  ].every((clear) => clear);
  if (!isClear) return null;
  if (promised.pattern.kind === 'ending') return hasEnded ? letter ^ bit.what : letter & ~bit.what;
  if (promised.pattern.kind === 'possible' && !isOver && !sure.isLost(model, state, 0, state.length))
    return letter | bit.what;
  return letter;
}

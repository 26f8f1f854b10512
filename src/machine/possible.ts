import { Targets } from '../program/flow.ts';
import type { Program } from '../program/program.ts';
import type { Bits } from './bits.ts';
import { Branches } from './branches.ts';
import { Endless, GiveUp, Refine } from './errors.ts';
import { Machine, type Rest } from './machine.ts';
import { type Moment, Moments } from './moments.ts';
import { hostValues } from './player.ts';
import { letterAt, type Question, type Standing } from './question.ts';
import type { Kept } from './reduction.ts';
import { Returns } from './returns.ts';
import { Skipping } from './skipping.ts';
import type { Entry } from './storymodel.ts';
import { Unknowns } from './unknowns.ts';
import { isForgotten, Values } from './values.ts';
import { setGlobal } from './variables.ts';

/** A variable that takes more values than this may hold anything, as far as is asked here; a draw of more outcomes may give anything, unless it is looked at exactly. */
const fewValues = 8;
const manyOutcomes = 128;
/** More ways than this through one stretch, and values are left open rather than tried. */
const mostGuesses = 256;
const mostSteps = 50_000;
/** So many ways are followed at a time. */
const atATime = 200;
const mostWays = 5_000;

/** What to look at more closely. */
export interface Closer {
  /** Slots by whose values moments are told apart. */
  readonly told: readonly number[];
  /** What of each address is asked about, as bits of `Machine.covered`. */
  readonly asked: Uint8Array;
  /** More ways than this are not followed. */
  readonly runs: number;
  /** What is asked wherever a turn is over. */
  readonly question?: Question;
  /** Whether temporaries are told apart by what they hold, too, and draws are followed one by one unless they have very many outcomes. */
  readonly exact?: boolean;
  /** Whether calls are told apart by all who wait for them to return, or those of the same thing are taken together. */
  readonly calls: 'apart' | 'together';
}
const nothing = { told: [], asked: new Uint8Array() };
export const apart: Closer = { ...nothing, runs: 100_000, calls: 'apart' };
export const together: Closer = { ...nothing, runs: 200_000, calls: 'together' };

/** One way through a stretch of a turn. */
export interface Way {
  /** Choices it offers that a reader can see, by number. */
  readonly offered: readonly number[];
  /** Where it goes on in the same turn; several where it depends on which choices are on offer. */
  readonly to: readonly Moment[];
  /** The choices that may be taken next, where the turn ends here. */
  readonly choices: readonly Moment[];
  /** Whether it may come to wait for a choice that an earlier stretch offered. */
  readonly waits: boolean;
  /** How the story is over here, if it may be, and at which address. */
  readonly over: Rest | null;
  readonly overAt: number;
  /** Whether the turn may be over here with what the question looks for. */
  readonly answers: boolean;
}

const nowhere: Way = { offered: [], to: [], choices: [], waits: false, over: null, overAt: -1, answers: false };

/**
 * What may happen in a story at all: an abstraction of it that has every playthrough of the story and more. At each moment of a turn it keeps of each
 * slot its value where that is the same whichever way one comes there, and otherwise only that it is one of the values that
 * the variable ever takes, or anything (constant propagation: Wegman and Zadeck 1991, with the machine itself as the transfer function). What this never comes to, nobody can. It is small,
 * as no moment is ever told apart by the values of variables: so it is finished where the story's own states are too many.
 */
export class Possible {
  /** One byte for each address, as `StoryModel.covered` tells it: what may be executed, hold, fail, be offered. */
  readonly covered: Uint8Array;
  readonly moments: Moments;
  /** For each moment, the ways on from it. */
  readonly ways = new Map<Moment, readonly Way[]>();
  private ends: ReadonlySet<number> | null = null;
  private earlier: ReadonlyMap<Moment, ReadonlySet<Moment>> | null = null;
  private readonly machine: Machine;
  private readonly branches = new Branches();
  private readonly closer: Closer;
  private readonly asked: readonly number[];
  /** For each address that is asked about, the moments from which it happens there. */
  readonly happens = new Map<number, Set<Moment>>();
  /** For each slot that moments are told apart by, the moments from which it changes. */
  readonly changes = new Map<number, Set<Moment>>();
  /** The moments from which a turn may be over with what the question looks for. */
  readonly answered = new Set<Moment>();
  private answers = false;
  /** Whether there may be a moment at which the question can't be answered at all. */
  mayFault = false;
  /** The values that each slot ever takes; null where they are many. */
  private readonly domains: (Set<number> | null)[];
  /** The moments that have asked for a slot's values. */
  readonly readers: readonly Set<Moment>[];
  private readonly skipping: Skipping;
  private readonly noted = new Set<string>();
  private targets: Targets | null = null;
  private readonly returns: Returns | null;
  private current: Moment | null = null;
  /** How many ways were followed to come to this. */
  runs = 0;

  private constructor(
    program: Program,
    kept: Kept,
    entries: readonly Entry[],
    externals: ReadonlyMap<string, readonly (string | number | boolean)[]>,
    closer: Closer,
  ) {
    this.closer = closer;
    this.asked = [...closer.asked.keys()].filter((address) => closer.asked[address] !== 0);
    const values = new Values(program);
    const m = new Machine(program, { silent: true, values, externals: hostValues(values, externals) });
    this.machine = m;
    kept.least.forEach((least, slot) => {
      m.least[slot] = least;
      m.limit[slot] = least + kept.period[slot];
    });
    m.begin();
    this.covered = m.covered;
    this.moments = new Moments(m, closer.told, closer.exact);
    this.readers = program.slots.map(() => new Set());
    this.domains = program.slots.map(({ kind }, slot) => {
      if (kind === 'global') return new Set([m.slots[slot]]);
      const limit = kind === 'shuffle' ? fewValues + 1 : m.limit[slot];
      const least = kind === 'age' || kind === 'turn' ? -1 : 0;
      return limit - least > fewValues ? null : new Set(Array.from({ length: limit - least }, (_, i) => least + i));
    });
    m.onAssign = (slot, value) => this.noteValue(slot, value);
    const skipping = new Skipping(m);
    const { moments, branches } = this;
    this.returns =
      closer.calls === 'apart'
        ? null
        : new Returns(
            m,
            moments,
            (count) => branches.pick(count),
            () => this.current,
          );
    m.guess = {
      pick: (count) => this.branches.pick(count),
      read: (slot, least) => this.read(slot, least ?? null),
      skips: (address) => closer.calls === 'apart' && skipping.call(address),
      target: () => this.target(),
      mostOutcomes: closer.exact === true ? manyOutcomes : fewValues,
      returns: this.returns,
    };
    values.unknowns = new Unknowns(program.globals, program.slots.length, (count) => this.branches.pick(count));
    this.skipping = skipping;
    this.start(entries);
  }

  /** Null where the story does something that can't be followed in this way. `kept` tells how finely counts are kept; it is mended. */
  static *of(
    program: Program,
    kept: Kept,
    entries: readonly Entry[],
    externals: ReadonlyMap<string, readonly (string | number | boolean)[]>,
    closer = apart,
  ): Bits<Possible | null> {
    for (let tries = 0; tries < 100; tries++) {
      try {
        const possible = new Possible(program, kept, entries, externals, closer);
        yield* possible.work();
        return possible;
      } catch (error) {
        if (error instanceof GiveUp || error instanceof Endless) return null;
        if (!(error instanceof Refine)) throw error;
        if (error.need === null) return null;
        kept.refine(error);
      }
    }
    return null;
  }

  private noteValue(slot: number, value: number): void {
    const domain = this.domains[slot];
    if (domain === null || domain.has(value)) return;
    if (isForgotten(value) || domain.size === fewValues) this.domains[slot] = null;
    else domain.add(value);
    for (const moment of this.readers[slot]) this.moments.wake(moment);
  }

  /** Decides which of its values a slot has whose value isn't known, where they are few. */
  private read(slot: number, least: number | null): void {
    const { slots } = this.machine;
    if (!this.moments.isUnknown(slot)) return;
    if (this.current !== null) this.readers[slot].add(this.current);
    const domain = this.domains[slot];
    if (domain === null || domain.size * this.branches.ways > mostGuesses) return;
    const values = least === null ? [...domain] : [...domain].filter((value) => value >= least);
    slots[slot] = values[this.branches.pick(values.length)];
  }

  private target(): number {
    const { program, pc } = this.machine;
    this.targets ??= new Targets(program);
    const all = this.targets.of(pc);
    if (all.length === 0) throw new GiveUp('a divert to nowhere');
    return all[this.branches.pick(all.length)];
  }

  private start(entries: readonly Entry[]): void {
    const m = this.machine;
    const first = m.slots.slice();
    for (const entry of entries) {
      m.slots.set(first);
      m.forceEnd();
      m.safeExit = false;
      if (entry.path === '') m.pc = m.program.start;
      else {
        for (const [name, value] of Object.entries(entry.sets)) {
          const slot = m.program.slots.findIndex((s) => s.kind === 'global' && s.name === name);
          const given = [...hostValues(m.values, new Map([[name, [value]]])).get(name)!][0];
          setGlobal(m, slot, given);
        }
        m.go(m.program.containers[m.program.paths.get(entry.path)!].start, true);
      }
      this.moments.phase = this.closer.question?.start ?? 0;
      this.moments.arrive('start', null, []);
    }
  }

  private *work(): Bits<void> {
    for (let moment = this.moments.next(); moment !== null; moment = this.moments.next()) {
      this.current = moment;
      const ways: Way[] = [];
      do {
        if (this.runs % atATime === 0) yield;
        if (++this.runs > this.closer.runs || ways.length > mostWays) throw new GiveUp('too many ways');
        ways.push(this.watched(moment));
        for (const { address, message } of this.machine.warnings) this.noted.add(`${address} ${message}`);
      } while (this.branches.next());
      this.ways.set(moment, ways);
    }
    this.current = null;
    this.forgetTakenBack();
  }

  /** What is put on offer but taken back in the same turn, each time, is not offered. */
  private forgetTakenBack(): void {
    const { choices } = this.machine.program;
    const waiting = new Set(
      [...this.moments.all].flatMap(({ kind, chosen }) => (kind === 'choice' ? [chosen!.point] : [])),
    );
    choices.forEach(({ address, isFallback }, point) => {
      if (!isFallback && !waiting.has(point)) this.covered[address] &= ~8;
    });
  }

  /** What the runtime may warn of, as `StoryModel.warned` names it; null where it may be anything. */
  get warnings(): ReadonlySet<string> | null {
    return this.skipping.passed ? null : this.noted;
  }

  /** Asks the question, if there is one, where a turn is over; gives where its automaton stands then. */
  private ask(standing: Standing): number {
    const { phase } = this.moments;
    const { question } = this.closer;
    if (question === undefined) return phase;
    const letter = letterAt(this.machine, question, standing, (count) => this.branches.pick(count));
    const next = letter === null ? null : question.after(phase, letter, standing);
    if (next !== null) return next;
    this.mayFault ||= letter === null;
    this.answers = true;
    this.answered.add(this.current!);
    return phase;
  }

  /** Whether some calls were passed over, of which anything may come. */
  get passesOver(): boolean {
    return this.skipping.passed;
  }

  get values(): Values {
    return this.machine.values;
  }

  /** How many of the slots hold variables: they come first. */
  get globals(): number {
    return this.machine.program.globals;
  }

  /** Below this a count in a slot is exact. */
  leastOf(slot: number): number {
    return this.machine.least[slot];
  }

  /** Where the story may be over. */
  get overAt(): ReadonlySet<number> {
    this.ends ??= new Set(
      [...this.ways.values()].flatMap((ways) => ways.flatMap(({ over, overAt }) => (over === null ? [] : [overAt]))),
    );
    return this.ends;
  }

  /** Where the story may be over, but only because something goes wrong there: a computation without a result, or an error of ink's. */
  faultsAt(): Set<number> {
    const all = [...this.ways.values()].flat();
    const faults = new Set(all.flatMap(({ over, overAt }) => (over === 'error' || over === 'crash' ? [overAt] : [])));
    for (const { over, overAt } of all)
      if (over !== null && over !== 'error' && over !== 'crash') faults.delete(overAt);
    return faults;
  }

  /** The slots that were read at a moment without being known. */
  undecidedAt(moment: Moment): number[] {
    return this.readers.flatMap((readers, slot) =>
      readers.has(moment) && this.domains[slot]?.size !== 1 ? [slot] : [],
    );
  }

  /** For each moment those just before it: in the same turn, or before a choice where it was offered. */
  before(): ReadonlyMap<Moment, ReadonlySet<Moment>> {
    if (this.earlier !== null) return this.earlier;
    const before = new Map<Moment, Set<Moment>>();
    const offerers = new Map<number, Set<Moment>>();
    for (const [moment, ways] of this.ways) {
      for (const { to, offered } of ways) {
        for (const next of to) note(before, next, moment);
        for (const offer of offered) note(offerers, offer, moment);
      }
    }
    for (const moment of this.moments.all) {
      if (moment.kind === 'choice') before.set(moment, offerers.get(moment.offer) ?? new Set());
    }
    this.earlier = before;
    return before;
  }

  /** Takes one way on from a moment, and notes what is asked about. */
  private watched(moment: Moment): Way {
    const { covered, asked, machine: m } = this;
    const before = asked.map((address) => covered[address]);
    for (const address of asked) covered[address] = 0;
    this.answers = false;
    const way = this.run(moment);
    asked.forEach((address, i) => {
      if ((covered[address] & this.closer.asked[address]) !== 0) note(this.happens, address, moment);
      covered[address] |= before[i];
    });
    for (const slot of this.closer.told) if (m.slots[slot] !== moment.slots[slot]) note(this.changes, slot, moment);
    return this.answers ? { ...way, answers: true } : way;
  }

  /** Takes one way on from a moment: to the first moment after something was decided, or to the end of the turn. */
  private run(moment: Moment): Way {
    const m = this.machine;
    this.moments.restore(moment);
    if (this.returns !== null) this.returns.hasReturned = false;
    try {
      if (moment.chosen !== null) m.choose(moment.chosen, moment.kind === 'choice');
      while (m.pc >= 0) {
        m.step();
        if (m.steps > mostSteps) throw new GiveUp('a long turn');
        if (this.branches.asked && m.pc >= 0 && (this.moments.isPlain() || this.returns?.hasReturned === true)) break;
      }
    } catch (error) {
      m.fail(error);
      this.ask('stopped');
      return { ...nowhere, over: m.rest, overAt: m.restAt };
    }
    const offers = m.offers.map((offer) => this.moments.offerNumber(offer));
    const visible = offers.filter((offer) => !this.moments.isFallback(offer));
    if (m.pc >= 0) return { ...nowhere, offered: visible, to: [this.moments.arrive('turn', moment, offers)] };
    if (m.threads.length > 0) throw new GiveUp('a thread left over at the end of a turn');
    if (m.rest === 'end') {
      this.ask('ended');
      return { ...nowhere, over: 'end', overAt: m.restAt };
    }
    return this.endTurn(moment, offers, visible);
  }

  /** The end of a turn: it waits, goes on with a fallback choice, or the story is over, whichever may be. */
  private endTurn(moment: Moment, offers: readonly number[], visible: readonly number[]): Way {
    const m = this.machine;
    const { moments } = this;
    const table = [...new Set([...moment.table, ...offers])];
    const shown = table.filter((offer) => !moments.isFallback(offer));
    const to: Moment[] = [];
    const phase = shown.length > 0 ? this.ask('waits') : moments.phase;
    const choices = shown.map((offer) => moments.choose('choice', offer, phase));
    const maySeeNone = moment.maySeeNone && visible.length === 0;
    if (maySeeNone)
      for (const offer of table)
        if (moments.isFallback(offer)) to.push(moments.choose('fallback', offer, moments.phase));
    let over: Rest | null = null;
    if (moment.mayHaveNone && offers.length === 0) {
      m.offers = [];
      m.comeToRest();
      over = m.rest;
      this.ask(over === 'ran-out' ? 'stopped' : 'unknown');
    }
    return { ...nowhere, offered: visible, to, choices, waits: shown.length > 0, over, overAt: m.restAt };
  }
}

function note<Key, Noted>(map: Map<Key, Set<Noted>>, key: Key, noted: Noted): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([noted]));
  else known.add(noted);
}

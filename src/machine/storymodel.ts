import type { Emit, Model } from '../model.ts';
import { type Aside, asidesOf } from '../program/asides.ts';
import { Liveness } from '../program/liveness.ts';
import type { Program } from '../program/program.ts';
import { idleUpdates } from '../program/updates.ts';
import { Apart } from './apart.ts';
import { type PassedAside, passedAsides } from './asides.ts';
import { Assigned } from './assigned.ts';
import { countOutcomes, type Draw, outcomeAt, weightOf } from './chance.ts';
import { Codec, type Decoded } from './codec.ts';
import { Contents } from './contents.ts';
import { Circle, Endless, Refine } from './errors.ts';
import { Firsts } from './firsts.ts';
import type { Listener } from './listener.ts';
import { type Issue, Machine, maxCalls, type Offer } from './machine.ts';
import { Narration } from './narration.ts';
import { hostValue, hostValues } from './player.ts';
import { type Range, Ranges } from './ranges.ts';
import { type Kept, lackingSlot } from './reduction.ts';
import { maxOutcomes, Rules } from './rules.ts';
import { waitsForChoice } from './statebytes.ts';
import { Trails } from './trails.ts';
import { Absent, Values } from './values.ts';
import { setGlobal } from './variables.ts';

/** A way for the host to start the story: the top, or a knot with some variables set. */
export interface Entry {
  /** Empty for the top of the story. */
  readonly path: string;
  readonly sets: Readonly<Record<string, string | number | boolean>>;
}

/** Something the runtime warned of, and the step at which it first did: `label` from state `state` (-1: at the start by entry `label`). */
export interface Warned {
  readonly message: string;
  readonly address: number;
  readonly state: number;
  readonly label: number;
}

/** A variable that was set in a turn that somebody other than its owner began: by whose choice, and at which step, as in `Warned`. */
export interface Meddled {
  readonly slot: number;
  readonly by: number;
  /** The address that sets it. */
  readonly address: number;
  readonly state: number;
  readonly label: number;
}

/** A story as a model. An action's label is the index of a choice, the outcome of a draw, or (at the start) the number of an entry. */
export class StoryModel implements Model {
  readonly program: Program;
  readonly entries: readonly Entry[];
  readonly externals: ReadonlyMap<string, readonly (string | number | boolean)[]>;
  readonly machine: Machine;
  readonly codec: Codec;
  /** When what can happen at each address first did. */
  readonly firsts: Firsts;
  /** Warnings, each once. */
  readonly warned = new Map<string, Warned>();
  /** One byte for each address: 8 where a choice is that a reader was offered, in the states told to `noteOffers`, or one that no reader ever sees; else 0. */
  private readonly offered: Uint8Array;
  /** The values that each global was assigned. */
  readonly assigned: Assigned;
  /** Who ever set each global: a byte at `slot * names + by`, 1 where it was in a turn that `by` began. */
  readonly setters: Uint8Array;
  /** Variables set by somebody other than their owner, each slot and person once. */
  readonly meddled = new Map<string, Meddled>();
  /** External functions of which something had to be assumed. */
  readonly assumed = new Set<string>();
  /** Draws with too many outcomes to follow them all. */
  readonly cutDraws = new Set<number>();
  /** Where calls were too deep to follow. */
  readonly cutCalls = new Set<number>();
  /** Where turns that went on and on were left. */
  readonly cutTurns = new Set<number>();
  /** What keeps turns from being learned: nobody asked for it, or somebody listens to the machine. */
  readonly unlearnable: 'off' | 'listener' | null;
  private rules: Rules | null = null;
  /** What is passed over, to be told by `tellAsides`, by where it begins. */
  readonly passed: ReadonlyMap<number, PassedAside>;
  /** The slots at the end of the first turn, for each start. */
  readonly startSlots: Int32Array[] = [];
  /** By which rules steps were taken, where anything is passed over. */
  trails: Trails | null = null;
  private readonly apartSlots: ReadonlySet<number>;
  private readonly base: Int32Array;
  /** The step that is being taken. */
  private state = -1;
  private label = -1;
  private readonly decoded: Decoded = {
    kind: 'none',
    address: -1,
    message: -1,
    offers: [],
    noted: 0,
    rest: 0,
  };
  private readonly listener: Listener | null;
  /** Follows what turns tell; null where nobody listens. */
  private readonly narration: Narration | null = null;
  readonly ranges: Ranges;

  constructor(
    program: Program,
    kept: Kept,
    entries: readonly Entry[] = [{ path: '', sets: {} }],
    externals: ReadonlyMap<string, readonly (string | number | boolean)[]> = new Map(),
    listener: Listener | null = null,
    ranges: Readonly<Record<string, Range>> = {},
  ) {
    this.program = program;
    this.entries = entries;
    this.externals = externals;
    this.listener = listener;
    const values = new Values(program, !kept.reductions.lists);
    this.machine = new Machine(program, {
      silent: listener?.hears !== true,
      stopAtChance: true,
      values,
      externals: hostValues(values, externals),
    });
    kept.least.forEach((least, slot) => {
      this.machine.least[slot] = least;
      this.machine.limit[slot] = least + kept.period[slot];
    });
    // whoever listens may hear which number it is
    if (listener === null) this.machine.cuts = kept.cuts;
    this.offered = new Uint8Array(program.op.length);
    for (const { address, isFallback } of program.choices) if (isFallback) this.offered[address] = 8;
    this.machine.begin();
    this.firsts = new Firsts(this.machine);
    this.base = this.machine.slots.slice();
    this.machine.mayLack = kept.mayLack || this.base.subarray(0, program.globals).includes(Absent);
    this.setters = new Uint8Array(program.globals * this.machine.cast.names.length);
    this.machine.onAssign = (slot, value) => this.noteValue(slot, value);
    if (kept.reductions.dead) this.machine.idle = idleUpdates(program, this.watched());
    if (!kept.reductions.learn) this.unlearnable = 'off';
    else this.unlearnable = listener?.rests === undefined ? null : 'listener';
    this.ranges = new Ranges(program, values, ranges);
    const asides = this.asidesFor(kept);
    const liveness = new Liveness(program, kept.always, this.machine.idle, false, asides);
    this.passed = passedAsides(asides, liveness);
    this.apartSlots = new Set([...this.passed.values()].flatMap((aside) => aside.open));
    this.assigned = new Assigned(this.base.subarray(0, program.globals), this.apartSlots);
    this.machine.asides = this.passed;
    this.codec = new Codec(this.machine, liveness, kept, listener !== null);
    if (listener !== null && listener.rests === undefined) {
      const contents = listener.takes === undefined ? null : new Contents(program);
      this.narration = new Narration(listener, (number) => this.codec.canon.offer(number), contents);
    }
  }

  /** Whether everything was followed that was met so far. */
  get isWhole(): boolean {
    return this.cutDraws.size + this.cutCalls.size + this.cutTurns.size === 0;
  }

  /** What is watched besides where the story goes; null where nothing is. */
  get watches(): 'listener' | 'ranges' | null {
    if (this.listener !== null) return 'listener';
    return this.ranges.any ? 'ranges' : null;
  }

  /** The asides that may be passed over: none where somebody listens, nor those that ask what is followed within a range and so has to be in the states. */
  private asidesFor({ executed }: Kept): ReadonlyMap<number, Aside> {
    if (this.unlearnable !== null || this.listener !== null || executed === null) return new Map();
    const isOpen = (aside: Aside): boolean => !executed.has(aside.start) && !this.ranges.concern(aside.slots);
    return new Map([...asidesOf(this.program)].filter(([, aside]) => isOpen(aside)));
  }

  /** The globals that a host sets, or that have an owner: every change of them must be seen. */
  private watched(): ReadonlySet<number> {
    const { owner } = this.machine.cast;
    const set = new Set(this.entries.flatMap((entry) => Object.keys(entry.sets)));
    return new Set(
      [...this.program.slots.keys()].filter((slot) => owner[slot] >= 0 || set.has(this.program.slots[slot].name)),
    );
  }

  private noteValue(slot: number, value: number): void {
    if (value === Absent && !this.machine.mayLack) throw new Refine(lackingSlot, null);
    const { owner, names } = this.machine.cast;
    const { turnBy } = this.machine;
    if (turnBy >= 0) this.setters[slot * names.length + turnBy] = 1;
    if (owner[slot] >= 0) this.noteOwned(slot, owner[slot]);
    this.assigned.note(slot, value);
  }

  private noteOwned(slot: number, owner: number): void {
    const { turnBy: by, pc: address } = this.machine;
    const key = `${slot} ${by}`;
    if (by < 0 || by === owner || this.meddled.has(key)) return;
    this.meddled.set(key, { slot, by, address, state: this.state, label: this.label });
  }

  start(emit: Emit): void {
    const m = this.machine;
    const { initial } = this.codec.table.layout;
    this.startSlots.length = 0;
    m.asides = new Map(); // all is known yet
    this.entries.forEach((entry, label) => {
      this.codec.rest();
      m.slots.set(initial);
      m.stack = [];
      m.turnBy = -1;
      m.forceEnd();
      m.safeExit = false;
      if (entry.path === '') m.pc = this.program.start;
      else this.enter(entry);
      this.narration?.begin(-1, 0);
      this.run(-1, label, [], emit);
      this.startSlots.push(m.slots.slice());
    });
    m.asides = this.passed;
  }

  private enter(entry: Entry): void {
    const m = this.machine;
    for (const [name, value] of Object.entries(entry.sets)) {
      const slot = this.program.slots.findIndex((s) => s.kind === 'global' && s.name === name);
      setGlobal(m, slot, hostValue(m.values, value));
    }
    m.go(this.program.containers[this.program.paths.get(entry.path)!].start, true);
  }

  successors(index: number, state: Uint8Array, from: number, length: number, emit: Emit): void {
    this.state = index;
    this.firsts.leaveOut(); // texts that were told in between belong to no step
    if (this.unlearnable !== null) return this.execute(state, from, length, -1, emit);
    const rules = this.learning();
    const { repeater } = rules;
    const steps = repeater.open(state, from, length);
    if (steps < 0) return this.execute(state, from, length, -1, emit);
    this.trails?.begin(index);
    for (let step = 0; step < steps; step++) {
      this.label = repeater.label(step);
      this.machine.turnBy = -1;
      const written = rules.pays() ? repeater.take(step) : -1;
      if (written < 0 || (this.codec.bytes.isWaiting && this.ranges.areLeft(this.machine.slots))) {
        this.trails?.giveUp(index);
        this.execute(state, from, length, step, emit);
        continue;
      }
      this.trails?.note(repeater.trail, state[from] === waitsForChoice);
      this.firsts.note(index, this.label);
      if (rules.warnings.length > 0) this.noteWarnings(rules.warnings, index, this.label);
      this.narration?.taken();
      emit(this.label, this.codec.bytes.buffer, written);
    }
  }

  /** The rules by which turns are repeated; only for stories whose turns can be learned. */
  learning(): Rules {
    if (this.rules !== null) return this.rules;
    const { machine, codec, passed, narration } = this;
    this.rules = new Rules(machine, codec, narration, (draw) => this.noteDraw(draw));
    if (passed.size > 0) {
      const { repeater, asks } = this.rules;
      repeater.keepsTrail = true;
      const apart = new Apart(codec.table, machine.slots, repeater.answers, asks);
      this.trails = new Trails(apart, this.apartSlots, machine.clocks);
    }
    return this.rules;
  }

  /**
   * Takes all steps from a state by rules alone, and learns those that are missing. Gives how many choices were on offer at most, or -1 where
   * some turn can't be learned. Turns must be learnable.
   */
  repeat(state: Uint8Array, from: number, length: number): number {
    const { repeater } = this.learning();
    const steps = repeater.open(state, from, length);
    let most = Math.sign(steps);
    for (let step = 0; step < steps && most >= 0; step++)
      most = repeater.take(step) < 0 ? -1 : Math.max(most, repeater.count);
    return most;
  }

  /** Notes the trails of the steps from a state; gives how many they are, or -1 where one can't be taken by rules alone. */
  retrace(index: number, state: Uint8Array, from: number, length: number): number {
    const { repeater, warnings } = this.learning();
    const steps = repeater.open(state, from, length);
    this.trails?.begin(index);
    for (let step = 0; step < steps; step++) {
      this.machine.turnBy = -1;
      if (repeater.take(step) < 0) return -1;
      this.noteWarnings(warnings, index, repeater.label(step));
      this.trails?.note(repeater.trail, state[from] === waitsForChoice);
    }
    return steps;
  }

  /** Puts the machine to rest with nothing known of the slots. */
  forgetAll(): void {
    this.codec.rest();
    this.machine.slots.set(this.codec.table.layout.dropped);
    this.machine.turnBy = -1;
  }

  /** Whether so much was learned of turns that others can take steps from memory. */
  get isSettled(): boolean {
    return this.rules?.settled === true && this.watches === null;
  }

  /** Takes a step from a state by the machine, or (-1) all of them. */
  private execute(state: Uint8Array, from: number, length: number, step: number, emit: Emit): void {
    const { decoded } = this;
    this.codec.decode(state, from, length, decoded);
    if (decoded.kind === 'choice') this.choices(decoded, step, emit);
    else if (decoded.kind === 'draw') this.draws(decoded, step, emit);
  }

  private choices({ offers, noted }: Decoded, step: number, emit: Emit): void {
    const m = this.machine;
    const stack = m.stack.slice();
    this.base.set(m.slots);
    for (let i = Math.max(0, step); i < (step < 0 ? offers.length : step + 1); i++) {
      this.codec.rest();
      m.slots.set(this.base);
      m.stack = stack.slice();
      m.choose(offers[i], true);
      this.narration?.begin(offers[i].number, noted);
      this.run(this.state, i, [], emit);
    }
  }

  private draws({ offers, rest, noted }: Decoded, step: number, emit: Emit): void {
    const m = this.machine;
    this.base.set(m.slots);
    const draw = this.drawOf();
    this.noteDraw(draw);
    const count = countOutcomes(draw);
    for (let i = Math.max(0, step); i < (step < 0 ? Math.min(count, maxOutcomes) : step + 1); i++) {
      m.slots.set(this.base);
      m.offers = offers.slice();
      this.codec.resume(rest);
      this.narration?.resume(noted);
      m.forced = [outcomeAt(draw, i)];
      m.forcedNext = 0;
      this.run(this.state, outcomeAt(draw, i), offers, emit);
      m.forced = [];
      m.forcedNext = 0;
    }
    if (count > maxOutcomes) this.cut(outcomeAt(draw, maxOutcomes), noted, emit);
  }

  private noteDraw(draw: Draw): void {
    if (draw.kind === 'external') this.noteAssumption(draw.address);
    if (countOutcomes(draw) > maxOutcomes) this.cutDraws.add(draw.address);
  }

  private noteAssumption(address: number): void {
    const { name } = this.program.externals[this.program.a[address]];
    if (!this.machine.options.externals?.has(name)) this.assumed.add(name);
  }

  /** Runs the turn, in which some choices are on offer already, and emits where it leads. */
  private run(index: number, label: number, before: readonly Offer[], emit: Emit): void {
    const m = this.machine;
    this.state = index;
    this.label = label;
    let over: 'endless' | 'long' | 'cut' | null = null;
    this.narration?.listen(m);
    try {
      m.runTurn();
    } catch (error) {
      if (!(error instanceof Endless)) throw error;
      over = error instanceof Circle ? 'endless' : 'long';
      if (over === 'long') this.cutTurns.add(m.pc);
    }
    if (over === null && this.isTooDeep()) {
      this.cutCalls.add(m.previous);
      over = 'cut';
    }
    const isWaiting = m.pc >= 0 || m.draw !== null || m.offers.length > 0;
    if (over === null && isWaiting && this.ranges.areLeft(m.slots)) over = 'cut';
    if (over === 'cut' && m.draw === null) for (const { point } of m.offers) this.noteOffer(point);
    this.firsts.note(index, label);
    this.noteWarnings(m.warnings, index, label);
    this.codec.bytes.noted = this.noteOf(over !== null, before);
    this.narration?.taken();
    emit(label, this.codec.bytes.buffer, this.codec.encode(over));
  }

  /** What is to be noted of the turn that was just run. */
  private noteOf(isCut: boolean, before: readonly Offer[]): number {
    const { machine: m, narration, listener } = this;
    if (narration === null) return m.draw === null ? (listener?.rests?.(m) ?? 0) : 0;
    narration.follow(narration.heardFrom(m, before));
    if (m.draw !== null) return isCut ? narration.leave() : narration.pause();
    return narration.end(m.offers.some(({ point }) => !this.program.choices[point].isFallback));
  }

  private noteWarnings(warnings: Issue[], index: number, label: number): void {
    for (const { message, address } of warnings) {
      const key = `${address} ${message}`;
      if (!this.warned.has(key)) this.warned.set(key, { message, address, state: index, label });
    }
    warnings.length = 0;
  }

  private isTooDeep(): boolean {
    const m = this.machine;
    return m.depth > maxCalls || m.offers.some((offer) => offer.thread.depth > maxCalls);
  }

  /** Emits a state that stands for what wasn't followed. */
  private cut(label: number, noted: number, emit: Emit): void {
    this.codec.rest();
    this.machine.offers = [];
    this.narration?.resume(noted);
    this.codec.bytes.noted = this.narration?.leave() ?? 0;
    this.narration?.taken();
    emit(label, this.codec.bytes.buffer, this.codec.encode('cut'));
  }

  /** What happened at an address: as in `Machine.covered`, but that 8 means that the choice was on offer where the story waited. */
  covered(address: number): number {
    return this.machine.covered[address] & (7 | this.offered[address]);
  }

  /** Of how many choices that were put on offer it was not noted yet that a state has them on offer. */
  get unnotedOffers(): number {
    const { covered } = this.machine;
    return this.program.choices.filter(({ address }) => (covered[address] & 8 & ~this.offered[address]) !== 0).length;
  }

  /** Notes the choices that a state has on offer; gives how many of them were not noted before. */
  noteOffers(state: Uint8Array, from: number): number {
    const { bytes, canon } = this.codec;
    bytes.readOffers(state, from);
    let more = 0;
    if (bytes.kind === waitsForChoice)
      for (let i = 0; i < bytes.count; i++) more += this.noteOffer(canon.pointOf(bytes.numbers[i]));
    return more;
  }

  /** The addresses of the choices that a state has on offer. */
  offersIn(state: Uint8Array, from: number): number[] {
    const { bytes, canon } = this.codec;
    bytes.readOffers(state, from);
    if (bytes.kind !== waitsForChoice) return [];
    return Array.from(
      bytes.numbers.slice(0, bytes.count),
      (offer) => this.program.choices[canon.pointOf(offer)].address,
    );
  }

  /** Notes that a state has a choice on offer, by the choice's number. */
  noteOffered(offer: number): void {
    this.noteOffer(this.codec.canon.pointOf(offer));
  }

  /** The address of a choice, by its number. */
  addressOfOffer(offer: number): number {
    return this.program.choices[this.codec.canon.pointOf(offer)].address;
  }

  private noteOffer(point: number): number {
    const { address } = this.program.choices[point];
    const isNew = this.offered[address] === 0;
    this.offered[address] = 8;
    return isNew ? 1 : 0;
  }

  /** Takes a state apart; the result is valid until the next call. */
  read(state: Uint8Array, from: number, length: number): Decoded {
    this.codec.decode(state, from, length, this.decoded);
    return this.decoded;
  }

  /**
   * How likely the outcomes of the draw are that a state waits for, beside one another: for each the number of equally likely ones that it stands
   * for. The state must have been read last.
   */
  weightsOf(outcomes: readonly number[]): number[] {
    const draw = this.drawOf();
    return outcomes.map((outcome) => weightOf(draw, outcome));
  }

  /** The draw that a state waits for; it must have been read last. */
  drawOf(): Draw {
    this.machine.steps = 0;
    this.machine.step(); // comes to the draw again, which tells its outcomes
    return this.machine.draw!;
  }
}

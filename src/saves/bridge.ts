import type { Spot } from '../languages/ink/official/loading.ts';
import type { Decoded } from '../machine/codec.ts';
import { cutFrame, type Frame, getTemp, type Temps, type Thread } from '../machine/frames.ts';
import { forgottenCount, type Offer } from '../machine/machine.ts';
import type { Kept } from '../machine/reduction.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import { Absent, isForgotten, Tag } from '../machine/values.ts';
import { Liveness } from '../program/liveness.ts';
import type { Program } from '../program/program.ts';
import { type Carried, Carrier, Loader } from './carry.ts';
import type { Part, SaveParts } from './examine.ts';
import type { Matching } from './match.ts';
import { matchElements } from './match.ts';
import { otherShuffle, type Pairing } from './pairing.ts';
import { addressOf, pointTo, previousAt, typeName } from './places.ts';
import { type Trouble, Troubles } from './troubles.ts';
import { pieceAt } from './words.ts';

/** A choice of the old version on its way into the new one. */
interface Crossing {
  /** The choice as the new version's machine offers it; null where it can't be made. */
  readonly offer: Offer | null;
  readonly troubles: readonly number[];
  /** Slots of the new version at risk that may still be read or shown, and variables of the old one that are gone and might have been. */
  readonly atRisk: readonly number[];
  readonly missed: readonly number[];
  /** Whether the save can be followed if this choice is in it. */
  readonly isFollowed: boolean;
}

/** A save in the new version. */
export interface Arrival {
  readonly troubles: readonly number[];
  /** How many bytes of the new version's codec hold the state; 0 where there is nothing to go on with. */
  readonly length: number;
  /** For each choice that the new version's machine offers its index among those that were loaded. */
  readonly choices: readonly number[];
}

/** Both versions, each ready to be explored, and what is known of how they hang together. */
export interface Versions {
  readonly before: StoryModel;
  readonly after: StoryModel;
  readonly keptAfter: Kept;
  readonly matching: Matching;
  readonly pairing: Pairing;
}

/** Takes states of the old version over into the new one, as a game that saves and loads would. */
export class Bridge {
  readonly troubles = new Troubles();
  /** Slots of the old version that a state must keep: left out until now (false), or kept less than exactly (true). */
  readonly lacking = new Map<number, boolean>();
  private readonly versions: Versions;
  private readonly carrier: Carrier;
  private readonly liveness: Liveness;
  private readonly crossings = new Map<number, Crossing>();
  private readonly initialBefore: Int32Array;
  private readonly initialAfter: Int32Array;
  private readonly tempsAfter: ReadonlyMap<string, number>;
  /** What is read or shown from where on, in either version. */
  private readonly told: { readonly before: Liveness; readonly after: Liveness };
  /** Slots of the new version whose values may be others than a reader has earned. */
  private readonly atRisk: ReadonlySet<number>;

  constructor(versions: Versions) {
    this.versions = versions;
    const { before, after, keptAfter, pairing } = versions;
    const lacking = (slot: number, exactly: boolean): void => {
      this.lacking.set(slot, exactly);
    };
    const { values } = before.machine;
    const loader = new Loader(after.program, after.machine.values);
    this.carrier = new Carrier(before.program, values, after.machine.values, loader, pairing.target, lacking);
    this.liveness = new Liveness(after.program, keptAfter.always, after.machine.idle);
    this.initialBefore = before.codec.table.layout.initial as Int32Array;
    this.initialAfter = after.codec.table.layout.initial as Int32Array;
    this.tempsAfter = new Map(before.program.temps.map((name, i) => [name, i]));
    const told = ({ program, machine }: StoryModel): Liveness => new Liveness(program, new Set(), machine.idle, true);
    this.told = { before: told(before), after: told(after) };
    this.atRisk = this.findRisks();
  }

  /** Takes over the state that the old version's model has just read. */
  arrive({ offers }: Decoded, { choices: parts, rest }: SaveParts): Arrival {
    const { before, after } = this.versions;
    const troubles = new Set<number>();
    const add = (trouble: Trouble): void => {
      troubles.add(this.troubles.number(trouble));
    };
    if (rest.fault !== null) add({ kind: 'unloadable', message: rest.fault });
    for (const message of rest.warnings) add({ kind: 'warned', message });
    let isFollowed = rest.fault === null;
    const arrived: Offer[] = [];
    const choices: number[] = [];
    const atRisk = new Set<number>();
    const missed = new Set<number>();
    offers.forEach((offer, i) => {
      const crossing = this.crossing(offer, parts[i]);
      for (const trouble of crossing.troubles) troubles.add(trouble);
      for (const slot of crossing.atRisk) atRisk.add(slot);
      for (const slot of crossing.missed) missed.add(slot);
      if (crossing.offer !== null) choices[arrived.push(crossing.offer) - 1] = i;
      isFollowed &&= crossing.isFollowed;
    });
    for (const slot of missed) this.checkGone(slot, add);
    const m = after.machine;
    after.codec.rest();
    m.offers = arrived;
    m.stack = before.machine.stack.map((value) => {
      const carried = this.carrier.carry(value);
      if (carried.harm !== null) add({ kind: 'value', name: '', harm: carried.harm });
      isFollowed &&= carried.isFollowed;
      return carried.value;
    });
    m.slots.set(this.initialAfter);
    if (arrived.length === 0) return { troubles: [...troubles], length: 0, choices };
    // what is live follows from the choices on offer
    after.codec.encode(null);
    for (const slot of after.codec.bytes.live) {
      atRisk.delete(slot);
      if (!this.fill(slot, add)) isFollowed = false;
    }
    // what is only shown is not followed, but it must not be wrong
    for (const slot of atRisk) this.fill(slot, add);
    const length = isFollowed ? after.codec.encode(null) : 0;
    if (!isFollowed && rest.fault === null) add({ kind: 'unfollowed' });
    return { troubles: [...troubles], length, choices };
  }

  /** What a variable holds that the new version doesn't have, is lost, unless it is what it held at first. */
  private checkGone(slot: number, add: (trouble: Trouble) => void): void {
    const { machine, program } = this.versions.before;
    const value = machine.slots[slot];
    if (isForgotten(value)) this.lacking.set(slot, false);
    else if (value !== this.initialBefore[slot]) add({ kind: 'variable-gone', name: program.slots[slot].name });
  }

  private findRisks(): Set<number> {
    const { before, after, matching, pairing } = this.versions;
    const risks = new Set<number>();
    after.program.slots.forEach(({ container }, n) => {
      const old = pairing.source[n];
      if (n >= after.program.globals) {
        const isUncounted = pairing.rightful[n] < 0 && container >= 0 && matching.toOld[container] >= 0;
        if (old !== pairing.rightful[n] || isUncounted) risks.add(n);
        return;
      }
      if (old < 0) return;
      const [was, is] = [this.initialBefore[old], this.initialAfter[n]];
      const isPlain = [was, is].every((value) => (value & 7) !== Tag.List && (value & 7) !== Tag.Target);
      const same = before.machine.values.written(was) === after.machine.values.written(is);
      if (!isPlain || !same || typeName(was) !== typeName(is)) risks.add(n);
    });
    return risks;
  }

  /** The slots that may be read or shown when a thread goes on at an address. */
  private toldFrom(liveness: Liveness, { next }: Program, thread: Frame, address: number): Int32Array {
    const row = new Int32Array(liveness.words);
    liveness.addTo(row, address);
    let returns = liveness.returns(address);
    for (let frame = thread.parent; frame !== null && frame !== cutFrame && returns > 0; frame = frame.parent) {
      if (next[frame.pc] >= 0) liveness.addTo(row, next[frame.pc]);
      if (returns < 2) returns = liveness.returns(next[frame.pc]);
    }
    return liveness.slotsIn(row);
  }

  /** Gives a slot of the new version the value that the loader gives it; false where nobody knows what comes of that. */
  private fill(slot: number, add: (trouble: Trouble) => void): boolean {
    const { before, after, pairing } = this.versions;
    const old = pairing.source[slot];
    const m = after.machine;
    if (slot >= after.program.globals) return this.fillCount(slot, add);
    const { name } = after.program.slots[slot];
    if (old < 0) return true;
    const raw = before.machine.slots[old];
    if (raw === this.initialBefore[old]) {
      const [was, is] = [before.machine.values.written(raw), after.machine.values.written(m.slots[slot])];
      if (was !== is || typeName(raw) !== typeName(m.slots[slot]))
        add({ kind: 'initial', name, before: was, after: is });
      return true;
    }
    const carried = this.carrier.carry(raw);
    if (carried.harm !== null) add({ kind: 'value', name, harm: carried.harm });
    if (!carried.isFollowed) return false;
    m.slots[slot] = carried.value;
    const [was, is] = [typeName(this.initialBefore[old]), typeName(this.initialAfter[slot])];
    if (was !== is && typeName(raw) === was) add({ kind: 'type', name, before: was, after: is });
    return true;
  }

  private fillCount(slot: number, add: (trouble: Trouble) => void): boolean {
    const { before, after, matching, pairing } = this.versions;
    const { slots } = before.machine;
    const old = pairing.source[slot];
    const rightful = pairing.rightful[slot];
    const { kind, container } = after.program.slots[slot];
    for (const each of [old, rightful]) if (each >= 0 && slots[each] === forgottenCount) this.lacking.set(each, false);
    if (old === otherShuffle) return false;
    const nothing = this.initialAfter[slot];
    const taken = old < 0 ? nothing : slots[old];
    after.machine.slots[slot] = taken;
    if (kind === 'turn' || kind === 'shuffle') return true;
    const containerOf = (each: number): number => (each < 0 ? -1 : before.program.slots[each].container);
    const same = matching.toOld[container];
    if (rightful < 0 && same >= 0) {
      if (this.wasVisited(same))
        add({ kind: 'count', container, was: same, takes: containerOf(old), ofTurns: kind === 'age' });
    } else if (taken !== (rightful < 0 ? nothing : slots[rightful]))
      add({ kind: 'count', container, was: containerOf(rightful), takes: containerOf(old), ofTurns: kind === 'age' });
    return true;
  }

  /** Whether content of the old version may have been visited: where that was not counted, it may. */
  private wasVisited(container: number): boolean {
    const { program, machine } = this.versions.before;
    const { visits } = program.containers[container];
    if (visits < 0) return true;
    if (machine.slots[visits] === forgottenCount) this.lacking.set(visits, false);
    return machine.slots[visits] !== 0;
  }

  private crossing(offer: Offer, part: Part): Crossing {
    let crossing = this.crossings.get(offer.number);
    if (crossing === undefined) this.crossings.set(offer.number, (crossing = this.cross(offer, part)));
    return crossing;
  }

  private cross(offer: Offer, { fault, warnings, choice }: Part): Crossing {
    const { before, after, matching, pairing } = this.versions;
    const { program } = before;
    const { target: oldTarget, targetContainer } = program.choices[offer.point];
    const missed = this.toldFrom(this.told.before, program, offer.thread, oldTarget).filter(
      (slot) => slot < program.globals && !pairing.target.has(slot),
    );
    const troubles: number[] = [];
    const add = (trouble: Trouble): void => {
      troubles.push(this.troubles.number(trouble));
    };
    const nowhere = (isFollowed: boolean): Crossing => ({
      offer: null,
      troubles,
      atRisk: [],
      missed: [...missed],
      isFollowed,
    });
    for (const message of warnings) add({ kind: 'warned', message });
    if (fault !== null || choice === null) {
      add({ kind: 'unloadable', message: fault ?? '' });
      return nowhere(false);
    }
    const { landing } = choice;
    const target = 'fault' in landing ? -1 : addressOf(after.program, landing.spot);
    if ('fault' in landing || target < 0) {
      add({ kind: 'gone', choice: offer.point, message: 'fault' in landing ? landing.fault : '' });
      return nowhere(true);
    }
    const lands = after.program.home[target];
    const moved = matching.toNew[targetContainer];
    if (landing.approximate) add({ kind: 'nearest', choice: offer.point, lands, moved });
    else if (moved !== lands) add({ kind: 'elsewhere', choice: offer.point, lands, moved });
    const spots = choice.frames.map(({ spot }) => spot);
    const frame = this.frame(offer.thread, spots, 0, target, add);
    if (frame === null) return nowhere(false);
    const previous = previousAt(after.program, choice.previous);
    const by = Math.max(0, after.machine.cast.names.indexOf(before.machine.cast.names[offer.by]));
    const thread: Thread = { ...frame, previous };
    const atRisk = this.toldFrom(this.told.after, after.program, thread, target).filter((slot) =>
      this.atRisk.has(slot),
    );
    const point = pointTo(after.program.choices, target);
    const arrived = { point, thread, text: '', tags: [], by, willing: offer.willing, number: -1 };
    return { offer: arrived, troubles, atRisk: [...atRisk], missed: [...missed], isFollowed: true };
  }

  /** A call with all those around it, going on at `address`; null where it can't be followed. */
  private frame(
    old: Frame,
    spots: readonly (Spot | null)[],
    i: number,
    address: number,
    add: (trouble: Trouble) => void,
  ): Frame | null {
    const { after } = this.versions;
    const temps = this.temps(old, address, add);
    if (temps === null) return null;
    let parent: Frame | null = null;
    if (old.parent !== null) {
      const pc = addressOf(after.program, spots[i + 1] ?? null);
      if (old.parent === cutFrame) parent = cutFrame;
      else if (pc < 0) return null;
      else {
        this.checkReturn(old.parent.pc, pc, add);
        const around = this.frame(old.parent, spots, i + 1, after.program.next[pc], add);
        if (around === null) return null;
        parent = { ...around, pc };
      }
    }
    const depth = parent === cutFrame ? 2 : parent === null ? 1 : parent.depth + 1;
    const { kind, inExpression, functionStart } = old;
    return { kind, parent, depth, pc: 0, inExpression, functionStart, temps, trimmed: true };
  }

  /** Whether a call returns to where it did. */
  private checkReturn(from: number, to: number, add: (trouble: Trouble) => void): void {
    const { before, after } = this.versions;
    const [one, other] = [before.program, after.program];
    const [c, d] = [one.home[from], other.home[to]];
    const pieces = (program: Program, container: number): string[] => {
      const { start, size } = program.containers[container];
      return Array.from({ length: size }, (_, i) => pieceAt(program, start + i));
    };
    const [x, y] = [pieces(one, c), pieces(other, d)];
    const [i, j] = [from - one.containers[c].start, to - other.containers[d].start];
    const found = matchElements(x, y)[i];
    const isSame = found === j || (found < 0 && x.length === y.length && x[i].split(' ')[0] === y[j].split(' ')[0]);
    if (!isSame || one.containers[c].path !== other.containers[d].path) add({ kind: 'return', from, to });
  }

  /** The temporaries of a call; null where one can't be followed. */
  private temps(old: Frame, address: number, add: (trouble: Trouble) => void): Temps | null {
    const { before, after } = this.versions;
    const temps: number[] = [];
    let isFollowed = true;
    for (const name of this.liveness.liveTemps(address, after.program.slots.length)) {
      const mine = this.tempsAfter.get(after.program.temps[name]);
      const value = mine === undefined ? Absent : getTemp(old.temps, mine);
      if (value === undefined && old.trimmed) this.lacking.set(before.program.slots.length + mine!, false);
      const carried: Carried = this.carrier.carry(value ?? Absent);
      if (carried.harm !== null) add({ kind: 'value', name: '', harm: carried.harm });
      isFollowed &&= carried.isFollowed;
      temps.push(name, carried.value);
    }
    return isFollowed ? temps : null;
  }
}

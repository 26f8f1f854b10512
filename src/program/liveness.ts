import type { Aside } from './asides.ts';
import { addressBefore, insideStrings, Targets } from './flow.ts';
import { Op } from './opcodes.ts';
import { addressesOf, type Program } from './program.ts';

/** Whether what runs from an address may return from the current call: never, to the caller, or to any caller. */
export type Returns = 0 | 1 | 2;

/**
 * Which slots and temporaries may still be read from each address on, within the current call (the classical backward analysis: Aho,
 * Lam, Sethi, Ullman, Compilers, 2nd ed., section 9.2.5; calls by summaries). Values that are only shown don't count as read
 * unless that is asked for. Nothing relies on this being right: a machine that reads what was left out says so, and the exploration starts again.
 */
export class Liveness {
  /** For each bit of a row: the slot it stands for, in ascending order; temporaries follow after all slots. */
  readonly slotOfBit: readonly number[];
  readonly words: number;
  private readonly bitOf: ReadonlyMap<number, number>;
  /** The rows, and which of them belongs to each address: a row is shared by those that only lead on to one another. */
  private readonly rows: Int32Array;
  private readonly rowOf: Int32Array;
  private readonly return: Uint8Array;
  private readonly temps: Int32Array;

  /**
   * `idle` tells the addresses of updates (see `updatesOf`) that are left undone while their variable is not needed; with
   * `countsShown` values that are only shown count as read; `asides` are passed over.
   */
  constructor(
    program: Program,
    always: ReadonlySet<number> = new Set(),
    idle: ReadonlySet<number> = new Set(),
    countsShown = false,
    asides: ReadonlyMap<number, Aside> = new Map(),
  ) {
    const effects = new Effects(program, always, idle, countsShown, asides);
    this.slotOfBit = effects.slotOfBit;
    this.bitOf = effects.bitOf;
    this.words = Math.max(1, Math.ceil(this.slotOfBit.length / 32));
    this.temps = new Int32Array(this.words);
    this.slotOfBit.forEach((slot, bit) => {
      if (slot >= program.slots.length) this.temps[bit >> 5] |= 1 << (bit & 31);
    });
    this.rowOf = new Int32Array(program.op.length).fill(-1);
    const steps = this.share(effects.order());
    effects.stepOf.forEach((step, pc) => {
      this.rowOf[pc] = this.rowOf[step];
    });
    this.rows = new Int32Array(steps.length * this.words);
    for (const bit of effects.always)
      for (let at = bit >> 5; at < this.rows.length; at += this.words) this.rows[at] |= 1 << (bit & 31);
    this.return = new Uint8Array(steps.length);
    this.solve(steps);
  }

  /** Adds to `row` what is live from `address` on in its own call; with `scalarsOnly` without the call's own temporaries. */
  addTo(row: Int32Array, address: number, scalarsOnly = false): void {
    const from = this.rowOf[address] * this.words;
    for (let w = 0; w < this.words; w++)
      row[w] |= scalarsOnly ? this.rows[from + w] & ~this.temps[w] : this.rows[from + w];
  }

  /** Whether a slot is live from an address on in its own call. */
  isLive(slot: number, address: number): boolean {
    const bit = this.bitOf.get(slot);
    return bit !== undefined && (this.rows[this.rowOf[address] * this.words + (bit >> 5)] & (1 << (bit & 31))) !== 0;
  }

  returns(address: number): Returns {
    return address < 0 ? 1 : (this.return[this.rowOf[address]] as Returns);
  }

  /** The temporaries that are live from an address on, by name. */
  liveTemps(address: number, slots: number): number[] {
    const names: number[] = [];
    if (address < 0) return names;
    for (let w = 0; w < this.words; w++) {
      let bits = this.rows[this.rowOf[address] * this.words + w] & this.temps[w];
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits & -bits);
        names.push(this.slotOfBit[w * 32 + bit] - slots);
        bits &= bits - 1;
      }
    }
    return names;
  }

  /** The state's slots in a row, in ascending order. */
  slotsIn(row: Int32Array): Int32Array {
    const slots: number[] = [];
    for (let w = 0; w < this.words; w++) {
      let bits = row[w] & ~this.temps[w];
      while (bits !== 0) {
        slots.push(this.slotOfBit[w * 32 + 31 - Math.clz32(bits & -bits)]);
        bits &= bits - 1;
      }
    }
    return Int32Array.from(slots);
  }

  /** Gives each address its row; tells the steps that have one to themselves. */
  private share(order: readonly Step[]): Step[] {
    const { rowOf } = this;
    const alone: Step[] = [];
    for (const step of order) {
      const { pc, successors, callees, ownReturn, kill, gen } = step;
      const onlyLeadsOn = successors.length === 1 && callees.length + ownReturn + gen.length === 0 && kill < 0;
      rowOf[pc] = onlyLeadsOn ? rowOf[successors[0]] : -1;
      if (rowOf[pc] < 0) rowOf[pc] = alone.push(step) - 1;
    }
    return alone;
  }

  /** Sweeps over all steps until nothing changes, each time mostly after those that they depend on. */
  private solve(steps: readonly Step[]): void {
    const row = new Int32Array(this.words);
    for (let changed = true; changed; ) {
      changed = false;
      for (const step of steps) if (this.update(step, row)) changed = true;
    }
  }

  /** Computes one address anew; true if something was added. */
  private update({ pc, successors, callees, after, ownReturn, kill, gen }: Step, row: Int32Array): boolean {
    row.fill(0);
    let returns = ownReturn;
    for (const succ of successors) {
      this.addTo(row, succ);
      returns = Math.max(returns, this.returns(succ)) as Returns;
    }
    for (const callee of callees) {
      this.addTo(row, callee, true);
      if (this.returns(callee) === 0) continue;
      if (after >= 0) this.addTo(row, after);
      returns = Math.max(returns, this.returns(callee) === 2 ? 2 : this.returns(after)) as Returns;
    }
    if (kill >= 0) row[kill >> 5] &= ~(1 << (kill & 31));
    for (const bit of gen) row[bit >> 5] |= 1 << (bit & 31);
    const own = this.rowOf[pc];
    const at = own * this.words;
    let changed = returns !== this.return[own];
    this.return[own] = returns;
    for (let w = 0; w < this.words; w++) {
      const merged = row[w] | this.rows[at + w];
      if (merged === this.rows[at + w]) continue;
      this.rows[at + w] = merged;
      changed = true;
    }
    return changed;
  }
}

/** What an instruction does to what is live: where it leads within its call, the calls it makes and what comes after them, and which bits it overwrites and reads. */
interface Step {
  readonly pc: number;
  readonly successors: readonly number[];
  readonly callees: readonly number[];
  readonly after: number;
  readonly ownReturn: Returns;
  readonly kill: number;
  readonly gen: readonly number[];
}

const nothing: readonly number[] = [];

/** Instructions that may read something that is followed here. */
const reading = [
  Op.GetGlobal,
  Op.GetTemp,
  Op.Reference,
  Op.SetTemp,
  Op.GetCount,
  Op.VisitIndex,
  Op.Choice,
  Op.DivertAny,
  Op.Shuffle,
  Op.Turns,
  Op.TurnsSince,
  Op.ReadCount,
];

/** Instructions that neither read nor write anything that is followed here, and lead on to the next one, if there is one. */
const plain: ReadonlySet<number> = new Set([
  Op.Nop,
  Op.Text,
  Op.Literal,
  Op.Glue,
  Op.Void,
  Op.EvalStart,
  Op.EvalEnd,
  Op.Output,
  Op.Duplicate,
  Op.Pop,
  Op.StringStart,
  Op.StringEnd,
  Op.TagStart,
  Op.TagText,
  Op.TagEnd,
  Op.Native,
]);

/** What each instruction reads, overwrites, and where it leads. */
class Effects {
  readonly slotOfBit: readonly number[];
  readonly bitOf: ReadonlyMap<number, number>;
  /** The bits of what is live everywhere. */
  readonly always: readonly number[];
  private readonly program: Program;
  private readonly gen = new Map<number, readonly number[]>();
  private readonly kept: ReadonlySet<number>;
  private readonly idle: ReadonlySet<number>;
  private readonly targets: Targets;
  private readonly asides: ReadonlyMap<number, Aside>;
  /** For each instruction the first one from there on that does more than lead on; -1 where it wasn't looked for yet. */
  readonly stepOf: Int32Array;

  constructor(
    program: Program,
    always: ReadonlySet<number>,
    idle: ReadonlySet<number>,
    countsShown: boolean,
    asides: ReadonlyMap<number, Aside>,
  ) {
    this.program = program;
    this.kept = always;
    this.idle = idle;
    this.asides = asides;
    this.targets = new Targets(program);
    this.stepOf = new Int32Array(program.op.length).fill(-1);
    const inString = insideStrings(program);
    for (const pc of addressesOf(program, ...reading))
      if (!idle.has(pc)) this.gen.set(pc, this.reads(pc, countsShown || inString[pc] === 1));
    for (const { start, temps } of asides.values())
      this.gen.set(
        start,
        temps.map((name) => program.slots.length + name),
      );
    const slots = new Set([...always, ...[...this.gen.values()].flat()]);
    this.slotOfBit = [...slots].sort((x, y) => x - y);
    this.bitOf = new Map(this.slotOfBit.map((slot, bit) => [slot, bit]));
    this.always = this.bitsOf([...always]);
  }

  private bitsOf(slots: readonly number[]): number[] {
    return slots.map((slot) => this.bitOf.get(slot)!);
  }

  /** The bit that an instruction overwrites, -1 where it overwrites none. */
  private kill(pc: number): number {
    const slot = this.written(pc);
    if (slot < 0 || this.kept.has(slot) || this.idle.has(pc - 3) || this.idle.has(pc - 4)) return -1;
    return this.bitOf.get(slot) ?? -1;
  }

  private written(pc: number): number {
    const { op, a, slots } = this.program;
    if (op[pc] === Op.SetGlobal) return a[pc];
    return op[pc] === Op.DeclareTemp ? slots.length + a[pc] : -1;
  }

  private reads(pc: number, evenShown: boolean): readonly number[] {
    const { op, a, b, next, containers, choices, slots, diverts } = this.program;
    const shown = !evenShown && next[pc] >= 0 && op[next[pc]] === Op.Output;
    const operand = a[pc];
    switch (op[pc]) {
      case Op.GetGlobal:
        return shown ? [] : [operand];
      case Op.GetTemp:
        return shown ? [] : [slots.length + operand];
      case Op.Reference:
        return b[pc] >= 0 ? [slots.length + operand, b[pc]] : [slots.length + operand];
      case Op.SetTemp:
        return [slots.length + operand];
      case Op.GetCount:
        return shown ? [] : containers[operand].visits >= 0 ? [containers[operand].visits] : [];
      case Op.VisitIndex:
        return containers[operand].visits >= 0 ? [containers[operand].visits] : [];
      case Op.Choice: {
        const { onceOnly, targetContainer } = choices[operand];
        return onceOnly && containers[targetContainer].visits >= 0 ? [containers[targetContainer].visits] : [];
      }
      case Op.DivertAny: {
        const { variable } = diverts[operand];
        if (variable === null) return [];
        return [variable.global >= 0 ? variable.global : slots.length + variable.temp];
      }
      case Op.Shuffle:
        return [b[pc]];
      case Op.Turns:
        return shown ? [] : [slots.length - 1];
      case Op.TurnsSince:
      case Op.ReadCount:
        return this.asked(pc, op[pc] === Op.TurnsSince);
    }
    return nothing;
  }

  private asked(pc: number, turns: boolean): number[] {
    const { op, a, literals, containers } = this.program;
    const before = addressBefore(this.program, pc);
    const literal = before >= 0 && op[before] === Op.Literal ? literals[a[before]] : null;
    const about = literal?.kind === 'target' ? [literal.container] : this.targets.takenContainers;
    return about
      .flatMap((c) => (c < 0 ? [] : [turns ? containers[c].age : containers[c].visits]))
      .filter((slot) => slot >= 0);
  }

  /** Whether an instruction itself ends the current call. */
  private ownReturn(pc: number): Returns {
    const { op, next } = this.program;
    if (op[pc] === Op.TunnelReturn) return this.overrides(pc).length > 0 ? 2 : 1;
    if (op[pc] === Op.Return) return 1;
    const goesOn = op[pc] !== Op.Divert && op[pc] !== Op.Done && op[pc] !== Op.End && this.callees(pc).length === 0;
    return goesOn && next[pc] < 0 && !this.enters(pc) ? 1 : 0;
  }

  private enters(pc: number): boolean {
    return this.program.op[pc] === Op.Enter && this.program.containers[this.program.a[pc]].size > 0;
  }

  /** Where `->->` may go instead of back. */
  private overrides(pc: number): readonly number[] {
    const { op, a, literals } = this.program;
    let before = addressBefore(this.program, pc);
    if (before >= 0 && op[before] === Op.EvalEnd) before = addressBefore(this.program, before);
    if (before >= 0 && op[before] === Op.Void) return [];
    if (before >= 0 && op[before] === Op.Literal) {
      const literal = literals[a[before]];
      return literal.kind === 'target' && literal.address >= 0 ? [literal.address] : [];
    }
    return this.targets.taken;
  }

  /** Calls that an instruction makes. */
  private callees(pc: number): readonly number[] {
    const { op, a, diverts, externals } = this.program;
    if (op[pc] === Op.Call) return a[pc] >= 0 ? [a[pc]] : [];
    if (op[pc] === Op.External) return externals[a[pc]].fallback >= 0 ? [externals[a[pc]].fallback] : [];
    if (op[pc] !== Op.DivertAny || diverts[a[pc]].push === 0) return [];
    return diverts[a[pc]].variable === null ? [diverts[a[pc]].target] : this.targets.of(pc);
  }

  /** Where an instruction leads within the same call. */
  private successors(pc: number): readonly number[] {
    const { op, a, next, containers, choices, diverts } = this.program;
    const aside = this.asides.get(pc);
    if (aside !== undefined) return [aside.end];
    const after = next[pc] >= 0 ? [next[pc]] : [];
    switch (op[pc]) {
      case Op.Enter:
        return this.enters(pc) ? [containers[a[pc]].start] : after;
      case Op.Divert:
        return this.startsThread(pc) ? [a[pc], ...after] : a[pc] >= 0 ? [a[pc]] : [];
      case Op.DivertIf:
        return a[pc] >= 0 ? [a[pc], ...after] : after;
      case Op.Choice:
        return [choices[a[pc]].target, ...after];
      case Op.Call:
        return this.startsThread(pc) ? after : [];
      case Op.DivertAny: {
        const { push, conditional } = diverts[a[pc]];
        const goesOn = conditional || this.startsThread(pc) ? after : [];
        return push > 0 ? goesOn : [...this.targets.of(pc), ...goesOn];
      }
      case Op.External:
        return after;
      case Op.TunnelReturn:
        return this.overrides(pc);
      case Op.Return:
      case Op.Done:
      case Op.End:
        return [];
    }
    return after;
  }

  /** Whether a divert is the one that a thread takes, so that the thread below goes on after it. */
  private startsThread(pc: number): boolean {
    const before = addressBefore(this.program, pc);
    return before >= 0 && this.program.op[before] === Op.Thread;
  }

  /** The instruction that an instruction only leads on to, -1 where it does more than that. No way of such goes round. */
  private leadsOn(pc: number): number {
    const { op, a, next, containers } = this.program;
    if (this.enters(pc)) return containers[a[pc]].start;
    return (plain.has(op[pc]) || op[pc] === Op.Enter) && !this.asides.has(pc) ? next[pc] : -1;
  }

  /** The first instruction from here on that does more than lead on. */
  stepFrom(pc: number): number {
    const { stepOf } = this;
    let step = pc;
    for (let on = pc; on >= 0 && stepOf[step] < 0; on = this.leadsOn(on)) step = on;
    if (stepOf[step] >= 0) step = stepOf[step];
    for (let on = pc; on >= 0 && stepOf[on] < 0; on = this.leadsOn(on)) stepOf[on] = step;
    return step;
  }

  /** All instructions that do more than lead on, those that one leads to before it wherever they don't lead back to it: depth first. */
  order(): Step[] {
    const order: Step[] = [];
    const steps = new Map<number, Step>();
    const waiting: number[] = [];
    for (let first = 0; first < this.program.op.length; first++) {
      waiting.push(this.stepFrom(first));
      while (waiting.length > 0) {
        const pc = waiting.pop()!;
        if (pc < 0) order.push(steps.get(~pc)!);
        else if (!steps.has(pc)) {
          const step = this.step(pc);
          steps.set(pc, step);
          waiting.push(~pc, ...step.successors, ...step.callees);
          if (step.callees.length > 0 && step.after >= 0) waiting.push(step.after);
        }
      }
    }
    return order;
  }

  private step(pc: number): Step {
    const after = this.program.next[pc];
    return {
      pc,
      successors: this.successors(pc).map((to) => this.stepFrom(to)),
      callees: this.callees(pc).map((to) => this.stepFrom(to)),
      after: after < 0 ? after : this.stepFrom(after),
      ownReturn: this.ownReturn(pc),
      kill: this.kill(pc),
      gen: this.bitsOf(this.gen.get(pc) ?? nothing),
    };
  }
}

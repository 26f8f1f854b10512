import type { Aside } from './asides.ts';
import { addressBefore, insideStrings, Targets } from './flow.ts';
import { Op } from './opcodes.ts';
import type { Program } from './program.ts';

/** Whether what runs from an address may return from the current call: never, to the caller, or to any caller. */
export type Returns = 0 | 1 | 2;

/**
 * Which slots and temporaries may still be read from each address on, within the current call (the classical backward analysis: Aho,
 * Lam, Sethi, Ullman, Compilers, 2nd ed., section 9.2.5; calls by summaries). Values that are only shown don't count as read
 * unless that is asked for. Nothing relies on this being right: a machine that reads what was left out says so, and the exploration starts again.
 */
export class Liveness {
  /** For each bit of a row: the slot it stands for; temporaries follow after all slots. */
  readonly slotOfBit: readonly number[];
  readonly words: number;
  private readonly rows: Uint32Array;
  private readonly return: Uint8Array;
  private readonly temps: Uint32Array;

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
    this.words = Math.max(1, Math.ceil(this.slotOfBit.length / 32));
    this.rows = new Uint32Array((program.op.length + 1) * this.words);
    this.return = new Uint8Array(program.op.length + 1);
    this.temps = new Uint32Array(this.words);
    this.slotOfBit.forEach((slot, bit) => {
      if (slot >= program.slots.length) this.temps[bit >> 5] |= 1 << (bit & 31);
    });
    this.solve(program, effects);
  }

  /** Adds to `row` what is live from `address` on in its own call; with `scalarsOnly` without the call's own temporaries. */
  addTo(row: Uint32Array, address: number, scalarsOnly = false): void {
    const from = address * this.words;
    for (let w = 0; w < this.words; w++)
      row[w] |= scalarsOnly ? this.rows[from + w] & ~this.temps[w] : this.rows[from + w];
  }

  returns(address: number): Returns {
    return address < 0 ? 1 : (this.return[address] as Returns);
  }

  /** The temporaries that are live from an address on, by name. */
  liveTemps(address: number, slots: number): number[] {
    const names: number[] = [];
    if (address < 0) return names;
    for (let w = 0; w < this.words; w++) {
      let bits = this.rows[address * this.words + w] & this.temps[w];
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits & -bits);
        names.push(this.slotOfBit[w * 32 + bit] - slots);
        bits &= bits - 1;
      }
    }
    return names;
  }

  /** The state's slots in a row, in ascending order. */
  slotsIn(row: Uint32Array): Int32Array {
    const slots: number[] = [];
    for (let w = 0; w < this.words; w++) {
      let bits = row[w] & ~this.temps[w];
      while (bits !== 0) {
        slots.push(this.slotOfBit[w * 32 + 31 - Math.clz32(bits & -bits)]);
        bits &= bits - 1;
      }
    }
    return Int32Array.from(slots).sort();
  }

  private solve(program: Program, effects: Effects): void {
    const count = program.op.length;
    const users = effects.users();
    const queue = new Int32Array(count);
    const queued = new Uint8Array(count).fill(1);
    for (let i = 0; i < count; i++) queue[i] = count - 1 - i;
    let head = 0;
    let size = count;
    const row = new Uint32Array(this.words);
    while (size > 0) {
      const pc = queue[head];
      head = (head + 1) % count;
      size--;
      queued[pc] = 0;
      if (!this.update(pc, effects, row)) continue;
      for (let i = users.start[pc]; i < users.start[pc + 1]; i++) {
        const user = users.list[i];
        if (queued[user] === 1) continue;
        queued[user] = 1;
        queue[(head + size) % count] = user;
        size++;
      }
    }
  }

  /** Computes one address anew; true if something was added. */
  private update(pc: number, effects: Effects, row: Uint32Array): boolean {
    row.fill(0);
    let returns = effects.ownReturn(pc);
    for (const succ of effects.successors(pc)) {
      this.addTo(row, succ);
      returns = Math.max(returns, this.return[succ]) as Returns;
    }
    const callees = effects.callees(pc);
    const after = effects.program.next[pc];
    for (const callee of callees) {
      this.addTo(row, callee, true);
      if (this.return[callee] === 0) continue;
      if (after >= 0) this.addTo(row, after);
      returns = Math.max(returns, this.return[callee] === 2 ? 2 : this.returns(after)) as Returns;
    }
    const kill = effects.kill[pc];
    if (kill >= 0) row[kill >> 5] &= ~(1 << (kill & 31));
    for (const bit of effects.gen[pc] ?? []) row[bit >> 5] |= 1 << (bit & 31);
    let changed = returns !== this.return[pc];
    this.return[pc] = returns;
    const at = pc * this.words;
    for (let w = 0; w < this.words; w++) {
      const merged = (row[w] | this.rows[at + w]) >>> 0;
      if (merged === this.rows[at + w]) continue;
      this.rows[at + w] = merged;
      changed = true;
    }
    return changed;
  }
}

/** What each instruction reads, overwrites, and where it leads. */
class Effects {
  readonly program: Program;
  readonly slotOfBit: number[] = [];
  readonly gen: (number[] | undefined)[] = [];
  readonly kill: Int32Array;
  private readonly bitOfSlot = new Map<number, number>();
  private readonly targets: Targets;
  private readonly asides: ReadonlyMap<number, Aside>;

  constructor(
    program: Program,
    always: ReadonlySet<number>,
    idle: ReadonlySet<number>,
    countsShown: boolean,
    asides: ReadonlyMap<number, Aside>,
  ) {
    this.program = program;
    this.asides = asides;
    this.targets = new Targets(program);
    this.kill = new Int32Array(program.op.length).fill(-1);
    const inString = insideStrings(program);
    for (let pc = 0; pc < program.op.length; pc++) {
      if (idle.has(pc)) continue;
      for (const slot of this.reads(pc, countsShown || inString[pc] === 1)) (this.gen[pc] ??= []).push(this.bit(slot));
    }
    for (const { start, temps } of asides.values())
      for (const name of temps) (this.gen[start] ??= []).push(this.bit(program.slots.length + name));
    for (let pc = 0; pc < program.op.length; pc++) {
      const slot = this.written(pc);
      if (idle.has(pc - 3) || idle.has(pc - 4)) continue;
      if (slot >= 0 && !always.has(slot)) this.kill[pc] = this.bitOfSlot.get(slot) ?? -1;
    }
    // what must never be left out counts as read wherever the story can come to rest
    for (const slot of always)
      for (let pc = 0; pc < program.op.length; pc++) (this.gen[pc] ??= []).push(this.bit(slot));
  }

  private bit(slot: number): number {
    let bit = this.bitOfSlot.get(slot);
    if (bit === undefined) this.bitOfSlot.set(slot, (bit = this.slotOfBit.push(slot) - 1));
    return bit;
  }

  private written(pc: number): number {
    const { op, a, slots } = this.program;
    if (op[pc] === Op.SetGlobal) return a[pc];
    return op[pc] === Op.DeclareTemp ? slots.length + a[pc] : -1;
  }

  private reads(pc: number, evenShown: boolean): number[] {
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
    return [];
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
  ownReturn(pc: number): Returns {
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
  callees(pc: number): readonly number[] {
    const { op, a, diverts, externals } = this.program;
    if (op[pc] === Op.Call) return a[pc] >= 0 ? [a[pc]] : [];
    if (op[pc] === Op.External) return externals[a[pc]].fallback >= 0 ? [externals[a[pc]].fallback] : [];
    if (op[pc] !== Op.DivertAny || diverts[a[pc]].push === 0) return [];
    return diverts[a[pc]].variable === null ? [diverts[a[pc]].target] : this.targets.of(pc);
  }

  /** Where an instruction leads within the same call. */
  successors(pc: number): readonly number[] {
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

  /** For each address, those whose liveness depends on it. */
  users(): { readonly start: Int32Array; readonly list: Int32Array } {
    const count = this.program.op.length;
    const start = new Int32Array(count + 2);
    const each = (visit: (of: number, user: number) => void): void => {
      for (let pc = 0; pc < count; pc++) {
        for (const succ of this.successors(pc)) visit(succ, pc);
        const callees = this.callees(pc);
        for (const callee of callees) visit(callee, pc);
        if (callees.length > 0 && this.program.next[pc] >= 0) visit(this.program.next[pc], pc);
      }
    };
    each((of) => start[of + 2]++);
    for (let i = 2; i < start.length; i++) start[i] += start[i - 1];
    const list = new Int32Array(start[count + 1]);
    each((of, user) => {
      list[start[of + 1]++] = user;
    });
    return { start, list };
  }
}

import { arityAt } from '../program/flow.ts';
import { Op } from '../program/opcodes.ts';
import type { Program } from '../program/program.ts';
import { GiveUp } from './errors.ts';
import { type Frame, getTemp, setTemp, setTempAt } from './frames.ts';
import { forgottenCount, type Machine } from './machine.ts';
import { Item } from './output.ts';
import { anyText } from './textops.ts';
import { Kinds, unknown } from './unknowns.ts';
import { Tag } from './values.ts';

/** Functions called more deeply than this aren't followed: anything may come of them. */
const deepestCall = 6;

/** All that may be executed by a call of a function, and how many arguments it takes. */
interface Reach {
  readonly addresses: readonly number[];
  readonly arity: number;
}

/** Passes over calls of functions that lie too deep, where it is only asked what may happen: whatever they may change is no longer known. */
export class Skipping {
  /** Whether any call was passed over: what the runtime may have warned of in it isn't known. */
  passed = false;
  private readonly machine: Machine;
  private readonly known = new Map<number, Reach>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** Passes over the call of the function at an address; false where it is to be followed. */
  call(address: number): boolean {
    const m = this.machine;
    if (m.depth <= deepestCall) return false;
    this.passed = true;
    const { addresses, arity } = this.reachOf(address);
    if (m.stack.length < arity) throw new GiveUp('a function without its arguments');
    for (const argument of m.stack.splice(m.stack.length - arity, arity)) this.giveAway(argument);
    for (const pc of addresses) this.mayExecute(pc);
    m.values.unknowns!.mayFail('calls inside calls');
    if (!m.output.deaf) m.output.items.push({ kind: Item.Text, text: anyText, from: -1, at: m.pc });
    if (m.inExpression) m.push(unknown(Kinds.Any));
    return true;
  }

  /** What a function gets by reference it may change. */
  private giveAway(argument: number): void {
    const m = this.machine;
    if ((argument & 7) !== Tag.Pointer) return;
    const { name, frame, global } = m.values.pointerOf(argument);
    if (frame === 0 && global < 0) throw new GiveUp('a reference to nothing');
    if (frame === 0) return this.forget(global);
    let holder: Frame | null = frame === m.depth ? m : m.parent;
    while (holder !== null && holder.depth > frame) holder = holder.parent;
    const value = holder === null ? undefined : getTemp(holder.temps, name);
    if (value === undefined) throw new GiveUp('a reference to nothing');
    if ((value & 7) === Tag.Pointer) return this.giveAway(value);
    if (frame === m.depth) m.temps = setTemp(m.temps, name, unknown(Kinds.Any));
    else m.parent = setTempAt(m.parent!, frame, name, unknown(Kinds.Any));
  }

  private mayExecute(pc: number): void {
    const m = this.machine;
    const { op, a, b, containers } = m.program;
    m.covered[pc] |= 7;
    if (op[pc] === Op.SetGlobal) this.forget(a[pc]);
    if (op[pc] === Op.Reference && b[pc] >= 0) this.forget(b[pc]);
    if (op[pc] === Op.Shuffle) m.slots[b[pc]] = forgottenCount;
    if (op[pc] !== Op.Enter) return;
    const { visits, age } = containers[a[pc]];
    if (visits >= 0) m.slots[visits] = forgottenCount;
    if (age >= 0) m.slots[age] = forgottenCount;
  }

  private forget(slot: number): void {
    const m = this.machine;
    m.slots[slot] = unknown(Kinds.Any);
    m.onAssign?.(slot, m.slots[slot]);
  }

  private reachOf(address: number): Reach {
    let reach = this.known.get(address);
    if (reach === undefined) this.known.set(address, (reach = findReach(this.machine.program, address)));
    return reach;
  }
}

const leading: ReadonlySet<number> = new Set([
  Op.Choice,
  Op.Thread,
  Op.TunnelReturn,
  Op.Done,
  Op.End,
  Op.DivertAny,
  Op.External,
  Op.ReadCount,
]);

/** A function's own content and that of all functions it may call; gives up where one leads anywhere else. */
function findReach(program: Program, address: number): Reach {
  const { op, a, b, home, containers, passages } = program;
  const passageOf = (pc: number): number => containers[home[pc]].passage;
  const found = new Set([passageOf(address)]);
  const addresses: number[] = [];
  for (const passage of found) {
    if (passages[passage].kind !== 'function') throw new GiveUp('deep calls of something that is no function');
    for (let pc = 0; pc < op.length; pc++) {
      if (passageOf(pc) !== passage) continue;
      addresses.push(pc);
      if (leading.has(op[pc])) throw new GiveUp('a function that may lead elsewhere');
      const isDivert = op[pc] === Op.Divert || op[pc] === Op.DivertIf;
      if (isDivert && (a[pc] < 0 || passageOf(a[pc]) !== passage)) throw new GiveUp('a function that leads elsewhere');
      if (op[pc] === Op.Call && (b[pc] !== 1 || a[pc] < 0)) throw new GiveUp('a function that goes into a tunnel');
      if (op[pc] === Op.Call) found.add(passageOf(a[pc]));
    }
    addresses.push(containers[passages[passage].container].start - 1);
  }
  return { addresses, arity: arityAt(program, address) };
}

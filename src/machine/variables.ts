import { Crash, Refine } from './errors.ts';
import { exists, type Frame, getTemp, setTemp, setTempAt } from './frames.ts';
import { type Machine, unbounded } from './machine.ts';
import { someFrame } from './returns.ts';
import { Kinds, unknown } from './unknowns.ts';
import { Absent, isForgotten, isProgression, type Pointer, payloadOf, Tag } from './values.ts';

/** Slots of temporaries, as the exploration's refinements number them: after all slots of the state. */
export const tempSlot = (m: Machine, name: number): number => m.slots.length + name;

const notFound = (name: string): string =>
  `Variable not found: '${name}'. Using default value of 0 (false). This can happen with temporary variables if the declaration hasn't yet been hit. Globals are always given a default value on load if a value doesn't exist in the save state.`;

export function readGlobal(m: Machine, slot: number): number {
  m.recorder?.read(slot);
  m.guess?.read(slot);
  const value = m.slots[slot];
  if (value !== Absent) return value;
  m.warn(notFound(m.program.slots[slot].name));
  return 0;
}

function globalValue(m: Machine, slot: number): number | undefined {
  if (slot < 0) throw new Crash('a reference to a variable that does not exist');
  m.recorder?.read(slot);
  m.guess?.read(slot);
  return m.slots[slot] === Absent ? undefined : m.slots[slot];
}

/** Pushes what a bare name of a temporary means, following references. */
export function readTemp(m: Machine, name: number): number {
  const value = readVariable(m, name, -1);
  if (value !== undefined) return value;
  m.warn(notFound(m.program.temps[name]));
  return 0;
}

/** The value of a variable, following references; undefined where there is none. */
export function readVariable(m: Machine, name: number, global: number): number | undefined {
  if (global >= 0) return globalValue(m, global);
  let value = rawTemp(m, m.depth, name);
  for (let hops = 0; value !== undefined && (value & 7) === Tag.Pointer; hops++) {
    const pointer = pointerOf(m, value);
    if (pointer.frame === 0) return globalValue(m, pointer.global);
    if (hops > m.depth) throw new Crash('a reference to itself');
    value = rawTemp(m, pointer.frame, pointer.name);
  }
  return value;
}

/** What a reference leads to. Frames are named by their numbers: then it matters how many calls wait. */
function pointerOf(m: Machine, value: number): Pointer {
  const pointer = m.values.pointerOf(value);
  if (pointer.frame > 0) m.recorder?.open.seeAll();
  return pointer;
}

function frameAt(m: Machine, depth: number): Frame | null {
  let frame: Frame | null = m.parent;
  while (frame !== null && frame.depth > depth) frame = frame.parent;
  if (frame === null && !m.guess?.returns) throw new Crash('a reference to a variable that is gone');
  return frame;
}

/** The content of a temporary in frame number `depth`, references not followed. */
function rawTemp(m: Machine, depth: number, name: number): number | undefined {
  if (depth > m.depth && depth !== someFrame) throw new Crash('a reference to a variable that is gone');
  const frame = depth === m.depth ? m : depth === someFrame ? null : frameAt(m, depth);
  if (frame === null) return m.guess!.returns!.borrowed(name);
  const value = getTemp(frame.temps, name);
  if (value === undefined && frame.trimmed) throw new Refine(tempSlot(m, name), null);
  return exists(value) ? value : undefined;
}

/** A variable passed by `ref`: a temporary of the current frame if there is one, else the global. */
export function makeReference(m: Machine, name: number, global: number): number {
  const value = rawTemp(m, m.depth, name);
  const local = value !== undefined;
  if (local && m.guess?.returns) return m.guess.returns.reference(name, value);
  if (local) m.recorder?.open.seeAll();
  return m.values.pointer(local ? { name, global: -1, frame: m.depth } : { name, global, frame: 0 });
}

function isEmptyList(m: Machine, value: number): boolean {
  return (value & 7) === Tag.List && m.values.lists.at(value >> 3).items.length === 0;
}

/** Assigning an empty list keeps the lists that the old value came from. */
function retainOrigins(m: Machine, old: number | undefined, value: number): number {
  if (!isEmptyList(m, value) || old === undefined) return value;
  if (m.isUnknown(old)) return unknown(Kinds.List);
  if (isForgotten(old)) throw new Refine(payloadOf(old), null);
  return (old & 7) === Tag.List ? m.values.list(m.values.lists.withOriginsOf(value >> 3, old >> 3)) : value;
}

export function setGlobal(m: Machine, slot: number, value: number): void {
  if (slot < 0) throw new Crash('a reference to a variable that does not exist');
  if (isEmptyList(m, value)) {
    m.recorder?.read(slot);
    m.guess?.read(slot);
  }
  const kept = updated(m, slot, m.slots[slot], value);
  m.recorder?.set(slot);
  m.slots[slot] = kept;
  m.onAssign?.(slot, kept);
}

/** What a global holds once it is given a value, when it held `old` before. */
export function updated(m: Machine, slot: number, old: number, value: number): number {
  const kept = retainOrigins(m, old, value);
  return m.least[slot] < unbounded ? asKept(m, slot, kept) : kept;
}

/** As much of a counter's value as its slot keeps: see `Kept`. */
function asKept(m: Machine, slot: number, value: number): number {
  const least = m.least[slot];
  const period = m.limit[slot] - least;
  let n: number;
  if (isProgression(value)) {
    const p = m.values.progressionOf(value);
    if (p.slot !== slot) return value;
    if (p.least < least || p.period !== period) throw new Refine(slot, { least: Number.POSITIVE_INFINITY, period: 1 });
    n = p.least;
  } else if ((value & 7) === Tag.Int) n = value >> 3;
  else return value;
  return n < least
    ? m.values.int(n)
    : m.values.progression({
        least: least + ((n - least) % period),
        greatest: Number.POSITIVE_INFINITY,
        period,
        slot,
        offset: 0,
      });
}

/** Declares a temporary; a reference passed on becomes a reference to the first variable of the chain. */
export function declareTemp(m: Machine, name: number, value: number): void {
  let kept = value;
  if ((value & 7) === Tag.Pointer) {
    const pointer = pointerOf(m, value);
    if (pointer.frame === 0 && pointer.global < 0) throw new Crash('a reference to a variable that does not exist');
    // only arguments are references: a global never holds one, and need not be read
    const behind = pointer.frame === 0 ? undefined : rawTemp(m, pointer.frame, pointer.name);
    if (behind !== undefined && (behind & 7) === Tag.Pointer) kept = behind;
  }
  const old = getTemp(m.temps, name);
  if (old === undefined && m.trimmed && isEmptyList(m, kept)) throw new Refine(tempSlot(m, name), null);
  m.temps = setTemp(m.temps, name, retainOrigins(m, old, kept));
}

/** Assigns to a temporary that must exist, or to what it refers to. */
export function assignTemp(m: Machine, name: number, value: number): void {
  let target = name;
  let depth = m.depth;
  let old = rawTemp(m, depth, target);
  while (old !== undefined && (old & 7) === Tag.Pointer) {
    const pointer = pointerOf(m, old);
    if (pointer.frame === 0) return setGlobal(m, pointer.global, value);
    depth = pointer.frame;
    target = pointer.name;
    old = rawTemp(m, depth, target);
  }
  if (old === undefined) throw new Crash(`Could not find temporary variable to set: ${m.program.temps[target]}`);
  const kept = retainOrigins(m, old, value);
  if (depth === m.depth) m.temps = setTemp(m.temps, target, kept);
  else if (m.guess?.returns) m.guess.returns.assign(depth, target, kept);
  else m.parent = setTempAt(m.parent!, depth, target, kept);
}

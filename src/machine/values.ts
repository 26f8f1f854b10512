import { nativeNames } from '../program/opcodes.ts';
import type { Program } from '../program/program.ts';
import { Lists } from './lists.ts';
import type { Unknowns } from './unknowns.ts';

/**
 * A value is one integer: the low three bits say what it is, the rest is a payload. Two values are the same exactly if their
 * integers are, so states are compared and packed without looking inside.
 *
 *     Int      the number itself, if it fits 28 bits
 *     Number   index into `numbers`: floats, and integers that don't fit
 *     Bool     0 or 1
 *     String   index into `strings`
 *     List     index into the list pool
 *     Target   index into `targets`
 *     Pointer  index into `pointers`: a variable passed by `ref`
 *     Special  void, absent, a forgotten value, a tag, or a progression: see below
 */
export const Tag = { Int: 0, Number: 1, Bool: 2, String: 3, List: 4, Target: 5, Pointer: 6, Special: 7 } as const;

const special = (kind: number, payload: number): number => (((payload << 3) | kind) << 3) | Tag.Special;
export const Void = special(0, 0);
/** Marks a temporary that is known not to exist. */
export const Absent = special(1, 0);
/** What a slot holds whose value was left out of the state; `slotOf` tells which slot. */
export const forgotten = (slot: number): number => special(2, slot);
export const isForgotten = (value: number): boolean => (value & 63) === ((2 << 3) | Tag.Special);
export const tagValue = (text: number): number => special(3, text);
export const isTagValue = (value: number): boolean => (value & 63) === ((3 << 3) | Tag.Special);
/** One of the numbers m, m + p, m + 2p …: all that is kept of a count that is only asked coarse questions. */
export const progressionValue = (index: number): number => special(4, index);
export const isProgression = (value: number): boolean => (value & 63) === ((4 << 3) | Tag.Special);
export const payloadOf = (value: number): number => value >> 6;

export const True = (1 << 3) | Tag.Bool;
export const False = Tag.Bool;
export const Zero = 0;
/** Integers from `-small` on and below `small` fit into a value. */
export const small = 1 << 27;

/** A set of integers least, least + period, … that a slot's value is only known to be in, or what a draw gave: then there is a greatest one, too. */
export interface Progression {
  readonly least: number;
  readonly greatest: number;
  readonly period: number;
  /** The slot, or the name of the draw (see `Cuts`): what has to be told more finely where that doesn't suffice. */
  readonly slot: number;
  /** What was added to the slot's own number since it was read. */
  readonly offset: number;
}

/** A variable passed by reference: a global (frame 0) or a temporary of the frame with that number, counted from 1. */
export interface Pointer {
  readonly name: number;
  readonly global: number;
  readonly frame: number;
}

export interface Target {
  readonly path: string;
  readonly address: number;
  readonly container: number;
}

class Pool<T> {
  readonly list: T[] = [];
  private readonly known = new Map<unknown, number>();
  index(key: unknown, make: () => T): number {
    let index = this.known.get(key);
    if (index === undefined) this.known.set(key, (index = this.list.push(make()) - 1));
    return index;
  }
}

/** Makes and reads values; keeps what doesn't fit in an integer, each thing once. */
export class Values {
  /** Computes with values that aren't known; without it they must not be asked for. */
  unknowns: Unknowns | null = null;
  readonly lists: Lists;
  readonly literals: Int32Array;
  /** The numbers of floats in the pool, found without making a text of each. */
  private readonly floats = new Map<number, number>();
  private readonly numberPool = new Pool<{ readonly value: number; readonly float: boolean }>();
  private readonly stringPool = new Pool<string>();
  private readonly targetPool = new Pool<Target>();
  private readonly pointerPool = new Pool<Pointer>();
  private readonly progressionPool = new Pool<Progression>();
  readonly empty: number;

  /** `keepOrder` keeps the order of list items even where it can't show: only the official random numbers need it. */
  constructor(program: Program, keepOrder = false) {
    this.lists = new Lists(program, keepOrder);
    this.empty = this.string('');
    this.literals = Int32Array.from(program.literals, (literal) => {
      switch (literal.kind) {
        case 'int':
          return this.int(literal.value);
        case 'float':
          return this.float(literal.value);
        case 'bool':
          return literal.value ? True : False;
        case 'string':
          return this.string(literal.value);
        case 'list':
          return this.list(this.lists.intern(literal.items, literal.origins));
        case 'target':
          return this.target(literal);
      }
    });
  }

  int(n: number): number {
    if (n >= -small && n < small && Number.isInteger(n)) return n << 3;
    return (this.numberPool.index(n, () => ({ value: n, float: false })) << 3) | Tag.Number;
  }
  float(n: number): number {
    let index = this.floats.get(n);
    if (index === undefined) {
      index = this.numberPool.index(`f${n}`, () => ({ value: n === 0 ? 0 : n, float: true }));
      this.floats.set(n, index);
    }
    return (index << 3) | Tag.Number;
  }
  bool(b: boolean): number {
    return b ? True : False;
  }
  string(s: string): number {
    return (this.stringPool.index(s, () => s) << 3) | Tag.String;
  }
  list(index: number): number {
    return (index << 3) | Tag.List;
  }
  target(t: Target): number {
    return (
      (this.targetPool.index(t.path, () => ({ path: t.path, address: t.address, container: t.container })) << 3) |
      Tag.Target
    );
  }
  pointer(p: Pointer): number {
    return (this.pointerPool.index(`${p.name},${p.global},${p.frame}`, () => p) << 3) | Tag.Pointer;
  }
  progression(p: Progression): number {
    return progressionValue(
      this.progressionPool.index(`${p.least},${p.greatest},${p.period},${p.slot},${p.offset}`, () => p),
    );
  }

  numberOf(value: number): number {
    return (value & 7) === Tag.Int ? value >> 3 : this.numberPool.list[value >> 3].value;
  }
  /** The number that a value is, of a progression the least; null for anything else. */
  leastOf(value: number): number | null {
    if (isProgression(value)) return this.progressionOf(value).least;
    const tag = value & 7;
    return tag === Tag.Int || tag === Tag.Number ? this.numberOf(value) : null;
  }
  isFloat(value: number): boolean {
    return (value & 7) === Tag.Number && this.numberPool.list[value >> 3].float;
  }
  isInt(value: number): boolean {
    return (value & 7) === Tag.Int || ((value & 7) === Tag.Number && !this.numberPool.list[value >> 3].float);
  }
  stringOf(value: number): string {
    return this.stringPool.list[value >> 3];
  }
  targetOf(value: number): Target {
    return this.targetPool.list[value >> 3];
  }
  pointerOf(value: number): Pointer {
    return this.pointerPool.list[value >> 3];
  }
  progressionOf(value: number): Progression {
    return this.progressionPool.list[payloadOf(value)];
  }
  tagText(value: number): string {
    return this.stringPool.list[payloadOf(value)];
  }
  tag(text: string): number {
    return tagValue(this.string(text) >> 3);
  }

  /** The value as ink prints it. */
  show(value: number, names: readonly string[] = []): string {
    switch (value & 7) {
      case Tag.Int:
        return String(value >> 3);
      case Tag.Number:
        return String(this.numberPool.list[value >> 3].value);
      case Tag.Bool:
        return value === True ? 'true' : 'false';
      case Tag.String:
        return this.stringOf(value);
      case Tag.List:
        return this.lists.show(value >> 3);
      case Tag.Target:
        return `DivertTargetValue(${this.targetOf(value).path})`;
      case Tag.Pointer:
        return `VariablePointerValue(${names[this.pointerOf(value).name] ?? ''})`;
    }
    if (isTagValue(value)) return `# ${this.tagText(value)}`;
    if (isProgression(value)) return this.showProgression(this.progressionOf(value));
    return value === Void ? 'Void' : value === Absent ? '(none)' : '(anything)';
  }

  /** A value as a writer would write it: strings in quotes, lists in brackets, targets with their arrow. */
  written(value: number): string {
    const shown = this.show(value);
    switch (value & 7) {
      case Tag.String:
        return JSON.stringify(shown);
      case Tag.List:
        return shown === '' || shown.includes(', ') ? `(${shown})` : shown;
      case Tag.Target:
        return `-> ${this.targetOf(value).path}`;
    }
    return shown;
  }

  private showProgression({ least, greatest, period }: Progression): string {
    if (Number.isFinite(greatest)) return `${least} to ${greatest}`;
    return period === 1 ? `${least} or more` : `${least}, ${least + period}, …`;
  }
}

/** ink's name for native function `n`. */
export const nativeName = (n: number): string => nativeNames[n];

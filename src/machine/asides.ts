import type { Aside } from '../program/asides.ts';
import type { Liveness } from '../program/liveness.ts';
import { Crash, StoryError } from './errors.ts';
import { divert } from './flowops.ts';
import { getTemp, type Temps } from './frames.ts';
import type { Machine } from './machine.ts';
import { Tag } from './values.ts';

/** An aside that an exploration passes over, and asks about when it is done. */
export interface PassedAside extends Aside {
  /** Of its slots those that no state keeps for anything else, and those that states keep anyway. */
  readonly open: readonly number[];
  readonly kept: readonly number[];
}

/** An aside as it was met in a turn: all that decides what it shows, but for the open slots. */
export interface Ask {
  readonly aside: PassedAside;
  readonly temps: Temps;
  /** Slots with the values that they have there: slot, value, slot, value … */
  readonly known: readonly number[];
  /** Open slots that the same stretch of the turn raises by one before: a slot as often as it does. */
  readonly raised: readonly number[];
}

/** The asides worth passing over: those that ask for something which otherwise need not be kept. `liveness` is that of a story without asides. */
export function passedAsides(asides: ReadonlyMap<number, Aside>, liveness: Liveness): ReadonlyMap<number, PassedAside> {
  const passed = new Map<number, PassedAside>();
  for (const [start, aside] of asides) {
    const kept = aside.slots.filter((slot) => liveness.isLive(slot, aside.end));
    const open = aside.slots.filter((slot) => !kept.includes(slot));
    if (open.length > 0) passed.set(start, { ...aside, open, kept });
  }
  return passed;
}

/** At the beginning of an aside: goes on after it, if nobody hears it and what it reads can be told; false where it has to be executed. */
export function passOver(m: Machine): boolean {
  const aside = m.asides.get(m.pc);
  if (aside === undefined || !m.output.deaf) return false;
  const temps: number[] = [];
  for (const name of aside.temps) {
    const value = getTemp(m.temps, name);
    if (value === undefined || (value & 7) === Tag.Pointer || (value & 7) === Tag.Special) return false;
    temps.push(name, value);
  }
  m.recorder?.passOver(aside, temps);
  divert(m, aside.end);
  return true;
}

/**
 * Executes an aside with the slots as they are, so that the machine notes what it shows; false where it does more than that: the runtime
 * would stop the story, or warn, or a value is left behind. The machine must be at rest, and is left without a place to go on.
 */
export function tellAside(m: Machine, { aside, temps }: Ask): boolean {
  const { asides } = m;
  m.asides = new Map();
  m.forceEnd();
  m.pc = aside.start;
  m.stack = [];
  m.temps = temps;
  m.trimmed = true;
  m.steps = 0;
  let left = 0;
  try {
    while (m.pc !== aside.end) m.step();
    left = m.stack.length;
  } catch (error) {
    if (error instanceof StoryError || error instanceof Crash) return false;
    throw error;
  } finally {
    m.asides = asides;
    m.forceEnd();
    m.stack = [];
  }
  const { length } = m.warnings;
  m.warnings.length = 0;
  return length === 0 && left === 0;
}

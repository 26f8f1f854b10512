import { Op } from '../program/opcodes.ts';
import { countOutcomes, type Draw, Generator, outcomeAt, shuffledIndex } from './chance.ts';
import type { Span } from './cuts.ts';
import { Crash, StoryError } from './errors.ts';
import type { Machine } from './machine.ts';
import { forgottenCount } from './machine.ts';
import { binary } from './natives.ts';
import { forgottenRead } from './progressions.ts';
import { Kinds, unknown } from './unknowns.ts';
import { False, forgotten, isForgotten, isTagValue, Tag, True, Void, Zero } from './values.ts';

/** The outcome of a draw that was decided beforehand; undefined where the machine must draw by itself, null where it stops to wait. */
function decided(m: Machine, draw: Draw): number | null | undefined {
  if (m.guess !== null) return outcomeAt(draw, m.guess.pick(countOutcomes(draw)));
  if (m.forcedNext < m.forced.length) return noted(m, m.forced[m.forcedNext++]);
  if (m.stopAtChance !== true) return undefined;
  m.draw = draw;
  return null;
}

function noted(m: Machine, outcome: number): number {
  m.drawn?.push(outcome);
  return outcome;
}

function nextRandom(m: Machine): number {
  m.previousRandom = new Generator(m.storySeed + m.previousRandom).next();
  return m.previousRandom;
}

export function seedRandom(m: Machine): void {
  const seed = m.popValue();
  m.mustBeKnown(seed);
  if (!m.values.isInt(seed)) throw new StoryError('Invalid value passed to SEED_RANDOM');
  m.storySeed = m.values.numberOf(seed);
  m.previousRandom = 0;
  m.push(Void);
}

export function random(m: Machine): void {
  const [low, high] = [m.stack.at(-2), m.stack.at(-1)];
  const fault = (message: string): never => {
    m.stack.length = Math.max(0, m.stack.length - 2);
    throw new StoryError(message);
  };
  const invalid = (which: string): never => fault(`Invalid value for ${which} parameter of RANDOM(min, max)`);
  if (m.guess !== null && isVague(low, high, m.guess.mostOutcomes)) {
    m.stack.length -= 2;
    if (isForgotten(low!) || isForgotten(high!)) m.values.unknowns!.mayFail('RANDOM with bounds that are not known');
    return m.push(unknown(Kinds.Number));
  }
  for (const value of [low, high]) if (value !== undefined) m.mustBeKnown(value);
  if (low === undefined || !m.values.isInt(low)) return invalid('minimum');
  if (high === undefined || !m.values.isInt(high)) return invalid('maximum');
  const least = m.values.numberOf(low);
  const greatest = m.values.numberOf(high);
  const range = greatest - least + 1;
  if (!Number.isFinite(range) || range > Number.MAX_SAFE_INTEGER) {
    return fault('RANDOM was called with a range that exceeds the size that ink numbers can use.');
  }
  if (range <= 0) {
    return fault(`RANDOM was called with minimum as ${least} and maximum as ${greatest}. The maximum must be larger`);
  }
  const spans = m.guess === null && m.cuts !== null ? m.cuts.spans(m.pc, { from: least, to: greatest }) : null;
  const outcome = decided(m, {
    kind: 'random',
    outcomes: spans?.map(({ from }) => from) ?? { least, greatest },
    weights: spans?.map(({ from, to }) => to - from + 1),
    address: m.pc,
  });
  if (outcome === null) return;
  m.stack.length -= 2;
  const number = outcome ?? noted(m, (nextRandom(m) % range) + least);
  const span = spans?.find(({ from, to }) => number >= from && number <= to);
  m.push(span === undefined || span.from === span.to ? m.values.int(number) : drawnFrom(m, span));
}

/** Stands for all numbers of a class of those that the instruction may draw. */
const drawnFrom = (m: Machine, { from, to }: Span): number =>
  m.values.progression({ least: from, greatest: to, period: 1, slot: m.cuts!.nameOf(m.pc), offset: 0 });

/** Whether a draw may give so much that it is not followed one by one where it is only asked what may happen. */
function isVague(low: number | undefined, high: number | undefined, most: number): boolean {
  if (low === undefined || high === undefined) return false;
  if (isForgotten(low) || isForgotten(high)) return true;
  return (low & 7) === Tag.Int && (high & 7) === Tag.Int && (high >> 3) - (low >> 3) >= most;
}

export function randomItem(m: Machine): void {
  const value = m.stack.at(-1);
  if (value === undefined) throw new StoryError('Expected list for LIST_RANDOM');
  if (m.isUnknown(value)) {
    m.pop();
    m.values.unknowns!.mayFail('LIST_RANDOM of something that is not known');
    return m.push(unknown(Kinds.List));
  }
  m.mustBeKnown(value);
  if ((value & 7) !== Tag.List) throw new Crash('Expected list for LIST_RANDOM');
  const { lists } = m.values;
  const ordered = lists.ordered(value >> 3);
  if (ordered.length > 0) {
    const outcome = decided(m, { kind: 'list', outcomes: ordered.map((_, i) => i), address: m.pc });
    if (outcome === null) return;
    const item = outcome === undefined ? lists.at(value >> 3).items[nextRandom(m) % ordered.length] : ordered[outcome];
    if (outcome === undefined) noted(m, ordered.indexOf(item));
    m.pop();
    return m.push(m.values.list(lists.single(item)));
  }
  m.pop();
  m.push(m.values.list(lists.empty));
}

const modulo = 4;
/** More elements than this and a shuffle's picks are no longer remembered. */
const maxShuffled = 28;

/** Picks an element of a shuffle that hasn't been picked in this round. The slot holds the picked ones as a set of bits. */
export function shuffle(m: Machine, container: number, slot: number): void {
  const [visit, size] = [m.stack.at(-2), m.stack.at(-1)];
  if (size === undefined || !m.values.isInt(size))
    throw new StoryError('expected number of elements in sequence for shuffle index');
  if (visit === undefined) throw new Crash('a shuffle without a count');
  const count = m.values.numberOf(size);
  if (m.guess !== null) {
    m.stack.length -= 2;
    m.slots[slot] = forgottenCount;
    return m.push(m.values.int(m.guess.pick(count)));
  }
  if (m.stopAtChance !== true && m.forcedNext >= m.forced.length) {
    m.stack.length -= 2;
    const index = shuffledIndex(m.program.containers[container].path, m.storySeed, m.values.numberOf(visit), count);
    return m.push(m.values.int(noted(m, index)));
  }
  const turn = m.values.numberOf(binary(m.values, modulo, visit, size));
  m.recorder?.read(slot);
  if (m.slots[slot] === forgottenCount) forgottenRead(forgotten(slot));
  const picked = turn === 0 || count > maxShuffled ? 0 : m.slots[slot];
  const free = Array.from({ length: count }, (_, i) => i).filter((i) => (picked & (1 << i)) === 0);
  // a story may come to a shuffle with a count that doesn't fit its picks: then anything may happen
  const outcome = decided(m, { kind: 'shuffle', outcomes: free.length > 0 ? free : [0], address: m.pc });
  if (outcome === null) return;
  m.stack.length -= 2;
  m.recorder?.set(slot);
  m.slots[slot] = turn === count - 1 || count > maxShuffled ? 0 : picked | (1 << outcome!);
  m.push(m.values.int(outcome!));
}

/** Calls a function of the host: the ink function of that name where there is one, else one of the values it may give. */
export function callExternal(m: Machine, index: number, args: number): void {
  const external = m.program.externals[index];
  const declared = m.options.externals?.get(external.name);
  if (declared === undefined && external.fallback >= 0) return m.callFunction(external.fallback);
  const given = m.stack.slice(Math.max(0, m.stack.length - args));
  if (given.length < args || given.some((value) => value === Void || isTagValue(value))) {
    throw new Crash('a function of the host lacks an argument');
  }
  if (m.guess !== null && declared === undefined) {
    // nothing is assumed of it where something is to be proved of all that may happen
    m.stack.length -= args;
    return m.push(unknown(Kinds.Any));
  }
  const choices = declared ?? undeclaredResults(m);
  const draw: Draw = { kind: 'external', outcomes: { least: 0, greatest: choices.length - 1 }, address: m.pc };
  const outcome = choices.length === 1 ? 0 : decided(m, draw);
  if (outcome === null) return;
  m.stack.length -= args;
  m.push(choices[outcome ?? noted(m, 0)]);
}

/** What is assumed of a function that nobody told about: nothing where its result isn't used, else false or true. */
export function undeclaredResults(m: Machine): readonly number[] {
  const after = m.program.op[m.program.next[m.pc]];
  if (after === Op.Pop) return [Void];
  return after === Op.Output ? [Zero] : [False, True];
}

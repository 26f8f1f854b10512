import { addressBefore, insideStrings } from './flow.ts';
import { nativeArity, Op } from './opcodes.ts';
import { addressesOf, type Program } from './program.ts';

/** A stretch of the program that only decides between texts: whatever it shows, nothing is changed by it, and the story goes on at one place. */
export interface Aside {
  /** Where it begins (an EvalStart), and where the story goes on. */
  readonly start: number;
  readonly end: number;
  /** All of its addresses. */
  readonly addresses: readonly number[];
  /** The slots on which it depends what is shown. Values that are only shown don't count. */
  readonly slots: readonly number[];
  /** The temporaries that it reads, by name. */
  readonly temps: readonly number[];
}

/** Somewhere in a stretch: with so many values on the evaluation stack since it began, and whether an expression is being evaluated. */
interface Spot {
  readonly pc: number;
  readonly depth: number;
  readonly inExpression: boolean;
}

/** Longer ones are left alone. */
const mostSpots = 2000;

/**
 * The asides of a program, by where they begin; none lies inside another. Where the ways part they must all come to one place again: the
 * first one after the beginning that all of them lead over (the immediate postdominator: Prosser 1959).
 */
export function asidesOf(program: Program): ReadonlyMap<number, Aside> {
  const inString = insideStrings(program);
  const asides = new Map<number, Aside>();
  const inside = new Set<number>();
  for (const pc of addressesOf(program, Op.EvalStart)) {
    if (inString[pc] === 1 || inside.has(pc)) continue;
    const stretch = stretchFrom(program, pc);
    if (stretch === null) continue;
    const { addresses, end } = stretch;
    for (const at of addresses) inside.add(at);
    const slots = new Set(addresses.flatMap((at) => slotsReadAt(program, at)));
    const temps = new Set(addresses.flatMap((at) => (program.op[at] === Op.GetTemp ? [program.a[at]] : [])));
    if (slots.size > 0) asides.set(pc, { start: pc, end, addresses, slots: [...slots], temps: [...temps] });
  }
  return asides;
}

/** All addresses of the stretch that begins at `start`, and where it ends; null where there is none. */
function stretchFrom(program: Program, start: number): { readonly addresses: number[]; readonly end: number } | null {
  // what all ways lead over lies on this one
  let spot: Spot | undefined = { pc: start, depth: 0, inExpression: false };
  for (let i = 0; spot !== undefined && i < mostSpots; i++) {
    spot = after(program, spot)?.at(-1);
    if (spot === undefined || spot.inExpression) continue;
    const addresses = between(program, start, spot.pc);
    if (addresses !== null) return { addresses, end: spot.pc };
  }
  return null;
}

/**
 * The addresses on all ways from `start` to `end`; null where one leads elsewhere, or round in a circle, or all leave a value behind. (Where no
 * part of `{a|b}` had its turn one would be left, but one always has.)
 */
function between(program: Program, start: number, end: number): number[] | null {
  const { home } = program;
  if (!isAround(program, home[end], home[start])) return null;
  const known = new Map<number, Spot>();
  const open = new Set<number>();
  let isClean = false;
  const closes = (spot: Spot): boolean => {
    const { pc, depth, inExpression } = spot;
    if (pc === end) isClean ||= depth === 0;
    if (pc === end) return !inExpression;
    const before = known.get(pc);
    if (before !== undefined) return !open.has(pc) && before.depth === depth && before.inExpression === inExpression;
    if (known.size === mostSpots || (home[pc] === home[end] && pc > end)) return false;
    known.set(pc, spot);
    open.add(pc);
    const ways = after(program, spot);
    const good = ways?.every(closes) === true;
    open.delete(pc);
    return good;
  };
  return closes({ pc: start, depth: 0, inExpression: false }) && isClean ? [...known.keys()] : null;
}

/** Where the story goes on from a spot, the last way being that of a condition that doesn't hold; null where more happens than that text is shown. */
function after(program: Program, { pc, depth, inExpression }: Spot): readonly Spot[] | null {
  const { op, a, next, containers } = program;
  const goOn = (pops: number, pushes: number, evaluates = inExpression): readonly Spot[] | null =>
    next[pc] < 0 || depth < pops ? null : [{ pc: next[pc], depth: depth - pops + pushes, inExpression: evaluates }];
  switch (op[pc]) {
    case Op.Nop:
    case Op.Glue:
      return goOn(0, 0);
    case Op.Text:
      return goOn(0, inExpression ? 1 : 0);
    case Op.EvalStart:
      return inExpression ? null : goOn(0, 0, true);
    case Op.EvalEnd:
      return inExpression ? goOn(0, 0, false) : null;
    case Op.Literal:
      return inExpression ? goOn(0, 1) : null;
    case Op.GetGlobal:
    case Op.GetTemp:
    case Op.Turns:
      return goOn(0, 1);
    case Op.GetCount:
    case Op.VisitIndex:
      return containers[a[pc]].visits < 0 ? null : goOn(0, 1);
    case Op.TurnsSince:
    case Op.ReadCount:
      return askedAt(program, pc) < 0 ? null : goOn(1, 1);
    case Op.Duplicate:
      return goOn(1, 2);
    case Op.Pop:
    case Op.Output:
      return goOn(1, 0);
    case Op.Native:
      return goOn(nativeArity(a[pc]), 1);
    case Op.Enter: {
      const { visits, age, size, start } = containers[a[pc]];
      if (visits >= 0 || age >= 0) return null;
      return size === 0 ? goOn(0, 0) : [{ pc: start, depth, inExpression }];
    }
    case Op.Divert:
      return countsNothing(program, pc, a[pc]) ? [{ pc: a[pc], depth, inExpression }] : null;
    case Op.DivertIf: {
      const fails = goOn(1, 0);
      if (fails === null || !countsNothing(program, pc, a[pc])) return null;
      return [{ pc: a[pc], depth: depth - 1, inExpression }, ...fails];
    }
  }
  return null;
}

/** The slot that TURNS_SINCE or READ_COUNT at an address asks for; -1 where there is none, or the text doesn't tell which. */
function askedAt(program: Program, pc: number): number {
  const { op, a, literals, containers } = program;
  const before = addressBefore(program, pc);
  const literal = before >= 0 && op[before] === Op.Literal ? literals[a[before]] : null;
  if (literal?.kind !== 'target' || literal.container < 0) return -1;
  const { age, visits } = containers[literal.container];
  return op[pc] === Op.TurnsSince ? age : visits;
}

function slotsReadAt(program: Program, pc: number): number[] {
  const { op, a, next, containers, slots } = program;
  if (op[next[pc]] === Op.Output) return [];
  switch (op[pc]) {
    case Op.GetGlobal:
      return [a[pc]];
    case Op.GetCount:
    case Op.VisitIndex:
      return [containers[a[pc]].visits];
    case Op.Turns:
      return [slots.length - 1];
    case Op.TurnsSince:
    case Op.ReadCount:
      return [askedAt(program, pc)];
  }
  return [];
}

/** Whether a divert leads somewhere without counting a visit. */
function countsNothing({ containers, home }: Program, from: number, to: number): boolean {
  if (to < 0) return false;
  for (let c = home[to]; c >= 0; c = containers[c].parent) {
    const { visits, age, start } = containers[c];
    if ((visits >= 0 || age >= 0) && (to === start || !isAround({ containers }, c, home[from]))) return false;
  }
  return true;
}

/** Whether container `c` is `inner` or around it: containers are numbered from the outside in. */
function isAround({ containers }: Pick<Program, 'containers'>, c: number, inner: number): boolean {
  let i = inner;
  while (i > c) i = containers[i].parent;
  return i === c;
}

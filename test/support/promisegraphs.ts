import { bit, monitorOf } from '../../src/findings/promises/monitors.ts';
import { Explorer } from '../../src/graph/explore.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { findViolation, unobserved, type Violation } from '../../src/graph/monitor.ts';
import type { Clause, Pattern, Scope } from '../../src/promises/types.ts';
import { Random } from './random.ts';
import {
  and,
  atom,
  type Formula,
  finallyHolds,
  globally,
  holds,
  implies,
  next,
  not,
  or,
  unless,
  until,
  type Word,
} from './temporal.ts';

/** A small system with what holds in each of its states. */
export interface System {
  readonly graph: Graph;
  /** What holds, as a monitor's letter; `unobserved` in states of chance. */
  readonly letter: Uint8Array;
  readonly isChance: readonly boolean[];
  readonly edges: readonly (readonly number[])[];
}

/** A random system of at most `size` states, explored like any other model. */
export function randomSystem(random: Random, size: number): System {
  const states = random.between(1, size);
  const wanted = Array.from({ length: states }, () => {
    const count = random.chance(0.25) ? 0 : random.between(1, 2);
    return Array.from({ length: count }, () => random.below(states));
  });
  const labels = Array.from({ length: states }, () => random.below(16));
  // chance never has the last word
  const chance = wanted.map((targets, s) => s > 0 && targets.length > 0 && random.chance(0.2));
  const explorer = new Explorer(
    {
      start: (emit) => emit(0, Uint8Array.of(0), 1),
      successors: (_, state, from, _length, emit) => {
        wanted[state[from]].forEach((target, label) => {
          emit(label, Uint8Array.of(target), 1);
        });
      },
    },
    { states: 1000, bytes: 10_000_000 },
  );
  while (explorer.work(100) === 'more');
  const { graph } = explorer;
  const names: number[] = [];
  for (let s = 0; s < graph.states; s++) graph.store.with(s, (bytes, from) => names.push(bytes[from]));
  const edges = names.map((_, s) => {
    const targets: number[] = [];
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) targets.push(graph.targets.at(t));
    return targets;
  });
  return {
    graph,
    letter: Uint8Array.from(names, (name) => (chance[name] ? unobserved : labels[name])),
    isChance: names.map((name) => chance[name]),
    edges,
  };
}

const clause = (text: string): Clause => ({
  text,
  place: { file: 'x', line: 1, column: 1, endLine: 1, endColumn: 1 },
  facts: [],
});
const [what, cause, of, end] = ['what', 'cause', 'scope', 'end'].map(clause);

export const patterns: readonly Pattern[] = [
  { kind: 'always', what },
  { kind: 'never', what },
  { kind: 'eventually', what },
  { kind: 'leads', cause, what },
  { kind: 'after', cause, what },
  { kind: 'atMost', what, times: 0, each: false },
  { kind: 'atMost', what, times: 1, each: false },
  { kind: 'atMost', what, times: 1, each: true },
  { kind: 'atMost', what, times: 2, each: false },
  { kind: 'atMost', what, times: 2, each: true },
];
export const scopes: readonly Scope[] = [
  { kind: 'global' },
  { kind: 'after', of },
  { kind: 'before', of },
  { kind: 'between', of, end },
];

const P = atom('what');
const S = atom('cause');
const Q = atom('scope');

/** A promise as a formula, as docs/promises.md has it. */
export function formulaOf(pattern: Pattern, scope: Scope): Formula {
  switch (scope.kind) {
    case 'global':
      return whole(pattern);
    case 'after':
      return unless(not(Q), and(Q, whole(pattern)));
    case 'before':
      return implies(finallyHolds(Q), upTo(pattern, Q));
    case 'between': {
      const R = atom('end');
      return globally(implies(and(Q, not(R), finallyHolds(R)), upTo(pattern, R)));
    }
  }
}

function whole(pattern: Pattern): Formula {
  switch (pattern.kind) {
    case 'always':
      return globally(P);
    case 'never':
      return globally(not(P));
    case 'eventually':
      return finallyHolds(P);
    case 'leads':
      return globally(implies(S, finallyHolds(P)));
    case 'after':
      return unless(not(P), S);
    case 'atMost': {
      let formula = globally(not(P));
      if (pattern.each) {
        for (let i = 0; i < pattern.times; i++) formula = unless(not(P), and(P, next(formula)));
        return formula;
      }
      for (let i = 0; i < pattern.times; i++) formula = unless(not(P), unless(P, formula));
      return formula;
    }
  }
  throw new Error(`no formula for ${pattern.kind}`);
}

/** The same up to the first moment with `R`, which there is. */
function upTo(pattern: Pattern, R: Formula): Formula {
  switch (pattern.kind) {
    case 'always':
      return until(P, R);
    case 'never':
      return until(not(P), R);
    case 'eventually':
      return until(not(R), and(P, not(R)));
    case 'leads':
      return until(implies(S, until(not(R), and(P, not(R)))), R);
    case 'after':
      return until(not(P), or(S, R));
    case 'atMost': {
      let formula = until(not(P), R);
      if (pattern.each) {
        for (let i = 0; i < pattern.times; i++)
          formula = until(and(not(P), not(R)), or(R, and(P, not(R), next(formula))));
        return formula;
      }
      for (let i = 0; i < pattern.times; i++)
        formula = until(and(not(P), not(R)), or(R, until(and(P, not(R)), or(R, formula))));
      return formula;
    }
  }
  throw new Error(`no formula for ${pattern.kind}`);
}

/** What holds along a way, states of chance left out; what comes to its end stays as it is (but for `what`, with `once`). Null where nothing is ever observed. */
function wordOf({ letter }: System, stem: readonly number[], circle: readonly number[], once: boolean): Word | null {
  const places: ReadonlySet<string>[] = [];
  const see = (s: number): void => {
    if (letter[s] !== unobserved) places.push(propositions(letter[s]));
  };
  for (const s of stem) see(s);
  const before = places.length;
  for (const s of circle) see(s);
  if (places.length === 0) return null;
  // what comes about anew at each moment doesn't when nothing happens any more
  if (once && places.length === before) places.push(new Set([...places[before - 1]].filter((name) => name !== 'what')));
  return { places, back: places.length > before ? before : places.length - 1 };
}

const isOnce = (pattern: Pattern): boolean => pattern.kind === 'atMost' && pattern.each;

function propositions(letter: number): ReadonlySet<string> {
  const named: readonly (readonly [number, string])[] = [
    [bit.what, 'what'],
    [bit.cause, 'cause'],
    [bit.scope, 'scope'],
    [bit.scopeEnd, 'end'],
  ];
  return new Set(named.flatMap(([value, name]) => ((letter & value) !== 0 ? [name] : [])));
}

const violated = (formula: Formula, pattern: Pattern, scope: Scope, word: Word | null): boolean =>
  word === null ? pattern.kind === 'eventually' && scope.kind === 'global' : !holds(formula, word);

/**
 * Tries all ways of at most `length` steps: those that come to an end, and those that come back to a state and then go round for ever.
 * A circle counts if every state on it that must be fair (all of them, unless `unfair`: then those of chance) leads nowhere but back
 * onto it. Gives the number of steps of the shortest violation, null where there is none.
 */
function tryAll(system: System, pattern: Pattern, scope: Scope, unfair: boolean, length: number): number | null {
  const formula = formulaOf(pattern, scope);
  const once = isOnce(pattern);
  const { edges, isChance } = system;
  let best: number | null = null;
  const path = [0];
  const extend = (): void => {
    const last = path[path.length - 1];
    if (best !== null && path.length - 1 >= best) return;
    if (edges[last].length === 0) {
      if (violated(formula, pattern, scope, wordOf(system, path, [], once))) best = path.length - 1;
      return;
    }
    for (let i = 0; i < path.length - 1; i++) {
      if (path[i] !== last) continue;
      const circle = path.slice(i + 1);
      const on = new Set(circle);
      const goesOn = circle.every((s) => (unfair && !isChance[s]) || edges[s].every((target) => on.has(target)));
      if (goesOn && violated(formula, pattern, scope, wordOf(system, path.slice(0, i + 1), circle, once))) {
        best = path.length - 1;
        return;
      }
    }
    if (path.length > length) return;
    for (const target of edges[last]) {
      path.push(target);
      extend();
      path.pop();
    }
  };
  extend();
  return best;
}

/** The states that a way passes. */
function statesOf({ graph }: System, { start, stem, circle }: Violation): { stem: number[]; circle: number[] } {
  return {
    stem: [start, ...stem.map((t) => graph.targets.at(t))],
    circle: circle.map((t) => graph.targets.at(t)),
  };
}

/** How the checker and the definitions differ about one promise over one system; null where they agree. */
export function differenceAbout(
  system: System,
  pattern: Pattern,
  scope: Scope,
  unfair: boolean,
  length: number,
): string | null {
  const { graph, letter, isChance, edges } = system;
  const final = Uint8Array.from(edges, (targets) => (targets.length === 0 ? 1 : 0));
  const fair = Uint8Array.from(isChance, (chance) => (!unfair || chance ? 1 : 0));
  const way = findViolation({ graph, letter, final, fair }, monitorOf(pattern, scope));
  const shortest = tryAll(system, pattern, scope, unfair, length);
  const about = (): string => `${JSON.stringify({ pattern, scope, unfair, edges, isChance, letter: [...letter] })}`;
  if (way === null) return shortest === null ? null : `kept, but broken in ${shortest} steps: ${about()}`;
  const { stem, circle } = statesOf(system, way);
  const ways = [...stem, ...circle];
  for (let i = 1; i < ways.length; i++)
    if (!edges[ways[i - 1]].includes(ways[i])) return `no such way: ${ways}: ${about()}`;
  if (circle.length > 0 && circle.at(-1) !== stem.at(-1)) return `not a circle: ${circle}: ${about()}`;
  const formula = formulaOf(pattern, scope);
  // what is broken at some moment is broken however it goes on
  const once = isOnce(pattern);
  const asWord = wordOf(system, stem, circle, once);
  if (!violated(formula, pattern, scope, asWord)) return `not broken by ${stem} ${circle}: ${about()}`;
  if (circle.length > 0 && !unfair && !isClosed(system, circle))
    return `the circle can be left for what is promised: ${about()}`;
  if (shortest === null && ways.length <= 5 && (circle.length === 0 || graph.states <= 3))
    return `broken by ${stem} ${circle}, but not found: ${about()}`;
  const isPrefix = circle.length === 0 && final[stem.at(-1)!] === 0;
  const sooner = isPrefix ? badPrefix(system, formula, stem.length - 1, once) : null;
  return sooner === null ? null : `broken by ${sooner} before ${stem}: ${about()}`;
}

/** A way of fewer states than `length` after which the formula fails however it goes on; null where there is none. */
function badPrefix(system: System, formula: Formula, length: number, once: boolean): readonly number[] | null {
  const isBad = (path: readonly number[]): boolean => {
    const word = wordOf(system, path, [], once);
    if (word === null) return false;
    return Array.from({ length: 16 }, (_, letter) => propositions(letter)).every(
      (always) => !holds(formula, { places: [...word.places, always], back: word.places.length }),
    );
  };
  let paths: readonly number[][] = [[0]];
  for (let steps = 1; steps <= Math.min(length, 7); steps++) {
    const bad = paths.find(isBad);
    if (bad !== undefined) return bad;
    paths = paths.flatMap((path) => system.edges[path[path.length - 1]].map((target) => [...path, target]));
  }
  return null;
}

/** Whether from a circle only states can be reached that keep to what the circle shows: no new letter with `what`. */
function isClosed({ edges, letter }: System, circle: readonly number[]): boolean {
  const seen = new Set(circle);
  for (const s of seen) for (const target of edges[s]) seen.add(target);
  return [...seen].every((s) => letter[s] === unobserved || (letter[s] & bit.what) === 0);
}

/** Compares a number of systems with a random promise each; null where there is no difference. */
export function comparePromises(from: number, to: number, size = 5, length = 9): string | null {
  for (let seed = from; seed < to; seed++) {
    const random = new Random(seed);
    const system = randomSystem(random, size);
    const pattern = patterns[random.below(patterns.length)];
    const scope = scopes[random.below(scopes.length)];
    const difference = differenceAbout(system, pattern, scope, random.chance(0.4), length);
    if (difference !== null) return `seed ${seed}: ${difference}`;
  }
  return null;
}

/** How a monitor and the definition differ about some row of `length` moments; null where they agree about all of them. */
export function rowDifference(pattern: Pattern, scope: Scope, length: number): string | null {
  const monitor = monitorOf(pattern, scope);
  const formula = formulaOf(pattern, scope);
  const letters = 16;
  for (let number = 0; number < letters ** length; number++) {
    const row = Array.from({ length }, (_, i) => Math.floor(number / letters ** i) % letters);
    const q = row.reduce((state, letter) => monitor.next[state * letters + letter], monitor.start);
    const places = row.map(propositions);
    if (isOnce(pattern)) places.push(new Set([...places[length - 1]].filter((name) => name !== 'what')));
    const isKept = q !== monitor.bad && q !== monitor.open;
    if (holds(formula, { places, back: places.length - 1 }) !== isKept)
      return `${JSON.stringify({ pattern, scope })}: ${isKept ? 'kept' : 'broken'} by ${row.join(', ')}`;
  }
  return null;
}

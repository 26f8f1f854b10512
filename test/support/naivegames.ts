import type { Random } from './random.ts';

/** A game written out: each move with who makes it (-1 chance), and the states to be visited. */
export interface Board {
  readonly states: number;
  readonly players: number;
  readonly moves: readonly { readonly from: number; readonly to: number; readonly by: number }[];
  readonly goals: readonly boolean[];
}

export type Level = 'surely' | 'almostSurely' | 'withLuck' | 'prevented';
export const levels: readonly Level[] = ['surely', 'almostSurely', 'withLuck', 'prevented'];

type States = readonly boolean[];

/** Iterates a monotone operation from a first set until nothing changes. */
function fixpoint(first: States, step: (current: States) => States): States {
  for (let current = first; ; ) {
    const next = step(current);
    if (next.every((is, s) => is === current[s])) return current;
    current = next;
  }
}

/**
 * The turn rule of docs/games.md word for word, with no thought of speed. In each state: where chance has moves, it moves. Else the
 * others may make any of their moves, or let the coalition go first, which then must make one of its own; the others must move where the
 * coalition has no move. `chance` tells when chance's outcomes will do. A coalition that only prevents may wait where the others can move.
 */
function turn(
  { moves }: Board,
  coalition: States,
  state: number,
  isGood: (to: number) => boolean,
  chance: (outcomes: readonly number[]) => boolean,
  mayWait: boolean,
): boolean {
  const of = (is: (by: number) => boolean): number[] =>
    moves.flatMap(({ from, to, by }) => (from === state && is(by) ? [to] : []));
  const outcomes = of((by) => by === -1);
  if (outcomes.length > 0) return chance(outcomes);
  const ours = of((by) => by >= 0 && coalition[by]);
  const theirs = of((by) => by >= 0 && !coalition[by]);
  if (ours.length + theirs.length === 0) return false;
  const ifTheyMove = theirs.every(isGood);
  const ifTheyWait = ours.length === 0 || ours.some(isGood) || (mayWait && theirs.length > 0);
  return ifTheyMove && ifTheyWait;
}

/** From where a coalition can make a visit to the goals happen (or prevent it), by plain fixpoints. */
export function naively(board: Board, coalition: States, level: Level): States {
  const { goals } = board;
  const all = goals.map(() => true);
  const none = goals.map(() => false);
  const every = (set: States, good: (outcomes: readonly number[]) => boolean): States =>
    goals.map((goal, s) => goal || turn(board, coalition, s, (to) => set[to], good, false));
  switch (level) {
    case 'surely':
      return fixpoint(none, (set) => every(set, (outcomes) => outcomes.every((to) => set[to])));
    case 'withLuck':
      return fixpoint(none, (set) => every(set, (outcomes) => outcomes.some((to) => set[to])));
    case 'almostSurely':
      return fixpoint(all, (safe) =>
        fixpoint(none, (set) =>
          every(set, (outcomes) => outcomes.every((to) => safe[to]) && outcomes.some((to) => set[to])),
        ),
      );
    case 'prevented':
      return fixpoint(all, (set) =>
        goals.map((goal, s) => {
          const stays = turn(
            board,
            coalition,
            s,
            (to) => set[to],
            (outcomes) => outcomes.every((to) => set[to]),
            true,
          );
          return !goal && (stays || !board.moves.some(({ from }) => from === s));
        }),
      );
  }
}

/** What each side may do in each state: a move, or to wait (-1). */
function picks(
  { states, moves }: Board,
  coalition: States,
  mayWait: boolean,
): { ours: number[][]; theirs: number[][] } {
  const of = (s: number, is: (by: number) => boolean): number[] =>
    moves.flatMap(({ from, by }, i) => (from === s && is(by) ? [i] : []));
  const ours: number[][] = [];
  const theirs: number[][] = [];
  for (let s = 0; s < states; s++) {
    const isChance = of(s, (by) => by === -1).length > 0;
    const us = isChance ? [] : of(s, (by) => by >= 0 && coalition[by]);
    const them = isChance ? [] : of(s, (by) => by >= 0 && !coalition[by]);
    ours.push(us.length === 0 || (mayWait && them.length > 0) ? [...us, -1] : us);
    theirs.push(us.length > 0 || them.length === 0 ? [...them, -1] : them);
  }
  return { ours, theirs };
}

/** Every way to pick something in each state: all memoryless strategies; null where there are too many. */
function strategies(choices: readonly (readonly number[])[], most: number): number[][] | null {
  let all: number[][] = [[]];
  for (const options of choices) {
    if (all.length * options.length > most) return null;
    all = all.flatMap((start) => options.map((move) => [...start, move]));
  }
  return all;
}

/**
 * The same by trying out all strategies of both sides, one against the other, and looking at the chains that result. Strategies without
 * memory suffice on both sides (Condon 1992). Null where there are more than `most` of a side.
 */
export function byStrategies(board: Board, coalition: States, level: Level, most: number): States | null {
  const { states, moves, goals } = board;
  const may = picks(board, coalition, level === 'prevented');
  const ours = strategies(may.ours, most);
  const theirs = strategies(may.theirs, most);
  if (ours === null || theirs === null) return null;
  const won = goals.map(() => false);
  for (const us of ours) {
    const held = goals.map(() => true);
    for (const them of theirs) {
      const next = Array.from({ length: states }, (_, s) => {
        if (goals[s]) return [];
        const picked = them[s] >= 0 ? them[s] : us[s];
        return picked >= 0
          ? [moves[picked].to]
          : moves.flatMap(({ from, to, by }) => (from === s && by === -1 ? [to] : []));
      });
      for (let s = 0; s < states; s++) held[s] &&= holds(next, goals, s, level);
    }
    for (let s = 0; s < states; s++) won[s] ||= held[s];
  }
  return won;
}

/** Whether a chain keeps what a level promises, from one state on. */
function holds(next: readonly (readonly number[])[], goals: States, from: number, level: Level): boolean {
  const reached = reach(next, from);
  switch (level) {
    case 'prevented':
      return ![...reached].some((s) => goals[s]);
    case 'withLuck':
      return [...reached].some((s) => goals[s]);
    case 'almostSurely':
      return [...reached].every((s) => [...reach(next, s)].some((t) => goals[t]));
    case 'surely':
      // no way stops before a goal, and none goes in a circle
      return [...reached].every((s) => goals[s] || (next[s].length > 0 && !next[s].some((t) => reach(next, t).has(s))));
  }
}

function reach(next: readonly (readonly number[])[], from: number): Set<number> {
  const seen = new Set([from]);
  for (const s of seen) for (const t of next[s]) seen.add(t);
  return seen;
}

/** A small game of any shape: states of one player, of several, of chance, and ends. */
export function randomBoard(random: Random, most: number): Board {
  const states = random.between(1, most);
  const players = random.between(1, 3);
  const moves = Array.from({ length: states }, (_, from) => {
    const single = random.chance(0.6) ? random.between(-1, players - 1) : null;
    return Array.from({ length: random.between(0, 3) }, () => ({
      from,
      to: random.below(states),
      by: single ?? random.between(random.chance(0.2) ? -1 : 0, players - 1),
    }));
  }).flat();
  const goals = Array.from({ length: states }, () => random.chance(1.2 / states));
  return { states, players, moves, goals };
}

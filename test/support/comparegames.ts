import { Arena, canForce, type Game, type Region } from '../../src/graph/games.ts';
import { Graph } from '../../src/graph/graph.ts';
import { Store } from '../../src/graph/store.ts';
import { type Board, byStrategies, type Level, levels, naively, randomBoard } from './naivegames.ts';
import { Random } from './random.ts';

/** A board as the explorer would have built it; its moves must be in the order of the states they leave. */
export function arenaOf({ states, players, moves }: Board): Arena {
  const graph = new Graph(new Store());
  for (let s = 0; s < states; s++) graph.store.add(Uint8Array.of(s >> 16, (s >> 8) & 255, s & 255), 3);
  let t = 0;
  for (let s = 0; s < states; s++) {
    for (; moves[t]?.from === s; t++) graph.targets.push(moves[t].to);
    graph.first.push(t);
  }
  return new Arena(
    graph,
    Int8Array.from(moves, ({ by }) => by),
    players,
  );
}

export const marks = (set: readonly boolean[]): Uint8Array => Uint8Array.from(set, (is) => (is ? 1 : 0));

const shown = (won: Iterable<number | boolean>): string => [...won].map(Number).join('');

/**
 * The board with only the picked moves of one side left, in the states that the region is about. Where the others wait for the
 * coalition to move, they have none.
 */
function restricted(board: Board, coalition: readonly boolean[], { won, move }: Region, ours: boolean): Board {
  const isOf = (side: boolean, by: number): boolean => by >= 0 && coalition[by] === side;
  const moves = board.moves.filter(({ from, by }, t) => {
    const applies = isOf(ours, by) && (won[from] === 1) === ours;
    if (!applies || move[from] === t) return true;
    return move[from] < 0 && (ours || !board.moves.some((other) => other.from === from && isOf(true, other.by)));
  });
  return { ...board, moves };
}

/** What is wrong with the answer to one question about a board, in words; null where nothing is. */
function levelFault(
  board: Board,
  game: Game,
  coalition: readonly boolean[],
  level: Level,
  most: number,
): string | null {
  const region = game[level];
  const expected = shown(naively(board, coalition, level));
  if (shown(region.won) !== expected) return `${level}: ${shown(region.won)}, naively ${expected}`;
  const tried = byStrategies(board, coalition, level, most);
  if (tried !== null && shown(tried) !== expected)
    return `${level}: ${expected} naively, ${shown(tried)} by strategies`;
  for (const ours of [true, false]) {
    const kept = shown(naively(restricted(board, coalition, region, ours), coalition, level));
    if (kept !== expected) return `${level}: by the ${ours ? 'strategy' : 'counter-strategy'} ${kept}, not ${expected}`;
  }
  for (let s = 0; s < board.states; s++) {
    const mine = board.moves.filter(({ from }) => from === s);
    const isOf = (side: boolean): boolean =>
      mine.length > 0 && mine.every(({ by }) => by >= 0 && coalition[by] === side);
    const mustPick = !board.goals[s] && isOf(region.won[s] === 1);
    if (mustPick && region.move[s] < 0) return `${level}: nothing to pick in state ${s}`;
    if (region.move[s] >= 0 && board.moves[region.move[s]].from !== s) return `${level}: a move from elsewhere in ${s}`;
  }
  return null;
}

/** What is wrong with the answers to everything that can be asked about one random board; null where nothing is. */
export function gameFault(seed: number, states: number, most: number): string | null {
  const random = new Random(seed);
  const board = randomBoard(random, states);
  const coalition = Array.from({ length: board.players }, () => random.chance(0.5));
  const game = canForce(arenaOf(board), marks(coalition), marks(board.goals));
  for (const level of levels) {
    const fault = levelFault(board, game, coalition, level, most);
    if (fault !== null) return `${fault}\n${JSON.stringify({ seed, coalition, ...board })}`;
  }
  return null;
}

import { canReach } from '../graph/analyse.ts';
import { Arena, canForce, chance, type Game, nobody } from '../graph/games.ts';
import type { Graph } from '../graph/graph.ts';
import type { Context } from './context.ts';
import { endStates } from './endings.ts';
import { type Moves, movesOf } from './moves.ts';
import type { Coalition, Force } from './types.ts';

/** Transitions that may be looked at for all questions together: some five seconds. */
const maxWork = 200_000_000;

const sureties = ['with luck', 'almost surely', 'surely'] as const;

/**
 * For each ending, in the order of the endings: who can force it, and who can prevent it. Null where not everything was explored, since
 * what was not seen could change all of it, and where there is too much to ask.
 */
export function findForce(context: Context): Force[] | null {
  if (!context.exhaustive) return null;
  const ends = endStates(context);
  const passages = [...new Set(ends.map(({ passage }) => passage))];
  const board = new ForceBoard(context);
  const largest = board.largestCoalition(passages.length);
  if (largest < Math.min(1, board.acting.length)) return null;
  return passages.map((passage) => {
    const goals = new Uint8Array(context.graph.states);
    for (const end of ends) if (end.passage === passage) goals[end.state] = 1;
    return { passage, ...board.ask(goals, largest), largest: largest < board.acting.length ? largest : null };
  });
}

/** An explored story as a game among its cast. */
class ForceBoard {
  private readonly moves: Moves;
  private readonly arena: Arena;
  private readonly reversed: ReturnType<Graph['reversed']>;
  /** Those who ever have a choice. */
  readonly acting: readonly number[];
  private readonly hasChance: boolean;
  private readonly hasWills: boolean;

  constructor(context: Context) {
    this.moves = movesOf(context);
    const { by, names, willing } = this.moves;
    this.arena = new Arena(context.graph, by, names.length);
    this.reversed = context.graph.reversed();
    this.acting = names.flatMap((_, player) => (by.includes(player) ? [player] : []));
    this.hasChance = by.includes(chance);
    this.hasWills = willing.includes(0);
  }

  /** How many a coalition may have so that all can be asked about this many endings in reasonable time; -1 where there is time for none. */
  largestCoalition(endings: number): number {
    const { graph } = this.arena;
    const each = (graph.transitions + graph.states) * endings * (this.hasChance ? 3 : 1) * (this.hasWills ? 2 : 1);
    let size = -1;
    for (let left = maxWork; size < this.acting.length; size++) {
      left -= each * subsets(this.acting, size + 1).length;
      if (left < 0) break;
    }
    return size;
  }

  ask(goals: Uint8Array, largest: number): Omit<Force, 'passage' | 'largest'> {
    const reach = canReach(this.arena.graph, goals, this.reversed);
    const starts = [...Array(this.arena.graph.initial).keys()].filter((s) => reach[s] === 1);
    const holds = (region: { readonly won: Uint8Array }): boolean => starts.every((s) => region.won[s] === 1);
    const named = (players: readonly number[]): string[] => players.map((player) => this.moves.names[player]);
    const free = (players: readonly number[]): Game => canForce(this.arena, this.members(players), goals);
    const willing = (players: readonly number[]): Game =>
      canForce(this.arena.withMovesBy(this.willingBut(players)), this.members(players), goals);
    const smallest = (game: (players: readonly number[]) => Game): Coalition[] => {
      const found: { players: readonly number[]; rank: number }[] = [];
      for (let size = 0; size <= largest; size++) {
        for (const players of subsets(this.acting, size)) {
          const parts = found.filter((part) => part.players.every((player) => players.includes(player)));
          const known = Math.max(0, ...parts.map(({ rank }) => rank));
          const rank = known === sureties.length ? known : this.rank(game(players), holds);
          if (rank > known) found.push({ players, rank });
        }
      }
      return found.map(({ players, rank }) => ({ who: named(players), how: sureties[rank - 1] }));
    };
    const coalitions = smallest(free);
    return {
      coalitions,
      asTheyWill: this.hasWills ? smallest(willing) : coalitions,
      prevent: named(this.acting.filter((player) => holds(free([player]).prevented))),
    };
  }

  /** How surely a coalition wins: 0 not at all, else one more than the index into `sureties`. */
  private rank(game: Game, holds: (region: { readonly won: Uint8Array }) => boolean): number {
    if (holds(game.surely)) return 3;
    if (!this.hasChance || !holds(game.withLuck)) return 0;
    return holds(game.almostSurely) ? 2 : 1;
  }

  private members(players: readonly number[]): Uint8Array {
    return Uint8Array.from(this.moves.names, (_, player) => (players.includes(player) ? 1 : 0));
  }

  /** Who makes each transition where all but these do only what they are willing to. */
  private willingBut(players: readonly number[]): Int8Array {
    const { by, willing } = this.moves;
    return by.map((player, t) => (willing[t] === 1 || players.includes(player) ? player : nobody));
  }
}

/** All parts of a set that have this many members, in order. */
function subsets(set: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return set.flatMap((first, i) => subsets(set.slice(i + 1), size - 1).map((rest) => [first, ...rest]));
}

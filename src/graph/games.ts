import type { Graph } from './graph.ts';

/** Who makes a transition that is no player's: chance, or nobody (a move that is left out of the game). */
export const chance = -1;
export const nobody = -2;

/** A graph with whoever makes each transition: a board on which any coalition can be asked what it can make happen. */
export class Arena {
  readonly graph: Graph;
  /** For each transition the player who makes it, 0 … players - 1, or `chance`, or `nobody`. */
  readonly by: Int8Array;
  readonly players: number;
  /** The state that each transition leaves. */
  readonly sources: Int32Array;
  /** The transitions by the state they lead to: those into `s` at `firstInto[s]` … `firstInto[s + 1] - 1`. */
  readonly into: Int32Array;
  readonly firstInto: Int32Array;

  constructor(graph: Graph, by: Int8Array, players: number) {
    this.graph = graph;
    this.by = by;
    this.players = players;
    const { states, transitions } = graph;
    const targets = graph.targets.data;
    this.sources = new Int32Array(transitions);
    for (let s = 0; s < graph.expanded; s++) this.sources.fill(s, graph.first.at(s), graph.first.at(s + 1));
    const first = new Int32Array(states + 2);
    for (let t = 0; t < transitions; t++) first[targets[t] + 2]++;
    for (let s = 2; s < first.length; s++) first[s] += first[s - 1];
    this.into = new Int32Array(transitions);
    for (let t = 0; t < transitions; t++) this.into[first[targets[t] + 1]++] = t;
    this.firstInto = first;
  }
}

/** Whose a state is: all who have a move there are heard in this order, chance before the others, the coalition last. */
const over = 0;
const coalitions = 1;
const others = 2;
const chances = 3;
/** Those who choose among their moves; the moves of whoever is not among them must all lead where it is wanted. */
const alone = bits(coalitions);
const withLuck = bits(coalitions, chances);
const against = bits(others, chances);

function bits(...owners: readonly number[]): number {
  return owners.reduce((set, owner) => set | (1 << owner), 0);
}

/** From where something can be made to happen, and how. */
export interface Region {
  /** For each state 1 where it can be made to happen from there. */
  readonly won: Uint8Array;
  /**
   * For each state a transition, -1 where there is nothing to pick. Where `won`: the move with which the coalition makes it happen, or the
   * outcome with which chance helps. Elsewhere the counter-strategy: the move with which the others don't let it happen, or the
   * outcome with which chance doesn't.
   */
  readonly move: Int32Array;
}

/**
 * What a coalition can make happen, whatever the others and chance do (alternating-time reachability: Alur, Henzinger, Kupferman,
 * “Alternating-time temporal logic”, JACM 2002, over the turn rule of docs/games.md). Each answer is worked out when it is first asked for.
 */
export class Game {
  private readonly arena: Arena;
  private readonly goals: Uint8Array;
  /** Whose each state is; goals are over, since what comes after the first visit doesn't count. */
  private readonly owner: Uint8Array;
  /** Whose moves each player's are, by number of the player plus two. */
  private readonly sides: Uint8Array;
  private readonly hasChance: boolean;
  private readonly known = new Map<string, Region>();

  /** `coalition` has 1 for each player who belongs to it, `goals` 1 for each state to be visited. */
  constructor(arena: Arena, coalition: Uint8Array, goals: Uint8Array) {
    this.arena = arena;
    this.goals = goals;
    this.sides = Uint8Array.from({ length: arena.players + 2 }, (_, i) =>
      coalition[i - 2] === 1 ? coalitions : others,
    );
    this.sides[nobody + 2] = over;
    this.sides[chance + 2] = chances;
    this.owner = new Uint8Array(arena.graph.states);
    const { by, sources } = arena;
    for (let t = 0; t < sources.length; t++) {
      const side = this.sides[by[t] + 2];
      const s = sources[t];
      if (side > this.owner[s] && goals[s] === 0) this.owner[s] = side;
    }
    this.hasChance = this.owner.includes(chances);
  }

  /** From where a goal is visited in every playthrough, even if chance does its worst (attractor: Thomas 1995; Zielonka 1998). */
  get surely(): Region {
    return this.once('surely', () => {
      const { won, move } = this.attract(this.goals, null, alone);
      this.stay(move, won, 0, against);
      return { won, move };
    });
  }

  /** From where a goal is visited with probability one, if chance gives each outcome a fixed probability above zero. */
  get almostSurely(): Region {
    return this.hasChance ? this.once('almost', () => this.almost()) : this.surely;
  }

  /** From where a goal is visited with a probability above zero: chance has to help, but nobody else has. */
  get withLuck(): Region {
    return this.hasChance
      ? this.once('luck', () => {
          const { won, move } = this.attract(this.goals, null, withLuck);
          this.stay(move, won, 0, bits(others));
          return { won, move };
        })
      : this.surely;
  }

  /** From where no goal is visited in any playthrough: the coalition keeps them away, whatever the others and chance do. */
  get prevented(): Region {
    return this.once('prevented', () => {
      const { won: lost, move } = this.attract(this.goals, null, against);
      this.stay(move, lost, 0, alone);
      return { won: lost.map((is) => 1 - is), move };
    });
  }

  private once(name: string, make: () => Region): Region {
    let region = this.known.get(name);
    if (region === undefined) this.known.set(name, (region = make()));
    return region;
  }

  /**
   * The states among `among` (null: all) from which `choosers` bring the game to `seeds`, and the moves they choose; the moves of
   * everyone else must all lead there, but for those that leave `among`. Linear in the transitions.
   */
  private attract(seeds: Uint8Array, among: Uint8Array | null, choosers: number): Region {
    const { graph, by, sources, into, firstInto } = this.arena;
    const { owner, sides } = this;
    const targets = graph.targets.data;
    const left = new Int32Array(graph.states);
    for (let t = 0; t < sources.length; t++) {
      const s = sources[t];
      if (sides[by[t] + 2] === owner[s] && (among === null || among[targets[t]] === 1)) left[s]++;
    }
    const won = new Uint8Array(graph.states);
    const move = new Int32Array(graph.states).fill(-1);
    const queue = new Int32Array(graph.states);
    let size = 0;
    for (let s = 0; s < graph.states; s++) {
      if (seeds[s] === 0 || (among !== null && among[s] === 0)) continue;
      won[s] = 1;
      queue[size++] = s;
    }
    for (let head = 0; head < size; head++) {
      const target = queue[head];
      for (let i = firstInto[target]; i < firstInto[target + 1]; i++) {
        const t = into[i];
        const s = sources[t];
        if (won[s] === 1 || owner[s] === over || sides[by[t] + 2] !== owner[s]) continue;
        if (among !== null && among[s] === 0) continue;
        if ((choosers >> owner[s]) & 1) move[s] = t;
        else if (--left[s] > 0) continue;
        won[s] = 1;
        queue[size++] = s;
      }
    }
    return { won, move };
  }

  /** Gives each state of `who` that `region` marks with `mark` a move to another state so marked, where it has none yet. */
  private stay(move: Int32Array, region: Uint8Array, mark: number, who: number): void {
    const { graph, by, sources } = this.arena;
    for (let t = sources.length - 1; t >= 0; t--) {
      const s = sources[t];
      const mayStay = (who >> this.owner[s]) & 1 && this.sides[by[t] + 2] === this.owner[s];
      if (mayStay && region[s] === mark && region[graph.targets.at(t)] === mark) move[s] = t;
    }
  }

  /**
   * Probability one (de Alfaro, Henzinger, Kupferman, “Concurrent reachability games”, 2007, for games in turns). Where the goals can't be
   * hoped for the others are safe, and so they are from where they come there by their moves or by luck; all that is taken away, until
   * hope is everywhere in what is left. Each round is linear; a story has few, though as many as states can be made up.
   */
  private almost(): Region {
    const { states } = this.arena.graph;
    const among = new Uint8Array(states).fill(1);
    const counter = new Int32Array(states).fill(-1);
    for (;;) {
      const hope = this.attract(this.goals, among, withLuck);
      const hopeless = among.map((is, s) => is - hope.won[s]);
      if (!hopeless.includes(1)) {
        for (let s = 0; s < states; s++) if (among[s] === 0) hope.move[s] = counter[s];
        return { won: among, move: hope.move };
      }
      const lost = this.attract(hopeless, among, against);
      this.stay(lost.move, hopeless, 1, bits(others));
      for (let s = 0; s < states; s++) {
        if (lost.won[s] === 0) continue;
        among[s] = 0;
        counter[s] = lost.move[s];
      }
    }
  }
}

/** What `coalition` (1 for each player in it) can make happen: a visit to `goals` (1 for each such state). */
export function canForce(arena: Arena, coalition: Uint8Array, goals: Uint8Array): Game {
  return new Game(arena, coalition, goals);
}

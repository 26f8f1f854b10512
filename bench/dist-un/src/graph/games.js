import { waysOf } from './ways.js';
/** Who makes a transition that is no player's: chance, or nobody (a move that is left out of the game). */
export const chance = -1;
export const nobody = -2;
/** A graph with whoever makes each transition: a board on which any coalition can be asked what it can make happen. */
export class Arena {
    graph;
    /** For each transition the player who makes it, 0 … players - 1, or `chance`, or `nobody`. */
    by;
    players;
    ways;
    constructor(graph, by, players, ways = waysOf(graph)) {
        this.graph = graph;
        this.by = by;
        this.players = players;
        this.ways = ways;
    }
    /** The same board where somebody else, or nobody, makes some of the moves. */
    withMovesBy(by) {
        return new Arena(this.graph, by, this.players, this.ways);
    }
}
/** Whose a move is. */
const ignored = 0;
const ours = 1;
const theirs = 2;
const luck = 3;
/**
 * What a coalition can make happen, whatever the others and chance do (alternating-time reachability: Alur, Henzinger, Kupferman,
 * “Alternating-time temporal logic”, JACM 2002, over the turn rule of docs/games.md). Each answer is worked out when it is first asked for.
 */
export class Game {
    arena;
    goals;
    /** For each transition whose it is. Chance moves before anybody else can, and nothing counts after the first visit to a goal. */
    side;
    hasChance;
    known = new Map();
    /** `coalition` has 1 for each player who belongs to it, `goals` 1 for each state to be visited. */
    constructor(arena, coalition, goals) {
        this.arena = arena;
        this.goals = goals;
        const { by, ways } = arena;
        const { sources } = ways;
        const left = goals.slice();
        for (let t = 0; t < by.length; t++)
            if (by[t] === chance)
                left[sources[t]] = 1;
        this.side = new Uint8Array(by.length);
        for (let t = 0; t < by.length; t++) {
            if (by[t] === chance && goals[sources[t]] === 0)
                this.side[t] = luck;
            else if (by[t] >= 0 && left[sources[t]] === 0)
                this.side[t] = coalition[by[t]] === 1 ? ours : theirs;
        }
        this.hasChance = this.side.includes(luck);
    }
    /** From where a goal is visited in every playthrough, even if chance does its worst (attractor: Thomas 1995; Zielonka 1998). */
    get surely() {
        return this.once('surely', () => {
            const { won, move } = this.force(null, false);
            this.stay(move, won, 0, theirs);
            this.stay(move, won, 0, luck);
            return { won, move };
        });
    }
    /** From where a goal is visited with probability one, if chance gives each outcome a fixed probability above zero. */
    get almostSurely() {
        return this.hasChance ? this.once('almost', () => this.almost()) : this.surely;
    }
    /** From where a goal is visited with a probability above zero: chance has to help, but nobody else has. */
    get withLuck() {
        if (!this.hasChance)
            return this.surely;
        return this.once('luck', () => {
            const { won, move } = this.force(null, true);
            this.stay(move, won, 0, theirs);
            return { won, move };
        });
    }
    /** From where no goal is visited in any playthrough: the coalition keeps them away, whatever the others and chance do. */
    get prevented() {
        return this.once('prevented', () => {
            const { won: lost, move } = this.counter(this.goals, null, true);
            this.stay(move, lost, 0, ours);
            return { won: lost.map((is) => 1 - is), move };
        });
    }
    once(name, make) {
        let region = this.known.get(name);
        if (region === undefined)
            this.known.set(name, (region = make()));
        return region;
    }
    /**
     * The states among `among` (null: all) from which the coalition brings the game to the goals: all moves of the others must lead on
     * there, and one of its own where it has any. Where chance moves one outcome will do if `lucky`, else all must. `among` may be left by
     * the coalition's moves alone.
     */
    force(among, lucky) {
        const { side } = this;
        const { sources } = this.arena.ways;
        const { states } = this.arena.graph;
        const move = new Int32Array(states).fill(-1);
        // how many more moves must lead on: each of theirs, and one of those that `mayPick` says the coalition or luck picks from
        const needed = new Int32Array(states);
        const picking = new Uint8Array(states);
        const mayPick = (t) => side[t] === ours || (side[t] === luck && lucky);
        for (let t = 0; t < side.length; t++) {
            const s = sources[t];
            if (side[t] === ignored || (mayPick(t) && picking[s] === 1))
                continue;
            needed[s]++;
            if (mayPick(t))
                picking[s] = 1;
        }
        const won = this.spread(this.goals, among, (t, s) => {
            if (mayPick(t)) {
                if (move[s] >= 0)
                    return false;
                move[s] = t;
            }
            return --needed[s] === 0;
        });
        for (let s = 0; s < won.length; s++)
            if (won[s] === 0)
                move[s] = -1;
        return { won, move };
    }
    /**
     * The states among `among` (null: all) from which the others, with chance on their side, bring the game to `seeds`: by one of their own
     * moves, or because all moves of the coalition lead there and it has to make one. Where `mayWait`, it need not while the others can.
     */
    counter(seeds, among, mayWait) {
        const { side } = this;
        const { sources } = this.arena.ways;
        const { targets } = this.arena.graph;
        const move = new Int32Array(this.arena.graph.states).fill(-1);
        const needed = new Int32Array(this.arena.graph.states);
        for (let t = 0; t < side.length; t++) {
            if (side[t] === ours ? among === null || among[targets.at(t)] === 1 : side[t] === theirs && mayWait)
                needed[sources[t]]++;
        }
        const won = this.spread(seeds, among, (t, s) => {
            if (side[t] === ours)
                return --needed[s] === 0;
            move[s] = t;
            return true;
        });
        return { won, move };
    }
    /** Goes back from `seeds` over all moves that count; a state joins when `arrives` says so of one of its moves. */
    spread(seeds, among, arrives) {
        const { states } = this.arena.graph;
        const { sources, into, firstInto } = this.arena.ways;
        const won = new Uint8Array(states);
        const queue = new Int32Array(states);
        let size = 0;
        for (let s = 0; s < states; s++) {
            if (seeds[s] === 0 || (among !== null && among[s] === 0))
                continue;
            won[s] = 1;
            queue[size++] = s;
        }
        for (let head = 0; head < size; head++) {
            const target = queue[head];
            for (let i = firstInto[target]; i < firstInto[target + 1]; i++) {
                const t = into[i];
                const s = sources[t];
                if (won[s] === 1 || this.side[t] === ignored || (among !== null && among[s] === 0) || !arrives(t, s))
                    continue;
                won[s] = 1;
                queue[size++] = s;
            }
        }
        return won;
    }
    /** Gives each state that `region` marks with `mark` the first move of `side` to another state so marked, where there is one. */
    stay(move, region, mark, side) {
        const { sources } = this.arena.ways;
        const { targets } = this.arena.graph;
        for (let t = this.side.length - 1; t >= 0; t--) {
            if (this.side[t] === side && region[sources[t]] === mark && region[targets.at(t)] === mark)
                move[sources[t]] = t;
        }
    }
    /**
     * Probability one (de Alfaro, Henzinger, Kupferman, “Concurrent reachability games”, 2007, for games in turns). Where the goals can't be
     * hoped for the others are safe, and so they are from where they come there by their moves or by luck; all that is taken away, until
     * hope is everywhere in what is left. Each round is linear; a story has few, though as many as states can be made up.
     */
    almost() {
        const { states } = this.arena.graph;
        const among = new Uint8Array(states).fill(1);
        const counter = new Int32Array(states).fill(-1);
        for (;;) {
            const hope = this.force(among, true);
            const hopeless = among.map((is, s) => is - hope.won[s]);
            if (!hopeless.includes(1)) {
                for (let s = 0; s < states; s++)
                    if (among[s] === 0)
                        hope.move[s] = counter[s];
                return { won: among, move: hope.move };
            }
            const lost = this.counter(hopeless, among, false);
            this.stay(lost.move, hopeless, 1, theirs);
            for (let s = 0; s < states; s++) {
                if (lost.won[s] === 0)
                    continue;
                among[s] = 0;
                counter[s] = lost.move[s];
            }
        }
    }
}
/** What `coalition` (1 for each player in it) can make happen: a visit to `goals` (1 for each such state). */
export function canForce(arena, coalition, goals) {
    return new Game(arena, coalition, goals);
}

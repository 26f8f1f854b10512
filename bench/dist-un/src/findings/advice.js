import { canReach } from '../graph/analyse.js';
import { Arena, canForce, chance, nobody } from '../graph/games.js';
import { nearest } from '../graph/nearest.js';
import { askedEnding } from './ask.js';
import { follow } from './follow.js';
import { movesOf } from './moves.js';
const sureties = ['surely', 'almost surely', 'with luck'];
/** Advises some who act together how to bring about an ending, move by move: the strategies of docs/games.md, made playable. */
export class Adviser {
    /** The passage of the ending. */
    ending;
    context;
    moves;
    members;
    goals;
    reach;
    /** The shortest ways there. */
    next;
    /** Against others who do anything they can, and against others who do only what they are willing to. */
    anything;
    asTheyWill;
    constructor(context, players, { passage, goals }) {
        this.ending = passage;
        this.context = context;
        this.goals = goals;
        this.moves = movesOf(context);
        const { by, names, willing } = this.moves;
        this.members = Uint8Array.from(names, (_, player) => (players.includes(player) ? 1 : 0));
        this.reach = canReach(context.graph, goals);
        this.next = nearest(context.graph, goals, () => 1).next;
        const arena = new Arena(context.graph, by, names.length);
        this.anything = canForce(arena, this.members, goals);
        const willed = by.map((player, t) => (willing[t] === 1 || this.members[player] === 1 ? player : nobody));
        this.asTheyWill = canForce(arena.withMovesBy(willed), this.members, goals);
    }
    /** What to do after these steps, played with that seed; null where the exploration does not know the situation, or the story is over. */
    after(steps, seed) {
        const { graph } = this.context;
        const { way, problem } = follow(this.context, steps, seed);
        const last = way.transitions.at(-1);
        const state = last === undefined ? way.start : graph.targets.at(last);
        if (problem !== null || !this.context.isChoice(state) || this.goals[state] === 1)
            return null;
        return this.at(state);
    }
    /** What to do in a state of the graph that waits for a choice. */
    at(state) {
        const counter = this.counter(state);
        for (const how of sureties) {
            for (const willing of [false, true]) {
                const { won, move } = regionOf(willing ? this.asTheyWill : this.anything, how);
                if (won[state] === 0)
                    continue;
                const choice = this.choice(move[state]);
                return { how, asTheyWill: willing, choice, counter: how === 'surely' && !willing ? null : counter };
            }
        }
        if (this.reach[state] === 0)
            return { how: 'out of reach', asTheyWill: false, choice: null, counter: null };
        return { how: 'in reach', asTheyWill: false, choice: this.choice(this.next[state]), counter };
    }
    /** The choice of a transition that the advised make themselves; null for any other. */
    choice(transition) {
        if (transition < 0 || this.members[this.moves.by[transition]] !== 1)
            return null;
        return this.context.graph.labels.at(transition);
    }
    /** A choice by which somebody else can keep the ending away, for good if there is one. */
    counter(state) {
        const { graph } = this.context;
        const { by, names } = this.moves;
        const { won } = this.anything.surely;
        let found = null;
        for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++) {
            const target = graph.targets.at(t);
            if (this.members[by[t]] === 1 || by[t] === chance || won[state] === 1 || won[target] === 1)
                continue;
            const move = { by: names[by[t]], choice: graph.labels.at(t) };
            if (this.reach[target] === 0)
                return move;
            found ??= move;
        }
        return found;
    }
}
function regionOf(game, how) {
    switch (how) {
        case 'surely':
            return game.surely;
        case 'almost surely':
            return game.almostSurely;
        case 'with luck':
            return game.withLuck;
    }
}
/** An adviser for these players (by their numbers in the cast, 0 the reader) and an ending named as in `askedEnding`. */
export function adviserFor(context, players, name) {
    const asked = askedEnding(context, name);
    return 'problem' in asked ? asked : new Adviser(context, players, asked);
}

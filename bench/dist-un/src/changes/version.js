import { premisesOf } from '../findings/assumptions.js';
import { endStates } from '../findings/endings.js';
import { nearest } from '../graph/nearest.js';
import { piecesOf, reachOf } from './pieces.js';
import { isCut } from './ways.js';
/** One of the two versions of a story. */
export class Version {
    analysis;
    context;
    diagnostics;
    ways;
    stats;
    pieces;
    /** What is known of each piece. */
    reach;
    /** Whether nothing is left to be found in it. */
    whole;
    /** Whether nothing happens from its top: a game begins it, nobody knows where. */
    isSilent;
    /** The position of a piece by its address. */
    at;
    ends = null;
    known = null;
    constructor({ analysis, context, diagnostics, ways, stats }) {
        this.analysis = analysis;
        this.context = context;
        this.diagnostics = diagnostics;
        this.ways = ways ?? null;
        this.stats = stats ?? null;
        this.pieces = piecesOf(context.program);
        this.isSilent = analysis.findings.some(({ code }) => code === 'nothing-from-the-top');
        this.reach = this.pieces.map((piece) => (this.isSilent ? 'unknown' : reachOf(context, piece)));
        const { exhaustive, limit } = analysis.exploration;
        this.whole = exhaustive || limit?.kind === 'answered';
        this.at = new Map(this.pieces.map(({ address }, i) => [address, i]));
    }
    /** The states in which the story is at an ending. */
    get endings() {
        this.ends ??= new Set(endStates(this.context).map(({ state }) => state));
        return this.ends;
    }
    /** Whether no way to an ending is shorter than the one that is shown. */
    isShortest({ searched }) {
        const { limit } = this.analysis.exploration;
        return searched !== true && (limit === null || !isCut(limit));
    }
    /** How far each state is from an ending, and how to go there. */
    get nearestEnding() {
        if (this.known === null) {
            const { graph } = this.context;
            const goals = new Uint8Array(graph.states);
            for (const state of this.endings)
                goals[state] = 1;
            this.known = nearest(graph, goals, () => 1);
        }
        return this.known;
    }
    /** Whether all is known of what can be found in it. */
    get isKnown() {
        return this.whole && !this.isSilent;
    }
    facts() {
        const { story, exploration, endings } = this.analysis;
        const { states, playthroughs, longest, limit } = exploration;
        const lengths = endings
            .filter((ending) => this.isShortest(ending))
            .map(({ playthrough }) => playthrough.filter((step) => 'choice' in step).length);
        const shortest = lengths.length === 0 ? null : Math.min(...lengths);
        const assuming = premisesOf(this.context);
        return { story, whole: this.whole, limit, assuming, states, playthroughs, shortest, longest };
    }
}

import { Asker } from '../../machine/ask.js';
import { False, True } from '../../machine/values.js';
import { clausesOf } from './asked.js';
/**
 * The moments of an exploration (states in which the story waits for a choice, or is over) and what holds at each. Throws a `Refine`
 * where the states don't keep enough to tell.
 */
export class Moments {
    context;
    /** One byte a state: 1 for a moment. */
    isMoment;
    /** 1 where the story is over, however it came to that. */
    isOver;
    /** 1 where it has ended, by -> END or at a -> DONE with nothing left to do. */
    hasEnded;
    hearing;
    answers = new Map();
    faults = new Map();
    constructor(context, asked, hearing) {
        this.context = context;
        this.hearing = hearing;
        const { states } = context.graph;
        this.isMoment = new Uint8Array(states);
        this.isOver = new Uint8Array(states);
        this.hasEnded = new Uint8Array(states);
        const clauses = asked.promises.flatMap(clausesOf);
        for (const clause of clauses)
            this.answers.set(clause, new Uint8Array(states));
        const asker = new Asker(context.model.machine);
        for (let state = 0; state < states; state++)
            this.ask(state, clauses, asker);
    }
    ask(state, clauses, asker) {
        const decoded = this.context.read(state);
        const { kind } = decoded;
        if (kind === 'draw' || kind === 'cut' || kind === 'long')
            return;
        this.isMoment[state] = 1;
        if (kind !== 'choice')
            this.isOver[state] = 1;
        if (kind === 'end' || kind === 'done')
            this.hasEnded[state] = 1;
        if (kind === 'none') {
            // only the whole text tells whether what follows is an error
            this.hasEnded[state] = this.context.witnesses.toState(state).turn.standing === 'done' ? 1 : 0;
            this.context.read(state);
        }
        asker.turn();
        for (const clause of clauses) {
            const given = clause.given.map((each) => (this.gives(each, state, decoded) ? True : False));
            const answer = asker.ask(clause.container, given);
            if (typeof answer === 'boolean')
                this.answers.get(clause)[state] = answer ? 1 : 0;
            else if (!this.faults.has(clause))
                this.faults.set(clause, { state, message: answer.fault });
        }
    }
    gives(given, state, { address, offers, noted }) {
        const { program } = this.context;
        switch (given.kind) {
            case 'ended':
                return this.hasEnded[state] === 1;
            case 'ended_at':
                return this.hasEnded[state] === 1 && this.isWithin(address, given.container);
            case 'at':
                if (this.isOver[state] === 1)
                    return this.isWithin(address, given.container);
                return offers.some((offer) => this.isWithin(program.choices[offer.point].address, given.container));
            case 'heard':
                return this.hearing.heard(noted, given.index);
            case 'by':
                return this.hearing.begunBy(noted) === given.who;
        }
    }
    isWithin(address, container) {
        const { home, containers } = this.context.program;
        let c = address < 0 ? -1 : home[address];
        while (c > container)
            c = containers[c].parent;
        return c === container;
    }
    /** For each state 1 where a clause holds; 0 where it doesn't, and at states that are no moments. */
    holds(clause) {
        return this.answers.get(clause);
    }
    fault(clause) {
        return this.faults.get(clause) ?? null;
    }
}

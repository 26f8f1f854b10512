import { Context } from './findings/context.js';
import { Finder } from './findings/finder.js';
import { openBits, Proofs } from './findings/verdicts.js';
import { inTime } from './machine/bits.js';
import { allReductions, Kept } from './machine/reduction.js';
/** So much of what an exploration has taken may be taken by the search beside it. */
const share = 1 / 4;
/** Steps of the search between two looks at the clock. */
const slice = 2000;
/**
 * What goes on beside the exploration of a large story, so that its questions are answered all the same: it is proved what can never happen, and
 * what else may is searched for. Turns are counted in steps and not in seconds, so that it comes to the same each time.
 */
export class Lookout {
    model;
    graph;
    story;
    make;
    finder = null;
    mayAnswer;
    /** Null where nothing is proved; undefined as long as that was not looked into. */
    known;
    proving;
    turn = null;
    /**
     * `story` is the story itself, where the model's program has more in it; `make` makes another model of it; `mayAnswer` whether nothing is asked but
     * what can happen.
     */
    constructor(model, graph, story, make, mayAnswer) {
        this.model = model;
        this.graph = graph;
        this.story = story;
        this.make = make;
        this.mayAnswer = mayAnswer;
        this.proving = Proofs.making(model);
    }
    /** Whether it has its turn now. */
    get isBusy() {
        return this.turn !== null;
    }
    /** What is proved so far; null where nothing is. */
    get proofs() {
        return this.known ?? null;
    }
    /** Looks into what can be proved, if it has not yet, as long as there is time. */
    prove(isOver) {
        if (this.known === undefined)
            this.known = inTime(this.proving, isOver);
        return this.known;
    }
    /** Begins its turn. */
    begin() {
        this.turn = this.takeTurn();
    }
    /** Goes on with its turn for a short while. */
    work() {
        if (this.turn?.next().done === true)
            this.turn = null;
    }
    *takeTurn() {
        if (this.known === undefined)
            this.known = yield* this.proving;
        const open = openBits(this.context());
        if (open.every((bits) => bits === 0))
            return;
        this.finder ??= new Finder(this.make, new Kept(this.model.program, allReductions));
        this.finder.ask(open);
        const steps = (this.graph.transitions * share) / 2;
        yield* this.searching(this.finder, steps);
        if (this.proofs !== null) {
            const { length } = this.proofs.guides;
            const left = openBits(this.context());
            yield* this.proofs.lookingCloser(left);
            this.finder.ask(openBits(this.context()));
            this.finder.lead(this.proofs.guides.slice(length));
        }
        yield* this.searching(this.finder, steps);
    }
    *searching(finder, steps) {
        for (let left = steps; left > 0; left -= slice) {
            finder.work(slice);
            yield;
        }
    }
    /** The ways to all that the search has found, as an exploration of their own; null where it found nothing. */
    found() {
        return this.finder?.found() ?? null;
    }
    /** Whether nothing is left to be found, and that is all that anybody wants to know. */
    isAnswered() {
        return this.mayAnswer && this.proofs?.isComplete(this.context()) === true;
    }
    context() {
        return new Context(this.model, this.graph, false, this.story, this.proofs, this.found());
    }
}

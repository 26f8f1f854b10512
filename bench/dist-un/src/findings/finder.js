import { Explorer } from '../graph/explore.js';
import { Search } from '../graph/search.js';
import { atomsOf } from '../machine/atoms.js';
import { Refine } from '../machine/errors.js';
import { isOver, overKey } from '../machine/statebytes.js';
import { Context } from './context.js';
/** A search holds no more states than this. */
const mostStates = 3_000_000;
/** A search that is led somewhere is left for another one when for so many steps it has come no nearer; each time that it is taken up again it may take twice as many. */
const patience = 20_000;
/**
 * Looks for what a breadth-first exploration hasn't come to, by searches of its own: one goes to what is new, others to what abstractions say is nearer to
 * something that is still to be found, one after the other. What they find is real: each find comes with a way there, and all these ways together are a small graph that is
 * judged like any other. What they don't find may be there all the same.
 */
export class Finder {
    make;
    kept;
    model;
    search;
    isOver = false;
    /** What is led to, the next first; and the search for that. */
    goals = [];
    led = null;
    asked = new Uint8Array();
    /** What of it was not found yet, and the addresses of that. */
    open = new Uint8Array();
    wanted = [];
    warnings = 0;
    endings = new Set();
    /** The ways to all that was found. */
    ways = new Ways();
    known = null;
    /** `make` makes the story's model, keeping of states what it is told. */
    constructor(make, kept) {
        this.make = make;
        this.kept = kept;
        this.model = make(kept);
        this.search = searchOf(this.model);
    }
    /** Tells what is still to be found of each address, as bits of `StoryModel.covered`. */
    ask(open) {
        this.asked = open;
        this.begin();
    }
    /** Tells of ways to what is still to be found. */
    lead(guides) {
        this.goals.push(...guides.map((guide) => ({ guide, patience })));
    }
    begin() {
        this.open = this.asked.slice();
        this.wanted = [...this.open.keys()].filter((address) => this.open[address] !== 0);
    }
    /** Searches on for about so many steps: half of them, as long as there is something that abstractions lead to, by going there. */
    work(steps) {
        try {
            this.dropFound();
            const half = this.goals.length === 0 ? 0 : this.isOver ? steps : steps / 2;
            if (half > 0)
                this.goLed(half);
            if (!this.isOver && half < steps)
                this.isOver = !this.goOn(this.search, steps - half);
        }
        catch (error) {
            if (!(error instanceof Refine))
                throw error;
            this.kept.refine(error);
            this.restart();
        }
    }
    /** Takes so many steps of a search; false where it is over. */
    goOn(search, steps) {
        const goesOn = search.work(steps, (step, state) => {
            if (this.isNews(state))
                this.ways.add(search, step);
        });
        return goesOn && search.states <= mostStates;
    }
    /** Goes on towards the next goal; where that seems fruitless, or nothing of it is left, the one after it has its turn. */
    goLed(steps) {
        const [goal] = this.goals;
        const { guide } = goal;
        const { model } = this;
        this.led ??= searchOf(model, (source, label) => guide.distance(model, source, label));
        const goesOn = this.goOn(this.led, steps);
        const isFruitless = this.led.steps - this.led.nearerAt > goal.patience;
        if (goesOn && !isFruitless)
            return;
        this.led = null;
        this.goals.shift();
        goal.patience *= 2;
        if (goesOn)
            this.goals.push(goal);
    }
    /** Leaves out what was found. */
    dropFound() {
        const [first] = this.goals;
        this.goals = this.goals.filter(({ guide }) => guide.asked.some((bits, address) => (bits & this.open[address]) !== 0));
        if (this.goals[0] !== first)
            this.led = null;
    }
    restart() {
        this.model = this.make(this.kept);
        this.search = searchOf(this.model);
        this.led = null;
        this.begin();
        this.endings.clear();
        this.warnings = 0;
        this.ways = new Ways();
        this.known = null;
    }
    /** Whether the step just taken did something that is still to be found, or ended or warned as none before. */
    isNews(state) {
        const { wanted, open, model } = this;
        model.noteOffers(state, 0);
        let isNews = false;
        for (let i = wanted.length - 1; i >= 0; i--) {
            const address = wanted[i];
            const covered = model.covered(address);
            if ((covered & open[address]) === 0)
                continue;
            isNews = true;
            open[address] &= ~covered;
            if (open[address] === 0)
                wanted.splice(i, 1);
        }
        if (this.model.warned.size > this.warnings) {
            this.warnings = this.model.warned.size;
            isNews = true;
        }
        if (isOver(state) && !this.endings.has(overKey(state))) {
            this.endings.add(overKey(state));
            isNews = true;
        }
        if (isNews)
            this.known = null;
        return isNews;
    }
    /** All that was found, as an exploration of the ways there and nothing else; null where there is nothing. */
    found() {
        if (!this.ways.isEmpty)
            this.known ??= this.goThere();
        return this.known;
    }
    goThere() {
        const model = this.make(this.kept);
        const explorer = new Explorer(new Along(model, this.ways), { states: mostStates, bytes: 1e9 });
        explorer.work(mostStates);
        return new Context(model, explorer.graph, false);
    }
}
function searchOf(model, distanceOf = null) {
    return new Search(model, (state, from, length) => atomsOf(model, state, from, length), distanceOf);
}
/** Where every way begins. */
const start = '';
/** Ways through a story that several searches of one model have found. */
class Ways {
    /** For each state that they come through, by its bytes, the labels of the steps to take from it, and the states that these lead to. */
    steps = new Map();
    get isEmpty() {
        return this.steps.size === 0;
    }
    /** Adds the way that ends with this step. */
    add(search, last) {
        for (let step = last; this.addStep(search, step);)
            step = search.reachedBy(step.source);
    }
    /** False where the step begins the story, or was added before together with all that lead to it. */
    addStep(search, { source, label, target }) {
        const key = source < 0 ? start : search.bytesOf(source).join();
        let from = this.steps.get(key);
        if (from === undefined)
            this.steps.set(key, (from = new Map()));
        if (from.has(label))
            return false;
        from.set(label, search.bytesOf(target).join());
        return source >= 0;
    }
    from(state) {
        return this.steps.get(state);
    }
}
/** A model of which only some steps are taken: those on ways that searches found. */
class Along {
    model;
    ways;
    /** The states met here, by their bytes, as the searches know them: the two models may number choices differently. */
    names = new Map();
    constructor(model, ways) {
        this.model = model;
        this.ways = ways;
    }
    start(emit) {
        this.model.start(this.only(start, emit));
    }
    successors(index, state, from, length, emit) {
        const name = this.names.get(state.subarray(from, from + length).join());
        if (this.ways.from(name) !== undefined)
            this.model.successors(index, state, from, length, this.only(name, emit));
    }
    only(source, emit) {
        const steps = this.ways.from(source);
        return (label, state, length) => {
            const target = steps.get(label);
            if (target === undefined)
                return;
            this.names.set(state.subarray(0, length).join(), target);
            emit(label, state, length);
        };
    }
}

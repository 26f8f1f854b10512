export function countOutcomes({ domain }) {
    return 'least' in domain ? domain.greatest - domain.least + 1 : domain.outcomes.length;
}
export function outcomeAt({ domain }, index) {
    return 'least' in domain ? domain.least + index : domain.outcomes[index];
}
function isPossible({ domain }, outcome) {
    if ('outcomes' in domain)
        return domain.outcomes.includes(outcome);
    return Number.isInteger(outcome) && outcome >= domain.least && outcome <= domain.greatest;
}
/** The story asks for an outcome that nobody has decided. */
export class Ask extends Error {
    request;
    constructor(request) {
        super('chance has to decide');
        this.request = request;
    }
}
/** An outcome was decided that can't come. */
export class Impossible extends Error {
}
/** More elements than this and anything may come of a shuffle, whatever came before. */
const maxShuffled = 28;
/** Decides what chance would, by a list of outcomes. When the engine goes back to an earlier moment, so does this. */
export class Chance {
    /** What the shuffles have picked in their rounds, a set of bits for each container. */
    picked = new Map();
    /** Called at the beginning of a draw, with how many came before it in this turn. */
    onDraw = null;
    /** Called with every draw that is decided. */
    onDecided = null;
    outcomes = [];
    drawn = 0;
    markDrawn = 0;
    markPicked = new Map();
    begin(outcomes, picked) {
        this.outcomes = outcomes;
        this.drawn = 0;
        this.picked = new Map(picked);
        this.mark();
    }
    /** The engine remembers this moment, to come back to it. */
    mark() {
        this.markDrawn = this.drawn;
        this.markPicked = new Map(this.picked);
    }
    rewind() {
        this.drawn = this.markDrawn;
        this.picked = new Map(this.markPicked);
    }
    decide(request) {
        this.onDraw?.(this.drawn);
        const asked = request();
        if (this.drawn >= this.outcomes.length)
            throw new Ask(asked);
        this.onDecided?.(this.drawn, asked);
        const outcome = this.outcomes[this.drawn++];
        if (!isPossible(asked, outcome))
            throw new Impossible(`${outcome}`);
        return outcome;
    }
    /** The next element of the shuffle at a path, which has been visited so often and has so many elements. */
    shuffle(path, visit, count) {
        const turn = visit % count;
        const picked = () => (turn === 0 || count > maxShuffled ? 0 : (this.picked.get(path) ?? 0));
        const outcome = this.decide(() => {
            const free = Array.from({ length: count }, (_, i) => i).filter((i) => (picked() & (1 << i)) === 0);
            // a story may come to a shuffle with a count that doesn't fit its picks: then anything may happen
            return { kind: 'shuffle', domain: { outcomes: free.length > 0 ? free : [0] } };
        });
        this.picked.set(path, turn === count - 1 || count > maxShuffled ? 0 : picked() | (1 << outcome));
        return outcome;
    }
}

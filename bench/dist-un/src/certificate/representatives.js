import { stepTo } from './playthrough.js';
/** So many are remembered. */
const most = 1000;
/** The representatives of states, in any order: each is played from the nearest one on the way there that is still remembered. */
export class Representatives {
    certificate;
    official;
    reachedBy;
    /** Those used last are last. */
    known = new Map();
    constructor(certificate, official, reachedBy) {
        this.certificate = certificate;
        this.official = official;
        this.reachedBy = reachedBy;
    }
    /** The representative of a state that waits. */
    at(state) {
        const way = [];
        let known;
        for (let s = state; s >= 0 && known === undefined;) {
            known = this.known.get(s);
            if (known !== undefined)
                this.remember(s, known);
            else {
                way.push(s);
                s = stepTo(this.certificate, this.reachedBy, s).state;
            }
        }
        for (const s of way.reverse())
            this.remember(s, (known = this.next(s, known ?? null)));
        return known;
    }
    /** Plays the last step to a state. */
    next(state, from) {
        const { starts } = this.certificate;
        const { label } = stepTo(this.certificate, this.reachedBy, state);
        let next;
        if (from === null)
            next = { saved: null, move: starts[label], outcomes: [] };
        else if (from.move === null)
            next = { saved: from.saved, move: { choice: label }, outcomes: [] };
        else
            next = { ...from, outcomes: [...from.outcomes, label] };
        const turn = this.official.play(next.saved, next.move, next.outcomes);
        return turn.asks === null ? { saved: this.official.save(), move: null, outcomes: [] } : next;
    }
    remember(state, representative) {
        this.known.delete(state);
        this.known.set(state, representative);
        if (this.known.size <= most)
            return;
        for (const oldest of this.known.keys()) {
            this.known.delete(oldest);
            break;
        }
    }
}

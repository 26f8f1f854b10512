/**
 * Tries all ways through something that asks for decisions: it is run again and again, each time with the decisions of the last run but
 * for the last one that can still be made otherwise.
 */
export class Branches {
    picked = [];
    counts = [];
    at = 0;
    /** Whether anything was asked since the run began. */
    get asked() {
        return this.at > 0;
    }
    /** How many ways there are at least: the product of all that was asked. */
    get ways() {
        let ways = 1;
        for (let i = 0; i < this.at; i++)
            ways *= this.counts[i];
        return ways;
    }
    /** One of `count` possibilities. If something else is asked than last time, as more is known meanwhile, not all ways may be tried: then all this must be done anew. */
    pick(count) {
        if (this.at === this.picked.length) {
            this.picked.push(0);
            this.counts.push(count);
        }
        return Math.min(this.picked[this.at++], count - 1);
    }
    /** Goes on to the next way; false where all were tried. */
    next() {
        while (this.picked.length > 0 && this.picked[this.picked.length - 1] + 1 === this.counts[this.counts.length - 1]) {
            this.picked.pop();
            this.counts.pop();
        }
        this.at = 0;
        if (this.picked.length === 0)
            return false;
        this.picked[this.picked.length - 1]++;
        return true;
    }
}

/** Weights are whole numbers up to this, so that all sums are exact. */
const unit = 2 ** 20;
/** How many times the steps are made smaller, and to what share of their size. */
const phases = 14;
const smaller = 0.65;
/**
 * How many ways it takes at least to show everything: where things have weights of which no way shows more than `w`, and all together
 * weigh `s`, fewer than `s / w` ways can't show them all. Any weights prove such a number; good ones are found by multiplicative weights
 * (Arora, Hazan and Kale, The multiplicative weights update method, 2012): whatever the heaviest way shows becomes lighter. This
 * approaches the optimum of the linear program in which ways may be taken in parts.
 */
export class Packing {
    /** What is proved so far; there is something to show. */
    least = 1;
    /** How heavy each thing is, the heaviest 1: what is hard to show together with others is heavy. */
    weights;
    whole;
    heaviest;
    phase = 0;
    passes = 0;
    step = 0.3;
    constructor(heaviest, count) {
        this.heaviest = heaviest;
        this.weights = new Float64Array(count).fill(1);
        this.whole = new Float64Array(count);
    }
    /** Whether there is no use in going on. */
    get isDone() {
        return this.phase >= phases;
    }
    /** Looks for better weights for a while, at most until as many as `enough` are proved, or so much `work` was done in all. */
    improve(enough, work) {
        const { weights, whole, heaviest } = this;
        const lighter = Math.exp(-this.step);
        const passes = 4 * weights.length + 50;
        for (; this.passes < passes && this.least < enough && heaviest.work < work; this.passes++) {
            let sum = 0;
            for (let i = 0; i < weights.length; i++)
                sum += whole[i] = Math.floor(weights[i] * unit);
            const most = heaviest.find(whole);
            const rest = sum % most;
            this.least = Math.max(this.least, (sum - rest) / most + (rest > 0 ? 1 : 0));
            const touched = new Uint8Array(weights.length);
            heaviest.shown(heaviest.way(), (thing) => {
                touched[thing] = 1;
            });
            let largest = 0;
            for (let i = 0; i < weights.length; i++) {
                if (touched[i] === 1)
                    weights[i] *= lighter;
                largest = Math.max(largest, weights[i]);
            }
            for (let i = 0; i < weights.length; i++)
                weights[i] /= largest;
        }
        if (this.passes < passes)
            return;
        this.passes = 0;
        this.phase++;
        this.step *= smaller;
    }
}

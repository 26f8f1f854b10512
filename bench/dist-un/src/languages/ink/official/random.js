/** Reproducible random numbers: mulberry32 (Tommy Ettinger 2017, public domain). */
export class Random {
    state;
    constructor(seed) {
        this.state = seed | 0;
    }
    /** A whole number from 0 to `bound - 1`. */
    below(bound) {
        this.state = (this.state + 0x6d2b79f5) | 0;
        let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * bound);
    }
    /** True once in `times`. */
    once(times) {
        return this.below(times) === 0;
    }
    pick(from) {
        return from[this.below(from.length)];
    }
}

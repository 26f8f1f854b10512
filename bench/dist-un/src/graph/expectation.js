import { Elimination } from './elimination.js';
const unit = 2 ** -53;
/** Rounds of improvement for a circle that is too large to be solved at once, and steps to be looked at in all of them. */
const mostRounds = 20_000;
const mostLooks = 400_000_000;
/**
 * Expectations of walks over a chain: linear equations x = P x + g, block after block from the back. A state alone needs no more than its own
 * equation; a circle is solved by elimination, or if it is too large, from below by rounds of improvement (Gauss and Seidel).
 *
 * However x came about, it is checked against its equations. With v the expected number of steps, v - P v >= c > 0 is checked in the same way; so
 * the matrix I - P is an M-matrix, and where no equation is off by more than r, no value is off by more than v r / c (see Ogita, Oishi and
 * Ushiro, Fast inclusion and residual iteration for solutions of matrix equations, 2001, section 2). Leaving steps out only makes P smaller, so one v
 * does for all questions.
 */
export class Expectations {
    chain;
    eliminations = new Map();
    /** By the array of kinds. */
    earliest = new Map();
    stepsLeft;
    /** At least this much of the expected number of steps is used up in each. */
    certain;
    constructor(chain) {
        this.chain = chain;
        const gain = new Float64Array(chain.size).fill(1);
        for (const { from, to, isClosed } of chain.blocks)
            if (isClosed)
                gain.fill(0, from, to);
        const { values, off } = this.work({ gain });
        this.stepsLeft = values;
        this.certain = 1 - off;
    }
    ask(question) {
        const { values, off } = this.work(question);
        const rate = this.certain > 0 && Number.isFinite(off) ? off / this.certain : Number.POSITIVE_INFINITY;
        return {
            values,
            error: (position) => (this.stepsLeft[position] === 0 ? 0 : this.stepsLeft[position] * rate * 1.0001),
        };
    }
    /** The values, and by how much an equation is off at most. */
    work(question) {
        const values = new Float64Array(this.chain.size);
        const nothingUpTo = this.nothingUpTo(question);
        let off = 0;
        for (const block of this.chain.blocks) {
            if (block.to <= nothingUpTo)
                continue;
            if (block.isClosed)
                this.close(block, question, values);
            else if (block.isCircle) {
                this.solve(block, question, values);
                for (let i = block.from; i < block.to; i++)
                    off = Math.max(off, this.offBy(i, values[i], question, values));
            }
            else {
                const i = block.from;
                values[i] = this.right(i, question, values);
                off = Math.max(off, this.hidden(i, 2 * values[i], question));
            }
        }
        return { values, off };
    }
    /** Before this position nothing can be expected: where only steps are asked for, none of them is taken there or later in a walk. */
    nothingUpTo({ gain, kinds, asked, worth }) {
        if (gain !== undefined || worth !== undefined || kinds === undefined)
            return 0;
        let earliest = this.earliest.get(kinds);
        if (earliest === undefined)
            this.earliest.set(kinds, (earliest = earliestOf(this.chain, kinds)));
        let position = this.chain.size;
        for (const [kind, first] of earliest)
            if (first < position && asked[kind] === 1)
                position = first;
        return position;
    }
    /** In a closed block whatever can happen happens, sooner or later. */
    close({ from, to }, { kinds, asked, worth }, values) {
        const { first } = this.chain;
        let comes = false;
        if (kinds !== undefined)
            for (let e = first[from]; e < first[to]; e++)
                if (asked[kinds[e]] === 1)
                    comes = true;
        for (let i = from; i < to; i++)
            values[i] = comes ? 1 : (worth?.[i] ?? 0);
    }
    /** The right side of the equation of a position. */
    right(i, { gain, kinds, asked }, values) {
        const { first, to, odds } = this.chain;
        let sum = gain === undefined ? 0 : gain[i];
        if (kinds === undefined)
            for (let e = first[i]; e < first[i + 1]; e++)
                sum += odds[e] * values[to[e]];
        else
            for (let e = first[i]; e < first[i + 1]; e++)
                sum += odds[e] * (asked[kinds[e]] === 1 ? 1 : values[to[e]]);
        return sum;
    }
    /** By how much the exact equation of a position is off at most: what is seen of it, and what rounding may hide. */
    offBy(i, left, question, values) {
        const right = this.right(i, question, values);
        return Math.abs(right - left) + this.hidden(i, left + right, question);
    }
    hidden(i, sides, { gainError }) {
        const { first } = this.chain;
        return (3 * (first[i + 1] - first[i]) + 16) * unit * sides + (gainError === undefined ? 0 : gainError[i]);
    }
    solve(block, question, values) {
        const elimination = this.eliminationOf(block);
        if (elimination === null)
            return this.approach(block, question, values);
        const { first, to, odds } = this.chain;
        const { from } = block;
        const { gain, kinds, asked } = question;
        const inner = [];
        const leaving = new Float64Array(block.to - from);
        const gained = new Float64Array(block.to - from);
        for (let i = from; i < block.to; i++) {
            if (gain !== undefined)
                gained[i - from] = gain[i];
            for (let e = first[i]; e < first[i + 1]; e++) {
                const ends = kinds !== undefined && asked[kinds[e]] === 1;
                if (to[e] >= from)
                    inner.push(ends ? 0 : odds[e]);
                if (to[e] >= from && !ends)
                    continue;
                leaving[i - from] += odds[e];
                gained[i - from] += odds[e] * (ends ? 1 : values[to[e]]);
            }
        }
        values.set(elimination.solve(Float64Array.from(inner), leaving, gained), from);
    }
    eliminationOf(block) {
        let known = this.eliminations.get(block);
        if (known === undefined) {
            const { first, to } = this.chain;
            const sources = [];
            const targets = [];
            for (let i = block.from; i < block.to; i++)
                for (let e = first[i]; e < first[i + 1]; e++)
                    if (to[e] >= block.from) {
                        sources.push(i - block.from);
                        targets.push(to[e] - block.from);
                    }
            const steps = { sources: Int32Array.from(sources), targets: Int32Array.from(targets) };
            known = Elimination.of(block.to - block.from, steps);
            this.eliminations.set(block, known);
        }
        return known;
    }
    approach({ from, to }, question, values) {
        const steps = this.chain.first[to] - this.chain.first[from];
        for (let round = 0; round < Math.min(mostRounds, mostLooks / steps); round++) {
            let change = 0;
            for (let i = from; i < to; i++) {
                const value = this.right(i, question, values);
                change = Math.max(change, Math.abs(value - values[i]) / Math.max(value, 1e-300));
                values[i] = value;
            }
            if (change < 8 * unit)
                return;
        }
    }
}
/** For each kind of step the first position that has one. */
function earliestOf({ first, size }, kinds) {
    const earliest = new Map();
    for (let i = 0; i < size; i++)
        for (let e = first[i]; e < first[i + 1]; e++)
            if (!earliest.has(kinds[e]))
                earliest.set(kinds[e], i);
    return earliest;
}

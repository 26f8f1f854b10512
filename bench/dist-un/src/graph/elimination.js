/** More than this many operations, and a circle is not solved this way. */
const mostOperations = 1_000_000;
/**
 * Solves the equations of a circle, x = P x + g, by taking out one state after another and leading the steps through it past it (Grassmann,
 * Taksar and Heyman, Regenerative analysis and steady state distributions for Markov chains, 1985): nothing is ever subtracted, so nothing
 * cancels. The states with the fewest ways through them go first (Markowitz 1957), as found out once for all values.
 */
export class Elimination {
    steps;
    /** The states in the order in which they are taken out. */
    order;
    /** The cell of each step; -1 for one from a state to itself. */
    cellOf;
    cells;
    /** For the state taken out as number n: its steps to states left, and those from states left to it: cell and state in turn. */
    out;
    into;
    /** For each way in and each way out of it the cell of the step past it; -1 where that leads back. */
    past;
    constructor(steps, cellOf, plan) {
        this.steps = steps;
        this.cellOf = cellOf;
        this.order = Int32Array.from(plan.order);
        this.cells = plan.cells;
        this.out = plan.out;
        this.into = plan.into;
        this.past = plan.past;
    }
    /** Null where it would take too long. */
    static of(size, steps) {
        const plan = new Plan(size);
        const cellOf = steps.sources.map((source, i) => plan.cell(source, steps.targets[i]));
        return plan.make() ? new Elimination(steps, cellOf, plan) : null;
    }
    /** `odds` of the steps in the circle (0 where one ends the walk), of leaving it, and what each state gains: the latter two are used up. */
    solve(odds, leaving, gain) {
        const { order, out, into, past, cellOf } = this;
        const value = new Float64Array(this.cells);
        for (let i = 0; i < this.steps.sources.length; i++)
            if (cellOf[i] >= 0)
                value[cellOf[i]] += odds[i];
        const away = new Float64Array(order.length);
        for (let n = 0; n < order.length; n++) {
            const k = order[n];
            let sum = leaving[k];
            for (let o = 0; o < out[n].length; o += 2)
                sum += value[out[n][o]];
            away[n] = sum;
            if (sum === 0)
                continue;
            let at = 0;
            for (let i = 0; i < into[n].length; i += 2) {
                const ratio = value[into[n][i]] / sum;
                const source = into[n][i + 1];
                leaving[source] += ratio * leaving[k];
                gain[source] += ratio * gain[k];
                for (let o = 0; o < out[n].length; o += 2, at++)
                    if (past[n][at] >= 0)
                        value[past[n][at]] += ratio * value[out[n][o]];
            }
        }
        const x = new Float64Array(order.length);
        for (let n = order.length - 1; n >= 0; n--) {
            let sum = gain[order[n]];
            for (let o = 0; o < out[n].length; o += 2)
                sum += value[out[n][o]] * x[out[n][o + 1]];
            x[order[n]] = away[n] === 0 ? 0 : sum / away[n];
        }
        return x;
    }
}
/** The order of an elimination, and where everything lies. */
class Plan {
    order = [];
    out = [];
    into = [];
    past = [];
    cells = 0;
    rows;
    columns;
    constructor(size) {
        this.rows = Array.from({ length: size }, () => new Map());
        this.columns = Array.from({ length: size }, () => new Map());
    }
    /** The cell of the step from one state to another; -1 if they are the same. */
    cell(source, target) {
        if (source === target)
            return -1;
        let cell = this.rows[source].get(target);
        if (cell === undefined) {
            cell = this.cells++;
            this.rows[source].set(target, cell);
            this.columns[target].set(source, cell);
        }
        return cell;
    }
    /** Plans it all; false where it would take too long. */
    make() {
        const { rows, columns } = this;
        const queue = new Queue(rows.length);
        const put = (k) => queue.put(k, rows[k].size * columns[k].size);
        for (const k of rows.keys())
            put(k);
        let operations = 0;
        for (let k = queue.take(); k >= 0; k = queue.take()) {
            operations += rows[k].size * columns[k].size;
            if (operations > mostOperations)
                return false;
            const touched = new Set([...rows[k].keys(), ...columns[k].keys()]);
            this.takeOut(k);
            for (const other of touched)
                put(other);
        }
        return true;
    }
    takeOut(k) {
        const out = [...this.rows[k]];
        const into = [...this.columns[k]];
        for (const [target] of out)
            this.columns[target].delete(k);
        for (const [source] of into)
            this.rows[source].delete(k);
        const past = into.flatMap(([source]) => out.map(([target]) => this.cell(source, target)));
        this.order.push(k);
        this.out.push(pairs(out));
        this.into.push(pairs(into));
        this.past.push(Int32Array.from(past));
    }
}
/** States by how many ways lead through them, the fewest first; those of very many come last, in any order. */
class Queue {
    buckets = [];
    /** The bucket that each state is in; -1 once it was taken. */
    bucketOf;
    lowest = 0;
    constructor(size) {
        this.bucketOf = new Int32Array(size);
    }
    put(state, ways) {
        const bucket = Math.min(ways, 10_000);
        while (this.buckets.length <= bucket)
            this.buckets.push([]);
        this.buckets[bucket].push(state);
        this.bucketOf[state] = bucket;
        this.lowest = Math.min(this.lowest, bucket);
    }
    /** -1 where none is left. */
    take() {
        for (; this.lowest < this.buckets.length; this.lowest++) {
            for (let k = this.buckets[this.lowest].pop(); k !== undefined; k = this.buckets[this.lowest].pop()) {
                if (this.bucketOf[k] !== this.lowest)
                    continue; // it was put elsewhere since
                this.bucketOf[k] = -1;
                return k;
            }
        }
        return -1;
    }
}
const pairs = (steps) => Int32Array.from(steps.flatMap(([state, cell]) => [cell, state]));

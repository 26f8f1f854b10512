import { lengthsOf } from '../graph/lengths.js';
import { between, infinite, measured, rootOf, upToOne, whole } from './measure.js';
import { inNumbers } from './walk.js';
export function lifetimesOf(walk, ways) {
    return inNumbers(walk.chain, 6 * (ways.length + 1), (solver) => new Lives(walk, solver).all(ways));
}
const finite = (value) => value === Number.POSITIVE_INFINITY ? 'infinite' : Math.max(0, value);
/** Where the exploration did not finish, and has more states than this, no bound is worked out for averages: it would say little. */
const mostForBounds = 100_000;
const unknown = { value: null, least: 0, most: 'infinite', exact: null };
class Lives {
    walk;
    solver;
    words;
    choices;
    constructor(walk, solver) {
        this.walk = walk;
        this.solver = solver;
        const { telling, shown, shownAtStart, taken } = walk;
        this.words = {
            atStart: shownAtStart.map((number) => telling.words(number)),
            steps: Float64Array.from(shown, (number) => telling.words(number)),
        };
        this.choices = {
            atStart: shownAtStart.map(() => 0),
            steps: Float64Array.from(taken, (choice) => (choice < 0 ? 0 : 1)),
        };
    }
    all(ways) {
        const leaves = ways.find(({ kind }) => kind === 'unexplored');
        const left = leaves === undefined ? null : this.odds(leaves);
        const outcomes = ways.map((way) => {
            const { positions, ...about } = way;
            const odds = way === leaves ? left : this.widened(this.odds(way), left);
            const spread = (counted) => {
                if (way.kind === 'endless' || way === leaves)
                    return null;
                return leaves === undefined ? this.spread(counted, [way]) : this.someOf(counted, [way], leaves);
            };
            return { ...about, odds, words: spread(this.words), choices: spread(this.choices) };
        });
        const spread = (counted) => leaves === undefined ? this.spread(counted, ways) : this.someOf(counted, ways, leaves);
        return { words: spread(this.words), choices: spread(this.choices), outcomes, left };
    }
    marks(ways) {
        const marks = new Uint8Array(this.walk.chain.size);
        for (const { positions } of ways)
            for (const position of positions)
                marks[position] = 1;
        return marks;
    }
    odds(way) {
        const { plus, divided, whole, nought } = this.solver.arithmetic;
        const comes = this.solver.solve({ worth: this.marks([way]) });
        const sum = this.walk.starts.reduce((sum, position) => plus(sum, comes(position)), nought);
        return upToOne(measured(divided(sum, whole(this.walk.starts.length))));
    }
    /** Whoever left what was explored may come to it there. */
    widened(odds, left) {
        return left === null ? odds : upToOne(between(Number(odds.least), Number(odds.most) + Number(left.most)));
    }
    spread(counted, ways) {
        const { least, most } = this.extremes(counted, ways);
        if (this.growsForEver(counted, ways))
            return { least: whole(least), mean: infinite, most: infinite, deviation: infinite };
        const { mean, variance } = momentsOf(this.solver, this.walk.starts, counted, this.marks(ways));
        return { least: whole(least), mean: measured(mean), most: whole(most), deviation: rootOf(measured(variance)) };
    }
    /** The same where some playthroughs leave what was explored: of those nothing is known but what they had come by until then. */
    someOf(counted, ways, leaves) {
        const known = ways.filter((way) => way !== leaves);
        const { least, most } = this.extremes(counted, known);
        const atLeaving = this.extremes(counted, [leaves]);
        const isAll = known.length < ways.length;
        const isWorthIt = isAll && (this.walk.chain.size <= mostForBounds || this.growsForEver(counted, ways));
        const mean = isWorthIt ? this.spread(counted, ways).mean : unknown;
        return {
            least: between(Math.min(least, atLeaving.least), least),
            mean: mean.value === 'infinite' ? infinite : { ...unknown, least: mean.least },
            most: { ...unknown, least: finite(isAll ? Math.max(most, atLeaving.most) : most) },
            deviation: unknown,
        };
    }
    extremes(counted, ways) {
        const { chain, starts } = this.walk;
        const over = ways.filter(({ kind }) => kind !== 'endless');
        const { least } = extremesOf(chain, starts, counted, this.marks(over));
        return { least, most: extremesOf(chain, starts, counted, this.marks(ways)).most };
    }
    /** Whether some playthroughs never end, and what is counted goes on being counted in them. */
    growsForEver({ steps }, ways) {
        const { first } = this.walk.chain;
        return ways.some(({ kind, positions }) => kind === 'endless' && positions.some((i) => steps.subarray(first[i], first[i + 1]).some((count) => count > 0)));
    }
}
/**
 * How likely it is to come to closed blocks, and the average and variance of what is counted on the ways there. `starts` are the positions to
 * which the ways to start the story lead; all are equally likely.
 */
export function momentsOf(solver, starts, counted, worth) {
    const { chain, arithmetic: math } = solver;
    const { plus, times, divided, minus, whole } = math;
    const all = (answer) => Array.from({ length: chain.size }, (_, i) => answer(i));
    const comes = all(solver.solve({ worth }));
    const once = all(solver.solve({ gain: gains(solver, counted, comes, (count, to) => times(count, comes[to])) }));
    const atOnce = (count, to) => plus(times(count, comes[to]), times(whole(2), once[to]));
    const twice = solver.solve({ gain: gains(solver, counted, comes, (count, to) => times(count, atOnce(count, to))) });
    let [odds, first, second] = [math.nought, math.nought, math.nought];
    starts.forEach((position, i) => {
        const count = whole(counted.atStart[i]);
        odds = plus(odds, comes[position]);
        first = plus(first, plus(times(count, comes[position]), once[position]));
        second = plus(second, plus(times(count, atOnce(count, position)), twice(position)));
    });
    const mean = divided(first, odds);
    const variance = minus(divided(second, odds), times(mean, mean));
    return { odds: divided(odds, whole(starts.length)), mean, variance };
}
/** The sum over the steps of each position, by how likely they are, of what they gain where they still come to what counts. */
function gains({ chain, arithmetic, odds }, { steps }, comes, gain) {
    const { first, to, size } = chain;
    const result = new Array(size).fill(arithmetic.nought);
    for (let i = 0; i < size; i++)
        for (let e = first[i]; e < first[i + 1]; e++)
            if (steps[e] > 0 && comes[to[e]] !== arithmetic.nought) {
                const gained = gain(arithmetic.whole(steps[e]), to[e]);
                result[i] = arithmetic.plus(result[i], arithmetic.times(odds[e], gained));
            }
    return result;
}
/** The least and the most that is counted in playthroughs that end in some closed blocks; the most may be infinite. */
export function extremesOf(chain, starts, counted, worth) {
    const lengths = lengthsOf(chain, counted.steps, worth);
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    starts.forEach((position, i) => {
        least = Math.min(least, counted.atStart[i] + lengths.least[position]);
        most = Math.max(most, counted.atStart[i] + lengths.most[position]);
    });
    return { least, most };
}

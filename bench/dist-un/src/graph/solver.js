import { exactArithmetic, roundedArithmetic } from './arithmetic.js';
import { certainty } from './certain.js';
import { exactOdds, expectExactly } from './exactly.js';
import { Expectations } from './expectation.js';
export function exactSolver(chain) {
    const odds = exactOdds(chain);
    return {
        chain,
        arithmetic: exactArithmetic,
        odds,
        solve: ({ worth, ...question }) => {
            const { nought, one } = exactArithmetic;
            const worths = worth && Array.from(worth, (counts) => (counts === 1 ? one : nought));
            const values = expectExactly(chain, odds, { ...question, worth: worths });
            return (position) => (values[position].over === 0n ? nought : values[position]);
        },
    };
}
export function roundedSolver(chain) {
    const expectations = new Expectations(chain);
    const odds = [];
    for (let i = 0; i < chain.size; i++) {
        const error = (2 * (chain.first[i + 1] - chain.first[i]) + 3) * 2 ** -52;
        for (let e = chain.first[i]; e < chain.first[i + 1]; e++)
            odds.push({ value: chain.odds[e], error: chain.odds[e] * error });
    }
    return {
        chain,
        arithmetic: roundedArithmetic,
        odds,
        solve: ({ gain, worth, kinds, asked }) => {
            const answer = expectations.ask({
                gain: gain && Float64Array.from(gain, ({ value }) => value),
                gainError: gain && Float64Array.from(gain, ({ error }) => error),
                worth: worth && Float64Array.from(worth),
                kinds,
                asked,
            });
            let certain = null;
            return (position) => {
                const value = answer.values[position];
                if (value === 0)
                    return roundedArithmetic.nought;
                const error = answer.error(position);
                if (gain !== undefined || value + error < 1)
                    return { value, error };
                certain ??= certainty(chain, { kinds, asked, worth });
                return certain[position] === 1 ? roundedArithmetic.one : { value, error };
            };
        },
    };
}

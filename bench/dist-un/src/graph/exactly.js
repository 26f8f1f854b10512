import { divided, nought, one, plus, times } from './fraction.js';
/** The odds of each step of a chain, exactly. */
export function exactOdds({ size, first, transition, weights: { of, table } }) {
    const odds = [];
    for (let i = 0; i < size; i++) {
        let sum = nought;
        for (let e = first[i]; e < first[i + 1]; e++)
            sum = plus(sum, table[of[transition[e]]]);
        for (let e = first[i]; e < first[i + 1]; e++)
            odds.push(divided(table[of[transition[e]]], sum));
    }
    return odds;
}
/** What `Expectations` answers, in exact numbers: for small chains. */
export function expectExactly(chain, odds, question) {
    const { first, to } = chain;
    const { kinds, asked, gain, worth } = question;
    const values = new Array(chain.size).fill(nought);
    const isAsked = (e) => kinds !== undefined && asked[kinds[e]] === 1;
    const close = ({ from, to: end }) => {
        let comes = false;
        for (let e = first[from]; e < first[end]; e++)
            if (isAsked(e))
                comes = true;
        for (let i = from; i < end; i++)
            values[i] = comes ? one : (worth?.[i] ?? nought);
    };
    /** The equations of a block, one after another solved for the last of its states that is left, and put into the others. */
    const solve = ({ from, to: end }) => {
        const rows = [];
        const gained = [];
        const leaving = [];
        for (let i = from; i < end; i++) {
            const row = new Map();
            let [gains, leaves] = [gain?.[i] ?? nought, nought];
            for (let e = first[i]; e < first[i + 1]; e++) {
                if (to[e] >= from && !isAsked(e)) {
                    if (to[e] !== i)
                        row.set(to[e], plus(row.get(to[e]) ?? nought, odds[e]));
                    continue;
                }
                leaves = plus(leaves, odds[e]);
                gains = plus(gains, times(odds[e], isAsked(e) ? one : values[to[e]]));
            }
            rows.push(row);
            gained.push(gains);
            leaving.push(leaves);
        }
        const away = [];
        for (let k = end - 1; k >= from; k--) {
            const row = rows[k - from];
            away[k - from] = [...row.values()].reduce(plus, leaving[k - from]);
            for (let i = from; i < k; i++) {
                const step = rows[i - from].get(k);
                if (step === undefined)
                    continue;
                rows[i - from].delete(k);
                const ratio = divided(step, away[k - from]);
                gained[i - from] = plus(gained[i - from], times(ratio, gained[k - from]));
                leaving[i - from] = plus(leaving[i - from], times(ratio, leaving[k - from]));
                for (const [target, step] of row)
                    if (target !== i)
                        rows[i - from].set(target, plus(rows[i - from].get(target) ?? nought, times(ratio, step)));
            }
        }
        for (let k = from; k < end; k++) {
            let sum = gained[k - from];
            for (const [target, step] of rows[k - from])
                sum = plus(sum, times(step, values[target]));
            values[k] = divided(sum, away[k - from]);
        }
    };
    for (const block of chain.blocks)
        (block.isClosed ? close : solve)(block);
    return values;
}

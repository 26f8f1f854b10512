import { Refine } from './errors.js';
import { isTrue } from './natives.js';
import { isProgression, nativeName, payloadOf, Tag } from './values.js';
/** Someone looked at a value that was left out of the state. */
export function forgottenRead(value) {
    throw new Refine(payloadOf(value), null);
}
/** Someone needs the exact number behind a progression. */
export function exactRead(values, value) {
    throw new Refine(values.progressionOf(value).slot, { least: Number.POSITIVE_INFINITY, period: 1 });
}
/** Asks for numbers below `bound` to be kept apart, in terms of the progression that was read. */
function needLeast(p, bound) {
    throw new Refine(p.slot, { least: bound - p.offset, period: p.period });
}
/** Whether every number of the progression is true. */
export function progressionTruth(values, value) {
    const p = values.progressionOf(value);
    if (p.least > 0 || p.greatest < 0)
        return true;
    return needLeast(p, p.least < 0 && Number.isFinite(p.greatest) ? 0 : 1);
}
const mirrored = { '>': '<', '<': '>', '>=': '<=', '<=': '>=' };
/** Whether a number may be combined with a value by `and` and `or`: with texts and targets the runtime complains. */
const hasPlainTruth = (value) => isProgression(value) || [Tag.Int, Tag.Number, Tag.Bool, Tag.List].some((tag) => (value & 7) === tag);
/**
 * A native function where one operand is a progression. It answers exactly where all numbers of the progression give the same answer
 * (or again a progression); otherwise it asks for the slot to be kept more finely.
 */
export function onProgression(values, n, x, y) {
    const left = isProgression(x);
    const value = left ? x : y;
    const other = left ? y : x;
    const logical = nativeName(n) === '&&' || nativeName(n) === '||';
    if (logical && hasPlainTruth(other)) {
        const [first, second] = [isTrue(values, x), isTrue(values, y)];
        return values.bool(nativeName(n) === '&&' ? first && second : first || second);
    }
    if ((other & 7) !== Tag.Int)
        exactRead(values, value);
    const p = values.progressionOf(value);
    const c = other >> 3;
    const name = left ? nativeName(n) : (mirrored[nativeName(n)] ?? nativeName(n));
    const known = (bound, answer) => {
        if (p.least >= bound)
            return values.bool(answer);
        return p.greatest < bound ? values.bool(!answer) : needLeast(p, bound);
    };
    const moved = (by) => values.progression({ ...p, least: p.least + by, greatest: p.greatest + by, offset: p.offset + by });
    /** Whether it is another number than `c`. */
    const differs = () => {
        if (p.least > c || p.greatest < c)
            return true;
        return needLeast(p, p.least < c && Number.isFinite(p.greatest) ? c : c + 1);
    };
    switch (name) {
        case '+':
            return moved(c);
        case '-':
            if (left)
                return moved(-c);
            break;
        case '>':
            return known(c + 1, true);
        case '>=':
            return known(c, true);
        case '<':
            return known(c, false);
        case '<=':
            return known(c + 1, false);
        case '==':
            return values.bool(!differs());
        case '!=':
            return values.bool(differs());
        case 'MIN':
            if (p.greatest <= c)
                return value;
            return p.least >= c ? other : needLeast(p, c);
        case 'MAX':
            if (p.greatest <= c)
                return other;
            return p.least >= c ? value : needLeast(p, c);
        case '%':
            if (left && c > 0 && !Number.isFinite(p.greatest))
                return modulo(values, p, c);
            break;
    }
    return exactRead(values, value);
}
function modulo(values, p, c) {
    if (p.least < 0)
        needLeast(p, 0);
    if (p.period % c !== 0)
        throw new Refine(p.slot, { least: p.least - p.offset, period: leastCommonMultiple(p.period, c) });
    return values.int(p.least % c);
}
function leastCommonMultiple(a, b) {
    let [x, y] = [a, b];
    while (y !== 0)
        [x, y] = [y, x % y];
    return (a / x) * b;
}

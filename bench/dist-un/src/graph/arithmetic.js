import { divided, fraction, minus, nought, one, plus, times } from './fraction.js';
export const exactArithmetic = {
    nought,
    one,
    whole: (value) => fraction(BigInt(value), 1n),
    plus,
    minus,
    times,
    divided,
};
/** A little more than the largest error of one operation, relatively; what is added covers the rounding of errors themselves. */
const unit = 2 ** -52;
const rounded = (value, error) => ({
    value,
    error: error * (1 + 8 * unit) + Math.abs(value) * unit,
});
export const roundedArithmetic = {
    nought: { value: 0, error: 0 },
    one: { value: 1, error: 0 },
    whole: (value) => ({ value, error: 0 }),
    plus: (a, b) => rounded(a.value + b.value, a.error + b.error),
    minus: (a, b) => rounded(a.value - b.value, a.error + b.error),
    times: (a, b) => rounded(a.value * b.value, Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error),
    divided: (a, b) => {
        const least = b.value - b.error;
        if (!(least > 0))
            return { value: a.value / b.value, error: Number.POSITIVE_INFINITY };
        return rounded(a.value / b.value, (a.error + Math.abs(a.value / b.value) * b.error) / (least * (1 - unit)));
    },
};

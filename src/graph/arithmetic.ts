import { divided, type Fraction, fraction, minus, nought, one, plus, times } from './fraction.ts';

/** What it takes to work with numbers of some kind. */
export interface Arithmetic<T> {
  readonly nought: T;
  readonly one: T;
  /** A whole number. */
  whole(value: number): T;
  plus(a: T, b: T): T;
  minus(a: T, b: T): T;
  times(a: T, b: T): T;
  /** `b` is above 0, or nothing is known of the result. */
  divided(a: T, b: T): T;
}

/** A number that was rounded: the exact one is no further than `error` from `value`. */
export interface Rounded {
  readonly value: number;
  readonly error: number;
}

export const exactArithmetic: Arithmetic<Fraction> = {
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

const rounded = (value: number, error: number): Rounded => ({
  value,
  error: error * (1 + 8 * unit) + Math.abs(value) * unit,
});

export const roundedArithmetic: Arithmetic<Rounded> = {
  nought: { value: 0, error: 0 },
  one: { value: 1, error: 0 },
  whole: (value) => ({ value, error: 0 }),
  plus: (a, b) => rounded(a.value + b.value, a.error + b.error),
  minus: (a, b) => rounded(a.value - b.value, a.error + b.error),
  times: (a, b) =>
    rounded(a.value * b.value, Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + a.error * b.error),
  divided: (a, b) => {
    const least = b.value - b.error;
    if (!(least > 0)) return { value: a.value / b.value, error: Number.POSITIVE_INFINITY };
    return rounded(a.value / b.value, (a.error + Math.abs(a.value / b.value) * b.error) / (least * (1 - unit)));
  },
};

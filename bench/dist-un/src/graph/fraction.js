export const nought = { over: 0n, under: 1n };
export const one = { over: 1n, under: 1n };
/** `over / under` in lowest terms; `under` is above 0. */
export function fraction(over, under) {
    let [a, b] = [over < 0n ? -over : over, under];
    while (b !== 0n)
        [a, b] = [b, a % b];
    return a === 1n ? { over, under } : { over: over / a, under: under / a };
}
/** What a number says as a decimal: 0.1 is a tenth. */
export function fractionOf(value) {
    const [digits, exponent = '0'] = String(value).split('e');
    const [whole, rest = ''] = digits.split('.');
    const shift = Number(exponent) - rest.length;
    const over = BigInt(whole + rest);
    return shift < 0 ? fraction(over, 10n ** BigInt(-shift)) : { over: over * 10n ** BigInt(shift), under: 1n };
}
export function plus(a, b) {
    if (a.over === 0n)
        return b;
    if (b.over === 0n)
        return a;
    if (a.under === b.under)
        return fraction(a.over + b.over, a.under);
    return fraction(a.over * b.under + b.over * a.under, a.under * b.under);
}
export function minus(a, b) {
    return plus(a, { over: -b.over, under: b.under });
}
export function times(a, b) {
    return a.over === 0n || b.over === 0n ? nought : fraction(a.over * b.over, a.under * b.under);
}
/** `b` is above 0. */
export function divided(a, b) {
    return fraction(a.over * b.under, a.under * b.over);
}
const digits = 20n;
/** The nearest number, or one next to it. */
export function numberOf({ over, under }) {
    if (over < 0n)
        return -numberOf({ over: -over, under });
    if (over === 0n)
        return 0;
    // as many decimal places as it takes to have some digits of it
    const places = BigInt(Math.max(0, String(under).length - String(over).length)) + digits;
    return Number(`${(over * 10n ** places) / under}e-${places}`);
}
/** `3/8`, or `3`. */
export function showFraction({ over, under }) {
    return under === 1n ? String(over) : `${over}/${under}`;
}

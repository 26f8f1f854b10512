import { numberOf, showFraction } from '../graph/fraction.js';
export const infinite = { value: 'infinite', least: 'infinite', most: 'infinite', exact: null };
/** A whole number, or infinity. */
export function whole(value) {
    return value === Number.POSITIVE_INFINITY ? infinite : { value, least: value, most: value, exact: String(value) };
}
/** More characters than this are nothing to look at. */
const mostCharacters = 60;
/** A number that was worked out, whichever way. */
export function measured(result) {
    if ('value' in result)
        return between(result.value - result.error, result.value + result.error, result.value);
    const value = numberOf(result);
    const text = showFraction(result);
    const off = result.under === 1n ? 0 : value * 2 ** -51;
    return { value, least: value - off, most: value + off, exact: text.length > mostCharacters ? null : text };
}
/** Numbers that lie so close together are told as one; roots may lie further apart, for what is near 0 is less near when its root is drawn. */
const close = 1e-6;
const closeRoots = 1e-3;
/** A number from 0 on that lies between two others: told as one, `middle`, where they are close together. */
export function between(least, most, middle = (least + most) / 2, apart = close) {
    const from = Math.max(0, least);
    if (!(most < Number.POSITIVE_INFINITY))
        return { value: null, least: from || 0, most: 'infinite', exact: null };
    const isClose = most - from <= apart * Math.max(1, middle);
    return { value: isClose ? middle : null, least: from, most, exact: null };
}
/** The same, up to 1. */
export function upToOne({ value, least, most, exact }) {
    const limit = (number) => (typeof number === 'number' ? Math.min(1, number) : number);
    return { value: limit(value), least: limit(least), most: most === 'infinite' ? 1 : limit(most), exact };
}
/** The square root of a number that was worked out. */
export function rootOf({ value, least, most }) {
    const root = (x) => x === 'infinite' ? Number.POSITIVE_INFINITY : Math.sqrt(Math.max(0, x));
    if (value === 'infinite')
        return infinite;
    const middle = value === null ? undefined : Math.sqrt(Math.max(0, value));
    return between(root(least) * (1 - 2 ** -52), root(most) * (1 + 2 ** -52), middle, closeRoots);
}

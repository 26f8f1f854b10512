import { Crash, StoryError } from './errors.js';
import { Kinds, unknown } from './unknowns.js';
import { Tag } from './values.js';
/** LISTNAME(n): the item of that value, or the empty list. */
export function listFromInt(m) {
    const [name, number] = [m.stack.at(-2), m.stack.at(-1)];
    m.stack.length = Math.max(0, m.stack.length - 2);
    if (number !== undefined && m.isUnknown(number)) {
        m.values.unknowns.mayFail('a list item by a value that is not known');
        return m.push(unknown(Kinds.List));
    }
    if (number !== undefined)
        m.mustBeKnown(number);
    if (name === undefined || (name & 7) !== Tag.String)
        throw new Crash('a list without a name');
    if (number === undefined || !m.values.isInt(number)) {
        throw new StoryError('Passed non-integer when creating a list element from a numerical value.');
    }
    const list = m.program.lists.findIndex((definition) => definition.name === m.values.stringOf(name));
    if (list < 0)
        throw new StoryError(`Failed to find LIST called ${m.values.stringOf(name)}`);
    const { lists } = m.values;
    m.push(m.values.list(lists.single(lists.withValue(list, m.values.numberOf(number)))));
}
/** LIST_RANGE: the part of a list between two bounds, each a number or a list. */
export function listRange(m) {
    const [list, low, high] = [m.stack.at(-3), m.stack.at(-2), m.stack.at(-1)];
    m.stack.length = Math.max(0, m.stack.length - 3);
    if ([list, low, high].some((value) => value !== undefined && m.isUnknown(value))) {
        m.values.unknowns.mayFail('LIST_RANGE of something that is not known');
        return m.push(unknown(Kinds.List));
    }
    for (const value of [list, low, high])
        if (value !== undefined)
            m.mustBeKnown(value);
    const isValue = (value) => value !== undefined && (value & 7) !== Tag.Special;
    if (!isValue(list) || !isValue(low) || !isValue(high) || (list & 7) !== Tag.List) {
        throw new StoryError('Expected list, minimum and maximum for LIST_RANGE');
    }
    const least = bound(m, low, (x) => m.values.lists.minItem(x)) ?? 0;
    const greatest = bound(m, high, (x) => m.values.lists.maxItem(x)) ?? Number.MAX_SAFE_INTEGER;
    m.push(m.values.list(m.values.lists.range(list >> 3, least, greatest)));
}
/** The number that a bound means, or undefined where it bounds nothing. */
function bound(m, value, itemOf) {
    if ((value & 7) === Tag.List) {
        const item = itemOf(value >> 3);
        return item < 0 ? undefined : m.values.lists.valueOf(item);
    }
    if ((value & 7) !== Tag.Int && (value & 7) !== Tag.Number)
        return undefined;
    const n = m.values.numberOf(value);
    return Number.isInteger(n) ? n : undefined;
}

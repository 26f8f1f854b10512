import { Crash, StoryError } from './errors.js';
import { isTrue, typeName } from './natives.js';
import { nativeName, Tag } from './values.js';
const isList = (value) => (value & 7) === Tag.List;
/** A native function of two operands, at least one of them a list. */
export function listBinary(values, n, x, y) {
    const name = nativeName(n);
    if ((name === '+' || name === '-') && isList(x) && values.isInt(y)) {
        const by = values.numberOf(y);
        const shifted = values.lists.shift(x >> 3, name === '+' ? by : -by);
        if (shifted === null)
            throw new Crash('two items of a list became one');
        return values.list(shifted);
    }
    if ((name === '&&' || name === '||') && !(isList(x) && isList(y))) {
        for (const value of [x, y])
            if (typeName(values, value) === 'DivertTarget')
                throw new Crash('the truth of a divert target');
        const left = isTrue(values, x);
        const right = isTrue(values, y);
        return values.bool(name === '&&' ? left && right : left || right);
    }
    if (!isList(x) || !isList(y)) {
        throw new StoryError(`Can not call use ${name} operation on ${typeName(values, x)} and ${typeName(values, y)}`);
    }
    return onLists(values, name, x >> 3, y >> 3);
}
function onLists(values, name, x, y) {
    const { lists } = values;
    const make = (compute) => values.list(lists.remember(name, x, y, compute));
    const count = (list) => lists.at(list).items.length;
    const least = (list) => lists.valueOf(lists.minItem(list));
    const most = (list) => lists.valueOf(lists.maxItem(list));
    switch (name) {
        case '+':
            return make(() => lists.union(x, y));
        case '-':
            return make(() => lists.without(x, y));
        case '^':
            return make(() => lists.intersect(x, y));
        case '?':
            return values.bool(lists.contains(x, y));
        case '!?':
            return values.bool(!lists.contains(x, y));
        case '==':
            return values.bool(lists.equal(x, y));
        case '!=':
            return values.bool(!lists.equal(x, y));
        case '>':
            return values.bool(count(x) > 0 && (count(y) === 0 || least(x) > most(y)));
        case '>=':
            return values.bool(count(x) > 0 && (count(y) === 0 || (least(x) >= least(y) && most(x) >= most(y))));
        case '<':
            return values.bool(count(y) > 0 && (count(x) === 0 || most(x) < least(y)));
        case '<=':
            return values.bool(count(y) > 0 && (count(x) === 0 || (most(x) <= most(y) && least(x) <= least(y))));
        case '&&':
            return values.bool(count(x) > 0 && count(y) > 0);
        case '||':
            return values.bool(count(x) > 0 || count(y) > 0);
    }
    throw new StoryError(`Cannot perform operation ${name} on List`);
}
/** A native function of one list. */
export function listUnary(values, n, x) {
    const { lists } = values;
    const name = nativeName(n);
    switch (name) {
        case '!':
            return values.int(lists.at(x).items.length === 0 ? 1 : 0);
        case 'LIST_MIN':
            return values.list(lists.single(lists.minItem(x)));
        case 'LIST_MAX':
            return values.list(lists.single(lists.maxItem(x)));
        case 'LIST_ALL':
            return values.list(lists.remember(name, x, -1, () => lists.whole(x)));
        case 'LIST_INVERT':
            return values.list(lists.remember(name, x, -1, () => lists.inverse(x)));
        case 'LIST_COUNT':
            return values.int(lists.at(x).items.length);
        case 'LIST_VALUE':
            return values.int(lists.valueOf(lists.maxItem(x)));
    }
    throw new StoryError(`Cannot perform operation ${name} on List`);
}

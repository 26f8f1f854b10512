const compareText = (a, b) => a.localeCompare(b);
/**
 * All list values, each kept once and known by number. The runtime iterates a list's items in the order they were put in; that order
 * only shows where items of equal value meet, or items of different lists. So items that are all of one LIST, with no two values alike, are
 * kept sorted, and equal lists are one: whatever is done with them later, how they lie among items of another LIST stays the same.
 *
 * Here a list is a value. In the official runtime it is an object, and after `~ kit = bag` both variables hold the same one. Only one thing
 * ever changes it: when an empty list is assigned, the lists that it remembers to come from (see `withOriginsOf`) change for all who hold it,
 * the `()` in the story's text included, even beyond a restart. It shows only in LIST_ALL and LIST_INVERT of an empty list, and is gone once
 * a game was saved and loaded; so it is no part of a state, and here the other variables keep what they had.
 */
export class Lists {
    empty;
    all = [];
    known = new Map();
    memo = new Map();
    items;
    program;
    /** For each LIST, whether the order of its own items can never show: no two have the same value. */
    orderless;
    constructor(program, keepOrder) {
        this.program = program;
        this.items = program.items;
        this.orderless = program.lists.map(({ items }) => !keepOrder && new Set(items.map((item) => program.items[item].value)).size === items.length);
        this.empty = this.intern([], []);
    }
    /** The number of a list with these items; `origins` matter only where there are no items. */
    intern(items, origins) {
        const kept = this.isOrderless(items) ? [...items].sort((a, b) => this.items[a].value - this.items[b].value) : items;
        const from = kept.length > 0 ? [...new Set(kept.map((item) => this.items[item].list))] : [...new Set(origins)];
        const key = `${kept.join(',')}|${kept.length > 0 ? '' : from.join(',')}`;
        let index = this.known.get(key);
        if (index === undefined)
            this.known.set(key, (index = this.all.push({ items: kept, origins: from }) - 1));
        return index;
    }
    isOrderless(items) {
        if (items.length < 2)
            return false;
        const { list } = this.items[items[0]];
        return this.orderless[list] && items.every((item) => this.items[item].list === list);
    }
    at(list) {
        return this.all[list];
    }
    /** The result of a pure operation on lists, computed once. */
    remember(name, x, y, compute) {
        const key = `${name}${x},${y}`;
        let result = this.memo.get(key);
        if (result === undefined)
            this.memo.set(key, (result = compute()));
        return result;
    }
    union(x, y) {
        const a = this.all[x];
        return this.intern([...new Set([...a.items, ...this.all[y].items])], a.origins);
    }
    without(x, y) {
        const a = this.all[x];
        return this.intern(a.items.filter((item) => !this.all[y].items.includes(item)), a.origins);
    }
    intersect(x, y) {
        return this.intern(this.all[x].items.filter((item) => this.all[y].items.includes(item)), []);
    }
    contains(x, y) {
        const a = this.all[x].items;
        const b = this.all[y].items;
        return a.length > 0 && b.length > 0 && b.every((item) => a.includes(item));
    }
    equal(x, y) {
        const a = this.all[x].items;
        const b = this.all[y].items;
        return a.length === b.length && a.every((item) => b.includes(item));
    }
    inverse(x) {
        const a = this.all[x];
        return this.intern(this.everything(x).filter((item) => !a.items.includes(item)), []);
    }
    whole(x) {
        return this.intern(this.everything(x), []);
    }
    everything(x) {
        return this.all[x].origins.flatMap((list) => this.program.lists[list].items);
    }
    /** The first item of greatest value, or -1. */
    maxItem(x) {
        return this.all[x].items.reduce((best, item) => (best < 0 || this.items[item].value > this.items[best].value ? item : best), -1);
    }
    /** The first item of least value, or -1. */
    minItem(x) {
        return this.all[x].items.reduce((best, item) => (best < 0 || this.items[item].value < this.items[best].value ? item : best), -1);
    }
    valueOf(item) {
        return item < 0 ? 0 : this.items[item].value;
    }
    single(item) {
        return item < 0 ? this.empty : this.intern([item], []);
    }
    /** The items in the order ink prints them: by value, then by the name of their list. */
    ordered(x) {
        return [...this.all[x].items].sort((a, b) => {
            const [p, q] = [this.items[a], this.items[b]];
            return p.value - q.value || compareText(this.program.lists[p.list].name, this.program.lists[q.list].name);
        });
    }
    range(x, least, greatest) {
        const list = this.all[x];
        if (list.items.length === 0)
            return this.empty;
        return this.intern(this.ordered(x).filter((item) => this.items[item].value >= least && this.items[item].value <= greatest), list.origins);
    }
    /** Each item moved by `n` within its own list; items that would leave it are gone. Null where two meet (the runtime throws). */
    shift(x, n) {
        const moved = [];
        for (const item of this.all[x].items) {
            const found = this.withValue(this.items[item].list, this.items[item].value + n);
            if (found < 0)
                continue;
            if (moved.includes(found))
                return null;
            moved.push(found);
        }
        return this.intern(moved, []);
    }
    /** The first item of list `list` with that value, or -1. */
    withValue(list, value) {
        return this.program.lists[list].items.find((item) => this.items[item].value === value) ?? -1;
    }
    /** The same list with the origins of `other` if it is empty: what assignment does. */
    withOriginsOf(x, other) {
        return this.all[x].items.length > 0 ? x : this.intern([], this.all[other].origins);
    }
    show(x) {
        return this.ordered(x)
            .map((item) => this.items[item].name)
            .join(', ');
    }
}

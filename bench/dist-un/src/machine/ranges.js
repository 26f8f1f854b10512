/** Variables that are only followed within a range. */
export class Ranges {
    /** The names of those that left theirs. */
    left = new Set();
    values;
    all;
    constructor({ slots }, values, ranges) {
        this.values = values;
        this.all = Object.entries(ranges).map(([name, range]) => ({
            name,
            slot: slots.findIndex((slot) => slot.kind === 'global' && slot.name === name),
            range,
        }));
    }
    /** Whether there are any. */
    get any() {
        return this.all.length > 0;
    }
    /** Whether a variable is outside its range; which, is noted. */
    areLeft(slots) {
        let areLeft = false;
        for (const { name, slot, range } of this.all) {
            const n = this.values.leastOf(slots[slot]);
            if (n === null || (n >= range.from && n <= range.to))
                continue;
            this.left.add(name);
            areLeft = true;
        }
        return areLeft;
    }
}

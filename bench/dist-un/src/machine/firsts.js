const bits = [1, 2, 4, 8];
/**
 * At which step each thing that can happen at an address (a bit of `Machine.covered`, where 8 is a choice that what follows may take back) first did. States are expanded in the order in which they are
 * numbered, the nearest first; so no step nearer to the start does the same. What only texts passed over show (see `asides.ts`) has no step.
 */
export class Firsts {
    machine;
    news = [];
    occasions = new Map();
    constructor(machine) {
        this.machine = machine;
        machine.news = this.news;
    }
    /** Notes what happened for the first time in a step that was just taken. */
    note(state, label) {
        if (this.news.length === 0)
            return;
        const occasion = { state, label };
        for (const address of this.news) {
            for (const bit of bits) {
                const key = address * 16 + bit;
                if ((this.machine.covered[address] & bit) !== 0 && !this.occasions.has(key))
                    this.occasions.set(key, occasion);
            }
        }
        this.news.length = 0;
    }
    /** What happened since the last step is put down to none. */
    leaveOut() {
        this.news.length = 0;
    }
    /** When something first happened at an address, as one bit of `Machine.covered`; null where it did not, or in no step. */
    of(address, bit) {
        return this.occasions.get(address * 16 + bit) ?? null;
    }
}

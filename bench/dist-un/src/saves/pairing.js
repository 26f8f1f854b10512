/** Instead of an old slot: a shuffle of so many elements more or fewer that nobody knows what it goes on with. */
export const otherShuffle = -2;
/** Which slots of an old version's state a save hands to which of the new version's. */
export class Pairing {
    /** For each new slot the old one that its value is taken from, -1 for none. */
    source;
    /** For each count of the new version the old slot that counted the same content, -1 where there is none. */
    rightful;
    /** New slots by old ones. */
    target = new Map();
    constructor(before, after, { toOld }) {
        const keyOf = ({ kind, name }) => `${kind} ${name}`;
        const numbers = new Map(before.slots.map((slot, i) => [keyOf(slot), i]));
        this.source = Int32Array.from(after.slots, (slot) => numbers.get(keyOf(slot)) ?? -1);
        this.rightful = Int32Array.from(after.slots, ({ kind, container }, n) => {
            if (kind === 'global' || kind === 'turn')
                return this.source[n];
            const old = toOld[container];
            return old < 0 ? -1 : (numbers.get(`${kind} ${before.containers[old].path}`) ?? -1);
        });
        this.source.forEach((old, n) => {
            if (old < 0)
                return;
            // what a shuffle has picked means something only among as many elements
            const { kind, container } = after.slots[n];
            const isOther = kind === 'shuffle' && elements(after, container) !== elements(before, before.slots[old].container);
            if (isOther)
                this.source[n] = otherShuffle;
            else
                this.target.set(old, n);
        });
    }
    /**
     * Makes both versions keep counts as finely as either needs, so that numbers mean the same in both. Tells whether the old one keeps
     * more than before.
     */
    align(before, after) {
        let grew = false;
        for (let again = true; again;) {
            again = false;
            for (let n = 0; n < this.source.length; n++)
                for (const old of [this.source[n], this.rightful[n]]) {
                    if (old < 0)
                        continue;
                    const least = Math.max(before.least[old], after.least[n]);
                    const period = leastCommonMultiple(before.period[old], after.period[n]);
                    const oldGrows = before.least[old] !== least || before.period[old] !== period;
                    again ||= oldGrows || after.least[n] !== least || after.period[n] !== period;
                    grew ||= oldGrows;
                    before.least[old] = after.least[n] = least;
                    before.period[old] = after.period[n] = period;
                }
        }
        return grew;
    }
}
/** How many elements a shuffle has. */
export const elements = ({ containers }, shuffle) => containers.filter(({ parent, index }) => parent === shuffle && index < 0).length;
function leastCommonMultiple(a, b) {
    let [x, y] = [a, b];
    while (y !== 0)
        [x, y] = [y, x % y];
    return (a / x) * b;
}

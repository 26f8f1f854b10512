const what = 'what a stretch shows that only decides between texts';
const names = ['it is executed', 'its condition holds', 'its condition fails'];
/** What a certificate says of the stretches that only decide between texts: each thing that ever happens in one, and nothing else, has to be seen. */
export class Answers {
    claimed;
    found;
    constructor({ asides }) {
        this.claimed = asides.map(({ seen }) => new Map(seen));
        this.found = asides.map(() => new Map());
    }
    /** Notes what happened in some stretches; something of it may not be what is claimed. */
    see(seen) {
        for (const [aside, places] of seen) {
            for (const [place, bits] of places) {
                const found = this.found[aside];
                found.set(place, (found.get(place) ?? 0) | bits);
                const more = bits & ~(this.claimed[aside].get(place) ?? 0);
                if (more !== 0)
                    return { what, claimed: `never at ${place}: ${nameOf(more)}`, official: 'it happens' };
            }
        }
        return null;
    }
    /** Something that is claimed to happen and was not seen; null where there is none. */
    missing() {
        for (const [aside, claimed] of this.claimed.entries()) {
            for (const [place, bits] of claimed) {
                const missing = bits & ~(this.found[aside].get(place) ?? 0);
                if (missing !== 0)
                    return { what, claimed: `at ${place}: ${nameOf(missing)}`, official: 'it never happens' };
            }
        }
        return null;
    }
}
const nameOf = (bits) => names.find((_, i) => (bits & (1 << i)) !== 0) ?? '';

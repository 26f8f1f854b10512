/** A certificate names something that the story doesn't have. */
export class UnknownSlot extends Error {
}
/** Which cells are kept, and how finely, looked up once for all states that keep the same. */
export class Plan {
    keeps;
    /** For each cell 0 if it is left out, 1 if it is kept exactly, else 2 and the number of its grain. */
    cells;
    grains = [];
    /** Paths of the shuffles whose picks are kept. */
    shuffles = new Set();
    constructor(keeps, names, layout) {
        this.keeps = keeps;
        this.cells = new Uint16Array(layout.cells.length);
        for (const { of, grain } of keeps.slots) {
            const { kind, name, grain: coarsest } = names[of];
            if (kind === 'shuffle') {
                this.shuffles.add(name);
                continue;
            }
            const cell = layout.find(kind, name);
            if (cell === undefined)
                throw new UnknownSlot(`${kind} ${name}`);
            this.cells[cell] = this.code(grain ?? coarsest);
        }
    }
    code(grain) {
        if (grain === null)
            return 1;
        const known = this.grains.findIndex(({ least, period, greatest }) => least === grain.least && period === grain.period && greatest === grain.greatest);
        return (known >= 0 ? known : this.grains.push(grain) - 1) + 2;
    }
}

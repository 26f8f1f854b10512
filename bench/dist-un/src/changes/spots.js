import { comparePlaces } from '../text/place.js';
const nowhere = { after: -1, upTo: -1 };
/** Finds places among the pieces of a version. */
export class Spots {
    /** The positions of the pieces of each file, in the order of their places. */
    files = new Map();
    version;
    constructor(version) {
        this.version = version;
        version.pieces.forEach(({ place }, i) => {
            if (place === null)
                return;
            const known = this.files.get(place.file);
            if (known === undefined)
                this.files.set(place.file, [i]);
            else
                known.push(i);
        });
        for (const positions of this.files.values())
            positions.sort((x, y) => comparePlaces(version.pieces[x].place, version.pieces[y].place));
    }
    of(place) {
        const positions = place === null ? undefined : this.files.get(place.file);
        if (place === null || positions === undefined)
            return nowhere;
        let low = 0;
        let high = positions.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (comparePlaces(this.version.pieces[positions[middle]].place, place) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return { after: positions[low - 1] ?? -1, upTo: positions[low] ?? -1 };
    }
}

const wordBits = 5;
/** A set of hashes, as bits: two that fall on the same bit are taken for one. */
class Marks {
    words;
    mask;
    constructor(bits) {
        this.words = new Int32Array(1 << (bits - wordBits));
        this.mask = (1 << bits) - 1;
    }
    /** Adds a hash; whether it is new. */
    add(hash) {
        const at = (hash & this.mask) >>> wordBits;
        const bit = 1 << hash;
        if ((this.words[at] & bit) !== 0)
            return false;
        this.words[at] |= bit;
        return true;
    }
}
/**
 * Tells how new a state is beside those that were looked at before, by its atoms: numbers that each stand for something true in it. A bit less
 * than exact, as it may take something new for known (the measure is the width of Lipovetzky and Geffner 2012).
 */
export class Novelty {
    single = new Marks(20);
    pairs = new Marks(26);
    /** 0 where a single atom is new, 1 where two of them never came together before, else 2. */
    of(atoms) {
        let rank = 2;
        for (let i = 0; i < atoms.length; i++) {
            if (this.single.add(mix(atoms[i])))
                rank = 0;
            for (let j = 0; j < i; j++)
                if (this.pairs.add(mix(atoms[i] ^ Math.imul(atoms[j], 0x9e3779b1))))
                    rank = Math.min(rank, 1);
        }
        return rank;
    }
}
/** Spreads a hash over all its bits. */
function mix(hash) {
    const half = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
    return half ^ (half >>> 15);
}

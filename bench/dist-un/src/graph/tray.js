/** The parts of an entry, each a successor: its number or `isNew` or, below that, the entry that it is the same as; its label; its hash, and its bytes in the tray. */
export const EntryPart = { Target: 0, Label: 1, Hash: 2, At: 3, Size: 4, Length: 5 };
/** Said of a successor in place of its number: it isn't in the visited set. */
export const isNew = -1;
/** Successors that were put down, in order, to be looked at together: flat integers, and the bytes of the states. */
export class Tray {
    entries;
    bytes;
    /** The name of the first entry. */
    base;
    /** How many entries and bytes are in it, and whether something didn't fit in. */
    used = 0;
    usedBytes = 0;
    overflowed = false;
    constructor(entries, bytes, base = 0) {
        this.entries = entries;
        this.bytes = bytes;
        this.base = base;
    }
    clear() {
        this.used = 0;
        this.usedBytes = 0;
        this.overflowed = false;
    }
    /** The name of the entry that comes next. */
    get next() {
        return this.base + this.used;
    }
    /** Whether there is room for more, as far as one can tell. */
    get isRoomy() {
        return this.used * EntryPart.Length < this.entries.length * 0.75 && this.usedBytes < this.bytes.length * 0.75;
    }
    /** Takes entries away again from one on. */
    cutTo(entry) {
        this.used = entry - this.base;
        this.overflowed = false;
    }
    /** Puts a successor down: its number, or `isNew`. */
    put(target, label, hash, state, length) {
        const { entries, bytes } = this;
        const at = this.used * EntryPart.Length;
        if (at === entries.length || this.usedBytes + length > bytes.length) {
            this.overflowed = true;
            return;
        }
        this.used++;
        entries[at] = target;
        entries[at + EntryPart.Label] = label;
        if (target !== isNew)
            return;
        entries[at + EntryPart.Hash] = hash;
        entries[at + EntryPart.At] = this.usedBytes;
        entries[at + EntryPart.Size] = length;
        const from = this.usedBytes;
        for (let i = 0; i < length; i++)
            bytes[from + i] = state[i];
        this.usedBytes += length;
    }
}

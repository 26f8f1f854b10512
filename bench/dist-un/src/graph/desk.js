import { sharedBytes } from '../shared.js';
import { EntryPart, isNew, Tray } from './tray.js';
/** How many successors one hand can put down for a batch, and how many bytes of states. */
const trayBits = 16;
export const trayEntries = 1 << trayBits;
export const trayMask = trayEntries - 1;
const trayBytes = 1 << 21;
/** No batch has more states than this. */
export const largestBatch = 1 << 16;
/** States are taken from a batch by so many at a time. */
export const sliceSize = 64;
/** Said of a slice in place of the beginning of its list: not all of its states were expanded by the hand that took it. */
export const mixed = -1;
/** Said of a state in a batch instead of how many successors it has: some are unknown; nobody took it. */
export const unknown = -1;
export const untaken = -2;
/** The names of entries in a field that has other numbers from `isNew` up: for entries `0 …` numbers below `isNew`. */
export const sameAs = (entry) => isNew - 1 - entry;
/**
 * What lies between the hands that work through a batch of states: a tray of successors for each hand, and where those of each state are.
 * Entries are numbered through all trays. All of it is shared memory.
 */
export class Desk {
    memory;
    constructor(memory) {
        this.memory = memory;
    }
    /** A new desk for a number of hands; there is a tray more than that, for what the model puts down. */
    static make(hands) {
        const trays = hands + 1;
        const ints = (length) => new Int32Array(sharedBytes(4 * length));
        return new Desk({
            next: ints(1),
            counts: ints(largestBatch),
            entriesOf: ints(largestBatch),
            entries: Array.from({ length: trays }, () => ints(trayEntries * EntryPart.Length)),
            bytes: Array.from({ length: trays }, () => new Uint8Array(sharedBytes(trayBytes))),
            lists: Array.from({ length: hands * hands }, () => ints(trayEntries)),
            takenBy: ints(largestBatch / sliceSize),
            listed: ints((2 * hands * largestBatch) / sliceSize),
        });
    }
    /** The tray of a hand. */
    tray(which) {
        return new Tray(this.memory.entries[which], this.memory.bytes[which], which << trayBits);
    }
    /** The entries of the tray that an entry lies in; its own parts begin there at `(entry & trayMask) * EntryPart.Length`. */
    entriesAt(entry) {
        return this.memory.entries[entry >>> trayBits];
    }
    /** A part of an entry. */
    part(entry, part) {
        return this.memory.entries[entry >>> trayBits][(entry & trayMask) * EntryPart.Length + part];
    }
    setTarget(entry, target) {
        this.memory.entries[entry >>> trayBits][(entry & trayMask) * EntryPart.Length] = target;
    }
    /** The tray that an entry lies in. */
    bytesOf(entry) {
        return this.memory.bytes[entry >>> trayBits];
    }
    /** Whether two entries are the same state. */
    same(a, b) {
        const [entriesA, entriesB] = [this.entriesAt(a), this.entriesAt(b)];
        const [atA, atB] = [(a & trayMask) * EntryPart.Length, (b & trayMask) * EntryPart.Length];
        const length = entriesA[atA + EntryPart.Size];
        if (length !== entriesB[atB + EntryPart.Size])
            return false;
        const [bytesA, bytesB] = [this.bytesOf(a), this.bytesOf(b)];
        const [fromA, fromB] = [entriesA[atA + EntryPart.At], entriesB[atB + EntryPart.At]];
        for (let i = 0; i < length; i++)
            if (bytesA[fromA + i] !== bytesB[fromB + i])
                return false;
        return true;
    }
}

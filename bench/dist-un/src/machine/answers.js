import { follow } from './decisions.js';
import { ComputationPart, near } from './ruletable.js';
/** Says that a computation fails for a value, or can't be told from the value alone; no value is this number. */
export const Failed = -(2 ** 31);
/** Says that a result isn't known yet; no value is this number either. */
export const Unknown = Failed + 1;
/** Known results of computations with one slot each: what a turn asks of the state (`x > 3`), and how it changes it (`x = x + 1`). */
export class Answers {
    table;
    slots;
    constructor(table, slots) {
        this.table = table;
        this.slots = slots;
    }
    slotOf(computation) {
        return this.table.computations.data[computation * ComputationPart.Length + ComputationPart.Slot];
    }
    /** The result with the slots as they are, or `Failed`, or `Unknown`. */
    result(computation) {
        const { table } = this;
        const value = this.slots[this.slotOf(computation)];
        if (value >= 0 && value < near)
            return table.near.data[computation * near + value];
        const map = table.computations.data[computation * ComputationPart.Length + ComputationPart.Far];
        const found = map === 0 ? 0 : follow(table.code.data, map, value);
        return found === 0 ? Unknown : table.far.data[~found];
    }
    /** All that a rule has to know of a result: of an update, only whether it failed. */
    answer(computation) {
        const { computations, near: results } = this.table;
        const at = computation * ComputationPart.Length;
        const value = this.slots[computations.data[at + ComputationPart.Slot]];
        let result = value >= 0 && value < near ? results.data[computation * near + value] : Unknown;
        if (result === Unknown)
            result = this.result(computation);
        return computations.data[at + ComputationPart.IsUpdate] === 1 && result > Unknown ? 0 : result;
    }
}

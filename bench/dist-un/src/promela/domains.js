import { Failed } from '../machine/answers.js';
import { offeredKey } from '../machine/decisions.js';
import { nodes } from './learned.js';
/** A counter with a higher limit than this stands for itself. */
const highLimit = 4096;
/** What the rules, and the states in `starts` (all slots of each), say that each slot may hold. */
export function domainsOf(learned, starts) {
    const { initial, dropped, limit, clocks } = learned.table.layout;
    const found = Array.from(initial, (value, slot) => new Set([value, dropped[slot]]));
    const counted = new Set(clocks);
    for (const slots of starts)
        for (const [slot, value] of slots.entries())
            found[slot].add(value);
    for (const { sets, raises } of learned.rules()) {
        for (const [slot, value] of sets)
            found[slot].add(value);
        for (const slot of raises)
            counted.add(slot);
    }
    for (const tree of [...learned.stretches, ...learned.draws])
        for (const { key, branches } of nodes(tree))
            if (key !== offeredKey && key < found.length)
                for (const [value] of branches)
                    found[key].add(value);
    for (const { slot, isUpdate, results } of learned.computed) {
        for (const [value, result] of results) {
            found[slot].add(value);
            if (isUpdate && result !== Failed)
                found[slot].add(result);
        }
    }
    return found.map((values, slot) => {
        if (counted.has(slot)) {
            if (limit[slot] > highLimit)
                return null;
            for (let n = 0; n < limit[slot]; n++)
                values.add(n);
        }
        values.delete(dropped[slot]);
        return [dropped[slot], ...[...values].sort((a, b) => a - b)];
    });
}

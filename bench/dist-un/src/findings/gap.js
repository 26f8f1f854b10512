import { conditionAt } from '../program/expressions.js';
import { Op } from '../program/opcodes.js';
const most = 4;
/**
 * What was asked just before the story ran out at an address, with the values of the variables then: so that a gap between the questions
 * is seen, such as one between `x < 0` and `x >= 1`. Empty where nothing was asked that can be told.
 */
export function askedBefore(program, address, witness) {
    if (address < 0)
        return [];
    const cases = casesBefore(program, address);
    if (cases.length > 0)
        return tell(program, cases, 'Just before, the story asks', witness);
    return tell(program, choicesBeside(program, address), 'The choices here ask', witness);
}
function tell(program, askers, lead, { globals }) {
    const conditions = askers.flatMap((asker) => conditionAt(program, asker) ?? []);
    const slots = [...new Set(conditions.flatMap((condition) => condition.globals))];
    if (conditions.length < askers.length || askers.length > most || slots.length === 0)
        return [];
    const asked = [...new Set(conditions.map(({ text }) => `{${text}}`))];
    const values = slots.map((slot) => `${program.slots[slot].name} is ${globals[slot]}`);
    return [`${lead} ${and(asked)}: ${and(values)} then.`];
}
const and = (parts) => parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
/** The diverts that decide the cases of a conditional that ends just before an address; none where a last resort was there. */
function casesBefore({ op, a, home, containers, strings }, address) {
    const { start } = containers[home[address]];
    const isBlank = (pc) => op[pc] === Op.Nop || op[pc] === Op.Pop || (op[pc] === Op.Text && strings[a[pc]].trim() === '');
    let pc = address;
    while (pc >= start && isBlank(pc))
        pc--;
    const cases = [];
    for (; pc >= start && op[pc] === Op.Enter; pc--) {
        const { start: first, size } = containers[a[pc]];
        let asker = first;
        while (asker < first + size && op[asker] !== Op.DivertIf)
            asker++;
        if (asker === first + size)
            return cases;
        cases.unshift(asker);
    }
    return cases;
}
/** The choices with conditions in the container of an address. */
function choicesBeside({ choices, home }, address) {
    return choices
        .filter((point) => point.hasCondition && home[point.address] === home[address])
        .map((point) => point.address);
}

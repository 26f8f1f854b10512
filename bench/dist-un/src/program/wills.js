import { castKey } from './cast.js';
import { expressionIn } from './expressions.js';
import { Op } from './opcodes.js';
/** The tags that tell of the cast on choice number `point`: in its own text, and in the text that it shares with what is shown then. */
export function tagsOfChoice(program, point) {
    const { op, a, home, containers } = program;
    const { address } = program.choices[point];
    const begin = textStart(program, address);
    if (begin < 0)
        return [];
    const found = [];
    for (let pc = begin; pc < address; pc++) {
        if (op[pc] === Op.StringStart && op[pc + 1] === Op.Divert && a[pc + 1] >= 0) {
            const { start, size } = containers[home[a[pc + 1]]];
            found.push(...tagsBetween(program, start, start + size));
        }
    }
    return [...found, ...tagsBetween(program, begin, address)];
}
/** The tags that tell of the cast but stand on no choice: on a line, or behind the brackets of a choice. */
export function tagsOnLines(program) {
    const ofChoices = new Set(program.choices.flatMap((_, point) => tagsOfChoice(program, point).map(({ from }) => from)));
    return program.containers
        .flatMap(({ start, size }) => tagsBetween(program, start, start + size))
        .filter(({ from }) => !ofChoices.has(from));
}
/** The condition in a `will` tag, if it is a single one: `# will: {her_grip != tight}`. */
export function willIn(program, { from, to }) {
    const { op } = program;
    const [start, end] = [from + 1, to - 2];
    if (op[start] !== Op.EvalStart || op[end] !== Op.Output || op[end + 1] !== Op.EvalEnd)
        return null;
    const read = expressionIn(program, start + 1, end);
    return read === null ? null : { ...read, from: start + 1, to: end };
}
/** Where the texts of the choice at an address begin to be computed; -1 where they can't be told. */
function textStart(program, address) {
    const { op, containers, home } = program;
    let depth = 0;
    for (let pc = address - 1; pc >= containers[home[address]].start; pc--) {
        if (op[pc] === Op.EvalEnd)
            depth++;
        else if (op[pc] === Op.EvalStart && --depth === 0)
            return pc;
        if (depth === 0)
            return -1;
    }
    return -1;
}
function tagsBetween({ op, a, strings }, start, end) {
    const found = [];
    for (let pc = start; pc < end; pc++) {
        if (op[pc] !== Op.TagStart || op[pc + 1] !== Op.Text)
            continue;
        const from = pc + 1;
        let to = from;
        while (to < end && op[to] !== Op.TagEnd)
            to++;
        const told = castKey(strings[a[from]]);
        if (told !== null)
            found.push({ ...told, from, to, plain: to === from + 1 ? told.value : null });
        pc = to;
    }
    return found;
}

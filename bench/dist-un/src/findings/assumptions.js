import { Op } from '../program/opcodes.js';
/** What was assumed to explore the story, in sentences. */
export function assumptionsOf(context) {
    const assumptions = [...context.model.assumed].map(assumption);
    if (seedsChance(context))
        assumptions.push('Chance may do anything even after SEED_RANDOM: what a seed gives differs from one runtime to another.');
    if (entersKnots(context))
        assumptions.push('Each entry begins a playthrough of its own: nothing that happened under another entry is remembered.');
    for (const name of context.model.ranges.left)
        assumptions.push(`${name} stays in the range that redthread.json gives it: what comes after it leaves that was not followed.`);
    return assumptions;
}
/**
 * What a proof over all playthroughs rests on besides the story, to follow the word "assuming". A function of the host that is only asked
 * for yes or no is no premise: false and true are all that matters of it then.
 */
export function premisesOf(context) {
    const doubtful = [...context.model.assumed].filter((name) => !isYesOrNo(context, name));
    const premises = doubtful.map((name) => `${name}() returns false or true`);
    for (const name of context.model.ranges.left)
        premises.push(`${name} stays in its range`);
    if (entersKnots(context))
        premises.push('each entry starts afresh');
    return premises;
}
const entersKnots = ({ model }) => model.entries.some((entry) => entry.path !== '');
const assumption = (name) => `${name}() may return false or true, each time anew: nothing says what it returns.`;
/** Whether some playthrough fixes what chance does. */
function seedsChance({ program, model }) {
    return program.op.some((op, pc) => op === Op.SeedRandom && model.machine.covered[pc] !== 0);
}
/** Whether all that a host function returns is only asked as a condition. */
function isYesOrNo({ program }, name) {
    const { op, a, next, externals, containers } = program;
    const index = externals.findIndex((external) => external.name === name);
    return !op.some((code, pc) => {
        if (code !== Op.External || a[pc] !== index)
            return false;
        let at = next[pc];
        while (at >= 0 && op[at] === Op.EvalEnd)
            at = next[at];
        // the branches of `{x: a|b}` lie in containers of their own; those of `{x: - 1: …}` compare first
        if (at >= 0 && op[at] === Op.Enter)
            at = containers[a[at]].start;
        return at < 0 || (op[at] !== Op.DivertIf && op[at] !== Op.Choice && op[at] !== Op.Pop);
    });
}
/** For each function of the host of which nothing is known: that something was assumed, and how to say more. */
export function assumedExternals(context) {
    const { program, model } = context;
    return [...model.assumed].map((name) => {
        const index = program.externals.findIndex((external) => external.name === name);
        const address = program.op.findIndex((op, pc) => op === Op.External && program.a[pc] === index);
        return {
            code: 'assumed-external',
            level: 'note',
            evidence: 'text',
            message: `Nothing says what the host's function ${name}() returns; it was assumed to be false or true, each time anew.`,
            place: context.place(address),
            quote: '',
            details: [
                `Say it in redthread.json: {"externals": {"${name}": [true, false]}}, or write an ink function of that name.`,
            ],
            playthrough: null,
        };
    });
}

import { Tag } from '../machine/values.js';
/** Where a place that the engine named lies in a program: an address, -1 for nowhere. */
export function addressOf({ containers, paths }, spot) {
    const c = spot === null ? undefined : paths.get(spot.path);
    if (c === undefined || spot === null)
        return -1;
    const { start, size } = containers[c];
    return spot.index < 0 ? start : start + Math.min(spot.index, Math.max(0, size - 1));
}
/** The address from where a thread is taken to come, for a place where it stood: where that is past all content, before all of it. */
export function previousAt(program, spot) {
    const c = spot === null ? undefined : program.paths.get(spot.path);
    if (c === undefined || spot === null)
        return -1;
    const { start, size } = program.containers[c];
    return spot.index < 0 || spot.index >= size ? start - 1 : start + spot.index;
}
/** The program with a choice for each place to which only loaded choices lead. */
export function withLandings(program, loaded) {
    const choices = [...program.choices];
    for (const { landing } of loaded) {
        if ('fault' in landing)
            continue;
        const target = addressOf(program, landing.spot);
        if (target < 0 || pointTo(choices, target) >= 0)
            continue;
        choices.push({
            address: target,
            target,
            targetContainer: program.home[target],
            path: '',
            hasCondition: false,
            hasStart: false,
            hasChoiceOnly: false,
            isFallback: false,
            onceOnly: false,
        });
    }
    return { ...program, choices };
}
/** The number of a choice that leads to an address and is no fallback, or -1. */
export const pointTo = (choices, target) => choices.findIndex((choice) => choice.target === target && !choice.isFallback);
const typeNames = {
    [Tag.Int]: 'a number',
    [Tag.Number]: 'a number',
    [Tag.Bool]: 'true or false',
    [Tag.String]: 'a text',
    [Tag.List]: 'a list',
    [Tag.Target]: 'a place',
};
/** What kind of thing a value is, in a writer's words. */
export const typeName = (value) => typeNames[value & 7] ?? 'a number';

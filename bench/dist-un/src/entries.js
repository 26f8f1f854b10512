import { didYouMean, nearNames } from './languages/ink/near.js';
import { SETTINGS_FILE } from './languages/ink/settings.js';
/** The most combinations of values for the variables of one entry. */
const maxCombinations = 10_000;
/**
 * Where the exploration starts: at the top, or where the host jumps to, once for each combination of the values it may set. Names that
 * the story doesn't have are diagnostics.
 */
export function entriesOf(program, settings, asked) {
    const diagnostics = [];
    const complain = (message, advice) => {
        diagnostics.push({ code: 'unknown-entry', level: 'error', message, place: null, advice });
    };
    const wanted = asked.length > 0
        ? asked.map((knot) => settings.entries.find((entry) => entry.knot === knot) ?? { knot, set: {} })
        : settings.entries;
    const entries = wanted.flatMap(({ knot, set }) => {
        if (!program.paths.has(knot)) {
            complain(`The entry ${knot} is not a knot or stitch of this story.`, knotsNear(program, knot));
            return [];
        }
        const names = Object.keys(set);
        for (const name of names) {
            if (program.slots.some((slot) => slot.kind === 'global' && slot.name === name))
                continue;
            complain(`The entry ${knot} sets ${name}, but the story has no variable of that name.`);
            return [];
        }
        const combinations = combine(names.map((name) => set[name].map((value) => [name, value])));
        if (combinations === null) {
            complain(`The entry ${knot} has more than ${maxCombinations.toLocaleString('en')} combinations of values.`, 'Name fewer values.');
            return [];
        }
        return combinations.map((sets) => ({ path: knot, sets: Object.fromEntries(sets) }));
    });
    return { entries: entries.length > 0 ? entries : [{ path: '', sets: {} }], diagnostics };
}
/** Notes on functions that `redthread.json` gives values for, though the story calls no such function of its host. */
/** Ranges for variables that the story doesn't have. */
export function strangeRanges(program, settings) {
    const names = program.slots.filter(({ kind }) => kind === 'global').map(({ name }) => name);
    return Object.keys(settings.ranges)
        .filter((name) => !names.includes(name))
        .map((name) => ({
        code: 'bad-settings',
        level: 'error',
        message: `${SETTINGS_FILE} gives a range for ${name}, but the story has no variable of that name.`,
        place: null,
        advice: didYouMean(nearNames(name, names)),
    }));
}
export function unusedExternals(program, settings) {
    const called = program.externals.map(({ name }) => name);
    return Object.keys(settings.externals)
        .filter((name) => !called.includes(name))
        .map((name) => ({
        code: 'unused-external',
        level: 'note',
        message: `${SETTINGS_FILE} gives values for ${name}(), but the story calls no function of its host by that name.`,
        place: null,
        advice: didYouMean(nearNames(name, called)),
    }));
}
function combine(lists) {
    let all = [[]];
    for (const list of lists) {
        if (all.length * list.length > maxCombinations)
            return null;
        all = all.flatMap((start) => list.map((value) => [...start, value]));
    }
    return all;
}
function knotsNear(program, knot) {
    const names = program.passages.flatMap((passage) => passage.kind === 'knot' || passage.kind === 'stitch' ? [passage.name] : []);
    const close = names.filter((name) => name.toLowerCase().includes(knot.toLowerCase().slice(0, 4)));
    const shown = (close.length > 0 ? close : names).slice(0, 6);
    return shown.length === 0 ? undefined : `It has ${shown.join(', ')}${names.length > shown.length ? ' …' : ''}.`;
}

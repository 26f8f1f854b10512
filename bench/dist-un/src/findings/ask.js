import { endStates } from './endings.js';
/** Finds an ending by its passage (`knot`, `knot.stitch`), or by its number in the report (`ending:2`). */
export function askedEnding(context, name) {
    const ends = endStates(context);
    const endings = [...new Set(ends.map(({ passage }) => passage))];
    const number = /^ending:(\d+)$/.exec(name)?.[1];
    const count = Math.max(0, ...ends.map(({ ending }) => ending + 1));
    const chosen = ends.filter(({ passage, ending }) => number === undefined ? passage === name : ending === Number(number) - 1);
    if (chosen.length > 0) {
        const goals = new Uint8Array(context.graph.states);
        for (const { state } of chosen)
            goals[state] = 1;
        return { passage: chosen[0].passage, goals };
    }
    if (number !== undefined) {
        const known = count === 0 ? 'there are no endings' : `there are endings 1 to ${count}`;
        return { problem: 'unknown-ending', message: `There is no ${name}: ${known}.`, endings };
    }
    if (!context.program.passages.some((passage) => passage.name === name))
        return { problem: 'unknown-ending', message: `The story has no knot or stitch ${name}.`, endings };
    if (context.exhaustive)
        return { problem: 'unreachable', message: `No playthrough ends in ${name}: that is proved.`, endings };
    return {
        problem: 'not-reached-yet',
        message: `No playthrough that ends in ${name} was found so far; the exploration did not finish.`,
        endings,
    };
}

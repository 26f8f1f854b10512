import { countWays } from '../graph/analyse.js';
import { insideTags } from '../program/flow.js';
import { Op } from '../program/opcodes.js';
/** What a story consists of. A word is what stands between blanks, in any text that can be shown but tags. */
export function storyFacts(program) {
    const { op, a, strings, placeOf, places } = program;
    const inTag = insideTags(program);
    let words = 0;
    let unplaced = 0;
    const lines = new Set();
    for (let pc = 0; pc < op.length; pc++) {
        if (op[pc] !== Op.Text || inTag[pc] === 1)
            continue;
        const count = strings[a[pc]].match(/\S+/g)?.length ?? 0;
        words += count;
        if (count === 0)
            continue;
        const place = placeOf[pc] < 0 ? null : places[placeOf[pc]];
        if (place === null)
            unplaced++;
        else
            lines.add(`${place.file}:${place.line}`);
    }
    return {
        file: program.file,
        words,
        knots: program.passages.filter((passage) => passage.kind === 'knot').length,
        choices: program.choices.length,
        lines: lines.size + unplaced,
    };
}
/** How many different complete playthroughs there are, and how many choices the longest has. */
export function playthroughFacts(context) {
    const left = new Set([...context.finals()].filter(({ kind }) => kind === 'cut' || kind === 'long').map(({ state }) => state));
    const weight = (state) => (context.isChoice(state) ? 1 : 0);
    const { count, longest } = countWays(context.graph, weight, (state) => !left.has(state), (state) => context.weights(state));
    const atLeast = count === 'infinite' ? count : count.toString();
    return context.exhaustive
        ? { playthroughs: atLeast, atLeast, longest }
        : { playthroughs: null, atLeast, longest: null };
}

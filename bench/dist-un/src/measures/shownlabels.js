import { endStates } from '../findings/endings.js';
import { Pairs } from '../machine/pairs.js';
import { Op } from '../program/opcodes.js';
/** What a state is from which nothing goes on: an ending, a stop that nobody meant as one, or where nobody looked further. */
export const Leaf = { Ending: 0, Stopped: 1, Open: 2 };
/** The exploration, its steps labelled by what they show, as numbers of `Telling`. */
export function labelledByWords(context, telling) {
    const { graph } = context;
    const leaves = leavesOf(context);
    return {
        graph,
        labels: Int32Array.from({ length: graph.transitions }, (_, t) => telling.number(t)),
        starts: graph.starts.map((_, entry) => telling.numberAtStart(entry)),
        leaf: (state) => leaves[state],
    };
}
/**
 * The exploration, its steps labelled by the content that they come to, whatever words it has there, and by the address of the choice that each
 * transition takes.
 */
export function labelledByContent(context, telling, taken) {
    const words = labelledByWords(context, telling);
    const alike = alikeIn(context.program, telling);
    const pairs = new Pairs();
    const starts = words.starts.map((shown) => pairs.number(alike[shown], -1) - 1);
    const steps = words.labels.map((shown, t) => pairs.number(alike[shown], taken[t]) - 1);
    const labels = Array.from({ length: pairs.size - 1 }, (_, i) => ({
        shown: pairs.first(i + 1),
        taken: pairs.second(i + 1),
    }));
    return { labelled: { ...words, labels: steps, starts }, labels };
}
/** For each of the numbers of `Telling` the first one that comes to the same content. */
function alikeIn(program, telling) {
    const firsts = new Map();
    return Int32Array.from({ length: telling.size }, (_, shown) => {
        const key = `${telling.sightOf(shown)} ${printedIn(program, telling.linesOf(shown)).join()}`;
        const first = firsts.get(key);
        if (first === undefined)
            firsts.set(key, shown);
        return first ?? shown;
    });
}
/** Where lines begin with a printed value: there is no text that would stand for them. */
export const printedIn = ({ op }, lines) => lines.flatMap(({ at }) => (at >= 0 && op[at] === Op.Output ? [at] : []));
/** What each state is if nothing goes on from it: one of `Leaf`. */
export function leavesOf(context) {
    const { graph } = context;
    const leaves = new Uint8Array(graph.states).fill(Leaf.Stopped).fill(Leaf.Open, graph.expanded);
    for (const { state, kind } of context.finals())
        if (kind === 'cut' || kind === 'long')
            leaves[state] = Leaf.Open;
    for (const { state } of endStates(context))
        leaves[state] = Leaf.Ending;
    return leaves;
}

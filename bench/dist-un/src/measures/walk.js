import { exactSolver, roundedSolver } from '../graph/solver.js';
export function walkOver(context, telling, chain) {
    const { graph } = context;
    const taken = new Int32Array(chain.transition.length).fill(-1);
    for (let i = 0; i < chain.size; i++) {
        const s = chain.states[i];
        if (chain.first[i] === chain.first[i + 1] || !context.isChoice(s))
            continue;
        const { offers } = context.read(s);
        for (let e = chain.first[i]; e < chain.first[i + 1]; e++)
            taken[e] = offers[graph.labels.at(chain.transition[e])].point;
    }
    const shownAtStart = graph.starts.map((_, entry) => telling.numberAtStart(entry));
    const shown = chain.transition.map((t) => telling.number(t));
    return {
        chain,
        starts: graph.starts.map((s) => chain.position[s]),
        shownAtStart,
        shown,
        sightsAtStart: shownAtStart.map((number) => telling.sightOf(number)),
        sights: shown.map((number) => telling.sightOf(number)),
        taken,
        telling,
    };
}
/** Steps times questions up to which no number is rounded. */
const mostExact = 20_000;
/** Does some work that asks so many questions of a chain: in exact numbers where that is not too much, else in rounded ones. */
export function inNumbers(chain, questions, work) {
    const circles = chain.blocks.reduce((sum, { from, to, isCircle }) => sum + (isCircle ? (to - from) ** 3 : 0), 0);
    const cost = (chain.transition.length + circles) * questions;
    return cost <= mostExact ? work(exactSolver(chain)) : work(roundedSolver(chain));
}

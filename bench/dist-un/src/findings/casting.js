import { hasCast } from '../program/cast.js';
import { findLivelocks } from './livelock.js';
import { findStandoffs, tell } from './standoff.js';
import { AsTheyWill } from './willing.js';
/** More kinds of standoff than this are only counted. */
const mostTold = 40;
/** What comes of a story with a cast; null for one without. */
export function castFacts(context) {
    const { cast } = context.model.machine;
    if (!hasCast(cast))
        return null;
    const will = new AsTheyWill(context);
    const found = [...findStandoffs(will), ...findLivelocks(will)];
    const order = (state) => (will.reaches(state) ? 0 : 1);
    found.sort((x, y) => order(x.state) - order(y.state) || will.distance(x.state) - will.distance(y.state));
    const choices = choicesOfEach(will);
    const reached = will.endings.flatMap(({ state, ending }) => (will.reaches(state) ? [ending + 1] : []));
    const starts = will.mustEnd.subarray(0, context.graph.initial);
    return {
        members: cast.names.slice(1).map((name, i) => ({
            name,
            owns: context.program.slots.filter((_, slot) => cast.owner[slot] === i + 1).map((slot) => slot.name),
            choices: choices[i + 1].size,
        })),
        endingsAsTheyWill: [...new Set(reached)].sort((x, y) => x - y),
        alwaysEnds: context.exhaustive ? starts.every((must) => must === 1) : null,
        standoffs: found.slice(0, mostTold).map((alike) => tell(will, alike)),
        untold: Math.max(0, found.length - mostTold),
    };
}
/** For each of the cast the choices that were ever theirs to make. */
function choicesOfEach({ context, moves }) {
    const { graph } = context;
    const choices = moves.names.map(() => new Set());
    for (let s = 0; s < graph.expanded; s++) {
        if (!context.isChoice(s))
            continue;
        for (const { by, point } of context.read(s).offers)
            choices[by].add(point);
    }
    return choices;
}

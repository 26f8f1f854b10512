import { placeAt } from '../program/program.js';
import { cyclesOf, unwillingMove, waitsOf } from './waits.js';
import { waysOut } from './waysout.js';
/**
 * The states in which nobody has a willing move, no reader and no chance decides, and some ending can be reached by what they can do.
 */
export function findStandoffs(will) {
    const { context, hope, moves } = will;
    const { graph } = context;
    const found = new Map();
    for (let s = 0; s < graph.expanded; s++) {
        if (!context.isChoice(s) || hope[s] === 0)
            continue;
        const [from, to] = [graph.first.at(s), graph.first.at(s + 1)];
        let unwilling = from;
        while (unwilling < to && moves.willing[unwilling] === 0)
            unwilling++;
        if (unwilling < to)
            continue;
        const key = offersKey(will, [s]);
        if (!found.has(key))
            found.set(key, []);
        found.get(key).push(s);
    }
    return [...found.values()].map((states) => {
        return { kind: 'standoff', state: nearest(will, states), situations: states.length, round: [] };
    });
}
/** Which choices are on offer in some states, and by whom. */
export function offersKey({ context }, states) {
    const offers = states.flatMap((s) => context.read(s).offers.map(({ point, by }) => `${point} ${by}`));
    return [...new Set(offers)].sort().join();
}
/** The state that is reached first: as they will if any of them is. */
export function nearest(will, states) {
    const willed = states.filter((s) => will.reaches(s));
    if (willed.length === 0)
        return Math.min(...states);
    return willed.reduce((best, s) => (will.distance(s) < will.distance(best) ? s : best));
}
/** Tells of situations as one: how they come about, who waits for what, and every way out. */
export function tell(will, { kind, state, situations, round }) {
    const { context } = will;
    const { program, graph } = context;
    const way = will.wayTo(state);
    const { witness, player } = context.witnesses.arrive(way);
    const unwilling = [];
    for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++) {
        const label = graph.labels.at(t);
        if (will.moves.willing[t] === 0)
            unwilling.push(unwillingMove(player, label, witness.turn.choices[label].text, context.model.setters));
    }
    const waits = waitsOf(unwilling);
    const { ways, complete } = waysOut(will, state, moveNumbers(will));
    const address = program.choices[context.read(state).offers[0].point].address;
    return {
        kind,
        place: placeAt(program, address),
        quote: witness.lastWords,
        asTheyWill: will.reaches(state),
        playthrough: witness.steps,
        round: stepsAfter(will, way, round),
        situations,
        unwilling,
        waits,
        cycles: cyclesOf(waits, will.moves.names),
        waysOut: ways.map((found) => tellWay(will, way, found)),
        allWaysOut: complete,
    };
}
/** Numbers each move by the choice it takes and who makes it. */
function moveNumbers({ context, moves }) {
    const numbers = new Map();
    return (t) => {
        const { offers } = context.read(context.graph.sourceOf(t));
        const key = `${offers[context.graph.labels.at(t)].point} ${moves.by[t]}`;
        if (!numbers.has(key))
            numbers.set(key, numbers.size);
        return numbers.get(key);
    };
}
function tellWay(will, to, { against, transitions, certain }) {
    const { context, moves } = will;
    const { graph, program } = context;
    const { steps } = context.witnesses.along({ ...to, transitions: [...to.transitions, ...transitions] });
    const made = againstWill(to.transitions.length, transitions, against, steps);
    return {
        moves: against.map((t, i) => {
            const { offers } = context.read(graph.sourceOf(t));
            const { address } = program.choices[offers[graph.labels.at(t)].point];
            return { by: moves.names[moves.by[t]], text: made[i], place: placeAt(program, address) };
        }),
        certain,
        playthrough: steps,
    };
}
/** The texts of the moves against somebody's will. A playthrough has a step for each transition, and one more for an entry before them. */
function againstWill(before, transitions, against, steps) {
    const first = steps.length - transitions.length - before;
    return transitions.flatMap((t, i) => {
        const step = steps[first + before + i];
        return against.includes(t) && 'text' in step ? [step.text] : [];
    });
}
function stepsAfter(will, way, transitions) {
    if (transitions.length === 0)
        return [];
    const whole = will.context.witnesses.along({ ...way, transitions: [...way.transitions, ...transitions] });
    return whole.steps.slice(whole.steps.length - transitions.length);
}

import { assumptionsOf } from '../findings/assumptions.js';
import { endStates, findEndings } from '../findings/endings.js';
import { canReach } from '../graph/analyse.js';
import { nearest } from '../graph/nearest.js';
import { furthestFrom } from '../graph/spans.js';
import { Doors } from './doors.js';
import { indifferentChoices } from './indifferent.js';
import { passedByAll } from './passed.js';
/** What a reader can lose, and when; and what nobody can change. `good` are the passages whose endings count; none: all do. */
export function stakesOf({ context, telling, stopped }, good = []) {
    const doors = new Doors(context);
    const hope = hopeFor(context, endStates(context).flatMap(({ state, passage }) => (counts(passage, good) ? [state] : [])));
    const losses = lossesOf(context, doors, hope);
    return {
        file: context.program.file,
        limit: stopped,
        assumptions: assumptionsOf(context),
        good,
        grade: gradeOf(context, hope, losses),
        losses,
        closings: closingsOf(context, doors),
        passed: context.exhaustive ? passedByAll(context, telling) : null,
        indifferent: context.exhaustive ? indifferentChoices(context, telling) : null,
    };
}
/** 1 for every state from which one of these final states can be reached, or may be as far as anyone knows. */
function hopeFor(context, goals) {
    const { graph } = context;
    const marked = new Uint8Array(graph.states).fill(1, graph.expanded);
    for (const state of goals)
        marked[state] = 1;
    for (const { state, kind } of context.finals())
        if (kind === 'cut' || kind === 'long')
            marked[state] = 1;
    return canReach(graph, marked);
}
function closingsOf(context, doors) {
    const states = endStates(context);
    return findEndings(context).map((ending, number) => {
        const goals = states.filter((each) => each.ending === number).map(({ state }) => state);
        return { ending, points: doors.out(hopeFor(context, goals)).map(({ point }) => point) };
    });
}
/** Whether an ending in a passage counts where only those of some passages do: a knot stands for its stitches too. */
const counts = (passage, good) => good.length === 0 || good.some((name) => passage === name || passage.startsWith(`${name}.`));
function lossesOf(context, doors, hope) {
    const { graph } = context;
    const lost = hope.map((can) => 1 - can);
    const cost = (s) => doors.cost(s);
    const most = furthestFrom(graph, lost, cost);
    // nothing leads out of what is lost
    const stops = lost.map((is, s) => (is === 1 && !context.isWaiting(s) ? 1 : 0));
    const least = nearest(graph, stops, (t) => cost(graph.sourceOf(t))).distance;
    const losses = doors.out(hope).map(({ point, transitions }) => {
        const targets = transitions.map((t) => graph.targets.at(t));
        const longest = targets.reduce((max, s) => Math.max(max, most[s]), 0);
        return {
            ...point,
            least: targets.reduce((min, s) => Math.min(min, least[s]), Number.POSITIVE_INFINITY),
            most: longest === Number.POSITIVE_INFINITY ? 'infinite' : longest,
        };
    });
    return losses.sort((a, b) => size(b.most) - size(a.most));
}
const size = (length) => (length === 'infinite' ? Number.POSITIVE_INFINITY : length);
function gradeOf({ exhaustive, graph }, hope, losses) {
    const starts = hope.subarray(0, graph.initial);
    if (!starts.includes(1))
        return 'hopeless';
    if (starts.includes(0) || losses.some(({ most }) => most !== 0))
        return 'worse';
    if (!exhaustive)
        return null;
    return losses.length > 0 ? 'polite' : 'merciful';
}

import { canReach } from '../graph/analyse.js';
import { chance } from '../graph/games.js';
import { nearest } from '../graph/nearest.js';
import { passageAt } from '../program/program.js';
import { askedEnding } from './ask.js';
import { endStates } from './endings.js';
import { follow } from './follow.js';
import { movesOf } from './moves.js';
/** A change weighs more than any number of steps. */
const change = 2 ** 32;
/**
 * Why the playthrough that happened did not come to an ending, and the nearest that does; docs/games.md says what is nearest.
 * `given` is what happened; without it, everybody acts as they will.
 */
export function whyNot(context, name, given) {
    const asked = askedEnding(context, name);
    if ('problem' in asked)
        return asked;
    const { passage, goals } = asked;
    const endings = [...new Set(endStates(context).map((end) => end.passage))];
    const moves = movesOf(context);
    const reach = canReach(context.graph, goals);
    const { way, problem } = given === null
        ? { way: asTheyWill(context, moves, reach.indexOf(1)), problem: null }
        : follow(context, given.steps, given.seed);
    if (problem !== null)
        return { problem: 'does-not-replay', message: `This playthrough can't be followed: ${problem}.`, endings };
    const states = statesOf(context, way);
    const lost = states.findIndex((s) => reach[s] === 0);
    const common = { ending: passage, given: given !== null, exhaustive: context.exhaustive };
    const happened = lifetime(context, moves, way, () => false);
    if (goals[states[states.length - 1]] === 1)
        return { ...common, happened, instead: null, shared: happened.moments.length, closedBy: null };
    if (lost === 0) {
        const message = `No playthrough that starts like this one comes to ${passage === '' ? 'this ending' : passage}.`;
        return { problem: context.exhaustive ? 'unreachable' : 'not-reached-yet', message, endings };
    }
    const costs = changes(context, moves, way, states);
    const parted = nearestTo(context, way, states, goals, costs);
    const instead = lifetime(context, moves, parted.way, (i) => i >= parted.at && costs[parted.way.transitions[i]] === 1);
    const before = happened.moments.length - way.transitions.length; // the entry of a host game
    return {
        ...common,
        happened,
        instead,
        shared: before + parted.at,
        closedBy: lost < 0 || !context.exhaustive ? null : before + lost - 1,
    };
}
/**
 * What happens with everybody acting as they will: always the first choice that somebody is willing to take (or outcome of chance) that
 * does not lead back to a situation that was there before. Where all do, it goes round; where there is none, it stands still.
 */
function asTheyWill({ graph }, { willing }, start) {
    const transitions = [];
    const seen = new Set([start]);
    for (let s = start; s < graph.expanded;) {
        const able = [];
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
            if (willing[t] === 1)
                able.push(t);
        const next = able.find((t) => !seen.has(graph.targets.at(t))) ?? able[0];
        if (next === undefined)
            break;
        transitions.push(next);
        s = graph.targets.at(next);
        if (seen.has(s))
            break;
        seen.add(s);
    }
    return { start, transitions };
}
function statesOf({ graph }, { start, transitions }) {
    return [start, ...transitions.map((t) => graph.targets.at(t))];
}
/**
 * For each transition whether taking it is a change: in a situation of the playthrough that happened, all but what was done there;
 * elsewhere, a choice against the will of whoever takes it.
 */
function changes({ graph }, { willing }, { transitions }, states) {
    const costs = willing.map((is) => 1 - is);
    for (const s of states.slice(0, -1))
        costs.fill(1, graph.first.at(s), graph.first.at(s + 1));
    for (const t of transitions)
        costs[t] = 0;
    return costs;
}
/** The way to the goals with the fewest changes, the first of them as late as can be, and then as short as can be. */
function nearestTo({ graph }, way, states, goals, costs) {
    const { distance, next } = nearest(graph, goals, (t) => costs[t] * change + 1);
    const fewest = Math.floor(distance[states[0]] / change);
    for (let at = states.length - 1; at >= 0; at--) {
        // where the playthrough stopped anything may follow, but not the same round once more
        const isOpen = at === states.length - 1 && states.indexOf(states[at]) === at;
        let best = -1;
        let least = Number.POSITIVE_INFINITY;
        for (let t = graph.first.at(states[at]); states[at] < graph.expanded && t < graph.first.at(states[at] + 1); t++) {
            const total = costs[t] * change + 1 + distance[graph.targets.at(t)];
            const isParting = isOpen || costs[t] === 1;
            if (!isParting || total >= least || Math.floor(total / change) > fewest)
                continue;
            [best, least] = [t, total];
        }
        if (best < 0)
            continue;
        const transitions = [...way.transitions.slice(0, at), best];
        for (let s = graph.targets.at(best); next[s] >= 0; s = graph.targets.at(next[s]))
            transitions.push(next[s]);
        return { way: { start: way.start, transitions }, at };
    }
    throw new Error('an ending that can be reached has no way to it: this is a fault of Redthread');
}
/** A way as what happened to people. */
function lifetime(context, { names, by, willing }, way, isChanged) {
    const { steps, turns } = context.witnesses.along(way);
    const states = statesOf(context, way);
    const before = steps.length - way.transitions.length;
    const words = new Map(turns.map(({ turn, steps }) => [
        steps - 1,
        turn.lines.findLast((line) => line.text.trim() !== '')?.text.trim() ?? '',
    ]));
    const moments = steps.map((step, i) => {
        const t = way.transitions[i - before];
        const isPersons = t !== undefined && by[t] !== chance;
        return {
            step,
            by: isPersons ? names[by[t]] : null,
            willing: t === undefined || willing[t] === 1,
            changed: t !== undefined && isChanged(i - before),
            words: words.get(i) ?? '',
        };
    });
    const last = states[states.length - 1];
    if (context.isWaiting(last))
        return { moments, end: waitingEnd(context, willing, states), passage: null, place: null };
    const { address } = context.read(last);
    const ended = endStates(context).some(({ state }) => state === last);
    const place = context.place(address);
    return {
        moments,
        end: ended ? 'ended' : 'stopped',
        passage: ended ? passageAt(context.program, address).name : null,
        place,
    };
}
function waitingEnd({ graph }, willing, states) {
    const last = states[states.length - 1];
    if (states.indexOf(last) < states.length - 1)
        return 'round';
    if (last >= graph.expanded)
        return 'open';
    return willing.subarray(graph.first.at(last), graph.first.at(last + 1)).includes(1) ? 'open' : 'standstill';
}

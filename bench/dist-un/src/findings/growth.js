import { forgottenCount, maxCalls } from '../machine/machine.js';
import { isForgotten } from '../machine/values.js';
import { nameOf } from '../program/expressions.js';
import { placeAt } from '../program/program.js';
const sample = 4000;
const most = 4;
/** What takes ever new values in the states found so far, worst first: judged by a sample spread over all of them. */
export function findGrowth(model, graph) {
    const { program, machine } = model;
    const seen = program.slots.map(() => new Set());
    let depth = 0;
    const step = Math.max(1, Math.floor(graph.states / sample));
    for (let s = 0; s < graph.states; s += step) {
        graph.store.with(s, (bytes, from, length) => {
            const { kind, offers } = model.read(bytes, from, length);
            if (kind !== 'choice' && kind !== 'draw')
                return;
            for (const offer of offers)
                depth = Math.max(depth, offer.thread.depth);
            machine.slots.forEach((value, slot) => {
                if (value !== forgottenCount && !(slot < program.globals && isForgotten(value)))
                    seen[slot].add(value);
            });
        });
    }
    const growing = seen.flatMap((values, slot) => (values.size > 12 ? [describe(model, slot, values)] : []));
    growing.sort((a, b) => b.values - a.values);
    const all = [...cutDraws(model), ...growing];
    const choices = takenInAnyOrder(model, seen);
    if (choices !== null && (all.length === 0 || choices.values >= 16))
        all.push(choices);
    for (const address of model.cutCalls)
        all.unshift(calls(maxCalls, placeAt(program, address)));
    if (model.cutCalls.size === 0 && depth > 16)
        all.unshift(calls(depth, null));
    if (all.length === 0 && graph.states >= 1000)
        all.push(...combinations(model, seen));
    return all.slice(0, most);
}
/** Nothing has many values, but a few things vary independently: every combination of them is a state. */
function combinations({ program }, seen) {
    const varying = seen.flatMap((values, slot) => (values.size > 1 ? [slot] : []));
    varying.sort((a, b) => seen[b].size - seen[a].size);
    if (varying.length < 2)
        return [];
    const named = (slot) => program.slots[slot].kind === 'global'
        ? program.slots[slot].name
        : `visits to ${nameOf(program, program.slots[slot].container)}`;
    const names = [...new Set(varying.slice(0, 6).map(named))];
    const more = varying.length > names.length ? ` and ${varying.length - names.length} more` : '';
    return [
        {
            kind: 'choices',
            name: names[0],
            message: `${names.join(', ')}${more} vary, and each combination of their values is a situation of its own`,
            place: null,
            values: varying.length,
        },
    ];
}
function describe(model, slot, seen) {
    const { program, machine } = model;
    const { kind, name, container, place } = program.slots[slot];
    const values = seen.size;
    if (kind === 'global') {
        const common = { name, place, values };
        const all = [...seen];
        if (all.every((value) => machine.values.isInt(value))) {
            const numbers = all.map((value) => machine.values.numberOf(value));
            const [least, greatest] = [Math.min(...numbers), Math.max(...numbers)];
            return {
                ...common,
                kind: 'variable',
                message: `the variable ${name} takes ${values} or more different values, from ${least} to ${greatest}`,
            };
        }
        const isList = all.some((value) => (value & 7) === 4);
        return {
            ...common,
            kind: isList ? 'list' : 'variable',
            message: `${isList ? 'the list' : 'the variable'} ${name} takes ${values} or more different values`,
        };
    }
    const where = container < 0 ? null : placeAt(program, program.containers[container].start);
    const called = container < 0 ? '' : nameOf(program, container);
    if (kind === 'visits')
        return {
            kind: 'visits',
            name: called,
            place: where,
            values,
            message: `the number of visits to ${called} keeps rising (${values} values or more)`,
        };
    if (kind === 'shuffle')
        return {
            kind: 'random',
            name: called,
            place: where,
            values,
            message: `the shuffle in ${called} can stand at ${values} or more places`,
        };
    const what = kind === 'turn' ? 'the number of turns' : `the number of turns since ${called}`;
    return {
        kind: 'turns',
        name: kind === 'turn' ? 'TURNS()' : called,
        place: where,
        values,
        message: `${what} keeps rising (${values} values or more)`,
    };
}
function cutDraws(model) {
    return [...model.cutDraws].map((address) => ({
        kind: 'random',
        name: 'RANDOM',
        message: 'RANDOM draws from more than 100,000 numbers here; only the lowest were followed',
        place: placeAt(model.program, address),
        values: 100_000,
    }));
}
/** Many places that were each visited or not, whatever the others: every combination is a state. */
function takenInAnyOrder({ program }, seen) {
    const free = program.slots.flatMap((slot, i) => slot.kind === 'visits' && seen[i].size > 1 && seen[i].size <= 12 ? [slot] : []);
    if (free.length < 10)
        return null;
    return {
        kind: 'choices',
        name: nameOf(program, free[0].container),
        message: `${free.length} places can be visited in many different orders, and each combination is a situation of its own`,
        place: placeAt(program, program.containers[free[0].container].start),
        values: free.length,
    };
}
function calls(depth, place) {
    return {
        kind: 'frames',
        name: 'tunnels',
        message: `tunnels are entered inside tunnels, ${depth} deep and more, without coming back`,
        place,
        values: depth,
    };
}

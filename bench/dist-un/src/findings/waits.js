import { holdsNow } from '../machine/evaluate.js';
import { conjunctsIn, expressionIn, nameOf } from '../program/expressions.js';
import { placeAt } from '../program/program.js';
import { tagsOfChoice, willIn } from '../program/wills.js';
/** Everything that is on offer where a player stands and that its maker is not willing to make, and why. The player stays where it is. */
export function unwillingMoves(player, turn) {
    const before = player.save();
    const moves = turn.choices.filter(({ willing }) => !willing);
    const told = moves.map(({ index, text }) => {
        const move = unwillingMove(player, index, text, null);
        player.restore(before);
        return move;
    });
    return told;
}
/**
 * Why the choice at an index among those on offer is not one that its maker is willing to make, where the player stands; it can't go on from
 * there. `setters` tells who ever sets which variable, see `StoryModel`; without it only owners are known to.
 */
export function unwillingMove(player, index, text, setters) {
    const { program, cast } = player.machine;
    const { choices } = program;
    const offer = player.machine.offers.filter(({ point }) => !choices[point].isFallback)[index];
    const by = cast.names[offer.by];
    const place = placeAt(program, choices[offer.point].address);
    const told = tagsOfChoice(program, offer.point).filter(({ key }) => key === 'will');
    const wills = told.flatMap((tag) => willIn(program, tag) ?? []);
    if (wills.length !== told.length || wills.length === 0) {
        const plain = told.find((tag) => tag.plain !== null)?.plain ?? null;
        return { by, text, place, condition: plain, lacks: [], reasons: [] };
    }
    const parts = wills.flatMap(({ from, to }) => conjunctsIn(program, from, to));
    const failing = parts.filter((part) => holdsNow(player.machine, offer, part) === false);
    const read = (failing.length > 0 ? failing : parts).flatMap(({ from, to }) => expressionIn(program, from, to) ?? []);
    const reasons = new Map();
    for (const { globals, counts } of read) {
        for (const slot of globals)
            reasons.set(program.slots[slot].name, reasonOf(player, slot, setters));
        for (const container of counts) {
            const name = nameOf(program, container);
            const value = String(player.machine.slots[program.containers[container].visits]);
            reasons.set(name, { name, value, changedBy: [], owned: false });
        }
    }
    return {
        by,
        text,
        place,
        condition: wills.map((will) => will.text).join(' and '),
        lacks: failing.length > 0 ? read.map((each) => each.text) : [],
        reasons: [...reasons.values()],
    };
}
/** What a global is now, and who can change it: its owner, else those who ever set it. */
function reasonOf(player, slot, setters) {
    const { program, values, slots, cast } = player.machine;
    const { owner, names } = cast;
    const changers = names.filter((_, by) => setters?.[slot * names.length + by] === 1);
    return {
        name: program.slots[slot].name,
        value: values.written(slots[slot]),
        changedBy: owner[slot] >= 0 ? [names[owner[slot]]] : changers,
        owned: owner[slot] >= 0,
    };
}
/**
 * Who waits for whom: who would make a move, if only somebody changed what its condition asks for. One waits for oneself only where nobody
 * else could change any of that.
 */
export function waitsOf(moves) {
    const found = new Map();
    for (const { by, reasons } of moves) {
        const all = reasons.flatMap(({ changedBy }) => changedBy);
        const others = all.filter((other) => other !== by);
        for (const other of others.length > 0 ? others : all)
            found.set(`${by}\n${other}`, { who: by, for: other });
    }
    return [...found.values()];
}
const mostCycles = 12;
/** The circles among those who wait, each told once, from the one who comes first in the cast. */
export function cyclesOf(waits, names) {
    const cycles = [];
    const walk = (path) => {
        for (const { who, for: next } of waits) {
            if (who !== path[path.length - 1] || cycles.length === mostCycles)
                continue;
            if (next === path[0])
                cycles.push([...path]);
            else if (!path.includes(next) && names.indexOf(next) > names.indexOf(path[0]))
                walk([...path, next]);
        }
    };
    for (const name of names)
        walk([name]);
    return cycles.sort((x, y) => x.length - y.length);
}

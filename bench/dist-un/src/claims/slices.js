import { Op } from '../program/opcodes.js';
/** The path of the container and the index in it; what stands before a container is where it begins. */
export function placeOf({ home, containers }, address) {
    const { path, start } = containers[home[address]];
    return `${path}:${Math.max(0, address - start)}`;
}
/** What an exploration passed over because only texts depend on it, and what it says of that. */
export function slicesOf({ trails, program, passed, machine }) {
    const groups = [...(trails?.groups() ?? [])];
    const starts = groups.flatMap(({ asides }) => [...asides]);
    return {
        asides: starts.map((start) => {
            const { end, addresses } = passed.get(start);
            const happens = addresses.filter((at) => program.op[at] !== Op.Enter && machine.covered[at] !== 0);
            return {
                from: placeOf(program, start),
                to: placeOf(program, end),
                seen: happens.map((at) => [placeOf(program, at), machine.covered[at] & 7]),
            };
        }),
        slices: groups.map(({ slots, asides }) => ({
            slots: [...slots],
            asides: [...asides].map((start) => starts.indexOf(start)),
        })),
    };
}

import { waitsForDraw } from './statebytes.js';
import { Tag } from './values.js';
const onOffer = -1;
const drawing = -2;
/**
 * What is true in a state, as hashes: a variable's value or a count that is not what it is at the beginning, an item in a list, a choice on
 * offer. For searches that look for states with something new.
 */
export function atomsOf({ codec, machine, program }, state, from, length) {
    const { bytes } = codec;
    const { slots, values } = machine;
    const { initial } = codec.table.layout;
    const atoms = [];
    bytes.read(state, from, length);
    for (const slot of bytes.live) {
        const value = slots[slot];
        const tag = slot < program.globals ? value & 7 : Tag.Int;
        // a text that grows is not something new each time
        if (value === initial[slot] || tag === Tag.String)
            continue;
        if (tag !== Tag.List)
            atoms.push(hash(slot, value));
        else
            for (const item of values.lists.at(value >> 3).items)
                atoms.push(hash(slot, item + 1));
    }
    if (bytes.kind === waitsForDraw)
        atoms.push(hash(drawing, codec.addressOf(bytes.rest)));
    else
        for (let i = 0; i < bytes.count; i++)
            atoms.push(hash(onOffer, bytes.numbers[i]));
    return atoms;
}
const hash = (what, value) => Math.imul(Math.imul(what, 0x01000193) ^ value, 0x85ebca6b);

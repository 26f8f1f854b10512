import { Absent, isForgotten, isProgression, isTagValue, payloadOf, Tag, True, Void, } from '../machine/values.js';
const plain = (value) => ({ value, harm: null, isFollowed: true });
const lost = (harm) => ({ value: 0, harm, isFollowed: false });
/** All list items that a program knows. */
export const itemsOf = ({ lists, items }) => items.map(({ list, name, value }) => ({ list: lists[list].name, name, value }));
/** The program with items that saves may hold though their LIST has them no more. They come after those of the program. */
export function withLostItems(program, held) {
    const items = [...program.items];
    for (const { list: listName, name, value } of held) {
        const list = program.lists.findIndex((each) => each.name === listName);
        if (list >= 0 && !items.some((item) => item.list === list && item.name === name))
            items.push({ list, name, value });
    }
    return { ...program, items };
}
/** Gives a story's machine values out of saves, as ink's loader gives them to its own engine. */
export class Loader {
    program;
    values;
    constructor(program, values) {
        this.program = program;
        this.values = values;
    }
    load(saved) {
        const { program, values } = this;
        switch (saved.kind) {
            case 'int':
                return plain(values.int(saved.value));
            case 'float':
                return plain(values.float(saved.value));
            case 'bool':
                return plain(values.bool(saved.value));
            case 'string':
                return plain(values.string(saved.value));
            case 'void':
                return plain(Void);
            case 'list':
                return this.list(saved.items, saved.origins);
            case 'target': {
                const { path } = saved;
                const container = program.paths.get(path);
                if (container === undefined)
                    return lost({ kind: 'target-gone', what: path });
                return plain(values.target({ path, address: program.containers[container].start - 1, container }));
            }
            case 'reference': {
                const name = program.temps.indexOf(saved.name);
                const isGlobal = ({ kind, name: own }) => kind === 'global' && own === saved.name;
                const global = saved.frame > 0 ? -1 : program.slots.findIndex(isGlobal);
                if (name < 0 || (saved.frame === 0 && global < 0))
                    return lost(null);
                return plain(values.pointer({ name, global, frame: saved.frame }));
            }
        }
        return lost(null);
    }
    list(saved, savedOrigins) {
        const { lists, items } = this.program;
        const found = [];
        let harm = null;
        for (const { list, name, value } of saved) {
            const what = `${list}.${name}`;
            const home = lists.findIndex((each) => each.name === list);
            const item = items.findIndex((each) => each.list === home && each.name === name);
            if (item < 0)
                return lost({ kind: 'item-gone', what });
            if (items[item].value !== value)
                return lost({ kind: 'item-number', what, from: value, to: items[item].value });
            if (!lists[home].items.includes(item)) {
                harm ??= { kind: 'item-gone', what };
                // two items of one number, and the order in which they were put in would matter
                if (items.some((each, i) => i !== item && each.list === home && each.value === value))
                    return lost(harm);
            }
            found.push(item);
        }
        const origins = savedOrigins.map((origin) => lists.findIndex(({ name }) => name === origin));
        const gone = origins.indexOf(-1);
        if (gone >= 0)
            return lost({ kind: 'item-gone', what: savedOrigins[gone] });
        return { value: this.values.list(this.values.lists.intern(found, origins)), harm, isFollowed: true };
    }
}
/** Carries values of one version's machine over to the other's, by way of a save. */
export class Carrier {
    before;
    from;
    to;
    loader;
    known = new Map();
    lacking;
    slotOf;
    /** `slotOf` tells the new number of a slot. */
    constructor(before, from, to, loader, slotOf, lacking) {
        this.before = before;
        this.from = from;
        this.to = to;
        this.loader = loader;
        this.slotOf = slotOf;
        this.lacking = lacking;
    }
    carry(value) {
        if ((value & 7) === Tag.Int || (value & 7) === Tag.Bool || value === Void || value === Absent)
            return plain(value);
        let carried = this.known.get(value);
        if (carried === undefined)
            this.known.set(value, (carried = this.other(value)));
        return carried;
    }
    other(value) {
        const { from, to } = this;
        if (isForgotten(value)) {
            this.lacking(payloadOf(value), false);
            return lost(null);
        }
        if (isProgression(value)) {
            const { least, greatest, period, slot, offset } = from.progressionOf(value);
            const mine = this.slotOf.get(slot);
            if (mine !== undefined)
                return plain(to.progression({ least, greatest, period, slot: mine, offset }));
            this.lacking(slot, true);
            return lost(null);
        }
        if (isTagValue(value))
            return plain(to.tag(from.tagText(value)));
        const saved = this.save(value);
        const carried = this.loader.load(saved);
        const isChanged = saved.kind === 'int' && from.isFloat(value);
        return isChanged ? { ...carried, harm: { kind: 'whole-float' } } : carried;
    }
    /** The value as a save holds it. */
    save(value) {
        const { from, before } = this;
        const { items, lists } = before;
        switch (value & 7) {
            case Tag.Int:
            case Tag.Number:
                return savedNumber(from.numberOf(value), from.isFloat(value));
            case Tag.Bool:
                return { kind: 'bool', value: value === True };
            case Tag.String:
                return { kind: 'string', value: from.stringOf(value) };
            case Tag.Target:
                return { kind: 'target', path: from.targetOf(value).path };
            case Tag.List: {
                const list = from.lists.at(value >> 3);
                const held = list.items.map((item) => ({ ...items[item], list: lists[items[item].list].name }));
                return { kind: 'list', items: held, origins: list.origins.map((origin) => lists[origin].name) };
            }
        }
        const { name, global, frame } = from.pointerOf(value);
        return { kind: 'reference', name: global >= 0 ? before.slots[global].name : before.temps[name], frame };
    }
}
/** ink writes numbers as JSON does, where a whole number is an integer; and what JSON has no number for, as one that it has. */
function savedNumber(n, isFloat) {
    const value = Number.isNaN(n) ? 0 : Number.isFinite(n) ? n : Math.sign(n) * 3.4e38;
    return { kind: isFloat && !Number.isInteger(value) ? 'float' : 'int', value };
}

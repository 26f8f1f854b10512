import { Op } from './opcodes.js';
/** What the reader is called in messages. */
export const readerName = 'the reader';
const reader = { by: 0, willing: true, stranger: null };
export function castOf(program) {
    const tags = headTags(program);
    const names = [readerName];
    const addresses = [-1];
    const twice = [];
    for (const { text, address } of valuesOf(tags, 'cast')) {
        for (const name of text.split(',').map((part) => part.trim())) {
            if (name === '')
                continue;
            if (indexOf(names, name) >= 0)
                twice.push({ text: name, address });
            else {
                names.push(name);
                addresses.push(address);
            }
        }
    }
    return { names, addresses, twice, ...owners(program, names, valuesOf(tags, 'owns')) };
}
/** Whether anybody but the reader acts. */
export const hasCast = (cast) => cast.names.length > 1;
/** Whether a name in a `by` tag is somebody's; `reader` is the reader's. */
export function isInCast({ names }, name) {
    return indexOf(names, name) >= 0 || name.toLowerCase() === 'reader';
}
/** Who acts by a choice with these tags. */
export function actorOf(cast, tags) {
    if (tags.length === 0)
        return reader;
    let by = -1;
    let stranger = null;
    let willing = true;
    for (const tag of tags) {
        const told = castKey(tag);
        if (told === null)
            continue;
        const { key, value } = told;
        if (key === 'will')
            willing &&= !/^(0|false|)$/i.test(value);
        else if (by < 0 && stranger === null) {
            by = Math.max(0, indexOf(cast.names, value));
            if (!isInCast(cast, value))
                stranger = value;
        }
    }
    return by > 0 ? { by, willing, stranger } : { by: 0, willing: true, stranger };
}
/** What a tag of a choice tells of the cast; null where it tells nothing. */
export function castKey(tag) {
    const match = /^\s*(by|will)\s*:(.*)$/is.exec(tag);
    return match === null ? null : { key: match[1].toLowerCase(), value: match[2].trim() };
}
/** Where the story's own names are compared, letter case does not count. */
function indexOf(names, name) {
    return names.findIndex((known) => known.toLowerCase() === name.toLowerCase());
}
function owners(program, names, tags) {
    const owner = new Int32Array(program.globals).fill(-1);
    const ownsNothing = [];
    const ownedByNobody = [];
    const ownedTwice = [];
    for (const { text, address } of tags) {
        // a name may have blanks in it: the longest one that fits is meant
        const fits = (name) => `${text} `.toLowerCase().startsWith(`${name.toLowerCase()} `);
        const known = names.slice(1).filter(fits);
        const by = names.indexOf(known.sort((x, y) => y.length - x.length)[0] ?? readerName);
        const words = (by > 0 ? text.slice(names[by].length) : text.replace(/^\S*/, '')).split(/[\s,]+/).filter(Boolean);
        if (by === 0)
            ownedByNobody.push({ text: /^\S*/.exec(text)[0], address });
        for (const word of words) {
            const slot = program.slots.findIndex(({ kind, name }) => kind === 'global' && name === word);
            if (slot < 0)
                ownsNothing.push({ text: word, address });
            else if (by > 0 && owner[slot] >= 0 && owner[slot] !== by)
                ownedTwice.push({ text: word, address });
            else if (by > 0)
                owner[slot] = by;
        }
    }
    return { owner, ownsNothing, ownedByNobody, ownedTwice };
}
/** What follows `key:` in the tags that have it. */
function valuesOf(tags, key) {
    return tags.flatMap(({ text, address }) => {
        const match = /^\s*(\w+)\s*:(.*)$/s.exec(text);
        return match?.[1].toLowerCase() === key ? [{ text: match[2].trim(), address }] : [];
    });
}
/** The tags at the very start of a story, before anything else, as ink reads its global tags; those with logic in them are left out. */
function headTags(program) {
    const { op, a, containers, strings } = program;
    let { start, size } = containers[0];
    while (size > 0 && op[start] === Op.Enter)
        ({ start, size } = containers[a[start]]);
    const tags = [];
    for (let pc = start; pc < start + size; pc++) {
        if (op[pc] === Op.TagText)
            tags.push({ text: strings[a[pc]], address: pc });
        if (op[pc] !== Op.TagStart) {
            if (op[pc] === Op.Text || op[pc] === Op.Enter)
                break;
            continue;
        }
        const text = pc + 1;
        while (pc < start + size && op[pc] !== Op.TagEnd)
            pc++;
        if (op[text] === Op.Text && pc === text + 1)
            tags.push({ text: strings[a[text]], address: text });
    }
    return tags;
}
/**
 * Marks the beginning and the end of each tag that may say who makes a choice or whether they are willing to, and all between in the
 * same container: what must be read of choices even where nobody needs their texts. Null where the story has no cast.
 */
export function castTags(program) {
    if (!hasCast(castOf(program)))
        return null;
    const { op } = program;
    const marks = new Uint8Array(op.length);
    for (const { start, size } of program.containers) {
        let inside = false;
        for (let pc = start; pc < start + size; pc++) {
            if (op[pc] === Op.TagStart)
                inside = mayTellOfCast(program, pc + 1);
            if (inside)
                marks[pc] = 1;
            if (op[pc] === Op.TagEnd)
                inside = false;
        }
    }
    return marks;
}
/** Whether a tag whose content begins here may turn out as a `by` or `will` tag. */
function mayTellOfCast({ op, a, strings }, pc) {
    if (op[pc] === Op.TagEnd)
        return false;
    return op[pc] !== Op.Text || /^\s*((by|will)\s*:|$)/i.test(strings[a[pc]]);
}

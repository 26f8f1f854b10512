import { JsonSerialisation } from './inkjs.js';
/** What each kind of object in a container holds: the key that tells it, and what else it may have. */
const OBJECTS = [
    ['^->', 'text', {}],
    ['^var', 'text', { ci: 'whole' }],
    ['->', 'text', { var: 'flag', c: 'flag' }],
    ['f()', 'text', { var: 'flag', c: 'flag' }],
    ['->t->', 'text', { var: 'flag', c: 'flag' }],
    ['x()', 'text', { var: 'flag', c: 'flag', exArgs: 'whole' }],
    ['*', 'text', { flg: 'whole' }],
    ['VAR?', 'text', {}],
    ['CNT?', 'text', {}],
    ['VAR=', 'text', { re: 'flag' }],
    ['temp=', 'text', { re: 'flag' }],
    ['#', 'text', {}],
    ['list', 'items', { origins: 'names' }],
];
/** What moves the story: none of it may stand where globals get their first values, which ink's engine runs while loading. */
const MOVES = new Set(['->', 'f()', '->t->', 'x()', '*', '->->', '~ret', 'thread', 'done']);
const GLOBALS = 'global decl';
const FLOAT_TEXT = /^(-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)f$/;
class Refusal extends Error {
    at;
    constructor(objection, at) {
        super(objection);
        this.at = at;
    }
}
/** Reads JSON as a compiled story, strictly, and makes the tokens that ink's engine builds it from. */
export class InkTokens {
    floats = [];
    /** Whether there is anything to read or to go to. */
    hasContent = false;
    words = new Map();
    path = [];
    story(node) {
        return objecting(() => ({ root: this.container(part(node, 'root')), lists: lists(part(node, 'listDefs', false)) }));
    }
    container(node) {
        if (node.kind !== 'array')
            throw new Refusal('a container is not an array', node.at);
        const last = node.items.at(-1);
        if (last === undefined || !(last.kind === 'object' || (last.kind === 'word' && last.value === null))) {
            throw new Refusal('a container does not end as it should', last?.at ?? node.at);
        }
        const tokens = node.items.slice(0, -1).map((item, index) => this.within(index, () => this.content(item)));
        tokens.push(last.kind === 'object' ? this.ending(last) : null);
        return tokens;
    }
    /** The last element: what the container is called and counts, and the containers that are reached only by name. */
    ending(node) {
        const ending = {};
        for (const { key, at, value } of members(node, '')) {
            if (key === '#f')
                ending[key] = whole(value, "a container's '#f'");
            else if (key === '#n')
                ending[key] = text(value, "a container's name");
            else if (Object.hasOwn(ending, key))
                throw new Refusal(`the name '${key}' is given twice`, at);
            else {
                if (key !== GLOBALS)
                    this.hasContent = true;
                ending[key] = this.within(key, () => this.container(value));
            }
        }
        return ending;
    }
    content(node) {
        switch (node.kind) {
            case 'array':
                if (this.inGlobals())
                    throw new Refusal(`'${GLOBALS}' holds more than first values`, node.at);
                return this.container(node);
            case 'object':
                return this.object(node);
            case 'number':
                return this.number(node.value, node.float);
            case 'string':
                return this.string(node.value, node.at);
            default:
                if (node.value === null)
                    throw new Refusal('a container has a gap in it', node.at);
                return node.value;
        }
    }
    object(node) {
        const all = members(node, '');
        const kind = OBJECTS.find(([key]) => all.some((each) => each.key === key));
        if (kind === undefined)
            throw new Refusal(`an object has no meaning in ink${named(all)}`, node.at);
        const [key, shape, also] = kind;
        if (MOVES.has(key)) {
            this.hasContent = true;
            if (this.inGlobals())
                throw new Refusal(`'${GLOBALS}' holds more than first values`, node.at);
        }
        const token = {};
        for (const each of all) {
            const wanted = each.key === key ? shape : Object.hasOwn(also, each.key) ? also[each.key] : undefined;
            if (wanted === undefined)
                throw new Refusal(`'${each.key}' has no meaning beside '${key}'`, each.at);
            token[each.key] = shaped(each.value, wanted, each.key);
        }
        return token;
    }
    string(value, at) {
        if (value.startsWith('^')) {
            this.hasContent = true;
            return value;
        }
        const float = FLOAT_TEXT.exec(value);
        if (float !== null)
            return this.number(Number(float[1]), true);
        if (value === 'out')
            this.hasContent = true;
        if (this.inGlobals() && MOVES.has(value))
            throw new Refusal(`'${GLOBALS}' holds more than first values`, at);
        let known = this.words.get(value);
        if (known === undefined) {
            known = isWord(value);
            this.words.set(value, known);
        }
        if (!known)
            throw new Refusal(`'${value.slice(0, 40)}' has no meaning in ink`, at);
        return value;
    }
    number(value, float) {
        if (float && Number.isInteger(value))
            this.floats.push({ path: [...this.path], value });
        return value === 0 ? 0 : value;
    }
    inGlobals() {
        return this.path[0] === GLOBALS;
    }
    within(step, read) {
        this.path.push(step);
        const result = read();
        this.path.pop();
        return result;
    }
}
/** The format that a compiled story says it is written in. */
export function formatOf(node) {
    return objecting(() => ({ format: whole(part(node, 'inkVersion'), "'inkVersion'") }));
}
function objecting(read) {
    try {
        return read();
    }
    catch (refusal) {
        if (refusal instanceof Refusal)
            return { objection: refusal.message, at: refusal.at };
        throw refusal;
    }
}
function part(story, key, needed = true) {
    const found = members(story, 'the whole is not an object in curly braces').find((each) => each.key === key)?.value;
    if (found === undefined && needed)
        throw new Refusal(`it has no '${key}'`, story.at);
    return found;
}
/** Whether ink's engine knows a command or an operator of this name. */
function isWord(value) {
    try {
        return JsonSerialisation.JTokenToRuntimeObject(value) !== null;
    }
    catch {
        return false;
    }
}
function lists(node) {
    const found = {};
    if (node === undefined || (node.kind === 'word' && node.value === null))
        return found;
    for (const { key, value } of members(node, "'listDefs' is not an object")) {
        // The engine asks the object of lists itself for this method.
        if (key === 'hasOwnProperty')
            throw new Refusal("a list can't be called 'hasOwnProperty'", node.at);
        found[key] = shaped(value, 'items', key);
    }
    return found;
}
function shaped(node, shape, key) {
    const what = `'${key}'`;
    if (shape === 'whole')
        return whole(node, what);
    if (shape === 'text') {
        const value = text(node, what);
        if (value === '' && key !== '#')
            throw new Refusal(`${what} is empty`, node.at);
        return value;
    }
    if (shape === 'flag') {
        if (node.kind !== 'word' || node.value === null)
            throw new Refusal(`${what} is neither true nor false`, node.at);
        return node.value;
    }
    if (shape === 'names') {
        if (node.kind !== 'array')
            throw new Refusal(`${what} is not an array`, node.at);
        return node.items.map((item) => text(item, `a name in ${what}`));
    }
    const items = {};
    for (const each of members(node, `${what} is not an object`))
        items[each.key] = whole(each.value, `an item of ${what}`);
    return items;
}
function members(node, objection) {
    if (node.kind !== 'object')
        throw new Refusal(objection, node.at);
    const hostile = node.members.find((each) => each.key === '__proto__');
    if (hostile !== undefined)
        throw new Refusal("the name '__proto__' is not allowed", hostile.at);
    return node.members;
}
function whole(node, what) {
    if (node.kind !== 'number' || !Number.isSafeInteger(node.value))
        throw new Refusal(`${what} is not a whole number`, node.at);
    return node.value;
}
function text(node, what) {
    if (node.kind !== 'string')
        throw new Refusal(`${what} is not a text`, node.at);
    return node.value;
}
function named(all) {
    return all.length === 0 ? '' : ` ('${all[0].key.slice(0, 40)}')`;
}

import { BoolValue, DivertTargetValue, FloatValue, Container as InkContainer, InkListItem, IntValue, ListValue, StringValue, VariableAssignment, } from './inkjs.js';
/** The names and constants of a program, each kept once. */
export class Pools {
    literals = [];
    strings = [];
    temps = [];
    globals = [];
    lists = [];
    items = [];
    literalKeys = new Map();
    stringKeys = new Map();
    tempKeys = new Map();
    globalKeys = new Map();
    /** Items by full name, and by short name as the runtime finds them (the last definition wins). */
    itemKeys = new Map();
    layout;
    constructor(story, layout) {
        this.layout = layout;
        for (const definition of story.listDefinitions?.lists ?? []) {
            const items = [];
            for (const [key, value] of definition.items) {
                const name = InkListItem.fromSerializedKey(key).itemName ?? '';
                const item = this.items.push({ list: this.lists.length, name, value }) - 1;
                items.push(item);
                this.itemKeys.set(name, item);
                this.itemKeys.set(`${definition.name}.${name}`, item);
            }
            this.lists.push({ name: definition.name, items });
        }
        for (const container of layout.inkContainers) {
            for (const object of container.content) {
                if (object instanceof VariableAssignment && object.isNewDeclaration && object.isGlobal) {
                    this.declareGlobal(object.variableName ?? '');
                }
            }
        }
    }
    declareGlobal(name) {
        if (!this.globalKeys.has(name))
            this.globalKeys.set(name, this.globals.push(name) - 1);
    }
    /** The slot of a global, or -1. */
    global(name) {
        return this.globalKeys.get(name) ?? -1;
    }
    /** The list item that a bare name means, or -1. */
    item(name) {
        return this.itemKeys.get(name) ?? -1;
    }
    temp(name) {
        let index = this.tempKeys.get(name);
        if (index === undefined)
            this.tempKeys.set(name, (index = this.temps.push(name) - 1));
        return index;
    }
    string(text) {
        let index = this.stringKeys.get(text);
        if (index === undefined)
            this.stringKeys.set(text, (index = this.strings.push(text) - 1));
        return index;
    }
    /** The literal for a value in the story's content, or -1 where the object isn't one. */
    literal(object) {
        const literal = this.literalOf(object);
        return literal === null ? -1 : this.add(literal);
    }
    /** The literal for a list of one item. */
    single(item) {
        return this.add({ kind: 'list', items: [item], origins: [this.items[item].list] });
    }
    add(literal) {
        const key = JSON.stringify(literal) + (literal.kind === 'float' ? String(literal.value) : '');
        let index = this.literalKeys.get(key);
        if (index === undefined)
            this.literalKeys.set(key, (index = this.literals.push(literal) - 1));
        return index;
    }
    literalOf(object) {
        if (object instanceof BoolValue)
            return { kind: 'bool', value: object.value === true };
        if (object instanceof IntValue)
            return { kind: 'int', value: object.value ?? 0 };
        if (object instanceof FloatValue)
            return { kind: 'float', value: object.value ?? 0 };
        if (object instanceof StringValue)
            return { kind: 'string', value: object.value ?? '' };
        if (object instanceof DivertTargetValue) {
            const found = this.layout.inkContainers[0].ContentAtPath(object.targetPath).correctObj;
            return {
                kind: 'target',
                path: object.targetPath.toString(),
                address: this.layout.addressAt(object.targetPath),
                container: found instanceof InkContainer ? this.layout.indexOf.get(found) : -1,
            };
        }
        if (!(object instanceof ListValue) || object.value === null)
            return null;
        const items = [...object.value.keys()].map((key) => this.itemKeys.get(InkListItem.fromSerializedKey(key).fullName) ?? -1);
        const names = object.value.originNames ?? [];
        const origins = names.map((name) => this.lists.findIndex((list) => list.name === name));
        return { kind: 'list', items, origins: [...new Set(origins)].filter((list) => list >= 0) };
    }
}

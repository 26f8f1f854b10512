import { linesOf } from '../../text/lines.js';
import { markChoiceText } from './choicetext.js';
import { Emitter } from './emit.js';
import { Container as InkContainer } from './inkjs.js';
import { declaredNames } from './names.js';
import { findPassages } from './passages.js';
import { Pools } from './pools.js';
/** The children of a container that are containers themselves: first those in its content, then those reached only by name. */
function innerContainers(container) {
    const inner = [];
    for (const object of container.content)
        if (object instanceof InkContainer)
            inner.push(object);
    for (const object of (container.namedOnlyContent ?? new Map()).values()) {
        if (object instanceof InkContainer)
            inner.push(object);
    }
    return inner;
}
/** Where everything lies: the first half of lowering, which only looks at the shape of the story. */
export class Layout {
    inkContainers = [];
    indexOf = new Map();
    start = [];
    parent = [];
    indexInParent = [];
    size = 0;
    /** The first container of the questions, all of which come last. */
    questions;
    constructor(root, questions) {
        const isQuestion = (container) => questions.has(container.name ?? '');
        const todo = [[root, -1]];
        while (todo.length > 0) {
            const [container, parent] = todo.pop();
            const me = this.inkContainers.length;
            this.inkContainers.push(container);
            this.indexOf.set(container, me);
            this.parent.push(parent);
            this.indexInParent.push(parent < 0 ? -1 : this.inkContainers[parent].content.indexOf(container));
            this.start.push(this.size + 1);
            this.size += 1 + Math.max(1, container.content.length);
            let inner = innerContainers(container);
            if (container === root && questions.size > 0)
                inner = [...inner.filter((each) => !isQuestion(each)), ...inner.filter(isQuestion)];
            for (let i = inner.length - 1; i >= 0; i--)
                todo.push([inner[i], me]);
        }
        const first = this.inkContainers.findIndex((container) => container.parent === root && isQuestion(container));
        this.questions = first < 0 ? this.inkContainers.length : first;
    }
    /** The address that the runtime's PointerAtPath gives for an absolute path, or -1 where it can't be resolved exactly. */
    addressAt(path) {
        const root = this.inkContainers[0];
        const last = path.lastComponent;
        if (last === null)
            return -1;
        const result = root.ContentAtPath(path);
        if (result.approximate || result.obj === null)
            return -1;
        if (last.isIndex) {
            const holder = result.obj.parent;
            return holder instanceof InkContainer ? this.start[this.indexOf.get(holder)] + last.index : -1;
        }
        return result.obj instanceof InkContainer ? this.start[this.indexOf.get(result.obj)] - 1 : -1;
    }
    /** The address after content `index` of a container, leaving containers at their ends; -1 where the content runs out. */
    after(container, index) {
        let c = container;
        let i = index + 1;
        while (i >= this.inkContainers[c].content.length) {
            if (this.parent[c] < 0 || this.indexInParent[c] < 0)
                return -1;
            i = this.indexInParent[c] + 1;
            c = this.parent[c];
        }
        return this.start[c] + i;
    }
}
/** Where something stands in the source, or null. */
export function placeOf(object) {
    const at = object.debugMetadata;
    if (at === null || at.fileName === null)
        return null;
    return {
        file: at.fileName,
        line: at.startLineNumber,
        column: Math.max(1, at.startCharacterNumber),
        endLine: at.endLineNumber,
        endColumn: Math.max(1, at.endCharacterNumber),
    };
}
/** Collects places without repeating them. */
class Places {
    list = [];
    known = new Map();
    of(object) {
        const place = placeOf(object);
        if (place === null)
            return -1;
        const key = `${place.file}|${place.line}|${place.column}|${place.endLine}|${place.endColumn}`;
        let index = this.known.get(key);
        if (index === undefined) {
            index = this.list.length;
            this.list.push(place);
            this.known.set(key, index);
        }
        return index;
    }
}
/**
 * Lowers a story of the official runtime to a program. The story is not changed. The functions named in `questions` don't belong to the
 * story, but were added to ask about it: they come after all that does, and their visits are not counted.
 */
export function lower(story, file, sources, questions = new Set()) {
    const root = story.mainContentContainer;
    const layout = new Layout(root, questions);
    const pools = new Pools(story, layout);
    const places = new Places();
    const count = layout.inkContainers.length;
    const next = new Int32Array(layout.size).fill(-1);
    const home = new Int32Array(layout.size);
    const placeNumbers = new Int32Array(layout.size).fill(-1);
    const emitter = new Emitter(story, layout, pools);
    for (let c = 0; c < count; c++) {
        const container = layout.inkContainers[c];
        const start = layout.start[c];
        home.fill(c, start - 1, start + Math.max(1, container.content.length));
        placeNumbers.fill(places.of(container), start - 1, start + 1);
        next[start - 1] = container.content.length > 0 ? start : layout.after(c, 0);
        emitter.enter(start - 1, c);
        if (container.content.length === 0) {
            next[start] = layout.after(c, 0);
            emitter.enter(start, c);
        }
        container.content.forEach((object, i) => {
            next[start + i] = layout.after(c, i);
            placeNumbers[start + i] = places.of(object);
            emitter.emit(start + i, object, c);
        });
    }
    markChoiceText(emitter, layout);
    const { passages, passageOf } = findPassages(layout, emitter, sources, placeOf);
    const { slots, visits, ages } = layOutSlots(layout, pools, emitter, sources);
    const containers = layout.inkContainers.map((container, c) => ({
        path: container.path.toString(),
        name: container.name ?? '',
        parent: layout.parent[c],
        index: layout.indexInParent[c],
        start: layout.start[c],
        size: container.content.length,
        countVisits: visits[c] >= 0,
        countTurns: ages[c] >= 0,
        startOnly: container.countingAtStartOnly,
        visits: visits[c],
        age: ages[c],
        passage: passageOf[c],
    }));
    const declarations = root.namedContent.get('global decl');
    return {
        file,
        op: emitter.op,
        a: emitter.a,
        b: emitter.b,
        next,
        home,
        containers,
        passages,
        choices: emitter.choices,
        diverts: emitter.diverts,
        externals: emitter.externals,
        literals: pools.literals,
        strings: pools.strings,
        temps: pools.temps,
        lists: pools.lists,
        items: pools.items,
        slots,
        globals: pools.globals.length,
        placeOf: placeNumbers,
        places: places.list,
        declarations: declarations instanceof InkContainer ? layout.start[layout.indexOf.get(declarations)] : -1,
        start: layout.start[0],
        paths: new Map(containers.map((c, i) => [c.path, i])),
        globalTags: globalTags(story),
        sources,
    };
}
function globalTags(story) {
    try {
        return story.globalTags ?? [];
    }
    catch {
        return []; // a global tag with logic in it: the runtime can't give it without playing either
    }
}
/** The lines that declare variables, by their names: the runtime's objects don't tell. */
function declaredAt(sources) {
    const lines = new Map(sources.map((source) => [source.name, linesOf(source)]));
    const declared = declaredNames(sources).filter(({ kind }) => kind === 'variable' || kind === 'list');
    return new Map(declared.map(({ name, file, line }) => {
        const text = lines.get(file)?.[line - 1] ?? '';
        const column = text.length - text.trimStart().length + 1;
        return [name, { file, line, column, endLine: line, endColumn: text.trimEnd().length + 1 }];
    }));
}
/** Declares the state: one slot a global, a counted container, a container whose turns count, a shuffle, and the turn number. */
function layOutSlots(layout, pools, emitter, sources) {
    const declared = declaredAt(sources);
    const slots = pools.globals.map((name) => ({
        kind: 'global',
        name,
        container: -1,
        place: declared.get(name) ?? null,
    }));
    const visits = [];
    const ages = [];
    layout.inkContainers.forEach((container, c) => {
        const path = container.path.toString();
        const add = (kind) => slots.push({ kind, name: path, container: c, place: null }) - 1;
        const counts = c < layout.questions;
        visits.push(counts && container.visitsShouldBeCounted ? add('visits') : -1);
        ages.push(counts && container.turnIndexShouldBeCounted ? add('age') : -1);
    });
    for (const { address, container } of emitter.shuffles) {
        emitter.b[address] =
            slots.push({ kind: 'shuffle', name: layout.inkContainers[container].path.toString(), container, place: null }) -
                1;
    }
    slots.push({ kind: 'turn', name: 'TURNS()', container: -1, place: null });
    return { slots, visits, ages };
}

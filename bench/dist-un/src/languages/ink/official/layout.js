import { Container, Divert, IntValue, ListValue } from '../inkjs.js';
import { variablesOf } from './inside.js';
/** All that a state of ink's own engine holds values in, besides threads, choices and what shuffles have picked. */
export class Layout {
    cells;
    globals;
    containers = new Map();
    /** Functions of the host that no ink function stands in for. */
    hostFunctions;
    /** The whole numbers in the story's text. */
    literals = new Set();
    numbers = new Map();
    visits = new Map();
    emptyLists = new Map();
    /** The story must be at its beginning. */
    constructor(story) {
        const cells = [...variablesOf(story.state)._globalVariables.keys()].map((name) => ({
            kind: 'global',
            name,
            container: null,
        }));
        const hostFunctions = new Set();
        for (const object of contents(story)) {
            if (object instanceof Container) {
                const name = object.path.toString();
                this.containers.set(name, object);
                if (object.visitsShouldBeCounted)
                    cells.push({ kind: 'visits', name, container: object });
                if (object.turnIndexShouldBeCounted)
                    cells.push({ kind: 'age', name, container: object });
            }
            else if (object instanceof Divert && object.isExternal) {
                const name = object.targetPathString ?? '';
                if (story.KnotContainerWithName(name) === null)
                    hostFunctions.add(name);
            }
            else if (object instanceof IntValue) {
                this.literals.add(object.value ?? 0);
            }
            else if (object instanceof ListValue && object.value?.Count === 0) {
                this.emptyLists.set(object.value, [...object.value.originNames]);
            }
        }
        cells.push({ kind: 'turn', name: '', container: null });
        this.cells = cells;
        this.globals = cells.filter(({ kind }) => kind === 'global');
        this.hostFunctions = [...hostFunctions];
        cells.forEach(({ kind, name, container }, i) => {
            this.numbers.set(`${kind} ${name}`, i);
            if (kind === 'visits' && container !== null)
                this.visits.set(container, i);
        });
    }
    /** The number of a cell, undefined where the story has none of that name. */
    find(kind, name) {
        return this.numbers.get(`${kind} ${name}`);
    }
    visitsOf(container) {
        return container === null ? undefined : this.visits.get(container);
    }
    /** The empty lists in the story's text, as they were at first: the engine changes one for ever when it is assigned. */
    restoreEmptyLists() {
        for (const [list, names] of this.emptyLists)
            list.SetInitialOriginNames([...names]);
    }
}
/** Everything that a story's text is made of. */
function* contents(story) {
    const todo = [story.mainContentContainer];
    for (let object = todo.pop(); object !== undefined; object = todo.pop()) {
        yield object;
        if (object instanceof Container)
            todo.push(...object.content, ...(object.namedOnlyContent?.values() ?? []));
    }
}

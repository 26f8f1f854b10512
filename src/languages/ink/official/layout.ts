import { Container, Divert, type InkList, type InkObject, IntValue, ListValue, type Story } from '../inkjs.ts';
import { variablesOf } from './inside.ts';
import type { SlotName } from './keeps.ts';

/** One value of ink's own state that can be kept or left out. */
export interface Cell {
  readonly kind: Exclude<SlotName['kind'], 'shuffle'>;
  readonly name: string;
  readonly container: Container | null;
}

/** All that a state of ink's own engine holds values in, besides threads, choices and what shuffles have picked. */
export class Layout {
  readonly cells: readonly Cell[];
  readonly globals: readonly Cell[];
  readonly containers = new Map<string, Container>();
  /** Functions of the host that no ink function stands in for. */
  readonly hostFunctions: readonly string[];
  /** The whole numbers in the story's text. */
  readonly literals = new Set<number>();
  private readonly numbers = new Map<string, number>();
  private readonly visits = new Map<Container, number>();
  private readonly emptyLists = new Map<InkList, readonly string[]>();

  /** The story must be at its beginning. */
  constructor(story: Story) {
    const cells: Cell[] = [...variablesOf(story.state)._globalVariables.keys()].map((name) => ({
      kind: 'global',
      name,
      container: null,
    }));
    const hostFunctions = new Set<string>();
    for (const object of contents(story)) {
      if (object instanceof Container) {
        const name = object.path.toString();
        this.containers.set(name, object);
        if (object.visitsShouldBeCounted) cells.push({ kind: 'visits', name, container: object });
        if (object.turnIndexShouldBeCounted) cells.push({ kind: 'age', name, container: object });
      } else if (object instanceof Divert && object.isExternal) {
        const name = object.targetPathString ?? '';
        if (story.KnotContainerWithName(name) === null) hostFunctions.add(name);
      } else if (object instanceof IntValue) {
        this.literals.add(object.value ?? 0);
      } else if (object instanceof ListValue && object.value?.Count === 0) {
        this.emptyLists.set(object.value, [...object.value.originNames]);
      }
    }
    cells.push({ kind: 'turn', name: '', container: null });
    this.cells = cells;
    this.globals = cells.filter(({ kind }) => kind === 'global');
    this.hostFunctions = [...hostFunctions];
    cells.forEach(({ kind, name, container }, i) => {
      this.numbers.set(`${kind} ${name}`, i);
      if (kind === 'visits' && container !== null) this.visits.set(container, i);
    });
  }

  /** The number of a cell, undefined where the story has none of that name. */
  find(kind: Cell['kind'], name: string): number | undefined {
    return this.numbers.get(`${kind} ${name}`);
  }

  visitsOf(container: Container | null): number | undefined {
    return container === null ? undefined : this.visits.get(container);
  }

  /** The empty lists in the story's text, as they were at first: the engine changes one for ever when it is assigned. */
  restoreEmptyLists(): void {
    for (const [list, names] of this.emptyLists) list.SetInitialOriginNames([...names]);
  }
}

/** Everything that a story's text is made of. */
function* contents(story: Story): Generator<InkObject> {
  const todo: InkObject[] = [story.mainContentContainer];
  for (let object = todo.pop(); object !== undefined; object = todo.pop()) {
    yield object;
    if (object instanceof Container) todo.push(...object.content, ...(object.namedOnlyContent?.values() ?? []));
  }
}

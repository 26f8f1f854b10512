import type { ListDefinition, ListItem, Literal } from '../../program/program.ts';
import {
  BoolValue,
  DivertTargetValue,
  FloatValue,
  Container as InkContainer,
  InkListItem,
  type InkObject,
  IntValue,
  ListValue,
  type Story,
  StringValue,
  VariableAssignment,
} from './inkjs.ts';
import type { Layout } from './lower.ts';

/** The names and constants of a program, each kept once. */
export class Pools {
  readonly literals: Literal[] = [];
  readonly strings: string[] = [];
  readonly temps: string[] = [];
  readonly globals: string[] = [];
  readonly lists: ListDefinition[] = [];
  readonly items: ListItem[] = [];
  private readonly literalKeys = new Map<string, number>();
  private readonly stringKeys = new Map<string, number>();
  private readonly tempKeys = new Map<string, number>();
  private readonly globalKeys = new Map<string, number>();
  /** Items by full name, and by short name as the runtime finds them (the last definition wins). */
  private readonly itemKeys = new Map<string, number>();
  private readonly layout: Layout;

  constructor(story: Story, layout: Layout) {
    this.layout = layout;
    for (const definition of story.listDefinitions?.lists ?? []) {
      const items: number[] = [];
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

  private declareGlobal(name: string): void {
    if (!this.globalKeys.has(name)) this.globalKeys.set(name, this.globals.push(name) - 1);
  }

  /** The slot of a global, or -1. */
  global(name: string): number {
    return this.globalKeys.get(name) ?? -1;
  }

  /** The list item that a bare name means, or -1. */
  item(name: string): number {
    return this.itemKeys.get(name) ?? -1;
  }

  temp(name: string): number {
    let index = this.tempKeys.get(name);
    if (index === undefined) this.tempKeys.set(name, (index = this.temps.push(name) - 1));
    return index;
  }

  string(text: string): number {
    let index = this.stringKeys.get(text);
    if (index === undefined) this.stringKeys.set(text, (index = this.strings.push(text) - 1));
    return index;
  }

  /** The literal for a value in the story's content, or -1 where the object isn't one. */
  literal(object: InkObject): number {
    const literal = this.literalOf(object);
    return literal === null ? -1 : this.add(literal);
  }

  /** The literal for a list of one item. */
  single(item: number): number {
    return this.add({ kind: 'list', items: [item], origins: [this.items[item].list] });
  }

  private add(literal: Literal): number {
    const key = JSON.stringify(literal) + (literal.kind === 'float' ? String(literal.value) : '');
    let index = this.literalKeys.get(key);
    if (index === undefined) this.literalKeys.set(key, (index = this.literals.push(literal) - 1));
    return index;
  }

  private literalOf(object: InkObject): Literal | null {
    if (object instanceof BoolValue) return { kind: 'bool', value: object.value === true };
    if (object instanceof IntValue) return { kind: 'int', value: object.value ?? 0 };
    if (object instanceof FloatValue) return { kind: 'float', value: object.value ?? 0 };
    if (object instanceof StringValue) return { kind: 'string', value: object.value ?? '' };
    if (object instanceof DivertTargetValue) {
      const found = this.layout.inkContainers[0].ContentAtPath(object.targetPath).correctObj;
      return {
        kind: 'target',
        path: object.targetPath.toString(),
        address: this.layout.addressAt(object.targetPath),
        container: found instanceof InkContainer ? this.layout.indexOf.get(found)! : -1,
      };
    }
    if (!(object instanceof ListValue) || object.value === null) return null;
    const items = [...object.value.keys()].map(
      (key) => this.itemKeys.get(InkListItem.fromSerializedKey(key).fullName) ?? -1,
    );
    const names = object.value.originNames ?? [];
    const origins = names.map((name) => this.lists.findIndex((list) => list.name === name));
    return { kind: 'list', items, origins: [...new Set(origins)].filter((list) => list >= 0) };
  }
}

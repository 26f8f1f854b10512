import { Path } from 'inkjs/engine/Path';
import {
  BoolValue,
  FloatValue,
  InkListItem,
  type InkObject,
  IntValue,
  ListValue,
  type Story,
  Void,
} from '../../src/languages/ink/inkjs.ts';
import type { Machine } from '../../src/machine/machine.ts';
import { Absent, Void as OurVoid, Tag } from '../../src/machine/values.ts';

/** What a saved game would hold, as text: the same for both runtimes if they are in the same state. */
export type Inside = Readonly<Record<string, string>>;

/** The official runtime's globals, counts, ages, turn, evaluation stack and seed. */
export function officialInside(story: Story, machine: Machine): Inside {
  const { state } = story;
  const inside: Record<string, string> = { stack: state.evaluationStack.map(officialValue).join(' | ') };
  for (const slot of machine.program.slots) {
    if (slot.kind === 'global') {
      const value = state.variablesState.GetRawVariableWithName(slot.name, 0);
      inside[slot.name] = value === null ? 'nothing' : officialValue(value);
    } else if (slot.kind === 'visits')
      inside[`visits of ${slot.name}`] = String(state.VisitCountAtPathString(slot.name));
    else if (slot.kind === 'age') {
      const container = story.ContentAtPath(new Path(slot.name)).container;
      if (container !== null) inside[`turns since ${slot.name}`] = String(state.TurnsSinceForContainer(container));
    } else if (slot.kind === 'turn') inside.turn = String(state.currentTurnIndex);
  }
  return { ...inside, seed: `${state.storySeed} ${state.previousRandom}` };
}

export function ourInside(machine: Machine): Inside {
  const inside: Record<string, string> = { stack: machine.stack.map((value) => ourValue(machine, value)).join(' | ') };
  machine.program.slots.forEach((slot, i) => {
    const content = machine.slots[i];
    if (slot.kind === 'global') inside[slot.name] = ourValue(machine, content);
    else if (slot.kind === 'visits') inside[`visits of ${slot.name}`] = String(content);
    else if (slot.kind === 'age') inside[`turns since ${slot.name}`] = String(content);
    else if (slot.kind === 'turn') inside.turn = String(content);
  });
  return { ...inside, seed: `${machine.storySeed} ${machine.previousRandom}` };
}

function officialValue(value: InkObject): string {
  if (value instanceof Void) return 'void';
  if (value instanceof BoolValue) return `bool ${value.value}`;
  if (value instanceof IntValue) return `int ${value.value}`;
  if (value instanceof FloatValue) return `float ${value.value}`;
  if (value instanceof ListValue && value.value !== null) {
    const items = [...value.value.keys()].map((key) => InkListItem.fromSerializedKey(key).fullName);
    return items.length > 0 ? `list ${items.join()}` : `list from ${[...new Set(value.value.originNames)].join()}`;
  }
  return String(value);
}

function ourValue({ values, program }: Machine, value: number): string {
  if (value === OurVoid) return 'void';
  if (value === Absent) return 'nothing';
  if ((value & 7) === Tag.Bool) return `bool ${values.show(value)}`;
  if (values.isFloat(value)) return `float ${values.show(value)}`;
  if (values.isInt(value)) return `int ${values.show(value)}`;
  if ((value & 7) === Tag.List) {
    const { items, origins } = values.lists.at(value >> 3);
    const names = items.map((item) => `${program.lists[program.items[item].list].name}.${program.items[item].name}`);
    return items.length > 0
      ? `list ${names.join()}`
      : `list from ${origins.map((list) => program.lists[list].name).join()}`;
  }
  return values.show(value, program.temps);
}

/**
 * Whether the official runtime can save its state: as JSON it makes integers of whole floats, may lose where an empty list is from, and
 * breaks down at a parameter that a host left out.
 */
export function survivesSaving(story: Story): boolean {
  const { state } = story;
  const globals = [
    ...(state.variablesState as unknown as { _globalVariables: Map<string, InkObject> })._globalVariables.values(),
  ];
  const frames = state.generatedChoices.flatMap(({ threadAtGeneration }) => threadAtGeneration?.callstack ?? []);
  const temps = [...state.callStack.elements, ...frames].flatMap((frame) => [...frame.temporaryVariables.values()]);
  const isLost = (value: InkObject | null): boolean =>
    value === null ||
    (value instanceof FloatValue && Number.isInteger(value.value)) ||
    (value instanceof ListValue && value.value?.Count === 0 && value.value.originNames.length > 0);
  return ![...globals, ...temps, ...state.evaluationStack].some(isLost);
}

/** The first thing in which two states differ, in words; null where they are the same. */
export function insideDifference(official: Inside, ours: Inside): [string, string, string] | null {
  for (const key of new Set([...Object.keys(official), ...Object.keys(ours)])) {
    if (official[key] !== ours[key]) return [key, official[key] ?? '', ours[key] ?? ''];
  }
  return null;
}

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
import type { Slot } from '../../src/program/program.ts';

/** Something in which two states differ: what, as the official runtime has it, as we have it. */
type InsideDifference = readonly [what: string, official: string, ours: string];

/** Compares all that a saved game would hold: globals, counts, ages, the turn, the evaluation stack and the seed of chance. */
export function insideDifference(story: Story, machine: Machine): InsideDifference | null {
  const { state } = story;
  const stacks = [
    state.evaluationStack.map(officialValue).join(' | '),
    machine.stack.map((value) => ourValue(machine, value)).join(' | '),
  ];
  if (stacks[0] !== stacks[1]) return ['stack', stacks[0], stacks[1]];
  const seeds = [`${state.storySeed} ${state.previousRandom}`, `${machine.storySeed} ${machine.previousRandom}`];
  if (seeds[0] !== seeds[1]) return ['seed', seeds[0], seeds[1]];
  for (const [i, { kind, name }] of machine.program.slots.entries()) {
    const ours = kind === 'global' ? ourValue(machine, machine.slots[i]) : machine.slots[i];
    const official = officialSlot(story, kind, name) ?? ours;
    if (official !== ours) return [kind === 'global' ? name : `${kind} of ${name}`, String(official), String(ours)];
  }
  return null;
}

/** What the official runtime has for a slot; null for what it doesn't keep in this form. */
function officialSlot(story: Story, kind: Slot['kind'], name: string): string | number | null {
  const { state } = story;
  if (kind === 'visits') return state.VisitCountAtPathString(name) ?? null;
  if (kind === 'turn') return state.currentTurnIndex;
  if (kind === 'global') {
    const value = state.variablesState.GetRawVariableWithName(name, 0);
    return value === null ? 'nothing' : officialValue(value);
  }
  const container = kind === 'age' ? story.ContentAtPath(new Path(name)).container : null;
  return container === null ? null : state.TurnsSinceForContainer(container);
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

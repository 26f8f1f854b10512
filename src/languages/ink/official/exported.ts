import {
  BoolValue,
  DivertTargetValue,
  FloatValue,
  InkListItem,
  type InkObject,
  IntValue,
  ListValue,
  StringValue,
  VariablePointerValue,
  Void,
} from '../inkjs.ts';
import type { Saved } from './saved.ts';

/** An item of a list, with the number that the save gives it. */
export interface SavedItem {
  readonly list: string;
  readonly name: string;
  readonly value: number;
}

/** A value as a save holds it. */
export type SavedValue =
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly SavedItem[]; readonly origins: readonly string[] }
  | { readonly kind: 'target'; readonly path: string }
  /** A variable passed by reference: a global (frame 0), or a temporary of the call of that number. */
  | { readonly kind: 'reference'; readonly name: string; readonly frame: number }
  | { readonly kind: 'void' | 'other' };

/** What a state of ink's own engine holds, in plain values. */
export interface Exported {
  readonly globals: ReadonlyMap<string, SavedValue>;
  readonly visits: ReadonlyMap<string, number>;
  /** The turns in which containers were visited last, and the turn it is. */
  readonly turns: ReadonlyMap<string, number>;
  readonly turn: number;
  readonly stack: readonly SavedValue[];
  /** The temporaries of each choice's calls, fallback choices among them, the innermost call first. */
  readonly temps: readonly (readonly ReadonlyMap<string, SavedValue>[])[];
}

export function exported({ globals, visits, turns, turn, stack, choices }: Saved): Exported {
  return {
    globals: valuesOf(globals),
    visits,
    turns,
    turn,
    stack: stack.map(savedValue),
    temps: choices.map(({ threadAtGeneration }) =>
      (threadAtGeneration?.callstack ?? []).map(({ temporaryVariables }) => valuesOf(temporaryVariables)).reverse(),
    ),
  };
}

const valuesOf = (values: ReadonlyMap<string, InkObject>): Map<string, SavedValue> =>
  new Map([...values].map(([name, value]) => [name, savedValue(value)]));

function savedValue(value: InkObject): SavedValue {
  if (value instanceof IntValue) return { kind: 'int', value: value.value ?? 0 };
  if (value instanceof FloatValue) return { kind: 'float', value: value.value ?? 0 };
  if (value instanceof BoolValue) return { kind: 'bool', value: value.value === true };
  if (value instanceof StringValue) return { kind: 'string', value: value.value ?? '' };
  if (value instanceof DivertTargetValue) return { kind: 'target', path: String(value.targetPath) };
  if (value instanceof VariablePointerValue)
    return { kind: 'reference', name: value.variableName, frame: Math.max(0, value.contextIndex) };
  if (value instanceof ListValue && value.value !== null) {
    const items = [...value.value].map(([key, number]) => {
      const { originName, itemName } = InkListItem.fromSerializedKey(key);
      return { list: originName ?? '', name: itemName ?? '', value: number };
    });
    return { kind: 'list', items, origins: value.value.originNames ?? [] };
  }
  return { kind: value instanceof Void ? 'void' : 'other' };
}

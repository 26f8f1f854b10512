import {
  BoolValue,
  DivertTargetValue,
  FloatValue,
  InkList,
  type InkObject,
  IntValue,
  ListValue,
  StringValue,
  Tag,
  VariablePointerValue,
  Void,
} from '../inkjs.ts';
import type { Grain } from './keeps.ts';
import type { Random } from './random.ts';

/** Beyond this many bits an integer is kept exactly, however coarse the grain. */
const coarseBelow = 1 << 27;

/** Whether a number is one that a grain doesn't tell apart from others. */
export const isCoarse = (n: number, grain: Grain): boolean =>
  n >= grain.least && n < coarseBelow && n <= (grain.greatest ?? n);

/** The number that stands for all those that a grain doesn't tell apart. */
export const grained = (n: number, grain: Grain): number =>
  isCoarse(n, grain) ? grain.least + ((n - grain.least) % grain.period) : n;

/** Another number that the grain doesn't tell apart from this one. */
export function sameGrain(n: number, { least, period, greatest }: Grain, random: Random): number {
  if (greatest !== undefined) return least + period * random.below(Math.floor((greatest - least) / period) + 1);
  const rest = (n - least) % period;
  const other = least + rest + period * random.below(6);
  return other === n ? n + period : other;
}

/** A value as text: equal exactly if the values are. */
export function tokenOf(value: InkObject | null | undefined, grain: Grain | null = null): string {
  if (value === null || value === undefined) return 'nothing';
  if (value instanceof IntValue) {
    const n = value.value ?? 0;
    return String(grain === null ? n : grained(n, grain));
  }
  if (value instanceof BoolValue) return value.value ? 'true' : 'false';
  if (value instanceof StringValue) return JSON.stringify(value.value);
  if (value instanceof FloatValue) return `${value.value} (a float)`;
  if (value instanceof ListValue && value.value !== null) {
    const items = [...value.value.keys()].sort();
    return items.length > 0
      ? `(${items.join(', ')})`
      : `() of ${[...new Set(value.value.originNames)].sort().join(', ')}`;
  }
  if (value instanceof DivertTargetValue) return `-> ${value.targetPath}`;
  if (value instanceof VariablePointerValue) return `ref ${value.variableName} ${value.contextIndex}`;
  if (value instanceof Void) return 'void';
  return value instanceof Tag ? `# ${value.text}` : `${kindOf(value)} ${value}`;
}

/** The whole number that a cell holds, or null. */
export function integerIn(value: InkObject | number): number | null {
  if (typeof value === 'number') return value;
  return value instanceof IntValue ? (value.value ?? 0) : null;
}

/** What a cell holds, as text: equal exactly if it is kept alike. */
export function tokenOfCell(value: InkObject | number, grain: Grain | null): string {
  if (typeof value !== 'number') return tokenOf(value, grain);
  return String(grain === null ? value : grained(value, grain));
}

/** A token as a person would read it. */
export const showToken = (token: string): string =>
  token.replace(/\{"originName":"([^"]*)","itemName":"([^"]*)"\}/g, '$1.$2');

/** The kind of a value alone. */
export function kindOf(value: InkObject): string {
  return value.constructor.name;
}

export const isEmptyList = (value: InkObject): value is ListValue =>
  value instanceof ListValue && value.value?.Count === 0;

/**
 * An empty list as an object of its own. The engine changes an empty list in place when it is assigned, and with it whoever else
 * holds it; what was saved must not change any more.
 */
export function ownEmptyList(value: InkObject): InkObject {
  if (!isEmptyList(value)) return value;
  const list = new InkList();
  list.SetInitialOriginNames([...(value.value?.originNames ?? [])]);
  return new ListValue(list);
}

/** The same value as a new object. */
export function copyOf(value: InkObject): InkObject {
  if (value instanceof IntValue) return new IntValue(value.value ?? 0);
  if (value instanceof BoolValue) return new BoolValue(value.value === true);
  if (value instanceof StringValue) return new StringValue(value.value ?? '');
  if (value instanceof FloatValue) return new FloatValue(value.value ?? 0);
  if (isEmptyList(value)) return ownEmptyList(value);
  if (value instanceof ListValue && value.value !== null) return new ListValue(new InkList(value.value));
  if (value instanceof DivertTargetValue && value.targetPath !== null) return new DivertTargetValue(value.targetPath);
  return value;
}

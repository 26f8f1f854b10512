import type { Source } from '../text/files.ts';
import type { Place } from '../text/place.ts';

/** A value that stands in the story's text. */
export type Literal =
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly number[]; readonly origins: readonly number[] }
  | { readonly kind: 'target'; readonly path: string; readonly address: number; readonly container: number };

/** A LIST definition; `items` are numbers of list items in the order they were declared. */
export interface ListDefinition {
  readonly name: string;
  readonly items: readonly number[];
}

export interface ListItem {
  readonly list: number;
  readonly name: string;
  readonly value: number;
}

/** A stretch of content: ink's container. Its content lies at addresses `start` … `start + size - 1`; `start - 1` stands before it. */
export interface Container {
  readonly path: string;
  readonly name: string;
  /** The container around it, -1 for the root. */
  readonly parent: number;
  /** Its place among the parent's content, -1 where it is only reached by name. */
  readonly index: number;
  readonly start: number;
  readonly size: number;
  readonly countVisits: boolean;
  readonly countTurns: boolean;
  readonly startOnly: boolean;
  /** Slots in the state for its visits, for the turns since, and for what a shuffle in it has picked; -1 where there is none. */
  readonly visits: number;
  readonly age: number;
  /** Which passage it belongs to. */
  readonly passage: number;
}

/** A knot or stitch (or the top of the story, number 0, with an empty name). */
export interface Passage {
  readonly name: string;
  readonly kind: 'top' | 'knot' | 'stitch' | 'function';
  readonly container: number;
  readonly place: Place | null;
  /** The knot that a stitch belongs to, else -1. */
  readonly parent: number;
}

export interface ChoicePoint {
  readonly address: number;
  readonly target: number;
  readonly targetContainer: number;
  readonly path: string;
  readonly hasCondition: boolean;
  readonly hasStart: boolean;
  readonly hasChoiceOnly: boolean;
  readonly isFallback: boolean;
  readonly onceOnly: boolean;
}

/** A divert that is conditional, variable or both. */
export interface DivertAny {
  readonly target: number;
  readonly conditional: boolean;
  /** 0: a plain divert, 1: a function call, 2: a tunnel. */
  readonly push: 0 | 1 | 2;
  /** The variable that holds the target, or null. */
  readonly variable: { readonly name: string; readonly global: number; readonly temp: number } | null;
}

export interface External {
  readonly name: string;
  /** Address of the ink function of the same name, or -1. */
  readonly fallback: number;
}

/** One integer of the state. */
export interface Slot {
  readonly kind: 'global' | 'visits' | 'age' | 'shuffle' | 'turn';
  /** The variable's name, or the path of the container. */
  readonly name: string;
  readonly container: number;
  /** Where a variable is declared, if there is a source. */
  readonly place: Place | null;
}

/** A story, compiled: the one thing that languages produce and everything else consumes. Immutable. */
export interface Program {
  /** The story's file, as its writer knows it. */
  readonly file: string;
  readonly op: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** The address that follows, leaving containers at their ends; -1 where the content runs out. */
  readonly next: Int32Array;
  /** The container that holds each address. */
  readonly home: Int32Array;
  readonly containers: readonly Container[];
  readonly passages: readonly Passage[];
  readonly choices: readonly ChoicePoint[];
  readonly diverts: readonly DivertAny[];
  readonly externals: readonly External[];
  readonly literals: readonly Literal[];
  readonly strings: readonly string[];
  /** Names of temporaries and parameters. */
  readonly temps: readonly string[];
  readonly lists: readonly ListDefinition[];
  readonly items: readonly ListItem[];
  /** The state's layout: globals first. */
  readonly slots: readonly Slot[];
  readonly globals: number;
  /** Where each address stands in the source: index into `places`, or -1. */
  readonly placeOf: Int32Array;
  readonly places: readonly Place[];
  /** Where the declarations of globals start, -1 where there are none. */
  readonly declarations: number;
  readonly start: number;
  /** Containers by their paths, for entry by `ChoosePathString`. */
  readonly paths: ReadonlyMap<string, number>;
  readonly globalTags: readonly string[];
  readonly sources: readonly Source[];
}

/** The place of an address, or null (a compiled story has no places). */
export function placeAt(program: Program, address: number): Place | null {
  if (address < 0) return null;
  const i = program.placeOf[address];
  return i < 0 ? null : program.places[i];
}

/** The addresses of all instructions of some kinds, in ascending order. */
export function addressesOf({ op }: Pick<Program, 'op'>, ...kinds: readonly number[]): Int32Array {
  const found: number[] = [];
  for (const kind of kinds) for (let pc = op.indexOf(kind); pc >= 0; pc = op.indexOf(kind, pc + 1)) found.push(pc);
  return Int32Array.from(found).sort();
}

/** The passage that holds an address. */
export function passageAt(program: Program, address: number): Passage {
  return program.passages[address < 0 ? 0 : program.containers[program.home[address]].passage];
}

import type { Random } from '../random.ts';
import type { Profile } from './profile.ts';
import type { Node } from './tree.ts';

export type Type = 'int' | 'float' | 'bool' | 'string' | 'list' | 'target';

export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** Constants and parameters that must keep their value are never assigned. */
  readonly fixed: boolean;
}

export interface Parameter extends Variable {
  readonly ref: boolean;
}

export interface ListPlan {
  readonly name: string;
  readonly items: readonly string[];
}

export type FlowKind = 'scene' | 'tunnel' | 'thread' | 'function';

/** A knot, stitch or function as the others see it: known before any of them has its content. */
export interface FlowPlan {
  readonly name: string;
  /** The path to divert to: `knot` or `knot.stitch`; empty for the top of the story. */
  readonly path: string;
  readonly kind: FlowKind;
  readonly parameters: readonly Parameter[];
  /** What a function returns; null when it returns nothing. */
  readonly returns: Type | null;
  /** Plain diverts go from lower to higher rank, unless a choice came before. */
  readonly rank: number;
  /** A tunnel that may leave by `->-> somewhere`. */
  readonly exits: boolean;
  readonly recursive: boolean;
  readonly stitches: readonly FlowPlan[];
  readonly knot: string;
}

export interface Label {
  readonly name: string;
  readonly flow: FlowPlan;
  readonly gather: boolean;
}

export interface Ahead {
  readonly name: string;
  used: boolean;
}

/** All the names of a story. Content is generated against it, and adds labels to it. */
export interface World {
  readonly random: Random;
  readonly profile: Profile;
  readonly globals: Variable[];
  readonly lists: ListPlan[];
  readonly top: FlowPlan;
  readonly scenes: FlowPlan[];
  readonly tunnels: FlowPlan[];
  readonly threads: FlowPlan[];
  readonly functions: FlowPlan[];
  readonly externals: FlowPlan[];
  /** Variables of type target that hold tunnels, to be called as `-> name ->`. */
  readonly tunnelTargets: Variable[];
  readonly labels: Label[];
  /** Filled in when all labels are known. */
  readonly later: (() => void)[];
  /** How many more places of chance a finite story may have. */
  chances: number;
}

/** Where content is being generated. */
export interface Scope {
  readonly world: World;
  readonly flow: FlowPlan;
  /** Temporaries declared so far in this flow; shared by all scopes of the flow. */
  readonly temporaries: Variable[];
  /** A choice was taken on the way here, so going back is no endless loop. */
  readonly chosen: boolean;
  /** How deep in braces. */
  readonly depth: number;
  /** How many bullets the next choice has. */
  readonly bullets: number;
  readonly indent: string;
  /** False inside a quoted string, which can't hold another. */
  readonly quotes: boolean;
  /** False inside a tag, which an arrow would end, even in braces. */
  readonly arrows: boolean;
  /** Straight in a choice's body, where even going back to a gather is no endless loop. */
  readonly direct: boolean;
  /** The gather that comes next, which may be skipped to. */
  readonly ahead: Ahead | null;
  /** Counts the temporaries and labels of this flow, which need different names. */
  readonly serial: { next: number };
  /** Inside a bounded loop, which multiplies all chance. */
  readonly looping: boolean;
  /** Inside braces that span lines, where `-` begins a branch and choices must divert. */
  readonly inner: boolean;
}

export type Maker = () => Node;

export function variables(scope: Scope, type: Type): Variable[] {
  return [...scope.world.globals, ...scope.flow.parameters, ...scope.temporaries].filter((v) => v.type === type);
}

export function assignable(scope: Scope, type: Type): Variable[] {
  return variables(scope, type).filter((variable) => !variable.fixed);
}

/** Whether there may be one more place of chance: finite stories have few, and hardly any that many others share. */
export function takeChance(scope: Scope): boolean {
  const { world } = scope;
  if (world.profile.finite && (scope.flow.kind !== 'scene' || scope.looping) && world.random.chance(0.7)) return false;
  return world.chances-- > 0;
}

/** How to name a label from a scope: short where it is in the same flow, else with its whole path. */
export function labelPath(scope: Scope, label: Label): string {
  const same = label.flow === scope.flow;
  if (label.flow.path === '' || (same && scope.world.random.chance(0.6))) return label.name;
  return `${label.flow.path}.${label.name}`;
}

export function withStitches(flow: FlowPlan): FlowPlan[] {
  return [flow, ...flow.stitches];
}

/** The scenes, with their stitches, that this scope may divert to without making an endless loop of a turn. */
export function reachable(scope: Scope): FlowPlan[] {
  const { world } = scope;
  const every = world.scenes.flatMap(withStitches);
  const back = (scope.chosen && world.profile.cycles) || (world.profile.on('endless') && world.random.chance(0.35));
  return back ? every : every.filter((flow) => flow.rank > scope.flow.rank);
}

/** Places that a divert target value may name: no parameters, and ahead of everything when stories only go forward. */
export function targetable(world: World): FlowPlan[] {
  const plain = world.scenes.filter((scene) => scene.parameters.length === 0);
  return world.profile.cycles ? plain : plain.slice(-1);
}

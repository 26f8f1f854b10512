import type { Stretch } from '../languages/ink/official/asides.ts';
import type { SlotName, StateKeeps } from '../languages/ink/official/keeps.ts';
import type { Stop } from '../languages/ink/official/official.ts';
import type { HostValue } from '../languages/ink/official/watch.ts';

/** What a state of a certificate is. */
export const StateKind = {
  /** Waits for the reader: its transitions are the choices on offer, in order. */
  Choice: 0,
  /** Waits for chance in the middle of a turn: its transitions are the outcomes. */
  Draw: 1,
  /** The story is over. */
  Over: 2,
  /** Waits, but was not followed, because a limit was met. */
  Unexplored: 3,
  /** Stands for what was not followed, whatever it is. */
  Cut: 4,
} as const;

/** A way in which the host may begin, and the state that it leads to. */
export interface Start {
  /** The knot, empty for the top of the story. */
  readonly entry: string;
  readonly sets: Readonly<Record<string, HostValue>>;
  readonly state: number;
}

/** States and transitions in flat arrays. Transition `t` of state `s` lies at `first[s]` … `first[s + 1] - 1`. */
export interface States {
  readonly kinds: Uint8Array;
  /** The number of what a state keeps. */
  readonly keeps: Int32Array;
  /** Where the story is over: the number of how it stopped. */
  readonly stops: Int32Array;
  readonly first: Int32Array;
  /** The index of a choice, or the outcome of a draw. */
  readonly labels: Int32Array;
  readonly targets: Int32Array;
}

/** A stretch that only decides between texts, with all that ever happens in it: places, and 1 executed, 2 condition held, 4 condition failed. */
export interface Aside extends Stretch {
  readonly seen: readonly (readonly [place: string, bits: number])[];
}

/** Slots on which only texts depend, all that some stretches ask for together: numbers of slots and of asides. */
export interface SliceClaim {
  readonly slots: readonly number[];
  readonly asides: readonly number[];
}

/**
 * What an exploration claims of a story, in terms that ink's own engine can check. The representative of a state is reached by the
 * first transition that leads to it; docs/certificate.md tells what follows if all of it holds.
 */
export interface Certificate {
  /** The version of Redthread that wrote it. */
  readonly redthread: string;
  /** The file's name and the SHA-256 of the compiled story. */
  readonly story: { readonly file: string; readonly sha256: string };
  readonly starts: readonly Start[];
  /** What functions of the host may return. */
  readonly externals: ReadonlyMap<string, readonly HostValue[]>;
  /** Whether every playthrough was followed. */
  readonly exhaustive: boolean;
  readonly slots: readonly SlotName[];
  readonly stops: readonly Stop[];
  readonly keeps: readonly StateKeeps[];
  readonly states: States;
  /** What states don't keep, because only texts depend on it, is followed in slices. */
  readonly asides: readonly Aside[];
  readonly slices: readonly SliceClaim[];
}

export const stateCount = ({ states }: Certificate): number => states.kinds.length;
export const transitionCount = ({ states }: Certificate): number => states.targets.length;
export const endingCount = ({ stops }: Certificate): number =>
  stops.filter(({ kind }) => kind === 'end' || kind === 'done').length;

import { Absent } from './values.ts';

/** Temporaries as name, value, name, value …; never changed in place. */
export type Temps = readonly number[];
export const noTemps: Temps = [];

export const FrameKind = { Tunnel: 0, Function: 1 } as const;

/** A call that waits for the one above it to return. Never changed in place, so that threads and choices can share it. */
export interface Frame {
  readonly kind: number;
  readonly parent: Frame | null;
  /** How many frames there are up to this one, counted from 1. */
  readonly depth: number;
  /** The address of the call. */
  readonly pc: number;
  readonly inExpression: boolean;
  /** How long the output was when a function was called; -1 once it has shown something. */
  readonly functionStart: number;
  readonly temps: Temps;
  /** Whether temporaries that don't matter any more were left out: reading one then must not be answered. */
  readonly trimmed: boolean;
  /** Stands for tunnels down to the bottom, of which a turn that is being learned notes what it looks at: see `OpenCalls`. */
  readonly unseen?: boolean;
}

/** A whole thread: its current frame, and where it stood before. */
export interface Thread extends Frame {
  readonly previous: number;
}

/** The value of a temporary, or undefined where the frame has none of that name. `Absent` says that it is known to have none. */
export function getTemp(temps: Temps, name: number): number | undefined {
  for (let i = 0; i < temps.length; i += 2) if (temps[i] === name) return temps[i + 1];
  return undefined;
}

export function setTemp(temps: Temps, name: number, value: number): Temps {
  const copy = temps.slice();
  for (let i = 0; i < copy.length; i += 2) {
    if (copy[i] === name) {
      copy[i + 1] = value;
      return copy;
    }
  }
  copy.push(name, value);
  return copy;
}

export const exists = (value: number | undefined): value is number => value !== undefined && value !== Absent;

/** A frame with the content of another, and another one below it. */
export function onTop(frame: Frame, parent: Frame | null, depth: number): Frame {
  const { kind, pc, inExpression, functionStart, temps, trimmed } = frame;
  return { kind, parent, depth, pc, inExpression, functionStart, temps, trimmed };
}

/** The same frames with temporary `name` of frame number `depth` changed. */
export function setTempAt(frame: Frame, depth: number, name: number, value: number): Frame {
  const { parent, unseen } = frame;
  // a changed one goes on being among the calls that were left open
  if (frame.depth === depth)
    return { ...onTop(frame, parent, depth), temps: setTemp(frame.temps, name, value), unseen };
  return { ...onTop(frame, setTempAt(parent!, depth, name, value), frame.depth), unseen };
}

/** The same frames, where the functions on top of the stack have shown something. */
export function markSpoken(frame: Frame | null): Frame | null {
  if (frame === null || frame.unseen || frame.kind !== FrameKind.Function) return frame;
  return { ...frame, functionStart: -1, parent: markSpoken(frame.parent) };
}

/** Stands for calls that were left out of a state because nothing can return to them. */
export const cutFrame: Frame = {
  kind: FrameKind.Tunnel,
  parent: null,
  depth: 1,
  pc: -1,
  inExpression: false,
  functionStart: 0,
  temps: noTemps,
  trimmed: true,
};

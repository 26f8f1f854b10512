import type { CallStack, Choice, InkObject, StatePatch, Story, StoryState } from '../inkjs.ts';

/** What a state of ink's own engine is made of: its types keep most of that private. */
export interface Inside {
  _currentFlow: { callStack: CallStack; outputStream: InkObject[]; currentChoices: Choice[] };
  _evaluationStack: InkObject[];
  _visitCounts: Map<string, number>;
  _turnIndices: Map<string, number>;
  _patch: StatePatch | null;
  _currentErrors: string[] | null;
  _currentWarnings: string[] | null;
}

export const inside = (state: StoryState): Inside => state as unknown as Inside;

/** The same of its variables. */
export interface Variables {
  _globalVariables: Map<string, InkObject>;
  patch: StatePatch | null;
  callStack: CallStack;
}

export const variablesOf = (state: StoryState): Variables => state.variablesState as unknown as Variables;

/** What a story holds beside its state, and what must be cleared to begin anew. */
export interface Machinery {
  _state: StoryState;
  _externals: Map<string, unknown>;
  _stateSnapshotAtLastNewline: StoryState | null;
  _recursiveContinueCount: number;
  _sawLookaheadUnsafeFunctionAfterNewline: boolean;
  _asyncContinueActive: boolean;
  _hasValidatedExternals: boolean;
}

export const machinery = (story: Story): Machinery => story as unknown as Machinery;

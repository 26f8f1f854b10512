import { type CallStack, type Choice, type Pointer, type Story, StoryException } from '../inkjs.ts';
import { inside } from './inside.ts';
import { bareMessage } from './messages.ts';

/** A place in a story as ink's own engine names it: the path of a container, and an index in it (-1: before all of it). */
export interface Spot {
  readonly path: string;
  readonly index: number;
}

/** A call that waits in a thread. */
export interface LoadedFrame {
  /** 0 a tunnel, 1 a function, as in the machine. */
  readonly kind: number;
  readonly spot: Spot | null;
  readonly inExpression: boolean;
}

/** Where choosing a choice leads: a place, the nearest one that is still there, or an exception in the game's face. */
export type Landing = { readonly spot: Spot | null; readonly approximate: boolean } | { readonly fault: string };

/** A choice as it was loaded, fallback choices among them. */
export interface LoadedChoice {
  readonly text: string;
  readonly isFallback: boolean;
  /** The calls of its thread, the innermost first. */
  readonly frames: readonly LoadedFrame[];
  readonly previous: Spot | null;
  /** The path that it led to when it was saved. */
  readonly target: string;
  readonly landing: Landing;
}

/** What came of loading a save. */
export interface Loading {
  /** Why it can't be loaded, in the engine's words; null where it can. */
  readonly fault: string | null;
  /** Whether that is because it is no whole save at all. */
  readonly isDamaged: boolean;
  /** Whether the story would go on with text: then the save was made in the middle of a turn. */
  readonly goesOn: boolean;
  /** Warnings of the loader. A game that sets no `onError` gets them as an exception at the next line. */
  readonly warnings: readonly string[];
  readonly choices: readonly LoadedChoice[];
}

/** The state that a story is in as a save of the engine's own; null where it fails to write one. */
export function writeSave(story: Story): string | null {
  try {
    return story.state.ToJson();
  } catch {
    return null;
  }
}

/** Begins a story anew and loads a save into it. */
export function loadSave(story: Story, json: string): Loading {
  story.ResetState();
  try {
    story.state.LoadJson(json);
    const { currentWarnings } = story.state;
    const warnings = (currentWarnings ?? []).map(bareMessage);
    const choices = inside(story.state)._currentFlow.currentChoices.map((choice) => loadedChoice(story, choice));
    return { fault: null, isDamaged: false, goesOn: story.canContinue, warnings, choices };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    // places that are gone are told by ink itself; anything else it stumbles over is not as it writes it
    const isDamaged = !(error instanceof StoryException) && !fault.startsWith('When loading state');
    return { fault, isDamaged, goesOn: false, warnings: [], choices: [] };
  }
}

function loadedChoice(story: Story, choice: Choice): LoadedChoice {
  const thread = choice.threadAtGeneration;
  return {
    text: choice.text,
    isFallback: choice.isInvisibleDefault,
    frames: (thread?.callstack ?? []).map(loadedFrame).reverse(),
    previous: thread === null ? null : spotOf(thread.previousPointer),
    target: String(choice.targetPath ?? ''),
    landing: landingOf(story, choice),
  };
}

function loadedFrame({ type, currentPointer, inExpressionEvaluation }: CallStack.Element): LoadedFrame {
  return { kind: type, spot: spotOf(currentPointer), inExpression: inExpressionEvaluation };
}

function spotOf({ container, index }: Pointer): Spot | null {
  return container === null ? null : { path: container.path.toString(), index };
}

/** Asks the engine what it will ask itself when the choice is made. */
function landingOf(story: Story, { targetPath }: Choice): Landing {
  if (targetPath === null) return { fault: 'the choice has no target' };
  const { approximate } = story.ContentAtPath(targetPath);
  try {
    return { spot: spotOf(story.PointerAtPath(targetPath)), approximate };
  } catch (error) {
    if (!(error instanceof StoryException)) throw error;
    return { fault: error.message };
  }
}

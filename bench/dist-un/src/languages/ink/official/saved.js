import { Choice, Pointer } from '../inkjs.js';
import { inside, machinery, variablesOf } from './inside.js';
import { ownEmptyList } from './values.js';
/** Keeps the state that the story is in; the story must be given another one before it goes on. */
export function save(story, picked) {
    const { state } = story;
    const { _currentFlow, _evaluationStack, _visitCounts, _turnIndices } = inside(state);
    return {
        globals: variablesOf(state)._globalVariables,
        visits: _visitCounts,
        turns: _turnIndices,
        turn: state.currentTurnIndex,
        stack: _evaluationStack,
        choices: _currentFlow.currentChoices,
        picked,
        seed: state.storySeed,
        previousRandom: state.previousRandom,
    };
}
/**
 * Puts a story into a state. `home` is the state object that the story began with: the engine makes others as it goes. What is copied
 * of what isn't kept becomes known as such, too.
 */
export function restore(story, home, saved, unknown) {
    const machine = machinery(story);
    machine._state = home;
    machine._stateSnapshotAtLastNewline = null;
    machine._recursiveContinueCount = 0;
    machine._sawLookaheadUnsafeFunctionAfterNewline = false;
    machine._asyncContinueActive = false;
    const state = inside(home);
    const variables = variablesOf(home);
    variables.patch = null;
    variables.callStack = state._currentFlow.callStack;
    variables._globalVariables = owned(saved.globals, unknown);
    state._patch = null;
    state._visitCounts = new Map(saved.visits);
    state._turnIndices = new Map(saved.turns);
    state._evaluationStack = saved.stack.map((value) => own(value, unknown));
    state._currentErrors = null;
    state._currentWarnings = null;
    state._currentFlow.outputStream = [];
    state._currentFlow.currentChoices = [];
    home.divertedPointer = Pointer.Null;
    home.currentTurnIndex = saved.turn;
    home.storySeed = saved.seed;
    home.previousRandom = saved.previousRandom;
    home.ResetOutput();
    home.ForceEnd();
    home.didSafeExit = false;
    state._currentFlow.currentChoices = saved.choices.map((choice) => copyChoice(choice, unknown));
    // no thread to come may have the number of one that waits: a save tells them apart by their numbers
    const numbers = saved.choices.map(({ threadAtGeneration }) => threadAtGeneration?.threadIndex ?? 0);
    state._currentFlow.callStack._threadCounter = Math.max(0, ...numbers);
}
/** A choice with a thread of its own: going on with it changes the thread. */
export function copyChoice(choice, unknown) {
    const copy = new Choice();
    copy.text = choice.text;
    copy.tags = choice.tags;
    copy.sourcePath = choice.sourcePath;
    copy.targetPath = choice.targetPath;
    copy.isInvisibleDefault = choice.isInvisibleDefault;
    copy.threadAtGeneration = choice.threadAtGeneration?.Copy() ?? null;
    for (const element of copy.threadAtGeneration?.callstack ?? []) {
        if (element.temporaryVariables.size > 0)
            element.temporaryVariables = owned(element.temporaryVariables, unknown);
    }
    return copy;
}
function owned(values, unknown) {
    const copy = new Map(values);
    for (const [name, value] of values) {
        const mine = own(value, unknown);
        if (mine !== value)
            copy.set(name, mine);
    }
    return copy;
}
function own(value, unknown) {
    const copy = ownEmptyList(value);
    if (copy !== value && unknown?.values.has(value))
        unknown.values.add(copy);
    return copy;
}

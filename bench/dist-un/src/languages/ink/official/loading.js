import { StoryException } from '../inkjs.js';
import { inside } from './inside.js';
import { bareMessage } from './messages.js';
/** The state that a story is in as a save of the engine's own; null where it fails to write one. */
export function writeSave(story) {
    try {
        return story.state.ToJson();
    }
    catch {
        return null;
    }
}
/** Begins a story anew and loads a save into it. */
export function loadSave(story, json) {
    story.ResetState();
    try {
        story.state.LoadJson(json);
        const { currentWarnings } = story.state;
        const warnings = (currentWarnings ?? []).map(bareMessage);
        const choices = inside(story.state)._currentFlow.currentChoices.map((choice) => loadedChoice(story, choice));
        return { fault: null, isDamaged: false, goesOn: story.canContinue, warnings, choices };
    }
    catch (error) {
        const fault = error instanceof Error ? error.message : String(error);
        // places that are gone are told by ink itself; anything else it stumbles over is not as it writes it
        const isDamaged = !(error instanceof StoryException) && !fault.startsWith('When loading state');
        return { fault, isDamaged, goesOn: false, warnings: [], choices: [] };
    }
}
function loadedChoice(story, choice) {
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
function loadedFrame({ type, currentPointer, inExpressionEvaluation }) {
    return { kind: type, spot: spotOf(currentPointer), inExpression: inExpressionEvaluation };
}
function spotOf({ container, index }) {
    return container === null ? null : { path: container.path.toString(), index };
}
/** Asks the engine what it will ask itself when the choice is made. */
function landingOf(story, { targetPath }) {
    if (targetPath === null)
        return { fault: 'the choice has no target' };
    const { approximate } = story.ContentAtPath(targetPath);
    try {
        return { spot: spotOf(story.PointerAtPath(targetPath)), approximate };
    }
    catch (error) {
        if (!(error instanceof StoryException))
            throw error;
        return { fault: error.message };
    }
}

import { Container, ControlCommand } from '../inkjs.js';
const parentOf = (object) => (object.parent instanceof Container ? object.parent : null);
/** The innermost container around both a choice's target and the place where it was offered: all that the latter is needed for. */
export function sharedContainer(story, { targetPath, threadAtGeneration }) {
    if (targetPath === null || threadAtGeneration === null)
        return null;
    const { previousPointer } = threadAtGeneration;
    const place = previousPointer.Resolve();
    const around = new Set();
    for (let c = place instanceof Container ? place : previousPointer.container; c !== null; c = parentOf(c))
        around.add(c);
    for (let c = story.ContentAtPath(targetPath).container; c !== null; c = parentOf(c))
        if (around.has(c))
            return c;
    return null;
}
/** Whether a string being built begins here in the output. */
export const isStringStart = (object) => object instanceof ControlCommand && object.commandType === ControlCommand.CommandType.BeginString;

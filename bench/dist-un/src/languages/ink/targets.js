import { ChoicePoint, Container, Divert, DivertTargetValue, VariableReference, } from './inkjs.js';
/** Every place in a story's content that leads, or asks, to where there is nothing. The engine would go somewhere near. */
export function brokenTargets(root) {
    const broken = [];
    const seen = new Set();
    const todo = [root];
    for (let object = todo.pop(); object !== undefined; object = todo.pop()) {
        if (object instanceof Container)
            todo.push(...object.content, ...(object.namedOnlyContent?.values() ?? []));
        const path = target(object);
        if (path === null || leads(object, path))
            continue;
        const name = path.componentsString;
        const from = owner(object);
        if (seen.has(`${from} ${name}`))
            continue;
        seen.add(`${from} ${name}`);
        const place = from === '' ? 'At the top of the story' : `In '${from}'`;
        broken.push({
            code: 'broken-divert',
            level: 'error',
            message: `${place}, something leads to '${name}', which is not there.`,
        });
    }
    return broken;
}
function target(object) {
    if (object instanceof Divert)
        return object.hasVariableTarget || object.isExternal ? null : object._targetPath;
    if (object instanceof ChoicePoint)
        return object._pathOnChoice;
    if (object instanceof VariableReference)
        return object.pathForCount;
    if (object instanceof DivertTargetValue)
        return object.value;
    return null;
}
/** Diverts may end at any content; a choice and a count need a container. */
function leads(object, path) {
    try {
        if (path.componentCount === 0)
            return false;
        // The engine writes a stack trace to the console when a relative path doesn't start upwards.
        if (path.isRelative && !path.GetComponent(0).isParent)
            return false;
        const { obj, approximate } = object.ResolvePath(path);
        if (approximate || obj === null)
            return false;
        return obj instanceof Container || object instanceof Divert || object instanceof DivertTargetValue;
    }
    catch {
        return false;
    }
}
/** The named containers around an object: for a knot or stitch, what its writer called it. */
function owner(object) {
    const names = [];
    for (let at = object.parent; at !== null; at = at.parent) {
        if (at instanceof Container && at.hasValidName && at.parent !== null)
            names.unshift(at.name);
    }
    return names.filter((name) => !/^[cgsb]-?\d*$/.test(name)).join('.');
}

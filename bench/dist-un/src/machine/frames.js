import { Absent } from './values.js';
export const noTemps = [];
export const FrameKind = { Tunnel: 0, Function: 1 };
/** The value of a temporary, or undefined where the frame has none of that name. `Absent` says that it is known to have none. */
export function getTemp(temps, name) {
    for (let i = 0; i < temps.length; i += 2)
        if (temps[i] === name)
            return temps[i + 1];
    return undefined;
}
export function setTemp(temps, name, value) {
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
export const exists = (value) => value !== undefined && value !== Absent;
/** The same frames with temporary `name` of frame number `depth` changed. */
export function setTempAt(frame, depth, name, value) {
    if (frame.depth === depth)
        return { ...frame, temps: setTemp(frame.temps, name, value) };
    return { ...frame, parent: setTempAt(frame.parent, depth, name, value) };
}
/** The same frames, where the functions on top of the stack have shown something. */
export function markSpoken(frame) {
    if (frame === null || frame.kind !== FrameKind.Function)
        return frame;
    return { ...frame, functionStart: -1, parent: markSpoken(frame.parent) };
}
/** Stands for calls that were left out of a state because nothing can return to them. */
export const cutFrame = {
    kind: FrameKind.Tunnel,
    parent: null,
    depth: 1,
    pc: -1,
    inExpression: false,
    functionStart: 0,
    temps: noTemps,
    trimmed: true,
};

import { Crash, StoryError } from './errors.js';
import { FrameKind } from './frames.js';
import { isTrue } from './natives.js';
import { Tag, Void } from './values.js';
import { readVariable } from './variables.js';
/** Pops a condition. */
export function condition(m) {
    const value = m.pop();
    const holds = value !== undefined && isTrue(m.values, value);
    m.cover(m.pc, holds ? 2 : 4);
    return holds;
}
/** Sets out for an address. */
export function divert(m, address) {
    if (address < 0)
        throw new StoryError("Divert target doesn't exist");
    m.diverted = address;
}
/** A divert with all its options: conditional, to a variable's target, as a call. */
export function divertAny(m, how) {
    if (how.conditional && !condition(m))
        return;
    let { target } = how;
    if (how.variable !== null) {
        const { name, global, temp } = how.variable;
        const value = readVariable(m, temp, global);
        if (value === undefined)
            throw new StoryError(`Tried to divert using a target from a variable that could not be found (${name})`);
        target = m.isUnknown(value) ? anyTarget(m) : targetIn(m, value, name);
    }
    if (how.push > 0)
        m.call(how.push === 1 ? FrameKind.Function : FrameKind.Tunnel, target);
    divert(m, target);
}
/** Where the target leads that a variable holds. */
function targetIn(m, value, name) {
    const problem = `Tried to divert to a target from a variable, but the variable (${name}) didn't contain a divert target, it `;
    m.mustBeKnown(value);
    if (value === 0)
        throw new StoryError(`${problem}was empty/null (the value 0).`);
    if ((value & 7) !== Tag.Target)
        throw new StoryError(`${problem}contained '${m.values.show(value)}'.`);
    return addressOf(m, value);
}
/** Anywhere that a divert to a variable may lead, where it is only asked what may happen. */
function anyTarget(m) {
    m.values.unknowns.mayFail('a variable without a target');
    return m.guess.target();
}
function addressOf(m, value) {
    const target = m.values.targetOf(value);
    if (target.address < 0) {
        throw new StoryError(`Failed to find content at path '${target.path}', and no approximation of it was possible.`);
    }
    return target.address;
}
/** `->->`: back to where the tunnel was entered, or to a target given instead. */
export function tunnelReturn(m) {
    const value = m.pop();
    if (value !== undefined && (value & 7) === Tag.Special && value !== Void)
        m.mustBeKnown(value);
    if (value !== undefined && (value & 7) === Tag.Target)
        return popCall(m, FrameKind.Tunnel, value);
    if (value !== Void)
        throw new Crash("Expected void if ->-> doesn't override target");
    popCall(m, FrameKind.Tunnel, -1);
}
/** Ends the current call, which must be of this kind, and goes on after it or at a target. */
export function popCall(m, kind, overrideTarget) {
    if (m.depth === 1 || m.kind !== kind) {
        const names = ['tunnel onwards statement (->->)', 'function return statement (~ return)'];
        const expected = m.depth === 1 ? 'end of flow (-> END or choice)' : names[m.kind];
        throw new StoryError(`Found ${names[kind]}, when expected ${expected}`);
    }
    m.popFrame();
    if (overrideTarget >= 0)
        m.diverted = addressOf(m, overrideTarget);
}

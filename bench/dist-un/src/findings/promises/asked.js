/** The slots that every state must keep. */
export function slotsAsked({ promises }) {
    const slots = promises.flatMap((promise) => clausesOf(promise).flatMap((clause) => clause.slots));
    return [...new Set(slots)].sort((a, b) => a - b);
}
export function clausesOf({ what, cause, scope, scopeEnd }) {
    return [what, cause, scope, scopeEnd].filter((clause) => clause !== null);
}

import { inside, variablesOf } from './inside.js';
/** What a cell holds that is no global: a number, where an age is -1 for what was never visited. */
export function numberIn(state, { kind, name, container }) {
    const { _patch, _visitCounts, _turnIndices } = inside(state);
    if (kind === 'turn')
        return state.currentTurnIndex;
    if (kind === 'visits')
        return _patch?.visitCounts.get(container) ?? _visitCounts.get(name) ?? 0;
    const turn = _patch?.turnIndices.get(container) ?? _turnIndices.get(name);
    return turn === undefined ? -1 : state.currentTurnIndex - turn;
}
/** Changes what a cell holds that is no global. Ages go by the turn, so that has to be changed before them. */
export function setNumber(state, { kind, name, container }, n) {
    const { _patch, _visitCounts, _turnIndices } = inside(state);
    if (kind === 'turn')
        state.currentTurnIndex = n;
    else if (kind === 'visits') {
        if (_patch === null)
            _visitCounts.set(name, n);
        else
            _patch.SetVisitCount(container, n);
    }
    else if (_patch !== null)
        _patch.SetTurnIndex(container, state.currentTurnIndex - n);
    else if (n < 0)
        _turnIndices.delete(name);
    else
        _turnIndices.set(name, state.currentTurnIndex - n);
}
/** Whether an age can be changed to "never": not in the middle of a line, where the engine only notes what is added. */
export const canForget = (state) => inside(state)._patch === null;
export function globalIn(state, { name }) {
    const variables = variablesOf(state);
    return (variables.patch?.globals.get(name) ?? variables._globalVariables.get(name));
}
export function setGlobal(state, { name }, value) {
    const variables = variablesOf(state);
    if (variables.patch === null)
        variables._globalVariables.set(name, value);
    else
        variables.patch.SetGlobal(name, value);
}

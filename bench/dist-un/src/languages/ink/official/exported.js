import { BoolValue, DivertTargetValue, FloatValue, InkListItem, IntValue, ListValue, StringValue, VariablePointerValue, Void, } from '../inkjs.js';
export function exported({ globals, visits, turns, turn, stack, choices }) {
    return {
        globals: valuesOf(globals),
        visits,
        turns,
        turn,
        stack: stack.map(savedValue),
        temps: choices.map(({ threadAtGeneration }) => (threadAtGeneration?.callstack ?? []).map(({ temporaryVariables }) => valuesOf(temporaryVariables)).reverse()),
    };
}
const valuesOf = (values) => new Map([...values].map(([name, value]) => [name, savedValue(value)]));
function savedValue(value) {
    if (value instanceof IntValue)
        return { kind: 'int', value: value.value ?? 0 };
    if (value instanceof FloatValue)
        return { kind: 'float', value: value.value ?? 0 };
    if (value instanceof BoolValue)
        return { kind: 'bool', value: value.value === true };
    if (value instanceof StringValue)
        return { kind: 'string', value: value.value ?? '' };
    if (value instanceof DivertTargetValue)
        return { kind: 'target', path: String(value.targetPath) };
    if (value instanceof VariablePointerValue)
        return { kind: 'reference', name: value.variableName, frame: Math.max(0, value.contextIndex) };
    if (value instanceof ListValue && value.value !== null) {
        const items = [...value.value].map(([key, number]) => {
            const { originName, itemName } = InkListItem.fromSerializedKey(key);
            return { list: originName ?? '', name: itemName ?? '', value: number };
        });
        return { kind: 'list', items, origins: value.value.originNames ?? [] };
    }
    return { kind: value instanceof Void ? 'void' : 'other' };
}

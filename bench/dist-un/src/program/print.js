import { nativeNames, Op, opNames } from './opcodes.js';
import { placeAt } from './program.js';
/** A program as text: every container with its instructions, one a line. The same story always gives the same text. */
export function printProgram(program) {
    const lines = [];
    let place = '';
    for (let pc = 0; pc < program.op.length; pc++) {
        const c = program.home[pc];
        const { start, path, countVisits, countTurns, startOnly } = program.containers[c];
        if (pc === start - 1) {
            const flags = [countVisits ? 'visits' : '', countTurns ? 'turns' : '', startOnly ? 'start-only' : ''].filter((flag) => flag !== '');
            lines.push('', `${path === '' ? '(top)' : path}${flags.length > 0 ? `  counts ${flags.join(', ')}` : ''}`);
            continue;
        }
        const at = placeAt(program, pc);
        const where = at === null ? '' : `${at.file}:${at.line}`;
        const shown = where === place ? '' : `   ; ${where}`;
        place = where;
        lines.push(`  ${String(pc).padStart(5)}  ${opNames[program.op[pc]]}${operands(program, pc)}${shown}`);
    }
    return `${lines.join('\n').trimStart()}\n`;
}
function operands(program, pc) {
    const { op, a, b, strings, slots, temps, containers, choices, diverts, externals } = program;
    const x = a[pc];
    const container = (c) => ` ${containers[c].path || '(top)'}`;
    switch (op[pc]) {
        case Op.Enter:
        case Op.VisitIndex:
        case Op.GetCount:
        case Op.Shuffle:
            return container(x);
        case Op.Text:
        case Op.TagText:
            return ` ${JSON.stringify(strings[x])}`;
        case Op.Literal:
            return ` ${literal(program, x)}`;
        case Op.GetGlobal:
        case Op.SetGlobal:
            return ` ${slots[x].name}${op[pc] === Op.SetGlobal && b[pc] === 1 ? ' (declared)' : ''}`;
        case Op.Reference:
        case Op.GetTemp:
        case Op.SetTemp:
        case Op.DeclareTemp:
            return ` ${temps[x]}`;
        case Op.Divert:
        case Op.DivertIf:
            return ` ${x}`;
        case Op.Call:
            return ` ${b[pc] === 1 ? 'function' : 'tunnel'} ${x}`;
        case Op.DivertAny: {
            const { variable, conditional, push, target } = diverts[x];
            return ` ${['', 'function ', 'tunnel '][push]}${variable === null ? target : variable.name}${conditional ? ' if' : ''}`;
        }
        case Op.External:
            return ` ${externals[x].name} ${b[pc]}`;
        case Op.Native:
            return ` ${nativeNames[x]}`;
        case Op.StringStart:
            return x === 1 ? ' (choice text)' : '';
        case Op.Choice: {
            const { target, onceOnly, isFallback, hasCondition } = choices[x];
            return ` ${target}${onceOnly ? ' once' : ' sticky'}${isFallback ? ' fallback' : ''}${hasCondition ? ' if' : ''}`;
        }
    }
    return '';
}
function literal(program, index) {
    const value = program.literals[index];
    switch (value.kind) {
        case 'list':
            return `(${value.items.map((item) => program.items[item].name).join(', ')})`;
        case 'target':
            return `-> ${value.path}`;
        case 'float':
            return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
        default:
            return JSON.stringify(value.value);
    }
}

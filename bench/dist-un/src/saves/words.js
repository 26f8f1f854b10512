import { nativeNames, Op, opNames } from '../program/opcodes.js';
/** What one instruction is about, without where anything lies: the same in every version in which a writer left it alone. */
export function pieceAt(program, pc) {
    const { op, a, b, strings, slots, temps, literals, items, containers, diverts, externals, choices } = program;
    const x = a[pc];
    const name = opNames[op[pc]];
    switch (op[pc]) {
        case Op.Text:
        case Op.TagText:
            return `${name} ${strings[x]}`;
        case Op.Literal: {
            const literal = literals[x];
            if (literal.kind === 'list')
                return `list ${literal.items.map((item) => items[item].name).join()}`;
            return literal.kind === 'target' ? `-> ${literal.path}` : `${literal.kind} ${literal.value}`;
        }
        case Op.GetGlobal:
        case Op.SetGlobal:
            return `${name} ${slots[x].name}`;
        case Op.GetTemp:
        case Op.SetTemp:
        case Op.DeclareTemp:
        case Op.Reference:
            return `${name} ${temps[x]}`;
        case Op.Native:
            return nativeNames[x];
        case Op.External:
            return `${name} ${externals[x].name} ${b[pc]}`;
        case Op.Call:
            return `${name} ${b[pc]} ${passageOf(program, x)}`;
        case Op.Divert:
        case Op.DivertIf:
            return `${name} ${passageOf(program, x)}`;
        case Op.DivertAny:
            return `${name} ${diverts[x].push} ${diverts[x].variable?.name ?? passageOf(program, diverts[x].target)}`;
        case Op.GetCount:
            return `${name} ${containers[x].name}`;
        case Op.Choice:
            return `${name} ${choices[x].onceOnly} ${choices[x].isFallback}`;
    }
    return name;
}
const passageOf = ({ passages, containers, home }, address) => address < 0 ? '' : passages[containers[home[address]].passage].name;
/** The pieces of a container and of those inside it, without what is only reached by name. */
export function piecesOf(program, c) {
    const pieces = [];
    const { start, size } = program.containers[c];
    for (let pc = start; pc < start + size; pc++) {
        const inner = program.op[pc] === Op.Enter ? program.a[pc] : -1;
        if (inner >= 0 && program.containers[inner].parent === c && program.containers[inner].index >= 0)
            pieces.push(...piecesOf(program, inner));
        else
            pieces.push(pieceAt(program, pc));
    }
    return pieces;
}
/** The pieces that make a choice's text and condition, up to its offer at an address. */
export function offerPieces(program, address) {
    const { op, home, containers } = program;
    const around = home[address];
    const { start } = containers[around];
    let pc = address - 1;
    let open = 0;
    for (; pc >= start; pc--) {
        if (op[pc] === Op.EvalEnd)
            open++;
        else if (op[pc] === Op.EvalStart && --open <= 0)
            break;
        if (open === 0)
            break;
    }
    const pieces = [];
    for (let at = Math.max(pc, start); at < address; at++)
        pieces.push(pieceAt(program, at));
    // what a choice says before and after it is chosen lies in a container of its own beside the offer
    containers.forEach((container, c) => {
        if (container.parent === around && container.name === 's')
            pieces.push(...piecesOf(program, c));
    });
    return pieces;
}

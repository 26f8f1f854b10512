import { linesOf } from '../text/lines.js';
import { nativeArity, nativeNames, Op } from './opcodes.js';
import { placeAt } from './program.js';
const comparisons = new Set(['==', '!=', '<', '>', '<=', '>=', '?', '!?']);
/** The condition that a conditional divert or choice at `address` asks; null where it can't be read back. */
export function conditionAt(program, address) {
    const range = rangeBefore(program, address);
    if (range === null)
        return null;
    const read = new Reader(program).read(range.from, range.to, address);
    const written = read === null || isCase(program, range.from)
        ? null
        : program.op[address] === Op.Choice
            ? writtenOnChoice(program, address)
            : writtenAt(program, range.from);
    if (read === null || written === null)
        return read;
    return { ...read, text: written, mistake: misreadNot(written) ?? read.mistake };
}
/** The expression that the instructions from `from` up to `to` compute; null where it can't be read back. */
export function expressionIn(program, from, to) {
    return new Reader(program).read(from, to, from);
}
/**
 * The parts of an expression that all have to hold: what stands between its outermost `and`s, each with the instructions that compute it.
 * Just the whole where it calls functions.
 */
export function conjunctsIn(program, from, to) {
    const { op, a } = program;
    const stack = [];
    const whole = [{ from, to }];
    for (let pc = from; pc < to; pc++) {
        if (op[pc] === Op.Native) {
            const y = stack.pop();
            const x = nativeArity(a[pc]) === 2 ? stack.pop() : y;
            if (x === undefined || y === undefined)
                return whole;
            const isAnd = nativeNames[a[pc]] === '&&';
            const left = x.parts ?? [{ from: x.from, to: y.from }];
            stack.push({ from: x.from, parts: isAnd ? [...left, ...(y.parts ?? [{ from: y.from, to: pc }])] : null });
        }
        else if (op[pc] === Op.GetGlobal || op[pc] === Op.GetTemp || op[pc] === Op.GetCount || op[pc] === Op.Literal) {
            stack.push({ from: pc, parts: null });
        }
        else
            return whole;
    }
    return stack.length === 1 ? (stack[0].parts ?? whole) : whole;
}
/** A condition in its writer's own words, where the source tells exactly where it stands. */
function writtenAt(program, address) {
    const place = placeAt(program, address);
    if (place === null || place.line !== place.endLine)
        return null;
    const line = lineAt(program, place);
    const text = line?.slice(place.column - 1, place.endColumn - 1).trim() ?? '';
    return /^[^{}|]+:$/.test(text) ? text.slice(0, -1).trim() : null;
}
/** The condition of a choice in its writer's own words, where it is a single one and all of it stands on the choice's line. */
function writtenOnChoice(program, address) {
    const place = placeAt(program, address);
    if (place === null)
        return null;
    const line = lineAt(program, place);
    return /^\s*[*+][*+\s]*(?:\(\s*\w+\s*\)\s*)?\{([^{}|:"]+)\}\s*[^\s{]/.exec(line ?? '')?.[1].trim() ?? null;
}
/** The line of the source on which a place begins. */
function lineAt(program, { file, line }) {
    const source = program.sources.find(({ name }) => name === file);
    return source && linesOf(source)[line - 1];
}
/** `not x == y`, which ink reads as `(not x) == y`. */
function misreadNot(written) {
    const match = /^(?:not\s+|!\s*)([\w.]+)\s*(==|!=|<=|>=|<|>|\?)\s*([\w.]+|"[^"]*")$/.exec(written);
    if (match === null)
        return null;
    const [, x, operation, y] = match;
    return mistakenNot(`not ${x}`, x, operation, y);
}
function mistakenNot(negated, x, operation, y) {
    const opposite = operation === '==' ? '!=' : operation === '!=' ? '==' : null;
    const meant = opposite === null ? `not (${x} ${operation} ${y})` : `${x} ${opposite} ${y}`;
    return `ink reads this as (${negated}) ${operation} ${y}. Did you mean {${meant}} ?`;
}
/** The instructions between the EvalStart and EvalEnd that come before an address: here, or before the container it is in. */
function rangeBefore(program, address) {
    const { op, containers, home } = program;
    let pc = address - 1;
    let container = containers[home[address]];
    // the first branch of `{x: a|b}` asks what was computed before its container; other branches stand between
    while (pc < container.start || op[pc] === Op.Enter) {
        if (pc < container.start) {
            if (container.parent < 0 || container.index < 0)
                return null;
            pc = containers[container.parent].start + container.index - 1;
            container = containers[container.parent];
        }
        else
            pc--;
    }
    if (op[pc] !== Op.EvalEnd)
        return null;
    let depth = 0;
    for (let p = pc; p >= container.start; p--) {
        if (op[p] === Op.EvalEnd)
            depth++;
        else if (op[p] === Op.EvalStart && --depth === 0)
            return { from: p + 1, to: pc };
    }
    return null;
}
/** Whether an expression is compared with what its switch is about: `{x: - 1: …}`. */
function isCase({ op }, from) {
    return op[from - 1] === Op.EvalStart && op[from - 2] === Op.Duplicate;
}
class Reader {
    program;
    globals = new Set();
    counts = new Set();
    mistake = null;
    constructor(program) {
        this.program = program;
    }
    read(from, to, address) {
        const part = this.part(from, to, address);
        return part === null
            ? null
            : { text: part.text, globals: [...this.globals], counts: [...this.counts], mistake: this.mistake };
    }
    part(from, to, address) {
        const { op, a } = this.program;
        const stack = [];
        if (isCase(this.program, from)) {
            const switched = rangeBefore(this.program, this.program.containers[this.program.home[address]].start);
            const part = switched === null ? null : this.part(switched.from, switched.to, switched.from);
            if (part === null)
                return null;
            stack.push(part);
        }
        for (let pc = from; pc < to; pc++) {
            if (op[pc] === Op.StringStart) {
                const end = this.endOfString(pc, to);
                if (a[pc] === 0)
                    stack.push({ text: this.stringText(pc, end), operation: '' });
                pc = end;
            }
            else if (op[pc] === Op.Native) {
                const y = stack.pop();
                const x = nativeArity(a[pc]) === 2 ? stack.pop() : y;
                if (x === undefined || y === undefined)
                    return null;
                stack.push(nativeArity(a[pc]) === 2 ? this.binary(nativeNames[a[pc]], x, y) : unary(nativeNames[a[pc]], y));
            }
            else if (op[pc] === Op.TurnsSince || op[pc] === Op.ReadCount) {
                const target = stack.pop();
                stack.push({
                    text: `${op[pc] === Op.TurnsSince ? 'TURNS_SINCE' : 'READ_COUNT'}(${target?.text ?? ''})`,
                    operation: '',
                });
            }
            else if (op[pc] === Op.Call || op[pc] === Op.External) {
                const args = stack.splice(0).map((arg) => arg.text);
                stack.push({ text: `${this.calledName(pc)}(${args.join(', ')})`, operation: '' });
            }
            else {
                const part = this.simple(pc);
                if (part === null)
                    return null;
                stack.push(part);
            }
        }
        return stack.length === 1 ? stack[0] : null;
    }
    calledName(pc) {
        const { op, a, externals, containers, home } = this.program;
        return op[pc] === Op.External ? externals[a[pc]].name : a[pc] < 0 ? '?' : containers[home[a[pc]]].name;
    }
    endOfString(from, to) {
        let depth = 0;
        for (let pc = from; pc < to; pc++) {
            if (this.program.op[pc] === Op.StringStart)
                depth++;
            else if (this.program.op[pc] === Op.StringEnd && --depth === 0)
                return pc;
        }
        return to - 1;
    }
    stringText(from, end) {
        let text = '';
        for (let pc = from + 1; pc < end; pc++)
            text += this.program.op[pc] === Op.Text ? this.program.strings[this.program.a[pc]] : '';
        return JSON.stringify(text);
    }
    simple(pc) {
        const { op, a, slots, temps, literals, containers } = this.program;
        switch (op[pc]) {
            case Op.GetGlobal:
                this.globals.add(a[pc]);
                return { text: slots[a[pc]].name, operation: '' };
            case Op.GetTemp:
                return { text: temps[a[pc]], operation: '' };
            case Op.GetCount:
                this.counts.add(a[pc]);
                return { text: nameOf(this.program, a[pc]), operation: '', isCount: true };
            case Op.VisitIndex:
                return { text: `the visits of ${containers[a[pc]].path}`, operation: '' };
            case Op.Literal:
                return {
                    text: literalText(this.program, literals[a[pc]]),
                    operation: '',
                    isTarget: literals[a[pc]].kind === 'target',
                };
            case Op.ChoiceCount:
                return { text: 'CHOICE_COUNT()', operation: '' };
            case Op.Turns:
                return { text: 'TURNS()', operation: '' };
        }
        return null;
    }
    binary(name, x, y) {
        const shown = name === '&&' ? 'and' : name === '||' ? 'or' : name;
        if (comparisons.has(name) && x.negated !== undefined) {
            this.mistake = mistakenNot(x.text, x.negated, name, y.text);
        }
        if (name === '==' && x.isCount !== true && y.isCount === true && x.operation === '' && !/^\d/.test(x.text)) {
            this.mistake ??= `${y.text} without an arrow is how often it was visited. If you meant the place itself, write -> ${y.text}.`;
        }
        if (/^[A-Z]/.test(name))
            return { text: `${name}(${x.text}, ${y.text})`, operation: '' };
        return { text: `${bracketed(x, name)} ${shown} ${bracketed(y, name)}`, operation: name };
    }
}
function unary(name, x) {
    if (name === '!')
        return { text: `not ${bracketed(x, '!')}`, operation: '!', negated: x.text };
    if (name === '_')
        return { text: `-${bracketed(x, '_')}`, operation: '_' };
    return { text: `${name}(${x.text})`, operation: '' };
}
/** A part inside an operation, in brackets unless nobody could misread it. */
function bracketed(part, outer) {
    const harmless = part.operation === '' || ((outer === '&&' || outer === '||') && part.operation !== '||' && part.operation !== '&&');
    return harmless || part.operation === outer ? part.text : `(${part.text})`;
}
/** Whether a container is an alternative, such as `{a|b}` or `{shuffle: ...}`: its conditional diverts ask whose turn it is. */
export function isSequence({ op, containers }, container) {
    const { start, size } = containers[container];
    for (let pc = start; pc < start + size; pc++)
        if (op[pc] === Op.VisitIndex || op[pc] === Op.Shuffle)
            return true;
    return false;
}
/** What a writer calls a container: its passage, or its label. */
export function nameOf(program, container) {
    const { name, passage } = program.containers[container];
    const { name: around, container: whole } = program.passages[passage];
    if (whole === container)
        return around;
    return /^([cgb]-?\d*|s|)$/.test(name)
        ? `a choice in ${around || 'the story’s top'}`
        : around === ''
            ? name
            : `${around}.${name}`;
}
function literalText(program, literal) {
    switch (literal.kind) {
        case 'string':
            return JSON.stringify(literal.value);
        case 'target':
            return `-> ${literal.path}`;
        case 'list': {
            const names = literal.items.map((item) => program.items[item]?.name ?? '?');
            return names.length === 1 ? names[0] : `(${names.join(', ')})`;
        }
        default:
            return String(literal.value);
    }
}

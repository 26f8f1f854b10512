/** What is done where something comes up that no rule knows. */
const unknown = ['return UNKNOWN;'];
/** More cases than this are told apart by halves. */
const few = 4;
export const indented = (lines) => lines.map((line) => `  ${line}`);
/** C that does one of some things, by the number that an expression has; in no span, it is something unknown. `short` may shorten parts of it. */
export function choose(expression, given, within, short = (body) => body) {
    const cases = merged(given);
    if (cases.length === 0)
        return unknown;
    const sizes = cases.flatMap(({ spans }) => spans.map(({ from, to }) => to - from + 1));
    const isWhole = sizes.reduce((sum, size) => sum + size, 0) === within.to - within.from + 1;
    if (isWhole && cases.length === 1)
        return [...cases[0].body];
    if (cases.length > few && cases.every(({ spans }) => spans.length === 1))
        return halves(expression, cases, within, short);
    const asked = isWhole ? cases.slice(0, -1) : cases;
    const last = isWhole ? cases.at(-1).body : unknown;
    return asked.reduceRight((otherwise, { spans, body }) => {
        const guard = spans.map((span) => isIn(expression, span, within)).join(' || ');
        return either(guard, body, otherwise);
    }, [...last]);
}
/** The same with one case for all that is done alike. */
function merged(cases) {
    return alike(cases.map(({ spans, body }) => [spans, body])).map(([spans, body]) => {
        const numbers = spans.flat().flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
        return { spans: spansOf(numbers.sort((a, b) => a - b)), body };
    });
}
/** Brings together what has the same body, in the order of the first of each. */
function alike(pairs) {
    const groups = new Map();
    for (const [item, body] of pairs) {
        const key = body.join('\n');
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [[item], body]);
        else
            group[0].push(item);
    }
    return [...groups.values()];
}
function switchOf(entries) {
    const cases = alike(entries).flatMap(([numbers, body]) => [
        ...numbers.map((number) => `case ${number}:`),
        ...indented(body),
    ]);
    return ['switch (number) {', ...indented(cases), '}', ...unknown];
}
function halves(expression, cases, within, short) {
    const sorted = [...cases].sort((a, b) => a.spans[0].from - b.spans[0].from);
    const middle = sorted.length >> 1;
    const { from } = sorted[middle].spans[0];
    const below = choose(expression, sorted.slice(0, middle), { from: within.from, to: from - 1 }, short);
    const above = choose(expression, sorted.slice(middle), { from, to: within.to }, short);
    return either(`${expression} < ${from}`, short(below), short(above));
}
export function either(guard, then, otherwise = []) {
    if (otherwise.length === 0)
        return [`if (${guard}) {`, ...indented(then), '}'];
    const isChain = otherwise[0].startsWith('if (') && otherwise.lastIndexOf('}') === otherwise.length - 1 && isOne(otherwise);
    if (isChain)
        return [`if (${guard}) {`, ...indented(then), `} else ${otherwise[0]}`, ...otherwise.slice(1)];
    return [`if (${guard}) {`, ...indented(then), '} else {', ...indented(otherwise), '}'];
}
/** Whether lines are a single statement with braces. */
const isOne = (lines) => lines.slice(1, -1).every((line) => line.startsWith(' ') || line.startsWith('} else'));
function isIn(expression, { from, to }, within) {
    if (from === to)
        return `${expression} == ${from}`;
    if (from === within.from)
        return `${expression} <= ${to}`;
    if (to === within.to)
        return `${expression} >= ${from}`;
    return `(${expression} >= ${from} && ${expression} <= ${to})`;
}
/** Numbers in ascending order as spans without gaps. */
export function spansOf(numbers) {
    const spans = [];
    for (const n of numbers) {
        const last = spans.at(-1);
        if (last !== undefined && last.to === n - 1)
            last.to = n;
        else
            spans.push({ from: n, to: n });
    }
    return spans;
}
/** SPIN takes no piece of C of more than 64 kilobytes. */
const mostCharacters = 30_000;
/** A longer body is put into a function of its own. */
const mostLines = 60;
/** Functions in C, in the pieces that SPIN takes. They are written in what C and JavaScript have in common, but for the words `static int`. */
export class Functions {
    pieces = [[]];
    size = 0;
    parts = 0;
    add(name, parameter, body) {
        const lines = [`static int ${name}(${parameter === '' ? 'void' : `int ${parameter}`}) {`, ...indented(body), '}'];
        const size = lines.reduce((sum, line) => sum + line.length + 1, 0);
        if (this.size > 0 && this.size + size > mostCharacters) {
            this.pieces.push([]);
            this.size = 0;
        }
        this.pieces.at(-1).push(...lines);
        this.size += size;
    }
    /** Puts what ends in a return into a function of its own, if it is long. */
    short = (body) => {
        if (body.length < mostLines)
            return body;
        const name = `part_${this.parts++}`;
        this.add(name, '', body);
        return [`return ${name}();`];
    };
    /** A function that does, by a number, one of many things that each end in a return. The numbers must ascend. */
    addSwitch(name, entries) {
        const blocks = [[]];
        let size = 0;
        for (const entry of entries) {
            size += 20 + entry[1].join().length;
            if (size > mostCharacters / 2) {
                blocks.push([]);
                size = 0;
            }
            blocks.at(-1).push(entry);
        }
        if (blocks.length === 1)
            return this.add(name, 'number', switchOf(entries));
        const ways = blocks.map((block) => {
            const [[first], [last]] = [block[0], block.at(-1)];
            this.add(`${name}_from_${first}`, 'number', switchOf(block));
            return either(`number <= ${last}`, [`return ${name}_from_${first}(number);`]);
        });
        this.add(name, 'number', [...ways.flat(), ...unknown]);
    }
    /** All of it as Promela. */
    lines() {
        return this.pieces.flatMap((piece) => ['c_code {', ...piece, '}', '']);
    }
}

/** Something about a promise that can't be read, from one column of it to another; `message` is the end of a sentence. */
export class Fault extends Error {
    advice;
    from;
    to;
    constructor(message, advice, from, to) {
        super(message);
        this.advice = advice;
        this.from = from;
        this.to = to;
    }
}
export function clauseReader({ text, place: whole }) {
    const outside = mask(text);
    const place = (from, to = text.length) => ({
        ...whole,
        column: whole.column + from,
        endColumn: whole.column + Math.max(from, to - 1),
    });
    return {
        place,
        find: (pattern, from) => [...outside.matchAll(pattern)]
            .map((match) => ({ at: match.index, end: match.index + match[0].length }))
            .filter(({ at }) => at >= from),
        clause(from, to) {
            const lead = /^\s*/.exec(text.slice(from, to))[0].length;
            const words = text.slice(from, to).trim();
            const start = from + lead;
            if (words === '')
                throw new Fault('something is missing', 'Say what, in ink: never gone and held', Math.max(0, from - 1), to);
            checkBrackets(words, start);
            return { text: words, place: place(start, start + words.length), facts: factsIn(words, start, place) };
        },
    };
}
/** The text with all that stands in quotes or brackets blotted out. */
function mask(text) {
    let depth = 0;
    return text.replace(/"(?:[^"\\]|\\.)*"?|[^"]/g, (piece) => {
        if (piece === ')' || piece === '}')
            depth--;
        const shown = depth <= 0 && !piece.startsWith('"') ? piece : '\u0000'.repeat(piece.length);
        if (piece === '(' || piece === '{')
            depth++;
        return shown;
    });
}
const closing = { '(': ')', '{': '}' };
function checkBrackets(text, start) {
    const open = [];
    for (const match of text.matchAll(/"(?:[^"\\]|\\.)*("?)|[(){}]/g)) {
        const [piece] = match;
        const at = start + match.index;
        if (piece.startsWith('"')) {
            if (match[1] === '')
                throw new Fault('a quote is never closed', 'Every " needs a second one.', at);
        }
        else if (closing[piece] !== undefined)
            open.push({ bracket: piece, at });
        else if (closing[open.pop()?.bracket ?? ''] !== piece)
            throw new Fault('a bracket is closed that was not opened', 'Every ) needs its (.', at, at + 1);
    }
    if (open.length > 0)
        throw new Fault('a bracket is never closed', 'Every ( needs its ).', open[0].at, open[0].at + 1);
}
/** What Redthread answers by itself in an expression. */
function factsIn(text, start, place) {
    const facts = [];
    const calls = /"(?:[^"\\]|\\.)*"|(?<![\p{L}\p{N}_.])(ended_at|ended|at|said|tagged|offered|by)\s*\(/gu;
    for (let match = calls.exec(text); match !== null; match = calls.exec(text)) {
        const [opening, name] = match;
        if (name === undefined)
            continue;
        const inner = match.index + opening.length;
        const to = endOfCall(text, inner);
        const given = text.slice(inner, to - 1);
        const lead = /^\s*/.exec(given)[0].length;
        const at = place(start + inner + lead, start + to - 1);
        facts.push({ from: match.index, to, fact: readFact(name, given.trim(), at, start + match.index, start + to) });
        calls.lastIndex = to;
    }
    return facts;
}
/** Just after the bracket that closes a call. */
function endOfCall(text, from) {
    const ends = /"(?:[^"\\]|\\.)*"|\)/g;
    ends.lastIndex = from;
    for (let match = ends.exec(text); match !== null; match = ends.exec(text))
        if (match[0] === ')')
            return ends.lastIndex;
    return text.length;
}
function readFact(name, given, place, from, to) {
    switch (name) {
        case 'ended':
            if (given !== '')
                throw new Fault('ended() takes nothing in its brackets', 'For one ending: ended_at(-> knot)', from, to);
            return { kind: 'ended' };
        case 'at':
        case 'ended_at': {
            const target = /^->\s*([\p{L}\p{N}_.]+)$/u.exec(given)?.[1];
            if (target === undefined)
                throw new Fault(`${name}() needs the name of a knot, stitch or label`, `Like this: ${name}(-> knot)`, from, to);
            const column = place.column + given.length - target.length;
            return { kind: name, target, place: { ...place, column, endColumn: column + target.length - 1 } };
        }
        case 'by':
            if (given === '')
                throw new Fault('by() needs a name', 'Like this: by(ikram)', from, to);
            return { kind: 'by', name: given.replace(/^"(.*)"$/, '$1'), place };
        default: {
            const words = /^"((?:[^"\\]|\\.)*)"$/.exec(given)?.[1];
            if (words === undefined || words.trim() === '')
                throw new Fault(`${name}() needs words in double quotes`, `Like this: ${name}("the red thread")`, from, to);
            return { kind: name, words: words.replace(/\\(.)/g, '$1') };
        }
    }
}

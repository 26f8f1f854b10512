import { clauseReader, Fault } from './clauses.js';
/** The forms that a promise can have, as a writer would type them. */
export const forms = [
    'always E',
    'never E',
    'sometimes E',
    'eventually E',
    'always possible E',
    'in every ending E',
    'E leads to F',
    'F only after E',
    'E at most 2 times',
    'NAME can force E',
    'NAME and NAME can force E',
    'NAME alone cannot force E',
];
const simple = { always: 'always', never: 'never', sometimes: 'sometimes', eventually: 'eventually' };
const counted = { once: 1, twice: 2 };
const most = 100;
/** Facts about the turn just read: where they hold at two moments in a row, they have come about twice. */
const events = new Set(['said', 'tagged', 'by']);
/** Takes a promise apart; what can't be read is a diagnostic. */
export function readPromise(line) {
    const clauses = clauseReader(line);
    try {
        const { scope, from } = readScope(line.text, clauses);
        const pattern = readPattern(line.text, from, clauses);
        if (pattern.kind === 'force' && scope.kind !== 'global' && scope.kind !== 'after')
            throw new Fault('who can force something is asked at one moment', 'Only `after E:` can come before it.', from + 1);
        return { text: line.text, place: line.place, scope, pattern };
    }
    catch (error) {
        if (!(error instanceof Fault))
            throw error;
        return {
            code: 'bad-promise',
            level: 'error',
            message: `A promise can't be read: ${error.message}.`,
            place: clauses.place(error.from, error.to),
            advice: error.advice,
        };
    }
}
function readScope(text, clauses) {
    const word = /^(after|before|between)\b/i.exec(text)?.[1].toLowerCase();
    if (word === undefined)
        return { scope: { kind: 'global' }, from: 0 };
    const colon = clauses.find(/:/g, word.length);
    if (colon.length === 0)
        throw new Fault(`\`${word}\` needs a colon before what is promised`, `Like this: ${word} ${word === 'between' ? 'E and F' : 'E'}: never G`, 0);
    const { at, end } = colon[0];
    if (word !== 'between')
        return { scope: { kind: word, of: clauses.clause(word.length, at) }, from: end };
    const ands = clauses.find(/\sand\s/gi, word.length).filter((each) => each.at < at);
    if (ands.length !== 1)
        throw new Fault(ands.length === 0
            ? '`between` needs two things, with `and` between them'
            : 'it is not clear which `and` ends the first of the two', 'Put brackets around what belongs together: between (a and b) and (c): never d', 0, at);
    return {
        scope: { kind: 'between', of: clauses.clause(word.length, ands[0].at), end: clauses.clause(ands[0].end, at) },
        from: end,
    };
}
function readPattern(text, from, clauses) {
    const start = from + /^\s*/.exec(text.slice(from))[0].length;
    const rest = text.slice(start);
    const force = clauses.find(/\s(alone\s+cannot|alone\s+can\s*not|cannot|can)\s+force\s/gi, start - 1);
    if (force.length > 0)
        return readForce(text, start, force[0], clauses);
    const infix = clauses.find(/\s(leads\s+to|only\s+after)\s|\sat\s+most\s+(\d+\s+times?|once|twice)\s*$/gi, start - 1);
    const prefix = /^(always\s+possible|always|never|sometimes|eventually|in\s+every\s+ending)\b/i.exec(rest);
    if (infix.length > 1 || (infix.length === 1 && prefix !== null))
        throw new Fault('it has more than one form in it', 'One promise says one thing; make two of it.', infix.at(-1).at + 1, infix.at(-1).end);
    if (prefix !== null) {
        const what = clauses.clause(start + prefix[0].length, text.length);
        const word = prefix[0].toLowerCase();
        if (/possible/.test(word))
            return { kind: 'possible', what };
        return { kind: /ending/.test(word) ? 'ending' : simple[word], what };
    }
    if (infix.length === 0)
        throw new Fault('it has none of the forms that Redthread knows', `It can be: ${forms.join('; ')}. Before it can stand \`after E:\`, \`before E:\` or \`between E and F:\`.`, start);
    const { at, end } = infix[0];
    const first = clauses.clause(start, at);
    const words = text.slice(at, end).trim().toLowerCase();
    if (/^leads/.test(words))
        return { kind: 'leads', cause: first, what: clauses.clause(end, text.length) };
    if (/^only/.test(words))
        return { kind: 'after', cause: clauses.clause(end, text.length), what: first };
    const times = counted[/\w+$/.exec(words)[0]] ?? Number(/\d+/.exec(words)?.[0]);
    if (times > most)
        throw new Fault(`it counts further than to ${most}`, 'Promise less.', at + 1, end);
    const each = first.facts.some(({ fact }) => events.has(fact.kind));
    return { kind: 'atMost', what: first, times, each };
}
function readForce(text, start, verb, clauses) {
    const words = text.slice(verb.at, verb.end).trim().toLowerCase();
    const names = [];
    let from = start;
    for (const part of text.slice(start, verb.at).split(/(\s+and\s+|\s*,\s*)/i)) {
        const name = part.trim();
        const isName = name !== '' && !/^(and|,)$/i.test(name);
        if (isName)
            names.push({ name, place: clauses.place(from + part.indexOf(name), from + part.indexOf(name) + name.length) });
        from += part.length;
    }
    if (names.length === 0)
        throw new Fault('it doesn’t say who', 'Like this: ikram can force gone', start, verb.end);
    if (/alone/.test(words) && names.length > 1)
        throw new Fault('`alone` is about one person', 'Leave it out, or name one.', start, verb.end);
    const what = clauses.clause(verb.end, text.length);
    return { kind: 'force', names, can: !/not/.test(words), what };
}

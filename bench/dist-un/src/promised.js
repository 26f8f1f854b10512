import { folderOf, join, nameOf } from './languages/ink/paths.js';
import { compileQuestions } from './languages/ink/questions.js';
import { decodeText } from './languages/ink/utf8.js';
import { castOf } from './program/cast.js';
import { Liveness } from './program/liveness.js';
import { readPromise } from './promises/forms.js';
import { promisesInComments, promisesInFile } from './promises/lines.js';
import { FileTooLarge } from './text/files.js';
/**
 * The promises about a story: in its comments, in the file beside it (`story.promises` for `story.ink`), and in those that are asked for.
 * `asked` is null where there are none, or where some can't be asked: then a diagnostic is an error.
 */
export function promisesOf(story, files, program, options) {
    const { lines, diagnostics } = linesOf(story, files, program, options);
    const promises = [];
    for (const line of lines) {
        const read = readPromise(line);
        if ('code' in read)
            diagnostics.push(read);
        else
            promises.push(read);
    }
    if (promises.length === 0)
        return { asked: null, diagnostics };
    if (program.sources.length === 0) {
        const message = 'Promises can only be asked of a story in ink’s own words, not of a compiled one.';
        diagnostics.push({ code: 'bad-promise', level: 'error', message, place: promises[0].place });
        return { asked: null, diagnostics };
    }
    const asking = new Asking(program, promises);
    diagnostics.push(...asking.diagnostics);
    const compiled = compileQuestions(story, files, options, program, asking.questions);
    diagnostics.push(...compiled.diagnostics);
    const failed = diagnostics.some(({ level }) => level === 'error') || compiled.program === null;
    return { asked: failed ? null : asking.finish(compiled.program, compiled.containers), diagnostics };
}
function linesOf(story, files, program, { promises = [] }) {
    const folder = folderOf(story);
    const beside = nameOf(story).replace(/(\.ink)?(\.json)?$/i, '.promises');
    const lines = program.sources.flatMap(promisesInComments);
    const diagnostics = [];
    for (const name of [beside, ...promises.filter((path) => path !== beside)]) {
        const complain = (message) => {
            const place = { file: name, line: 1, column: 1, endLine: 1, endColumn: 1 };
            diagnostics.push({ code: 'bad-promise', level: 'error', message, place: name === beside ? place : null });
        };
        const bytes = readFile(files, join(folder, name));
        if (bytes === 'too-large')
            complain(`The promises in ${name} can't be read: the file is far too large.`);
        else if (bytes === null) {
            if (name !== beside)
                complain(`There is no file ${join(folder, name)} with promises.`);
        }
        else {
            const decoded = decodeText(bytes);
            if ('text' in decoded)
                lines.push(...promisesInFile({ name, text: decoded.text }));
            else
                complain(`The promises in ${name} can't be read: it is not saved as UTF-8 text.`);
        }
    }
    return { lines, diagnostics };
}
function readFile(files, path) {
    try {
        return files.read(path);
    }
    catch (error) {
        if (error instanceof FileTooLarge)
            return 'too-large';
        throw error;
    }
}
/** Turns promises into questions about the story, each question once. */
class Asking {
    questions = [];
    diagnostics = [];
    promises;
    names;
    numbers = new Map();
    wanted = [];
    asksBy = false;
    constructor(program, promises) {
        this.promises = promises;
        this.names = castOf(program).names;
        for (const { pattern, scope } of promises) {
            this.add(pattern.what);
            if (pattern.kind === 'leads' || pattern.kind === 'after')
                this.add(pattern.cause);
            if (pattern.kind === 'force')
                for (const name of pattern.names)
                    this.checkName(name);
            if (scope.kind !== 'global')
                this.add(scope.of);
            if (scope.kind === 'between')
                this.add(scope.end);
        }
    }
    add(clause) {
        const { text, place, facts } = clause;
        this.question({ kind: 'expression', text, place, given: facts });
        for (const { fact } of facts) {
            if (fact.kind === 'at' || fact.kind === 'ended_at')
                this.question({ kind: 'target', text: fact.target, place: fact.place, given: [] });
            else if (fact.kind === 'by')
                this.checkName(fact);
        }
    }
    question(question) {
        const key = `${question.kind} ${question.text}`;
        if (this.numbers.has(key))
            return;
        this.numbers.set(key, this.questions.push(question) - 1);
    }
    /** Whom a name means, as an index into the cast. */
    who(name) {
        const wanted = name.toLowerCase() === 'reader' ? this.names[0] : name;
        return this.names.findIndex((known) => known.toLowerCase() === wanted.toLowerCase());
    }
    checkName({ name, place }) {
        if (this.who(name) >= 0)
            return;
        const cast = this.names.slice(1);
        const advice = cast.length === 0
            ? 'Nobody is: a tag at the top of the story names who acts, like this: # cast: ikram, he'
            : `There are: ${cast.join(', ')}, and the reader.`;
        this.diagnostics.push({
            code: 'unknown-character',
            level: 'error',
            message: `Nobody in the cast is called '${name}'.`,
            place,
            advice,
        });
    }
    finish(program, containers) {
        const liveness = new Liveness(program);
        const clauses = new Map();
        const ask = (clause) => {
            let asked = clauses.get(clause.text);
            if (asked === undefined) {
                const container = containers[this.numbers.get(`expression ${clause.text}`)];
                const row = new Int32Array(liveness.words);
                liveness.addTo(row, program.containers[container].start);
                const given = clause.facts.map(({ fact }) => this.given(fact, containers));
                clauses.set(clause.text, (asked = { container, given, slots: [...liveness.slotsIn(row)] }));
            }
            return asked;
        };
        const promises = this.promises.map((promised) => {
            const { pattern, scope } = promised;
            return {
                promised,
                what: ask(pattern.what),
                cause: pattern.kind === 'leads' || pattern.kind === 'after' ? ask(pattern.cause) : null,
                scope: scope.kind === 'global' ? null : ask(scope.of),
                scopeEnd: scope.kind === 'between' ? ask(scope.end) : null,
                coalition: pattern.kind === 'force' ? pattern.names.map(({ name }) => this.who(name)) : [],
            };
        });
        return { program, promises, wanted: this.wanted, asksBy: this.asksBy };
    }
    given(fact, containers) {
        switch (fact.kind) {
            case 'ended':
                return fact;
            case 'at':
            case 'ended_at':
                return { kind: fact.kind, container: containers[this.numbers.get(`target ${fact.target}`)] };
            case 'by':
                this.asksBy = true;
                return { kind: 'by', who: this.who(fact.name) };
            default:
                return { kind: 'heard', index: this.wanted.push(fact) - 1 };
        }
    }
}

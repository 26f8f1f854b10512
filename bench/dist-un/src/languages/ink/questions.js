import { sideEffectOf } from '../../program/effects.js';
import { Op } from '../../program/opcodes.js';
import { stripComments } from './comments.js';
import { compileInk } from './compile.js';
import { lowerInk } from './lowerink.js';
import { folderOf, normalize } from './paths.js';
import { Shelf } from './shelf.js';
const before = '~ return ';
const beforeTarget = '~ return READ_COUNT(-> ';
/**
 * Compiles questions together with the story, so that every name in them means what it means there. The story must compile by itself.
 * What is wrong with a question is told at its own place.
 */
export function compileQuestions(entry, files, options, story, questions) {
    const path = normalize(entry);
    const shelf = new Shelf(files, folderOf(path), options.allowOutside === true);
    const source = shelf.read(path, null);
    if (source === null || 'code' in source)
        throw new Error('the story can no longer be read');
    const form = new Form(story.sources, questions);
    const asked = { name: source.name, text: `${closed(source.text)}\n${form.text}` };
    const offset = asked.text.split(/\r\n|\n/).length - form.text.split('\n').length;
    const { story: compiled, diagnostics } = compileInk(asked, path, shelf);
    const all = diagnostics.flatMap((diagnostic) => form.ownOf(diagnostic, source.name, offset));
    // of several complaints about one place, the first says it in a writer's words
    const placeOf = ({ place }) => `${place?.file}:${place?.line}:${place?.column}`;
    const own = all.filter((diagnostic, i) => all.findIndex((other) => placeOf(other) === placeOf(diagnostic)) === i);
    if (compiled === null) {
        const isTold = own.some(({ level }) => level === 'error');
        return { program: null, containers: [], diagnostics: isTold ? own : [...own, unreadable(questions)] };
    }
    const sources = [asked, ...shelf.sources.filter((other) => other.name !== asked.name)];
    const lowered = lowerInk(compiled, asked.name, sources, new Set(form.names));
    if (lowered.program === null)
        throw new Error('the story can no longer be lowered');
    const program = { ...lowered.program, sources: story.sources };
    const containers = questions.map((question, i) => containerOf(program, form.names[i], question));
    const effects = questions.flatMap((question, i) => effect(program, containers[i], question));
    const faulty = effects.length > 0 || own.some(({ level }) => level === 'error');
    return { program: faulty ? null : program, containers, diagnostics: [...own, ...effects] };
}
/** Where ink's compiler doesn't say which question it can't read. */
function unreadable(questions) {
    const message = 'Ink can’t read one of the promises, and doesn’t say which.';
    return {
        code: 'bad-promise',
        level: 'error',
        message,
        place: questions[0].place,
        advice: 'Leave out one after the other.',
    };
}
/** The text, with a comment closed that its end would leave open. */
function closed(text) {
    return stripComments(`${text}\n=`).text.endsWith('=') ? text : `${text}*/`;
}
function containerOf(program, name, { kind }) {
    const container = program.paths.get(name);
    if (container === undefined)
        throw new Error(`the question ${name} was lost`);
    if (kind === 'expression')
        return container;
    const { start } = program.containers[container];
    for (let pc = start;; pc++) {
        const literal = program.op[pc] === Op.Literal ? program.literals[program.a[pc]] : null;
        if (literal?.kind === 'target')
            return literal.container;
    }
}
/** A question must not change what it asks about, nor have an answer that is left to chance. */
function effect(program, container, { kind, place }) {
    const found = kind === 'target' ? null : sideEffectOf(program, container);
    if (found === null)
        return [];
    const message = `A promise can't be asked without changing something: ${found}.`;
    const advice = 'Use only what looks at the story: variables, lists, counts of visits, and functions that change nothing.';
    return [{ code: 'promise-changes', level: 'error', message, place, advice }];
}
/** The questions as functions in ink, with names that the story doesn't have. */
class Form {
    text;
    names;
    questions;
    /** What stands for each given stretch, in names, with what the author wrote. */
    parameters = new Map();
    constructor(sources, questions) {
        this.questions = questions;
        const all = sources.map((source) => source.text).join('\n');
        let prefix = 'asked_';
        while (all.includes(prefix))
            prefix += '_';
        this.names = questions.map((_, i) => `${prefix}${i}`);
        let number = 0;
        const parameter = (stretch) => {
            for (;;) {
                const name = `q${(number++).toString(36)}`.padEnd(stretch.length, '_');
                if (all.includes(name))
                    continue;
                this.parameters.set(name, stretch);
                return name;
            }
        };
        const lines = questions.flatMap(({ kind, text, given }, i) => {
            if (kind === 'target')
                return [`=== function ${this.names[i]}`, `${beforeTarget}${text})`];
            let asked = text;
            const names = given.map(({ from, to }) => {
                const name = parameter(text.slice(from, to));
                asked = asked.slice(0, from) + name + asked.slice(to);
                return name;
            });
            return [`=== function ${this.names[i]}(${names.join(', ')})`, `${before}${asked}`];
        });
        this.text = lines.join('\n');
    }
    /** A diagnostic as it is about a question, at its own place; none where it is about the story itself. */
    ownOf(diagnostic, file, offset) {
        const { place } = diagnostic;
        if (place === null || place.file !== file || place.line <= offset)
            return [];
        const question = this.questions[Math.min((place.line - offset - 1) >> 1, this.questions.length - 1)];
        const { kind, place: own } = question;
        const shift = own.column - (kind === 'target' ? beforeTarget : before).length - 1;
        const within = (column) => Math.min(own.endColumn, Math.max(own.column, column + shift));
        const [column, endColumn] = [within(place.column), within(place.endColumn)];
        let { message } = diagnostic;
        for (const [name, stretch] of this.parameters)
            message = message.replaceAll(name, stretch);
        const advice = /there is '=[^=]/.test(message) ? 'To compare, ink writes ==' : diagnostic.advice;
        return [{ ...diagnostic, message, advice, place: { ...own, column, endColumn: Math.max(column, endColumn) } }];
    }
}

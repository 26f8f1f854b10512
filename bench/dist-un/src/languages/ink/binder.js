import { resolveInclude } from './include.js';
import { orList } from './near.js';
import { brokenNesting, tooTangled } from './nesting.js';
/**
 * Ink's parser takes about 2 steps for a character of prose and up to 130 for one of dense logic; quotes and braces inside
 * each other multiply that with every level. It does a few million steps a second.
 */
const STEPS_PER_CHARACTER = 500;
const STEPS_AT_LEAST = 4_000_000;
const DEEPEST = 100;
/** How often the files of a story may be opened, all told, for each that there is. */
const OPENINGS = 20;
export const ONCE = 'One INCLUDE is enough: all files see what is in it.';
/** Brings the files of a story together while ink's parser reads them, and collects what there is to say. */
export class Binder {
    entry;
    remarks = [];
    diagnostics = [];
    twice = [];
    current = null;
    steps = STEPS_AT_LEAST;
    shelf;
    opened = [];
    included = new Map();
    paid = new Set();
    openings = 0;
    constructor(entry, path, shelf) {
        this.entry = entry;
        this.shelf = shelf;
        this.begin(entry, path);
    }
    remark(remark) {
        this.remarks.push(remark);
    }
    hasErrors() {
        return [...this.remarks, ...this.diagnostics].some((each) => each.level === 'error');
    }
    open(line) {
        const { file, column, endColumn } = line;
        const place = { file, line: line.line, column, endLine: line.line, endColumn };
        const from = this.opened.at(-1);
        const say = (code, level, message, advice) => {
            this.diagnostics.push({ code, level, message, place, advice });
            return null;
        };
        if (line.typed === '')
            return say('include-not-found', 'error', 'This INCLUDE names no file.');
        const resolution = resolveInclude(line.typed, from.path, this.shelf);
        if ('missing' in resolution) {
            const prose = `Ink takes every line that begins with INCLUDE for the name of a file. If this one is prose, write \\INCLUDE`;
            const message = `There is no file '${line.typed}' to include.`;
            return say('include-not-found', 'error', message, resolution.advice ?? (line.spaced ? undefined : prose));
        }
        if ('outside' in resolution) {
            const message = `'${line.typed}' lies outside the story's folder, so it is not read.`;
            return say('include-outside', 'error', message, 'Move it into the folder, or allow files outside.');
        }
        if ('ambiguous' in resolution) {
            const message = `'${line.typed}' could be ${orList(resolution.ambiguous)}.`;
            return say('include-ambiguous', 'error', message, 'Write the exact name of the file.');
        }
        const read = this.shelf.read(resolution.found, place);
        if (read === null)
            return say('include-not-found', 'error', `There is no file '${line.typed}' to include.`);
        if ('code' in read)
            return say(read.code, read.level, read.message, read.advice);
        const identity = this.shelf.identity(resolution.found);
        const cycle = this.opened.findIndex((each) => each.identity === identity);
        if (cycle >= 0)
            return say('include-cycle', 'error', ...cycleWords(this.opened.slice(cycle), read.name));
        const tangled = this.opened.length > DEEPEST ? tooTangled(place.file, place.line, place.column) : brokenNesting(read);
        if (tangled !== null) {
            this.diagnostics.push(tangled);
            return null;
        }
        if (++this.openings > OPENINGS * (this.paid.size + 1)) {
            const again = 'The files of this story include each other again and again.';
            return this.diagnostics.some((each) => each.message === again)
                ? null
                : say('include-twice', 'error', again, ONCE);
        }
        if (resolution.liberties.length > 0) {
            const message = `INCLUDE '${line.typed}' was read as ${read.name} (${resolution.liberties.join(', ')}).`;
            say('include-guessed', 'note', message, resolution.exact ? undefined : "Write the file's exact name: other tools may ask for it.");
        }
        else if (resolution.rival !== undefined) {
            const rival = this.shelf.nameOf(resolution.rival);
            say('include-guessed', 'note', `INCLUDE '${line.typed}' was read as ${read.name}; other tools may read ${rival} instead.`);
        }
        this.noteRepetition(identity, read.name, place);
        this.begin(read, resolution.found, identity);
        return read;
    }
    close() {
        this.opened.pop();
    }
    begin(source, path, identity = this.shelf.identity(path)) {
        // A file's text buys steps only once: files that include each other's files over and over must come to an end.
        if (!this.paid.has(source))
            this.steps += source.text.length * STEPS_PER_CHARACTER;
        this.paid.add(source);
        this.shelf.use(source);
        this.opened.push({ source, path, identity });
    }
    /** Ink's parser may read one and the same INCLUDE line several times; that is no repetition. */
    noteRepetition(identity, file, again) {
        const first = this.included.get(identity);
        if (first === undefined)
            this.included.set(identity, again);
        else if (first.file !== again.file || first.line !== again.line)
            this.twice.push({ file, first, again });
    }
}
function cycleWords(circle, again) {
    const names = circle.map((each) => each.source.name);
    const message = names.length === 1
        ? `${again} includes itself.`
        : `These files include each other in a circle: ${[...names, again].join(' -> ')}.`;
    return [message, 'Leave this INCLUDE out: once a file is included anywhere, all files see what is in it.'];
}

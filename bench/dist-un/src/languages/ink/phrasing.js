import { ONCE } from './binder.js';
import { explain } from './explain.js';
import { declaredNames } from './names.js';
const LEVELS = { error: 'error', warning: 'warning', todo: 'note' };
/** Turns the remarks of ink's compiler into diagnostics with a place and a writer's words. */
export class Phrasing {
    sources;
    lines = new Map();
    declared = null;
    constructor(sources) {
        this.sources = sources;
        for (const { name, text } of sources)
            this.lines.set(name, text.split(/\r?\n/));
    }
    /** What the sources give names to. */
    names() {
        this.declared ??= declaredNames(this.sources);
        return this.declared;
    }
    say(remark) {
        const file = remark.file === '' ? this.sources[0].name : remark.file;
        const text = this.lines.get(file)?.[remark.line - 1] ?? '';
        const context = { names: this.names(), text, file, line: remark.line };
        const { code, message, advice, word, at } = explain(remark.message, remark.level, context);
        const line = at === 'heading' ? this.headingAbove(file, remark.line) : remark.line;
        const shown = this.lines.get(file)?.[line - 1] ?? '';
        const place = placeIn(shown, file, line, at === undefined ? remark.column : 0, word);
        return { code, level: LEVELS[remark.level], message, place, ...(advice === undefined ? {} : { advice }) };
    }
    headingAbove(file, line) {
        const lines = this.lines.get(file) ?? [];
        for (let at = Math.min(line, lines.length); at > 0; at--)
            if (/^\s*=/.test(lines[at - 1]))
                return at;
        return line;
    }
    /**
     * Says each thing once. Ink's parser may report an error several times as it tries other readings, and where a file is
     * included twice, every name in it is an error: that is one mistake.
     */
    tidy(diagnostics, twice) {
        const repeated = new Set(twice.map((each) => each.file));
        const isEcho = (each) => each.code === 'duplicate-name' && repeated.has(each.place?.file ?? '');
        const harmful = new Set(diagnostics.filter(isEcho).map((each) => each.place?.file));
        const included = twice.map(({ file, first, again }) => {
            const harms = harmful.has(file);
            const why = harms ? ', so every name in it is given twice' : '';
            return {
                code: 'include-twice',
                level: harms ? 'error' : 'note',
                message: `${file} is included a second time here${why} (first on line ${first.line} of ${first.file}).`,
                place: again,
                advice: ONCE,
            };
        });
        const seen = new Set();
        return [...included, ...diagnostics.filter((each) => !isEcho(each))].filter((each) => {
            const spot = `${each.code} ${each.place?.file} ${each.place?.line}`;
            // Where a line does not parse, only the first reason is worth having.
            const key = each.code === 'syntax' ? spot : `${spot} ${each.place?.column} ${each.message}`;
            return !seen.has(key) && seen.add(key);
        });
    }
}
/** The word that is meant, where it stands on the line; else from the given column, or the first that isn't blank, to the end. */
function placeIn(text, file, line, column, word) {
    const at = Math.max(1, line);
    if (word !== undefined && word !== '') {
        const found = [Math.max(0, column - 1), 0].map((from) => findWord(text, word, from)).find((each) => each >= 0);
        if (found !== undefined)
            return { file, line: at, column: found + 1, endLine: at, endColumn: found + word.length };
    }
    const start = Math.min(Math.max(0, column - 1), text.length);
    const shown = start + (/^\s*(?=\S)/.exec(text.slice(start))?.[0].length ?? 0);
    return { file, line: at, column: shown + 1, endLine: at, endColumn: Math.max(shown + 1, text.trimEnd().length) };
}
function findWord(text, word, from) {
    const letter = /[\p{L}\p{N}_]/u;
    for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
        if (!letter.test(text[at - 1] ?? ' ') && !letter.test(text[at + word.length] ?? ' '))
            return at;
    }
    return -1;
}

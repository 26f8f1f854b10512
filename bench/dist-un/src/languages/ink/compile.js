import { Binder } from './binder.js';
import { IncludedFile } from './inkjs.js';
import { brokenNesting, tooTangled } from './nesting.js';
import { InkReader, TooMuchWork } from './parser.js';
import { Phrasing } from './phrasing.js';
/** The same story as ink's own compiler makes of it, every visit counted, and what is wrong with it in a writer's words. */
export function compileInk(entry, path, shelf) {
    const binder = new Binder(entry, path, shelf);
    const parsed = parse(entry, binder);
    const lost = parsed === null ? [] : lostIncludes(parsed);
    const story = parsed === null || binder.hasErrors() ? null : generate(parsed, binder);
    const phrasing = new Phrasing(shelf.sources);
    const remarks = binder.remarks.map((remark) => phrasing.say(remark));
    const diagnostics = phrasing.tidy([...binder.diagnostics, ...lost, ...remarks], binder.twice);
    const failed = diagnostics.some((each) => each.level === 'error');
    return { story: failed ? null : story, diagnostics };
}
function parse(entry, binder) {
    const broken = brokenNesting(entry);
    if (broken !== null) {
        binder.diagnostics.push(broken);
        return null;
    }
    try {
        return new InkReader(entry, binder).ParseStory();
    }
    catch (error) {
        const { file, line, column } = binder.current?.here() ?? { file: entry.name, line: 1, column: 1 };
        const message = error instanceof Error ? error.message : '';
        if (error instanceof TooMuchWork || error instanceof RangeError || message.startsWith('Stack overflow')) {
            binder.diagnostics.push(tooTangled(file, line, column));
        }
        else
            crashed(binder, message, { file, line, column });
        return null;
    }
}
function generate(parsed, binder) {
    parsed.countAllVisits = true;
    const count = parsed.Error;
    const listen = (message, source, isWarning) => {
        binder.remark(remarkOn(message, source ?? parsed, isWarning === true));
        count(message, source, isWarning);
    };
    Object.assign(parsed, { Error: listen });
    try {
        return parsed.ExportRuntime(() => { });
    }
    catch (error) {
        const isTangle = error instanceof RangeError;
        const { file, line, column } = whereabouts((isTangle ? everything(parsed).at(-1) : culprit(parsed)) ?? parsed);
        const place = line > 0 ? { file, line, column } : { file: binder.entry.name, line: 1, column: 1 };
        if (isTangle)
            binder.diagnostics.push(tooTangled(place.file, place.line, place.column));
        else
            crashed(binder, error instanceof Error ? error.message : '', place);
        return null;
    }
}
function remarkOn(message, source, isWarning) {
    const level = source.typeName === 'AuthorWarning' ? 'todo' : isWarning ? 'warning' : 'error';
    return { level, message, ...whereabouts(source) };
}
/** Where a part of the story stands; line 0 when that can't be told. */
function whereabouts({ debugMetadata }) {
    return {
        file: debugMetadata?.fileName ?? '',
        line: debugMetadata?.startLineNumber ?? 0,
        column: debugMetadata?.startCharacterNumber ?? 0,
    };
}
/** Ink's compiler gave up. What it threw is either meant for the writer or a fault of its own; after an error it is neither. */
function crashed(binder, message, place) {
    const meant = /^No parent object to send error to: (.+)/s.exec(message)?.[1];
    if (meant !== undefined)
        binder.remark({ level: 'error', message: meant, ...place });
    else if (!binder.hasErrors()) {
        binder.diagnostics.push({
            code: 'compiler-crashed',
            level: 'error',
            message: "Ink's own compiler breaks down here.",
            place: { ...place, endLine: place.line, endColumn: place.column },
            advice: 'Write this line, or the logic around it, in another way.',
        });
    }
}
/** The innermost part of the story that can't be turned into something to run. */
function culprit(parsed) {
    const inner = everything(parsed).reverse();
    const breaks = (act) => {
        try {
            act();
            return false;
        }
        catch {
            return true;
        }
    };
    return (inner.find((each) => breaks(() => each.runtimeObject)) ??
        inner.find((each) => breaks(() => each.ResolveReferences(parsed))) ??
        null);
}
/** INCLUDE lines inside a knot: ink's compiler reads the file and then drops it. */
function lostIncludes(parsed) {
    return everything(parsed)
        .filter((each) => each instanceof IncludedFile && each.includedStory !== null)
        .map((each) => {
        const { file, line, column } = whereabouts(each);
        return {
            code: 'include-lost',
            level: 'warning',
            message: 'This INCLUDE stands inside a knot, where ink ignores the whole file without a word.',
            place: { file, line, column, endLine: line, endColumn: column },
            advice: 'Move it to the top of the file, before the first knot.',
        };
    });
}
/** Every part of a story, layer by layer from the outside in. */
function everything(parsed) {
    const found = [...parsed.content];
    for (let next = 0; next < found.length; next++)
        for (const each of found[next].content ?? [])
            found.push(each);
    return found;
}

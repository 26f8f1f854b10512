import { stripComments } from './comments.js';
/** Levels of choices and gathers in one file; ink's compiler takes time and stack by their square, and no story has ten. */
const DEEPEST_WEAVE = 200;
/** A source that ink's compiler would choke on, and that can be told by looking at it. */
export function brokenNesting(source) {
    const depths = new Set();
    const lines = stripComments(source.text).text.split('\n');
    for (const [index, line] of lines.entries()) {
        const bullets = /^[ \t]*((?:[*+-][ \t]*)+)/.exec(line)?.[1];
        if (bullets === undefined)
            continue;
        depths.add(bullets.replace(/[ \t]/g, '').length);
        if (depths.size > DEEPEST_WEAVE)
            return tooTangled(source.name, index + 1, 1);
    }
    return null;
}
export function tooTangled(file, line, column) {
    return {
        code: 'nested-too-deep',
        level: 'error',
        message: "Too many things lie inside each other here (braces, brackets, quotes or choices) for ink's compiler to read.",
        place: { file, line, column, endLine: line, endColumn: column },
        advice: 'Close what is still open, or move the inner part into a knot or a function of its own.',
    };
}

import { stripComments } from './comments.js';
/** Whether a source has nothing in it but comments and INCLUDE lines. */
export function isBlank({ text }) {
    return stripComments(text)
        .text.split('\n')
        .every((line) => /^\s*(?:INCLUDE.*)?$/.test(line));
}
/** A story without anything in it. */
export function nothingToPlay(file) {
    const place = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
    return { code: 'empty-story', level: 'error', message: `There is nothing to play in ${file}.`, place };
}

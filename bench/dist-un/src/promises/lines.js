import { linesOf } from '../text/lines.js';
/** The promises in a story's comments: `// promise: never gone and held`. */
export function promisesInComments(source) {
    const found = [];
    let inBlock = false;
    linesOf(source).forEach((text, index) => {
        let at = 0;
        while (at < text.length) {
            if (inBlock) {
                const end = text.indexOf('*/', at);
                if (end < 0)
                    return;
                inBlock = false;
                at = end + 2;
                continue;
            }
            const open = /\/\/|\/\*/g;
            open.lastIndex = at;
            const comment = open.exec(text);
            if (comment === null)
                return;
            at = comment.index + 2;
            if (comment[0] === '/*') {
                inBlock = true;
                continue;
            }
            const promise = /^\s*promise:\s*/i.exec(text.slice(at));
            if (promise !== null)
                found.push(lineAt(source.name, index + 1, text, at + promise[0].length));
            return;
        }
    });
    return found;
}
/** The promises in a file of their own: one a line, with `//` comments and blank lines between. */
export function promisesInFile(source) {
    return linesOf(source).flatMap((text, index) => {
        const start = /^\s*/.exec(text)[0].length;
        const line = lineAt(source.name, index + 1, text, start);
        return line.text === '' ? [] : [line];
    });
}
/** What stands in a line from a column on, without a comment after it. */
function lineAt(file, line, text, from) {
    const words = withoutComment(text.slice(from)).trimEnd();
    const place = { file, line, column: from + 1, endLine: line, endColumn: Math.max(from + 1, from + words.length) };
    return { text: words, place };
}
function withoutComment(text) {
    const quoted = /"(?:[^"\\]|\\.)*"|\/[/*]/g;
    for (let match = quoted.exec(text); match !== null; match = quoted.exec(text))
        if (match[0].startsWith('/'))
            return text.slice(0, match.index);
    return text;
}

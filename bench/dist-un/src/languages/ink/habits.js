import { stripComments } from './comments.js';
import { declaredNames, fullName } from './names.js';
/** `*like this*` or `**this**` at the start of a line, or of the text of a choice or gather. */
const ITALICS = /^(\s*(?:[*-]\s+)*)((\*{1,2})(?![\s*[({])[^*]*[^\s*]\3)(?=[\s.,;:!?…'"”’)]|$)/;
/** An arrow that isn't one, and then a name, alone on a line. */
const FALSE_ARROW = /^\s*(>|=>|-->|–>|—>|→|- >)\s*([\p{L}\p{N}_.]+)\s*$/u;
const COMPARISON = /([\p{L}\p{N}_.]+)\s*(?:==|!=)\s*([\p{L}\p{N}_.]+)/gu;
/** What compiles, but is hardly ever what its writer meant. */
export function habits(sources) {
    const names = declaredNames(sources);
    const places = new Set(names.filter((each) => each.kind === 'knot' || each.kind === 'stitch').map(fullName));
    const targets = new Set(names.filter((each) => each.kind === 'variable' && each.target === true).map((each) => each.name));
    const found = [];
    for (const { name: file, text } of sources) {
        const { text: bare, columns } = stripComments(text);
        for (const [index, line] of bare.split('\n').entries()) {
            const say = (code, level, at, length, message, advice) => {
                const column = columns.written(index, at) + 1;
                const endColumn = columns.written(index, at + length - 1) + 1;
                const place = { file, line: index + 1, column, endLine: index + 1, endColumn };
                found.push({ code, level, message, place, advice });
            };
            const start = line.search(/\S/);
            const rest = line.trim();
            const [, before, italics] = ITALICS.exec(line) ?? [];
            if (italics !== undefined) {
                const message = `${italics} is a choice for ink here, not words in italics: it begins with a star.`;
                say('italics-choice', 'warning', before.length, italics.length, message, `If italics are meant, write \\${italics}`);
            }
            const [, arrow, aim] = FALSE_ARROW.exec(line) ?? [];
            if (aim !== undefined && places.has(aim)) {
                const message = `${arrow} is not an arrow for ink: this line is shown as text, and the story does not go to '${aim}'.`;
                say('missing-arrow', 'warning', start, rest.length, message, `Write -> ${aim}`);
            }
            else if (places.has(rest)) {
                const message = `This line is only the name of a place in the story, and is shown as text.`;
                say('missing-arrow', /[_.]/.test(rest) ? 'warning' : 'note', start, rest.length, message, `To go there, write -> ${rest}`);
            }
            for (const { 0: whole, 1: left, 2: right, index: at } of line.matchAll(COMPARISON)) {
                const place = targets.has(left) ? right : targets.has(right) ? left : '';
                const arrowed = place === left && /->\s*$/.test(line.slice(0, at));
                if (!places.has(place) || arrowed)
                    continue;
                const message = `Here '${place}' is the number of visits to it, which never equals a place to go to.`;
                say('missing-arrow', 'warning', at, whole.length, message, `To compare with the place itself, write -> ${place}`);
            }
        }
    }
    return found;
}

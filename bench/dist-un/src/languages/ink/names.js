import { stripComments } from './comments.js';
const ID = '[\\p{L}\\p{N}_]+';
const KNOT = new RegExp(`^\\s*={2,}\\s*(function\\s+)?(${ID})\\s*(?:\\(([^)]*)\\))?`, 'u');
const STITCH = new RegExp(`^\\s*=\\s*(${ID})\\s*(?:\\(([^)]*)\\))?`, 'u');
const DECLARATION = new RegExp(`^\\s*(VAR|CONST|LIST|EXTERNAL)\\s+(${ID})(.*)$`, 'u');
const TEMPORARY = new RegExp(`~\\s*temp\\s+(${ID})`, 'gu');
const LABEL = new RegExp(`^\\s*(?:[*+-]\\s*)+\\(\\s*(${ID})\\s*\\)`, 'u');
const DECLARES = { VAR: 'variable', CONST: 'constant', LIST: 'list', EXTERNAL: 'external' };
/**
 * Every name that the sources declare. Read line by line, without the compiler: this is for advice about stories that do
 * not compile.
 */
export function declaredNames(sources) {
    const found = [];
    for (const source of sources) {
        let knot = '';
        let within = '';
        stripComments(source.text)
            .text.split('\n')
            .forEach((text, index) => {
            const add = (kind, name, target) => found.push({ kind, name, file: source.name, line: index + 1, within, target });
            const parameters = (list) => {
                for (const each of (list ?? '').split(',')) {
                    const name = new RegExp(`(${ID})\\s*$`, 'u').exec(each)?.[1];
                    if (name !== undefined)
                        add('parameter', name);
                }
            };
            const opening = KNOT.exec(text);
            const stitch = opening === null ? STITCH.exec(text) : null;
            const declaration = DECLARATION.exec(text);
            if (opening !== null) {
                within = '';
                add(opening[1] === undefined ? 'knot' : 'function', opening[2]);
                knot = opening[2];
                within = knot;
                parameters(opening[3]);
            }
            else if (stitch !== null) {
                within = knot;
                add('stitch', stitch[1]);
                within = knot === '' ? stitch[1] : `${knot}.${stitch[1]}`;
                parameters(stitch[2]);
            }
            else if (declaration !== null) {
                const [, word, name, rest] = declaration;
                add(DECLARES[word], name, word === 'VAR' && /^\s*=\s*->/.test(rest));
                if (word === 'LIST')
                    for (const item of rest.match(new RegExp(ID, 'gu')) ?? [])
                        add('item', item);
            }
            else {
                const label = LABEL.exec(text)?.[1];
                if (label !== undefined)
                    add('label', label);
                for (const each of text.matchAll(TEMPORARY))
                    add('temporary', each[1]);
            }
        });
    }
    return found;
}
/** How a divert from anywhere in the story would name a knot, stitch or label. */
export function fullName(named) {
    return named.within === '' ? named.name : `${named.within}.${named.name}`;
}

import { choiceTexts, prose } from '../program/flow.js';
import { placeAt } from '../program/program.js';
const wordsIn = (text) => text.match(/\S+/g)?.length ?? 0;
export function contentsOf(program, telling) {
    const inChoice = choiceTexts(program);
    const isProse = prose(program);
    const pieces = [...isProse.keys()].filter((pc) => isProse[pc] === 1 && inChoice[pc] === 0);
    const textOf = (pc) => program.strings[program.a[pc]].trim();
    const knots = program.passages.flatMap(({ kind, name, place }, i) => kind === 'knot' || kind === 'stitch' ? [{ kind, text: name, place, by: [i] }] : []);
    const said = offered(telling.everyOffer);
    const choices = program.choices.flatMap(({ address, isFallback }) => isFallback
        ? []
        : [{ kind: 'choice', text: said.get(address) ?? '', place: placeAt(program, address), by: [address] }]);
    const byLine = new Map();
    for (const pc of pieces) {
        const place = placeAt(program, pc);
        const line = place === null ? String(pc) : `${place.file}:${place.line}`;
        if (!byLine.get(line)?.push(pc))
            byLine.set(line, [pc]);
    }
    const lines = [...byLine.values()].map((by) => ({
        kind: 'line',
        text: by.map(textOf).join(' … '),
        place: placeAt(program, by[0]),
        by,
    }));
    return {
        knots,
        choices: choices.sort(inOrder),
        lines: lines.sort(inOrder),
        prose: pieces.map((piece) => ({ piece, words: wordsIn(textOf(piece)) })),
    };
}
/** What each choice says when it is first offered, by address. */
function offered(offers) {
    const said = new Map();
    for (const { at, text } of offers)
        if (!said.has(at))
            said.set(at, text);
    return said;
}
/** As they stand in the story; what has no place keeps its order. */
function inOrder(a, b) {
    if (a.place === null || b.place === null)
        return a.by[0] - b.by[0];
    if (a.place.file !== b.place.file)
        return a.place.file < b.place.file ? -1 : 1;
    return a.place.line - b.place.line || a.place.column - b.place.column;
}

import { assumptionsOf } from '../findings/assumptions.js';
import { isSilentFromTop } from '../findings/judge.js';
import { Proofs } from '../findings/verdicts.js';
import { Passing } from '../graph/passing.js';
import { castKey } from '../program/cast.js';
import { Op } from '../program/opcodes.js';
import { linesOf } from '../text/lines.js';
import { Leaf, labelledByWords } from './shownlabels.js';
import { Texts } from './texts.js';
/** Every line and choice text of a story: all that it can read as, whether anybody can come to it, and in how many playthroughs. */
export function stringsOf({ context, telling, stopped }) {
    const { program } = context;
    const seen = new Sights(new Texts(program), telling);
    const counts = new Counts(context, telling);
    const standing = standingOf(context);
    const names = new Names(program);
    const strings = seen.texts.all.map((text) => {
        const sight = seen.of(text);
        const id = names.of(text);
        const words = fixedWords(program, text);
        const wordings = [...sight.wordings].map(([wording, { tags, steps }]) => ({
            id: wording === words ? id : names.free(`${id}.${hash(wording)}`),
            text: wording,
            speaker: speakerOf(wording, [...tags]),
            tags: [...tags],
            readings: counts.through(steps),
        }));
        const tags = wordings.length === 0 ? text.tags : [...new Set(wordings.flatMap((wording) => wording.tags))];
        return {
            id,
            kind: text.kind,
            passage: text.passage,
            place: text.place,
            written: names.written(text),
            words,
            wordings,
            complete: context.exhaustive,
            speaker: wordings.length === 0 ? speakerOf(words, tags) : common(wordings.map(({ speaker }) => speaker)),
            tags,
            standing: wordings.length > 0 ? 'shown' : sight.steps.length > 0 ? 'part' : standing(text),
            readings: counts.through(sight.steps),
        };
    });
    return {
        file: program.file,
        silent: isSilentFromTop(context),
        strings,
        readings: counts.all,
        limit: stopped,
        assumptions: assumptionsOf(context),
    };
}
class Sights {
    texts;
    byText = new Map();
    constructor(texts, telling) {
        this.texts = texts;
        const byPiece = new Map(texts.all.flatMap((text) => text.pieces.map((piece) => [piece, text])));
        for (let step = 0; step < telling.size; step++) {
            const { lines, offers, pieces } = telling.shown(step);
            for (const piece of pieces) {
                const text = byPiece.get(piece);
                if (text !== undefined)
                    addLast(this.of(text).steps, step);
            }
            for (const told of [...lines, ...offers]) {
                const text = texts.of(told);
                if (text === null || told.text === '')
                    continue;
                const { steps, wordings } = this.of(text);
                let wording = wordings.get(told.text);
                if (wording === undefined)
                    wordings.set(told.text, (wording = { tags: new Set(), steps: [] }));
                for (const tag of told.tags)
                    wording.tags.add(tag);
                addLast(wording.steps, step);
                addLast(steps, step);
            }
        }
    }
    of(text) {
        let sight = this.byText.get(text);
        if (sight === undefined)
            this.byText.set(text, (sight = { steps: [], wordings: new Map() }));
        return sight;
    }
}
/** Adds a number that is no less than the last one, once. */
function addLast(numbers, number) {
    if (numbers[numbers.length - 1] !== number)
        numbers.push(number);
}
/** In how many complete playthroughs something is seen. What is seen in the same steps is counted once. */
class Counts {
    passing;
    known = new Map();
    constructor(context, telling) {
        const labelled = labelledByWords(context, telling);
        this.passing = context.exhaustive ? new Passing(labelled, (leaf) => leaf !== Leaf.Open) : null;
    }
    get all() {
        return this.passing === null ? null : String(this.passing.all);
    }
    through(steps) {
        if (this.passing === null)
            return null;
        const key = steps.join();
        let count = this.known.get(key);
        if (count === undefined) {
            count = String(this.passing.through(steps));
            this.known.set(key, count);
        }
        return count;
    }
}
/** What is known of a text that was not shown. */
function standingOf(context) {
    const { program, exhaustive, model } = context;
    const proofs = exhaustive ? null : Proofs.of(model);
    // where a game enters at knots only, the top is not part of what was asked about; and where it should, all the rest is not
    const skipsTop = model.entries.every(({ path }) => path !== '');
    const skipsKnots = isSilentFromTop(context);
    return ({ kind, passage, pieces, words }) => {
        if (passage === '' ? skipsTop : skipsKnots)
            return 'unknown';
        if (exhaustive)
            return 'never';
        const may = (pc) => proofs === null || (proofs.covered(pc) & (program.op[pc] === Op.Choice ? 8 : 1)) !== 0;
        return (kind === 'choice' ? pieces : words).some(may) ? 'unknown' : 'never';
    };
}
/** The fixed words of a text, in the order in which they are written. */
function fixedWords(program, { words }) {
    const column = (pc) => {
        const place = program.placeOf[pc];
        return place < 0 ? 0 : program.places[place].column;
    };
    const inOrder = [...words].sort((x, y) => column(x) - column(y) || x - y);
    return inOrder.map((pc) => program.strings[program.a[pc]].trim().replace(/\s+/g, ' ')).join(' … ');
}
/** Names texts so that they keep their names while others come and go; and finds what their writer wrote. */
class Names {
    program;
    lines;
    used = new Map();
    constructor(program) {
        this.program = program;
        this.lines = new Map(program.sources.map((source) => [source.name, linesOf(source)]));
    }
    /** The next name of a text: its passage and a hash of its fixed words; of several that are the same, with a number from the second on. */
    of(text) {
        const words = text.words.map((pc) => this.program.strings[this.program.a[pc]].trim().replace(/\s+/g, ' '));
        const own = words.length > 0 ? words.join('\n') : (this.written(text) ?? '');
        return this.free(`${text.passage}:${hash(`${text.kind}\n${own}`)}`);
    }
    /** A name, with a number behind it from the second time on. */
    free(name) {
        const number = (this.used.get(name) ?? 0) + 1;
        this.used.set(name, number);
        return number === 1 ? name : `${name}:${number}`;
    }
    written({ place }) {
        return place === null ? null : (this.lines.get(place.file)?.[place.line - 1]?.trim() ?? null);
    }
}
/** Eight hexadecimal digits (FNV-1a, over the two bytes of each UTF-16 unit). */
function hash(text) {
    let value = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        value = Math.imul(value ^ (unit & 0xff), 0x01000193);
        value = Math.imul(value ^ (unit >> 8), 0x01000193);
    }
    return (value >>> 0).toString(16).padStart(8, '0');
}
/** Some words, as names are written, and a colon: `Old Tom:`, `Dr. van der Berg:`. Small words stand only between capital letters. */
const said = /^(\p{Lu}[^\s:]*(?: (?:\p{Ll}{1,3} )*\p{Lu}[^\s:]*){0,3}) ?: ?(?=\S)/u;
/** Who says something: as a tag `speaker: x` has it, or the tag `by: x` of a choice, or the words themselves. */
function speakerOf(text, tags) {
    for (const tag of tags) {
        const name = /^\s*speaker\s*:\s*(.*\S)/is.exec(tag)?.[1];
        if (name !== undefined)
            return name;
    }
    for (const tag of tags) {
        const told = castKey(tag);
        if (told?.key === 'by' && told.value !== '')
            return told.value;
    }
    return said.exec(text)?.[1] ?? null;
}
const common = (speakers) => speakers.every((speaker) => speaker === speakers[0]) ? speakers[0] : null;

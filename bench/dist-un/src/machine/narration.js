import { Ints } from './ints.js';
import { lineOf, split } from './lines.js';
import { Item, isNonWhitespace, keyOf } from './output.js';
import { Pairs } from './pairs.js';
import { settle, unsettled } from './settling.js';
const silence = {
    lines: { first: -1, others: [] },
    rest: 0,
    closing: { first: -1, others: [] },
    offers: [],
    content: 0,
};
/**
 * Follows what turns tell, stretch by stretch, for whoever listens. What a stretch tells is found out once, and is the same in all turns, but
 * for the line that is under way when it begins; that is put together here. All is numbers: of pieces (items of the output), of lines as
 * sequences of pieces, of turns as sequences of lines.
 */
export class Narration {
    /** What the step told so far: lines, choices on offer (sequences of indexes into `said`), and content. */
    lines = 0;
    offers = 0;
    content = 0;
    /** All lines and choices that were ever told, each once; and sequences of them. */
    said = [];
    sequences = new Pairs();
    /** Null where nobody wants to know. */
    contents;
    /** What was noted of the turn so far, and the line under way: a sequence of pieces. */
    note = 0;
    pending = 0;
    last = silence;
    listener;
    /** By the numbers of rules. */
    stretches = [];
    trace = [];
    numbers = new Map();
    pieces = [[]];
    pieceNumbers = new Map([['', 0]]);
    joined = new Pairs();
    /** For each sequence of pieces the line as it is told plus two; 1 where it shows nothing, 0 where it isn't known yet. */
    asLine = new Ints();
    /** Sequences of pieces, each content once: for each the first one that was met. */
    alike = new Map();
    waits = new Pairs();
    begun = new Memo();
    heard = new Memo();
    ended = new Memo();
    /** All choices that were ever on offer, by number; they become more. */
    onOffer;
    constructor(listener, onOffer, contents) {
        this.listener = listener;
        this.onOffer = onOffer;
        this.contents = contents;
    }
    /** Begins a turn: with a choice, by number, or (-1) at the start of the story; `noted` is the note of the turn before. */
    begin(choice, noted) {
        this.reset();
        const chosen = choice < 0 ? null : this.onOffer[choice];
        this.note = this.begun.get(noted, choice, () => this.listener.begins(chosen, noted));
    }
    /** Goes on with a turn that was interrupted by a draw, from what was noted there. */
    resume(noted) {
        this.reset();
        const withLine = this.waits.first(noted);
        this.offers = this.waits.second(noted);
        this.note = this.waits.first(withLine);
        this.pending = this.waits.second(withLine);
    }
    reset() {
        this.lines = 0;
        this.offers = 0;
        this.content = 0;
        this.pending = 0;
        this.last = silence;
    }
    /** Must be told before a stretch is executed. */
    listen(m) {
        this.trace.length = 0;
        m.trace = this.contents === null ? null : this.trace;
    }
    /** What the machine told since, all in all; the output is settled. `before` was on offer already. */
    heardFrom(m, before = []) {
        m.trace = null;
        if (!this.listener.hears)
            return silence;
        const lines = split(settle(m));
        const rest = this.pieceNumber(lines.pop());
        const closing = split(unsettled(m.output.items));
        if (m.rest === 'crash' && !m.output.endsInNewline)
            closing.pop(); // a line in which a game would crash is never shown
        const { choices } = m.program;
        const offers = m.offers.filter((offer) => !choices[offer.point].isFallback && !before.includes(offer));
        return {
            lines: this.linesFrom(lines),
            rest,
            closing: this.linesFrom(closing),
            offers: offers.map(({ point, text, tags }) => {
                const at = choices[point].address;
                return this.number({ at, parts: [at], text, tags });
            }),
            content: this.contents?.of(this.trace) ?? 0,
        };
    }
    /** Notes what a rule tells: all since `listen`. */
    learn(rule, m) {
        this.stretches[rule] = this.heardFrom(m);
    }
    /** Goes on as a rule tells. */
    repeat(rule) {
        this.follow(this.stretches[rule]);
    }
    follow(stretch) {
        this.last = stretch;
        this.tell(stretch.lines);
        if (stretch.rest > 0)
            this.pending = this.joined.number(this.pending, stretch.rest);
        for (const offer of stretch.offers)
            this.offers = this.sequences.number(this.offers, offer);
        if (this.contents !== null)
            this.content = this.contents.sum(this.content, stretch.content);
    }
    tell({ first, others }) {
        if (first < 0)
            return;
        this.tellLine(this.lineNumber(first === 0 ? this.pending : this.joined.number(this.pending, first)));
        for (const line of others)
            this.tellLine(line);
        this.pending = 0;
    }
    tellLine(line) {
        if (line < 0)
            return;
        const { listener } = this;
        if (listener.listens !== undefined)
            this.note = this.heard.get(this.note, line, () => listener.listens(this.said[line], this.note));
        if (this.contents !== null)
            this.lines = this.sequences.number(this.lines, line);
    }
    /** At a draw: all that has to be kept of the turn so far, as a number. */
    pause() {
        const noted = this.waits.number(this.waits.number(this.note, this.canonical(this.pending)), this.offers);
        this.offers = 0; // they are told where the turn ends
        return noted;
    }
    /** At the end of a turn: what is noted of it. `waits` where what it offered is on offer now. */
    end(waits) {
        this.tell(this.last.closing);
        return this.leave(waits);
    }
    /** Where a turn isn't followed to its end. */
    leave(waits = false) {
        if (!waits)
            this.offers = 0;
        const { offers, note } = this;
        return this.ended.get(note, offers, () => this.listener.ends(this.toldIn(offers), note));
    }
    /** Must be told when the step is taken, in the order in which steps are emitted. */
    taken() {
        this.listener.takes?.(this);
    }
    /** The lines or choices of a sequence. */
    toldIn(sequence) {
        return this.sequences.sequence(sequence).map((number) => this.said[number]);
    }
    linesFrom(lines) {
        if (lines.length === 0)
            return silence.lines;
        const others = lines.slice(1).map((line) => this.numberOf(line));
        // nobody sees blanks at the end of a line
        const isBlank = lines[0].every(({ kind, text }) => kind === Item.Text && text !== '\n' && !isNonWhitespace(text));
        return { first: isBlank ? 0 : this.pieceNumber(lines[0]), others };
    }
    /** The number of a line as it is told, -1 where it shows nothing. */
    numberOf(line) {
        const told = lineOf(line);
        return told.text === '' && told.tags.length === 0 ? -1 : this.number(told);
    }
    /** The same for a sequence of pieces. */
    lineNumber(sequence) {
        const { asLine } = this;
        if (asLine.length <= sequence)
            asLine.extend(this.joined.size - asLine.length);
        if (asLine.data[sequence] === 0)
            asLine.data[sequence] = this.numberOf(this.itemsOf(sequence)) + 2;
        return asLine.data[sequence] - 2;
    }
    itemsOf(sequence) {
        return this.joined.sequence(sequence).flatMap((piece) => this.pieces[piece]);
    }
    /** The same for all sequences that are the same when put together. */
    canonical(sequence) {
        const key = keyOf(this.itemsOf(sequence));
        const known = this.alike.get(key);
        if (known === undefined)
            this.alike.set(key, sequence);
        return known ?? sequence;
    }
    pieceNumber(items) {
        const key = keyOf(items);
        let number = this.pieceNumbers.get(key);
        if (number === undefined)
            this.pieceNumbers.set(key, (number = this.pieces.push(items) - 1));
        return number;
    }
    /** The number of something said. */
    number(told) {
        const key = [told.parts.join(), told.text, ...told.tags].join('\u0001');
        let number = this.numbers.get(key);
        if (number === undefined)
            this.numbers.set(key, (number = this.said.push(told) - 1));
        return number;
    }
}
/** Answers for pairs of numbers, each worked out once. */
class Memo {
    pairs = new Pairs();
    answers = [0];
    get(first, second, answer) {
        const pair = this.pairs.number(first, second);
        return (this.answers[pair] ??= answer());
    }
}

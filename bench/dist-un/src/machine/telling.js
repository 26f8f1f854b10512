import { Ints } from './ints.js';
import { Pairs } from './pairs.js';
/**
 * Notes of every step of an exploration what it shows, as one number. Lines that are complete where a draw interrupts a turn are told at once;
 * only the last one, which may still go on, is kept over the draw.
 */
export class Telling {
    hears = true;
    notes;
    narration = null;
    steps = new Ints();
    /** What was ever come to: choices on offer with content; and what was ever shown: lines with that. */
    met = new Pairs();
    all = new Pairs();
    starts;
    lengths = [];
    /** `starts`: in how many ways the story can be started. `notes`: what else has to be kept of turns. */
    constructor(starts, notes = null) {
        this.starts = starts;
        this.notes = notes;
    }
    /** How many different things are shown. */
    get size() {
        return this.all.size - 1;
    }
    /** What is shown at the start, by the number of the entry. */
    atStart(entry) {
        return this.shown(this.numberAtStart(entry));
    }
    /** The same as a number, for `shown`. */
    numberAtStart(entry) {
        return this.steps.data[entry];
    }
    /** What a transition shows, as a number: from 0 up to, but not, `size`. */
    number(transition) {
        return this.steps.data[this.starts + transition];
    }
    /** What a transition shows. */
    of(transition) {
        return this.shown(this.number(transition));
    }
    /** What is shown by all steps with a number. Lines and choices that are the same are the same objects. */
    shown(number) {
        return { lines: this.linesOf(number), words: this.words(number), ...this.sight(this.sightOf(number)) };
    }
    linesOf(number) {
        return this.narration.toldIn(this.all.first(number + 1));
    }
    /** How many different sights there are: all that is shown but the words of lines. */
    get sights() {
        return this.met.size - 1;
    }
    /** The sight of all steps with a number: from 0 up to, but not, `sights`. */
    sightOf(number) {
        return this.all.second(number + 1) - 1;
    }
    /** A number for the choices on offer in a sight, as they are told there. */
    offersIn(sight) {
        return this.met.first(sight + 1);
    }
    sight(number) {
        const narration = this.narration;
        const offers = narration.toldIn(this.met.first(number + 1));
        const { pieces, passages } = narration.contents.at(this.met.second(number + 1));
        const addresses = offers.map(({ at }) => at);
        const all = offers.length === 0 ? pieces : [...new Set([...pieces, ...addresses])].sort((a, b) => a - b);
        return { offers, pieces: all, passages };
    }
    /** How many words are shown by all steps with a number. */
    words(number) {
        const { sequences, said } = this.narration;
        let words = 0;
        for (let rest = this.all.first(number + 1); rest !== 0; rest = sequences.first(rest)) {
            const line = sequences.second(rest);
            words += this.lengths[line] ??= said[line].text.match(/\S+/g)?.length ?? 0;
        }
        return words;
    }
    /** Every choice that is on offer anywhere, as it is told there, in the order in which they come. */
    get everyOffer() {
        const sequences = new Set();
        for (let sight = 1; sight < this.met.size; sight++)
            sequences.add(this.met.first(sight));
        return [...new Set([...sequences].flatMap((sequence) => this.narration.toldIn(sequence)))];
    }
    begins(chosen, noted) {
        return this.notes?.begins(chosen, noted) ?? 0;
    }
    ends(offers, note) {
        return this.notes?.ends(offers, note) ?? 0;
    }
    takes(step) {
        this.narration = step;
        this.steps.push(this.all.number(step.lines, this.met.number(step.offers, step.content)) - 1);
    }
}

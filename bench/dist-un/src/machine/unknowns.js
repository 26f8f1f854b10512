import { StoryError } from './errors.js';
import { False, forgotten, isForgotten, isProgression, nativeName, payloadOf, Tag, True } from './values.js';
/** What a value that isn't known may be, as bits. */
export const Kinds = { Number: 1, List: 2, Text: 4, Other: 8, Any: 15 };
/** Larger than any slot or temporary: so these are told apart from values forgotten by a slot. */
const base = 1 << 20;
/** A value of which only its kinds are known. */
export const unknown = (kinds) => forgotten(base + kinds);
const onNumbers = new Set('+ - / * % _ == > < >= <= != ! && || MIN MAX POW FLOOR CEILING INT FLOAT'.split(' '));
/** These crash the runtime where there is no result: 0 / 0, a modulo by zero, a root of a negative number. With a positive integer there is one. */
const mayBeNoNumber = new Set(['/', '%', 'POW']);
const onTexts = new Set('+ == != ? !?'.split(' '));
const onLists = new Set('+ - == > < >= <= != ! && || ? !? ^ LIST_MIN LIST_MAX LIST_ALL LIST_COUNT LIST_VALUE LIST_INVERT'.split(' '));
const givesNumber = new Set('== > < >= <= != ! && || ? !? LIST_COUNT LIST_VALUE'.split(' '));
/** Whether a value is an integer of no great size, or true or false. */
const isSmall = (value) => (value & 7) === Tag.Int || (value & 7) === Tag.Bool;
/** Computes with values that aren't known, where it is only asked what may happen: what comes of them isn't known either, and it may be an error. */
export class Unknowns {
    globals;
    slots;
    pick;
    constructor(globals, slots, pick) {
        this.globals = globals;
        this.slots = slots;
        this.pick = pick;
    }
    /** Whether a value counts as true. */
    truth(value) {
        if ((this.kindsOf(value) & Kinds.Other) !== 0)
            this.mayFail('a condition of another kind');
        return this.pick(2) === 1;
    }
    /** A native function; `y` is undefined where it takes one operand. */
    apply(n, x, y) {
        const name = nativeName(n);
        const second = y === undefined ? 0 : this.kindsOf(y);
        const kinds = this.kindsOf(x) | second;
        if (kinds === Kinds.Number && (name === '&&' || name === '||')) {
            // one that is known may decide it
            const decided = name === '&&' ? False : True;
            for (const operand of [x, y])
                if (isSmall(operand) && (operand >> 3 !== 0) === (decided === True))
                    return decided;
        }
        if (kinds === Kinds.Number && onNumbers.has(name)) {
            const isFine = y !== undefined && (y & 7) === Tag.Int && y >> 3 > 0;
            if (mayBeNoNumber.has(name) && !isFine)
                this.mayFail(name);
            return unknown(Kinds.Number);
        }
        if (kinds === Kinds.List && onLists.has(name))
            return unknown(givesNumber.has(name) ? Kinds.Number : Kinds.List);
        if ((kinds & ~(Kinds.Number | Kinds.Text)) === 0 && onTexts.has(name) && (kinds === Kinds.Text || !/\?/.test(name)))
            return unknown(name === '+' ? kinds : Kinds.Number);
        this.mayFail(name);
        return unknown(Kinds.Any);
    }
    /** One of two ways: it goes well, or the story stops here with an error. */
    mayFail(what) {
        if (this.pick(2) === 1)
            throw new StoryError(what);
    }
    /** The kinds that a value may be of. */
    kindsOf(value) {
        if (isForgotten(value)) {
            const payload = payloadOf(value);
            if (payload >= base)
                return payload - base;
            return payload >= this.globals && payload < this.slots ? Kinds.Number : Kinds.Any;
        }
        if (isProgression(value))
            return Kinds.Number;
        switch (value & 7) {
            case Tag.Int:
            case Tag.Number:
            case Tag.Bool:
                return Kinds.Number;
            case Tag.List:
                return Kinds.List;
            case Tag.String:
                return Kinds.Text;
        }
        return Kinds.Other;
    }
}

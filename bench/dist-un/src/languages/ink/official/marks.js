import { StringValue, Tag } from '../inkjs.js';
/** Around what was shown of a value that isn't kept. Both are no characters, and stand in no text. */
const open = '\uFDD0';
const close = '\uFDD1';
/** Around what a stretch shows that only decides between texts. */
const asideOpen = '\uFDD2';
const asideClose = '\uFDD3';
/** What a text says, values that aren't kept and all. */
export const rawText = (text) => text.replace(/[\uFDD0-\uFDD3]/g, '');
/** What a text says besides the values that aren't kept. */
export const maskedText = (text) => text.replace(/\uFDD0[^\uFDD1]*\uFDD1/g, open);
/** A text that shows a value which isn't kept, and nothing else. */
export const markedText = (text) => open + text + close;
/** A text that such a stretch shows. */
export const asideText = (text) => asideOpen + text + asideClose;
/** What a text says besides what such stretches show, and blanks. */
export const withoutAsides = (text) => text.replace(/\uFDD2[^\uFDD3]*\uFDD3|\s/g, '');
/**
 * A string is a value like any other, and has no marks in it: only if a choice is made of it are they wanted. So each marked string that
 * was built has a plain one that goes round in its place.
 */
export class MarkedStrings {
    marked = new WeakMap();
    plain = new WeakMap();
    /** The plain string for one that may have marks in it. */
    unmarked(value) {
        if (value.value === null || !/[\uFDD0\uFDD2]/.test(value.value))
            return value;
        const plain = new StringValue(rawText(value.value));
        this.marked.set(plain, value);
        this.plain.set(value, plain);
        return plain;
    }
    /** The same text as one that isn't kept, or `other` in its place. */
    notKept(value, other) {
        const text = markedText(other ?? (value instanceof Tag ? value.text : rawText(value.value ?? '')));
        return value instanceof Tag ? new Tag(text) : this.unmarked(new StringValue(text));
    }
    /** Calls `use` while all strings on a stack have their marks. */
    during(stack, use) {
        stack.forEach((value, i) => {
            stack[i] = this.marked.get(value) ?? value;
        });
        const result = use();
        stack.forEach((value, i) => {
            stack[i] = this.plain.get(value) ?? value;
        });
        return result;
    }
}

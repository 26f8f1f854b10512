import { type InkObject, StringValue, Tag } from '../inkjs.ts';

/** Around what was shown of a value that isn't kept. Both are no characters, and stand in no text. */
const open = '\uFDD0';
const close = '\uFDD1';

/** Around what a stretch shows that only decides between texts. */
const asideOpen = '\uFDD2';
const asideClose = '\uFDD3';

/** What a text says, values that aren't kept and all. */
export const rawText = (text: string): string => text.replace(/[\uFDD0-\uFDD3]/g, '');
/** What a text says besides the values that aren't kept. */
export const maskedText = (text: string): string => text.replace(/\uFDD0[^\uFDD1]*\uFDD1/g, open);
/** A text that shows a value which isn't kept, and nothing else. */
export const markedText = (text: string): string => open + text + close;

/** A text that such a stretch shows. */
export const asideText = (text: string): string => asideOpen + text + asideClose;
/** What a text says besides what such stretches show, and blanks. */
export const withoutAsides = (text: string): string => text.replace(/\uFDD2[^\uFDD3]*\uFDD3|\s/g, '');

/**
 * A string is a value like any other, and has no marks in it: only if a choice is made of it are they wanted. So each marked string that
 * was built has a plain one that goes round in its place.
 */
export class MarkedStrings {
  private readonly marked = new WeakMap<InkObject, StringValue>();
  private readonly plain = new WeakMap<InkObject, StringValue>();

  /** The plain string for one that may have marks in it. */
  unmarked(value: StringValue): StringValue {
    if (value.value === null || !/[\uFDD0\uFDD2]/.test(value.value)) return value;
    const plain = new StringValue(rawText(value.value));
    this.marked.set(plain, value);
    this.plain.set(value, plain);
    return plain;
  }

  /** The same text as one that isn't kept, or `other` in its place. */
  notKept(value: StringValue | Tag, other: string | null): InkObject {
    const text = markedText(other ?? (value instanceof Tag ? value.text : rawText(value.value ?? '')));
    return value instanceof Tag ? new Tag(text) : this.unmarked(new StringValue(text));
  }

  /** Calls `use` while all strings on a stack have their marks. */
  during<T>(stack: InkObject[], use: () => T): T {
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

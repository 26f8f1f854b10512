/**
 * What an item of the output stream is. Text items carry their text, tags theirs; `from` is the address that the runtime's messages name
 * for it (-1: none), `at` the one that showed it.
 */
export const Item = { Text: 0, Glue: 1, StringStart: 2, TagStart: 3, TagEnd: 4, Tag: 5, Other: 6 } as const;

export interface OutputItem {
  readonly kind: number;
  readonly text: string;
  readonly from: number;
  readonly at: number;
}

const isBlank = (c: string): boolean => c === ' ' || c === '\t';
const isInlineWhitespace = (text: string): boolean => /^[ \t]*$/.test(text);
/** Whether a text is more than blanks or a line break. */
export const isNonWhitespace = (text: string): boolean => text !== '\n' && !isInlineWhitespace(text);
const isCommand = (kind: number): boolean => kind >= Item.StringStart && kind <= Item.TagEnd;

/**
 * The output stream, with the official runtime's rules for newlines, glue and whitespace. In an exploration (`silent`) prose isn't kept:
 * only what is shown while a string is being built, and not even that where the string can only become the text of a choice.
 */
export class Output {
  items: OutputItem[] = [];
  /** How many strings are being built. */
  openStrings = 0;
  /** For each string being built: 0 its text is kept, 1 dropped, 2 dropped but for the tag being read. */
  private readonly dropped: number[] = [];
  readonly silent: boolean;

  constructor(silent: boolean) {
    this.silent = silent;
  }

  get length(): number {
    return this.items.length;
  }

  /** Which of the strings being built drop their text, two bits each. */
  get dropsText(): number {
    let bits = 0;
    for (let i = 0; i < this.openStrings; i++) bits |= this.dropped[i] << (2 * i);
    return bits;
  }
  set dropsText(bits: number) {
    for (let i = 0; i < this.openStrings; i++) this.dropped[i] = (bits >> (2 * i)) & 3;
  }

  /** Whether no string is being built, and nothing kept of what only strings are built from. */
  get isPlain(): boolean {
    return this.openStrings === 0 && (!this.silent || this.items.length === 0);
  }

  /** Whether text shown now is lost. */
  get deaf(): boolean {
    return this.silent && (this.openStrings === 0 || this.dropped[this.openStrings - 1] === 1);
  }

  /** Where the text of the string being built is dropped: keeps it as long as a tag is read. */
  readTag(begins: boolean): void {
    const top = this.openStrings - 1;
    if (top >= 0 && this.dropped[top] === (begins ? 1 : 2)) this.dropped[top] = begins ? 2 : 1;
  }

  reset(): void {
    this.items = [];
    this.openStrings = 0;
  }

  copy(): OutputItem[] {
    return this.items.slice();
  }

  /** Whether nothing was shown or taken back since a copy was made. */
  isJust(copy: readonly OutputItem[]): boolean {
    return copy.length === this.items.length && copy.every((item, i) => item === this.items[i]);
  }

  restore(items: readonly OutputItem[]): void {
    this.items = items.slice();
    this.openStrings = this.items.filter((item) => item.kind === Item.StringStart).length;
  }

  mark(kind: number, from: number): void {
    if (this.silent && this.openStrings === 0 && kind !== Item.StringStart) return;
    this.items.push({ kind, text: '', from, at: from });
  }

  startString(from: number, onlyForChoice: boolean): void {
    this.dropped[this.openStrings++] = this.silent && onlyForChoice ? 1 : 0;
    this.mark(Item.StringStart, from);
  }

  /** Ends the string being built and gives its text. */
  endString(): string {
    if (this.deaf && this.items[this.items.length - 1].kind === Item.StringStart) {
      this.items.pop();
      this.openStrings--;
      return '';
    }
    let first = this.items.length - 1;
    while (first >= 0 && this.items[first].kind !== Item.StringStart) first--;
    const taken = this.items.splice(Math.max(first, 0));
    if (first >= 0) this.openStrings--;
    this.items.push(...taken.filter((item) => item.kind === Item.Tag).reverse());
    let text = '';
    for (const item of taken) if (item.kind === Item.Text) text += item.text;
    return text;
  }

  /** Ends a tag inside a string: takes its text out of the stream. Null where a string begins inside the tag. */
  endTagInString(): string | null {
    let first = this.items.length - 1;
    while (first >= 0 && !isCommand(this.items[first].kind)) first--;
    const fits = first < 0 || this.items[first].kind === Item.TagStart;
    if (!fits) return null;
    const taken = this.items.splice(Math.max(first, 0));
    let text = '';
    for (const item of taken) if (item.kind === Item.Text) text += item.text;
    return cleanWhitespace(text);
  }

  /**
   * Shows text, by the instruction at `at`. `functionStart` is where the innermost function began to show, -1 where that no longer matters; the result tells
   * whether the functions being run have now shown something.
   */
  text(text: string, from: number, at: number, functionStart: number): boolean {
    const parts = splitWhitespace(text);
    // the runtime's messages don't know where a text came from that was taken apart
    const source = parts.length === 1 && parts[0] !== '\n' ? from : -1;
    let spoke = false;
    for (const part of parts) if (this.push(part, source, at, spoke ? -1 : functionStart)) spoke = true;
    return spoke;
  }

  private push(text: string, from: number, at: number, functionStart: number): boolean {
    let glueAt = -1;
    let functionAt = functionStart;
    for (let i = this.items.length - 1; i >= 0; i--) {
      const { kind } = this.items[i];
      if (kind === Item.Glue) {
        glueAt = i;
        break;
      }
      if (kind === Item.StringStart) {
        if (i >= functionAt) functionAt = -1;
        break;
      }
    }
    let spoke = false;
    if (glueAt !== -1 || functionAt !== -1) {
      if (text === '\n') return false;
      if (isNonWhitespace(text)) {
        if (glueAt > -1) this.removeGlue();
        spoke = functionAt > -1;
      }
    } else if (text === '\n' && (this.endsInNewline || !this.hasText)) return false;
    this.items.push({ kind: Item.Text, text, from, at });
    return spoke;
  }

  glue(from: number): void {
    let removeFrom = -1;
    for (let i = this.items.length - 1; i >= 0; i--) {
      const { kind, text } = this.items[i];
      if (isCommand(kind) || (kind === Item.Text && isNonWhitespace(text))) break;
      if (kind === Item.Text && text === '\n') removeFrom = i;
    }
    if (removeFrom >= 0) {
      const kept = this.items.slice(removeFrom).filter((item) => item.kind !== Item.Text);
      this.items.length = removeFrom;
      this.items.push(...kept);
    }
    this.items.push({ kind: Item.Glue, text: '', from, at: from });
  }

  private removeGlue(): void {
    for (let i = this.items.length - 1; i >= 0; i--) {
      if (this.items[i].kind === Item.Glue) this.items.splice(i, 1);
      else if (isCommand(this.items[i].kind)) break;
    }
  }

  /** Drops whitespace at the end of what a function showed. */
  trimFunctionEnd(functionStart: number): void {
    for (let i = this.items.length - 1; i >= Math.max(functionStart, 0); i--) {
      const { kind, text } = this.items[i];
      if (kind !== Item.Text) continue;
      if (text !== '\n' && !isInlineWhitespace(text)) break;
      this.items.splice(i, 1);
    }
  }

  get endsInNewline(): boolean {
    for (let i = this.items.length - 1; i >= 0; i--) {
      const { kind, text } = this.items[i];
      if (isCommand(kind)) break;
      if (kind === Item.Text) {
        if (text === '\n') return true;
        if (isNonWhitespace(text)) break;
      }
    }
    return false;
  }

  private get hasText(): boolean {
    return this.items.some((item) => item.kind === Item.Text);
  }

  /** The line as a reader sees it. */
  get currentText(): string {
    let text = '';
    let inTag = false;
    for (const item of this.items) {
      if (item.kind === Item.Text && !inTag) text += item.text;
      else if (item.kind === Item.TagStart) inTag = true;
      else if (item.kind === Item.TagEnd) inTag = false;
    }
    return cleanWhitespace(text);
  }

  get currentTags(): string[] {
    const tags: string[] = [];
    let inTag = false;
    let text = '';
    const flush = (): void => {
      if (text.length > 0) tags.push(cleanWhitespace(text));
      text = '';
    };
    for (const item of this.items) {
      if (item.kind === Item.TagStart) {
        if (inTag) flush();
        inTag = true;
      } else if (item.kind === Item.TagEnd) {
        flush();
        inTag = false;
      } else if (inTag) {
        if (item.kind === Item.Text) text += item.text;
      } else if (item.kind === Item.Tag && item.text.length > 0) tags.push(item.text);
    }
    flush();
    return tags;
  }
}

/** Tells items apart by what matters of them. Of blanks, and of what is in a string, nobody asks what showed them. */
export function keyOf(items: readonly OutputItem[]): string {
  let inString = false;
  const keys = items.map(({ kind, text, at }) => {
    inString ||= kind === Item.StringStart;
    const isBlank = kind === Item.Text ? !isNonWhitespace(text) : kind === Item.Glue;
    return inString || isBlank ? `${kind}${text}` : `${kind}${at} ${text}`;
  });
  return keys.join('\u0001');
}

/** Numbers outputs, each content once as `keyOf` tells them apart. */
export class OutputNumbers {
  private readonly numbers = new Map<string, number>([['', 0]]);

  number(items: readonly OutputItem[]): number {
    if (items.length === 0) return 0;
    const key = keyOf(items);
    let number = this.numbers.get(key);
    if (number === undefined) this.numbers.set(key, (number = this.numbers.size));
    return number;
  }
}

/** Whitespace inside a line becomes one space; at the ends of lines it goes. */
export function cleanWhitespace(text: string): string {
  if (!/\t| {2}|^ | $| \n|\n /.test(text)) return text;
  let result = '';
  let whitespaceStart = -1;
  let lineStart = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (isBlank(c)) {
      if (whitespaceStart === -1) whitespaceStart = i;
      continue;
    }
    if (c !== '\n' && whitespaceStart > 0 && whitespaceStart !== lineStart) result += ' ';
    whitespaceStart = -1;
    if (c === '\n') lineStart = i + 1;
    result += c;
  }
  return result;
}

/** Separates the newlines at the head and tail of a text: at most one of each is kept, with the blanks outside them. */
export function splitWhitespace(text: string): readonly string[] {
  if (!text.includes('\n')) return [text];
  const head = /^[ \t\n]*/.exec(text)![0];
  const tail = /[ \t\n]*$/.exec(text)![0];
  const headFirst = head.indexOf('\n');
  const tailLast = tail.lastIndexOf('\n') < 0 ? -1 : text.length - tail.length + tail.lastIndexOf('\n');
  if (headFirst < 0 && tailLast < 0) return [text];
  const headLast = head.lastIndexOf('\n');
  const tailFirst = tailLast < 0 ? -1 : text.length - tail.length + tail.indexOf('\n');
  const parts: string[] = [];
  if (headFirst > 0) parts.push(text.substring(0, headFirst));
  if (headFirst >= 0) parts.push('\n');
  const innerStart = headFirst >= 0 ? headLast + 1 : 0;
  const innerEnd = tailLast >= 0 ? tailFirst : text.length;
  if (innerEnd > innerStart) parts.push(text.substring(innerStart, innerEnd));
  if (tailLast >= 0 && tailFirst > headLast) {
    parts.push('\n');
    if (tailLast < text.length - 1) parts.push(text.substring(tailLast + 1));
  }
  return parts;
}

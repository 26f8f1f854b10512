/** A value of a JSON text that remembers where it stands (`at` is an offset) and whether a number was written as a float. */
export type JsonNode =
  | { readonly kind: 'object'; readonly at: number; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly at: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly at: number; readonly value: string }
  | { readonly kind: 'number'; readonly at: number; readonly value: number; readonly float: boolean }
  | { readonly kind: 'word'; readonly at: number; readonly value: boolean | null };

export interface JsonMember {
  readonly key: string;
  readonly at: number;
  readonly value: JsonNode;
}

/** Why a text is not JSON, and at which offset. */
export interface JsonFault {
  readonly at: number;
  readonly message: string;
  readonly tooDeep?: boolean;
}

/** The deepest nesting that is read; ink's own stories stay far below. */
export const DEEPEST = 1000;

class Stop extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Reads a JSON text strictly. A key that stands twice in an object is kept twice: the caller judges. */
export function readJson(text: string): JsonNode | JsonFault {
  try {
    return new Reader(text).document();
  } catch (stop) {
    if (stop instanceof Stop) return stop.fault;
    throw stop;
  }
}

export function isFault(read: JsonNode | JsonFault): read is JsonFault {
  return !('kind' in read);
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const WORDS: readonly [string, boolean | null][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Reader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonNode {
    this.space();
    const node = this.value();
    this.space();
    if (this.at < this.text.length) this.stop('there is something after the end of the data');
    return node;
  }

  private value(): JsonNode {
    const at = this.at;
    const sign = this.text[at];
    if (sign === '"') return { kind: 'string', at, value: this.string() };
    if (sign === '[' || sign === '{') {
      if (++this.depth > DEEPEST) throw new Stop({ at, message: 'it is nested too deeply', tooDeep: true });
      const node: JsonNode =
        sign === '[' ? { kind: 'array', at, items: this.items() } : { kind: 'object', at, members: this.members() };
      this.depth--;
      return node;
    }
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(this.text);
    if (number !== null) {
      const value = Number(number[0]);
      if (!Number.isFinite(value)) this.stop(`the number ${number[0]} is too large`);
      this.at += number[0].length;
      return { kind: 'number', at, value, float: number[1] !== undefined || number[2] !== undefined };
    }
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, at)) continue;
      this.at += word.length;
      return { kind: 'word', at, value };
    }
    return this.stop(`a value is expected here, but there is ${this.here()}`);
  }

  private items(): JsonNode[] {
    const items: JsonNode[] = [];
    this.list(']', 'an array', () => items.push(this.value()));
    return items;
  }

  private members(): JsonMember[] {
    const members: JsonMember[] = [];
    this.list('}', 'an object', () => {
      const at = this.at;
      if (this.text[at] !== '"') this.stop(`a name in double quotes is expected here, but there is ${this.here()}`);
      const key = this.string();
      this.space();
      if (this.text[this.at] !== ':') this.stop(`a colon is expected after ${JSON.stringify(key)}`);
      this.at++;
      this.space();
      members.push({ key, at, value: this.value() });
    });
    return members;
  }

  private list(close: string, what: string, element: () => void): void {
    this.at++;
    this.space();
    if (this.text[this.at] === close) {
      this.at++;
      return;
    }
    for (;;) {
      element();
      this.space();
      const sign = this.text[this.at];
      if (sign !== ',' && sign !== close) {
        this.stop(`a comma or the end of ${what} is expected, but there is ${this.here()}`);
      }
      this.at++;
      if (sign === close) return;
      this.space();
      if (this.text[this.at] === close) this.stop(`there is a comma too many before the end of ${what}`);
    }
  }

  private string(): string {
    const parts: string[] = [];
    let from = ++this.at;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) break;
      if (Number.isNaN(code) || code < 0x20) this.stop('a text in double quotes is not closed on its line');
      if (code !== 0x5c) {
        this.at++;
        continue;
      }
      parts.push(this.text.slice(from, this.at), this.escape());
      from = this.at;
    }
    parts.push(this.text.slice(from, this.at++));
    return parts.join('');
  }

  private escape(): string {
    const sign = this.text[this.at + 1] ?? '';
    const hex = /^[0-9a-fA-F]{4}$/.exec(this.text.slice(this.at + 2, this.at + 6));
    if (sign === 'u' && hex !== null) {
      this.at += 6;
      return String.fromCharCode(Number.parseInt(hex[0], 16));
    }
    const plain = Object.hasOwn(ESCAPES, sign) ? ESCAPES[sign] : undefined;
    if (plain === undefined) return this.stop('this backslash does not belong to a sequence that JSON knows');
    this.at += 2;
    return plain;
  }

  private space(): void {
    while (' \n\r\t'.includes(this.text[this.at] ?? 'x')) this.at++;
  }

  private here(): string {
    const sign = this.text.codePointAt(this.at);
    return sign === undefined ? 'nothing more' : `'${String.fromCodePoint(sign)}'`;
  }

  private stop(message: string): never {
    throw new Stop({ at: this.at, message });
  }
}

/** Line and column, counted from 1, of an offset. */
export function position(text: string, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) {
    line++;
    start = next + 1;
  }
  return { line, column: at - start + 1 };
}

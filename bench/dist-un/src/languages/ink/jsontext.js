/** The deepest nesting that is read; ink's own stories stay far below. */
export const DEEPEST = 1000;
class Stop extends Error {
    fault;
    constructor(fault) {
        super(fault.message);
        this.fault = fault;
    }
}
/** Reads a JSON text strictly. A key that stands twice in an object is kept twice: the caller judges. */
export function readJson(text) {
    try {
        return new Reader(text).document();
    }
    catch (stop) {
        if (stop instanceof Stop)
            return stop.fault;
        throw stop;
    }
}
export function isFault(read) {
    return !('kind' in read);
}
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const WORDS = [
    ['true', true],
    ['false', false],
    ['null', null],
];
const ESCAPES = {
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
    text;
    at = 0;
    depth = 0;
    constructor(text) {
        this.text = text;
    }
    document() {
        this.space();
        const node = this.value();
        this.space();
        if (this.at < this.text.length)
            this.stop('there is something after the end of the data');
        return node;
    }
    value() {
        const at = this.at;
        const sign = this.text[at];
        if (sign === '"')
            return { kind: 'string', at, value: this.string() };
        if (sign === '[' || sign === '{') {
            if (++this.depth > DEEPEST)
                throw new Stop({ at, message: 'it is nested too deeply', tooDeep: true });
            const node = sign === '[' ? { kind: 'array', at, items: this.items() } : { kind: 'object', at, members: this.members() };
            this.depth--;
            return node;
        }
        NUMBER.lastIndex = at;
        const number = NUMBER.exec(this.text);
        if (number !== null) {
            const value = Number(number[0]);
            if (!Number.isFinite(value))
                this.stop(`the number ${number[0]} is too large`);
            this.at += number[0].length;
            return { kind: 'number', at, value, float: number[1] !== undefined || number[2] !== undefined };
        }
        for (const [word, value] of WORDS) {
            if (!this.text.startsWith(word, at))
                continue;
            this.at += word.length;
            return { kind: 'word', at, value };
        }
        return this.stop(`a value is expected here, but there is ${this.here()}`);
    }
    items() {
        const items = [];
        this.list(']', 'an array', () => items.push(this.value()));
        return items;
    }
    members() {
        const members = [];
        this.list('}', 'an object', () => {
            const at = this.at;
            if (this.text[at] !== '"')
                this.stop(`a name in double quotes is expected here, but there is ${this.here()}`);
            const key = this.string();
            this.space();
            if (this.text[this.at] !== ':')
                this.stop(`a colon is expected after ${JSON.stringify(key)}`);
            this.at++;
            this.space();
            members.push({ key, at, value: this.value() });
        });
        return members;
    }
    list(close, what, element) {
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
            if (sign === close)
                return;
            this.space();
            if (this.text[this.at] === close)
                this.stop(`there is a comma too many before the end of ${what}`);
        }
    }
    string() {
        const parts = [];
        let from = ++this.at;
        for (;;) {
            const code = this.text.charCodeAt(this.at);
            if (code === 0x22)
                break;
            if (Number.isNaN(code) || code < 0x20)
                this.stop('a text in double quotes is not closed on its line');
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
    escape() {
        const sign = this.text[this.at + 1] ?? '';
        const hex = /^[0-9a-fA-F]{4}$/.exec(this.text.slice(this.at + 2, this.at + 6));
        if (sign === 'u' && hex !== null) {
            this.at += 6;
            return String.fromCharCode(Number.parseInt(hex[0], 16));
        }
        const plain = Object.hasOwn(ESCAPES, sign) ? ESCAPES[sign] : undefined;
        if (plain === undefined)
            return this.stop('this backslash does not belong to a sequence that JSON knows');
        this.at += 2;
        return plain;
    }
    space() {
        while (' \n\r\t'.includes(this.text[this.at] ?? 'x'))
            this.at++;
    }
    here() {
        const sign = this.text.codePointAt(this.at);
        return sign === undefined ? 'nothing more' : `'${String.fromCodePoint(sign)}'`;
    }
    stop(message) {
        throw new Stop({ at: this.at, message });
    }
}
/** Line and column, counted from 1, of an offset. */
export function position(text, at) {
    let line = 1;
    let start = 0;
    for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) {
        line++;
        start = next + 1;
    }
    return { line, column: at - start + 1 };
}

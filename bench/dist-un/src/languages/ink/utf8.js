const CHUNK = 8192;
/**
 * Reads UTF-8, with or without a byte-order mark. Anything that no text editor would have saved as UTF-8 is refused:
 * a NUL byte, a broken or overlong sequence, half a surrogate pair.
 */
export function decodeText(bytes) {
    if (bytes.length >= 2) {
        const mark = bytes[0] * 256 + bytes[1];
        if (mark === 0xfffe || mark === 0xfeff)
            return { why: 'utf-16', line: 1, column: 1 };
    }
    let at = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    const start = at;
    const parts = [];
    let units = [];
    while (at < bytes.length) {
        const lead = bytes[at];
        if (lead === 0)
            return fault('binary', bytes, start, at);
        if (lead < 0x80) {
            units.push(lead);
            at++;
        }
        else {
            const point = sequence(bytes, at);
            if (point < 0)
                return fault(hasNul(bytes) ? 'binary' : 'encoding', bytes, start, at);
            if (point >= 0x10000) {
                units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
                at += 4;
            }
            else {
                units.push(point);
                at += point >= 0x800 ? 3 : 2;
            }
        }
        if (units.length >= CHUNK) {
            parts.push(String.fromCharCode(...units));
            units = [];
        }
    }
    parts.push(String.fromCharCode(...units));
    return { text: parts.join('') };
}
/** The code point of the multi-byte sequence at an offset, or -1 when it is not one. */
function sequence(bytes, at) {
    const lead = bytes[at];
    const length = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (length === 0 || lead > 0xf4 || at + length > bytes.length)
        return -1;
    let point = lead & (length === 2 ? 0x1f : length === 3 ? 0x0f : 0x07);
    for (let i = 1; i < length; i++) {
        const next = bytes[at + i];
        if ((next & 0xc0) !== 0x80)
            return -1;
        point = (point << 6) | (next & 0x3f);
    }
    const least = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
    return point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? -1 : point;
}
function hasNul(bytes) {
    return bytes.includes(0);
}
function fault(why, bytes, start, at) {
    let line = 1;
    let column = 1;
    for (let i = start; i < at; i++) {
        if (bytes[i] === 0x0a) {
            line++;
            column = 1;
        }
        else if ((bytes[i] & 0xc0) !== 0x80)
            column++;
    }
    return { why, line, column };
}

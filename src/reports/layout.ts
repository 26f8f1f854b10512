/**
 * Text for a terminal: measuring, cutting and wrapping. Everything here works on plain text; colour is added afterwards,
 * so that it never counts as width.
 */

/** Story text can hold anything; control characters would drive the terminal instead of being read. */
export function clean(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/u;
const NARROW = /^[\u0020-\u02ff]*$/u;

function charWidth(char: string): number {
  if (/\p{Mark}|\p{Default_Ignorable_Code_Point}/u.test(char)) return 0;
  return WIDE.test(char) || char.codePointAt(0)! >= 0x1f300 ? 2 : 1;
}

/** How many columns a text takes. */
export function columns(text: string): number {
  if (NARROW.test(text)) return text.length;
  let total = 0;
  for (const char of text) total += charWidth(char);
  return total;
}

function take(chars: readonly string[], room: number): string[] {
  const kept: string[] = [];
  let used = 0;
  for (const char of chars) {
    used += charWidth(char);
    if (used > room) break;
    kept.push(char);
  }
  return kept;
}

/** Keeps the beginning of a text that is too long: `Take the lamp and…`. */
export function keepStart(text: string, room: number): string {
  if (columns(text) <= room) return text;
  return `${take([...text], room - 1)
    .join('')
    .trimEnd()}…`;
}

/** Keeps the end of a text that is too long, from a whole word where that costs little: `… and the lamp goes out.` */
export function keepEnd(text: string, room: number): string {
  if (columns(text) <= room) return text;
  const kept = take([...text].reverse(), room - 2)
    .reverse()
    .join('');
  const word = kept.indexOf(' ');
  return `… ${(word >= 0 && word < 16 ? kept.slice(word) : kept).trimStart()}`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

const NO_BREAK = '\u00a0';

/** A text that `wrap` keeps on one line as long as a line can hold it. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', NO_BREAK);
}

/** Breaks what no line can hold: an unbroken text at its spaces, a word anywhere. */
function pieces(word: string, room: number): string[] {
  if (columns(word) <= room) return [word];
  if (word.includes(NO_BREAK)) return word.split(NO_BREAK).flatMap((part) => pieces(part, room));
  const parts: string[] = [];
  let rest = [...word];
  while (rest.length > 0) {
    const part = take(rest, room);
    const kept = part.length > 0 ? part : rest.slice(0, 1);
    parts.push(kept.join(''));
    rest = rest.slice(kept.length);
  }
  return parts;
}

/** Breaks a text into lines of at most `width` columns, each starting with `indent`, all but the first with `hanging`. */
export function wrap(text: string, width: number, indent = '', hanging = indent): string[] {
  const lines: string[] = [];
  const [first = 8, further = 8] = [indent, hanging].map((before) => Math.max(8, width - columns(before)));
  const room = (): number => (lines.length === 0 ? first : further);
  let line = '';
  const flush = (): void => {
    lines.push((lines.length === 0 ? indent : hanging) + line.replaceAll(NO_BREAK, ' '));
    line = '';
  };
  for (const word of text.split(' ').flatMap((word) => pieces(word, Math.min(first, further)))) {
    if (line !== '' && columns(line) + 1 + columns(word) > room()) flush();
    line = line === '' ? word : `${line} ${word}`;
  }
  flush();
  return lines;
}

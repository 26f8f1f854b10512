/** An element of an XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a document without a DTD, as strictly as XML 1.0 wants it; throws where it is not well-formed. */
export function parseXml(text: string): Element {
  let at = 0;
  const fail = (why: string): never => {
    throw new Error(`${why} at ${at}: ${text.slice(at, at + 40)}`);
  };
  // production [2] of XML 1.0
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const allowed =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 0x20 && code <= 0xd7ff) ||
      (code >= 0xe000 && code <= 0xfffd);
    if (!allowed && code < 0x10000) fail(`character ${code.toString(16)}`);
  }
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const decoded = (raw: string): string => {
    if (/&(?!(#\d+|#x[\da-f]+|\w+);)/i.test(raw) || raw.includes('<') || raw.includes(']]>')) fail(`bad text ${raw}`);
    return raw.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, decimal, hex, name) => {
      if (name !== undefined) return entities[name] ?? fail(`entity ${name}`);
      return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
    });
  };
  const element = (): Element => {
    const open = take(/<([\p{L}_:][\p{L}\p{N}_:.-]*)/uy) ?? fail('no element');
    const attributes: Record<string, string> = {};
    for (
      let next = take(/\s+([\p{L}_:][\w:.-]*)="([^"]*)"/uy);
      next;
      next = take(/\s+([\p{L}_:][\w:.-]*)="([^"]*)"/uy)
    ) {
      if (next[1] in attributes) fail(`${next[1]} twice`);
      attributes[next[1]] = decoded(next[2]);
    }
    const children: (Element | string)[] = [];
    if (take(/\s*\/>/y)) return { name: open[1], attributes, children };
    if (!take(/\s*>/y)) fail('a tag that does not end');
    for (;;) {
      const words = take(/[^<]+/y);
      if (words !== null) children.push(decoded(words[0]));
      const end = take(/<\/([^\s>]+)\s*>/y);
      if (end !== null) {
        if (end[1] !== open[1]) fail(`</${end[1]}> in <${open[1]}>`);
        return { name: open[1], attributes, children };
      }
      children.push(element());
    }
  };
  take(/<\?xml version="1\.0" encoding="UTF-8"\?>\s*/y) ?? fail('no declaration');
  const root = element();
  take(/\s*/y);
  if (at < text.length) fail('more after the end');
  return root;
}

const known = new WeakMap();
/** The lines of a source, however they end; taken apart once. */
export function linesOf(source) {
    let lines = known.get(source);
    if (lines === undefined)
        known.set(source, (lines = source.text.split(/\r\n|\r|\n/)));
    return lines;
}

/**
 * Takes the comments out just as ink's own compiler does, its quirks included (an empty comment, and one that opens in the
 * last two characters of the file, are not comments to it), but remembers what stood where: the compiler itself forgets,
 * and then names wrong columns on any line with a comment in it.
 */
export function stripComments(source) {
    const cuts = new Map();
    const out = [];
    let line = 0;
    let lineStart = 0; // where the written line begins
    let length = 0; // of the stripped line so far
    let at = 0;
    const keep = (to) => {
        out.push(source.slice(at, to));
        length += to - at;
        at = to;
    };
    const breakLine = (next) => {
        out.push('\n');
        line++;
        lineStart = next;
        length = 0;
    };
    const cut = () => {
        const list = cuts.get(line) ?? [];
        cuts.set(line, list);
        list.push({ column: length, dropped: at - lineStart - length });
    };
    const stop = /\r\n|\n|\/\/|\/\*/g;
    while (at < source.length) {
        stop.lastIndex = at;
        const found = stop.exec(source);
        if (found === null) {
            keep(source.length);
            break;
        }
        keep(found.index);
        if (found[0] === '//') {
            const end = /[\r\n]/g;
            end.lastIndex = at;
            at = end.exec(source)?.index ?? source.length;
            cut();
        }
        else if (found[0] === '/*') {
            const close = source.indexOf('*/', at + 2);
            const end = close < 0 ? source.length : close;
            if (end === at + 2) {
                keep(at + 1);
                continue;
            }
            for (let next = source.indexOf('\n', at); next >= 0 && next < end; next = source.indexOf('\n', next + 1)) {
                breakLine(next + 1);
            }
            at = close < 0 ? source.length : close + 2;
            cut();
        }
        else {
            at += found[0].length;
            breakLine(at);
        }
    }
    return {
        text: out.join(''),
        columns: {
            written(row, column) {
                let dropped = 0;
                for (const each of cuts.get(row) ?? [])
                    if (each.column <= column)
                        dropped = each.dropped;
                return column + dropped;
            },
        },
    };
}

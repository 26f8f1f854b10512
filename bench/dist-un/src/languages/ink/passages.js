import { Op } from '../../program/opcodes.js';
import { linesOf } from '../../text/lines.js';
/** Names that the compiler gives to its own containers, where a knot or a stitch might stand. */
const generated = /^([cg]-\d+|\$r\d*|global decl|\d+)$/;
/**
 * Finds knots and stitches among the containers. The runtime's tree doesn't tell a stitch from a labelled gather or choice, but the
 * source does: its line begins with `=`. Where there is no source (a compiled story), a named container of a knot that isn't the target
 * of a choice is taken for a stitch.
 */
export function findPassages(layout, emitter, sources, placeOf) {
    const lines = new Map(sources.map((source) => [source.name, linesOf(source)]));
    const choiceTargets = new Set(emitter.choices.map((choice) => choice.targetContainer));
    const functions = calledAsFunctions(emitter);
    const passages = [{ name: '', kind: 'top', container: 0, place: null, parent: -1 }];
    const passageOf = [0];
    for (let c = 1; c < layout.inkContainers.length; c++) {
        const container = layout.inkContainers[c];
        const parent = layout.parent[c];
        const around = passages[passageOf[parent]];
        passageOf[c] = passageOf[parent];
        const name = container.name ?? '';
        const depthFits = parent === 0 || (parent === around.container && around.kind === 'knot');
        if (!depthFits || name === '' || generated.test(name) || layout.indexInParent[c] >= 0)
            continue;
        const place = placeOf(container);
        const line = place === null ? undefined : lines.get(place.file)?.[place.line - 1];
        const isPassage = line === undefined ? !choiceTargets.has(c) : /^\s*=/.test(line);
        if (!isPassage)
            continue;
        const kind = parent !== 0
            ? 'stitch'
            : functions.has(layout.start[c]) || /^\s*=+\s*function\b/.test(line ?? '')
                ? 'function'
                : 'knot';
        passageOf[c] = passages.length;
        passages.push({
            name: parent === 0 ? name : `${around.name}.${name}`,
            kind,
            container: c,
            place,
            parent: parent === 0 ? -1 : passageOf[parent],
        });
    }
    return { passages, passageOf };
}
function calledAsFunctions(emitter) {
    const called = new Set();
    emitter.op.forEach((op, address) => {
        if (op === Op.Call && emitter.b[address] === 1)
            called.add(emitter.a[address]);
    });
    for (const external of emitter.externals)
        called.add(external.fallback);
    return called;
}

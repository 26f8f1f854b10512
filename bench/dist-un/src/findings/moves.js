import { castOf, hasCast } from '../program/cast.js';
export function movesOf(context) {
    const { graph, program } = context;
    const cast = castOf(program);
    const by = new Int8Array(graph.transitions);
    const willing = new Uint8Array(graph.transitions).fill(1);
    const asks = hasCast(cast);
    for (let s = 0; s < graph.expanded; s++) {
        const from = graph.first.at(s);
        const to = graph.first.at(s + 1);
        if (!context.isChoice(s))
            by.fill(-1, from, to);
        else if (asks) {
            const { offers } = context.read(s);
            for (let t = from; t < to; t++) {
                const offer = offers[graph.labels.at(t)];
                by[t] = offer.by;
                willing[t] = offer.willing ? 1 : 0;
            }
        }
    }
    return { names: cast.names, by, willing };
}

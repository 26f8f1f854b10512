import { StateKind } from '../certificate/certificate.js';
import { keepsOf, slotNames } from './keeps.js';
import { placeOf, slicesOf } from './slices.js';
/**
 * Writes down what an exploration claims of a story, in terms that ink's own engine can check. The model may keep more than the story has,
 * for what is asked of its states besides.
 */
export function claimsOf(model, graph, story, about) {
    const slots = slotNames(model.machine);
    const own = new Set(story.slots.map(({ kind, name }) => `${kind} ${name}`));
    const isOwn = model.program.slots.map(({ kind, name }) => own.has(`${kind} ${name}`));
    const keeps = new Numbered();
    const stops = new Numbered();
    const kinds = new Uint8Array(graph.states);
    const keepsOfStates = new Int32Array(graph.states);
    const stopsOfStates = new Int32Array(graph.states);
    for (let s = 0; s < graph.states; s++) {
        graph.store.with(s, (bytes, from, length) => {
            const state = model.read(bytes, from, length);
            kinds[s] = kindOf(state.kind, s < graph.expanded);
            if (kinds[s] === StateKind.Over)
                stopsOfStates[s] = stops.number(stopOf(model, state));
            if (kinds[s] !== StateKind.Cut)
                keepsOfStates[s] = keeps.number(keepsOf(model, state, slots, isOwn));
        });
    }
    return {
        redthread: about.redthread,
        story: { file: model.program.file, sha256: about.sha256 },
        starts: startsOf(model, graph),
        externals: model.externals,
        exhaustive: about.exhaustive,
        slots,
        stops: stops.all,
        keeps: keeps.all,
        states: { kinds, keeps: keepsOfStates, stops: stopsOfStates, ...transitionsOf(model, graph) },
        ...slicesOf(model),
    };
}
function kindOf(kind, expanded) {
    if (kind === 'cut' || kind === 'long')
        return StateKind.Cut;
    if (kind !== 'choice' && kind !== 'draw')
        return StateKind.Over;
    if (!expanded)
        return StateKind.Unexplored;
    return kind === 'choice' ? StateKind.Choice : StateKind.Draw;
}
function stopOf({ program, codec }, { kind, address, message }) {
    switch (kind) {
        case 'end':
        case 'done':
            return { kind, at: placeOf(program, address) };
        case 'crash':
        case 'endless':
            return { kind, at: '' };
        case 'none':
            return { kind: 'stop', at: '' };
    }
    return { kind: 'error', at: codec.messages[message] ?? '' };
}
function startsOf({ entries }, { starts }) {
    return entries.map(({ path, sets }, i) => ({ entry: path, sets, state: starts[i] }));
}
/** All transitions, each outcome of a draw by itself: one that was followed may stand for several. */
function transitionsOf(model, graph) {
    const first = new Int32Array(graph.states + 1);
    const labels = [];
    const targets = [];
    for (let s = 0; s < graph.expanded; s++) {
        const from = graph.first.at(s);
        const own = Array.from({ length: graph.first.at(s + 1) - from }, (_, i) => graph.labels.at(from + i));
        const weights = weightsOf(model, graph, s, own);
        for (const [i, label] of own.entries()) {
            for (let more = 0; more < (weights?.[i] ?? 1); more++) {
                labels.push(label + more);
                targets.push(graph.targets.at(from + i));
            }
        }
        first[s + 1] = labels.length;
    }
    first.fill(labels.length, graph.expanded + 1);
    return { first, labels: Int32Array.from(labels), targets: Int32Array.from(targets) };
}
function weightsOf(model, graph, state, labels) {
    if (model.machine.cuts?.isUsed !== true)
        return null;
    let weights = null;
    graph.store.with(state, (bytes, from, length) => {
        if (model.read(bytes, from, length).kind === 'draw')
            weights = model.weightsOf(labels);
    });
    return weights;
}
/** Things of which each is kept once, by number. */
class Numbered {
    all = [];
    numbers = new Map();
    number(value) {
        const key = JSON.stringify(value);
        let number = this.numbers.get(key);
        if (number === undefined)
            this.numbers.set(key, (number = this.all.push(value) - 1));
        return number;
    }
}

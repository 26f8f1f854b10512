import { endingCount, StateKind, stateCount, transitionCount } from './certificate.js';
/** The version of the format. */
export const formatVersion = 1;
/** A certificate as lines of JSON, in the format of docs/certificate.md. */
export function* certificateLines(certificate) {
    const { redthread, story, starts, externals, exhaustive, slots, stops, keeps, asides, slices } = certificate;
    const claims = {
        states: stateCount(certificate),
        transitions: transitionCount(certificate),
        endings: endingCount(certificate),
        exhaustive,
    };
    yield JSON.stringify({
        certificate: formatVersion,
        redthread,
        story,
        claims,
        starts: starts.map(({ entry, sets, state }) => [state, entry, sets]),
        externals: Object.fromEntries(externals),
        slots: slots.map(slotLine),
        stops: stops.map(({ kind, at }) => [kind, at]),
        ...(slices.length > 0
            ? { asides: asides.map(asideLine), slices: slices.map(({ slots, asides }) => [slots, asides]) }
            : {}),
        keeps: keeps.length,
    });
    for (const each of keeps)
        yield JSON.stringify(keepsLine(each));
    for (let s = 0; s < claims.states; s++)
        yield JSON.stringify(stateLine(certificate, s));
}
const grainPart = (grain) => grain === null ? [] : [grain.least, grain.period, ...(grain.greatest === undefined ? [] : [grain.greatest])];
const asideLine = ({ from, to, seen }) => [from, to, seen.flat()];
const slotLine = ({ kind, name, grain }) => [kind, name, ...grainPart(grain)];
/** A number or a name alone, or with its grain. */
const keptPart = ({ of, grain }) => (grain === null ? of : [of, ...grainPart(grain)]);
const framePart = (frame) => (frame === null ? 'all' : frame.map(keptPart));
const threadPart = (thread) => thread.map(framePart);
function keepsLine({ slots, choices, threads, stack, text }) {
    return {
        slots: slots.map(keptPart),
        choices: choices.map(threadPart),
        ...(threads.length > 0 ? { threads: threads.map(threadPart), text } : {}),
        ...(stack.length > 0 ? { stack: stack.map((keep) => ('of' in keep ? keptPart(keep) : [keep.nothing])) } : {}),
    };
}
function stateLine({ states }, s) {
    const { kinds, keeps, stops, first, labels, targets } = states;
    const of = (t) => (kinds[s] === StateKind.Draw ? [labels[t], targets[t]] : [targets[t]]);
    const transitions = Array.from({ length: first[s + 1] - first[s] }, (_, i) => of(first[s] + i)).flat();
    switch (kinds[s]) {
        case StateKind.Choice:
            return ['choice', keeps[s], ...transitions];
        case StateKind.Draw:
            return ['draw', keeps[s], ...transitions];
        case StateKind.Over:
            return ['over', stops[s], keeps[s]];
        case StateKind.Unexplored:
            return ['unexplored', keeps[s]];
    }
    return ['cut'];
}

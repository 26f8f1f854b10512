import { endStates } from '../findings/endings.js';
import { cheapest, wayTo } from '../graph/spans.js';
import { unavoidable } from '../graph/unavoidable.js';
import { Op } from '../program/opcodes.js';
/**
 * What every reading passes that comes to an ending, in the order in which the shortest one comes to it: passages, lines, and choices
 * that are taken. The exploration must be complete.
 */
export function passedByAll(context, telling) {
    const { graph, program } = context;
    const ends = endStates(context);
    if (ends.length === 0)
        return [];
    const taken = choicesTaken(context);
    // only what one reading passes can be passed by all
    const { start, transitions } = wayTo(graph, cheapest(graph, () => 1), ends[0].state);
    const one = new Things();
    one.add(contentOf(program, telling.atStart(graph.starts.indexOf(start))));
    for (const t of transitions) {
        if (taken[t] >= 0)
            one.add([taken[t]]);
        one.add(contentOf(program, telling.of(t)));
    }
    const rows = Array.from({ length: telling.sights }, (_, sight) => one.row(contentOf(program, telling.sight(sight))));
    const atStart = (state) => graph.starts
        .flatMap((target, entry) => (target === state ? [one.row(contentOf(program, telling.atStart(entry)))] : []))
        .reduce((a, b) => a.map((bits, word) => bits & b[word]));
    const met = (t) => one.with(rows[telling.sightOf(telling.number(t))], taken[t]);
    const goals = new Uint8Array(graph.states);
    for (const { state } of ends)
        goals[state] = 1;
    const always = unavoidable(graph, goals, one.all.length, atStart, met);
    return one.all.filter((_, i) => always[i] === 1).map((thing) => describe(context, telling, thing));
}
/** Passages and prose, but no choices: those are passed where they are taken. */
const contentOf = (program, { passages, pieces }) => [
    ...passages.flatMap((passage) => (isPlace(program, passage) ? [-1 - passage] : [])),
    ...pieces.filter((pc) => program.op[pc] !== Op.Choice),
];
const isPlace = ({ passages }, passage) => passages[passage].kind === 'knot' || passages[passage].kind === 'stitch';
/** The address of the choice that each transition takes, -1 for outcomes of chance. */
export function choicesTaken(context) {
    const { graph, program } = context;
    const taken = new Int32Array(graph.transitions).fill(-1);
    for (let s = 0; s < graph.expanded; s++) {
        if (!context.isChoice(s))
            continue;
        const { offers } = context.read(s);
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
            taken[t] = program.choices[offers[graph.labels.at(t)].point].address;
    }
    return taken;
}
/** Things by their order, and sets of them as bits in words of 32. */
class Things {
    all = [];
    numbers = new Map();
    add(things) {
        for (const thing of things)
            if (!this.numbers.has(thing))
                this.numbers.set(thing, this.all.push(thing) - 1);
    }
    row(things) {
        const bits = new Int32Array((this.all.length + 31) >> 5);
        for (const thing of things) {
            const i = this.numbers.get(thing);
            if (i !== undefined)
                bits[i >> 5] |= 1 << (i & 31);
        }
        return bits;
    }
    with(row, thing) {
        const i = this.numbers.get(thing);
        if (i === undefined)
            return row;
        const more = row.slice();
        more[i >> 5] |= 1 << (i & 31);
        return more;
    }
}
function describe(context, telling, thing) {
    const { program } = context;
    if (thing < 0) {
        const { name, place } = program.passages[-1 - thing];
        return { kind: 'passage', text: name, place };
    }
    const place = context.place(thing);
    if (program.op[thing] !== Op.Choice)
        return { kind: 'line', text: program.strings[program.a[thing]].trim(), place };
    const offered = telling.everyOffer.find(({ at }) => at === thing);
    return { kind: 'choice', text: offered?.text ?? '', place };
}

import { describe, endStates, findEndings } from '../findings/endings.js';
import { passageAt } from '../program/program.js';
/** All ways in which playthroughs go: endings by their numbers, then other stops, standoffs, what goes on for ever, what was not explored. */
export function waysToGo(context, chain) {
    const endings = findEndings(context).map(({ passage, kind, place, quote }) => ({
        kind: 'ending',
        how: kind,
        passage,
        place,
        quote,
        positions: [],
    }));
    const endingOf = new Map(endStates(context).map(({ state, ending }) => [state, ending]));
    const others = new Map();
    for (const { from, to, isClosed, isCircle } of chain.blocks) {
        if (!isClosed)
            continue;
        const ending = endingOf.get(chain.states[from]);
        if (ending !== undefined) {
            endings[ending].positions.push(from);
            continue;
        }
        const way = isCircle ? { ...nowhere, kind: 'endless', key: '' } : wayAt(context, chain.states[from]);
        const key = `${order.indexOf(way.kind)} ${way.key}`;
        if (!others.has(key))
            others.set(key, { ...way, positions: [] });
        for (let i = from; i < to; i++)
            others.get(key).positions.push(i);
    }
    const rest = [...others.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    return [...endings.filter(({ positions }) => positions.length > 0), ...rest];
}
const order = ['ending', 'stop', 'standoff', 'endless', 'unexplored'];
const nowhere = { how: null, passage: '', place: null, quote: '' };
/** How it is in a state from which nothing leads on, and what tells one such way from another. */
function wayAt(context, state) {
    const { graph, program, model } = context;
    if (state >= graph.expanded)
        return { ...nowhere, kind: 'unexplored', key: '' };
    const { kind, address, message, offers } = context.read(state);
    if (kind === 'cut' || kind === 'long')
        return { ...nowhere, kind: 'unexplored', key: '' };
    if (kind === 'choice') {
        const points = offers.map(({ point }) => point);
        const at = program.choices[points[0]].address;
        const { name } = passageAt(program, at);
        const { lastWords } = context.witnesses.toState(state);
        return {
            ...nowhere,
            kind: 'standoff',
            passage: name,
            place: context.place(at),
            quote: lastWords,
            key: points.join(),
        };
    }
    const said = model.codec.messages[message] ?? '';
    return {
        kind: 'stop',
        how: describe(kind, said, context, address).code,
        passage: passageAt(program, address).name,
        place: context.place(address),
        quote: context.witnesses.toState(state).lastWords,
        key: `${kind} ${address} ${said}`,
    };
}

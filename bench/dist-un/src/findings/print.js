import { forgottenCount } from '../machine/machine.js';
import { isForgotten } from '../machine/values.js';
/** The explored states, each with what it keeps and where its steps lead. */
export function showGraph(model, graph) {
    const lines = [`${graph.states} states, ${graph.transitions} steps`];
    for (let s = 0; s < graph.states; s++) {
        lines.push('', `${s}${s < graph.initial ? ' (start)' : ''}  ${describe(model, graph, s)}`);
        if (s >= graph.expanded) {
            lines.push('  not followed further');
            continue;
        }
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
            lines.push(`  ${graph.labels.at(t)} -> ${graph.targets.at(t)}`);
    }
    return `${lines.join('\n')}\n`;
}
function describe(model, graph, state) {
    const { program, machine, codec } = model;
    let text = '';
    graph.store.with(state, (bytes, from, length) => {
        const { kind, offers, address, message } = model.read(bytes, from, length);
        if (kind !== 'choice' && kind !== 'draw') {
            text = `${kind} at ${address}${message < 0 ? '' : `: ${codec.messages[message]}`}`;
            return;
        }
        const kept = [];
        machine.slots.forEach((value, slot) => {
            const isGlobal = slot < program.globals;
            if (isGlobal ? isForgotten(value) : value === forgottenCount)
                return;
            kept.push(`${program.slots[slot].name}=${isGlobal ? machine.values.show(value) : value}`);
        });
        const choices = offers.map((offer) => program.choices[offer.point].path).join(' | ');
        text = `${kind}${choices === '' ? '' : `: ${choices}`}${kept.length === 0 ? '' : `   ${kept.join(' ')}`}`;
    });
    return text;
}

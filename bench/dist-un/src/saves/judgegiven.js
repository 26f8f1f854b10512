import { placeAt } from '../program/program.js';
import { faultsBeyond, hopeOf, reachableFrom, wayTo } from './futures.js';
import { wordsForFault, wordsForTrouble, wordsForWarning } from './phrases.js';
import { addressOf } from './places.js';
import { play } from './sequel.js';
/** What loading does to a save, read off what ink's own engine makes of it. */
export function loadingFindings(given) {
    const { editions, loading } = given;
    const tell = (trouble, acts = []) => {
        const said = wordsForTrouble(editions, trouble);
        return said === null ? [] : [finding(given, said, acts)];
    };
    if (loading.fault !== null)
        return tell({ kind: 'unloadable', message: loading.fault });
    const findings = given.lostVariables.flatMap((name) => tell({ kind: 'variable-gone', name }));
    const [warning] = loading.warnings;
    if (warning !== undefined)
        findings.push(...tell({ kind: 'warned', message: warning }));
    const seen = loading.choices.filter(({ isFallback }) => !isFallback);
    seen.forEach(({ landing, target }, i) => {
        const { before, after, matching } = editions;
        const old = before?.paths.get(target);
        const choice = before?.choices.findIndex(({ targetContainer }) => targetContainer === old) ?? -1;
        const moved = old === undefined ? -1 : (matching?.toNew[old] ?? -1);
        const acts = [{ choice: i }];
        const address = 'fault' in landing ? -1 : addressOf(after, landing.spot);
        if ('fault' in landing || address < 0)
            findings.push(...tell({ kind: 'gone', choice, message: 'fault' in landing ? landing.fault : '' }, acts));
        else {
            const lands = after.home[address];
            if (landing.approximate)
                findings.push(...tell({ kind: 'nearest', choice, lands, moved }, acts));
            else if (old !== undefined && moved !== lands)
                findings.push(...tell({ kind: 'elsewhere', choice, lands, moved }, acts));
        }
    });
    return findings;
}
/** What comes of a save after it was loaded, and what its values have lost. */
export function furtherFindings(given, context, model) {
    const findings = model.harms.flatMap(({ name, harm }) => {
        const said = wordsForTrouble(given.editions, { kind: 'value', name, harm });
        return said === null ? [] : [finding(given, said, [])];
    });
    const { graph } = context;
    const entries = context.model.entries.length;
    const start = graph.starts[entries];
    if (start === undefined)
        return findings;
    const fresh = reachableFrom(graph, entries);
    if (hopeOf(context)[start] === 0)
        findings.push(finding(given, locked(fresh[start] === 1), []));
    const acts = (state, further) => {
        const { transitions } = wayTo(graph, state);
        const moves = transitions.map((t) => ({ from: graph.sourceOf(t), label: graph.labels.at(t) }));
        if (further !== undefined)
            moves.push({ from: state, label: further });
        return moves.map(({ from, label }, i) => {
            if (!context.isChoice(from))
                return { chance: label };
            return { choice: i === 0 ? model.choices[label] : label };
        });
    };
    for (const fault of faultsBeyond(context, fresh))
        findings.push(finding(given, wordsForFault({ context, stopped: null }, fault), acts(fault.states[0])));
    for (const { message, address, state, label } of context.model.warned.values())
        if (state >= 0 && fresh[state] === 0)
            findings.push(finding(given, wordsForWarning(message, placeAt(context.program, address)), acts(state, label)));
    return findings;
}
function locked(isFresh) {
    return {
        key: 'locked',
        code: 'save-locked',
        level: 'error',
        message: 'From this save no ending can be reached any more, whatever is chosen.',
        passage: '',
        before: null,
        after: null,
        details: isFresh ? ['New readers who come there are stuck, too: see redthread check.'] : [],
        advice: 'Leave a way on that doesn’t depend on what older readers can’t have done.',
    };
}
function finding({ official, json }, said, acts) {
    const { code, level, passage, before, after, details, advice } = said;
    const then = play(official, json, new Map(), acts);
    const step = then.steps[0];
    const chosen = step !== undefined && 'choice' in step ? `[${step.text}]` : 'a choice';
    const message = said.message.replace('this choice', chosen);
    return {
        code,
        level,
        message,
        passage,
        before,
        after,
        details,
        advice,
        saves: 1,
        playthrough: null,
        save: json,
        then,
    };
}

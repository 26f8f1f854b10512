import { rawText } from '../languages/ink/official/marks.js';
import { StateKind } from './certificate.js';
/** The step by which a state was first reached. */
export function stepTo({ states }, reachedBy, state) {
    const t = reachedBy[state];
    return t < 0 ? { state: -1, label: -1 - t } : { state: sourceOf(states.first, t), label: states.labels[t] };
}
/** The way to a state's representative. */
export function legsTo(certificate, reachedBy, state) {
    const legs = [];
    for (let s = state; s >= 0;) {
        const leg = stepTo(certificate, reachedBy, s);
        legs.push(leg);
        s = leg.state;
    }
    return legs.reverse();
}
/** The steps of a way, as ink's own engine plays them. Where the certificate is wrong about the way, it ends there. */
export function playthroughOf(certificate, official, legs) {
    const { starts, states } = certificate;
    const steps = [];
    let saved = null;
    let from = null;
    let move = { choice: 0 };
    let outcomes = [];
    let texts = [];
    let asks = null;
    for (const each of legs) {
        if (each.state < 0) {
            const { entry, sets } = starts[each.label];
            move = { entry, sets };
            if (entry !== '')
                steps.push(move);
        }
        else if (states.kinds[each.state] === StateKind.Draw) {
            outcomes = [...outcomes, each.label];
            steps.push({ chance: each.label, what: describe(asks, each.label) });
        }
        else {
            from = saved;
            move = { choice: each.label };
            outcomes = [];
            const text = texts[each.label];
            if (text === undefined)
                return steps;
            steps.push({ choice: each.label, text: rawText(text) });
        }
        const turn = official.play(from, move, outcomes);
        texts = turn.choices;
        asks = turn.asks;
        if (turn.choices.length > 0)
            saved = official.save();
    }
    return steps;
}
/** The state that a transition leaves. */
function sourceOf(first, transition) {
    let low = 0;
    let high = first.length - 2;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (first[middle] <= transition)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}
function describe(asks, outcome) {
    switch (asks?.kind) {
        case 'random':
            return `RANDOM gives ${outcome}`;
        case 'list':
            return `LIST_RANDOM gives item ${outcome + 1}`;
        case 'shuffle':
            return `the shuffle shows its part ${outcome + 1}`;
        case 'external':
            return `the host's function gives its result ${outcome + 1}`;
    }
    return `chance gives ${outcome}`;
}

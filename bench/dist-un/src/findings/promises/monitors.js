/** What a letter says about a moment: one bit for each part of the promise that holds there. */
export const bit = { what: 1, cause: 2, scope: 4, scopeEnd: 8 };
const letters = 16;
/**
 * The monitor of a pattern within its scope: the property specification patterns of Dwyer, Avrunin and Corbett (Patterns in property
 * specifications for finite-state verification, 1999), each as a deterministic automaton. docs/promises.md tells the meanings.
 */
export function monitorOf(pattern, scope) {
    const base = baseOf(pattern);
    switch (scope.kind) {
        case 'global':
            return build(base.start, (state, letter) => stepIn(base, state, letter), true);
        case 'after':
            return build('outside', (state, letter) => {
                if (state !== 'outside')
                    return stepIn(base, state, letter);
                return (letter & bit.scope) === 0 ? state : stepIn(base, base.start, letter);
            }, true);
        case 'before':
            return build(base.start, (state, letter) => {
                if (state === 'closed')
                    return state;
                return (letter & bit.scope) === 0 ? stepIn(base, state, letter, 'wrong') : closed(state, 'closed');
            }, false);
        case 'between':
            return build('outside', (state, letter) => {
                const ends = (letter & bit.scopeEnd) !== 0;
                const begins = !ends && (letter & bit.scope) !== 0;
                if (state === 'outside')
                    return begins ? stepIn(base, base.start, letter, 'wrong') : state;
                if (ends)
                    return closed(state, 'outside');
                return stepIn(base, begins ? (base.again?.[state] ?? state) : state, letter, 'wrong');
            }, false);
    }
}
/** Follows a stretch by one moment; `wrong` is what to call a violation that counts only once the stretch has its end. */
function stepIn(base, state, letter, wrong = 'bad') {
    if (state === wrong)
        return state;
    const next = base.step(state, (letter & bit.what) !== 0, (letter & bit.cause) !== 0);
    return next === 'bad' ? wrong : next;
}
/** What the end of a stretch makes of it. */
const closed = (state, otherwise) => state === 'wrong' || state === 'open' ? 'bad' : otherwise;
function baseOf(pattern) {
    switch (pattern.kind) {
        case 'always':
        case 'possible':
            return { start: 'fine', step: (state, what) => (what ? state : 'bad') };
        case 'never':
        case 'sometimes':
        case 'ending':
            return { start: 'fine', step: (state, what) => (what ? 'bad' : state) };
        case 'eventually':
            return { start: 'open', step: (state, what) => (what ? 'done' : state), again: { done: 'open' } };
        case 'leads':
            return {
                start: 'idle',
                step: (state, what, cause) => {
                    if (what)
                        return 'idle';
                    return cause ? 'open' : state;
                },
            };
        case 'after':
            return {
                start: 'waiting',
                step: (state, what, cause) => {
                    if (state === 'done' || cause)
                        return 'done';
                    return what ? 'bad' : state;
                },
                again: { done: 'waiting' },
            };
        case 'atMost':
            return {
                start: '0',
                step: (state, what) => {
                    const times = Number.parseInt(state, 10);
                    if (!what)
                        return String(times);
                    if (state.endsWith('+') && !pattern.each)
                        return state;
                    return times === pattern.times ? 'bad' : `${times + 1}+`;
                },
            };
        case 'force':
            return {
                start: 'asked',
                step: (state, what) => {
                    if (state === 'done' || what)
                        return 'done';
                    return 'bad';
                },
            };
    }
}
/** Numbers the states that can come up. `opens` tells whether a way that stays in `open` is a violation. */
function build(start, step, opens) {
    const numbers = new Map([[start, 0]]);
    const next = [];
    for (const state of numbers.keys()) {
        for (let letter = 0; letter < letters; letter++) {
            const target = state === 'bad' ? state : step(state, letter);
            if (!numbers.has(target))
                numbers.set(target, numbers.size);
            next.push(numbers.get(target));
        }
    }
    return {
        size: numbers.size,
        start: 0,
        letters,
        next: Int32Array.from(next),
        bad: numbers.get('bad') ?? -1,
        open: opens ? (numbers.get('open') ?? -1) : -1,
    };
}

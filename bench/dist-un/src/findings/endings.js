import { passageAt } from '../program/program.js';
import { askedBefore } from './gap.js';
/** All states in which the story is at an end, the nearest first. */
export function endStates(context) {
    const endings = waysToBeOver(context).flatMap((final) => (isEnding(context, final) ? [wayOf(final)] : []));
    return [...context.finals()].flatMap((final) => {
        const ending = endings.indexOf(wayOf(final));
        const passage = passageAt(context.program, final.address).name;
        return ending < 0 ? [] : [{ state: final.state, passage, ending }];
    });
}
/** The nearest state of each way to come to an ending, the nearest first. */
export function nearestEnds(context) {
    return waysToBeOver(context).filter((final) => isEnding(context, final));
}
/** Every reachable ending, the nearest first. */
export function findEndings(context) {
    return nearestEnds(context).map(({ state, kind, address }) => {
        const witness = context.witnesses.toState(state);
        return {
            passage: passageAt(context.program, address).name,
            kind: kind === 'end' ? 'END' : 'DONE',
            place: context.place(address),
            quote: witness.lastWords,
            playthrough: witness.steps,
        };
    });
}
function isEnding(context, { state, kind }) {
    // a fallback taken after a DONE: only the whole text tells whether what follows is an error
    if (kind === 'none')
        return context.witnesses.toState(state).turn.standing === 'done';
    return kind === 'end' || kind === 'done';
}
/** The nearest state of each way to be over; there are several where states keep more than the story itself will read. */
function waysToBeOver(context) {
    const known = new Map();
    for (const final of context.finals())
        if (!known.has(wayOf(final)))
            known.set(wayOf(final), final);
    return [...known.values()];
}
const wayOf = ({ kind, address, message }) => `${kind} ${address} ${message}`;
/** Dead ends, errors, warnings and turns without end: everything that stops a reader, or that the runtime complains about. */
export function findStops(context) {
    const findings = [];
    for (const { state, kind, address, message } of waysToBeOver(context)) {
        if (kind === 'cut' || isEnding(context, { state, kind, address, message }))
            continue;
        const witness = context.witnesses.toState(state);
        const common = {
            level: 'error',
            evidence: 'found',
            place: context.place(address),
            quote: witness.lastWords,
            playthrough: witness.steps,
        };
        const described = describe(kind, message, context, address);
        const asked = kind === 'ran-out' || kind === 'no-choices' ? askedBefore(context.program, address, witness) : [];
        findings.push({ ...common, ...described, details: [...asked, ...described.details] });
    }
    for (const { message, address, state, label } of context.model.warned.values()) {
        const witness = context.witnesses.beyond(state, label);
        findings.push({
            code: 'runtime-warning',
            level: 'warning',
            evidence: 'found',
            message: `ink warns here: ${sentence(message)}`,
            place: context.place(address),
            quote: witness.lastWords,
            details: [],
            playthrough: witness.steps,
        });
    }
    return findings;
}
/** What a way to be over that is no ending is called, and what to do about it. */
export function describe(kind, message, context, address) {
    switch (kind) {
        case 'endless':
            return {
                code: 'endless-turn',
                message: `The story goes round here without ever stopping for a choice${around(context, address)}.`,
                details: [
                    'In a game this is a freeze. Something must change each time round, and there must be a way out when nothing is left.',
                ],
            };
        case 'long':
            return {
                code: 'endless-turn',
                message: `The story goes on and on here without stopping for a choice${around(context, address)}.`,
                details: [
                    'It was followed for a long time, and left: whether it ever stops is not known.',
                    'In a game this is a freeze, or as good as one. Something must come to an end each time round.',
                ],
            };
        case 'no-choices':
            return {
                code: 'no-choices-left',
                message: 'Nothing is left to choose: every choice here has been taken already, or its condition is false.',
                details: ['Make one of them sticky (+), or add a way out for when they are used up: * -> somewhere'],
            };
        case 'crash':
            return {
                code: 'runtime-error',
                message: `A game would crash here: ${sentence(message)}`,
                details: [],
            };
        case 'error':
            return { code: 'runtime-error', message: `ink stops here with an error: ${sentence(message)}`, details: [] };
        default:
            return {
                code: 'dead-end',
                message: /tunnel/.test(message)
                    ? 'The story runs out inside a tunnel: there is nothing to choose, and no ->-> to go back.'
                    : 'The story runs out: there is nothing to choose, and no -> END.',
                details: [],
            };
    }
}
function around(context, address) {
    const { name } = passageAt(context.program, address);
    return name === '' ? '' : ` (in ${name})`;
}
const sentence = (message) => (/[.?!]$/.test(message) ? message : `${message}.`);

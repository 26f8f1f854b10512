import { countOutcomes, outcomeAt } from '../languages/ink/official/chance.js';
import { StateKind } from './certificate.js';
/** Whether a turn came to the kind of state that it should: stopped alike, or waiting for the same choices or outcomes. */
export function arrivalMismatch(certificate, turn, target) {
    const { kinds, keeps, stops, first } = certificate.states;
    if (turn.impossible !== null) {
        const claimed = `chance gives ${turn.impossible}`;
        return { what: 'what chance may give', claimed, official: 'that can never come out' };
    }
    const claimed = kinds[target] === StateKind.Over ? certificate.stops[stops[target]] : null;
    if (claimed !== null || turn.stop !== null) {
        if (claimed !== null && turn.stop !== null && isSameStop(claimed, turn.stop))
            return null;
        return { what: 'how the story stops', claimed: showStop(claimed), official: showStop(turn.stop) };
    }
    const isDraw = certificate.keeps[keeps[target]].threads.length > 0;
    if (isDraw !== (turn.asks !== null))
        return { what: 'what the story waits for', claimed: showWait(isDraw), official: showWait(!isDraw) };
    if (kinds[target] === StateKind.Unexplored)
        return null;
    const count = first[target + 1] - first[target];
    if (turn.asks !== null)
        return outcomeMismatch(certificate, turn.asks, target);
    if (turn.choices.length === count)
        return null;
    return { what: 'how many choices are offered', claimed: `${count}`, official: `${turn.choices.length}` };
}
/** Every outcome that chance may give has to have its transition; a draw of too many outcomes has one for the rest of them. */
function outcomeMismatch({ states }, asks, target) {
    const { kinds, first, labels, targets } = states;
    const all = Array.from({ length: first[target + 1] - first[target] }, (_, i) => first[target] + i);
    const followed = all.filter((t) => kinds[targets[t]] !== StateKind.Cut).map((t) => labels[t]);
    const isWhole = followed.length === all.length;
    const fits = (isWhole ? followed.length === countOutcomes(asks) : followed.length < countOutcomes(asks)) &&
        followed.every((label, i) => label === outcomeAt(asks, i));
    if (fits)
        return null;
    return { what: 'what chance may give', claimed: showNumbers(followed), official: showRequest(asks) };
}
function isSameStop(claimed, official) {
    if (claimed.kind === 'stop')
        return official.kind === 'stop' || official.kind === 'error';
    return claimed.kind === official.kind && claimed.at === official.at;
}
function showStop(stop) {
    if (stop === null)
        return 'it goes on';
    switch (stop.kind) {
        case 'end':
        case 'done':
            return `-> ${stop.kind.toUpperCase()} at ${stop.at}`;
        case 'error':
            return `the error “${stop.at}”`;
        case 'crash':
            return 'a breakdown of the engine';
        case 'endless':
            return 'a turn without end';
        case 'stop':
            return 'it stops of itself';
    }
}
const showWait = (isDraw) => (isDraw ? 'chance' : 'a choice');
function showNumbers(numbers) {
    return numbers.length > 20 ? `${numbers.slice(0, 20).join(', ')}, …` : numbers.join(', ');
}
function showRequest(request) {
    const { domain } = request;
    return 'least' in domain ? `${domain.least} to ${domain.greatest}` : showNumbers(domain.outcomes);
}

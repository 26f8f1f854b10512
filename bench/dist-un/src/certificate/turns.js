import { maskedText, rawText, withoutAsides } from '../languages/ink/official/marks.js';
export const onceReplaced = ', once what is not kept is replaced by something else';
/** Whether a turn came to a state of which something may be kept: not if it broke down or was left. */
export const hasState = ({ stop }) => stop === null || ['end', 'done', 'stop'].some((kind) => kind === stop.kind);
const texts = ({ lines, choices }, areQuiet) => areQuiet ? [...lines, ...choices.map(withoutAsides)] : [...lines, ...choices];
/** Whether two turns show just the same, also of what isn't kept; where some stretches are kept quiet, but for what they show in choices. */
export function showTheSame(plain, scrambled, areQuiet) {
    const [a, b] = [texts(plain, areQuiet), texts(scrambled, areQuiet)];
    return JSON.stringify(a.map(rawText)) === JSON.stringify(b.map(rawText));
}
/** In what a turn differs from the same one with garbage in place of what isn't kept, but for what is kept of the states that they come to. */
export function turnMismatch(plain, scrambled, areQuiet) {
    const pairs = [
        ['what chance may give', ({ asked, asks }) => [asked, asks]],
        ['what can come out of it', ({ impossible }) => impossible],
        ['how the story stops', ({ stop }) => stop],
    ];
    // a turn without end was left somewhere in the middle
    if (plain.stop?.kind !== 'endless') {
        pairs.push(['what is shown', (turn) => texts(turn, areQuiet).map(maskedText)]);
        pairs.push([
            'which stretches it comes to that only decide between texts',
            ({ seen }) => [...(seen?.keys() ?? [])].sort(),
        ]);
    }
    for (const [what, of] of pairs) {
        const [claimed, official] = [JSON.stringify(of(plain)), JSON.stringify(of(scrambled))];
        if (claimed !== official)
            return { what: what + onceReplaced, claimed, official };
    }
    return null;
}
/** In what two states differ, by all that is kept of them: they are known to. */
export function keptMismatch(official, plan, known, key, when) {
    const [claimed, found] = [official.explain(plan, known), official.explain(plan, key)];
    const at = claimed.findIndex((word, i) => word !== found[i]);
    return {
        what: `what is kept of the state it comes to${when}`,
        claimed: claimed[at] ?? 'nothing more',
        official: found[Math.max(at, 0)] ?? 'nothing more',
    };
}

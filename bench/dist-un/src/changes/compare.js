import { contentChanges, edits } from './content.js';
import { endingChanges } from './endings.js';
import { findingChanges } from './findings.js';
import { Match } from './match.js';
import { oddsChange } from './odds.js';
import { promiseChanges } from './promises.js';
import { retrace } from './retrace.js';
import { Spots } from './spots.js';
import { Version } from './version.js';
/** What is different in a story from one version to another, both of which were explored. */
export function compare(judgedBefore, judgedNow) {
    const before = new Version(judgedBefore);
    const now = new Version(judgedNow);
    const both = [before, now];
    const match = new Match([before.context.program, now.context.program], before.pieces, now.pieces);
    const spots = [new Spots(before), new Spots(now)];
    const { passages } = now.context.program;
    const passagesBefore = Int32Array.from(passages, (_, number) => match.passages.indexOf(number));
    const meetsNow = (steps) => retrace(before, now, { pieces: match.now, passages: match.passages }, steps);
    const metBefore = (steps) => retrace(now, before, { pieces: match.before, passages: passagesBefore }, steps);
    const endings = endingChanges(both, match, spots, meetsNow);
    const found = {
        endings,
        findings: findingChanges(both, match, spots, meetsNow, metBefore),
        content: contentChanges(before, now, match, meetsNow),
        ...edits(before, now, match),
        renamed: renamed(before, now, match),
        promises: promiseChanges(before, now, meetsNow, metBefore),
        odds: oddsChange(before, now, match, endings),
    };
    const facts = { before: before.facts(), now: now.facts() };
    return { ...facts, worse: isWorse(found), same: isSame(facts, found), ...found };
}
/** Passages with another name; of stitches, their own. */
function renamed(before, now, match) {
    const { passages } = before.context.program;
    const own = (name) => name.slice(name.indexOf('.') + 1);
    return passages.flatMap(({ name, parent }, i) => {
        if (match.passages[i] < 0)
            return [];
        const is = now.context.program.passages[match.passages[i]];
        const isSame = parent >= 0 && match.passages[parent] === is.parent ? own(name) === own(is.name) : name === is.name;
        return isSame ? [] : [{ before: name, now: is.name }];
    });
}
/** Whether anything is worse than it was: what is found now counts even where it is not known how it was before. */
function isWorse({ endings, findings, content, promises }) {
    return (endings.some(({ change, certain }) => change === 'lost' && certain) ||
        findings.some(({ change, now }) => change === 'introduced' && now?.level !== 'note') ||
        content.some(isLoss) ||
        promises.some(({ before, now }) => now?.verdict === 'broken' && before?.verdict !== 'broken'));
}
/** Content that could be reached and can't any more, or was added and can't be. */
const isLoss = ({ before, now }) => now === 'unreachable' && before !== 'unreachable';
function isSame({ before, now }, found) {
    const { endings, findings, content, lines, choices, renamed, promises, odds } = found;
    const none = (edits) => Object.values(edits).every((count) => count === 0);
    const figures = ({ story, playthroughs, longest, shortest }) => JSON.stringify([story.words, playthroughs, longest, shortest]);
    return (figures(before) === figures(now) &&
        endings.every(({ change }) => change === 'same') &&
        findings.every(({ change }) => change === 'kept') &&
        promises.every(({ before, now }) => before?.verdict === now?.verdict) &&
        [content, renamed].every((changes) => changes.length === 0) &&
        none(lines) &&
        none(choices) &&
        (odds === null || [odds.words, odds.choices, ...odds.outcomes].every(({ moved }) => !moved)));
}

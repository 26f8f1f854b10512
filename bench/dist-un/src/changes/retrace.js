import { Player } from '../machine/player.js';
import { passageAt } from '../program/program.js';
/**
 * What a playthrough of one version comes to in another: the same entry, the same choices (though their words may be others, or their
 * numbers), and the same outcomes of chance. Null where the playthrough can't be played in its own version, or can't begin in the other.
 */
export function retrace(from, to, translation, steps) {
    const moves = movesOf(from, steps);
    const start = moves === null ? -1 : startIn(from, to, translation.passages, steps);
    return moves === null || start < 0 ? null : meeting(to, takeOver(from, to, translation.pieces, moves, start));
}
/** The steps of a playthrough, by playing it; null where it can't be played. */
function movesOf({ context }, steps) {
    const player = new Player(context.program, { externals: context.model.externals });
    player.stopAtChance();
    const moves = [];
    let at = 0;
    const [first] = steps;
    if (first !== undefined && 'entry' in first) {
        if (!player.enter(first.entry, first.sets))
            return null;
        at++;
    }
    for (;;) {
        const outcomes = [];
        for (let step = steps[at]; step !== undefined && 'chance' in step; step = steps[++at])
            outcomes.push(step.chance);
        player.force(outcomes);
        const { choices } = player.turn();
        moves.push(...player.drawn.map((chance) => ({ chance })));
        const step = steps[at++];
        if (step === undefined)
            return moves;
        const taken = 'choice' in step ? choices[step.choice] : undefined;
        if (taken === undefined)
            return null;
        const rank = choices.filter(({ address, index }) => address === taken.address && index < taken.index).length;
        moves.push({ choice: taken.address, rank, text: taken.text });
        player.choose(taken.index);
    }
}
/** The initial state that the same entry leads to; -1 where there is none. */
function startIn(from, to, passages, [first]) {
    const entry = first !== undefined && 'entry' in first ? first : { entry: '', sets: {} };
    const { paths, containers } = from.context.program;
    const container = paths.get(entry.entry);
    const moved = container === undefined ? -1 : passages[containers[container].passage];
    const names = [entry.entry, ...(entry.entry === '' || moved < 0 ? [] : [to.context.program.passages[moved].name])];
    const sets = JSON.stringify(entry.sets);
    const number = to.context.model.entries.findIndex((other) => names.includes(other.path) && JSON.stringify(other.sets) === sets);
    return number < 0 ? -1 : to.context.graph.starts[number];
}
function takeOver(from, to, pieces, moves, start) {
    const { context } = to;
    const { graph } = context;
    const taken = [];
    let state = start;
    let made = 0;
    const stop = (end, missing = null) => ({
        way: { start, transitions: taken },
        made,
        end,
        missing,
    });
    /** Takes the transition of that choice or outcome, which may stand for a whole class of them; false where there is none. */
    const take = (wanted) => {
        const t = context.transition(state, wanted);
        if (t < 0)
            return false;
        taken.push(t);
        state = graph.targets.at(t);
        return true;
    };
    for (const move of moves) {
        if (!context.isWaiting(state))
            return stop('all');
        if (state >= graph.expanded)
            return stop('unexplored');
        const isChoice = context.isChoice(state);
        if ('chance' in move) {
            // what chance decides no more is passed over
            if (!isChoice && !take(move.chance))
                return stop('chance');
            continue;
        }
        if (!isChoice)
            return stop('chance');
        const piece = pieces[from.at.get(move.choice) ?? -1] ?? -1;
        const address = piece < 0 ? -1 : to.pieces[piece].address;
        const offered = context.read(state).offers.map(({ point }) => context.program.choices[point].address);
        const same = [...offered.keys()].filter((i) => offered[i] === address);
        const next = same[move.rank] ?? same[0];
        if (next === undefined)
            return stop('parted', move.text);
        if (!take(next))
            return stop('unexplored');
        made++;
    }
    return stop(context.isWaiting(state) && state >= graph.expanded ? 'unexplored' : 'all');
}
function meeting(to, { way, made, end, missing }) {
    const { context } = to;
    const { graph, program } = context;
    const { steps, turn, lastWords } = context.witnesses.along(way);
    const last = way.transitions.length === 0 ? way.start : graph.targets.at(way.transitions.at(-1));
    const common = { made, words: lastWords, playthrough: steps, missing };
    if (!context.isWaiting(last)) {
        const { kind, address } = context.read(last);
        const left = kind === 'cut' || kind === 'long';
        const over = left ? 'unexplored' : to.endings.has(last) ? 'ended' : 'stopped';
        return { ...common, end: over, passage: passageAt(program, address).name, offered: [], onward: null };
    }
    const choices = context.isChoice(last) ? turn.choices : [];
    const { distance, next } = to.nearestEnding;
    const canEnd = Number.isFinite(distance[last]);
    const transitions = way.transitions.slice();
    let state = last;
    for (; canEnd && next[state] >= 0; state = graph.targets.at(next[state]))
        transitions.push(next[state]);
    const onward = canEnd
        ? {
            passage: passageAt(program, context.read(state).address).name,
            steps: context.witnesses.along({ start: way.start, transitions }).steps.slice(steps.length),
        }
        : null;
    context.read(last);
    const waitsAt = choices[0]?.address ?? context.model.drawOf().address;
    return {
        ...common,
        end: end === 'all' ? (context.isChoice(last) ? 'choice' : 'chance') : end,
        passage: passageAt(program, waitsAt).name,
        offered: choices.map(({ text }) => text),
        onward,
    };
}

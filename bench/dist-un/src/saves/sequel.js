/** A turn that takes more steps than this is not shown to its end. */
const maxSteps = 50_000;
/** Has ink's own engine load a save and go on with it. */
export function play(official, json, picked, acts) {
    const { fault, choices } = official.load(json, picked);
    const offers = choices.filter(({ isFallback }) => !isFallback).map(({ text }) => text);
    const steps = [];
    let turn = null;
    let saved = fault === null ? official.save() : null;
    let offered = offers;
    for (let i = 0; i < acts.length && saved !== null;) {
        const act = acts[i++];
        if (!('choice' in act))
            throw new Error('chance decides only where a turn has begun');
        const move = { choice: act.choice };
        steps.push({ choice: act.choice, text: offered[act.choice] ?? '' });
        const outcomes = [];
        for (let next = acts[i]; next !== undefined && 'chance' in next; next = acts[++i])
            outcomes.push(next.chance);
        for (const chance of outcomes)
            steps.push({ chance, what: `chance gives ${chance}` });
        turn = official.play(saved, move, outcomes, { maxSteps });
        offered = turn.choices.map(textOf);
        saved = turn.choices.length > 0 ? official.save() : null;
    }
    return {
        fault,
        offers,
        steps,
        lines: (turn?.lines ?? []).map((line) => line.trimEnd()).filter((line) => line !== ''),
        choices: turn === null ? [] : offered,
        stop: turn?.stop == null ? null : wordsFor(turn.stop),
    };
}
/** The text of a choice without its tags. */
const textOf = (shown) => shown.split(' # ')[0];
function wordsFor({ kind, at }) {
    switch (kind) {
        case 'end':
            return 'the story ends';
        case 'done':
        case 'stop':
            return 'the story stops';
        case 'endless':
            return 'the story goes on and on without a choice';
        case 'crash':
            return 'ink throws an exception';
    }
    return `ink stops with an error: ${at}`;
}

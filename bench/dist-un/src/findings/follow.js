import { Player } from '../machine/player.js';
/**
 * Finds a playthrough in the explored graph, by playing it with that seed. What chance does where no step says so follows from the
 * seed, as in ink.
 */
export function follow(context, steps, seed = 0) {
    const { graph, model } = context;
    const [first] = steps;
    const opening = first !== undefined && 'entry' in first ? first : null;
    const entry = model.entries.findIndex(({ path, sets }) => opening === null ? path === '' : path === opening.entry && JSON.stringify(sets) === JSON.stringify(opening.sets));
    const transitions = [];
    const stop = (problem) => ({
        way: { start: graph.starts[entry] ?? 0, transitions },
        problem,
    });
    if (entry < 0)
        return stop(`it starts at ${opening === null ? 'the top' : opening.entry}, which was not explored`);
    const player = new Player(model.program, { seed, externals: model.externals });
    let state = graph.starts[entry];
    /** Takes the transition with that label; false where the exploration knows none. */
    const take = (label) => {
        const t = context.transition(state, label);
        if (t < 0)
            return false;
        transitions.push(t);
        state = graph.targets.at(t);
        return true;
    };
    if (opening !== null)
        player.enter(opening.entry, opening.sets);
    let at = opening === null ? 0 : 1;
    for (;;) {
        const chances = [];
        for (let step = steps[at]; step !== undefined && 'chance' in step; step = steps[++at])
            chances.push(step.chance);
        player.force(chances);
        const turn = player.turn();
        if (!player.drawn.every(take))
            return stop(`step ${at} leads to where the exploration did not go`);
        const step = steps[at++];
        if (step === undefined)
            return stop(null);
        if (!('choice' in step))
            return stop(`step ${at} jumps to a knot in the middle of the story`);
        const offered = turn.choices[step.choice];
        if (offered === undefined || (step.text !== '' && step.text !== offered.text)) {
            const here = offered === undefined ? `only ${turn.choices.length} are offered` : `that one is “${offered.text}”`;
            return stop(`step ${at} takes choice ${step.choice + 1}${step.text === '' ? '' : `, “${step.text}”`}, but ${here} there`);
        }
        if (!take(step.choice))
            return stop(`step ${at} leads to where the exploration did not go`);
        player.choose(step.choice);
    }
}
